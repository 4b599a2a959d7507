/** Machines, disks and networks. */
import { networkChecks } from '../../checks/network.ts';
import { regions } from './clients.ts';
import { networkFlips } from './flips/network.ts';
import { seedBadNetwork, seedGoodNetwork } from './seed-network.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';
import {
  gatewayOf,
  imageSnapshots,
  instanceId,
  instanceIds,
  managedNodes,
  noPublicSnapshots,
} from './written-network.ts';

const approvedVpc = 'vpc-0a0a0a0a0a0a0a0a0';
const everywhere = [enabledRegions(regions), instanceIds];

/** Its recordings are in `recordings/network/`. */
export const networkSuite: Suite = {
  folder: 'network',
  checks: networkChecks,
  accounts: [
    {
      name: 'good',
      seed: seedGoodNetwork,
      written: [
        ...everywhere,
        imageSnapshots,
        noPublicSnapshots,
        gatewayOf(approvedVpc),
        ...managedNodes({ id: instanceId(1), patch: 0, association: 0 }),
      ],
    },
    {
      name: 'bad',
      seed: seedBadNetwork,
      // The machine of the account is not managed; another one is, badly.
      written: [
        ...everywhere,
        ...managedNodes(
          { id: 'mi-00000000000000001', patch: 4, association: 1 },
          { id: 'mi-00000000000000002', ping: 'ConnectionLost' },
        ),
      ],
    },
    { name: 'empty', seed: async () => {}, written: [...everywhere, ...managedNodes()] },
  ],
  flips: networkFlips,
  onFirstDay: {},
  scoping: { 'internet-vpcs': [approvedVpc] },
};
