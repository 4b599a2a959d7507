/** Where the next key goes. */
import { currentQuestion } from './questions.ts';
import type { Place } from './screens.ts';
import { type State, screenOf } from './state.ts';

/** Scoping questions answered by typing. */
export const typedTypes: readonly string[] = ['number', 'text', 'list', 'date'];

/** The place that has the keys: what lies on top, else the screen. */
export function placeOf(state: State): Place {
  const { overlay } = state;
  if (overlay?.kind === 'help') return overlay.filtering ? 'field' : 'help';
  if (overlay !== undefined) return overlay.kind;
  return screenPlace(state);
}

/** The place of the screen itself, whatever lies over it. */
export function screenPlace(state: State): Place {
  const screen = screenOf(state);
  if (screen !== 'interview') return state.lists[screen].filtering ? 'field' : screen;
  const question = currentQuestion(state);
  if (question?.kind !== 'scope') return 'interview';
  const { type } = question.question;
  if (type === 'choices') return 'choices';
  if (typedTypes.includes(type)) return state.interview.typing ? 'field' : 'interview';
  return 'picker';
}
