/** The guided path: scope, interview, checks, gaps, plan, RACI, window, verify, with what is done at each step. */
import type { PlanItem } from '../core/decision.ts';
import { allQuestions, isAnswered, type Question, timeLeftOf } from './questions.ts';
import { isScreen, type ScreenId } from './screens.ts';
import type { State } from './state.ts';
import { counted } from './words.ts';

/** One step of the path. */
export interface PathStep {
  id: 'scope' | 'interview' | 'checks' | 'gaps' | 'plan' | 'raci' | 'window' | 'verify';
  title: string;
  /** `optional`: nothing is lost without it. */
  state: 'done' | 'part' | 'open' | 'optional';
  /** How far it is, in a few words. */
  said: string;
  /** Screen that it is done on. */
  screen: ScreenId;
  /** What is left of it may come after the other steps. */
  canWait?: boolean;
}

/** What the path is made from; another state with the same parts has the same path. */
type Input = Pick<
  State,
  'questionnaire' | 'assessment' | 'pending' | 'derived' | 'facts' | 'scan' | 'canScan' | 'noScan'
>;

/** All eight steps in their order. */
export function guidedPath(state: Input): PathStep[] {
  return [
    scope(state),
    interview(state),
    checks(state),
    gaps(state),
    plan(state),
    raci(state),
    win(state),
    verify(state),
  ];
}

/** The one step to do next: the first that is not done and that somebody can do now; undefined: nothing is left. */
export function nextOnPath(path: readonly PathStep[]): PathStep | undefined {
  // Gaps are looked at, not done; reading AWS may wait for ever.
  const todo = path.filter(({ id, state }) => id !== 'gaps' && state !== 'done' && state !== 'optional');
  return todo.find(({ canWait }) => canWait !== true) ?? todo[0];
}

function counts(state: Input, kind: Question['kind']): { known: number; all: number } {
  const questions = allQuestions(state).filter((question) => question.kind === kind);
  return { known: questions.filter((question) => isAnswered(state, question)).length, all: questions.length };
}

function progress({ known, all }: { known: number; all: number }): PathStep['state'] {
  return known === all ? 'done' : known === 0 ? 'open' : 'part';
}

function scope(state: Input): PathStep {
  const told = counts(state, 'scope');
  const said = `${told.known} of ${counted(told.all, 'question')} answered`;
  // Boundary and commitments are asked after the controls.
  const open = allQuestions(state).filter((question) => question.kind === 'scope' && !isAnswered(state, question));
  const canWait = open.every((question) => question.kind === 'scope' && question.question.group !== 'first');
  return { id: 'scope', title: 'Scope', screen: 'scope', state: progress(told), said, canWait };
}

function interview(state: Input): PathStep {
  const told = counts(state, 'control');
  const left = timeLeftOf({ ...state, interview: { typing: false } });
  const said = `${told.known} of ${counted(told.all, 'control')} answered${left === undefined ? '' : ` · ${left}`}`;
  return { id: 'interview', title: 'Interview', screen: 'interview', state: progress(told), said };
}

function checks({ facts, scan, canScan, noScan, derived }: Input): PathStep {
  const step = { id: 'checks', title: 'Checks', screen: 'checks' } as const;
  if (scan.state === 'running') return { ...step, state: 'part', said: 'AWS is being read' };
  if (facts === undefined) {
    const said = canScan ? 'optional: AWS has not been read' : `optional: ${noScan ?? 'this session reads no AWS'}`;
    return { ...step, state: 'optional', said };
  }
  const results = derived?.results ?? [];
  const fails = results.filter(({ status }) => status === 'fail').length;
  const unknown = results.filter(({ status }) => status === 'unknown').length;
  const said = `read ${facts.finishedAt.slice(0, 10)} · ${fails} fail · ${unknown} unknown`;
  return { ...step, state: unknown === 0 ? 'done' : 'optional', said };
}

/** Whether nothing was said or read: figures over nothing would only frighten. */
function isBlank({ assessment, facts }: Input): boolean {
  return facts === undefined && Object.keys(assessment.controls).length === 0;
}

const waiting = { state: 'open', said: 'comes with the first answers' } as const;

function gaps(state: Input): PathStep {
  const { derived } = state;
  const step = { id: 'gaps', title: 'Gaps', screen: 'gaps' } as const;
  if (derived === undefined || isBlank(state)) return { ...step, ...waiting };
  const known = derived.decisions.gaps.filter(({ cause }) => cause !== 'unknown');
  const blocking = known.filter(({ blocks }) => blocks).length;
  const said =
    blocking === 0 ? counted(known.length, 'gap') : `${counted(known.length, 'gap')} · ${blocking} block Type 1`;
  return { ...step, state: known.length === 0 ? 'open' : 'part', said: known.length === 0 ? 'none known' : said };
}

const settled: readonly PlanItem['state'][] = ['done', 'closed', 'accepted'];

function plan(state: Input): PathStep {
  const { derived, assessment } = state;
  const step = { id: 'plan', title: 'Plan', screen: 'plan' } as const;
  const items = derived?.decisions.plan.items ?? [];
  if (isBlank(state)) return { ...step, ...waiting };
  if (items.length === 0) return { ...step, state: 'open', said: 'nothing to plan yet' };
  const people = new Set(assessment.people.map(({ name }) => name));
  const owned = items.filter((item) => people.has(item.owner) || settled.includes(item.state)).length;
  const said = `${counted(items.length, 'item')} · ${owned} with a person`;
  return { ...step, state: progress({ known: owned, all: items.length }), said };
}

function raci(state: Input): PathStep {
  const { derived } = state;
  const step = { id: 'raci', title: 'RACI', screen: 'raci' } as const;
  if (derived === undefined || isBlank(state)) return { ...step, ...waiting };
  const { findings, agreements } = derived.decisions.raci;
  const errors = findings.filter(({ severity, waived }) => severity === 'error' && waived === undefined).length;
  const agreed = agreements.filter(({ current }) => current).length;
  const said = `${counted(errors, 'error')} · ${agreed} of ${agreements.length} have agreed`;
  const done = errors === 0 && agreements.length > 0 && agreed === agreements.length;
  return { ...step, state: done ? 'done' : agreed > 0 ? 'part' : 'open', said };
}

/** The screen of the window, in a version that has one. */
function windowScreen(): ScreenId {
  const name: string = 'window';
  return isScreen(name) ? name : 'plan';
}

function win({ assessment }: Input): PathStep {
  const screen: ScreenId = windowScreen();
  const step = { id: 'window', title: 'Window', screen } as const;
  const { window } = assessment;
  if (window === undefined) return { ...step, state: 'open', said: 'no observation window chosen' };
  const said = `${window.months} months from ${window.start}${window.opened ? ', open' : ''}`;
  return { ...step, state: window.opened ? 'done' : 'part', said };
}

function verify({ derived }: Input): PathStep {
  const step = { id: 'verify', title: 'Verify', screen: 'checks' } as const;
  const items = derived?.decisions.plan.items ?? [];
  const waiting = items.filter(({ state }) => state === 'done' || state === 'closed').length;
  if (waiting > 0) return { ...step, state: 'part', said: `${counted(waiting, 'item')} done, to be tested again` };
  const ready = derived?.decisions.score.verdict.type1 === 'Ready';
  return {
    ...step,
    state: ready ? 'done' : 'open',
    said: ready ? 'nothing is left to test again' : 'nothing to test again yet',
  };
}
