/** A person's answer and evidence as the model takes them (rules S-E2, S-N1, S-I1). */
import type { Assessment, ControlRecord } from './assessment.ts';
import { bridgedUntil } from './bridge.ts';
import { addMonths, isDay } from './calendar.ts';
import type { Day, Evidence, VendorReport } from './entry.ts';
import { earlier, elapsed, observationWindow, type Span, within } from './observation-window.ts';
import { constantsOf } from './overrides.ts';
import { ownValue } from './own-record.ts';
import type { Control, ControlId } from './questionnaire.ts';
import { presentPeople } from './roles.ts';
import { step } from './score-trace.ts';
import type { ControlInput, TraceStep } from './score-types.ts';
import { disagreement, type GivenAnswer, levelName } from './workshop-fold.ts';

/** Days in which evidence must be dated: the months before today, or the open window where it reaches further back. */
export function lookBack(assessment: Assessment, today: Day): Span {
  const window = elapsed(observationWindow(assessment), today);
  const from = addMonths(today, -constantsOf(assessment)['look-back-months']);
  return { from: window === undefined ? from : earlier(from, window.from), to: today };
}

/** Whether a second name must have seen evidence of E2 and above: two people or more are in the workspace today. */
export function needsSecondName(assessment: Assessment, today: Day): boolean {
  return presentPeople(assessment, today).length >= 2;
}

/**
 * Rule S-E2: the tier that one piece of evidence effectively has, and, where that is less than it says, why.
 * `by` is who recorded it: the second name must be another.
 */
