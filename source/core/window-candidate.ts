/** One possible window: whether it is feasible, on which conditions, and what it asks for. */
import type { Assessment } from './assessment.ts';
import { type AwsCoverage, awsCoverage } from './aws-soc-reports.ts';
import { addDays, longDay } from './calendar.ts';
import { type CleanStart, daysByChain } from './clean-start.ts';
import { keyWeight } from './constants.ts';
import { type2Path } from './deadline.ts';
import type { Decisions } from './decision.ts';
import type { Day } from './entry.ts';
import { type FirstRun, firstRuns } from './first-runs.ts';
import { gatingItems, heldItems, heldWords } from './gating.ts';
import { isScheduled } from './input-operation.ts';
import { later, type Span } from './observation-window.ts';
import { counted, listed, listedAbout } from './phrases.ts';
import type { ControlId } from './questionnaire.ts';
import { standingControls } from './set-aside.ts';
import { type CadenceLoad, type CannotOccur, cadenceLoads, cannotOccur } from './window-load.ts';

/** What has to be so by a day for a window to be feasible. */
export interface WindowCondition {
  by: Day;
  /** `14 key controls of the plan are in place, CC4.1-b last`. */
  text: string;
  controls: ControlId[];
}

/** One possible window. */
export interface WindowCandidate extends Span {
  months: number;
  /** `open` is the window that runs already; `not known` stands while too little is answered for any date. */
  verdict: 'feasible' | 'feasible if' | 'not feasible' | 'not known' | 'open';
  conditions: WindowCondition[];
  /** Why not, one sentence each. */
  against: string[];
  loads: CadenceLoad[];
  cannotOccur: CannotOccur[];
  firstRuns: FirstRun[];
  /** Days on which the report can be there. */
  reportFrom: Day;
  reportTo: Day;
  aws: AwsCoverage;
}

/** What a candidate is judged by. */
export interface CandidateInput {
  decisions: Decisions;
  assessment: Assessment;
  today: Day;
  clean: CleanStart | undefined;
  deadline: Day | undefined;
  span: Span;
  months: number;
  isOpen: boolean;
}

/** Judges one window: what speaks against it, what has to be so, and what it asks for. */
export function judgeWindow(input: CandidateInput): WindowCandidate {
  const { decisions, assessment, today, clean, deadline, span, months, isOpen } = input;
  const standing = standingControls(decisions);
  const runs = firstRuns(standing, assessment, decisions.plan.items, span);
  const path = type2Path(span.from, months, deadline, span.to);
  const against = [...tooEarly(input), ...held(input), ...tooLate(path.reportFrom, deadline)];
  const conditions = [...hoursNeeded(input), ...planHolds(input), ...datesNeeded(input), ...answersNeeded(input)];
  const verdict = isOpen
    ? 'open'
    : clean === undefined
      ? 'not known'
      : against.length > 0
        ? 'not feasible'
        : conditions.length > 0
          ? 'feasible if'
          : 'feasible';
  return {
    ...span,
    months,
    verdict,
    conditions: isOpen ? datesNeeded(input) : conditions,
    against: isOpen ? tooLate(path.reportFrom, deadline) : against,
    loads: cadenceLoads(standing, assessment, span),
    cannotOccur: cannotOccur(standing, assessment, span, today),
    firstRuns: runs,
    reportFrom: path.reportFrom,
    reportTo: path.reportTo,
    aws: awsCoverage(span, today),
  };
}

/** What cannot be in place when the window begins, whoever works on it. */
function tooEarly({ decisions, today, span, clean }: CandidateInput): string[] {
  if (clean === undefined) return [];
  const days = daysByChain(decisions.plan.items);
  const late = gatingItems(decisions).filter(({ id }) => addDays(today, days.get(id) ?? 0) > span.from);
  if (late.length === 0) return [];
  const most = late.reduce((a, b) => ((days.get(b.id) ?? 0) > (days.get(a.id) ?? 0) ? b : a));
  const more = late.length === 1 ? '' : `, and ${late.length - 1} more come too late`;
  return [`${most.control} cannot be in place before ${longDay(addDays(today, days.get(most.id) ?? 0))}${more}.`];
}

/** Rule S-V2: what was accepted as it stands keeps the verdict from opening anything, whatever the day. */
function held({ decisions, clean }: CandidateInput): string[] {
  const words = heldWords(heldItems(decisions));
  return clean === undefined || words === '' ? [] : [`${words}.`];
}

function tooLate(reportFrom: Day, deadline: Day | undefined): string[] {
  if (deadline === undefined || reportFrom <= deadline) return [];
  return [`Its report can be there from ${longDay(reportFrom)}, after the deadline of ${longDay(deadline)}.`];
}

/** What the plan has later than the window, and more hours could bring forward. */
function hoursNeeded({ decisions, today, span }: CandidateInput): WindowCondition[] {
  const days = daysByChain(decisions.plan.items);
  const late = gatingItems(decisions).filter(
    ({ id, due }) => due > span.from && addDays(today, days.get(id) ?? 0) <= span.from,
  );
  if (late.length === 0) return [];
  const owners = [...new Set(late.map(({ owner }) => owner))];
  return [
    {
      by: later(span.from, today),
      text: `${shortList(late.map(({ control }) => control))} in place, which takes more hours than ${listed(owners)} ${owners.length === 1 ? 'has' : 'have'}`,
      controls: late.map(({ control }) => control),
    },
  ];
}

function planHolds({ decisions, span }: CandidateInput): WindowCondition[] {
  const pending = gatingItems(decisions).filter(({ due }) => due <= span.from);
  const last = pending.reduce<(typeof pending)[number] | undefined>(
    (a, b) => (a === undefined || b.due > a.due ? b : a),
    undefined,
  );
  if (last === undefined) return [];
  const text = `${counted(pending.length, 'open item')} of the plan done as dated, ${last.control} last`;
  return [{ by: last.due, text, controls: pending.map(({ control }) => control) }];
}

/** Rule S-V2 for this window: an owner, and a date or a run inside it. */
function datesNeeded({ decisions, assessment, today, span }: CandidateInput): WindowCondition[] {
  const without = standingControls(decisions).filter(
    (control) =>
      control.weight === keyWeight &&
      control.cadence.every !== undefined &&
      !isScheduled(assessment.controls[control.id], assessment, { ...span, opened: false }, today),
  );
  if (without.length === 0) return [];
  const [what, have] = [counted(without.length, 'recurring key control'), without.length === 1 ? 'has' : 'have'];
  const controls = without.map(({ id }) => id);
  return [
    {
      by: later(span.from, today),
      text: `${what} ${have} an owner and a date inside the window: ${shortList(controls)}`,
      controls,
    },
  ];
}

function answersNeeded({ decisions, today, span }: CandidateInput): WindowCondition[] {
  const { keys, unread } = decisions.score.unknown;
  const say = (ids: readonly string[], text: string): WindowCondition[] =>
    ids.length === 0 ? [] : [{ by: later(span.from, today), text: `${text}: ${shortList(ids)}`, controls: [...ids] }];
  return [
    ...say(keys, `${counted(keys.length, 'key control')} answered, as counted missing until then`),
    ...say(unread, 'live checks read'),
  ];
}

/** Names so many at most; the rest is counted. */
function shortList(ids: readonly string[]): string {
  return listedAbout(ids, 3);
}
