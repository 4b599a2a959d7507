/** DMS: replication instances. */
import {
  DatabaseMigrationServiceClient,
  paginateDescribeReplicationInstances,
} from '@aws-sdk/client-database-migration-service';
import type { Reading } from '../../core/facts.ts';
import type { ReplicationInstance } from '../../core/facts-data.ts';
import type { Session } from '../session.ts';
import { defined, omitAbsent } from './values.ts';

/** Replication instances of a region. */
export async function instances(session: Session, region: string): Promise<Reading<ReplicationInstance[]>> {
  // AWS may say "none" by an error.
  const read = await session.setting('dms:DescribeReplicationInstances', region, async () => {
    const all: ReplicationInstance[] = [];
    const client = session.client('dms', DatabaseMigrationServiceClient, region);
    for await (const page of paginateDescribeReplicationInstances({ client, pageSize: 100 }, {})) {
      for (const { ReplicationInstanceIdentifier, PubliclyAccessible } of page.ReplicationInstances ?? []) {
        const id = defined(ReplicationInstanceIdentifier, 'ReplicationInstanceIdentifier');
        all.push({ id, ...omitAbsent({ public: PubliclyAccessible }) });
      }
    }
    return all;
  });
  return read.state === 'ok' ? { state: 'ok', data: read.data ?? [] } : read;
}
