/** Checks of DMS. */
import type { Check } from '../source/core/check.ts';
import { regionalFact } from './reading.ts';
import { overEach, verdict } from './regional.ts';

const notPublic: Check = {
  id: 'dms-not-public',
  title: 'No replication instance has a public address',
  service: 'dms',
  tier: 1,
  severity: 'high',
  severityReason: 'It holds the passwords of two databases, and copies of what it moves.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Migrations are set up in haste and left behind; what they reach is production data.',
  judgement: 'Passes for each DMS replication instance that is not publicly accessible.',
  facts: ['dms.instances'],
  operations: ['ec2:DescribeRegions', 'dms:DescribeReplicationInstances'],
  fix: {
    summary: 'Replace the listed replication instances by private ones, or delete them.',
    console: [
      'Delete instances whose migration is over.',
      'Open Database Migration Service, Replication instances, Create, in private subnets and without Publicly accessible; the setting of an existing one cannot be changed.',
      'Move the tasks to the new instance and delete the old one.',
    ],
    cli: [
      'aws dms create-replication-instance --replication-instance-identifier NAME --replication-instance-class CLASS --no-publicly-accessible --region REGION',
      'aws dms move-replication-task --replication-task-arn TASK_ARN --target-replication-instance-arn INSTANCE_ARN --region REGION',
    ],
    terraform: `resource "aws_dms_replication_instance" "this" {
  publicly_accessible = false
}`,
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.PublicPrivate.html'],
  judge: (reader) => ({
    ...overEach(
      regionalFact(reader, 'dms.instances'),
      'dms:DescribeReplicationInstances',
      ({ id }) => id,
      ({ id, public: open }) =>
        open === undefined
          ? { leftOut: 'AWS did not say whether the instance has a public address.' }
          : verdict(!open, `${id} has no public address.`, `${id} has a public address.`),
    ),
    notApplicable: 'There are no DMS replication instances.',
  }),
};

/** Checks of DMS. */
export const dmsChecks: Check[] = [notPublic];
