/** Checks that Redshift clusters keep their data: encrypted, and with snapshots. */
import type { Check } from '../source/core/check.ts';
import { numberCommitment } from './commitments.ts';
import { redshiftGuide as guide, clusterOperations as operations, overClusters } from './redshift-clusters.ts';
import { verdict } from './regional.ts';

const encrypted: Check = {
  id: 'redshift-encrypted',
  title: 'Redshift clusters are encrypted',
  service: 'redshift',
  tier: 1,
  severity: 'high',
  severityReason: 'A warehouse gathers what all other stores hold; its snapshots share its encryption.',
  criteria: ['CC6.1'],
  why: 'Encryption of stored data is promised in nearly every contract and is read off one field.',
  judgement: 'Passes for each cluster that is encrypted at rest.',
  facts: ['redshift.clusters'],
  operations,
  fix: {
    summary: 'Encrypt the listed clusters.',
    console: [
      'Open Amazon Redshift, Clusters, the cluster, Properties, Edit encryption.',
      'Choose a key of your own and save; the cluster is read-only for a while as AWS moves the data.',
    ],
    cli: ['aws redshift modify-cluster --cluster-identifier CLUSTER --encrypted --kms-key-id KEY_ID --region REGION'],
    terraform: `resource "aws_redshift_cluster" "this" {
  encrypted  = true
  kms_key_id = aws_kms_key.this.arn
}`,
    minutes: 45,
  },
  references: [`${guide}/working-with-db-encryption.html`],
  judge: (reader) =>
    overClusters(reader, ({ id, encrypted: on }) =>
      on === undefined
        ? { leftOut: 'AWS did not say whether the cluster is encrypted.' }
        : verdict(on, `${id} is encrypted.`, `${id} is not encrypted.`),
    ),
};

// AWS keeps no automated snapshot for longer.
const longest = 35;

const snapshots: Check = {
  id: 'redshift-snapshots',
  title: 'Redshift clusters take snapshots and keep them',
  service: 'redshift',
  tier: 1,
  severity: 'medium',
  severityReason: 'A warehouse can often be filled again from its sources, in days.',
  criteria: ['CC7.4', 'CC7.5', 'A1.2'],
  why: 'Automated snapshots are what brings the warehouse back after a wrong load or an attack.',
  judgement: `Passes for each cluster whose automated snapshots are kept for as long as scoping says (default 7 days), and at most ${longest} days, as AWS keeps them no longer.`,
  facts: ['redshift.clusters'],
  operations,
  commitment: 'backup-retention-days',
  fix: {
    summary: 'Keep automated snapshots of the listed clusters for long enough.',
    console: [
      'Open Amazon Redshift, Clusters, the cluster, Maintenance, Backup details, Edit.',
      'Set the retention of automated snapshots.',
    ],
    cli: [
      'aws redshift modify-cluster --cluster-identifier CLUSTER --automated-snapshot-retention-period DAYS --region REGION',
    ],
    terraform: `resource "aws_redshift_cluster" "this" {
  automated_snapshot_retention_period = 35
}`,
    minutes: 10,
  },
  references: [`${guide}/working-with-snapshots.html`],
  judge(reader, settings) {
    const { value, committed } = numberCommitment(settings, 'backup-retention-days', 7);
    const wanted = Math.min(value, longest);
    const judged = overClusters(reader, ({ id, snapshotDays: days }) => {
      if (days === undefined) return { leftOut: 'AWS did not say how long snapshots are kept.' };
      const seen = days === 0 ? 'takes no automated snapshots' : `keeps automated snapshots for ${days} days`;
      return verdict(days >= wanted && days > 0, `${id} ${seen}.`, `${id} ${seen}; ${wanted} days are wanted.`);
    });
    return { ...judged, committed };
  },
};

/** Checks of what keeps the data of Redshift. */
export const redshiftChecks: Check[] = [encrypted, snapshots];
