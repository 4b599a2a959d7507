/** Checks that databases keep their data: encrypted, backed up, spread, guarded against deletion. */
import type { Check } from '../source/core/check.ts';
import { numberCommitment } from './commitments.ts';
import { production } from './production.ts';
import { databaseOperations, named, overDatabases, whichDatabases } from './rds-databases.ts';
import { verdict } from './regional.ts';

const facts: Check['facts'] = ['rds.instances', 'rds.clusters'];
const guide = 'https://docs.aws.amazon.com/AmazonRDS/latest';
const eachOnce = `Judged are ${whichDatabases}: clusters, and instances outside of clusters.`;
const none = 'There are no databases.';

const encrypted: Check = {
  id: 'rds-encrypted',
  title: 'Databases are encrypted',
  service: 'rds',
  tier: 1,
  severity: 'high',
  severityReason: 'The database is where customer data lies; its disks, logs and snapshots share its encryption.',
  criteria: ['CC6.1'],
  why: 'Encryption of stored data is promised in nearly every contract and is read off one field.',
  judgement: `Passes for each database whose storage is encrypted. ${eachOnce} It cannot be switched later, so a database has been as it is since it was made.`,
  facts,
  operations: databaseOperations,
  fix: {
    summary: 'Replace the listed databases by encrypted copies of theirs.',
    console: [
      'Plan a stop, or replicate into the new database: storage cannot be encrypted in place.',
      'Open RDS, Databases, the database, Actions, Take snapshot; then Snapshots, the snapshot, Actions, Copy snapshot, with Enable encryption; of a cluster, restore with a key.',
      'Stop writes before the snapshot; restore the copy under a new name with the parameter group, security groups and zones of the old database.',
      'Point the application to it, compare the data, and only then delete the plain database and its snapshots.',
    ],
    cli: [
      'aws rds create-db-snapshot --db-instance-identifier DATABASE --db-snapshot-identifier SNAPSHOT --region REGION',
      'aws rds copy-db-snapshot --source-db-snapshot-identifier SNAPSHOT --target-db-snapshot-identifier COPY --kms-key-id KEY_ID --region REGION',
      'aws rds restore-db-instance-from-db-snapshot --db-instance-identifier NEW_DATABASE --db-snapshot-identifier COPY --region REGION',
    ],
    terraform: `resource "aws_db_instance" "this" {
  storage_encrypted = true
  kms_key_id        = aws_kms_key.this.arn
}`,
    minutes: 120,
  },
  references: [`${guide}/UserGuide/Overview.Encryption.html`, `${guide}/AuroraUserGuide/Overview.Encryption.html`],
  judge: (reader) => ({
    ...overDatabases(reader, (one) => {
      if (one.encrypted === undefined) return { leftOut: 'AWS did not say whether the database is encrypted.' };
      const found = verdict(one.encrypted, `${named(one)} is encrypted.`, `${named(one)} is not encrypted.`);
      return one.encrypted ? { ...found, since: one.createdAt } : found;
    }),
    notApplicable: none,
  }),
};

// AWS keeps no automated backup of a database for longer; what has to last longer is copied by AWS Backup or by hand.
const longest = 35;

const backups: Check = {
  id: 'rds-backups-enabled',
  title: 'Databases are backed up automatically',
  service: 'rds',
  tier: 1,
  severity: 'high',
  severityReason: 'Without them a slip or an attack costs everything since the last copy that somebody thought of.',
  criteria: ['CC7.4', 'CC7.5', 'A1.2'],
  why: 'Automated backups are what lets a database be put back to the minute before the accident.',
  judgement: `Passes for each database whose automated backups are kept for as long as scoping says (default 7 days), and at most ${longest} days, as AWS keeps them no longer. ${eachOnce} Read replicas are left out: their source is backed up.`,
  facts,
  operations: databaseOperations,
  commitment: 'backup-retention-days',
  fix: {
    summary: 'Switch on automated backups of the listed databases, and keep them for long enough.',
    console: [
      'Open RDS, Databases, the database, Modify, Backup, and set the retention period and a window in quiet hours.',
      'Apply at once in a quiet hour: going from 0 to another number can stop the database for a short time.',
    ],
    cli: [
      'aws rds modify-db-instance --db-instance-identifier DATABASE --backup-retention-period DAYS --apply-immediately --region REGION',
      'aws rds modify-db-cluster --db-cluster-identifier CLUSTER --backup-retention-period DAYS --region REGION',
    ],
    terraform: `resource "aws_db_instance" "this" {
  backup_retention_period = 35
}`,
    minutes: 15,
  },
  references: [`${guide}/UserGuide/USER_WorkingWithAutomatedBackups.html`],
  judge(reader, settings) {
    const { value, committed } = numberCommitment(settings, 'backup-retention-days', 7);
    const wanted = Math.min(value, longest);
    const judged = overDatabases(
      reader,
      (one) => {
        if (one.backupDays === undefined) return { leftOut: 'AWS did not say how long backups are kept.' };
        const kept = one.backupDays === 1 ? '1 day' : `${one.backupDays} days`;
        const seen = one.backupDays === 0 ? 'has no automated backups' : `keeps automated backups for ${kept}`;
        return verdict(
          one.backupDays >= wanted && one.backupDays > 0,
          `${named(one)} ${seen}.`,
          `${named(one)} ${seen}; ${wanted} days are wanted.`,
        );
      },
      ({ replicaOf }) => replicaOf === undefined,
    );
    return { ...judged, notApplicable: none, committed };
  },
};

