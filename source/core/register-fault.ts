/** What is missing from a register, overdue in it, or half entered. */
import type { Assessment } from './assessment.ts';
import type { Day } from './entry.ts';
import type { ControlId, Questionnaire } from './questionnaire.ts';
import type { RegisterKind } from './register-entry.ts';

/** One thing short in a register. */
export interface RegisterFault {
  register: RegisterKind;
  /** Key of the record; of the one that is wanted where it is missing. */
  key: string;
  kind: 'missing' | 'overdue' | 'incomplete';
  /** Whose gap it is: the first of these that is in the assessment. */
  controls: readonly ControlId[];
  /** The day it was due, where it is overdue. */
  due?: Day;
  /** A sentence without its capital and full stop, such as `nothing says how to leave Zendesk`. */
  text: string;
}

/** What faults are found in. Nothing else: no clock. */
export interface RegisterInput {
  assessment: Assessment;
  questionnaire: Pick<Questionnaire, 'controls'>;
  /** Today in the assessment's time zone. */
  today: Day;
}

/** True for text that says nothing. */
export function blank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** Why the control that a record names is no link, as the end of a sentence; undefined when it is one. */
export function linkFault(control: ControlId | undefined, input: RegisterInput): string | undefined {
  if (blank(control)) return 'has no control';
  return input.questionnaire.controls.some(({ id }) => id === control)
    ? undefined
    : `names control ${control}, which is not in the questionnaire`;
}
