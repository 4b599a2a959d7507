/** The first line: where one is, whose assessment it is, what is running. */
import type { Layout } from '../app/layout.ts';
import { currentIndex, currentQuestion, questionsOf, scopeGiven, timeLeftOf } from '../app/questions.ts';
import { screenTitles } from '../app/screens.ts';
import { type State, screenOf } from '../app/state.ts';
import { both, type Line, lineWidth, span } from './lines.ts';
import { type Look, spinnerFrame, type Token } from './theme.ts';
import type { Tick } from './view.ts';

/** The header of a frame. */
export function header(state: State, plan: Layout, look: Look, tick: Tick): Line {
  const { columns } = plan.size;
  const left: Line = [span(` ${crumbs(state, plan)} `, 'heading')];
  const parts = [...(screenOf(state) === 'interview' ? progress(state) : about(state)), ...running(state, look, tick)];
  // The parts on the left of the right side give way first: what is running and what is saved stay longest.
  for (let from = 0; from < parts.length; from += 1) {
    const right = joined(parts.slice(from));
    if (lineWidth(left) + lineWidth(right) + 1 <= columns) return both(left, right, columns);
  }
  return left;
}

type Part = [text: string, token: Token];

function joined(parts: Part[]): Line {
  return [...parts.flatMap(([text, token], index) => [span(index === 0 ? '' : ' · '), span(text, token)]), span(' ')];
}

function crumbs(state: State, plan: Layout): string {
  const screen = screenOf(state);
  const names = plan.kind === 'compact' ? [screenTitles[screen]] : ['soc2-ready', screenTitles[screen]];
  const question = screen === 'interview' ? currentQuestion(state) : undefined;
  if (question?.kind === 'control') names.push(question.control.criterion);
  if (question?.kind === 'scope') names.push('Scope');
  return names.join(' ▸ ');
}

/** Interview: how far, and that it is on disk. */
function progress(state: State): Part[] {
  const questions = questionsOf(state);
  const { series } = state.interview;
  const within = series === undefined ? '' : ` in ${series}`;
  const left = timeLeftOf(state);
  return [
    ...(left === undefined ? [] : [[left, 'plain'] satisfies Part]),
    [`question ${currentIndex(state, questions) + 1} of ${questions.length}${within}`, 'plain'],
    ...saving(state),
  ];
}

function saving(state: State): Part[] {
  if (state.readOnly !== undefined) return [['reading only', 'warning']];
  if (state.unsaved !== undefined) return [['NOT SAVED', 'bad']];
  if (state.pending.length > 0) return [['saving…', 'plain']];
  return state.savedAt === undefined ? [] : [[`saved ${state.savedAt}`, 'good']];
}

/** The wanted report, by the value of the scoping question. */
const reportWords: Record<string, string> = { type1: 'Type 1', type2: 'Type 2', both: 'Type 1, then 2' };

function about(state: State): Part[] {
  const parts: Part[] = [[state.assessment.name, 'plain']];
  const report = scopeGiven(state, 'report-type');
  const words = typeof report === 'string' ? reportWords[report] : undefined;
  if (words !== undefined) parts.push([words, 'plain']);
  const account = state.facts?.account ?? '';
  if (account !== '') parts.push([`aws …${account.slice(-4)} read-only`, 'plain']);
  if (state.readOnly !== undefined) parts.push(['reading only', 'warning']);
  if (state.unsaved !== undefined) parts.push(['NOT SAVED', 'bad']);
  return parts;
}

function running(state: State, look: Look, tick: Tick): Part[] {
  const { scan } = state;
  if (scan.state === 'failed') return [['AWS not read', 'warning']];
  if (scan.state !== 'running') return [];
  const spinner = look.still ? '' : `${spinnerFrame(tick.frame, look)} `;
  const count = scan.total === 0 ? 'connecting' : `${scan.done}/${scan.total}`;
  return [[`${spinner}reading AWS ${count}`, 'accent']];
}
