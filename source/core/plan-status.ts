/** How each owner of the plan stands, in one line for the week. */
import type { Assessment } from './assessment.ts';
import { addDays, longDay } from './calendar.ts';
import type { Decisions, PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import { listedFirst } from './phrases.ts';
import type { ControlId } from './questionnaire.ts';
import { holders } from './raci-cells.ts';
import { standingControls } from './set-aside.ts';

/** How one owner stands, for a weekly word. */
export interface OwnerStatus {
  owner: string;
  /** Runs whose date has passed without a run, and items whose acceptance has ended. */
  overdue: { control: ControlId; since: Day }[];
  blocked: PlanItem[];
  doing: PlanItem[];
  /** What else they work on in the next seven days. */
  thisWeek: PlanItem[];
  open: number;
  /** `Leo Ferri: 1 overdue (CC6.3-review since 1 March 2027); …`. */
  sentence: string;
}

/** One line per owner, those with something overdue first, then those with something blocked. */
export function byOwner(
  { plan, controls, raci, score }: Pick<Decisions, 'plan' | 'controls' | 'raci' | 'score'>,
  assessment: Assessment,
  today: Day,
): OwnerStatus[] {
  const open = plan.items.filter(({ state }) => state !== 'done' && state !== 'accepted');
  const ownerOf = new Map(raci.rows.map((row) => [row.control, holders(row, 'R')[0] ?? holders(row, 'A')[0]]));
  const late = standingControls({ controls, score }).flatMap(({ id }) => {
    const record = assessment.controls[id];
    const { next } = record ?? {};
    const ran = (record?.runs ?? []).some(({ on }) => next !== undefined && on >= next);
    const owner = record?.owner ?? ownerOf.get(id);
    return next === undefined || next >= today || ran || owner === undefined
      ? []
      : [{ owner, control: id, since: next }];
  });
  for (const { owner, control, acceptedUntil } of open)
    if (acceptedUntil !== undefined && acceptedUntil < today) late.push({ owner, control, since: acceptedUntil });
  const owners = [...new Set([...open.map(({ owner }) => owner), ...late.map(({ owner }) => owner)])];
  const week = addDays(today, 6);
  return owners
    .map((owner): OwnerStatus => {
      const theirs = open.filter((item) => item.owner === owner);
      const status: OwnerStatus = {
        owner,
        overdue: late
          .filter((one) => one.owner === owner)
          .map(({ control, since }) => ({ control, since }))
          .sort((a, b) => (a.since < b.since ? -1 : 1)),
        blocked: theirs.filter(({ state }) => state === 'blocked'),
        doing: theirs.filter(({ state }) => state === 'doing'),
        thisWeek: theirs.filter(({ state, start }) => state === 'open' && start <= week),
        open: theirs.length,
        sentence: '',
      };
      return { ...status, sentence: statusSentence(status) };
    })
    .sort((a, b) => b.overdue.length - a.overdue.length || b.blocked.length - a.blocked.length || b.open - a.open);
}

function statusSentence({ owner, overdue, blocked, doing, thisWeek, open }: OwnerStatus): string {
  const [first] = overdue;
  const names = (items: readonly PlanItem[]) => shortList(items.map(({ control }) => control));
  const parts = [
    ...(first === undefined ? [] : [`${overdue.length} overdue, ${first.control} since ${longDay(first.since)}`]),
    ...(blocked.length === 0 ? [] : [`blocked: ${names(blocked)}`]),
    ...(doing.length === 0 ? [] : [`doing: ${names(doing)}`]),
    ...(thisWeek.length === 0 ? [] : [`this week: ${names(thisWeek)}`]),
    `${open} open`,
  ];
  return `${owner}: ${parts.join('; ')}`;
}

function shortList(ids: readonly string[]): string {
  return listedFirst(ids, 3);
}
