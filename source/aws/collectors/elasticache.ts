/** ElastiCache: replication groups and cache clusters, as far as their backups go. */
import {
  ElastiCacheClient,
  paginateDescribeCacheClusters,
  paginateDescribeReplicationGroups,
} from '@aws-sdk/client-elasticache';
import type { Reading } from '../../core/facts.ts';
import type { Cache } from '../../core/facts-data.ts';
import type { Session } from '../session.ts';
import { defined, omitAbsent } from './values.ts';

const pageSize = 100;

/** Replication groups of a region. */
export function groups(session: Session, region: string): Promise<Reading<Cache[]>> {
  return session.reading('elasticache:DescribeReplicationGroups', region, async () => {
    const all: Cache[] = [];
    const client = session.client('elasticache', ElastiCacheClient, region);
    for await (const page of paginateDescribeReplicationGroups({ client, pageSize }, {})) {
      for (const one of page.ReplicationGroups ?? []) {
        const id = defined(one.ReplicationGroupId, 'ReplicationGroupId');
        all.push({ id, ...omitAbsent({ engine: one.Engine, backupDays: one.SnapshotRetentionLimit }) });
      }
    }
    return all;
  });
}

/** Cache clusters of a region, members of replication groups among them. */
export function clusters(session: Session, region: string): Promise<Reading<Cache[]>> {
  return session.reading('elasticache:DescribeCacheClusters', region, async () => {
    const all: Cache[] = [];
    const client = session.client('elasticache', ElastiCacheClient, region);
    for await (const page of paginateDescribeCacheClusters({ client, pageSize }, {})) {
      for (const one of page.CacheClusters ?? []) {
        const id = defined(one.CacheClusterId, 'CacheClusterId');
        const group = one.ReplicationGroupId || undefined;
        all.push({ id, ...omitAbsent({ engine: one.Engine, group, backupDays: one.SnapshotRetentionLimit }) });
      }
    }
    return all;
  });
}
