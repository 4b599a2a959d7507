/** Checks of machines that Systems Manager knows: managed, patched, set up as wanted. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import type { ManagedNode, NodeCompliance } from '../source/core/facts-network.ts';
import { day, daysSince, regionalFact } from './reading.ts';
import { labelled, overEach, type Verdict, verdict, whyUnread } from './regional.ts';

const nodeOperations = [
  'ec2:DescribeRegions',
  'ssm:DescribeInstanceInformation',
  'ssm:ListResourceComplianceSummaries',
];

/** A patch run older than this says nothing of today: our judgement, at patches that come out every month. */
const patchNewsDays = 30;

const managed: Check = {
  id: 'ec2-ssm-managed',
  title: 'Systems Manager reaches every running instance',
  service: 'ssm',
  tier: 1,
  severity: 'medium',
  severityReason: 'A machine that nobody manages is one that nobody patches or lists; it is not open by that alone.',
  criteria: ['CC6.1', 'CC7.1'],
  why: 'Patching, inventory and access without open ports all go through the agent.',
  judgement:
    'Passes for each running EC2 instance that is a managed node with the ping status Online. Instances that are not running are left out.',
  facts: ['ec2.instances', 'ssm.nodes'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeInstances', 'ssm:DescribeInstanceInformation'],
  fix: {
    summary: 'Let Systems Manager manage the listed instances.',
    console: [
      'Open Systems Manager, Settings, Default Host Management Configuration, and switch it on for the region.',
      'Or attach an instance profile with the policy AmazonSSMManagedInstanceCore to each instance.',
      'Check that the agent is installed and can reach the endpoints ssm and ssmmessages; run the runbook AWSSupport-TroubleshootManagedInstance where it stays away.',
    ],
    cli: [
      'aws ssm update-service-setting --setting-id /ssm/managed-instance/default-ec2-instance-management-role --setting-value ROLE_NAME --region REGION',
      'aws ssm describe-instance-information --region REGION',
    ],
    terraform: `resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.instance.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}`,
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-ec2.html',
  ],
  judge(reader) {
    const instances = regionalFact(reader, 'ec2.instances');
    const nodes = regionalFact(reader, 'ssm.nodes');
    const running = new Map(
      [...instances.read].map(([region, all]) => [region, all.filter(({ state }) => state === 'running')]),
    );
    const unread = [...running].flatMap(([region, all]) => {
      if (all.length === 0 || nodes.read.has(region)) return [];
      return whyUnread(nodes.unread, 'ssm:DescribeInstanceInformation', region);
    });
    const judged = overEach(
      { read: running, unread: [...instances.unread, ...unread] },
      'ec2:DescribeInstances',
      ({ id }) => id,
      (instance, region): Verdict => {
        const known = nodes.read.get(region);
        if (known === undefined) return undefined;
        const node = known.find(({ id }) => id === instance.id);
        const label = labelled(instance);
        if (node === undefined) return verdict(false, '', `${label} is not a managed node.`);
        const last = node.lastPingAt === undefined ? '' : ` since ${day(node.lastPingAt)}`;
        return verdict(
          node.ping === 'Online',
          `${label} is a managed node and online.`,
          `${label} is a managed node but has not answered${last}.`,
        );
      },
    );
    return { ...judged, notApplicable: 'There are no running EC2 instances.' };
  },
};

/** Judges the online nodes by their compliance of one type, undefined where a node has none. */
function overNodes(
  reader: FactReader,
  type: string,
  judge: (node: ManagedNode, summary: NodeCompliance | undefined) => Verdict,
): Judgement {
  const nodes = regionalFact(reader, 'ssm.nodes');
  const compliance = regionalFact(reader, 'ssm.compliance');
  const read = new Map<string, ManagedNode[]>();
  const unknown = [...nodes.unread];
  for (const [region, all] of nodes.read) {
    const online = all.filter(({ ping }) => ping === 'Online');
    if (compliance.read.has(region) || online.length === 0) read.set(region, online);
    else unknown.push(...whyUnread(compliance.unread, 'ssm:ListResourceComplianceSummaries', region));
  }
  return overEach(
    { read, unread: unknown },
    'ssm:ListResourceComplianceSummaries',
    ({ id }) => id,
    (node, region) => {
      const summaries = compliance.read.get(region) ?? [];
      return judge(
        node,
        summaries.find((summary) => summary.type === type && summary.node === node.id),
      );
    },
  );
}

const items = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const patched: Check = {
  id: 'ec2-patch-compliance',
  title: 'Managed machines have the patches of their baseline',
  service: 'ssm',
  tier: 1,
  severity: 'high',
  severityReason: 'Known holes with published patches are what most attacks use.',
  criteria: ['CC6.8', 'CC7.1'],
  why: 'A patch rule is tested by what is installed, machine by machine.',
  judgement: `Passes for each online managed node, EC2 instance or not, whose patch summary lacks nothing of its baseline. A node that was never scanned for patches fails. A summary older than ${patchNewsDays} days is unknown, for it says nothing of today. Machines that are not managed, or do not answer, are left to ec2-ssm-managed.`,
  facts: ['ssm.nodes', 'ssm.compliance'],
  operations: nodeOperations,
  fix: {
    summary: 'Scan the listed machines for patches and install what is missing.',
    console: [
      'Open Systems Manager, Patch Manager, Compliance reporting, and look at what the node lacks.',
      'Use Patch now with Scan and install, or Create patch policy for a schedule over all machines.',
      'Reboot in a quiet hour where an installed patch waits for it: without RebootOption=NoReboot the install reboots the machine by itself.',
    ],
    cli: [
      'aws ssm describe-instance-patches --instance-id NODE_ID --filters Key=State,Values=Missing,Failed --region REGION',
      'aws ssm send-command --document-name AWS-RunPatchBaseline --parameters Operation=Install,RebootOption=NoReboot --instance-ids NODE_ID --region REGION',
    ],
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-compliance-states.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html',
  ],
  judge: (reader, { now }) => ({
    ...overNodes(reader, 'Patch', ({ id }, summary) => {
      if (summary === undefined) return verdict(false, '', `${id} was never scanned for patches.`);
      const { status, failing, checkedAt } = summary;
      const age = daysSince(checkedAt, now);
      if (status === undefined || age === undefined) return { leftOut: 'AWS did not name the result or its date.' };
      const scanned = `scanned on ${day(checkedAt ?? '')}`;
      if (status !== 'COMPLIANT')
        return verdict(false, '', `${id} lacks ${items(failing, 'patch', 'patches')}, ${scanned}.`);
      if (age > patchNewsDays) return { leftOut: `The last scan for patches is older than ${patchNewsDays} days.` };
      return verdict(true, `${id} has the patches of its baseline, ${scanned}.`, '');
    }),
    notApplicable: 'Systems Manager has no machine online.',
  }),
};

const associated: Check = {
  id: 'ec2-association-compliance',
  title: 'Managed machines are set up as their associations say',
  service: 'ssm',
  tier: 1,
  severity: 'low',
  severityReason: 'A setting that was not applied is a sign to look, seldom a hole of its own.',
  criteria: ['CC6.1', 'CC7.1'],
  why: 'Where settings are kept by State Manager, this shows whether they hold.',
  judgement:
    'Passes for each online managed node whose association summary says that all of them hold. Nodes without associations are left out.',
  facts: ['ssm.nodes', 'ssm.compliance'],
  operations: nodeOperations,
  fix: {
    summary: 'Mend or remove the associations that fail on the listed machines.',
    console: [
      'Open Systems Manager, State Manager, the association, Execution history, and read why it failed.',
      'Correct the document, its parameters or the rights of the node, then Apply association now.',
    ],
    cli: [
      'aws ssm describe-instance-associations-status --instance-id NODE_ID --region REGION',
      'aws ssm start-associations-once --association-ids ASSOCIATION_ID --region REGION',
    ],
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-about.html'],
  judge: (reader) => ({
    ...overNodes(reader, 'Association', ({ id }, summary) => {
      if (summary === undefined) return undefined;
      if (summary.status === undefined) return { leftOut: 'AWS did not name the result of the associations.' };
      return verdict(
        summary.status === 'COMPLIANT',
        `${id} is as its associations say.`,
        `${items(summary.failing, 'association', 'associations')} of ${id} did not hold.`,
      );
    }),
    notApplicable: 'No machine of Systems Manager that is online has an association.',
  }),
};

/** Checks of managed machines. */
export const nodeChecks: Check[] = [managed, patched, associated];
