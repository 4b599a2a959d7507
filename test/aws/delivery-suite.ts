/** Stacks, builds, pipelines, changes by hand and regions. */
import { deliveryChecks } from '../../checks/platform.ts';
import { regions } from './clients.ts';
import { deliveryFlips } from './flips/delivery.ts';
import { delivery, seedBadDelivery, seedGoodDelivery } from './seed-delivery.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';
import { consoleWrites, drift, pipelineTimes } from './written-delivery.ts';

const everywhere = [enabledRegions(regions), ...pipelineTimes];

/** Its recordings are in `recordings/delivery/`. */
export const deliverySuite: Suite = {
  folder: 'delivery',
  checks: deliveryChecks,
  accounts: [
    { name: 'good', seed: seedGoodDelivery, written: [...everywhere, drift('IN_SYNC', 5), consoleWrites(3)] },
    { name: 'bad', seed: seedBadDelivery, written: [...everywhere, drift('NOT_CHECKED'), consoleWrites(30)] },
    { name: 'empty', seed: async () => {}, written: [...everywhere, consoleWrites(0)] },
  ],
  flips: deliveryFlips,
  // Nothing was changed, and nothing lies anywhere.
  onFirstDay: { 'console-changes-in-window': 'pass', 'unused-region-activity': 'pass' },
  scoping: { tags: [delivery.productionTag], regions: [delivery.region] },
};
