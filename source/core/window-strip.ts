/** A window as a strip of days: what falls due in each rhythm, what is on record, the earliest start, AWS's reports. */
import type { Assessment, ControlRecord } from './assessment.ts';
import type { AwsSocReport } from './aws-soc-reports.ts';
import { nextRuns } from './cadence.ts';
import { daysBetween } from './calendar.ts';
import type { Decisions } from './decision.ts';
import type { Day } from './entry.ts';
import type { FirstRun } from './first-runs.ts';
import { earlier, later, type Span, within } from './observation-window.ts';
import type { Control, ControlId } from './questionnaire.ts';
import { type CadenceName, samplingTable } from './sampling.ts';
import type { WindowCandidate, WindowPlan } from './window-plan.ts';

/** Controls that have something on one day. */
export interface StripMark {
  day: Day;
  controls: ControlId[];
}

/** One rhythm on the strip. */
export interface StripRow {
  cadence: CadenceName;
  label: string;
  /** Days on which runs fall due, in order; none for settings and events, which have no days. */
  due: StripMark[];
  /** Controls of this rhythm, and those among them of which no run falls inside. */
  controls: number;
  without: ControlId[];
}

/** A candidate as a strip. */
export interface WindowStrip extends Span {
  months: number;
  verdict: WindowCandidate['verdict'];
  /** Earliest clean start, where it is known; it may lie before, inside or after the window. */
  earliestStart?: Day;
  /** Today, where it lies inside. */
  today?: Day;
  rows: StripRow[];
  /** Runs, and evidence of tier E2 or better, dated inside it; `deviations`: runs that went wrong. */
  evidence: (StripMark & { deviations: ControlId[] })[];
  /** AWS's reports as far as they cover it, clipped to it. */
  aws: (Pick<AwsSocReport, 'name' | 'state' | 'expectedOn'> & Span)[];
  /** What none of them covers. */
  awsGap?: Span & { letterIsEnough: boolean };
}

/** The strips of all candidates of a plan, in their order. */
export function windowStrips(
  plan: WindowPlan,
  decisions: Pick<Decisions, 'controls'>,
  assessment: Assessment,
  today: Day,
): WindowStrip[] {
  return plan.candidates.map((candidate) => {
    const { from, to, months, verdict, firstRuns, aws } = candidate;
    const span = { from, to };
    const strip: WindowStrip = {
      ...{ from, to, months, verdict },
      rows: rowsOf(decisions.controls, firstRuns, span),
      evidence: evidenceOf(decisions.controls, assessment, span),
      aws: aws.reports.map((report) => ({
        ...{ name: report.name, state: report.state, expectedOn: report.expectedOn },
        ...{ from: later(report.from, from), to: earlier(report.to, to) },
      })),
    };
    if (plan.cleanStart !== undefined) strip.earliestStart = plan.cleanStart.day;
    if (within(today, span)) strip.today = today;
    if (aws.gap !== undefined) {
      const { from: gapFrom, to: gapTo, letterIsEnough } = aws.gap;
      strip.awsGap = { from: gapFrom, to: gapTo, letterIsEnough };
    }
    return strip;
  });
}

/** The column, from 0, of a day on a strip of so many columns; undefined outside the strip. */
export function columnOf(day: Day, { from, to }: Span, columns: number): number | undefined {
  if (day < from || day > to || columns < 1) return undefined;
  return Math.min(columns - 1, Math.floor((daysBetween(from, day) * columns) / (daysBetween(from, to) + 1)));
}

function rowsOf(controls: readonly Control[], firstRuns: readonly FirstRun[], span: Span): StripRow[] {
  const firstOf = new Map(firstRuns.map((run) => [run.control, run.due]));
  return samplingTable.flatMap(({ cadence, label }): StripRow[] => {
    const theirs = controls.filter((control) => has(control, cadence));
    if (theirs.length === 0) return [];
    if (cadence === 'event' || cadence === 'continuous')
      return [{ cadence, label, due: [], controls: theirs.length, without: [] }];
    const due = new Map<Day, ControlId[]>();
    for (const { id } of theirs) {
      const first = firstOf.get(id);
      // From its first run on the rhythm goes on by the calendar.
      const days = first === undefined ? [] : nextRuns({ every: cadence }, first, span.to, first);
      for (const day of days) due.set(day, [...(due.get(day) ?? []), id]);
    }
    const without = theirs.flatMap(({ id }) => (firstOf.get(id) === undefined ? [id] : []));
    return [{ cadence, label, due: inOrder(due), controls: theirs.length, without }];
  });
}

function has({ cadence: { every, onEvent, continuous } }: Control, cadence: CadenceName): boolean {
  if (cadence === 'event') return (onEvent ?? []).length > 0;
  return cadence === 'continuous' ? continuous === true : every === cadence;
}

function inOrder(marks: ReadonlyMap<Day, ControlId[]>): StripMark[] {
  return [...marks].map(([day, controls]) => ({ day, controls })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

function evidenceOf(controls: readonly Control[], assessment: Assessment, span: Span): WindowStrip['evidence'] {
  const days = new Map<Day, ControlId[]>();
  const wrong = new Map<Day, ControlId[]>();
  const put = (marks: Map<Day, ControlId[]>, day: Day, id: ControlId) => {
    const known = marks.get(day) ?? [];
    if (within(day, span) && !known.includes(id)) marks.set(day, [...known, id]);
  };
  for (const { id } of controls) {
    const record: ControlRecord | undefined = assessment.controls[id];
    for (const { on, deviation } of record?.runs ?? []) {
      put(days, on, id);
      if (deviation !== undefined) put(wrong, on, id);
    }
    for (const { date, tier } of record?.evidence ?? []) if (tier >= 2) put(days, date, id);
  }
  return inOrder(days).map((mark) => ({ ...mark, deviations: wrong.get(mark.day) ?? [] }));
}
