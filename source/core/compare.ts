/** Two moments of an assessment, or two assessments, side by side: what closed, came, slipped, and what cannot be compared. */
import { compareEntries } from './assessment.ts';
import { dayIn, daysBetween } from './calendar.ts';
import { coverageFloor, modelVersion, reaches } from './constants.ts';
import { type DecideInput, decide } from './decide.ts';
import type { Decisions, Gap, PlanItem } from './decision.ts';
import type { Day, Entry } from './entry.ts';
import { scoreInputs } from './inputs.ts';
import type { ControlId } from './questionnaire.ts';
import { type MadeBy, madeOtherwise, type SavedEntry } from './saved-result.ts';
import { assess } from './score.ts';
import type { ControlInput, ControlState, Score, ScoreContext } from './score-types.ts';
import { floorOf, headline } from './window.ts';

/** One side: an assessment as it stood on a day, decided by today's rules. */
export interface Moment {
  /** What it is called: a day, or a workspace's folder. */
  label: string;
  day: Day;
  input: DecideInput;
  decisions: Decisions;
  inputs: ControlInput[];
  context: ScoreContext;
  /** The scan it was judged with, where there was one; of several accounts the newest, with all their ids. */
  scan?: { account: string; finishedAt: string };
  /** By which rules and content it is decided here. */
  madeBy?: MadeBy;
  /** The result saved on that day, where one was (rule S-S1). */
  saved?: SavedEntry;
}

/** What a moment is made from. */
export type MomentInput = Pick<Moment, 'label' | 'input' | 'madeBy'> & {
  scan?: Moment['scan'] | undefined;
  saved?: Moment['saved'] | undefined;
};

/** Decides one side. */
export function momentOf({ label, input, scan, madeBy, saved }: MomentInput): Moment {
  const { inputs, context } = scoreInputs(input);
  const base = { label, day: input.today, input, decisions: decide(input), inputs, context };
  return { ...base, ...(scan && { scan }), ...(madeBy && { madeBy }), ...(saved && { saved }) };
}

/**
 * The entries written until the end of a day, by the instants they carry: the only use of clocks there is. One whose
 * instant cannot be read goes with the entry before it.
 */
export function entriesUntil(entries: readonly Entry[], day: Day, timeZone: string): Entry[] {
  let last = '';
  return entries.toSorted(compareEntries).filter((entry) => {
    try {
      last = dayIn(entry.at, timeZone);
    } catch {
      // Written by hand: see above.
    }
    return last <= day;
  });
}

/** A gap of one side. */
export interface ComparedGap extends Pick<Gap, 'control' | 'title' | 'cause' | 'reason' | 'key'> {}

/** An open item whose day has moved. */
export interface Slip {
  control: ControlId;
  title: string;
  wasDue: Day;
  due: Day;
  /** Days later than before. */
  days: number;
  /** It was to be done by the later of the two days, and is not. */
  overdue: boolean;
}

/** What cannot be compared, and why. */
export interface NotComparable {
  /** A control, or a check. */
  id: string;
  why: string;
}

/** Figures 0–1 over the controls that both sides have. */
export interface ComparedSide {
  label: string;
  day: Day;
  /** Version of the model that made its verdicts and figures. */
  model: number;
  /** True: as saved then, by another model; the figures are of all its controls. */
  asSaved?: true;
  /** Of the whole side, not of the common controls alone. */
  verdict: Score['verdict'];
  inPlace: number;
  criteria: number;
  evidenced: number;
  claimed: number;
  upper: number;
  coverage: number;
  /** Rule S-H1: too little is known for the figures to be printed. */
  enough: boolean;
}

