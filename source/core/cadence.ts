/** How often a control runs: how many runs a stretch of time calls for, on which days, and how to say it. */
import { addDays, addMonths, daysBetween, monthsBetween } from './calendar.ts';
import type { Day } from './entry.ts';
import type { Cadence } from './questionnaire.ts';

/** Length of each rhythm, in days or in calendar months. */
const lengths: Record<NonNullable<Cadence['every']>, { days: number } | { months: number }> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  'half-year': { months: 6 },
  year: { months: 12 },
};

const adverbs: Record<NonNullable<Cadence['every']>, string> = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  'half-year': 'twice a year',
  year: 'yearly',
};

/**
 * Runs that fall due inside [from, to], both days included: the whole periods that fit, counted from the first day by
 * the calendar (months, not 30 days). A three-month window calls for three monthly runs, one quarterly and no yearly,
 * whatever day it starts on; a period that is still running calls for nothing yet (rules S-O2, S-O3).
 * Null: not periodic (per event or continuous only). 0 when `to` is before `from`.
 */
export function expectedRuns(cadence: Cadence, from: Day, to: Day): number | null {
  if (cadence.every === undefined) return null;
  const days = daysBetween(from, to) + 1;
  if (days < 1) return 0;
  const length = lengths[cadence.every];
  if ('days' in length) return Math.floor(days / length.days);
  return Math.floor(monthsBetween(from, addDays(to, 1)) / length.months);
}

/**
 * The days inside [from, to] on which the runs fall due, in order; none when the cadence is not periodic.
 * Without an anchor a run is due on the last day of each period counted from `from`: exactly {@link expectedRuns} days.
 * With an anchor (a scheduled date, or a past run) the days repeat from it by the calendar, itself included where it
 * lies inside.
 */
export function nextRuns(cadence: Cadence, from: Day, to: Day, anchor?: Day): Day[] {
  return [...runDays(cadence, from, to, anchor)];
}

/** The first of {@link nextRuns}, without working out the others; undefined when there is none. */
export function nextRun(cadence: Cadence, from: Day, to: Day, anchor?: Day): Day | undefined {
  for (const day of runDays(cadence, from, to, anchor)) return day;
  return undefined;
}

function* runDays(cadence: Cadence, from: Day, to: Day, anchor?: Day): Generator<Day> {
  if (cadence.every === undefined || to < from) return;
  const length = lengths[cadence.every];
  const nth = (start: Day, n: number) =>
    'days' in length ? addDays(start, n * length.days) : addMonths(start, n * length.months);
  const due = (n: number) => (anchor === undefined ? addDays(nth(from, n + 1), -1) : nth(anchor, n));
  // Whole periods already behind an anchor in the past are skipped at once, not walked.
  let n = 0;
  if (anchor !== undefined && anchor < from)
    n = Math.floor(
      'days' in length ? daysBetween(anchor, from) / length.days : monthsBetween(anchor, from) / length.months,
    );
  for (let day = due(n); day <= to; day = due(n)) {
    if (day >= from) yield day;
    n += 1;
  }
}

/** The cadence in words, such as `quarterly, at each joiner or leaver`. */
export function describeCadence(cadence: Cadence): string {
  const parts: string[] = [];
  if (cadence.continuous === true) parts.push('continuous');
  if (cadence.every !== undefined) parts.push(adverbs[cadence.every]);
  const events = (cadence.onEvent ?? []).map((event) => event.replaceAll('-', ' '));
  const last = events.pop();
  if (last !== undefined) parts.push(`at each ${events.length > 0 ? `${events.join(', ')} or ` : ''}${last}`);
  return parts.join(', ');
}
