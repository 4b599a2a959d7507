/** Steps that the screens of rows share: moving, filtering, opening, turning views. What else they do is in parts/. */
import { type Step, say, to } from './events.ts';
import type { ActionId } from './keys.ts';
import { openLink, rowLinks } from './links.ts';
import { move, pageHeight } from './move.ts';
import { pageOver } from './overlays.ts';
import { chosenView, partOf } from './parts/index.ts';
import type { ListScreen } from './screens.ts';
import { type ListState, type State, screenOf } from './state.ts';
import { toQuestion } from './step-program.ts';
import { redo, undo } from './step-undo.ts';
import { editField, insert, isKeyName, textField } from './text-field.ts';

/** The step of an action on a list screen; undefined when the screen does not know it. */
export function stepList(state: State, id: ActionId): Step | undefined {
  const screen = screenOf(state) as ListScreen;
  const part = partOf(screen);
  const list = state.lists[screen];
  const rows = part.rows(state);
  const moved = move(id, list.cursor, pageHeight(state), rows.length);
  if (moved !== undefined) return to(withList(state, screen, { cursor: moved }));
  const row = rows[list.cursor];
  switch (id) {
    case 'open':
      return (row === undefined ? undefined : part.open?.(state, row)) ?? part.act?.(state, id, row) ?? to(state);
    case 'trace': {
      const page = part.trace?.(state, row);
      return to(page === undefined ? say(state, 'There is no figure under the cursor.') : pageOver(state, page));
    }
    case 'question':
      return toQuestion(state, row === undefined ? undefined : part.control?.(state, row));
    case 'filter':
      return to(withList(state, screen, { filtering: true, filter: list.filter ?? textField() }));
    case 'submit':
      return to(withList(state, screen, { filtering: false }));
    case 'copy': {
      const text = row === undefined ? undefined : part.copied?.(state, row);
      if (text === undefined) return to(say(state, 'There is nothing to copy here.'));
      return to(say(state, `Copied ${text}`), { type: 'ask', ask: { type: 'copy', text } });
    }
    case 'open-link':
      return part.act?.(state, id, row) ?? openLink(state, row === undefined ? [] : rowLinks(state, part, row));
    case 'next-view':
      return turned(state, screen, 1);
    case 'previous-view':
      return turned(state, screen, -1);
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
    case 'back':
      return back(state, screen);
    default:
      return part.act?.(state, id, row);
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

/** The state with something changed about a list. */
export function withList(state: State, screen: ListScreen, change: Partial<ListState>): State {
  return { ...state, lists: { ...state.lists, [screen]: { ...state.lists[screen], ...change } } };
}

/** The next or previous way of looking at a screen; the cursor starts anew, since the rows are others. */
function turned(state: State, screen: ListScreen, by: number): Step {
  const views = partOf(screen).views ?? [];
  const at = views.findIndex((view) => view.id === chosenView(state, screen));
  const next = views[(Math.max(0, at) + by + views.length) % views.length];
  if (next === undefined) return to(state);
  const shown = withList({ ...state, views: { ...state.views, [screen]: next.id } }, screen, { cursor: 0 });
  return to(shown, ...(partOf(screen).turned?.(shown) ?? []));
}

function back(state: State, screen: ListScreen): Step {
  const { filter, filtering, cursor } = state.lists[screen];
  if (filtering || filter !== undefined) {
    return to({ ...state, lists: { ...state.lists, [screen]: { cursor, filtering: false } } });
  }
  const own = partOf(screen).act?.(state, 'back', undefined);
  if (own !== undefined) return own;
  return to(state.screens.length > 1 ? { ...state, screens: state.screens.slice(0, -1) } : state);
}