/** The comparison. */
export interface Comparison {
  modelVersion: number;
  /** False: the sides were made by different models, so their figures and verdicts are not compared (rule S-S1). */
  comparable: boolean;
  /** Questionnaire that each side is judged with. */
  questionnaires: { a: string; b: string };
  a: ComparedSide;
  b: ComparedSide;
  /** Controls that both sides have (rule S-S1). */
  common: number;
  closed: ComparedGap[];
  /** Gone, called done, and not yet shown by what is later than the fix: no gap closes without that (rule S-R1). */
  toRetest: ComparedGap[];
  /** New gaps, but for those contradicted again. */
  opened: ComparedGap[];
  /** Not contradicted in `a`, contradicted or called done before, and AWS shows otherwise now. */
  contradictedAgain: ComparedGap[];
  slipped: Slip[];
  /** Gaps on both sides whose state fell. */
  worse: { control: ControlId; was: ControlState; now: ControlState }[];
  notComparable: NotComparable[];
}

/**
 * Compares two sides; `a` is the earlier, or the one to compare with. `before`: controls that AWS contradicted at any
 * time before `a`, where that is known.
 */
export function compare(a: Moment, b: Moment, before: ReadonlySet<ControlId> = new Set()): Comparison {
  const [inA, inB] = [a, b].map(({ decisions }) => new Set(decisions.controls.map(({ id }) => id))) as [
    Set<string>,
    Set<string>,
  ];
  const common = new Set([...inA].filter((id) => inB.has(id)));
  const gapsOf = ({ decisions }: Moment) =>
    new Map(decisions.gaps.filter(({ control }) => common.has(control)).map((gap) => [gap.control, gap]));
  const [gapsA, gapsB] = [gapsOf(a), gapsOf(b)];
  const came = [...gapsB.values()].filter(({ control }) => !gapsA.has(control));
  const stillIs = new Set(a.decisions.score.contradicted);
  const isAgain = ({ control, cause }: Gap) =>
    cause === 'contradicted' && !stillIs.has(control) && (before.has(control) || calledMended(control, b));
  const again = [...gapsB.values()].filter(isAgain);
  const gone = [...gapsA.values()].filter(({ control }) => !gapsB.has(control));
  const retest = new Set(
    b.decisions.plan.settled.filter(({ state }) => state === 'done').map(({ control }) => control),
  );
  const waits = ({ control }: Gap) => retest.has(control);
  const sides = { a: sideOf(a, common), b: sideOf(b, common) };
  return {
    modelVersion,
    comparable: sides.a.model === sides.b.model,
    questionnaires: { a: a.input.questionnaire.hash, b: b.input.questionnaire.hash },
    ...sides,
    common: common.size,
    closed: gone.filter((gap) => !waits(gap)).map(brief),
    toRetest: gone.filter(waits).map(brief),
    opened: came.filter((gap) => !again.includes(gap)).map(brief),
    contradictedAgain: again.map(brief),
    slipped: slips(a, b, gapsA, gapsB),
    worse: fallen(a, b, gapsA, gapsB),
    notComparable: notComparable(a, b, inA, inB),
  };
}

function brief({ control, title, cause, reason, key }: Gap): ComparedGap {
  return { control, title, cause, reason, key };
}

/** Whether people had called its item done or closed. */
function calledMended(control: ControlId, { input }: Moment): boolean {
  return input.assessment.history.some(
    (entry) => entry.type === 'plan' && entry.item === `plan:${control}` && ['done', 'closed'].includes(entry.state),
  );
}

function sideOf({ label, day, decisions, inputs, context, saved }: Moment, common: ReadonlySet<string>): ComparedSide {
  if (saved !== undefined && saved.madeBy.model !== modelVersion) {
    const { provisional: _, upper, ...summary } = saved.summary;
    const enough = reaches(summary.coverage, coverageFloor);
    return { label, day, model: saved.madeBy.model, asSaved: true, ...summary, upper, enough };
  }
  const { design } = assess(
    inputs.filter(({ id }) => common.has(id)),
    context,
  );
  const { evidenced, claimed, upper, coverage } = design;
  const { inPlace, total } = headline(decisions, day);
  return {
    ...{ label, day, model: modelVersion, verdict: decisions.score.verdict, inPlace, criteria: total },
    ...{ evidenced, claimed, upper, coverage, enough: reaches(coverage, floorOf(decisions.score)) },
  };
}

