/** Turning through the ways in which a list is narrowed or sorted. The cursor starts anew: the rows are others. */
import type { ListScreen } from '../screens.ts';
import type { State } from '../state.ts';

/** The state with the cursor of a list on its first row. */
export function atTop(state: State, screen: ListScreen): State {
  return { ...state, lists: { ...state.lists, [screen]: { ...state.lists[screen], cursor: 0 } } };
}

/** The state with a list sorted in the next way. */
export function nextSort(state: State, screen: ListScreen, sorts: readonly string[], now: string): State {
  const next = sorts[(sorts.indexOf(now) + 1) % sorts.length] ?? now;
  return { ...atTop(state, screen), sorts: { ...state.sorts, [screen]: next } };
}

/** The value after this one; after the last, and as the first, comes undefined: everything. */
export function nextWithUndefined<Value>(values: readonly Value[], now: Value | undefined): Value | undefined {
  const at = now === undefined ? -1 : values.indexOf(now);
  return values[at + 1];
}
