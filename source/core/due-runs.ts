/** Every run of a recurring control that is still to come, as far as the window reaches: what a calendar shows. */
import type { Assessment, ControlRecord } from './assessment.ts';
import { describeCadence, nextRuns } from './cadence.ts';
import type { Decisions } from './decision.ts';
import type { Day } from './entry.ts';
import { later, type Span } from './observation-window.ts';
import type { Control, ControlId } from './questionnaire.ts';
import { holders } from './raci-cells.ts';
import { standingControls } from './set-aside.ts';

/** One run that falls due. */
export interface DueRun {
  control: ControlId;
  title: string;
  day: Day;
  cadence: string;
  /** Who answers for it (A), and who does it (R), by the matrix: people, or roles that nobody holds yet. */
  accountable: string[];
  doers: string[];
  /** The best evidence to keep of it, as the questionnaire names it. */
  keep?: string;
}

/** Runs from today to the end of the window that first runs are dated in, by day, then in asking order. */
export function dueRuns(
  { controls, plan, raci, score }: Pick<Decisions, 'controls' | 'plan' | 'raci' | 'score'>,
  assessment: Assessment,
  today: Day,
): DueRun[] {
  const { window } = plan;
  if (window === undefined) return [];
  const rowOf = new Map(raci.rows.map((row) => [row.control, row]));
  const runs = standingControls({ controls, score }).flatMap((control) => {
    const row = rowOf.get(control.id);
    const base: Omit<DueRun, 'day'> = {
      control: control.id,
      title: control.title,
      cadence: describeCadence(control.cadence),
      accountable: row === undefined ? [] : holders(row, 'A'),
      doers: row === undefined ? [] : holders(row, 'R'),
    };
    const keep = control.evidence[0]?.what;
    if (keep !== undefined) base.keep = keep;
    return daysOf(control, assessment.controls[control.id], window, today).map((day): DueRun => ({ ...base, day }));
  });
  return runs.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/**
 * The rhythm goes on from the date people set, else from the last run, as first runs do (first-runs.ts); then runs before
 * the window are dates too. With neither, it begins with the window.
 */
function daysOf(control: Control, record: ControlRecord | undefined, window: Span, today: Day): Day[] {
  const ran = (record?.runs ?? []).map(({ on }) => on).sort();
  const last = ran.at(-1);
  const set = record?.next !== undefined && (last === undefined || record.next > last) ? record.next : undefined;
  const anchor = set ?? last;
  const days =
    anchor === undefined
      ? nextRuns(control.cadence, window.from, window.to)
      : nextRuns(control.cadence, later(today, anchor), window.to, anchor);
  return days.filter((day) => day >= today && (last === undefined || day > last));
}
