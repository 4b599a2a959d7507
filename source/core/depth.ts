/** How deep an assessment asks (rules S-Q1, S-V4). */
import type { Assessment } from './assessment.ts';
import type { EntryBody } from './entry.ts';
import type { ScopeQuestion, ScopeValue } from './questionnaire.ts';
import type { ScoreContext } from './score-types.ts';

/**
 * `full` asks every control that applies; `quick` the key controls; `workshop` one key control per criterion, which is
 * about what a group gets through in two hours. All but `full` give a provisional verdict.
 */
export type Depth = ScoreContext['depth'];

/** All depths, the shortest first. */
export const depths: readonly Depth[] = ['workshop', 'quick', 'full'];

/** Id of the scoping question that chooses the depth; its answer is an entry of its own type. */
export const depthQuestion = 'depth';

/** Whether a value names a depth. */
export function isDepth(value: unknown): value is Depth {
  return depths.some((depth) => depth === value);
}

/** The depth that the assessment is done at; full until somebody chooses. */
export function chosenDepth(assessment: Assessment): Depth {
  const value = assessment.scope[depthQuestion]?.value;
  return isDepth(value) ? value : 'full';
}

/** The entry that records the answer to a scoping question; null takes the answer back. */
export function scopeEntry(question: ScopeQuestion, value: ScopeValue | null, committed: boolean): EntryBody {
  if (question.id === depthQuestion && (value === null || isDepth(value))) return { type: 'depth', depth: value };
  return {
    type: 'scope',
    question: question.id,
    value,
    ...(question.commitment === true ? { committed: committed && value !== null } : {}),
  };
}

/** The scoping question that an entry answers, and its value; undefined when it is about something else. */
export function scopeSaid(body: EntryBody): { question: string; value: ScopeValue | null } | undefined {
  if (body.type === 'scope') return { question: body.question, value: body.value };
  return body.type === 'depth' ? { question: depthQuestion, value: body.depth } : undefined;
}
