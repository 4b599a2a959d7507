/** The entry of an approved exception (rule S-X1): what it must say, and what it covers. The same on every front. */
import { failingOf } from './approved-exceptions.ts';
import type { Assessment } from './assessment.ts';
import { addDays, isDay } from './calendar.ts';
import type { Decisions } from './decision.ts';
import type { Depth } from './depth.ts';
import type { Day, EntryBody } from './entry.ts';
import { scoreInputs } from './inputs.ts';
import type { ControlId, Questionnaire } from './questionnaire.ts';
import { isFailing } from './score-checks.ts';

/** An exception is looked at again at least once a year. */
const longestDays = 366;

/** What somebody approved. */
export interface Approval {
  control: ControlId;
  text: string;
  approver: string;
  approvedOn: Day;
  expires: Day;
  /** The failing checks it covers; absent: all that count for the control. */
  checks?: readonly string[];
}

/** What is known when it is approved. */
export interface ApprovalContext {
  questionnaire: Questionnaire;
  assessment: Assessment;
  decisions: Decisions;
  today: Day;
  depth: Depth;
}

/** The entry, or what is wrong, one sentence. What is approved is what is known today: the failing checks, and how many resources fail in each. */
export function newException(approval: Approval, known: ApprovalContext): { body: EntryBody } | { fault: string } {
  const { control, text, approver, approvedOn, expires, checks: named } = approval;
  const { questionnaire, assessment, decisions, today, depth } = known;
  if (approver === '') return { fault: 'An exception needs an approver: who approved it.' };
  if (text === '') return { fault: 'An exception needs a reason: why it may stay so, and what is done instead.' };
  for (const day of [approvedOn, expires])
    if (!isDay(day)) return { fault: `"${day}" is no day of the form YYYY-MM-DD.` };
  if (approvedOn > today) return { fault: `It cannot have been approved on ${approvedOn}, which is yet to come.` };
  if (expires < today) return { fault: `It would have expired on ${expires} already.` };
  if (expires > addDays(approvedOn, longestDays))
    return { fault: 'An exception holds for a year at most; then it is looked at again.' };
  if (!decisions.gaps.some((gap) => gap.control === control))
    return { fault: `${control} is no gap: there is nothing to approve.` };
  const { inputs } = scoreInputs({ questionnaire, assessment, results: decisions.results, today, depth });
  const failing = (inputs.find((input) => input.id === control)?.checks ?? []).filter(isFailing);
  for (const check of named ?? [])
    if (!failing.some((one) => one.id === check))
      return { fault: `${check} is no failing check that counts for ${control}.` };
  const most = new Map<string, number>();
  for (const check of failing)
    if (check.id !== undefined && (named === undefined || named.includes(check.id)))
      most.set(check.id, Math.max(most.get(check.id) ?? 0, failingOf(check)));
  const checks = [...most].map(([check, count]) => ({ check, failing: count }));
  return { body: { type: 'approved-exception', control, exception: { text, approver, approvedOn, expires, checks } } };
}
