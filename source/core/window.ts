/** When Type 1 is realistic and when the window can open, and the words every front says them in. */
import { longDay } from './calendar.ts';
import { reaches } from './constants.ts';
import type { Decisions, PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import type { CriterionId } from './framework.ts';
import { controlItems, gatingItems, heldItems, heldWords } from './gating.ts';
import { publishedConstants } from './model-constants.ts';
import { later } from './observation-window.ts';
import { counted, listedAbout } from './phrases.ts';
import type { ControlId } from './questionnaire.ts';
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
  /** Recurring key controls without an owner or next dates inside the window: the window opens only once they have. */
  unscheduled: ControlId[];
  /** What was accepted as it stands and keeps the verdict where it is, in words: neither day comes while it is. Empty: nothing. */
  held: string;
  /** `Type 1 realistic from 12 March 2027 · window can open 8 March 2027`. */
  sentence: string;
}

/** The earliest days by the plan's dates; today where nothing stands in the way. */
export function earliestOpening(decided: Pick<Decisions, 'plan' | 'score' | 'gaps'>, today: Day): Opening {
  const { plan, score } = decided;
  const latest = (from: Day, items: readonly PlanItem[]) => items.reduce((day, { due }) => later(day, due), from);
  const gating = gatingItems(decided);
  const opening = latest(plan.keyControlsInPlaceOn, gating);
  const type1 = latest(
    opening,
    controlItems(decided).filter(({ criterion }) => score.unknown.criteria.includes(criterion)),
  );
  const last = gating.find(({ due }) => due === opening && opening > today);
  const held = heldWords(heldItems(decided));
  const { unscheduled } = score;
  const once =
    unscheduled.length === 0
      ? ''
      : `, once ${counted(unscheduled.length, 'recurring key control')} ${unscheduled.length === 1 ? 'has' : 'have'} an owner and next dates`;
  const from = (day: Day, word: string) => (day <= today ? 'today' : `${word}${longDay(day)}`);
  return {
    type1,
    opening,
    ...(last === undefined ? {} : { setBy: last.control }),
    unscheduled,
    held,
    sentence: `Type 1 realistic ${from(type1, 'from ')} · window can open ${from(opening, '')}${once}${held === '' ? '' : `; but ${held}`}`,
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
  const { score, unasked } = decisions;
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
  return { ...head, sentence: `${base} · ${earliestOpening(decisions, today).sentence}` };
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

/** One reason of a verdict: what is so of some ids. `names` are the first of them, or how many there are. */
type Reason =
  | string
  | {
      ids: readonly string[];
      noun: string;
      say: (names: string, one: boolean) => string;
      /** Where the ids are counted and that needs other words. */
      sayCounted: (count: string, one: boolean) => string;
    };

/** The reasons of each verdict. */
const reasonsOf: Record<Type1Verdict, (score: Score, unasked: readonly CriterionId[]) => Reason[]> = {
  'Not ready': notReady,
  'Not enough known': notEnoughKnown,
  'Ready with conditions': conditions,
  Ready: everything,
};

/** The reasons of the Type 1 verdict with counts in place of ids, for readers who know no ids: `AWS shows otherwise on 7 controls; …`. */
export function reasonsInCounts(decisions: Decisions): string {
  const { score, unasked } = decisions;
  const reasons = reasonsOf[score.verdict.type1](score, unasked).map(inCounts);
  return `${reasons.join('; ')}.${provisionalWords(score)}${changedBy(decisions)}`;
}

/** The Type 1 verdict with its reasons, in the order of rule S-V1. */
function verdictSentence(score: Score, unasked: readonly CriterionId[]): string {
  const reasons = reasonsOf[score.verdict.type1](score, unasked).map(nameFirst);
  return `${score.verdict.type1}: ${reasons.join('; ')}.${provisionalWords(score)}`;
}

function provisionalWords({ provisional }: Score): string {
  return provisional ? ' Provisional: only key controls were asked.' : '';
}

function notReady({ blockers, contradicted }: Score): Reason[] {
  const { material, notImplemented, gap } = blockers;
  const refuted = material.filter((id) => contradicted.includes(id));
  const failing = material.filter((id) => !contradicted.includes(id));
  // A control that fails in AWS is named once, there.
  const notSeen = notImplemented.filter((id) => !material.includes(id));
  return [
    ...because(refuted, 'control', (names) => `AWS shows otherwise on ${names}`),
    ...because(failing, 'control', (names) => `AWS shows a failure that blocks on ${names}`),
    ...because(
      notSeen,
      'key control',
      (names, one) => `${names} ${one ? 'is a key control' : 'are key controls'} not yet seen in place`,
      (count, one) => `${count} ${one ? 'is' : 'are'} not yet seen in place`,
    ),
    ...because(gap, 'criterion', (names, one) => `${names} ${one ? 'is a gap' : 'are gaps'}`),
  ];
}

function notEnoughKnown({ unknown, design, constants }: Score, unasked: readonly CriterionId[]): Reason[] {
  const floor = floorOf({ ...(constants && { constants }) });
  const open = unknown.criteria.filter((id) => !unasked.includes(id));
  const low = reaches(design.coverage, floor)
    ? []
    : [`${Math.round(design.coverage * 100)} % is known, and a verdict needs ${Math.round(floor * 100)} %`];
  return [
    ...low,
    ...(unasked.length > 0 ? [`this version has no questions yet for ${countOf(unasked, 'criterion')}`] : []),
    ...because(
      unknown.keys,
      'key control',
      (names, one) => `${names} ${one ? 'is a key control' : 'are key controls'} not known`,
      (count, one) => `${count} ${one ? 'is' : 'are'} not known`,
    ),
    ...because(unknown.unread, 'control', (names) => `live checks could not be read for ${names}`),
    ...because(open, 'criterion', (names) => `too little is known of ${names}`),
  ];
}

function everything(): Reason[] {
  return ['every criterion in scope is in place and evidenced'];
}

function conditions({ conditions: { partial, failing, description, judged = [] } }: Score): Reason[] {
  return [
    ...because(partial, 'criterion', (names, one) => `${names} ${one ? 'is' : 'are'} partly in place`),
    ...because(failing, 'control', (names) => `a live check fails for ${names}`),
    ...because(judged, 'control', (names, one) => `${names} ${one ? 'stands' : 'stand'} on an assessor’s judgement`),
    ...(description ? ['the system description is not complete'] : []),
  ];
}

function because(
  ids: readonly string[],
  noun: string,
  say: (names: string, one: boolean) => string,
  sayCounted = say,
): Reason[] {
  return ids.length === 0 ? [] : [{ ids, noun, say, sayCounted }];
}

function nameFirst(one: Reason): string {
  return typeof one === 'string' ? one : one.say(listedAbout(one.ids, namesShown), one.ids.length === 1);
}

function inCounts(one: Reason): string {
  if (typeof one === 'string') return one;
  return one.sayCounted(countOf(one.ids, one.noun), one.ids.length === 1);
}

function countOf(ids: readonly string[], noun: string): string {
  return counted(ids.length, noun).replace('criterions', 'criteria');
}
