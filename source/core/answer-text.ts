/** Answers typed as words: on the command line, in a file, at a prompt. */
import { isDay, isTimeZone } from './calendar.ts';
import type { AnswerValue } from './entry.ts';
import type { Control, Level, ScopeQuestion, ScopeValue } from './questionnaire.ts';

/** The details that unknown, N/A and inherited take beside the word (rules S-N1, S-I1). */
export interface AnswerDetails {
  /** Unknown: who would know. */
  ask?: string | undefined;
  reason?: string | undefined;
  text?: string | undefined;
  approver?: string | undefined;
  reviewOn?: string | undefined;
  report?: string | undefined;
  periodStart?: string | undefined;
  periodEnd?: string | undefined;
  reviewedBy?: string | undefined;
  reviewedOn?: string | undefined;
  dutiesAssigned?: boolean | undefined;
}

/** A fault in what was typed: one sentence that says what would be right. */
export interface Fault {
  fault: string;
}

/** Reason codes of a control that does not apply (rule S-N1). */
export const naReasons: { value: string; label: string }[] = [
  { value: 'not-in-scope', label: 'the system has no such part' },
  { value: 'not-performed', label: 'the company does not do this' },
  { value: 'other-control', label: 'another control covers it' },
];

/** The answer that a word and its details mean: 0–4, unknown (or ?), later, n/a, inherited, or clear. */
export function parseAnswer(
  word: string,
  control: Control,
  details: AnswerDetails = {},
): { answer: AnswerValue | null } | Fault {
  const typed = word.trim().toLowerCase();
  if (/^[0-4]$/.test(typed)) return { answer: { level: Number(typed) as Level } };
  switch (typed) {
    case 'unknown':
    case '?':
      return { answer: { level: 'unknown', ...(details.ask ? { ask: details.ask } : {}) } };
    case 'later':
      return { answer: { level: 'later' } };
    case 'clear':
      return { answer: null };
    case 'n/a':
    case 'na':
    case 'not-applicable':
      return notApplicable(details);
    case 'inherited':
      return inherited(control, details);
    default:
      return {
        fault: `"${word}" is no answer to ${control.id}: give 0, 1, 2, 3, 4, unknown, later, n/a, inherited or clear.`,
      };
  }
}

function notApplicable({ reason, text, approver, reviewOn }: AnswerDetails): { answer: AnswerValue } | Fault {
  if (!reason || !text || !approver || !reviewOn) {
    return {
      fault: `Not applicable needs a reason code (such as ${naReasons.map(({ value }) => value).join(', ')}), the reason in words, an approver and a review date.`,
    };
  }
  if (!isDay(reviewOn)) return { fault: `The review date "${reviewOn}" is no date: write it as YYYY-MM-DD.` };
  return { answer: { level: 'not-applicable', reason, text, approver, reviewOn } };
}

function inherited(control: Control, details: AnswerDetails): { answer: AnswerValue } | Fault {
  if (control.inheritable !== true)
    return { fault: `${control.id} is yours to run: no other organisation can carry it.` };
  const { report, periodStart, periodEnd, reviewedBy, reviewedOn, dutiesAssigned = false } = details;
  if (!report) return { answer: { level: 'inherited' } };
  if (!reviewedBy || !isDay(periodStart) || !isDay(periodEnd) || !isDay(reviewedOn)) {
    return { fault: 'An inherited control needs the report, its period, who read it and when; dates as YYYY-MM-DD.' };
  }
  return {
    answer: {
      level: 'inherited',
      report: { name: report, periodStart, periodEnd, reviewedBy, reviewedOn, dutiesAssigned },
    },
  };
}

/** The value that words mean for a scoping question; several values are separated by commas; `clear` takes the answer back. */
export function parseScope(question: ScopeQuestion, words: string): { value: ScopeValue | null } | Fault {
  const typed = words.trim();
  if (typed === 'clear') return { value: null };
  const fault = (expected: string): Fault => ({ fault: `"${words}" is no answer to ${question.id}: ${expected}.` });
  const list = typed
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const options = question.options?.map((option) => option.value) ?? [];
  switch (question.type) {
    case 'yes-no':
      if (/^(y|yes|true)$/i.test(typed)) return { value: true };
      return /^(n|no|false)$/i.test(typed) ? { value: false } : fault('yes or no');
    case 'choice':
      return options.includes(typed) ? { value: typed } : fault(`one of ${options.join(', ')}`);
    case 'choices': {
      if (typed === 'none') return { value: [] };
      return list.every((item) => options.includes(item))
        ? { value: list }
        : fault(`some of ${options.join(', ')}, or none`);
    }
    case 'number':
      return numberIn(question, typed) ?? fault(`a number${rangeOf(question)}`);
    case 'date':
      return isDay(typed) ? { value: typed } : fault('a date as YYYY-MM-DD');
    case 'list':
      return { value: typed === 'none' ? [] : list };
    default:
      if (question.id === 'time-zone' && !isTimeZone(typed)) return fault('a time zone such as Europe/Zurich');
      return typed === '' ? fault('some text') : { value: typed };
  }
}

function numberIn(question: ScopeQuestion, typed: string): { value: number } | undefined {
  const number = Number(typed);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = question;
  return typed !== '' && Number.isFinite(number) && number >= min && number <= max ? { value: number } : undefined;
}

function rangeOf({ min, max, unit }: ScopeQuestion): string {
  const range = min !== undefined && max !== undefined ? ` from ${min} to ${max}` : '';
  return `${unit ? ` of ${unit}` : ''}${range}`;
}
