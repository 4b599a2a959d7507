/** How the figures are made: the constants of the model, and what was set otherwise with which reason. */
import type { Assessment } from '../core/assessment.ts';
import {
  capBySeverity,
  capByTier,
  coverageFloor,
  designByLevel,
  inheritedUnreviewed,
  lookBackMonths,
  materialShare,
  metFrom,
  naShareToPrint,
  operationByLevel,
  partialFrom,
  systematicCap,
  weakKeyAt,
  weakKeyCap,
} from '../core/constants.ts';
import type { Day } from '../core/entry.ts';
import type { ControlId } from '../core/questionnaire.ts';

/** A constant of the model, as published. */
export interface ConstantRow {
  rule: string;
  what: string;
  value: number;
}

/** Something that a consultant set otherwise. */
export interface OverrideRow {
  rule: string;
  /** The constant, or the control. */
  what: string;
  /** As published, where one value was. */
  published?: number;
  value: number;
  reason: string;
  by: string;
}

/** A known gap or failure that somebody approved until a day. */
export interface ExceptionRow {
  control: ControlId;
  text: string;
  approver: string;
  approvedOn: Day;
  expires: Day;
  /** Failing checks it covers. */
  checks: string[];
}

/** How the figures are made. */
export interface Method {
  constants: ConstantRow[];
  overrides: OverrideRow[];
  exceptions: ExceptionRow[];
}

const constants: readonly [rule: string, what: string, value: number][] = [
  ['S-D1', 'design claimed at L1', designByLevel[1]],
  ['S-D1', 'design claimed at L2', designByLevel[2]],
  ['S-O1', 'operation without records at L3', operationByLevel[3]],
  ['S-E1', 'evidenced at most on word alone', capByTier[0]],
  ['S-E1', 'evidenced at most with a document', capByTier[1]],
  ['S-C2', 'evidenced at most beside a critical failure', capBySeverity.critical],
  ['S-C2', 'evidenced at most beside a high failure', capBySeverity.high],
  ['S-C2', 'evidenced at most beside a medium failure', capBySeverity.medium],
  ['S-C2', 'evidenced at most beside a low failure', capBySeverity.low],
  ['S-I1', 'inherited without a reviewed report', inheritedUnreviewed],
  ['S-T1', 'least evidenced of Met', metFrom],
  ['S-T1', 'least evidenced of Partial', partialFrom],
  ['S-K1', 'a key control at or under this is weak', weakKeyAt],
  ['S-K1', 'evidenced at most with a weak key control', weakKeyCap],
  ['S-H1', 'coverage under which nothing is concluded', coverageFloor],
  ['S-C4', 'share above which failures are material or systematic', materialShare],
  ['S-O4', 'operation at most with systematic deviations', systematicCap],
  ['S-N3', 'share of N/A above which the figure with N/A as 0 is printed', naShareToPrint],
  ['S-E2', 'months back in which evidence must be dated', lookBackMonths],
];

/** The method of an assessment. */
export function methodOf(_assessment: Assessment): Method {
  return { constants: constants.map(([rule, what, value]) => ({ rule, what, value })), overrides: [], exceptions: [] };
}
