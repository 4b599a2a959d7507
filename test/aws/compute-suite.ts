/** Functions, containers and runbooks. */
import { computeChecks } from '../../checks/platform.ts';
import { regions } from './clients.ts';
import { computeFlips } from './flips/compute.ts';
import { seedBadCompute, seedGoodCompute } from './seed-compute.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';
import { criticalFinding } from './written-compute.ts';

const everywhere = [enabledRegions(regions)];

/** Its recordings are in `recordings/compute/`. */
export const computeSuite: Suite = {
  folder: 'compute',
  checks: computeChecks,
  accounts: [
    { name: 'good', seed: seedGoodCompute, written: [...everywhere, criticalFinding(3)] },
    { name: 'bad', seed: seedBadCompute, written: [...everywhere, criticalFinding(30)] },
    { name: 'empty', seed: async () => {}, written: everywhere },
  ],
  flips: computeFlips,
  onFirstDay: {},
  scoping: { 'patch-days-critical': 7 },
};
