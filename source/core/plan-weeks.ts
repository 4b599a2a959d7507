/** The plan by weeks: a bar per item, the critical path first, the four boxes, and the hours of each person per week. */
import type { Assessment } from './assessment.ts';
import { addDays, daysBetween, weekday } from './calendar.ts';
import type { Decisions, Plan, PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import { hoursPerWeekOf } from './plan-owner.ts';

/** A week, Monday to Sunday. */
export interface PlanWeek {
  from: Day;
  to: Day;
  /** What falls into it besides work. */
  marks: { day: Day; what: 'today' | 'clean start' | 'window opens' | 'window ends' | 'deadline' }[];
  /** First runs of recurring controls that are due in it. */
  firstRuns: number;
}

/** What an item does in a week: nothing, work, wait for its artefact, or have it. Work wins over what comes after it. */
export type WeekCell = '' | 'work' | 'wait' | 'due';

/** One item over the weeks. */
export interface PlanBar {
  item: PlanItem;
  /** One for each week. */
  cells: WeekCell[];
}

/** One of the four boxes. */
export interface PlanBox {
  box: PlanItem['box'];
  items: PlanItem[];
  hours: number;
}

/** One person, or a role nobody holds. */
export interface WeekLoad {
  owner: string;
  /** Hours a week they have for it. */
  perWeek: number;
  /** Hours of work, one for each week, never more than they have. */
  hours: number[];
}

/** The plan over its weeks. */
export interface PlanWeeks {
  weeks: PlanWeek[];
  /** The critical path in its order, then the others by their start. What is done or accepted has no bar. */
  bars: PlanBar[];
  /** Ids of the critical path. */
  criticalPath: string[];
  boxes: PlanBox[];
  /** Who has most to do first. */
  load: WeekLoad[];
}

/** Most weeks that are laid out: two years. Later days are in the last one. */
const mostWeeks = 104;

/** The weeks from today's to the last artefact, clean start or opening of the window. */
export function planWeeks(
  { plan }: Pick<Decisions, 'plan'>,
  assessment: Assessment,
  today: Day,
  deadline?: Day,
): PlanWeeks {
  const open = plan.items.filter(({ state }) => state !== 'done' && state !== 'accepted');
  const days = [...open.map(({ due }) => due), plan.keyControlsInPlaceOn, plan.window?.from ?? today];
  const last = days.reduce((a, b) => (b > a ? b : a), today);
  const first = addDays(today, 1 - weekday(today));
  const count = Math.min(mostWeeks, Math.floor(daysBetween(first, last) / 7) + 1);
  const weekOf = (day: Day) => Math.floor(daysBetween(first, day) / 7);
  const weeks = Array.from({ length: count }, (_, at): PlanWeek => {
    const from = addDays(first, at * 7);
    const to = addDays(from, 6);
    const inside = (day: Day | undefined): day is Day => day !== undefined && day >= from && day <= to;
    return {
      ...{ from, to },
      marks: marksOf(plan, today, deadline).filter(({ day }) => inside(day)),
      firstRuns: plan.firstRuns.filter(({ due, by }) => by !== 'ran' && inside(due)).length,
    };
  });
  const place = new Map(plan.criticalPath.map((id, at) => [id, at]));
  const chain = (item: PlanItem) => place.get(item.id) ?? plan.criticalPath.length;
  const bars = open
    .toSorted((a, b) => chain(a) - chain(b) || (a.start < b.start ? -1 : a.start > b.start ? 1 : b.rank - a.rank))
    .map((item): PlanBar => ({ item, cells: weeks.map((_, at) => cellOf(item, at, weekOf)) }));
  return {
    weeks,
    bars,
    criticalPath: plan.criticalPath,
    boxes: boxesOf(open),
    load: loadOf(open, first, count, assessment),
  };
}

function marksOf(plan: Plan, today: Day, deadline: Day | undefined): PlanWeek['marks'] {
  const { window } = plan;
  return [
    { day: today, what: 'today' },
    { day: plan.keyControlsInPlaceOn, what: 'clean start' },
    ...(window?.chosen
      ? ([
          { day: window.from, what: 'window opens' },
          { day: window.to, what: 'window ends' },
        ] as const)
      : []),
    ...(deadline === undefined ? [] : ([{ day: deadline, what: 'deadline' }] as const)),
  ];
}

function cellOf({ start, workDone, due }: PlanItem, week: number, weekOf: (day: Day) => number): WeekCell {
  // Work is over when its last day is: the day of `workDone` is free for the next thing.
  const lastDay = workDone > start ? addDays(workDone, -1) : start;
  if (week < weekOf(start) || week > weekOf(due)) return '';
  if (week <= weekOf(lastDay)) return 'work';
  return week === weekOf(due) ? 'due' : 'wait';
}

function boxesOf(items: readonly PlanItem[]): PlanBox[] {
  return (['do now', 'start now', 'plan', 'later'] as const).map((box) => {
    const theirs = items.filter((item) => item.box === box);
    return { box, items: theirs, hours: theirs.reduce((sum, { hours }) => sum + hours, 0) };
  });
}

function loadOf(items: readonly PlanItem[], first: Day, weeks: number, assessment: Assessment): WeekLoad[] {
  const load = [...Map.groupBy(items, ({ owner }) => owner)].map(([owner, theirs]): WeekLoad => {
    const hours = Array.from({ length: weeks }, () => 0);
    for (const { start, workDone, hours: work } of theirs) {
      const [from, to] = [daysBetween(first, start), daysBetween(first, workDone)];
      // Hours are spread evenly over the days of an item, as the schedule does.
      for (let week = Math.floor(from / 7); week < weeks && week * 7 < to; week += 1) {
        const days = Math.min(to, (week + 1) * 7) - Math.max(from, week * 7);
        hours[week] = (hours[week] ?? 0) + (work * days) / (to - from);
      }
    }
    return { owner, perWeek: hoursPerWeekOf(owner, assessment), hours };
  });
  const total = ({ hours }: WeekLoad) => hours.reduce((sum, hours) => sum + hours, 0);
  return load.sort((a, b) => total(b) - total(a));
}
