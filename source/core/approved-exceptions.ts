/**
 * Approved exceptions (rule S-X1): a known gap or failure that somebody approved until a day. A failing check that one
 * covers bounds the figure all the same, but is a condition and no blocker; nothing else is lifted, and after its last day
 * everything is as without it.
 */
import type { Assessment } from './assessment.ts';
import { longDay } from './calendar.ts';
import type { Gap } from './decision.ts';
import type { Day } from './entry.ts';
import { needsSecondName } from './input-answer.ts';
import type { ApprovedException } from './override-entry.ts';
import { ownValue } from './own-record.ts';
import { listed } from './phrases.ts';
import { acceptanceEnded } from './plan-draft.ts';
import type { ControlId } from './questionnaire.ts';
import { isFailing } from './score-checks.ts';
import { step } from './score-trace.ts';
import type { CheckInput, TraceStep } from './score-types.ts';

/** An exception as it stands on a day. */
export interface ExceptionView extends ApprovedException {
  control: ControlId;
  /** Who recorded it, and in which entry. */
  by: string;
  entry: string;
  state: 'in force' | 'expired' | 'not counting';
  /** Why it does not count, or since when it does not. */
  because?: string;
}

/** Every exception with its state, by control id. */
export function exceptionViews(assessment: Assessment, today: Day): ExceptionView[] {
  return Object.keys(assessment.exceptions)
    .sort()
    .flatMap((control) => exceptionOf(control, assessment, today) ?? []);
}

/** The exception of a control; undefined where there is none. */
export function exceptionOf(control: ControlId, assessment: Assessment, today: Day): ExceptionView | undefined {
  const known = ownValue(assessment.exceptions, control);
  if (known === undefined) return undefined;
  const { at: _, ...exception } = known;
  const view = (state: ExceptionView['state'], because?: string): ExceptionView => ({
    ...exception,
    control,
    state,
    ...(because === undefined ? {} : { because }),
  });
  const { approver, text, approvedOn, expires, by } = exception;
  if (approver.trim() === '' || text.trim() === '') return view('not counting', 'it needs an approver and a reason');
  if (expires < today) return view('expired', `it expired on ${longDay(expires)}`);
  if (approvedOn > today) return view('not counting', `it is approved as of ${longDay(approvedOn)} only`);
  if (needsSecondName(assessment, today) && approver.trim().toLowerCase() === by.trim().toLowerCase())
    return view('not counting', `${by} recorded it and approved it: a second person has to approve`);
  return view('in force');
}

/** The checks behind a control, those marked that its exception covers. */
export function exceptedChecks(checks: CheckInput[], exception: ExceptionView | undefined): CheckInput[] {
  if (exception?.state !== 'in force') return checks;
  const most = new Map(exception.checks.map(({ check, failing }) => [check, failing]));
  return checks.map((check) => {
    const failing = most.get(check.id ?? '');
    const covered = isFailing(check) && failing !== undefined && failingOf(check) <= failing;
    return covered ? { ...check, excepted: true } : check;
  });
}

/** How many resources fail, as an exception counts them. */
export function failingOf({ total, passed }: Pick<CheckInput, 'total' | 'passed'>): number {
  return Math.max(1, total - passed);
}

/** What the trace says of a control's exception: what it does, or why it does nothing. */
export function exceptionNotes(checks: readonly CheckInput[], exception: ExceptionView | undefined): TraceStep[] {
  if (exception === undefined) return [];
  const open = checks.filter((check) => isFailing(check) && check.excepted !== true);
  const covered = checks.filter(({ excepted }) => excepted).map(({ id }) => id ?? 'a live check');
  const more = exception.checks.flatMap(({ check: name, failing }) => {
    const now = open.find(({ id }) => id === name);
    return now !== undefined && exception.state === 'in force'
      ? [`${failingOf(now)} fail in ${name} and ${failing} were approved, so it is not covered`]
      : [];
  });
  const effect =
    covered.length > 0
      ? `${listed(covered)} ${covered.length === 1 ? 'does' : 'do'} not block until then; no figure is lifted`
      : 'it lifts nothing';
  const text =
    exception.state === 'in force'
      ? [`${exceptionText(exception)}: ${effect}`, ...more].join('; ')
      : `${exceptionText(exception)}: ${exception.because}`;
  return [step('S-X1', text)];
}

/** `approved exception of Cara until 1 June 2027 (a gateway stands before it)`. */
export function exceptionText({ approver, expires, text }: ExceptionView): string {
  return `approved exception of ${approver} until ${longDay(expires)} (${text})`;
}

/** The gap rows with what was approved of them; the reason says so wherever it is shown. */
export function withExceptions(gaps: readonly Gap[], assessment: Assessment, today: Day): Gap[] {
  if (Object.keys(assessment.exceptions).length === 0) return [...gaps];
  return gaps.map((gap) => {
    const exception = exceptionOf(gap.control, assessment, today);
    if (exception === undefined) return gap;
    const said = exceptionText(exception);
    const more = exception.state === 'in force' ? '' : `, which does not count: ${exception.because}`;
    return { ...gap, exception, reason: `${gap.reason} ${said.charAt(0).toUpperCase()}${said.slice(1)}${more}.` };
  });
}

/** The assessment as the plan takes it: what an exception in force covers is accepted, unless people say otherwise of it. */
export function acceptedByException(assessment: Assessment, gaps: readonly Gap[], today: Day): Assessment {
  const accepted = gaps.flatMap(({ control, exception }) => {
    const said = ownValue(assessment.plan, `plan:${control}`);
    const isOpen = said === undefined || said.state === 'open' || acceptanceEnded(said, today);
    if (exception?.state !== 'in force' || !isOpen) return [];
    const cost = said?.cost === undefined ? {} : { cost: said.cost };
    const { by, entry, approvedOn, expires, approver, text } = exception;
    const reason = `${text} (${approver})`;
    const plan = { state: 'accepted' as const, on: approvedOn, until: expires, reason, approver };
    return [[`plan:${control}`, { ...plan, ...cost, by, at: '', entry }] as const];
  });
  if (accepted.length === 0) return assessment;
  return { ...assessment, plan: { ...assessment.plan, ...Object.fromEntries(accepted) } };
}
