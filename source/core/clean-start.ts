/** The earliest day on which a window can open cleanly, and what sets it (docs/scoring.md S-V2, docs/raci-and-plan.md). */
import { addDays, daysBetween, longDay } from './calendar.ts';
import { reaches } from './constants.ts';
import type { Decisions, PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import { gatingItems } from './gating.ts';
import { counted } from './phrases.ts';
import type { ControlId } from './questionnaire.ts';
import { earliestOpening, floorOf } from './window.ts';

/** The earliest clean start. */
export interface CleanStart {
  day: Day;
  /** Same plan with nobody short of hours: no order of work comes before it. */
  byChain: Day;
  /** Day on which Type 1 is realistic. */
  type1: Day;
  /** The control that comes last; absent when nothing is in the way. */
  setBy?: ControlId;
  /** The controls it waits for, one after the other, itself last. */
  chain: ControlId[];
  /** One or two sentences. */
  reason: string;
}

/** The earliest clean start; undefined under 60 % coverage, where no day is printed (rule S-H1). */
export function cleanStart(decisions: Decisions, today: Day): CleanStart | undefined {
  const { plan, score } = decisions;
  if (!reaches(score.design.coverage, floorOf(score))) return undefined;
  const { opening, type1, held } = earliestOpening(decisions, today);
  const gating = gatingItems(decisions);
  const chainDays = daysByChain(plan.items);
  const longest = Math.max(0, ...gating.map(({ id }) => chainDays.get(id) ?? 0));
  const byChain = addDays(today, Math.min(longest, Math.max(0, daysBetween(today, opening))));
  const last = gating.find(({ due }) => due === opening);
  const but = held === '' ? '' : ` But ${held} (S-V2).`;
  if (last === undefined || opening <= today) {
    const nothing = 'No key control is short of target and nothing blocks.';
    return { day: opening, byChain, type1, chain: [], reason: but === '' ? nothing : `Nothing else blocks.${but}` };
  }
  const chain = chainTo(last, plan.items);
  return {
    day: opening,
    byChain,
    type1,
    setBy: last.control,
    chain,
    reason: `${reasonOf(last, chain, decisions, byChain)}${but}`,
  };
}

/** Days from today until each item could be due if its owner did nothing else: its own days after those it waits for. */
export function daysByChain(items: readonly PlanItem[]): Map<string, number> {
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const days = new Map<string, number>();
  // Items wait only for items that are due before they start, so this order never meets one too early.
  for (const item of items.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.start < b.start ? -1 : 1))) {
    const before = Math.max(0, ...item.after.map((id) => (itemOf.has(id) ? (days.get(id) ?? 0) : 0)));
    days.set(item.id, before + daysBetween(item.start, item.due));
  }
  return days;
}

/** What an item waits for, latest first walked back, so that the chain ends with it. */
function chainTo(last: PlanItem, items: readonly PlanItem[]): ControlId[] {
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const chain: ControlId[] = [];
  for (let item: PlanItem | undefined = last; item !== undefined; ) {
    chain.unshift(item.control);
    const before: PlanItem[] = item.after.flatMap((id) => itemOf.get(id) ?? []);
    item = before.reduce<PlanItem | undefined>(
      (latest, other) => (latest === undefined || other.due > latest.due ? other : latest),
      undefined,
    );
  }
  return chain;
}

function reasonOf(last: PlanItem, chain: readonly ControlId[], { controls }: Decisions, byChain: Day): string {
  const title = controls.find(({ id }) => id === last.control)?.title ?? last.control;
  const lead = last.leadDays > 0 ? `, and its first dated artefact ${counted(last.leadDays, 'day')} later` : '';
  const waits = chain.length > 1 ? ` It ends the chain ${chain.join(' → ')}.` : '';
  const hours =
    byChain < last.due
      ? ` The work of ${last.owner} sets the day; with more hours, or given to others, it could be ${longDay(byChain)}.`
      : '';
  return `${last.control} comes last: ${title}. ${last.owner} has done the work on ${longDay(last.workDone)}${lead}.${waits}${hours}`;
}
