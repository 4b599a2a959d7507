/** Inputs and results of the scoring model (docs/scoring.md); every figure 0–1, unrounded. */
import type { Severity } from './finding.ts';
import type { CriterionId } from './framework.ts';
import type { Constants } from './model-constants.ts';
import type { ControlId, Level } from './questionnaire.ts';

/** A check as the model sees it. */
export interface CheckInput {
  /** Catalogue id, for traces; the reference cases have none. */
  id?: string;
  result: 'pass' | 'fail' | 'not-applicable' | 'error' | 'denied' | 'not-run';
  severity: Severity;
  /** Resources that pass, of those judged; a check without resources has 1 of 1 or 0 of 1. */
  passed: number;
  total: number;
  /** Rule S-C1. */
  determinative: boolean;
  /** Rule S-C5: false when it tests a default nobody committed to. */
  committed: boolean;
  /** Rule S-C4: a failing resource is a privileged principal. */
  privileged: boolean;
  /** Rule S-X1: a failure that an approved exception in force covers: it bounds the figure all the same, and does not block. */
  excepted?: true;
  /** A failure of which part could not be read: then nothing counts as passing, so that a denial lifts no figure (S-C3). */
  partlyUnread?: boolean;
}

/** A control as the model sees it. */
export interface ControlInput {
  id: ControlId;
  criterion: CriterionId;
  weight: 1 | 2 | 3;
  /** Level, null (unanswered, or to come back later), `?` (don't know), `NA` (with all that S-N1 asks for), `inherited`. */
  answer: Level | null | '?' | 'NA' | 'inherited';
  /** Rule S-J1: the level is an assessor's judgement, and more than people said. */
  judged?: true;
  /** Effective evidence tier: rule S-E2 and expiry already applied. */
  tier: 0 | 1 | 2 | 3;
  checks: CheckInput[];
  /** Periodic: occurrences due so far in the window; null: not periodic. */
  expected: number | null;
  /** Periodic: occurrences with dated evidence. */
  evidenced: number;
  /** Per event: items in the window so far; null: not per event. */
  population: number | null;
  /** Occurrences or items that failed. */
  deviations: number;
  /** Both periodic and per event: deviations of the half that gives no figure; disclosed as well (rule S-V3). */
  deviationsBeside?: number;
  /** Periodic: occurrences that were due, did not run, and are past running late; they count as deviations in S-O5. */
  missed?: number;
  /** Per event: items that nothing shows either way; they do not count as gone right, and are no deviations. */
  unshown?: number;
  /** Per event: a recorded empty query. */
  zeroPopulation: boolean;
  /** Inherited: the reviewed report covers the period and the customer duties are assigned. */
  vendorReportOk: boolean;
  /** Continuous: days shown in place, and days elapsed in the window (0: no window). */
  daysInPlace: number;
  windowDays: number;
  /** Rule S-V2: it recurs; it has an owner and next dates inside the window. */
  recurring: boolean;
  scheduled: boolean;
  /** What making the input decided, in words for the trace; no figures. */
  notes?: TraceStep[];
}

/** What is not in a single control. */
export interface ScoreContext {
  /** Description criteria complete. */
  dcComplete: boolean;
  windowOpen: boolean;
  depth: 'full' | 'quick' | 'workshop';
  /** Criteria in scope that no question asks about: they stand in both ledgers as Unknown. */
  unasked?: CriterionId[];
  /** Absent: as published (rule S-W2). */
  constants?: Constants;
}

/** State of a control. */
export type ControlState = 'Met' | 'Partial' | 'Gap' | 'Unknown' | 'Contradicted' | 'Inherited';

/** State of a criterion (rules S-T2, S-N2). */
export type CriterionState = 'Met' | 'Partial' | 'Gap' | 'Unknown' | 'Unsupported';

/** One step of a trace: the rule and what it did, such as `{rule: 'S-E1', text: '.75 document', value: .75}`. */
export interface TraceStep {
  /** Rule id of docs/scoring.md. */
  rule: string;
  /** What it saw, in words. */
  text: string;
  /** The figure it gave, where it gives one. */
  value?: number;
}

/** A scored control. */
export interface ControlScore {
  id: ControlId;
  state: ControlState;
  evidenced: number;
  claimed: number;
  upper: number;
  /** Counts as known for coverage. */
  known: boolean;
  trace: TraceStep[];
}

/** A scored criterion. */
export interface CriterionScore {
  id: CriterionId;
  state: CriterionState;
  evidenced: number;
  claimed: number;
  upper: number;
  coverage: number;
  controls: ControlScore[];
  trace: TraceStep[];
}

/** One of the two ledgers. */
export interface Ledger {
  evidenced: number;
  claimed: number;
  upper: number;
  coverage: number;
  /** Share of weight that is N/A (rule S-N3). */
  naShare: number;
  /** In the framework's order. */
  criteria: CriterionScore[];
}

/** Type 1 today. */
export type Type1Verdict = 'Not ready' | 'Not enough known' | 'Ready with conditions' | 'Ready';

/** Inside the window (rule S-V3). */
export type WindowVerdict = 'Not started' | 'At risk' | 'Not enough known' | 'On track with exceptions' | 'On track';

/** Everything the model says of one assessment. */
export interface Score {
  /** Rule S-V4: the depth asked less than everything. */
  provisional: boolean;
  verdict: { type1: Type1Verdict; opening: Type1Verdict; inWindow: WindowVerdict };
  design: Ledger;
  operating: Ledger;
  /** The same ledger with every weight 1 (rule S-W1). */
  designEqualWeights: { evidenced: number };
  /** Controls whose claim AWS refutes (rule S-X1). */
  contradicted: ControlId[];
  blockers: { gap: CriterionId[]; material: ControlId[]; notImplemented: ControlId[] };
  unknown: { criteria: CriterionId[]; keys: ControlId[]; unread: ControlId[] };
  conditions: {
    partial: CriterionId[];
    failing: ControlId[];
    description: boolean;
    /** Controls that stand higher by judgement than by answer (rule S-J1); absent: none. */
    judged?: ControlId[];
  };
  unscheduled: ControlId[];
  systematic: ControlId[];
  /** Key controls that do not operate. */
  weak: ControlId[];
  /** The constants it was scored with, where they are not the published ones (rule S-W2). */
  constants?: Constants;
}
