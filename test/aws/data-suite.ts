/** Databases and other data stores. */
import { dataChecks } from '../../checks/data.ts';
import { regions, type SeedClients } from './clients.ts';
import { storeFlips } from './flips/data.ts';
import { databaseFlips } from './flips/data-rds.ts';
import { seedStores } from './seed-data.ts';
import { seedBadDatabases, seedGoodDatabases } from './seed-data-rds.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';
import { emrBlock, publicPrimaries, storesEverywhere, warehouseTls } from './written-data.ts';

const everywhere = [enabledRegions(regions), ...storesEverywhere];

async function seed(clients: SeedClients, guarded: boolean): Promise<void> {
  await (guarded ? seedGoodDatabases(clients) : seedBadDatabases(clients));
  await seedStores(clients, guarded);
}

/** Its recordings are in `recordings/data/`. */
export const dataSuite: Suite = {
  folder: 'data',
  checks: dataChecks,
  accounts: [
    { name: 'good', seed: (clients) => seed(clients, true), written: [...everywhere, warehouseTls, publicPrimaries()] },
    {
      name: 'bad',
      seed: (clients) => seed(clients, false),
      written: [...everywhere, emrBlock(false)],
    },
    { name: 'empty', seed: async () => {}, written: [...everywhere] },
  ],
  flips: [...databaseFlips, ...storeFlips],
  onFirstDay: {},
  scoping: { tags: ['environment=production'], 'backup-retention-days': 35 },
};
