/** Rows of a screen, worked out once: one key press asks for them many times, and only figures, view and filter change them. */
import { filterOf } from './parts/part.ts';
import type { ListScreen } from './screens.ts';
import type { State } from './state.ts';

/**
 * Makes the memory of one screen. `from` is what the rows are made of besides view and filter, by identity; `more` names
 * what else they hang on.
 */
export function keptRows<Row>(
  screen: ListScreen,
  make: (state: State) => readonly Row[],
  from: (state: State) => object | undefined = ({ derived }) => derived,
  more: (state: State) => string = () => '',
): (state: State) => readonly Row[] {
  const kept = new WeakMap<object, { key: string; rows: readonly Row[] }>();
  return (state) => {
    const owner = from(state);
    if (owner === undefined) return make(state);
    const key = `${state.views[screen] ?? ''}\n${more(state)}\n${filterOf(state, screen)}`;
    const known = kept.get(owner);
    if (known?.key === key) return known.rows;
    const rows = make(state);
    kept.set(owner, { key, rows });
    return rows;
  };
}
