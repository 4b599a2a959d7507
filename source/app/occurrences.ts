/** The runs of a recurring control inside a window: due, on record, gone wrong, missed. */
import type { Assessment, ControlRecord } from '../core/assessment.ts';
import { nextRuns } from '../core/cadence.ts';
import { addDays } from '../core/calendar.ts';
import type { Day } from '../core/entry.ts';
import type { FirstRun } from '../core/first-runs.ts';
import { type Span, within } from '../core/observation-window.ts';
import type { Control } from '../core/questionnaire.ts';

/** One mark on the strip: a run that is due, one with evidence of it, one that did not happen. */
export interface Occurrence {
  day: Day;
  /** `there`: a run or a dated record stands for it. `wrong`: it ran, and went wrong. `missed`: its day is past, and nothing stands for it. */
  state: 'due' | 'there' | 'wrong' | 'missed';
}

/**
 * The runs of a recurring control inside a window. The rhythm goes on from its first run as the plan dates it; where one is
 * on record already, from the last run before the window, else with the window. What is on record stands on its own day,
 * and for the run of its period.
 */
export function occurrencesOf(
  control: Control,
  assessment: Assessment,
  window: Span,
  first: Pick<FirstRun, 'by' | 'due'> | undefined,
  today: Day,
): Occurrence[] {
  const record = assessment.controls[control.id];
  const there = recordsOf(record).filter(({ day }) => within(day, window));
  const found: Occurrence[] = [...there];
  let after = addDays(window.from, -1);
  for (const day of dueDays(control, record, window, first)) {
    const isDone = there.some((one) => one.day > after && one.day <= day);
    if (!isDone) found.push({ day, state: day < today ? 'missed' : 'due' });
    after = day;
  }
  return found.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** What is on record: runs, and evidence that is at least a dated record; one mark a day. */
function recordsOf(record: ControlRecord | undefined): Occurrence[] {
  const days = new Map<Day, Occurrence['state']>();
  for (const { date, tier } of record?.evidence ?? []) if (tier >= 2) days.set(date, 'there');
  for (const { on, deviation } of record?.runs ?? [])
    if (days.get(on) !== 'wrong') days.set(on, deviation === undefined ? 'there' : 'wrong');
  return [...days].map(([day, state]) => ({ day, state })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

function dueDays(
  { cadence }: Control,
  record: ControlRecord | undefined,
  window: Span,
  first: Pick<FirstRun, 'by' | 'due'> | undefined,
): Day[] {
  if (first === undefined || first.by === 'ran') {
    const before = (record?.runs ?? []).map(({ on }) => on).filter((day) => day < window.from);
    return nextRuns(cadence, window.from, window.to, before.sort().at(-1));
  }
  return first.due === undefined ? [] : nextRuns(cadence, first.due, window.to, first.due);
}
