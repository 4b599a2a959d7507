/** The demo's data stores: the main database is looked after, what grew beside it less so. */
import type { SeedClients } from './clients.ts';
import { seedCache, seedCaches, seedDomain, seedFiles, seedTable } from './seed-data.ts';
import { seedNotebook, seedQueue, seedTopic } from './seed-data-flow.ts';
import { rdsOf, seedInstance, snapshotOf } from './seed-data-rds.ts';

/** Fills the region of the company with them. */
export async function seedDemoData(clients: SeedClients): Promise<void> {
  const rds = rdsOf(clients);
  const tags = { environment: 'production', service: 'fleet-api' };
  await seedInstance(rds, { id: 'fleet', engine: 'postgres', guarded: true, tags });
  await seedInstance(rds, {
    id: 'telemetry-history',
    engine: 'postgres',
    guarded: true,
    tags: { environment: 'production' },
    change: { MultiAZ: false, BackupRetentionPeriod: 7, DeletionProtection: false, EnableCloudwatchLogsExports: [] },
  });
  await seedInstance(rds, {
    id: 'reporting-trial',
    engine: 'postgres',
    guarded: false,
    tags: { environment: 'test' },
    change: { PubliclyAccessible: false, BackupRetentionPeriod: 1 },
  });
  await snapshotOf(rds, 'fleet');
  await snapshotOf(rds, 'reporting-trial');
  await seedTable(clients, 'device-shadows', true);
  await seedTable(clients, 'pairing-codes', false);
  await seedCaches(clients, 'sessions', 7);
  await seedCache(clients, 'map-tiles', 'memcached');
  await seedDomain(clients, 'telemetry', true);
  await seedFiles(clients, 'model-artifacts', true);
  await seedFiles(clients, 'legacy-share', false);
  await seedTopic(clients, 'on-call', true);
  await seedTopic(clients, 'fleet-events', false);
  await seedQueue(clients, 'telemetry-ingest');
  await seedQueue(clients, 'invoice-export', false);
  await seedNotebook(clients, 'battery-model', true);
}
