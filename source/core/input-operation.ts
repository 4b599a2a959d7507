/** Records of operation as the model takes them: runs, populations, days in place, the calendar (rules S-O2 to S-O5, S-V2). */
import type { Assessment, ControlRecord } from './assessment.ts';
import { expectedRuns } from './cadence.ts';
import { addMonths, dayIn, daysBetween } from './calendar.ts';
import { longestWindowMonths } from './constants.ts';
import type { Day } from './entry.ts';
import type { CheckResult } from './finding.ts';
import { daysShownInPlace } from './input-checks.ts';
import type { Constants } from './model-constants.ts';
import {
  earlier,
  elapsed,
  later,
  type ObservationWindow,
  observationWindow,
  type Span,
  within,
} from './observation-window.ts';
import { constantsOf } from './overrides.ts';
import type { Control } from './questionnaire.ts';
import { hasLeft } from './roles.ts';
import { deviationCount, systematic } from './score-operation.ts';
import type { ControlInput } from './score-types.ts';

/** The part of a control's input that tells how it operated. */
export type OperationInput = Pick<
  ControlInput,
  | 'expected'
  | 'evidenced'
  | 'population'
  | 'deviations'
  | 'deviationsBeside'
  | 'unshown'
  | 'missed'
  | 'zeroPopulation'
  | 'daysInPlace'
  | 'windowDays'
  | 'recurring'
  | 'scheduled'
>;

/** Everything that depends on the window. Outside an open window there are no records: only the calendar is filled. */
export function operationInput(
  control: Control,
  record: ControlRecord | undefined,
  assessment: Assessment,
  results: ReadonlyMap<string, readonly CheckResult[]>,
  today: Day,
): OperationInput {
  const window = observationWindow(assessment);
  const span = elapsed(window, today);
  const input: OperationInput = {
    ...{ expected: null, evidenced: 0, population: null, deviations: 0, zeroPopulation: false },
    ...{ daysInPlace: 0, windowDays: 0 },
    recurring: control.cadence.every !== undefined,
    scheduled: isScheduled(record, assessment, window, today),
  };
  if (span === undefined) return input;
  const { periodic, perEvent } = operationHalves(control, record, assessment, today);
  const constants = constantsOf(assessment);
  // A control that runs both on the calendar and at events is taken at its worse half: neither may hide the other.
  const halves = [periodic, perEvent].filter((half) => half !== undefined).map((half) => ({ ...input, ...half }));
  const [worse, better] = halves.sort((a, b) => rank(a, constants) - rank(b, constants));
  // Taken at the worse half for its figure; what deviated in the other is disclosed all the same.
  const beside = better === undefined ? 0 : deviationCount(better);
  // Of a list of what there is nothing was to be tested: the setting itself is.
  const onlyZero = worse?.zeroPopulation === true && record?.population?.on !== undefined;
  if (worse !== undefined && !onlyZero) return beside === 0 ? worse : { ...worse, deviationsBeside: beside };
  if (control.cadence.continuous !== true) return worse ?? input;
  const days = daysShownInPlace(control, results, span, assessment.timeZone);
  return days === null
    ? (worse ?? input)
    : { ...input, daysInPlace: days, windowDays: daysBetween(span.from, span.to) + 1 };
}

/** What an open window shows of a control so far: its runs on the calendar, and its list of events or of what there is. */
export interface OperationHalves {
  periodic?: Pick<OperationInput, 'expected' | 'evidenced' | 'deviations' | 'missed'> | undefined;
  perEvent?: Pick<OperationInput, 'population' | 'deviations' | 'unshown' | 'zeroPopulation'> | undefined;
}

/** Both halves, where the control has them; none while no window is open. */
export function operationHalves(
  control: Control,
  record: ControlRecord | undefined,
  assessment: Assessment,
  today: Day,
): OperationHalves {
  const window = observationWindow(assessment);
  const span = elapsed(window, today);
  if (span === undefined) return {};
  return {
    periodic: periodicInput(control, record, span, window !== undefined && today > window.to),
    perEvent: perEventInput(control, record, span, assessment.timeZone),
  };
}

/** Runs on the calendar; undefined for a control without a rhythm. `over`: the window has ended, nothing runs late any more. */
function periodicInput(control: Control, record: ControlRecord | undefined, span: Span, over: boolean) {
  const expected = expectedRuns(control.cadence, span.from, span.to);
  if (expected === null) return undefined;
  const runs = (record?.runs ?? []).filter((run) => within(run.on, span));
  const deviations = runs.filter((run) => run.deviation !== undefined).length;
  const evidenced = creditedRuns(
    runs.map((run) => run.on),
    (day) => expectedRuns(control.cadence, span.from, day) ?? 0,
  );
  // Late is not missing: the last run due may still come, until the window ends.
  const missed = Math.max(0, expected - evidenced - (over ? 0 : 1));
  return { expected, evidenced, deviations, missed };
}

/**
 * How many runs count: one a day at most, and no more than one ahead of what was due by then, so that a year of monthly
 * reviews cannot be held in one afternoon.
 */
function creditedRuns(days: readonly Day[], dueBy: (day: Day) => number): number {
  let credited = 0;
  for (const day of [...new Set(days)].sort()) if (credited <= dueBy(day)) credited += 1;
  return credited;
}

/**
 * The population of a control that runs at events, or the latest list of what there is that was made inside the window;
 * undefined when there is neither. Of the latter what is wrong counts as of items (rules S-O4, S-O5), and that somebody
 * looked counts as a run (population-fold.ts).
 */
function perEventInput(control: Control, record: ControlRecord | undefined, span: Span, timeZone: string) {
  const population = record?.population;
  if (population === undefined) return undefined;
  const standing = population.on !== undefined;
  if (!standing && (control.cadence.onEvent ?? []).length === 0) return undefined;
  // A list of what happened before the window says nothing about it, whenever it was imported.
  const recorded = dayIn(population.at, timeZone);
  if ((population.on ?? earlier(population.to ?? recorded, recorded)) < span.from) return undefined;
  const { size, deviations, unknown = 0 } = population;
  const unshown = unknown > 0 ? { unshown: unknown } : {};
  return { population: size, deviations, ...unshown, zeroPopulation: size === 0 };
}

/** Lower is worse: systematic first, then by the share that went right; a half with nothing to test comes last. */
function rank(input: OperationInput, constants: Constants): number {
  const { population, expected, evidenced, deviations, unshown = 0 } = input;
  const due = population ?? expected ?? 0;
  if (due === 0) return 2;
  return (
    (population === null ? (evidenced - deviations) / due : 1 - (deviations + unshown) / due) -
    (systematic(input, constants) ? 2 : 0)
  );
}

/**
 * Rule S-V2: it has an owner who is still there, and it ran inside the window or its next date lies inside. While no
 * window is chosen, a date within the longest one will do.
 */
export function isScheduled(
  record: ControlRecord | undefined,
  assessment: Assessment,
  window: ObservationWindow | undefined,
  today: Day,
): boolean {
  const owner = record?.owner?.trim();
  if (!owner) return false;
  if (hasLeft(owner, assessment, today)) return false;
  const span = window ?? { from: today, to: addMonths(today, longestWindowMonths) };
  const ahead = { from: later(span.from, today), to: span.to };
  return within(record?.next, ahead) || (record?.runs ?? []).some((run) => within(run.on, span));
}
