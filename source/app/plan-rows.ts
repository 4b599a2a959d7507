/** The rows of Plan in each way of looking at it. */
import type { PlanItem, Settlement } from '../core/decision.ts';
import { counted } from '../core/phrases.ts';
import { type PlanWeeks, planWeeks } from '../core/plan-weeks.ts';
import { matches } from './parts/part.ts';
import type { Derived, State } from './state.ts';
import { windowPlanOf } from './window-rows.ts';

/** A row: an item, one that people called done and whose gap is gone, or the heading of a box. */
export type PlanRow =
  | { kind: 'item'; item: PlanItem /** Its number in the order of the plan. */; place: number }
  | { kind: 'settled'; settlement: Settlement }
  | { kind: 'heading'; box: PlanItem['box']; text: string };

/** The boxes in their order, with what each is for. */
export const boxes: readonly { box: PlanItem['box']; about: string }[] = [
  { box: 'do now', about: 'it holds a verdict up, or costs little and gains much' },
  { box: 'start now', about: 'it takes long, so the clock has to start' },
  { box: 'plan', about: 'it has a day and an owner' },
  { box: 'later', about: 'it gains little for what it costs' },
];

/** Rows of the list: items by start, then rank; then what is done or closed. */
export function planList(state: State): PlanRow[] {
  const settled = state.derived?.decisions.plan.settled ?? [];
  return [
    ...planItems(state),
    ...settled
      .filter(({ control, state: how, because }) => matches(state, 'plan', [control, how, because]))
      .map((settlement): PlanRow => ({ kind: 'settled', settlement })),
  ];
}

/** Items alone, by start, then rank. */
export function planItems(state: State): (PlanRow & { kind: 'item' })[] {
  const items = state.derived?.decisions.plan.items ?? [];
  return items
    .map((item, place) => ({ kind: 'item' as const, item, place: place + 1 }))
    .filter(({ item }) => matches(state, 'plan', [item.control, item.action, item.owner, item.box, item.phase]));
}

const weeksMade = new WeakMap<Derived, PlanWeeks>();

/** The plan over its weeks, worked out once for the same figures. */
export function weeksOf(state: State): PlanWeeks | undefined {
  const { derived, assessment } = state;
  if (derived === undefined) return undefined;
  let made = weeksMade.get(derived);
  if (made === undefined) {
    const { deadline } = windowPlanOf(state) ?? {};
    made = planWeeks(derived.decisions, assessment, derived.today, deadline?.deadline);
    weeksMade.set(derived, made);
  }
  return made;
}

/** Items of the timeline: the critical path in its order, then the others by start; nothing that is done. */
export function planTimeline(state: State): (PlanRow & { kind: 'item' })[] {
  const place = new Map(weeksOf(state)?.bars.map(({ item }, at) => [item.id, at]));
  const at = ({ item }: { item: PlanItem }) => place.get(item.id) ?? 0;
  return planItems(state)
    .filter(({ item }) => place.has(item.id))
    .sort((a, b) => at(a) - at(b));
}

/** Items under the headings of the four boxes, all four there also when empty. */
export function planBoxes(state: State): PlanRow[] {
  const items = planItems(state);
  return boxes.flatMap(({ box, about }): PlanRow[] => {
    const theirs = items.filter(({ item }) => item.box === box);
    const hours = theirs.reduce((sum, { item }) => sum + item.hours, 0);
    const text = theirs.length === 0 ? 'nothing' : `${counted(theirs.length, 'item')}, ${hours} h: ${about}`;
    return [{ kind: 'heading', box, text }, ...theirs];
  });
}
