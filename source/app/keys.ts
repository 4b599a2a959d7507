/** Looking things up in the key table. */
import { actions } from './key-table.ts';
import type { Place, ScreenId } from './screens.ts';
import type { State } from './state.ts';

/** Names of the things a key can do. */
export type ActionId =
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'half-up'
  | 'half-down'
  | 'first'
  | 'last'
  | 'open'
  | 'question'
  | 'filter'
  | 'next-view'
  | 'previous-view'
  | 'copy'
  | 'add'
  | 'park'
  | 'timer'
  | 'settle'
  | 'remove'
  | 'mark'
  | 'edit'
  | 'column-left'
  | 'column-right'
  | 'pane'
  | 'sign'
  | 'status'
  | 'sort'
  | 'record'
  | 'approve'
  | 'override'
  | 'new-assessment'
  | 'scan-plan'
  | 'tour'
  | 'tour-next'
  | 'tour-back'
  | 'answer'
  | 'previous'
  | 'next'
  | 'later'
  | 'dont-know'
  | 'not-applicable'
  | 'inherited'
  | 'owner'
  | 'evidence'
  | 'note'
  | 'open-link'
  | 'why'
  | 'depth'
  | 'undo'
  | 'redo'
  | 'scan'
  | 'again'
  | 'stop-scan'
  | 'permissions'
  | 'trace'
  | 'palette'
  | 'tick'
  | 'choose'
  | 'pick-move'
  | 'pick'
  | 'palette-up'
  | 'palette-down'
  | 'submit'
  | 'next-field'
  | 'previous-field'
  | 'save-form'
  | 'yes'
  | 'no'
  | 'back'
  | 'retry'
  | 'help'
  | 'leave'
  | 'interrupt'
  | 'suspend'
  | 'redraw'
  | `level-${0 | 1 | 2 | 3 | 4}`
  | `go-${ScreenId}`;

/** One thing a key does. */
export interface Action {
  id: ActionId;
  /** Keys that do it: one of them a character at most, the others named, such as `enter`, `left`, `ctrl+l`. */
  keys: string[];
  /** Two or three words for the footer and the palette. */
  label: string;
  /** The same where a place calls it something else. */
  labels?: Partial<Record<Place, string>>;
  /** One sentence for the help screen and the readme. */
  help: string;
  group: 'Move' | 'Screens' | 'Answer' | 'AWS' | 'Lists' | 'Text' | 'Program';
  places: readonly Place[];
  /** Higher stays longer in a narrow footer; absent: not in the footer. */
  footer?: number;
  /** Keys as the footer and help write them, where they differ from {@link keys}. */
  shown?: string;
  /** Why it cannot be done now, one sentence; undefined: it can. */
  whyDisabled?: (state: State) => string | undefined;
  /** It throws something away or leaves: it asks first. */
  danger?: boolean;
  /** The library's picker does it; the table only lists it. */
  byPicker?: boolean;
}

/** What a key does in a place, if anything. */
export function actionFor(place: Place, key: string): Action | undefined {
  return actions.find((action) => action.places.includes(place) && action.keys.includes(key));
}

/** Actions of a place, in the table's order. */
export function actionsIn(place: Place): Action[] {
  return actions.filter((action) => action.places.includes(place));
}

const names: Record<string, string> = {
  enter: '⏎',
  left: '←',
  right: '→',
  up: '↑',
  down: '↓',
  pageup: 'pgup',
  pagedown: 'pgdn',
};

/** The action's keys as a person reads them; the name to give the palette, where it has none. */
export function keysShown(action: Action): string {
  if (action.keys.length === 0) return `: ${action.label}`;
  return action.shown ?? action.keys.map((key) => names[key] ?? key).join(' ');
}

/**
 * Footer entries of a place, most important first, without those that cannot be done now. The caller drops the last
 * ones that do not fit; `? help` and `q leave` are always first.
 */
export function footerActions(place: Place, state: State): Action[] {
  return actionsIn(place)
    .filter((action) => action.footer !== undefined && action.whyDisabled?.(state) === undefined)
    .sort((a, b) => (b.footer ?? 0) - (a.footer ?? 0));
}
