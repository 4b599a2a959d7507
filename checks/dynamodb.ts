/** Checks of DynamoDB. */
import type { Check } from '../source/core/check.ts';
import { overDetails } from './details.ts';
import { verdict } from './regional.ts';

const operation = 'dynamodb:DescribeContinuousBackups';

const pointInTimeRecovery: Check = {
  id: 'dynamodb-pitr',
  title: 'Tables can be restored to any point in time',
  service: 'dynamodb',
  tier: 1,
  severity: 'medium',
  severityReason: 'A wrong loop in a script rewrites a table in minutes, and nothing else takes it back to the second.',
  criteria: ['CC7.4', 'A1.2'],
  why: 'It shows that data can be had back after a slip, not only after the loss of a disk.',
  judgement:
    'Passes for each table with point-in-time recovery on. Tables that a backup plan saves on a schedule fail all the same: that is another promise, shown elsewhere.',
  facts: ['dynamodb.point-in-time-recovery'],
  operations: ['ec2:DescribeRegions', 'dynamodb:ListTables', operation],
  fix: {
    summary: 'Switch on point-in-time recovery for the listed tables.',
    console: [
      'Open DynamoDB, Tables, the table, Backups, Point-in-time recovery, Edit.',
      'Turn it on, choose how many days it reaches back, and save; it costs by the size of the table.',
    ],
    cli: [
      'aws dynamodb update-continuous-backups --table-name TABLE --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true --region REGION',
    ],
    terraform: `resource "aws_dynamodb_table" "this" {
  point_in_time_recovery {
    enabled = true
  }
}`,
    minutes: 5,
  },
  references: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html'],
  judge: (reader) => ({
    ...overDetails(reader, 'dynamodb.point-in-time-recovery', operation, (table, on) =>
      on === null
        ? { leftOut: 'AWS did not say whether point-in-time recovery is on.' }
        : verdict(on, `${table} has point-in-time recovery on.`, `${table} has point-in-time recovery off.`),
    ),
    notApplicable: 'There are no DynamoDB tables.',
  }),
};

/** Checks of DynamoDB. */
export const dynamodbChecks: Check[] = [pointInTimeRecovery];
