/** The values that checks are judged against, from scoping (rule S-C5). */
import type { Assessment } from './assessment.ts';
import type { CheckSettings } from './check.ts';
import { scopeNumber } from './conditions.ts';
import { observationWindow } from './observation-window.ts';
import type { Questionnaire, ScopeQuestion, ScopeValue } from './questionnaire.ts';

/**
 * Settings for judging checks at `now`, a UTC instant (when the scan finished). A commitment is the scoped value, else
 * the check's own default; it is committed only where scoping holds the value, the question is one of commitment, and
 * somebody marked it as committed. A value of another kind than the check's default (text for a number) is not used.
 */
export function checkSettings(assessment: Assessment, questionnaire: Questionnaire, now: string): CheckSettings {
  const questions = new Map(questionnaire.scoping.map((question) => [question.id, question]));
  const regions = textList(assessment.scope.regions?.value);
  const window = observationWindow(assessment);
  return {
    commitment<T>(id: string, fallback: T): { value: T; committed: boolean } {
      const scoped = assessment.scope[id];
      const question = questions.get(id);
      const value = scoped === undefined ? undefined : as(fallback, scoped.value, question);
      if (scoped === undefined || value === undefined) return { value: fallback, committed: false };
      return { value, committed: scoped.committed && question?.commitment === true };
    },
    ...(regions.length > 0 ? { regions } : {}),
    ...(window === undefined ? {} : { window: { from: window.from, to: window.to } }),
    now,
  };
}

/** The scoped value where it is of the fallback's kind, else undefined. */
function as<T>(fallback: T, value: ScopeValue, question: ScopeQuestion | undefined): T | undefined {
  if (typeof fallback === 'number') return scopeNumber(value, question) as T | undefined;
  if (Array.isArray(fallback))
    return Array.isArray(value) || typeof value === 'string' ? (textList(value) as T) : undefined;
  return typeof value === typeof fallback || fallback === undefined || fallback === null ? (value as T) : undefined;
}

/** A list of texts, trimmed, without empty ones; a single text is a list of one. */
function textList(value: ScopeValue | undefined): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return list.map((text) => text.trim()).filter((text) => text !== '');
}
