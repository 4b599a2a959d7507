/** What a plan cannot mend by itself, said in sentences. */
import type { Assessment } from './assessment.ts';
import { addDays, daysBetween, longDay } from './calendar.ts';
import type { Plan } from './decision.ts';
import type { Day } from './entry.ts';
import { observationWindow } from './observation-window.ts';
import { counted, listed, listedFirst } from './phrases.ts';
import type { Draft } from './plan-draft.ts';
import { hoursPerWeekOf } from './plan-owner.ts';
import { planMultipliers } from './plan-rank.ts';
import { hasLeft } from './roles.ts';

/** The warnings of a plan, gravest first. */
export function warningsFor(plan: Plan, drafts: readonly Draft[], assessment: Assessment, today: Day): string[] {
  return [
    ...acceptedKeys(drafts),
    ...plan.cycles.map((cycle) => {
      const [first, last] = [cycle[0], cycle.at(-1)];
      return `${[...cycle, first].join(' → ')} wait for each other: ${first} is scheduled as if it did not wait for ${last}.`;
    }),
    ...drafts.flatMap(({ item }) =>
      item.state === 'blocked'
        ? [
            `${item.control} is blocked${item.stateReason === undefined ? '' : `: ${item.stateReason}`}. Its dates count from today.`,
          ]
        : [],
    ),
    ...ended(drafts, today),
    ...ownersGone(drafts, assessment, today),
    ...missedFirstRuns(plan),
    ...overloaded(drafts, assessment, today),
    ...laterThanChain(plan, drafts, today),
    ...unknownKeys(drafts),
  ];
}

function acceptedKeys(drafts: readonly Draft[]): string[] {
  const accepted = drafts.filter(({ item }) => item.state === 'accepted');
  const keys = accepted.filter(({ gap }) => gap.key).map(({ gap }) => gap.control);
  const alone = accepted.filter(({ item }) => item.acceptedBy === undefined).map(({ gap }) => gap.control);
  return [
    ...(keys.length === 0
      ? []
      : [
          `${listed(keys)} ${keys.length === 1 ? 'is a key control' : 'are key controls'} accepted as it stands: Type 1 stays as it is until that ends.`,
        ]),
    ...(alone.length === 0
      ? []
      : [`Nobody is named who approved that ${listed(alone)} ${alone.length === 1 ? 'stays' : 'stay'} as it is.`]),
  ];
}

function ended(drafts: readonly Draft[], today: Day): string[] {
  return drafts.flatMap(({ item: { control, acceptedUntil } }) =>
    acceptedUntil !== undefined && acceptedUntil < today
      ? [`${control} was accepted until ${longDay(acceptedUntil)}: it is open again.`]
      : [],
  );
}

/** Rule R14: named owners who have left; somebody else stands in their place here. */
function ownersGone(drafts: readonly Draft[], assessment: Assessment, today: Day): string[] {
  const named = Map.groupBy(drafts, ({ gap }) => assessment.controls[gap.control]?.owner ?? '');
  return [...named].flatMap(([owner, theirs]) => {
    if (!hasLeft(owner, assessment, today)) return [];
    const names = listedFirst(
      theirs.map(({ gap }) => gap.control),
      namesShown,
    );
    return [
      `${owner} has left and is still the owner of ${names}: the plan counts on who stands in, so name another owner.`,
    ];
  });
}

/** Names so many at most; the rest is counted. */
const namesShown = 4;

/**
 * First runs that fall before the control is in place, or leave a hole. Where no window is chosen, of one that opens on the
 * clean start. What cannot occur at all is the window's matter.
 */
function missedFirstRuns({ firstRuns, window }: Plan): string[] {
  const missed = firstRuns.filter(({ due, warning }) => due !== undefined && warning !== undefined);
  const [only] = missed;
  if (only?.warning === undefined || window === undefined) return [];
  const supposed = window.chosen ? '' : `In a window from ${longDay(window.from)}, the clean start: `;
  if (missed.length === 1) return [`${supposed}${only.warning}`];
  const names = listedFirst(
    missed.map(({ control }) => control),
    namesShown,
  );
  return [
    `${supposed}${missed.length} recurring controls miss their first run in the window: ${names}. soc2-ready window says why.`,
  ];
}

/** Owners with more work than hours before the date: the chosen start of the window, else 90 days from today. */
function overloaded(drafts: readonly Draft[], assessment: Assessment, today: Day): string[] {
  const window = observationWindow(assessment);
  const chosen = window !== undefined && !window.opened && window.from > today ? window.from : undefined;
  const until = chosen ?? addDays(today, planMultipliers.horizonDays);
  const weeks = daysBetween(today, until) / 7;
  const byOwner = Map.groupBy(
    drafts.filter(({ settled }) => !settled),
    ({ item }) => item.owner,
  );
  return [...byOwner].flatMap(([owner, theirs]) => {
    const hours = theirs.reduce((sum, { item }) => sum + item.hours, 0);
    const perWeek = hoursPerWeekOf(owner, assessment);
    const available = Math.floor(perWeek * weeks);
    if (hours <= available) return [];
    const what = `${owner} has ${hours} hours of work and ${available} before ${longDay(until)}, at ${perWeek} a week`;
    return [`${what}: give some to another person, raise the hours, or move the date.`];
  });
}

function laterThanChain(plan: Plan, drafts: readonly Draft[], today: Day): string[] {
  const days = daysBetween(today, plan.keyControlsInPlaceOn) - plan.criticalDays;
  if (days <= 0) return [];
  const last = drafts.find(
    ({ gap, item }) => gap.key && plan.items.some(({ id, due }) => id === item.id && due === plan.keyControlsInPlaceOn),
  );
  const owner = last === undefined ? '' : ` of ${last.item.owner}`;
  return [
    `The longest chain takes ${counted(plan.criticalDays, 'day')}; the hours${owner} move the last key control ${counted(days, 'day')} further, to ${longDay(plan.keyControlsInPlaceOn)}.`,
  ];
}

function unknownKeys(drafts: readonly Draft[]): string[] {
  const n = drafts.filter(({ gap }) => gap.key && gap.cause === 'unknown').length;
  if (n === 0) return [];
  return [
    `${counted(n, 'key control')} not known: the dates count ${n === 1 ? 'it' : 'them'} as missing, and answering brings them nearer.`,
  ];
}
