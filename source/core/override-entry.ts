/** Overrides and approved exceptions as the journal keeps them: who, why, and what instead of what the model says. */
import type { Day } from './entry.ts';
import type { ControlId, Level } from './questionnaire.ts';

/** What such an entry says. A value of null takes the override back. */
export type OverrideBody =
  /** Rule S-W1: another weight for a control. */
  | { type: 'override'; of: 'weight'; control: ControlId; value: 1 | 2 | 3 | null; reason: string }
  /** Rule S-W2: another value for a constant of the model, inside its range. */
  | { type: 'override'; of: 'constant'; constant: string; value: number | null; reason: string }
  /** Rule S-J1: the level that an assessor judges a control to have, in place of the answers given. */
  | { type: 'override'; of: 'judgement'; control: ControlId; value: Level | null; reason: string }
  /** Rule S-X1: a known gap or failure that somebody approved until a day; null withdraws it. */
  | { type: 'approved-exception'; control: ControlId; exception: ApprovedException | null; reason?: string };

/** What was approved. One stands for a control; another takes its place. */
export interface ApprovedException {
  /** Why it may stay so, and what is done instead. */
  text: string;
  approver: string;
  approvedOn: Day;
  /** Last day on which it holds. */
  expires: Day;
  /** The failing checks it covers, and how many resources failed when it was approved: more are not covered. */
  checks: { check: string; failing: number }[];
}

/** Their names. */
export const overrideTypes = ['override', 'approved-exception'] as const satisfies OverrideBody['type'][];
