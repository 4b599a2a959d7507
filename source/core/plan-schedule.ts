/** Puts work on days: one thing at a time per owner, nothing before what it waits for. Days are counted from today = 0. */
import type { Network } from './plan-network.ts';

/** One piece of work. */
export interface Task {
  owner: string;
  /** Whole days of the owner's time, one thing at a time; 0: nothing left to do. */
  workDays: number;
  leadDays: number;
  /** Smaller goes first where one owner could start several; compared element by element. */
  priority: readonly number[];
  /** Its due day sets the end that slack is measured against. */
  key: boolean;
}

/** Stands for a place outside the list, which the network never names. */
const nothing: Task = { owner: '', workDays: 0, leadDays: 0, priority: [], key: false };

/** When a task runs, in days from today. */
export interface Slot {
  start: number;
  /** Work done: the next thing of the same owner may start on this day. */
  workDone: number;
  /** First dated artefact. */
  due: number;
  /** Days it can slip, as scheduled, without moving the last due day of a key task; else to the end of the plan. */
  slack: number;
  /** A key task waits for it, or is it, and there is no slack. */
  critical: boolean;
}

/** Whole days that so many hours take at so many hours a week, spread evenly. Rounded up, so no week goes over. */
export function workDays(hours: number, hoursPerWeek: number): number {
  return hours === 0 ? 0 : Math.ceil(hours / (hoursPerWeek / 7));
}

/**
 * The schedule. Always the task that can start first goes next; where several can on the same day, by priority, then
 * by place. So an owner is never idle while something of theirs could start.
 */
export function schedule(tasks: readonly Task[], network: Network): { slots: Slot[]; end: number } {
  const slots: (Slot | undefined)[] = tasks.map(() => undefined);
  // Owners by number and days in lists: the search below looks at them a million times in a large plan.
  const owners = new Map([...new Set(tasks.map(({ owner }) => owner))].map((owner, number) => [owner, number]));
  const ownerOf = tasks.map(({ owner }) => owners.get(owner) ?? 0);
  const free = [...owners].map(() => 0);
  const previous = new Map<string, number>();
  const nextOfOwner: (number | undefined)[] = tasks.map(() => undefined);
  const waiting = tasks.map((_, place) => network.before[place]?.length ?? 0);
  const ready = tasks.map(() => 0);
  const sequence: number[] = [];
  const open = new Set(tasks.keys().filter((place) => waiting[place] === 0));

  while (open.size > 0) {
    let best = -1;
    let bestStart = 0;
    for (const place of open) {
      const task = tasks[place] ?? nothing;
      const start = Math.max(ready[place] ?? 0, task.workDays === 0 ? 0 : (free[ownerOf[place] ?? 0] ?? 0));
      const order = best < 0 ? -1 : start - bestStart || byPriority(task, tasks[best] ?? nothing) || place - best;
      if (order < 0) [best, bestStart] = [place, start];
    }
    open.delete(best);
    const task = tasks[best] ?? nothing;
    const workDone = bestStart + task.workDays;
    const slot = { start: bestStart, workDone, due: workDone + task.leadDays, slack: 0, critical: false };
    slots[best] = slot;
    sequence.push(best);
    if (task.workDays > 0) {
      const last = previous.get(task.owner);
      if (last !== undefined) nextOfOwner[last] = best;
      previous.set(task.owner, best);
      free[ownerOf[best] ?? 0] = workDone;
    }
    for (const later of network.next[best] ?? []) {
      ready[later] = Math.max(ready[later] ?? 0, slot.due);
      waiting[later] = (waiting[later] ?? 0) - 1;
      if (waiting[later] === 0) open.add(later);
    }
  }
  const done = slots.filter((slot) => slot !== undefined);
  const end = Math.max(0, ...done.filter((_, place) => tasks[place]?.key).map(({ due }) => due));
  setSlack(tasks, network, done, sequence, nextOfOwner, end);
  return { slots: done, end };
}

function byPriority(a: Task, b: Task): number {
  for (let index = 0; index < a.priority.length; index += 1) {
    const difference = (a.priority[index] ?? 0) - (b.priority[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Backwards from the end: the latest start that moves neither what waits for a task nor the next thing of its owner,
 * where that would move a key task. What no key task waits for has no such latest start; it may slip to the plan's end.
 */
function setSlack(
  tasks: readonly Task[],
  network: Network,
  slots: Slot[],
  sequence: readonly number[],
  nextOfOwner: readonly (number | undefined)[],
  end: number,
): void {
  const horizon = Math.max(end, ...slots.map(({ due }) => due));
  const latestStart: number[] = tasks.map(() => Number.POSITIVE_INFINITY);
  for (const place of sequence.toReversed()) {
    const [task, slot] = [tasks[place], slots[place]];
    if (task === undefined || slot === undefined) continue;
    const latest = (later: number | undefined) => latestStart[later ?? -1] ?? Number.POSITIVE_INFINITY;
    const latestDue = Math.min(
      task.key ? end : Number.POSITIVE_INFINITY,
      ...(network.next[place] ?? []).map(latest),
      latest(nextOfOwner[place]) + task.leadDays,
    );
    latestStart[place] = latestDue - task.leadDays - task.workDays;
    slot.slack = Number.isFinite(latestDue) ? latestStart[place] - slot.start : horizon - slot.due;
    slot.critical = Number.isFinite(latestDue) && slot.slack === 0;
  }
}
