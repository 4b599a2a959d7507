/** Checks of snapshots of databases: encrypted, and not public. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import { canBePublic, type DbSnapshot } from '../source/core/facts-rds.ts';
import { Details } from './details.ts';
import { together, whichDatabases } from './rds-databases.ts';
import { regionalFact } from './reading.ts';
import { overEach, type Verdict, verdict } from './regional.ts';

const sharing = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html';
const none = 'The account owns no snapshots of databases.';
const ofInstances = { list: 'rds.snapshots', operation: 'rds:DescribeDBSnapshots' } as const;
const ofClusters = { list: 'rds.cluster-snapshots', operation: 'rds:DescribeDBClusterSnapshots' } as const;
const listOperations = ['ec2:DescribeRegions', ofInstances.operation, ofClusters.operation];

function overSnapshots(
  reader: FactReader,
  { list, operation }: typeof ofInstances | typeof ofClusters,
  judge: (one: DbSnapshot, region: string) => Verdict,
): Judgement {
  return overEach(regionalFact(reader, list), operation, ({ arn }) => arn, judge);
}

function isEncrypted({ id, encrypted }: DbSnapshot): Verdict {
  if (encrypted === undefined) return { leftOut: 'AWS did not say whether the snapshot is encrypted.' };
  return verdict(encrypted, `${id} is encrypted.`, `${id} is not encrypted.`);
}

const encrypted: Check = {
  id: 'rds-snapshot-encrypted',
  title: 'Snapshots of databases are encrypted',
  service: 'rds',
  tier: 1,
  severity: 'medium',
  severityReason: 'A snapshot is the whole database in a form that is easily shared or copied to another account.',
  criteria: ['CC6.1'],
  why: 'Backups hold what the original holds and are promised the same protection.',
  judgement: `Passes for each snapshot that the account owns and that is encrypted, made by hand or by AWS, of instances and of clusters (${whichDatabases}).`,
  facts: [ofInstances.list, ofClusters.list],
  operations: listOperations,
  fix: {
    summary: 'Copy the listed snapshots encrypted where they are still needed, and delete the plain ones.',
    console: [
      'Open RDS, Snapshots, the snapshot, Actions, Copy snapshot, with Enable encryption.',
      'Delete the plain snapshot; those that AWS makes end with an encrypted database.',
    ],
    cli: [
      'aws rds copy-db-snapshot --source-db-snapshot-identifier SNAPSHOT --target-db-snapshot-identifier COPY --kms-key-id KEY_ID --region REGION',
      'aws rds delete-db-snapshot --db-snapshot-identifier SNAPSHOT --region REGION',
    ],
    terraform: `resource "aws_db_snapshot_copy" "this" {
  source_db_snapshot_identifier = "SNAPSHOT_ARN"
  target_db_snapshot_identifier = "COPY"
  kms_key_id                    = aws_kms_key.this.arn
}`,
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html'],
  judge: (reader) => ({
    ...together(overSnapshots(reader, ofInstances, isEncrypted), overSnapshots(reader, ofClusters, isEncrypted)),
    notApplicable: none,
  }),
};

/** Judges who may restore the snapshots of one list. */
function shares(reader: FactReader, list: typeof ofInstances | typeof ofClusters): Judgement {
  const shared =
    list === ofInstances
      ? new Details(reader, 'rds.snapshot-shares', 'rds:DescribeDBSnapshotAttributes')
      : new Details(reader, 'rds.cluster-snapshot-shares', 'rds:DescribeDBClusterSnapshotAttributes');
  const { resources, unknown } = overSnapshots(reader, list, (one, region) => {
    const { arn, id, encrypted: sealed } = one;
    if (!canBePublic(one)) {
      const why = sealed === true ? 'it is encrypted' : 'AWS made it';
      return { status: 'pass', reason: `${id} cannot be public: ${why}.` };
    }
    // Deleted between the list and the question.
    if (!shared.has(region, arn)) return undefined;
    const restorers = shared.take(region, arn, id)?.data;
    if (restorers === undefined) return undefined;
    return verdict(
      !restorers.includes('all'),
      `${id} is not public.`,
      `Anybody with an AWS account can restore ${id}.`,
    );
  });
  return { resources, unknown: [...unknown, ...shared.list()] };
}

const notPublic: Check = {
  id: 'rds-snapshot-not-public',
  title: 'No snapshot of a database is public',
  service: 'rds',
  tier: 1,
  severity: 'critical',
  severityReason: 'Anybody with an AWS account can restore it and read every row.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A public snapshot is a public database that nobody watches.',
  judgement: `Passes for each own snapshot whose restore attribute does not name all. Snapshots that are encrypted, or that AWS made, pass unasked: AWS lets neither be public. Judged are ${whichDatabases}.`,
  facts: [ofInstances.list, ofClusters.list, 'rds.snapshot-shares', 'rds.cluster-snapshot-shares'],
  operations: [...listOperations, 'rds:DescribeDBSnapshotAttributes', 'rds:DescribeDBClusterSnapshotAttributes'],
  fix: {
    summary: 'Make the listed snapshots private, and find out what was in them.',
    console: [
      'Open RDS, Snapshots, the snapshot, Actions, Share snapshot, and choose Private.',
      'Treat it as an incident: look in CloudTrail for when it was made public, and assume that it was copied.',
      'Encrypt the database, so that no snapshot of it can be public.',
    ],
    cli: [
      'aws rds modify-db-snapshot-attribute --db-snapshot-identifier SNAPSHOT --attribute-name restore --values-to-remove all --region REGION',
      'aws rds modify-db-cluster-snapshot-attribute --db-cluster-snapshot-identifier SNAPSHOT --attribute-name restore --values-to-remove all --region REGION',
    ],
    minutes: 30,
  },
  references: [sharing, 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/share-encrypted-snapshot.html'],
  judge: (reader) => ({
    ...together(shares(reader, ofInstances), shares(reader, ofClusters)),
    notApplicable: none,
  }),
};

/** Checks of snapshots of databases. */
export const databaseSnapshotChecks: Check[] = [encrypted, notPublic];
