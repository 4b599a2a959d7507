/** Types of everything decided from an assessment: gaps, plan, RACI, window. */
import type { Day, PlanState } from './entry.ts';
import type { CheckResult, Severity } from './finding.ts';
import type { CriterionId } from './framework.ts';
import type { Control, ControlId, RoleId } from './questionnaire.ts';
import type { Score, TraceStep } from './score-types.ts';

/** Why something is a gap. */
export type GapCause =
  | 'contradicted'
  | 'missing'
  | 'not written'
  | 'not run'
  | 'not evidenced'
  | 'failing check'
  | 'unsupported N/A'
  | 'unknown';

/** One row of the gap list. */
export interface Gap {
  /** Stable: `gap:CONTROL`, so that a re-export updates. */
  id: string;
  control: ControlId;
  criterion: CriterionId;
  title: string;
  cause: GapCause;
  /** One sentence saying what is short. */
  reason: string;
  /** Rule S-V1: it alone keeps Type 1 at Not ready. */
  blocks: boolean;
  key: boolean;
  severity: Severity;
  /** Percentage points (0–100) that closing it adds to overall design evidenced: the model re-run with it closed. */
  points: number;
  trace: TraceStep[];
  /** Failing checks behind it. */
  checks: string[];
}

/** One item of the remediation plan, scheduled. */
export interface PlanItem {
  /** Stable: `plan:CONTROL`. */
  id: string;
  control: ControlId;
  criterion: CriterionId;
  action: string;
  acceptedWhen: string;
  /** One owner: the person, else the role in capitals. */
  owner: string;
  effort: Control['effort'];
  /** Working hours of the effort size. */
  hours: number;
  leadDays: number;
  /** Items it waits for (ids). */
  after: string[];
  start: Day;
  /** Work done: start + effort at the owner's hours per week. */
  workDone: Day;
  /** First dated artefact: workDone + lead days. */
  due: Day;
  /** Calendar days it can slip without moving the end of the key controls. */
  slackDays: number;
  critical: boolean;
  rank: number;
  /** How the rank was made, such as `4 (unblocks) × 3 (critical) × 2.1 points ÷ 0.5 d`. */
  why: string;
  box: 'do now' | 'start now' | 'plan' | 'later';
  phase: 'quick wins' | 'short' | 'long lead' | 'prove';
  state: PlanState;
  points: number;
}

/** The plan. */
export interface Plan {
  items: PlanItem[];
  /** Ids of the longest chain over key controls. */
  criticalPath: string[];
  /** Days from today to the end of that chain. */
  criticalDays: number;
  /** Day on which the last key control can be in place: the earliest clean start (scoring.md 3.5). Undefined when unknown keys leave it open. */
  keyControlsInPlaceOn: Day;
  /** Loops among dependencies, each printed as ids in order; their items are scheduled without the closing edge. */
  cycles: ControlId[][];
  /** One sentence per overloaded owner. */
  warnings: string[];
}

/** One letter of the matrix. */
export type RaciLetter = 'R' | 'A' | 'C' | 'I';

/** One row of the RACI: a control. */
export interface RaciRow {
  control: ControlId;
  criterion: CriterionId;
  title: string;
  /** Person (or role in capitals while nobody holds it) → letters, such as `['R', 'A']`. */
  cells: Record<string, RaciLetter[]>;
  standIn?: string;
  cadence: string;
}

/** A broken rule of the matrix. */
export interface RaciFinding {
  /** R1–R14. */
  rule: string;
  severity: 'error' | 'warning' | 'info';
  control?: ControlId;
  person?: string;
  /** One sentence: what is wrong and how to mend it. */
  message: string;
  /** The documented compensating control that stands for it, if any. */
  waived?: string;
}

/** The matrix with its lint. */
export interface Raci {
  /** Column order: people, then unheld roles, then outside parties. */
  parties: { name: string; kind: 'person' | 'role' | 'body' | 'outside'; roles: RoleId[] }[];
  rows: RaciRow[];
  findings: RaciFinding[];
}

/** Everything the screens and reports show, computed in one place (decide.ts). */
export interface Decisions {
  /** Controls in the assessment, in asking order (rule S-Q1 applied). */
  controls: Control[];
  /** Controls left out, with the reason. */
  excluded: { control: ControlId; reason: string }[];
  /** Common and chosen criteria that this version has no question for yet. They count as unknown. */
  unasked: CriterionId[];
  results: CheckResult[];
  score: Score;
  gaps: Gap[];
  plan: Plan;
  raci: Raci;
}
