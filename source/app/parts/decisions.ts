/** Gaps, Plan and RACI: the rows of the decisions and what their keys do. */
import type { Gap, PlanItem } from '../../core/decision.ts';
import { to } from '../events.ts';
import { pageOver } from '../overlays.ts';
import { gapRows, planRows, type RaciListRow, raciRows } from '../rows.ts';
import type { State } from '../state.ts';
import type { ListPart } from './part.ts';

/** The rows of Gaps. */
export const gapsPart: ListPart<Gap> = {
  rows: gapRows,
  open: (state, row) => to(pageOver(state, { type: 'gap', id: row.id })),
  control: (_, row) => row.control,
  trace: (_, row) => (row === undefined ? undefined : { type: 'trace', of: { control: row.control } }),
  copied: (_, row) => row.id,
};

/** The rows of Plan. */
export const planPart: ListPart<PlanItem> = {
  rows: planRows,
  open: (state, row) => to(pageOver(state, { type: 'plan', id: row.id })),
  control: (_, row) => row.control,
  trace: (_, row) => (row === undefined ? undefined : { type: 'trace', of: { control: row.control } }),
  copied: (_, row) => row.id,
};

/** The rows of RACI. */
export const raciPart: ListPart<RaciListRow> = {
  rows: raciRows,
  open(state, row) {
    if (row.kind === 'row') return to(pageOver(state, { type: 'raci', control: row.row.control }));
    return row.finding.control === undefined ? to(state) : to(toRow(state, row.finding.control));
  },
  control: (_, row) => controlOf(row),
  trace(_, row) {
    const control = row === undefined ? undefined : controlOf(row);
    return control === undefined ? undefined : { type: 'trace', of: { control } };
  },
  copied: (_, row) => controlOf(row),
};

function controlOf(row: RaciListRow): string | undefined {
  return row.kind === 'row' ? row.row.control : row.finding.control;
}

/** From a finding of the lint to the row of the matrix it is about. */
function toRow(state: State, control: string): State {
  const at = raciRows(state).findIndex((row) => row.kind === 'row' && row.row.control === control);
  return at === -1 ? state : { ...state, lists: { ...state.lists, raci: { ...state.lists.raci, cursor: at } } };
}
