/** When Type 1 is realistic and when the window can open, and the words every front says them in. */
import { compareDays, longDay } from './calendar.ts';
import { reaches } from './constants.ts';
import type { Decisions, Plan } from './decision.ts';
import type { Day } from './entry.ts';
import type { CriterionId } from './framework.ts';
import { publishedConstants } from './model-constants.ts';
import type { ControlId } from './questionnaire.ts';
import { counted, listed } from './raci-cells.ts';
import type { Score, Type1Verdict } from './score-types.ts';

export { type NextStep, nextSteps } from './next-steps.ts';

/** The two days, by the plan. */
export interface Opening {
  /** Earliest day without any reason for "Not ready" and with every criterion known (rule S-V1). */
  type1: Day;
  /** Earliest clean start of a window: the last key control is in place and nothing blocks (scoring.md 3.5, rule S-V2). */
  opening: Day;
  /** The control whose due day sets the opening; absent when nothing is open. */
  setBy?: ControlId;
  /** Criteria this version cannot ask about: the days say nothing of them. */
  unasked: CriterionId[];
  /** Recurring key controls without an owner or next dates inside the window: the window opens only once they have. */
  unscheduled: ControlId[];
  /** `Type 1 realistic from 12 March 2027 · window can open 8 March 2027`. */
  sentence: string;
}

/** The earliest days by the plan's dates; today where nothing stands in the way. */
export function earliestOpening(plan: Plan, score: Score, today: Day, unasked: readonly CriterionId[] = []): Opening {
  const { material, notImplemented, gap } = score.blockers;
  const { criteria, keys, unread } = score.unknown;
  const latest = (from: Day, waitsFor: (control: ControlId, criterion: CriterionId) => boolean) =>
    plan.items
      .filter((item) => waitsFor(item.control, item.criterion))
      .reduce((day, { due }) => (compareDays(due, day) > 0 ? due : day), from);
  const opening = latest(
    plan.keyControlsInPlaceOn,
    (control, criterion) =>
      [material, notImplemented, keys, unread].some((ids) => ids.includes(control)) || gap.includes(criterion),
  );
  const type1 = latest(opening, (_, criterion) => criteria.includes(criterion));
  const last = plan.items.find(({ due }) => due === opening && opening > today);
  const once =
    score.unscheduled.length === 0
      ? ''
      : `, once ${counted(score.unscheduled.length, 'recurring key control')} ${score.unscheduled.length === 1 ? 'has' : 'have'} an owner and next dates`;
  const from = (day: Day, word: string) => (day <= today ? 'today' : `${word}${longDay(day)}`);
  return {
    type1,
    opening,
    ...(last === undefined ? {} : { setBy: last.control }),
    unasked: [...unasked],
    unscheduled: score.unscheduled,
    sentence: `Type 1 realistic ${from(type1, 'from ')} · window can open ${from(opening, '')}${once}`,
  };
}

/** Rule S-H1: the coverage under which no figure and no day is printed. */
export function floorOf({ constants = publishedConstants }: Pick<Score, 'constants'>): number {
  return constants['coverage-floor'];
}

/** What the Overview, plain mode, the command line and the report begin with. */
export interface Headline {
  /** Criteria Met, and criteria in scope. */
  inPlace: number;
  total: number;
  /** `9 of 33 criteria in place · Type 1 realistic from 12 March 2027 · window can open 8 March 2027`. */
  sentence: string;
  /** The Type 1 verdict with its reasons: `Not ready: 2 criteria are gaps; …`. */
  verdictSentence: string;
  /** Rule S-H1: stands in place of every overall figure and of the days while coverage is under 60 %. */
  notEnough?: string;
}

/** The first lines. `today` is the day the decisions were made for. */
export function headline(decisions: Decisions, today: Day): Headline {
  const { score, plan, unasked } = decisions;
  const { criteria, coverage } = score.design;
  const inPlace = criteria.filter(({ state }) => state === 'Met').length;
  const base = `${inPlace} of ${criteria.length} criteria in place`;
  const said = `${verdictSentence(score, unasked)}${changedBy(decisions)}`;
  const head = { inPlace, total: criteria.length, verdictSentence: said };
  if (!reaches(coverage, floorOf(score))) {
    const controls = criteria.flatMap((criterion) => criterion.controls);
    const answered = `${controls.filter(({ known }) => known).length} of ${controls.length}`;
    const notEnough = `not enough answered (${answered}${unasked.length === 0 ? '' : `; ${unasked.length} criteria not asked yet`})`;
    return { ...head, sentence: `${base} · ${notEnough}`, notEnough };
  }
  return { ...head, sentence: `${base} · ${earliestOpening(plan, score, today, unasked).sentence}` };
}

