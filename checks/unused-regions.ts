/** Whether anything runs where nothing should. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { FactName, FactTypes } from '../source/core/facts.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { listCommitment } from './commitments.ts';
import { some, unreadOperation } from './reading.ts';

/** What is in each region out of scope, of one kind; regions that could not be read come apart. */
function elsewhere<Name extends FactName>(
  reader: FactReader,
  name: Name,
  scope: readonly string[],
  label: (data: FactTypes[Name]) => string[],
): { found: [region: string, labels: string[]][]; unread: UnreadOperation[] } {
  const outside = reader.everywhere(name).filter(([region]) => !scope.includes(region));
  return {
    found: outside.flatMap(([region, reading]) =>
      reading.state === 'ok' ? [[region, label(reading.data)] as [string, string[]]] : [],
    ),
    unread: outside.flatMap(([region, reading]) => (reading.state === 'ok' ? [] : [unreadOperation(reading, region)])),
  };
}

// AWS Control Tower itself puts guard rails into every region that it governs.
const guardRails = /^StackSet-AWSControlTower/;

const unusedRegions: Check = {
  id: 'unused-region-activity',
  title: 'Nothing runs in regions that are not in use',
  service: 'ec2',
  tier: 1,
  severity: 'medium',
  severityReason: 'What runs where nobody looks is forgotten at best, and somebody else’s at worst.',
  criteria: ['CC6.1', 'CC7.1', 'CC2.1'],
  why: 'Stolen keys are mostly used in far regions, because nobody watches them.',
  judgement:
    'Passes for each enabled region outside the list in scoping that holds no EC2 instance, Lambda function, RDS instance or CloudFormation stack (the guard rails of AWS Control Tower aside). Does not apply until a list of regions is committed to. A region that was not read is unknown.',
  facts: ['ec2.regions', 'ec2.instances', 'lambda.functions', 'rds.instances', 'cloudformation.stacks'],
  operations: [
    'ec2:DescribeRegions',
    'ec2:DescribeInstances',
    'lambda:ListFunctions',
    'rds:DescribeDBInstances',
    'cloudformation:ListStacks',
  ],
  commitment: 'regions',
  fix: {
    summary: 'Find out whose it is; delete it or put the region in scope, then close the others.',
    console: [
      'Open the console in that region and look at what is listed; CloudTrail, Event history tells who made it.',
      'If nobody knows it, treat it as an incident: keep a snapshot, stop it, revoke the credentials that made it.',
      'Deny unused regions by a service control policy on aws:RequestedRegion that leaves global services such as IAM, CloudFront and Route 53 out; attach it to a test account first. Disable opt-in regions under Account.',
    ],
    cli: [
      'aws cloudtrail lookup-events --lookup-attributes AttributeKey=ReadOnly,AttributeValue=false --region REGION',
      'aws organizations create-policy --type SERVICE_CONTROL_POLICY --name only-our-regions --description "Only our regions" --content file://regions.json',
    ],
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
  ],
  judge(reader, settings) {
    const { value: scope, committed } = listCommitment(settings, 'regions');
    const kinds = [
      elsewhere(reader, 'ec2.instances', scope, (all) =>
        all.filter(({ state }) => state !== 'terminated').map(({ id }) => `instance ${id}`),
      ),
      elsewhere(reader, 'lambda.functions', scope, (all) => all.map(({ name }) => `function ${name}`)),
      elsewhere(reader, 'rds.instances', scope, (all) => all.map(({ id }) => `database ${id}`)),
      elsewhere(reader, 'cloudformation.stacks', scope, (all) =>
        all.filter(({ name }) => !guardRails.test(name)).map(({ name }) => `stack ${name}`),
      ),
    ];
    const unknown = kinds.flatMap(({ unread }) => unread);
    if (!committed)
      return { resources: [], unknown, notApplicable: 'Scoping commits to no list of regions.', committed };
    const byRegion = new Map<string, string[]>();
    for (const { found } of kinds)
      for (const [region, labels] of found) byRegion.set(region, [...(byRegion.get(region) ?? []), ...labels]);
    const unsure = new Set(unknown.map(({ region }) => region));
    const resources = [...byRegion].flatMap(([region, labels]): ResourceFinding[] => {
      if (labels.length > 0)
        return [{ id: region, region, status: 'fail', reason: `${region} is out of scope and holds ${some(labels)}.` }];
      const reason = `${region} is out of scope, and nothing runs there.`;
      return unsure.has(region) ? [] : [{ id: region, region, status: 'pass', reason }];
    });
    return { resources, unknown, notApplicable: 'Every enabled region is in scope.', committed };
  },
};

/** Checks of regions. */
export const regionChecks: Check[] = [unusedRegions];
