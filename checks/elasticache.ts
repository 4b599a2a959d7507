/** Checks of ElastiCache. */
import type { Check } from '../source/core/check.ts';
import type { Cache } from '../source/core/facts-data.ts';
import { numberCommitment } from './commitments.ts';
import { together } from './rds-databases.ts';
import { regionalFact } from './reading.ts';
import { overEach, type Verdict, verdict } from './regional.ts';

// AWS keeps no automatic backup of a cache for longer.
const longest = 35;

const backups: Check = {
  id: 'elasticache-backups',
  title: 'Caches that can be backed up are backed up',
  service: 'elasticache',
  tier: 1,
  severity: 'low',
  severityReason: 'Most caches hold nothing that has to come back; those that hold sessions or queues do.',
  criteria: ['CC7.4', 'A1.2'],
  why: 'A cache that has quietly become a store is found by asking what its loss would cost.',
  judgement: `Passes for each replication group, and each single cache of Valkey or Redis OSS, whose automatic backups are kept for as long as scoping says (default 7 days), and at most ${longest} days. Memcached cannot be backed up and is left out, and so are serverless caches.`,
  facts: ['elasticache.groups', 'elasticache.clusters'],
  operations: ['ec2:DescribeRegions', 'elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters'],
  commitment: 'backup-retention-days',
  fix: {
    summary: 'Switch on automatic backups of the listed caches, or write down that they hold nothing to keep.',
    console: [
      'Ask the team whether anything in the cache cannot be made again.',
      'Open ElastiCache, Valkey caches or Redis OSS caches, the cache, Modify, Backup.',
      'Tick Enable automatic backups, and set the retention and a window in quiet hours.',
    ],
    cli: [
      'aws elasticache modify-replication-group --replication-group-id GROUP --snapshot-retention-limit DAYS --snapshotting-cluster-id REPLICA --apply-immediately --region REGION',
      'aws elasticache modify-cache-cluster --cache-cluster-id CACHE --snapshot-retention-limit DAYS --apply-immediately --region REGION',
    ],
    terraform: `resource "aws_elasticache_replication_group" "this" {
  snapshot_retention_limit = 35
}`,
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html'],
  judge(reader, settings) {
    const { value, committed } = numberCommitment(settings, 'backup-retention-days', 7);
    const wanted = Math.min(value, longest);
    const judge = ({ id, backupDays: days }: Cache): Verdict => {
      if (days === undefined) return { leftOut: 'AWS did not say how long backups are kept.' };
      const seen = days === 0 ? 'has no automatic backups' : `keeps automatic backups for ${days} days`;
      return verdict(days >= wanted && days > 0, `${id} ${seen}.`, `${id} ${seen}; ${wanted} days are wanted.`);
    };
    const groups = overEach(
      regionalFact(reader, 'elasticache.groups'),
      'elasticache:DescribeReplicationGroups',
      ({ id }) => id,
      judge,
    );
    const single = overEach(
      regionalFact(reader, 'elasticache.clusters'),
      'elasticache:DescribeCacheClusters',
      ({ id }) => id,
      (one): Verdict => {
        if (one.group !== undefined || one.engine === 'memcached') return undefined;
        return one.engine === undefined ? { leftOut: 'AWS did not tell the engine of the cache.' } : judge(one);
      },
    );
    return { ...together(groups, single), notApplicable: 'There are no caches that can be backed up.', committed };
  },
};

/** Checks of ElastiCache. */
export const elasticacheChecks: Check[] = [backups];
