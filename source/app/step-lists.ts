/** Steps of the screens that are lists: Overview, Checks, Gaps, Plan, RACI. */
import type { CheckStatus } from '../core/finding.ts';
import { type Step, say, to } from './events.ts';
import type { ActionId } from './keys.ts';
import { move, pageHeight } from './move.ts';
import type { PageId } from './pages.ts';
import { allQuestions, isAnswered, isOfSeries } from './questions.ts';
import { checkRows, controlUnderCursor, gapRows, planRows, raciRows, rowCount, seriesRows } from './rows.ts';
import { type ListState, type State, screenOf } from './state.ts';
import { goTo } from './step-program.ts';
import { editField, insert, isKeyName, textField } from './text-field.ts';

type ListScreen = keyof State['lists'];

const statuses: readonly (CheckStatus | undefined)[] = [undefined, 'fail', 'unknown', 'pass', 'not-applicable'];

/** The step of an action on a list screen; undefined when the screen does not know it. */
export function stepList(state: State, id: ActionId): Step | undefined {
  const screen = screenOf(state) as ListScreen;
  const moved = move(id, state.lists[screen].cursor, pageHeight(state), rowCount(state, screen));
  if (moved !== undefined) return to(withList(state, screen, { cursor: moved }));
  switch (id) {
    case 'open':
      return open(state, screen);
    case 'trace':
      return trace(state, screen);
    case 'question':
      return question(state, controlUnderCursor(state, screen));
    case 'filter':
      return to(withList(state, screen, { filtering: true, filter: state.lists[screen].filter ?? textField() }));
    case 'status':
      return to(nextStatus(state));
    case 'permissions':
      return to(page(state, { type: 'permissions' }));
    case 'submit':
      return to(withList(state, screen, { filtering: false }));
    case 'back':
      return back(state, screen);
    default:
      return undefined;
  }
}

/** A typed key or pasted text while a filter has the keys. */
export function typeInFilter(state: State, text: string): Step {
  const screen = screenOf(state) as ListScreen;
  const { filter, filtering } = state.lists[screen];
  if (!filtering) return to(state);
  const field = filter ?? textField();
  const edited = editField(field, text) ?? (isKeyName(text) ? field : insert(field, text));
  return to(withList(state, screen, { filter: edited, cursor: 0 }));
}

function withList(state: State, screen: ListScreen, change: Partial<ListState>): State {
  return { ...state, lists: { ...state.lists, [screen]: { ...state.lists[screen], ...change } } };
}

function page(state: State, id: PageId): State {
  return { ...state, overlay: { kind: 'page', page: id, scroll: 0 } };
}

function open(state: State, screen: ListScreen): Step {
  const { cursor } = state.lists[screen];
  switch (screen) {
    case 'overview':
      return openSeries(state);
    case 'checks': {
      const row = checkRows(state)[cursor];
      return to(row === undefined ? state : page(state, { type: 'check', id: row.check }));
    }
    case 'gaps': {
      const row = gapRows(state)[cursor];
      return to(row === undefined ? state : page(state, { type: 'gap', id: row.id }));
    }
    case 'plan': {
      const row = planRows(state)[cursor];
      return to(row === undefined ? state : page(state, { type: 'plan', id: row.id }));
    }
    case 'raci': {
      const row = raciRows(state)[cursor];
      if (row?.kind === 'row') return to(page(state, { type: 'raci', control: row.row.control }));
      return row?.finding.control === undefined ? to(state) : to(toRow(state, row.finding.control));
    }
  }
}

/** From a finding of the lint to the row of the matrix it is about. */
function toRow(state: State, control: string): State {
  const at = raciRows(state).findIndex((row) => row.kind === 'row' && row.row.control === control);
  return at === -1 ? state : withList(state, 'raci', { cursor: at });
}

function trace(state: State, screen: ListScreen): Step {
  if (screen === 'overview') {
    const series = seriesRows(state)[state.lists.overview.cursor]?.series;
    return to(page(state, { type: 'trace', of: series === undefined ? 'overall' : { series } }));
  }
  const control = controlUnderCursor(state, screen);
  if (control === undefined) return to(say(state, 'There is no figure under the cursor.'));
  return to(page(state, { type: 'trace', of: { control } }));
}

/** To the first open question of the series under the cursor, else its first; the interview stays within the series. */
function openSeries(state: State): Step {
  const series = seriesRows(state)[state.lists.overview.cursor]?.series;
  const started = Object.keys(state.assessment.controls).length > 0 || Object.keys(state.assessment.scope).length > 0;
  if (series === undefined || !started) return goTo(state, 'interview');
  const own = allQuestions(state).filter((candidate) => isOfSeries(candidate, series));
  const shown = question(state, (own.find((q) => !isAnswered(state, q)) ?? own[0])?.id);
  const narrowed = own.length > 0 ? { series } : {};
  return { ...shown, state: { ...shown.state, interview: { ...shown.state.interview, ...narrowed } } };
}

function question(state: State, id: string | undefined): Step {
  if (id === undefined) return to(say(state, 'This version has no question about it.'));
  const { choice: _, text: __, ticked: ___, ...interview } = state.interview;
  const next = goTo({ ...state, interview: { ...interview, question: id } }, 'interview');
  return to({ ...next.state, screens: [...state.screens, 'interview'] });
}

function nextStatus(state: State): State {
  const { status, ...rest } = state;
  const next = statuses[(statuses.indexOf(status) + 1) % statuses.length];
  const cleared = withList(rest, 'checks', { cursor: 0 });
  return next === undefined ? cleared : { ...cleared, status: next };
}

function back(state: State, screen: ListScreen): Step {
  const { filter, filtering, cursor } = state.lists[screen];
  if (filtering || filter !== undefined) {
    return to({ ...state, lists: { ...state.lists, [screen]: { cursor, filtering: false } } });
  }
  if (screen === 'checks' && state.status !== undefined) {
    const { status: _, ...rest } = state;
    return to(rest);
  }
  return to(state.screens.length > 1 ? { ...state, screens: state.screens.slice(0, -1) } : state);
}
