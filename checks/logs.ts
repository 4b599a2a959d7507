/** Checks of log groups. */
import type { Check, FactReader } from '../source/core/check.ts';
import { globMatches } from '../source/core/policy.ts';
import { numberCommitment } from './commitments.ts';
import { fail, overItems, pass } from './over-regions.ts';
import { regionalFact } from './reading.ts';
import { readTrails } from './trails.ts';

// Names that AWS itself gives to groups with audit records: of EKS control planes, of databases, of web filters.
const auditNames = ['/aws/eks/*/cluster', '/aws/rds/*/audit', 'aws-waf-logs-*'];

/** Tells which groups keep audit records: those that a trail delivers to, and those named so by AWS. */
function auditGroups(reader: FactReader): {
  is(arn: string, name: string): boolean;
  unread: ReturnType<typeof readTrails>['unread'];
} {
  const { trails, unread } = readTrails(reader);
  const delivered = new Set(
    trails.flatMap(({ logGroupArn }) => (logGroupArn ? [logGroupArn.replace(/:\*$/, '')] : [])),
  );
  return {
    is: (arn, name) => delivered.has(arn) || auditNames.some((pattern) => globMatches(pattern, name)),
    unread,
  };
}

const retention: Check = {
  id: 'log-retention',
  title: 'Logs are kept as long as promised, and none by accident for ever',
  service: 'logs',
  tier: 1,
  severity: 'medium',
  severityReason:
    'A log that ended too early is gone; one that never ends costs money and keeps what should be forgotten.',
  criteria: ['CC7.2', 'CC7.3', 'C1.2'],
  why: 'An inquiry reaches back months, and the period of the report has to be covered from its first day.',
  judgement:
    'Judges each log group. Audit logs (of a trail, of an EKS control plane, database audit, AWS WAF) pass when they are kept for at least the days in scoping (default 365), or without end. Any other group passes when somebody has set for how long it is kept. AWS does not date the setting.',
  facts: ['logs.groups', 'cloudtrail.trails'],
  operations: ['ec2:DescribeRegions', 'logs:DescribeLogGroups', 'cloudtrail:DescribeTrails'],
  commitment: 'log-retention-days',
  fix: {
    summary: 'Set the retention of the listed log groups.',
    console: [
      'Open CloudWatch, Log groups, the group, Actions, Edit retention setting.',
      'Choose the days of scoping or more for audit logs, and what the work needs for all others; what is older than the days goes for good, so export first what you must keep.',
      'Set it in the code that creates the group too: services make groups that never expire.',
    ],
    cli: ['aws logs put-retention-policy --log-group-name GROUP --retention-in-days 365 --region REGION'],
    terraform: `resource "aws_cloudwatch_log_group" "this" {
  name              = "GROUP"
  retention_in_days = 365
}`,
    minutes: 5,
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html'],
  judge(reader, settings) {
    const { value: days, committed } = numberCommitment(settings, 'log-retention-days', 365);
    const audit = auditGroups(reader);
    const judged = overItems(
      regionalFact(reader, 'logs.groups'),
      ({ arn }) => arn,
      ({ name, arn, retentionDays }, _region, unread) => {
        if (retentionDays !== undefined && retentionDays >= days)
          return pass(`${name} is kept for ${retentionDays} days.`);
        if (audit.is(arn, name)) {
          if (retentionDays === undefined) return pass(`${name} holds audit logs and is kept without end.`);
          return fail(`${name} holds audit logs and is kept for ${retentionDays} days, not ${days}.`);
        }
        if (audit.unread.length > 0) {
          for (const entry of audit.unread) unread.add(entry, name);
          return undefined;
        }
        return retentionDays === undefined
          ? fail(`Nobody has set for how long ${name} is kept.`)
          : pass(`${name} is kept for ${retentionDays} days.`);
      },
    );
    return { ...judged, notApplicable: 'There are no log groups.', committed };
  },
};

const encrypted: Check = {
  id: 'log-group-encrypted',
  title: 'Log groups are encrypted with a key of your own',
  service: 'logs',
  tier: 1,
  severity: 'low',
  severityReason: 'AWS encrypts all logs anyway; a key of your own adds a second lock and a record of who reads.',
  criteria: ['CC6.1', 'CC7.3'],
  why: 'Logs hold names, addresses and now and then a secret; the key says who can read them.',
  judgement:
    'Passes for each log group with a KMS key. A group without one is encrypted with a key that AWS owns, and fails here.',
  facts: ['logs.groups'],
  operations: ['ec2:DescribeRegions', 'logs:DescribeLogGroups'],
  fix: {
    summary: 'Associate a KMS key with the listed log groups, those with audit logs first.',
    console: [
      'Create a KMS key in the region whose policy lets the CloudWatch Logs service use it for your log groups.',
      'Associate it by the command below; what was logged before keeps its old encryption.',
    ],
    cli: ['aws logs associate-kms-key --log-group-name GROUP --kms-key-id KEY_ARN --region REGION'],
    terraform: `resource "aws_cloudwatch_log_group" "this" {
  name       = "GROUP"
  kms_key_id = aws_kms_key.logs.arn
}`,
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html'],
  judge: (reader) => ({
    ...overItems(
      regionalFact(reader, 'logs.groups'),
      ({ arn }) => arn,
      ({ name, kmsKeyId }) =>
        kmsKeyId === undefined
          ? fail(`${name} has no KMS key of your own.`)
          : pass(`${name} is encrypted with ${kmsKeyId.split('/').at(-1)}.`),
    ),
    notApplicable: 'There are no log groups.',
  }),
};

/** Checks of log groups. */
export const logChecks: Check[] = [retention, encrypted];