function slips(a: Moment, b: Moment, gapsA: ReadonlyMap<string, Gap>, gapsB: ReadonlyMap<string, Gap>): Slip[] {
  const itemsOf = ({ decisions }: Moment) => new Map(decisions.plan.items.map((item) => [item.control, item]));
  const [before, now] = [itemsOf(a), itemsOf(b)];
  const open = (item: PlanItem | undefined): item is PlanItem =>
    item !== undefined && item.state !== 'done' && item.state !== 'accepted';
  return [...gapsB.values()]
    .flatMap(({ control, title }): Slip[] => {
      const [was, is] = [before.get(control), now.get(control)];
      if (!gapsA.has(control) || !open(was) || !open(is)) return [];
      const days = daysBetween(was.due, is.due);
      const overdue = was.due < b.day;
      if (days <= 0 && !overdue) return [];
      return [{ control, title, wasDue: was.due, due: is.due, days, overdue }];
    })
    .sort((x, y) => Number(y.overdue) - Number(x.overdue) || y.days - x.days);
}

/** From best to worst. */
const states: readonly ControlState[] = ['Met', 'Inherited', 'Partial', 'Unknown', 'Gap', 'Contradicted'];

function fallen(a: Moment, b: Moment, gapsA: ReadonlyMap<string, Gap>, gapsB: ReadonlyMap<string, Gap>) {
  const stateOf = ({ decisions }: Moment) =>
    new Map(decisions.score.design.criteria.flatMap(({ controls }) => controls.map(({ id, state }) => [id, state])));
  const [before, now] = [stateOf(a), stateOf(b)];
  return [...gapsB.keys()].flatMap((control): Comparison['worse'] => {
    const [was, is] = [before.get(control), now.get(control)];
    if (!gapsA.has(control) || was === undefined || is === undefined) return [];
    return states.indexOf(is) > states.indexOf(was) ? [{ control, was, now: is }] : [];
  });
}

function notComparable(a: Moment, b: Moment, inA: ReadonlySet<string>, inB: ReadonlySet<string>): NotComparable[] {
  const missing = (here: Moment, there: ReadonlySet<string>, has: Moment): NotComparable[] =>
    has.decisions.controls
      .filter(({ id }) => !there.has(id))
      .map(({ id }) => {
        const excluded = here.decisions.excluded.find(({ control }) => control === id);
        const why = excluded === undefined ? 'its questionnaire does not have it.' : excluded.reason;
        return { id, why: `Only in ${has.label}; in ${here.label}: ${why}` };
      });
  const otherwise = [a, b].flatMap(({ label, saved, madeBy }) =>
    saved === undefined || madeBy === undefined ? [] : madeOtherwise(label, saved.madeBy, madeBy),
  );
  return [...otherwise, ...missing(b, inB, a), ...missing(a, inA, b), ...checksNotComparable(a, b)];
}

/** Checks that only one side could read; one line for all of them where a side was never scanned. */
function checksNotComparable(a: Moment, b: Moment): NotComparable[] {
  if (a.scan === undefined && b.scan === undefined) return [];
  const [unscanned] = [a, b].filter(({ scan }) => scan === undefined);
  if (unscanned !== undefined)
    return [{ id: 'live checks', why: `${unscanned.label} has no scan: what AWS shows stands on one side only.` }];
  if (a.scan?.account !== b.scan?.account)
    return [
      { id: 'live checks', why: `${a.label} is a scan of ${a.scan?.account}, ${b.label} one of ${b.scan?.account}.` },
    ];
  const unread = ({ decisions }: Moment) =>
    new Set(decisions.results.filter(({ status }) => status === 'unknown').map(({ check }) => check));
  const [unreadA, unreadB] = [unread(a), unread(b)];
  const say = (check: string, read: Moment, not: Moment) => ({
    id: check,
    why: `Read in ${read.label}, and not in ${not.label}.`,
  });
  return [
    ...[...unreadB].filter((check) => !unreadA.has(check)).map((check) => say(check, a, b)),
    ...[...unreadA].filter((check) => !unreadB.has(check)).map((check) => say(check, b, a)),
  ];
}
