/** Movement over rows: one arithmetic for lists, help and pages. */
import type { ActionId } from './keys.ts';
import { layout } from './layout.ts';
import type { State } from './state.ts';

/** Where a movement key takes the cursor; undefined when the action moves nothing. */
export function move(id: ActionId, cursor: number, height: number, total: number): number | undefined {
  const half = Math.max(1, Math.floor(height / 2));
  const by: Partial<Record<ActionId, number>> = {
    up: -1,
    down: 1,
    'page-up': -height,
    'page-down': height,
    'half-up': -half,
    'half-down': half,
    first: -total,
    last: total,
  };
  const distance = by[id];
  return distance === undefined ? undefined : Math.max(0, Math.min(total - 1, cursor + distance));
}

/** Rows that a page key moves by. */
export function pageHeight(state: State): number {
  return Math.max(1, layout(state.size).body.height - 2);
}
