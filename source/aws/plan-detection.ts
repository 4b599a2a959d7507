/** Readers of detection, and of keys, secrets and certificates. */
import type { DetectionFacts } from '../core/facts-detection.ts';
import type { Readers } from './plan.ts';

/** Readers of this group. */
export const detectionReaders: Pick<Readers, keyof DetectionFacts> = {
  'kms.keys': { regional: true, load: async () => (await import('./collectors/kms.ts')).keys },
  'secretsmanager.secrets': {
    regional: true,
    load: async () => (await import('./collectors/secretsmanager.ts')).secrets,
  },
  'acm.certificates': { regional: true, load: async () => (await import('./collectors/acm.ts')).certificates },
  'guardduty.detectors': { regional: true, load: async () => (await import('./collectors/guardduty.ts')).detectors },
  'config.recorders': { regional: true, load: async () => (await import('./collectors/config.ts')).recorders },
};
