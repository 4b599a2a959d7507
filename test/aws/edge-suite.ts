/** What stands at the edge: load balancers, web filters, distributions, APIs. */
import { edgeChecks } from '../../checks/edge.ts';
import { regions } from './clients.ts';
import { edgeFlips } from './flips/edge.ts';
import { seedBadEdge, seedGoodEdge } from './seed-edge.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';
import { behaviours } from './written-edge.ts';

const everywhere = [enabledRegions(regions)];

/** Its recordings are in `recordings/edge/`. */
export const edgeSuite: Suite = {
  folder: 'edge',
  checks: edgeChecks,
  accounts: [
    {
      name: 'good',
      seed: seedGoodEdge,
      written: [...everywhere, behaviours('redirect-to-https', 'https-only')],
    },
    { name: 'bad', seed: seedBadEdge, written: [...everywhere, behaviours('redirect-to-https', 'allow-all')] },
    { name: 'empty', seed: async () => {}, written: everywhere },
  ],
  flips: edgeFlips,
  onFirstDay: {},
  scoping: {},
};
