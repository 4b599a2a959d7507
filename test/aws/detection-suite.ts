/** Detection, and keys, secrets and certificates. */
import { detectionChecks } from '../../checks/detection.ts';
import { regions } from './clients.ts';
import { detectionFlips } from './flips/detection.ts';
import { seedBadAlarms, seedGoodAlarms } from './seed-alarms.ts';
import { detectionHome, seedBadServices, seedGoodServices } from './seed-detection.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';
import {
  analyzersIn,
  certificatesRun,
  gatheredIn,
  hubFindings,
  lastDelivery,
  nextKeyRotation,
  rotations,
  standards,
  threats,
  weaknesses,
} from './written-detection.ts';

const everywhere = [enabledRegions(regions), nextKeyRotation];

/** Its recordings are in `recordings/detection/`. */
export const detectionSuite: Suite = {
  folder: 'detection',
  checks: detectionChecks,
  accounts: [
    {
      name: 'good',
      seed: async (clients) => {
        await seedGoodServices(clients);
        await seedGoodAlarms(clients);
      },
      written: [
        ...everywhere,
        analyzersIn(regions),
        ...threats([8, 0.5], [2, 0.7]),
        standards('READY'),
        ...gatheredIn(detectionHome),
        hubFindings(['HIGH', 3]),
        weaknesses(['CRITICAL', 2], ['HIGH', 20], ['LOW', 300]),
        lastDelivery('SUCCESS'),
        certificatesRun(200),
        rotations(10, 20),
      ],
    },
    {
      name: 'bad',
      seed: async (clients) => {
        await seedBadServices(clients);
        await seedBadAlarms(clients);
      },
      written: [
        ...everywhere,
        analyzersIn(regions, 'ACCOUNT_UNUSED_ACCESS'),
        ...threats([8, 12]),
        standards(''),
        ...gatheredIn('eu-west-1'),
        hubFindings(['CRITICAL', 90]),
        weaknesses(['CRITICAL', 45]),
        lastDelivery('FAILURE'),
        certificatesRun(5),
        rotations(60, -30),
      ],
    },
    {
      name: 'empty',
      seed: async () => {},
      written: [...everywhere, analyzersIn([]), ...gatheredIn(undefined)],
    },
  ],
  flips: detectionFlips,
  onFirstDay: {
    'guardduty-all-regions': 'fail',
    'securityhub-enabled': 'fail',
    'config-recorder-all-regions': 'fail',
    'external-access-analyzer-enabled': 'fail',
    'alarm-root-usage': 'fail',
  },
  scoping: {
    tags: ['environment=production'],
    'triage-days': 1,
    'patch-days-critical': 7,
    'patch-days-high': 30,
    'secret-rotation-days': 90,
    'certificate-notice-days': 30,
    'log-retention-days': 365,
  },
};
