/** The palette: every action of the screen by its name, and every question by its words. */
import { type Step, to } from './events.ts';
import { type Action, type ActionId, actionsIn } from './keys.ts';
import { move, pageHeight } from './move.ts';
import { closed } from './overlays.ts';
import { screenPlace } from './place.ts';
import { allQuestions, answerGiven, currentQuestion, type Question, scopeGiven } from './questions.ts';
import { type Overlay, type State, screenOf } from './state.ts';
import { showQuestion } from './step-interview.ts';
import { toQuestion } from './step-program.ts';
import { textField } from './text-field.ts';

/** What the palette offers. `said`: what was answered, in a word or two. */
export type Found =
  | { kind: 'action'; action: Action }
  | { kind: 'question'; question: Question; ask: string; said: string };

/** The palette, or the list of questions in which `/` of the Interview looks. */
export type Palette = Overlay & { kind: 'palette' };

/** What fits the text, best match first: actions, then questions; of questions alone, all, in the order they are asked. */
export function paletteFound(state: State, { text, questions }: Pick<Palette, 'text' | 'questions'>): Found[] {
  const wanted = text.value.trim().toLowerCase();
  if (questions === true) return foundQuestions(state, wanted);
  const ranked = offeredActions(state).map((action) => ({ action, rank: rank(action, wanted) }));
  const actions = ranked
    .filter((one) => one.rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ action }) => action);
  // One letter is in every question.
  const asked = wanted.length < 2 ? [] : foundQuestions(state, wanted);
  // A name that fits comes before the questions, and what a screen has; a word in another explanation after them.
  const first = ranked.filter((one) => one.rank > 2 || (one.rank === 2 && one.action.group === 'Screens'));
  const isFirst = new Set(first.map(({ action }) => action));
  return [
    ...actions.filter((action) => isFirst.has(action)).map(foundAction),
    ...asked,
    ...actions.filter((action) => !isFirst.has(action)).map(foundAction),
  ];
}

function foundAction(action: Action): Found {
  return { kind: 'action', action };
}

/** Actions of the screen under the palette; movement, which one does with a key, comes last. */
function offeredActions(state: State): Action[] {
  const offered = actionsIn(screenPlace(state)).filter((action) => !left.includes(action.id));
  // Where the digits answer, the screens have no key: here they have their name.
  const screens = ['interview', 'workshop'].includes(screenOf(state))
    ? actionsIn('overview').filter((action) => action.group === 'Screens')
    : [];
  const all = [...offered, ...screens];
  return [...all.filter(({ group }) => group !== 'Move'), ...all.filter(({ group }) => group === 'Move')];
}

/** Questions in which every word of the text occurs: in the id, the question, or what was said to it. */
function foundQuestions(state: State, wanted: string): Found[] {
  const words = wanted.split(/\s+/);
  return allQuestions(state).flatMap((question): Found[] => {
    const { title, ask } = wordsOf(question);
    const said = saidTo(state, question);
    const text = `${question.id} ${title} ${ask} ${said}`.toLowerCase();
    return words.every((word) => text.includes(word)) ? [{ kind: 'question', question, ask, said }] : [];
  });
}

function wordsOf(question: Question): { title: string; ask: string } {
  if (question.kind === 'scope') return { title: 'scope', ask: question.question.ask };
  return { title: question.control.title, ask: question.control.ask };
}

/** What was answered to a question, in a word or two. */
function saidTo(state: State, question: Question): string {
  if (question.kind === 'scope') return scopeGiven(state, question.id) === undefined ? 'open' : 'answered';
  const answer = answerGiven(state, question.id);
  if (answer === undefined) return 'open';
  if ('toConfirm' in answer) return 'confirm';
  if (answer.level === 'unknown') return "don't know";
  if (answer.level === 'not-applicable') return 'n/a';
  return typeof answer.level === 'number' ? `level ${answer.level}` : answer.level;
}

/** Not worth a name: one does them with a key or not at all. */
const left: readonly ActionId[] = ['up', 'down', 'palette', 'back', 'pick', 'pick-move'];

function rank(action: Action, wanted: string): number {
  const label = action.label.toLowerCase();
  if (label.startsWith(wanted)) return 4;
  if (label.includes(wanted)) return 3;
  if (action.help.toLowerCase().includes(wanted)) return 2;
  let from = 0;
  const inOrder = [...wanted].every((letter) => {
    const at = label.indexOf(letter, from);
    from = at + 1;
    return at !== -1;
  });
  return inOrder ? 1 : 0;
}

/** The list of all questions over the Interview, the one on the screen marked. */
export function questionList(state: State): State {
  const id = currentQuestion(state)?.id;
  const at = allQuestions(state).findIndex((question) => question.id === id);
  return { ...state, overlay: { kind: 'palette', text: textField(), cursor: Math.max(0, at), questions: true } };
}

/** Movement in the palette; choosing an action is done by step.ts, which knows what it does. */
export function stepPalette(state: State, overlay: Palette, id: ActionId): Step {
  const total = paletteFound(state, overlay).length;
  const moves: Partial<Record<ActionId, ActionId>> = { 'palette-up': 'up', 'palette-down': 'down' };
  const cursor = move(moves[id] ?? id, overlay.cursor, pageHeight(state), total);
  if (cursor !== undefined) return to({ ...state, overlay: { ...overlay, cursor } });
  return to(id === 'back' ? closed(state) : state);
}

/** To a question that was found: on the Interview in its place, elsewhere over the screen one comes from. */
export function toFound(state: State, { id }: Question): Step {
  if (screenOf(state) === 'interview') return to(showQuestion(closed(state), id));
  return toQuestion(closed(state), id);
}
