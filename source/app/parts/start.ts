/** Start: where one is on the path, what to do next, and the way to everything else. */
import { depthQuestion } from '../../core/depth.ts';
import { type Step, save, say, then, to } from '../events.ts';
import { openForm } from '../form.ts';
import { guidedPath, nextOnPath, type PathStep } from '../path.ts';
import { allQuestions, nextOpen, scopeGiven } from '../questions.ts';
import { hasDepths, type StartAct, type StartRow, startRows } from '../start-rows.ts';
import type { State } from '../state.ts';
import { showQuestion } from '../step-interview.ts';
import { goTo, openNext, toQuestion } from '../step-program.ts';
import { tourOver } from '../tour.ts';
import type { ListPart } from './part.ts';

/** The rows of Start and what their keys do. */
export const startPart: ListPart<StartRow> = {
  rows: startRows,
  open(state, row) {
    if (row.kind === 'next') return toQuestion(state, row.step.control);
    if (row.kind === 'path') return toStep(state, row.step);
    return row.kind === 'screen' ? goTo(state, row.screen) : acts[row.act](state);
  },
  trace: (_, row) => (row?.kind === 'next' ? { type: 'trace', of: { control: row.step.control } } : undefined),
  copied: (_, row) => (row.kind === 'next' ? row.step.control : undefined),
};

const acts: Record<StartAct, (state: State) => Step> = {
  'go-on': (state) => {
    const next = nextOnPath(guidedPath(state));
    return next === undefined ? to(state) : toStep(state, next);
  },
  quick: (state) => begin(state, 'quick'),
  everything: (state) => begin(state, 'full'),
  // Which account is read, and what would be sent, comes before anything is.
  'read-aws': (state) => (state.canScan ? goTo(state, 'accounts') : goTo(state, 'checks')),
  tour: (state) => to(tourOver(state)),
  new: (state) => to({ ...state, overlay: { kind: 'form', form: openForm('new-assessment', '', state) } }),
  open: (state) => goTo(state, 'clients'),
  sample: (state) => openNext(state, { type: 'sample' }),
};

/** To the screen of a step; what is answered there opens at the first question without an answer. */
function toStep(state: State, step: PathStep): Step {
  if (step.id !== 'interview' && (step.id !== 'scope' || step.state === 'done')) return goTo(state, step.screen);
  const kind = step.id === 'scope' ? 'scope' : 'control';
  const own = allQuestions(state).filter((question) => question.kind === kind);
  return toQuestion(state, nextOpen(state, own) ?? own[0]?.id);
}

/** Chooses how deep it asks, where the questionnaire knows depths, and asks the first question. */
function begin(state: State, depth: 'quick' | 'full'): Step {
  if (state.readOnly !== undefined) return to(say(state, state.readOnly));
  const chosen = !hasDepths(state) || scopeGiven(state, depthQuestion) === depth;
  const said = chosen ? to(state) : save(state, { type: 'depth', depth });
  return then(said, (next) => {
    const open = nextOpen(next, allQuestions(next));
    return then(goTo(next, 'interview'), (last) => to(open === undefined ? last : showQuestion(last, open)));
  });
}
