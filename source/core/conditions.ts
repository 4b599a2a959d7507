/** Conditions of the questionnaire: whether a control or a question applies (rule S-Q1). */
import type { Assessment } from './assessment.ts';
import type { Condition, Questionnaire, ScopeQuestion, ScopeValue } from './questionnaire.ts';

/**
 * Whether a condition holds. What nobody has answered yet never hides anything: a condition over it is open, an open
 * part leaves the whole open unless another part decides it, and what stays open holds, also behind a `not`. Only an
 * answer that is a level decides; don't know, later, N/A, inherited and what is to be confirmed are open.
 */
export function holds(condition: Condition, assessment: Assessment, questionnaire: Questionnaire): boolean {
  return truth(condition, assessment, questionnaire) !== false;
}

/** Undefined: open. */
type Truth = boolean | undefined;

function truth(condition: Condition, assessment: Assessment, questionnaire: Questionnaire): Truth {
  const inner = (part: Condition) => truth(part, assessment, questionnaire);
  if ('all' in condition) return every(condition.all.map(inner));
  if ('any' in condition) return not(every(condition.any.map((part) => not(inner(part)))));
  if ('not' in condition) return not(inner(condition.not));
  if ('answer' in condition) {
    const { level, toConfirm } = assessment.controls[condition.answer]?.answer ?? {};
    if (typeof level !== 'number' || toConfirm !== undefined) return undefined;
    return level >= (condition.atLeast ?? 0) && level <= (condition.atMost ?? 4);
  }
  const value = assessment.scope[condition.scope]?.value;
  if (value === undefined) return undefined;
  const question = questionnaire.scoping.find(({ id }) => id === condition.scope);
  const parts: Truth[] = [];
  if (condition.is !== undefined) parts.push(isValue(value, condition.is));
  if (condition.in !== undefined) parts.push(condition.in.some((one) => isValue(value, one)));
  if (condition.atLeast !== undefined) {
    const number = scopeNumber(value, question);
    parts.push(number === undefined ? undefined : number >= condition.atLeast);
  }
  return every(parts);
}

function every(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function not(part: Truth): Truth {
  return part === undefined ? undefined : !part;
}

/** The value itself, or among the chosen ones; several wanted ones must all be chosen. */
function isValue(value: ScopeValue, wanted: ScopeValue): boolean {
  if (Array.isArray(wanted)) return wanted.every((one) => isValue(value, one));
  return Array.isArray(value) ? value.some((one) => one === wanted) : value === wanted;
}

/** The number behind a scope value: itself, or that of the chosen option; undefined when there is none. */
export function scopeNumber(value: ScopeValue, question: ScopeQuestion | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return question?.options?.find((option) => option.value === value)?.number;
}
