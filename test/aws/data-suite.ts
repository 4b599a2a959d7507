/** Databases and other data stores. */
import { dataChecks } from '../../checks/data.ts';
import { regions } from './clients.ts';
import { databaseFlips } from './flips/data-rds.ts';
import { seedBadDatabases, seedGoodDatabases } from './seed-data-rds.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';

const everywhere = [enabledRegions(regions)];

/** Its recordings are in `recordings/data/`. */
export const dataSuite: Suite = {
  folder: 'data',
  checks: dataChecks,
  accounts: [
    { name: 'good', seed: seedGoodDatabases, written: [...everywhere] },
    { name: 'bad', seed: seedBadDatabases, written: [...everywhere] },
    { name: 'empty', seed: async () => {}, written: [...everywhere] },
  ],
  flips: databaseFlips,
  onFirstDay: {},
  scoping: { tags: ['environment=production'], 'backup-retention-days': 35 },
};