/** What was overridden or excepted never goes unsaid. */
function changedBy({ overrides, exceptions }: Pick<Decisions, 'overrides' | 'exceptions'>): string {
  const changed = overrides.filter(({ idle }) => idle === undefined).length;
  const standing = exceptions.filter(({ state }) => state === 'in force').map(({ expires }) => expires);
  const first = standing.sort()[0];
  const parts = [
    ...(changed > 0 ? [counted(changed, 'override')] : []),
    ...(first === undefined
      ? []
      : [`${counted(standing.length, 'approved exception')}, the first until ${longDay(first)}`]),
  ];
  return parts.length === 0 ? '' : ` With ${parts.join(' and ')}.`;
}

/** Names so many at most; the rest is counted. */
const namesShown = 3;

/** The reasons of each verdict. */
const reasonsOf: Record<Type1Verdict, (score: Score, unasked: readonly CriterionId[]) => string[]> = {
  'Not ready': notReady,
  'Not enough known': notEnoughKnown,
  'Ready with conditions': conditions,
  Ready: everything,
};

/** The Type 1 verdict with its reasons, in the order of rule S-V1. */
function verdictSentence(score: Score, unasked: readonly CriterionId[]): string {
  const reasons = reasonsOf[score.verdict.type1](score, unasked);
  const provisional = score.provisional ? ' Provisional: only key controls were asked.' : '';
  return `${score.verdict.type1}: ${reasons.join('; ')}.${provisional}`;
}

function notReady({ blockers, contradicted }: Score): string[] {
  const { material, notImplemented, gap } = blockers;
  const refuted = material.filter((id) => contradicted.includes(id));
  const failing = material.filter((id) => !contradicted.includes(id));
  // A control that fails in AWS is named once, there.
  const notSeen = notImplemented.filter((id) => !material.includes(id));
  return [
    ...reason(refuted, (names) => `AWS shows otherwise on ${names}`),
    ...reason(failing, (names) => `AWS shows a failure that blocks on ${names}`),
    ...reason(
      notSeen,
      (names, one) => `${names} ${one ? 'is a key control' : 'are key controls'} not yet seen in place`,
    ),
    ...reason(gap, (names, one) => `${names} ${one ? 'is a gap' : 'are gaps'}`),
  ];
}

function notEnoughKnown({ unknown, design, constants }: Score, unasked: readonly CriterionId[]): string[] {
  const floor = floorOf({ ...(constants && { constants }) });
  const open = unknown.criteria.filter((id) => !unasked.includes(id));
  const low = reaches(design.coverage, floor)
    ? []
    : [`${Math.round(design.coverage * 100)} % is known, and a verdict needs ${Math.round(floor * 100)} %`];
  return [
    ...low,
    ...(unasked.length > 0
      ? [
          `this version has no questions yet for ${counted(unasked.length, 'criterion').replace('criterions', 'criteria')}`,
        ]
      : []),
    ...reason(unknown.keys, (names, one) => `${names} ${one ? 'is a key control' : 'are key controls'} not known`),
    ...reason(unknown.unread, (names) => `live checks could not be read for ${names}`),
    ...reason(open, (names) => `too little is known of ${names}`),
  ];
}

function everything(): string[] {
  return ['every criterion in scope is in place and evidenced'];
}

function conditions({ conditions: { partial, failing, description, judged = [] } }: Score): string[] {
  return [
    ...reason(partial, (names, one) => `${names} ${one ? 'is' : 'are'} partly in place`),
    ...reason(failing, (names) => `a live check fails for ${names}`),
    ...reason(judged, (names, one) => `${names} ${one ? 'stands' : 'stand'} on an assessor’s judgement`),
    ...(description ? ['the system description is not complete'] : []),
  ];
}

function reason(ids: readonly string[], say: (names: string, one: boolean) => string): string[] {
  if (ids.length === 0) return [];
  const shown = ids.slice(0, ids.length > namesShown + 1 ? namesShown : namesShown + 1);
  const more = ids.length - shown.length;
  return [say(listed(more > 0 ? [...shown, `${more} more`] : shown), ids.length === 1)];
}
