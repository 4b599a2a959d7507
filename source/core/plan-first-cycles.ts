/** First cycles: a recurring control that would be in place too late for its first run in the window goes earlier. */
import { daysBetween } from './calendar.ts';
import type { Day } from './entry.ts';
import type { FirstRun } from './first-runs.ts';
import type { Network } from './plan-network.ts';
import type { ControlId } from './questionnaire.ts';

/** Runs that the plan itself makes late: due before the control is in place. */
export function lateForFirstRun(runs: readonly FirstRun[]): FirstRun[] {
  return runs.filter(
    ({ due, readyOn, by }) => by !== 'ran' && due !== undefined && readyOn !== undefined && readyOn > due,
  );
}

/**
 * Last day, counted from today, on which each piece of work can start for these runs to be in time; infinite where none
 * waits for it. What a late control waits for is hurried with it. `length`: days from the start of one to its artefact.
 */
export function latestStarts(
  late: readonly FirstRun[],
  controls: readonly ControlId[],
  { next, order }: Network,
  length: (place: number) => number,
  today: Day,
): number[] {
  const dueOf = new Map(late.map(({ control, due }) => [control, due]));
  const starts = controls.map(() => Number.POSITIVE_INFINITY);
  for (const place of order.toReversed()) {
    const due = dueOf.get(controls[place] ?? '');
    const own = due === undefined ? Number.POSITIVE_INFINITY : daysBetween(today, due);
    const later = (next[place] ?? []).map((one) => starts[one] ?? Number.POSITIVE_INFINITY);
    starts[place] = Math.min(own, ...later) - length(place);
  }
  return starts;
}