const multiAz: Check = {
  id: 'rds-multi-az',
  title: 'Production databases stand in two zones or more',
  service: 'rds',
  tier: 1,
  severity: 'medium',
  severityReason: 'A zone fails seldom, and then everything that needs the database fails with it.',
  criteria: ['A1.2', 'CC9.1'],
  why: 'A promise of availability is tested by what would take over when a data centre is lost.',
  judgement: `Passes for each production database that is deployed in more than one zone: an instance with a standby, a cluster with members in several zones. Production is what carries a tag that scoping names; without committed tags all are judged, and the result only adds evidence. ${eachOnce} Read replicas are left out.`,
  facts,
  operations: databaseOperations,
  commitment: 'tags',
  fix: {
    summary: 'Give the listed databases a standby in another zone.',
    console: [
      'Open RDS, Databases, the database, Actions, Convert to Multi-AZ deployment; in a quiet hour, as writes slow down meanwhile. The standby costs about as much again.',
      'For an Aurora, DocumentDB or Neptune cluster add a reader in another zone.',
      'Force a failover once, and note how long it took.',
    ],
    cli: [
      'aws rds modify-db-instance --db-instance-identifier DATABASE --multi-az --apply-immediately --region REGION',
      'aws rds create-db-instance --db-instance-identifier READER --db-cluster-identifier CLUSTER --engine ENGINE --db-instance-class CLASS --availability-zone ZONE --region REGION',
    ],
    terraform: `resource "aws_db_instance" "this" {
  multi_az = true
}`,
    minutes: 30,
  },
  references: [
    `${guide}/UserGuide/Concepts.MultiAZ.html`,
    `${guide}/AuroraUserGuide/Concepts.AuroraHighAvailability.html`,
  ],
  judge(reader, settings) {
    const { committed, covers, nothing } = production(settings);
    const judged = overDatabases(
      reader,
      (one) => {
        const counts = covers(one.tags);
        if (counts === undefined) return { leftOut: 'AWS did not tell the tags of the database.' };
        if (!counts) return undefined;
        if (one.multiAz === undefined) return { leftOut: 'AWS did not say whether the database has a second zone.' };
        return verdict(one.multiAz, `${named(one)} has a second zone.`, `${named(one)} stands in one zone.`);
      },
      ({ replicaOf }) => replicaOf === undefined,
    );
    return { ...judged, notApplicable: nothing('databases'), committed };
  },
};

const deletionProtection: Check = {
  id: 'rds-deletion-protection',
  title: 'Databases are protected against deletion',
  service: 'rds',
  tier: 1,
  severity: 'medium',
  severityReason: 'One wrong call removes the database; backups bring it back in hours, if they were kept.',
  criteria: ['C1.1', 'A1.2'],
  why: 'What must be kept should take two deliberate steps to remove.',
  judgement: `Passes for each database with deletion protection. ${eachOnce} Members of clusters are protected by the cluster. Read replicas are left out: deleting one loses no data.`,
  facts,
  operations: databaseOperations,
  fix: {
    summary: 'Switch on deletion protection for the listed databases.',
    console: ['Open RDS, Databases, the database, Modify.', 'Tick Enable deletion protection, and apply at once.'],
    cli: [
      'aws rds modify-db-instance --db-instance-identifier DATABASE --deletion-protection --apply-immediately --region REGION',
      'aws rds modify-db-cluster --db-cluster-identifier CLUSTER --deletion-protection --region REGION',
    ],
    terraform: `resource "aws_db_instance" "this" {
  deletion_protection = true
}`,
    minutes: 5,
  },
  references: [`${guide}/UserGuide/USER_DeleteInstance.html`, `${guide}/AuroraUserGuide/USER_DeleteCluster.html`],
  judge: (reader) => ({
    ...overDatabases(
      reader,
      (one) =>
        one.deletionProtection === undefined
          ? { leftOut: 'AWS did not say whether the database is protected against deletion.' }
          : verdict(
              one.deletionProtection,
              `${named(one)} is protected against deletion.`,
              `${named(one)} can be deleted by one call.`,
            ),
      ({ replicaOf }) => replicaOf === undefined,
    ),
    notApplicable: none,
  }),
};

/** Checks of what keeps the data of databases. */
export const databaseProtectionChecks: Check[] = [encrypted, backups, multiAz, deletionProtection];
