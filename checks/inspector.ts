/** Checks of Amazon Inspector. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { FactName, FactTypes, OperationName, Reading } from '../source/core/facts.ts';
import type { ScanStates, Weakness } from '../source/core/facts-security.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { lateness, lateWords, patchDays } from './open-findings.ts';
import { fail, overRegions, pass } from './over-regions.ts';
import { leftOut, outOfReach, regionalFact, UnreadSettings } from './reading.ts';

/** What Inspector can scan, and how it shows that there is something to scan. */
interface Kind {
  name: keyof ScanStates;
  words: string;
  operation: OperationName;
  used(region: string): Reading<number> | undefined;
}

function kinds(reader: FactReader): Kind[] {
  const counted = <Name extends FactName>(name: Name, count: (data: FactTypes[Name]) => number) => {
    const readings = new Map(reader.each(name));
    return (region: string): Reading<number> | undefined => {
      const found = readings.get(region);
      return found?.state === 'ok' ? { state: 'ok', data: count(found.data) } : found;
    };
  };
  const present = (state: string) => state !== 'terminated' && state !== 'shutting-down';
  return [
    {
      name: 'ec2',
      words: 'instances',
      operation: 'ec2:DescribeInstances',
      used: counted('ec2.instances', (all) => all.filter(({ state }) => present(state)).length),
    },
    {
      name: 'ecr',
      words: 'container images',
      operation: 'ecr:DescribeRepositories',
      used: counted('ecr.repositories', (all) => all.length),
    },
    {
      name: 'lambda',
      words: 'Lambda functions',
      operation: 'lambda:ListFunctions',
      used: counted('lambda.functions', (all) => all.length),
    },
  ];
}

/** Whether a kind of thing is scanned where it is used: undefined where it is not used, or that is unknown and noted. */
function scanned(
  { name, words, operation, used }: Kind,
  states: ScanStates | null,
  region: string,
  unread: UnreadSettings,
): { good: boolean; words: string } | undefined {
  if (states?.[name] === 'ENABLED') return { good: true, words };
  const count = used(region);
  if (count === undefined) {
    unread.add(outOfReach(operation, 'This region was not read in this scan.', region), words);
    return undefined;
  }
  const known = unread.take(count, words, region)?.data;
  if (known === undefined || known === 0) return undefined;
  if (states !== null && states[name] === undefined) {
    const reason = 'AWS did not say whether it is scanned.';
    unread.add(leftOut('inspector2:BatchGetAccountStatus', reason, region), words);
    return undefined;
  }
  return { good: false, words };
}

