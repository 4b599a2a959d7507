/** Which findings an EventBridge rule lets through: found by asking its pattern about findings as AWS sends them. */
import { eventMatches, type Json } from './event-pattern.ts';
import type { FindingKind } from './facts-alarms.ts';

/** Where the rule is. */
export interface Place {
  account: string;
  region: string;
}

// Of different kinds and resources, so that a rule for one kind of finding only does not count as a rule for findings.
const threats = [
  { type: 'UnauthorizedAccess:EC2/SSHBruteForce', resource: 'Instance' },
  { type: 'Policy:IAMUser/RootCredentialUsage', resource: 'AccessKey' },
  { type: 'Exfiltration:S3/AnomalousBehavior', resource: 'S3Bucket' },
];

function envelope(source: string, detailType: string, { account, region }: Place, detail: Json): Json {
  return {
    version: '0',
    id: '00000000-0000-4000-8000-000000000000',
    source,
    'detail-type': detailType,
    account,
    region,
    time: '2026-01-01T00:00:00Z',
    resources: [],
    detail,
  };
}

function fromGuardDuty(place: Place): Json[] {
  return threats.map(({ type, resource }) =>
    envelope('aws.guardduty', 'GuardDuty Finding', place, {
      schemaVersion: '2.0',
      accountId: place.account,
      region: place.region,
      type,
      severity: 8,
      resource: { resourceType: resource },
      service: { serviceName: 'guardduty', archived: false, count: 1 },
      title: 'A finding',
      description: 'A finding',
    }),
  );
}

function fromHub(
  place: Place,
  product: string,
  findings: { title: string; type: string; compliance?: string }[],
): Json[] {
  const arn = `arn:aws:securityhub:${place.region}::product/aws/${product.toLowerCase().replaceAll(' ', '')}`;
  return findings.map(({ title, type, compliance }) =>
    envelope('aws.securityhub', 'Security Hub Findings - Imported', place, {
      findings: [
        {
          SchemaVersion: '2018-10-08',
          AwsAccountId: place.account,
          Region: place.region,
          ProductArn: arn,
          ProductName: product,
          CompanyName: 'AWS',
          Title: title,
          Types: [type],
          Severity: { Label: 'CRITICAL', Original: 'CRITICAL', Normalized: 90, Product: 8 },
          Workflow: { Status: 'NEW' },
          WorkflowState: 'NEW',
          RecordState: 'ACTIVE',
          ...(compliance === undefined ? {} : { Compliance: { Status: compliance } }),
        },
      ],
    }),
  );
}

function samples(place: Place): [FindingKind, Json[]][] {
  const asThreat = threats.map(({ type }) => ({ title: type, type: `TTPs/${type}` }));
  const controls = ['S3.1', 'IAM.4', 'EC2.19'].map((title) => ({
    title,
    type: 'Software and Configuration Checks/Industry and Regulatory Standards',
    compliance: 'FAILED',
  }));
  return [
    ['guardduty', fromGuardDuty(place)],
    ['guardduty-in-hub', fromHub(place, 'GuardDuty', asThreat)],
    ['hub', fromHub(place, 'Security Hub', controls)],
  ];
}

/**
 * Kinds of findings of which a pattern lets all critical ones through. None for a pattern that cannot be read, for a
 * schedule (which has none), and for one that is narrowed to certain findings.
 */
export function findingsPassed(pattern: string | undefined, place: Place): FindingKind[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern ?? '');
  } catch {
    return [];
  }
  return samples(place).flatMap(([kind, events]) =>
    events.every((event) => eventMatches(parsed, event)) ? [kind] : [],
  );
}
