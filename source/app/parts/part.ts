/** What a screen of rows is made of, apart from how it is drawn. */
import type { Effect, Step } from '../events.ts';
import type { ActionId } from '../keys.ts';
import type { PageId } from '../pages.ts';
import type { ListScreen } from '../screens.ts';
import type { State } from '../state.ts';

/** One way of looking at a screen; `[` and `]` turn through them. */
export interface ScreenView {
  id: string;
  /** One or two words for the head of the screen. */
  title: string;
}

/** A screen whose cursor moves over rows: all of them but the Interview. Pure; `source/ui/screens` draws it. */
export interface ListPart<Row> {
  /** The ways of looking at it, the first one shown first; absent: one. */
  views?: readonly ScreenView[];
  /** What the screen needs from outside, asked for each time it is gone to. */
  enter?(state: State): Effect[];
  /** The same, asked for when it is looked at in another way. */
  turned?(state: State): Effect[];
  /** The rows now, after the filter. */
  rows(state: State): readonly Row[];
  /** What enter does on a row. */
  open?(state: State, row: Row): Step;
  /** The page behind the figure of a row (rule trace); `row` is undefined on an empty list. */
  trace?(state: State, row: Row | undefined): PageId | undefined;
  /** The control that a row is about; `→` goes to its question. */
  control?(state: State, row: Row): string | undefined;
  /** Id or text of a row that `c` copies. */
  copied?(state: State, row: Row): string | undefined;
  /** What a further action of the key table does here; undefined: nothing of this screen's. */
  act?(state: State, id: ActionId, row: Row | undefined): Step | undefined;
}

/** The text that the rows of a list must contain; empty: every row. */
export function filterOf(state: State, screen: ListScreen): string {
  return state.lists[screen].filter?.value.trim().toLowerCase() ?? '';
}

/** Whether a row with these texts passes the filter of its list. */
export function matches(state: State, screen: ListScreen, texts: readonly string[]): boolean {
  const wanted = filterOf(state, screen);
  return wanted === '' || texts.join(' ').toLowerCase().includes(wanted);
}
