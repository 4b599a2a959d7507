/**
 * How often a rhythm occurs inside a window and how many of its runs an auditor usually looks at. Occurrences are
 * arithmetic. Sample sizes are the practice of audit firms, which differ; no standard sets them, so each is a range.
 */
import { expectedRuns, nextRuns } from './cadence.ts';
import { addDays, daysBetween, weekday } from './calendar.ts';
import type { Span } from './observation-window.ts';
import type { Cadence } from './questionnaire.ts';

/** A lowest and a highest number. */
export interface Range {
  from: number;
  to: number;
}

/** A rhythm, or one of the two ways to have none. */
export type CadenceName = NonNullable<Cadence['every']> | 'event' | 'continuous';

/** One row of the table. */
export interface SamplingRow {
  cadence: CadenceName;
  /** In words, as people say it. */
  label: string;
  /** Usual sample of one control; absent for events, whose sample hangs on the population. */
  sample?: Range;
  /** What to watch for inside a window. */
  warning: string;
}

/** The table, all of it. The order is that of the output. */
export const samplingTable: readonly SamplingRow[] = [
  {
    cadence: 'continuous',
    label: 'continuous',
    sample: { from: 1, to: 1 },
    warning: 'a setting shown today says nothing of last month unless its change history exists',
  },
  {
    cadence: 'day',
    label: 'daily',
    sample: { from: 15, to: 40 },
    warning: 'weekends count unless the control says business day; public holidays are not taken off here',
  },
  {
    cadence: 'week',
    label: 'weekly',
    sample: { from: 5, to: 10 },
    warning: 'one person on holiday leaves a hole',
  },
  {
    cadence: 'month',
    label: 'monthly',
    sample: { from: 2, to: 5 },
    warning: 'late is not missing, but it is noted',
  },
  {
    cadence: 'quarter',
    label: 'quarterly',
    sample: { from: 2, to: 2 },
    warning: 'each run has to fall inside the window; a missing quarter is a hole',
  },
  {
    cadence: 'half-year',
    label: 'twice a year',
    sample: { from: 1, to: 1 },
    warning: 'put its date inside the window',
  },
  {
    cadence: 'year',
    label: 'yearly',
    sample: { from: 1, to: 1 },
    warning: 'a run outside a short window cannot be tested: move the window, run it again, or disclose',
  },
  {
    cadence: 'event',
    label: 'at events',
    warning: 'the list of events must be complete; none at all is recorded as an empty query, which is not a pass',
  },
];

/** Sample of a population: the first row whose `upTo` holds it. `undefined` sample: every item. Firms that take a tenth reach 25 of 250. */
const eventSamples: readonly { upTo: number; sample?: Range }[] = [
  { upTo: 10 },
  { upTo: 50, sample: { from: 8, to: 25 } },
  { upTo: 250, sample: { from: 15, to: 25 } },
  { upTo: Number.POSITIVE_INFINITY, sample: { from: 25, to: 60 } },
];

/** The usual sample of so many items; never more than there are. */
export function eventSample(population: number): Range {
  const sample = eventSamples.find(({ upTo }) => population <= upTo)?.sample ?? { from: population, to: population };
  return { from: Math.min(sample.from, population), to: Math.min(sample.to, population) };
}

/**
 * Runs of a rhythm inside a window: at least the whole periods that fit, at most one for each period that begins. Daily:
 * at least the weekdays. Continuous: one, the whole window. An event has no such range: undefined.
 */
export function occurrences(cadence: CadenceName, { from, to }: Span): Range | undefined {
  if (cadence === 'event') return undefined;
  if (cadence === 'continuous') return { from: 1, to: 1 };
  const highest = nextRuns({ every: cadence }, from, to, from).length;
  if (cadence === 'day') return { from: weekdays({ from, to }), to: highest };
  return { from: expectedRuns({ every: cadence }, from, to) ?? 0, to: highest };
}

/** Mondays to Fridays of a span. */
function weekdays({ from, to }: Span): number {
  const days = Math.max(0, daysBetween(from, to) + 1);
  const rest = Array.from({ length: days % 7 }, (_, n) => weekday(addDays(from, n))).filter((day) => day < 6);
  return Math.floor(days / 7) * 5 + rest.length;
}

/** The usual sample of one control of a rhythm with so many occurrences; undefined for events. */
export function sampleOf(cadence: CadenceName, occurring: Range | undefined): Range | undefined {
  const sample = samplingTable.find((row) => row.cadence === cadence)?.sample;
  if (sample === undefined || occurring === undefined) return undefined;
  return { from: Math.min(sample.from, occurring.from), to: Math.min(sample.to, occurring.to) };
}

/** The rows of the table that a control has a part in: its rhythm, its events, and its being a setting. */
export function cadenceNames({ every, onEvent, continuous }: Cadence): CadenceName[] {
  return [
    ...(continuous === true ? ['continuous' as const] : []),
    ...(every === undefined ? [] : [every]),
    ...((onEvent ?? []).length > 0 ? ['event' as const] : []),
  ];
}
