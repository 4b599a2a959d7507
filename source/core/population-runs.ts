/** Access reviews as runs of the control on the calendar (rule S-O2): one for each period that was reviewed. */
import { dayIn } from './calendar.ts';
import type { Day } from './entry.ts';
import type { RowNote } from './population.ts';
import { populationKinds } from './population-kinds.ts';
import { type PopulationRow, rowId } from './population-rows.ts';

/** A run that a list shows. */
export interface PopulationRun {
  on: Day;
  /** What was not as expected. */
  deviation?: string;
}

/**
 * One run for each period of which anything was reviewed, on the day the last of its systems was done. A system that was
 * late, or not reviewed, makes it a run with a deviation; a period of which nothing was reviewed is no run at all.
 */
export function reviewRuns(
  rows: readonly PopulationRow[],
  exceptions: readonly RowNote[],
  timeZone: string,
): PopulationRun[] {
  const wrong = new Map(exceptions.map((note) => [note.row, note.why]));
  const periods = Map.groupBy(rows, ({ due }) => String(due).split('..').at(-1));
  return [...periods.values()]
    .flatMap((reviews): PopulationRun[] => {
      const days = reviews.flatMap(({ done }) =>
        typeof done === 'string' ? [done.includes('T') ? dayIn(done, timeZone) : done] : [],
      );
      const on = days.sort().at(-1);
      if (on === undefined) return [];
      const deviations = reviews.flatMap((review) => {
        const why = wrong.get(rowId(populationKinds['access-reviews'], review));
        return why === undefined ? [] : [`${review.system}: ${why}`];
      });
      return [deviations.length === 0 ? { on } : { on, deviation: deviations.join('; ') }];
    })
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}
