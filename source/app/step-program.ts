/** Steps that mean the same everywhere: screens, help, leaving, suspending. */
import { depthQuestion } from '../core/depth.ts';
import type { EntryBody } from '../core/entry.ts';
import type { NextAssessment } from './assessments.ts';
import { type Step, save, saveAll, say, then, to } from './events.ts';
import type { ActionId } from './keys.ts';
import { closed, pageOver } from './overlays.ts';
import { partOf } from './parts/index.ts';
import { screenPlace } from './place.ts';
import { currentQuestion } from './questions.ts';
import { type ScreenId, screens } from './screens.ts';
import { type Confirmed, type State, screenOf } from './state.ts';
import { enterInterview, showQuestion } from './step-interview.ts';
import { textField } from './text-field.ts';
import { tourOver } from './tour.ts';

/** The step of an action that belongs to no screen; undefined when it does. */
export function stepProgram(state: State, id: ActionId): Step | undefined {
  const screen = screens.find((candidate) => id === `go-${candidate}`);
  if (screen !== undefined) return goTo(state, screen);
  switch (id) {
    case 'help':
      return state.overlay?.kind === 'help' ? to(closed(state)) : to(helpOver(state));
    case 'palette':
      return to({ ...state, overlay: { kind: 'palette', text: textField(), cursor: 0 } });
    case 'leave':
      return leave(withoutNext(state), 0);
    case 'interrupt':
      return interrupt(withoutNext(state));
    case 'yes':
      return state.overlay?.kind === 'confirm' ? confirmed(closed(state), state.overlay.yes) : undefined;
    case 'no':
      return to(closed(withoutNext(state)));
    case 'suspend':
      return to(state, { type: 'suspend' });
    case 'redraw':
      return to(state, { type: 'redraw' });
    case 'retry':
      return retry(state);
    case 'tour':
      return to(tourOver(state));
    case 'scan-plan':
      return to(pageOver(state, { type: 'scan-plan' }), { type: 'ask', ask: { type: 'plan-scan' } });
    case 'depth':
      return then(goTo(state, 'interview'), (next) => to(showQuestion(next, depthQuestion)));
    case 'scan':
      return to(state, { type: 'start-scan' });
    case 'stop-scan':
      return to(state, { type: 'stop-scan' });
    default:
      return undefined;
  }
}

/** Shows a screen; Overview is always the bottom of the stack. */
export function goTo(state: State, screen: ScreenId): Step {
  const next: State = closed({ ...state, screens: screen === 'overview' ? ['overview'] : ['overview', screen] });
  return screen === 'interview' ? to(enterInterview(next)) : to(next, ...(partOf(screen).enter?.(next) ?? []));
}

/** Leaves this assessment for another one; asks first where leaving would lose something. */
export function openNext(state: State, next: NextAssessment): Step {
  return leave({ ...state, next }, 0);
}

function withoutNext(state: State): State {
  const { next: _, ...rest } = state;
  return rest;
}

/** To the question of a control or of scope, over the screen one comes from. */
export function toQuestion(state: State, id: string | undefined): Step {
  if (id === undefined) return to(say(state, 'This version has no question about it.'));
  const { choice: _, text: __, ticked: ___, ...interview } = state.interview;
  const next = goTo({ ...state, interview: { ...interview, question: id } }, 'interview');
  return to({ ...next.state, screens: [...state.screens, 'interview'] });
}

/** What was confirmed is done. */
function confirmed(state: State, yes: Confirmed): Step {
  if (yes.type === 'leave') return leaveNow(state, yes.exitCode);
  return then(to({ ...state, redo: yes.entries.length > 0 ? [] : state.redo }, ...yes.effects), (next) =>
    saveAll(next, yes.entries),
  );
}

function helpOver(state: State): State {
  const place = state.overlay === undefined ? screenPlace(state) : state.overlay.kind;
  return { ...state, overlay: { kind: 'help', place, scroll: 0, filtering: false } };
}

function interrupt(state: State): Step {
  // The second ctrl+c does not ask and does not wait.
  if (state.leaving !== undefined || state.overlay?.kind === 'confirm') {
    return to(state, { type: 'leave-now', exitCode: 130 });
  }
  return leave(state, 130);
}

function leave(state: State, exitCode: number): Step {
  const { scan, unsaved } = state;
  const questions = [
    scan.state === 'running' ? 'AWS is still being read; leaving drops what was read.' : '',
    unsaved === undefined ? '' : `${unsaved.bodies.length} entries are not saved: ${unsaved.reason}.`,
  ].filter((text) => text !== '');
  if (questions.length === 0) return leaveNow(state, exitCode);
  return to({
    ...state,
    overlay: { kind: 'confirm', question: `${questions.join(' ')} Leave?`, yes: { type: 'leave', exitCode } },
  });
}

/** Leaves once the place is noted and everything sent is on disk. */
function leaveNow(state: State, exitCode: number): Step {
  const leaving: State = { ...state, leaving: exitCode };
  const end = (last: State): Step => to(last, { type: 'stop-scan' }, { type: 'leave', exitCode });
  const body = placeEntry(state);
  return body === undefined ? end(leaving) : then(save(leaving, body), end);
}

/** Where the person is, unless that is what the journal says already. */
function placeEntry(state: State): EntryBody | undefined {
  if (state.readOnly !== undefined) return undefined;
  const screen = screenOf(state);
  const question = state.interview.question === undefined ? undefined : currentQuestion(state);
  const known = state.assessment.place;
  if (known?.screen === screen && known.control === question?.id) return undefined;
  return { type: 'place', screen, ...(question === undefined ? {} : { control: question.id }) };
}

function retry(state: State): Step {
  const { unsaved, ...rest } = state;
  const again = say(rest, 'Saving again…');
  return (unsaved?.bodies ?? []).reduce(
    (before, body) => then(before, (next) => save(next, body, next.authors.get(body))),
    to(again),
  );
}
