/** Putting something over a screen, and taking it away. */
import type { PageId } from './pages.ts';
import type { State } from './state.ts';

/** The state with a page of text over its screen. */
export function pageOver(state: State, page: PageId): State {
  return { ...state, overlay: { kind: 'page', page, scroll: 0 } };
}

/** The state without what lies over the screen. */
export function closed(state: State): State {
  const { overlay: _, ...rest } = state;
  return rest;
}
