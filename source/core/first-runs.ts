/** When each recurring control has to run for the first time inside a window, and which of them would miss it. */
import type { Assessment, ControlRecord } from './assessment.ts';
import { describeCadence, nextRun } from './cadence.ts';
import { longDay } from './calendar.ts';
import { keyWeight } from './constants.ts';
import type { PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import { type Span, within } from './observation-window.ts';
import type { Control, ControlId } from './questionnaire.ts';

/** The first run of one recurring control inside a window. */
export interface FirstRun {
  control: ControlId;
  title: string;
  cadence: string;
  key: boolean;
  owner?: string;
  /** Day of the first run; absent where none falls inside. */
  due?: Day;
  /** What the day comes from: a run already on record, the date people set, the last run, or the rhythm alone. */
  by: 'ran' | 'date set' | 'last run' | 'rhythm';
  /** Last day of its first period; a later first run leaves a hole. Absent where no whole period fits into the window. */
  latest?: Day;
  /** Day on which the control is in place by the plan; absent where nothing is left to do. */
  readyOn?: Day;
  /** Why its first run would be missed, or cannot be in the window; one sentence. */
  warning?: string;
}

/** First runs of the recurring controls, in the order of their days; those without a day last. */
export function firstRuns(
  controls: readonly Control[],
  assessment: Assessment,
  items: readonly PlanItem[],
  window: Span,
): FirstRun[] {
  const itemOf = new Map(items.map((item) => [item.control, item]));
  const runs = controls.flatMap((control) =>
    control.cadence.every === undefined
      ? []
      : [firstRun(control, assessment.controls[control.id], itemOf.get(control.id), window)],
  );
  const order = ({ due }: FirstRun) => due ?? '9999-99-99';
  return runs.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

function firstRun(
  control: Control,
  record: ControlRecord | undefined,
  item: PlanItem | undefined,
  window: Span,
): FirstRun {
  const run: FirstRun = {
    control: control.id,
    title: control.title,
    cadence: describeCadence(control.cadence),
    key: control.weight === keyWeight,
    ...dueDay(control, record, window),
  };
  const owner = record?.owner ?? item?.owner;
  if (owner !== undefined) run.owner = owner;
  const latest = nextRun(control.cadence, window.from, window.to);
  if (latest !== undefined) run.latest = latest;
  const isOpen = item !== undefined && item.state !== 'accepted';
  if (isOpen) run.readyOn = item.due;
  const warning = warningFor(run, record);
  if (warning !== undefined) run.warning = warning;
  return run;
}

function dueDay(control: Control, record: ControlRecord | undefined, window: Span): Pick<FirstRun, 'due' | 'by'> {
  const days = (record?.runs ?? []).map(({ on }) => on).sort();
  const ran = days.find((day) => within(day, window));
  if (ran !== undefined) return { due: ran, by: 'ran' };
  if (record?.next !== undefined && within(record.next, window)) return { due: record.next, by: 'date set' };
  // A date set before the window is a run to come: the rhythm goes on from it.
  const before = [...days, ...(record?.next === undefined ? [] : [record.next])].filter((day) => day < window.from);
  const anchor = before.sort().at(-1);
  const due = nextRun(control.cadence, window.from, window.to, anchor);
  const by = anchor === undefined ? 'rhythm' : 'last run';
  return due === undefined ? { by } : { due, by };
}

function warningFor(run: FirstRun, record: ControlRecord | undefined): string | undefined {
  const { control, due, latest, readyOn, by } = run;
  if (due === undefined) {
    const next = record?.next === undefined ? 'no date is set' : `its date, ${longDay(record.next)}, lies outside`;
    return `${control} runs ${run.cadence}, and none of it falls inside the window: ${next}.`;
  }
  if (by === 'ran') return undefined;
  if (latest !== undefined && due > latest)
    return `${control} is dated ${longDay(due)}, after its first period ends on ${longDay(latest)}: that one stays without a run.`;
  if (readyOn !== undefined && readyOn > due)
    return `${control} is in place by the plan on ${longDay(readyOn)}, after its first run is due on ${longDay(due)}.`;
  return undefined;
}