export function effectiveEvidence(
  evidence: Evidence & { by: string },
  span: Span,
  secondName: boolean,
): { tier: ControlInput['tier']; because?: string } {
  const { tier, where, sha256, date, expires, seenBy = '', by } = evidence;
  if (where.trim() === '' && !sha256) return tier === 0 ? { tier } : { tier: 0, because: 'it has no reference' };
  if (tier < 2) return { tier };
  const as = (because: string) => ({ tier: 1 as const, because });
  if (!within(date, span)) return as('its date is not inside the look-back');
  if (expires !== undefined && !(isDay(expires) && expires >= span.to)) return as('it has expired');
  if (secondName && (nameKey(seenBy) === '' || nameKey(seenBy) === nameKey(by)))
    return as('no second name has seen it');
  return { tier };
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** What one part of an input is, and what had to be said about it. */
export interface Judged<T> {
  value: T;
  notes: TraceStep[];
}

/** The highest effective tier over a control's evidence, E0 without any; a note where a piece would otherwise give more. */
export function effectiveEvidenceTier(
  record: ControlRecord | undefined,
  assessment: Assessment,
  today: Day,
): Judged<ControlInput['tier']> {
  if (record === undefined || record.evidence.length === 0) return { value: 0, notes: [] };
  const span = lookBack(assessment, today);
  const second = needsSecondName(assessment, today);
  const pieces = record.evidence.map((e) => ({
    stated: e.tier,
    what: e.what,
    ...effectiveEvidence(e, span, second),
  }));
  const value = Math.max(0, ...pieces.map(({ tier }) => tier)) as ControlInput['tier'];
  const notes = pieces
    .filter(({ stated, because }) => because !== undefined && stated > value)
    .map(({ stated, tier, what, because }) => step('S-E2', `"${what}" counts as E${tier}, not E${stated}: ${because}`));
  return { value, notes };
}

/** The answer: N/A only with all that S-N1 asks for and until its review date, else as if nobody had answered. */
export function answerInput(record: ControlRecord | undefined, today: Day): Judged<ControlInput['answer']> {
  const answer = record?.answer;
  if (answer === undefined) return { value: null, notes: [] };
  const notes = severalPeople(record);
  if (answer.toConfirm !== undefined) {
    const since = `the round begun on ${answer.toConfirm}`;
    const said = `${answer.by} said ${levelName(answer.level)} before ${since}: to be confirmed, and not known until then`;
    return { value: null, notes: [...notes, step('S-P2', said)] };
  }
  const { value, notes: own } = standingAnswer(answer, today);
  return { value, notes: [...notes, ...own] };
}

/**
 * Rule S-J1: an assessor's judgement stands in place of the answers; evidence and live checks bound it as any answer. `lifts`: it says
 * more than they did. One
 * from before a new round does not count until it is given again.
 */
export function judgedAnswer(
  control: ControlId,
  said: Judged<ControlInput['answer']>,
  { overrides }: Assessment,
): Judged<ControlInput['answer']> & { lifts?: boolean } {
  const judged = ownValue(overrides.judgements, control);
  if (judged === undefined) return said;
  const { value, by, reason, toConfirm } = judged;
  if (toConfirm !== undefined)
    return {
      ...said,
      notes: [...said.notes, step('S-P2', `${by} judged it L${value} before ${toConfirm}: to be confirmed`)],
    };
  const instead = typeof said.value === 'number' ? `L${said.value}` : otherAnswer[said.value ?? ''];
  const lifts = typeof said.value !== 'number' || said.value < value;
  return {
    value,
    lifts,
    notes: [...said.notes, step('S-J1', `judged L${value} by ${by}, instead of ${instead}: ${reason}`)],
  };
}

const otherAnswer: Readonly<Record<string, string>> = {
  '': 'no answer',
  '?': "don't know",
  NA: 'not applicable',
  inherited: 'inherited',
};

/** Rule S-P1: what several people said, and which of it counts. */
function severalPeople(record: ControlRecord | undefined): TraceStep[] {
  const said = disagreement(record);
  if (said !== undefined) return [step('S-P1', `${said}: the lowest counts until it is settled`)];
  const before = record?.settled === undefined ? undefined : disagreement({ ...record, answers: record.settled.said });
  return before === undefined ? [] : [step('S-P1', `${before}; settled by ${record?.settled?.by}`)];
}

function standingAnswer(answer: GivenAnswer, today: Day): Judged<ControlInput['answer']> {
  switch (answer.level) {
    case 'later':
      return { value: null, notes: [] };
    case 'unknown':
      return { value: '?', notes: [] };
    case 'not-applicable': {
      const complete = [answer.reason, answer.text, answer.approver].every((text) => text.trim() !== '');
      if (!complete || !isDay(answer.reviewOn))
        return unsupported('it needs a reason code, the reason in words, an approver and a review date');
      return answer.reviewOn < today
        ? unsupported(`its review date ${answer.reviewOn} has passed`)
        : { value: 'NA', notes: [] };
    }
    default:
      return { value: answer.level, notes: [] };
  }
}

function unsupported(because: string): Judged<null> {
  return { value: null, notes: [step('S-N1', `not applicable counts as unanswered: ${because}`)] };
}

/** Rule S-I1: whether a reviewed report stands for an inherited control; false for every other answer. */
export function vendorReportOk(
  control: Control,
  record: ControlRecord | undefined,
  assessment: Assessment,
  today: Day,
): Judged<boolean> {
  const answer = record?.answer;
  if (answer?.level !== 'inherited') return { value: false, notes: [] };
  const { report } = answer;
  const span = elapsed(observationWindow(assessment), today) ?? { from: today, to: today };
  const missing = (because: string) => ({ value: false, notes: [step('S-I1', because)] });
  if (control.inheritable !== true) return missing('this control is yours to run: no other organisation can carry it');
  if (report === undefined) return missing('no report is named');
  if (report.reviewedBy.trim() === '' || !isDay(report.reviewedOn) || report.reviewedOn > today)
    return missing(`nobody has reviewed ${report.name} yet`);
  if (!report.dutiesAssigned) return missing(`your own duties from ${report.name} are not assigned`);
  if (!covers(report, span))
    return missing(
      `${report.name} covers ${report.periodStart} to ${report.periodEnd}, not ${span.from} to ${span.to}`,
    );
  return { value: true, notes: [] };
}

/**
 * Whether a report covers a span: begun by its first day, and ended no earlier before its last day than a bridge letter
 * can stand for. A report is out only after its period, so without the bridge none would ever cover today.
 */
export function covers(report: VendorReport, span: Span): boolean {
  const { periodStart, periodEnd } = report;
  if (!isDay(periodStart) || !isDay(periodEnd) || periodEnd < periodStart) return false;
  return periodStart <= span.from && bridgedUntil(periodEnd) >= span.to;
}
