/** `step(state, event)`: everything the program does, as a pure function. */
import { edited } from './edit-note.ts';
import type { Event, Step } from './events.ts';
import { say, then, to } from './events.ts';
import { type Action, actionFor } from './keys.ts';
import { closed } from './overlays.ts';
import { paletteFound, questionList, toFound } from './palette.ts';
import { picked } from './pickers.ts';
import { placeOf } from './place.ts';
import type { Place } from './screens.ts';
import { type Derived, type State, screenOf } from './state.ts';
import { pickScope, stepInterview, typeInInterview } from './step-interview.ts';
import { stepList, typeInFilter } from './step-lists.ts';
import { stepOutside } from './step-outside.ts';
import { stepOverlay, typeInOverlay } from './step-overlay.ts';
import { stepProgram } from './step-program.ts';
import { stepScan, toldAgain } from './step-scan.ts';

/** The next state, and what is to be done outside. */
export function step(state: State, event: Event): Step {
  switch (event.type) {
    case 'key':
      return stepKey(state, event.key);
    case 'paste':
      return type(state, event.text);
    case 'resize':
      return to({ ...state, size: { columns: event.columns, rows: event.rows } });
    case 'picked':
      return state.overlay?.kind === 'picker' ? picked(state, event.value) : pickScope(state, event.value);
    case 'saved':
      return saved(state, event);
    case 'save-failed':
      return saveFailed(state, event);
    case 'glossary':
      return to({ ...state, glossary: event.glossary });
    case 'derived':
      return derived(state, event.derived);
    case 'edited':
      return edited(state, event);
    case 'supposed':
      return to({ ...state, supposed: { ...state.supposed, answer: event.answer } });
    case 'told':
      return stepOutside({ ...state, assessment: event.assessment }, event.told);
    case 'failed': {
      const said = say(state, event.reason, 'bad');
      const next = event.asked === 'read-history' ? { ...said, past: { ...said.past, fault: event.reason } } : said;
      return to(event.figures === true ? { ...next, fault: event.reason } : next);
    }
    default:
      return stepScan(state, event);
  }
}

const textPlaces: readonly Place[] = ['field', 'form', 'palette'];

function stepKey(before: State, key: string): Step {
  const place = placeOf(before);
  // Alt moves by word where there is text. Elsewhere it is an escape and the letter, which may have come as one.
  if (key.startsWith('alt+') && !textPlaces.includes(place))
    return then(stepKey(before, 'esc'), (next) => stepKey(next, key.slice('alt+'.length)));
  const { notice: _, ...state } = before;
  const action = actionFor(place, key);
  if (action === undefined) return type(state, key);
  return perform(state, action);
}

/** Does what an action of the key table says, or says why it cannot be done now. */
export function perform(state: State, action: Action): Step {
  const why = action.whyDisabled?.(state);
  if (why !== undefined) return to(say(state, why));
  if (action.id === 'submit' && state.overlay?.kind === 'palette') {
    const chosen = paletteFound(state, state.overlay)[state.overlay.cursor];
    if (chosen === undefined) return to(say(state, 'Nothing fits: type less of it, or esc.'));
    return chosen.kind === 'question' ? toFound(state, chosen.question) : perform(closed(state), chosen.action);
  }
  if (action.id === 'filter' && state.overlay === undefined && screenOf(state) === 'interview')
    return to(questionList(state));
  return (
    stepProgram(state, action.id) ??
    (state.overlay !== undefined ? stepOverlay(state, action.id) : undefined) ??
    (screenOf(state) === 'interview' ? stepInterview(state, action.id) : stepList(state, action.id)) ??
    to(state)
  );
}

/** A key that is no action, or pasted text: goes to the field that has the keys, else nowhere. */
function type(state: State, text: string): Step {
  if (state.overlay !== undefined) return typeInOverlay(state, text);
  return screenOf(state) === 'interview' ? typeInInterview(state, text) : typeInFilter(state, text);
}

/** New figures; what is supposed on the plan is supposed of them, without what is no gap any more. */
function derived(state: State, figures: Derived): Step {
  const open = new Set(figures.decisions.plan.items.map(({ control }) => control));
  const marked = state.supposed.marked.filter((control) => open.has(control));
  const next = toldAgain({ ...state, derived: figures, supposed: { ...state.supposed, marked } });
  return marked.length === 0 ? to({ ...next, supposed: { marked } }) : to(next, { type: 'suppose' });
}

function saved(state: State, event: Event & { type: 'saved' }): Step {
  const pending = state.pending.filter((body) => body !== event.body);
  const authors = new Map([...state.authors].filter(([body]) => body !== event.body));
  const next: State = { ...state, pending, authors, assessment: event.assessment, savedAt: event.clock };
  const { entry } = event;
  if (entry !== undefined && state.acts.some(({ bodies }) => bodies.includes(event.body)))
    next.acts = state.acts.map((act) => (act.bodies.includes(event.body) ? { ...act, ids: [...act.ids, entry] } : act));
  if (event.body.type === 'undo' && event.entry !== undefined) next.redo = [...state.redo, event.entry];
  if (event.body.type === 'place') return to(next);
  return to(next, { type: 'derive' });
}

function saveFailed(state: State, { body, reason }: Event & { type: 'save-failed' }): Step {
  const pending = state.pending.filter((sent) => sent !== body);
  // Where one was is not worth a warning.
  if (body.type === 'place') return to({ ...state, pending });
  const bodies = [...(state.unsaved?.bodies ?? []), body];
  const { leaving: _, ...rest } = state;
  return to(say({ ...rest, pending, unsaved: { reason, bodies } }, `Not saved: ${reason}. ctrl+r tries again.`, 'bad'));
}
