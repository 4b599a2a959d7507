/** Detection, and keys, secrets and certificates. */
import type { Check } from '../source/core/check.ts';
import { accessAnalyzerChecks } from './access-analyzer.ts';
import { certificateChecks } from './acm.ts';
import { chainChecks } from './alarm-root.ts';
import { alarmChecks } from './alarms.ts';
import { capacityChecks } from './capacity-alarms.ts';
import { configChecks } from './config.ts';
import { routingChecks } from './findings-routed.ts';
import { guardDutyChecks } from './guardduty.ts';
import { threatFindingChecks } from './guardduty-findings.ts';
import { inspectorChecks } from './inspector.ts';
import { kmsChecks } from './kms.ts';
import { logChecks } from './logs.ts';
import { secretChecks } from './secrets.ts';
import { securityHubChecks } from './securityhub.ts';

/** Checks of this group. */
export const detectionChecks: readonly Check[] = [
  kmsChecks,
  secretChecks,
  certificateChecks,
  guardDutyChecks,
  threatFindingChecks,
  configChecks,
  securityHubChecks,
  inspectorChecks,
  accessAnalyzerChecks,
  routingChecks,
  alarmChecks,
  chainChecks,
  capacityChecks,
  logChecks,
].flat();
