/** Gaps: the rows of the gap list and what their keys do. */
import type { Gap } from '../../core/decision.ts';
import { to } from '../events.ts';
import { pageOver } from '../overlays.ts';
import { gapRows } from '../rows.ts';
import type { ListPart } from './part.ts';

/** The rows of Gaps. */
export const gapsPart: ListPart<Gap> = {
  rows: gapRows,
  open: (state, row) => to(pageOver(state, { type: 'gap', id: row.id })),
  control: (_, row) => row.control,
  trace: (_, row) => (row === undefined ? undefined : { type: 'trace', of: { control: row.control } }),
  copied: (_, row) => row.id,
};
