/** Detection, and keys, secrets and certificates. */
import type { Check } from '../source/core/check.ts';
import { certificateChecks } from './acm.ts';
import { configChecks } from './config.ts';
import { guardDutyChecks } from './guardduty.ts';
import { kmsChecks } from './kms.ts';
import { secretChecks } from './secrets.ts';

/** Checks of this group. */
export const detectionChecks: readonly Check[] = [
  kmsChecks,
  secretChecks,
  certificateChecks,
  guardDutyChecks,
  configChecks,
].flat();