const enabled: Check = {
  id: 'inspector-enabled',
  title: 'Amazon Inspector scans what is in use',
  service: 'inspector2',
  tier: 1,
  severity: 'high',
  severityReason: 'What nobody scans is as old as the day it was built, and nobody knows.',
  criteria: ['CC6.8', 'CC7.1'],
  why: 'Auditors ask how weaknesses in software are found, and whether that covers all that runs.',
  judgement:
    'Passes for each region in which Amazon Inspector scans each of these that is there: EC2 instances, container images in ECR, Lambda functions. Fails where one is there and its scan is off. Regions with nothing to scan are left out. AWS does not date the switch.',
  facts: ['inspector2.states', 'ec2.instances', 'ecr.repositories', 'lambda.functions'],
  operations: [
    'ec2:DescribeRegions',
    'inspector2:BatchGetAccountStatus',
    'ec2:DescribeInstances',
    'ecr:DescribeRepositories',
    'lambda:ListFunctions',
  ],
  fix: {
    summary: 'Turn on the missing scans in the listed regions.',
    console: [
      'In an organization name a delegated administrator and turn on automatic scanning for new member accounts.',
      'Else open Inspector in the region, Activate, and choose EC2, ECR and Lambda scanning; after the free days it charges by instance, image and function.',
      'Instances are scanned through the Systems Manager agent, or without one by their disks.',
    ],
    cli: ['aws inspector2 enable --resource-types EC2 ECR LAMBDA --region REGION'],
    terraform: `resource "aws_inspector2_enabler" "this" {
  account_ids    = [data.aws_caller_identity.this.account_id]
  resource_types = ["EC2", "ECR", "LAMBDA"]
}`,
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/inspector/latest/user/getting_started_tutorial.html'],
  judge(reader) {
    const all = kinds(reader);
    const judged = overRegions(regionalFact(reader, 'inspector2.states'), (states, region, unread) => {
      const found = all.map((kind) => scanned(kind, states, region, unread));
      const open = found.flatMap((one) => (one?.good === false ? [one.words] : []));
      if (open.length > 0) return fail(`Inspector does not scan the ${open.join(' and ')} in ${region}.`);
      const seen = found.flatMap((one) => (one?.good ? [one.words] : []));
      return seen.length === 0 ? undefined : pass(`Inspector scans ${seen.join(', ')} in ${region}.`);
    });
    return { ...judged, notApplicable: 'There are no instances, images or functions that Inspector could scan.' };
  },
};

const findingsSla: Check = {
  id: 'inspector-findings-sla',
  title: 'Weaknesses that Inspector found are mended in time',
  service: 'inspector2',
  tier: 1,
  severity: 'high',
  severityReason: 'Known weaknesses are what attackers try first; each day past the promise is a day they are given.',
  criteria: ['CC7.1'],
  why: 'A promise of days per severity is easy to write; the age of open findings shows whether it is kept.',
  judgement:
    'Judges each resource with an active finding of this account: it passes when none is older, counted from when Inspector first saw it, than the days in scoping for its severity. Critical and high always count (30 and 60 days while scoping says nothing), medium and low only once scoping commits to days for them. Suppressed and closed findings do not count. A region that is scanned and has none passes; regions without a scan are left out.',
  facts: ['inspector2.findings'],
  operations: ['ec2:DescribeRegions', 'inspector2:BatchGetAccountStatus', 'inspector2:ListFindings'],
  commitment: 'patch-days-critical',
  fix: {
    summary: 'Update the listed resources, or record an exception that somebody else signed.',
    console: [
      'Open Inspector, Findings, filter by critical and high, and sort by age.',
      'Patch the instance with Systems Manager, rebuild the image, or update the dependency of the function.',
      'For an accepted weakness make a suppression rule that names the exception and its end.',
    ],
    cli: [
      'aws inspector2 list-findings --filter-criteria file://active-critical.json --sort-criteria field=FIRST_OBSERVED_AT,sortOrder=ASC --region REGION',
    ],
    minutes: 90,
  },
  references: ['https://docs.aws.amazon.com/inspector/latest/user/findings-understanding.html'],
  judge(reader, settings) {
    const { days, committed } = patchDays(settings);
    const { read, unread } = regionalFact(reader, 'inspector2.findings');
    const holes = new UnreadSettings();
    const resources: ResourceFinding[] = [];
    for (const [region, open] of read) {
      if (open === null) continue;
      const counted = open.findings.filter(({ severity }) => days.has(severity));
      if (counted.length === 0) {
        const reason = `Inspector knows of no open weakness that counts in ${region}.`;
        resources.push({ id: 'account', region, status: 'pass', reason });
      }
      for (const [id, own] of byResource(counted)) {
        const timed = own.map(({ title, severity, firstSeenAt }) => ({
          label: `${title}, ${severity.toLowerCase()}`,
          openedAt: firstSeenAt,
          allowedDays: days.get(severity) ?? 0,
        }));
        const { late, undated } = lateness(timed, settings.now);
        if (late.length > 0) resources.push({ id, region, status: 'fail', reason: `${lateWords(late, open.more)}.` });
        else if (undated) holes.add(leftOut('inspector2:ListFindings', 'AWS did not date a finding.', region), id);
        else resources.push({ id, region, status: 'pass', reason: 'Its open weaknesses are within their days.' });
      }
    }
    const notApplicable = 'Inspector scans nothing in any region.';
    return { resources, unknown: [...unread, ...holes.list()], notApplicable, committed };
  },
};

function byResource(findings: readonly Weakness[]): Map<string, Weakness[]> {
  const groups = new Map<string, Weakness[]>();
  for (const finding of findings) {
    const group = groups.get(finding.resource);
    if (group === undefined) groups.set(finding.resource, [finding]);
    else group.push(finding);
  }
  return groups;
}

/** Checks of Inspector. */
export const inspectorChecks: Check[] = [enabled, findingsSla];
