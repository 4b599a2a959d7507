/** Types of everything decided from an assessment: gaps, plan, RACI, window. */
import type { ExceptionView } from './approved-exceptions.ts';
import type { CheckGap } from './check-gaps.ts';
import type { Day, PlanState } from './entry.ts';
import type { CheckResult, Severity } from './finding.ts';
import type { FirstRun } from './first-runs.ts';
import type { CriterionId } from './framework.ts';
import type { OverrideRow } from './overrides.ts';
import type { Control, ControlId, RoleId } from './questionnaire.ts';
import type { RegisterFault } from './register-fault.ts';
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
  | 'overdue register entry'
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
  /** Rule S-V1: it is one of the reasons why Type 1 stands at Not ready. */
  blocks: boolean;
  key: boolean;
  severity: Severity;
  /** Percentage points (0–100) that closing it adds to overall design evidenced: the model re-run with it closed. */
  points: number;
  trace: TraceStep[];
  /** Failing checks behind it. */
  checks: string[];
  /** What the registers lack for this control, where they lack something. */
  registers?: RegisterFault[];
  /** The approved exception to it, in force or not (rule S-X1). */
  exception?: ExceptionView;
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
  /** Calendar days it can slip, as scheduled, without moving the end of the key controls; for what no key control waits for, to the plan's end. */
  slackDays: number;
  /** A day lost here is a day lost for the key controls. */
  critical: boolean;
  rank: number;
  /** How the rank was made, such as `4 (unblocks) × 3 (critical) × 2.1 points ÷ 0.5 d`. */
  why: string;
  box: 'do now' | 'start now' | 'plan' | 'later';
  phase: 'quick wins' | 'short' | 'long lead' | 'prove';
  /** As people set it; `closed` shows as `done` (to re-test) for as long as the model still sees the gap (rule S-R1). */
  state: PlanState;
  /** Why it is blocked, or accepted. */
  stateReason?: string;
  /** Last day on which it is accepted as it stands. */
  acceptedUntil?: Day;
  /** Who approved that. */
  acceptedBy?: string;
  /** What it costs besides the hours, in people's own words. */
  cost?: string;
  points: number;
}

/** The plan. */
export interface Plan {
  items: PlanItem[];
  /** Item ids of the longest chain of dependencies that ends in a key control: work at the owners' hours, then lead days. */
  criticalPath: string[];
  /** Length of that chain in days from today. No order of work beats it; a busy owner can make the real end later. */
  criticalDays: number;
  /**
   * Day on which the last key control can be in place: the earliest clean start (scoring.md 3.5). What is unknown
   * counts as missing here, so the day errs on the late side. Today when nothing is open.
   */
  keyControlsInPlaceOn: Day;
  /** Loops among dependencies, each printed as ids in order; their items are scheduled without the closing edge. */
  cycles: ControlId[][];
  /** One sentence per thing that the plan cannot mend by itself, such as an overloaded owner. */
  warnings: string[];
  /** The window that first runs are dated in: the chosen one, else six months from the clean start. */
  window?: { from: Day; to: Day; chosen: boolean };
  /** First run of each recurring control in that window, by day. */
  firstRuns: FirstRun[];
  /** Items that people called done or closed and whose gap is gone, by id. */
  settled: Settlement[];
}

/** What became of an item whose gap is gone (rule S-R1). */
export interface Settlement {
  /** `plan:CONTROL`. */
  id: string;
  control: ControlId;
  /** `done`: called done, still to be tested again. `closed`: shown by what is later than the fix. */
  state: 'done' | 'closed';
  fixedOn: Day;
  fixedBy: string;
  /** Day of what closed it. */
  on?: Day;
  /** What closed it, or what is lacking. */
  because: string;
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

/** A column of the matrix. */
export interface RaciParty {
  name: string;
  /** `role`: a hat that nobody wears yet. `group`: several people, or a name nobody entered. `outside`: AWS or a vendor. */
  kind: 'person' | 'role' | 'body' | 'group' | 'outside';
  roles: RoleId[];
  /** Who speaks for a body (rule R3). */
  chair?: string;
}

/** A broken rule of the matrix. */
export interface RaciFinding {
  /** R1–R14. */
  rule: string;
  /** Number of the separation-of-duties pair, for rule R7. */
  pair?: number;
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
  /** Column order: people, then unheld roles and bodies, then groups, then outside parties. */
  parties: RaciParty[];
  rows: RaciRow[];
  findings: RaciFinding[];
  /** Who of the people named has agreed to their rows (rule R12). */
  agreements: Agreement[];
}

/** Whether a person has agreed to their rows of the matrix. */
export interface Agreement {
  person: string;
  /** Version of their rows as they are now. */
  version: string;
  /** How many rows name them. */
  rows: number;
  /** What they acknowledged last; absent: nothing yet. */
  acknowledged?: { on: Day; version: string };
  /** They acknowledged this very version. */
  current: boolean;
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
  /** Rule S-N3: design evidenced with every N/A as 0, 0–1; only where N/A is more than a tenth of the weight. */
  evidencedWithoutNotApplicable?: number;
  gaps: Gap[];
  /** Failing checks that no row of a control carries, since they take nothing away. */
  checkGaps: CheckGap[];
  /** Everything short in the registers, also where no control of the assessment carries it. */
  registerFaults: RegisterFault[];
  plan: Plan;
  raci: Raci;
  /** Overrides of weights, constants and levels, with reasons (rules S-W1, S-W2, S-J1). */
  overrides: OverrideRow[];
  /** Approved exceptions, in force or not (rule S-X1). */
  exceptions: ExceptionView[];
}
