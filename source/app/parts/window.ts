/** Window: when the observation window can open, what falls into it, and what cannot. */
import { counted } from '../../core/phrases.ts';
import { type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { keptRows } from '../kept-rows.ts';
import { pageOver } from '../overlays.ts';
import type { State } from '../state.ts';
import { toQuestion } from '../step-program.ts';
import { candidateAt, candidateOf, type WindowRow, windowPlanOf, windowRows } from '../window-rows.ts';
import type { ListPart } from './part.ts';

/** The rows of Window and what their keys do. */
export const windowPart: ListPart<WindowRow> = {
  views: [
    { id: 'calendar', title: 'Calendar' },
    { id: 'lengths', title: 'Lengths' },
    { id: 'outside', title: 'Cannot occur' },
  ],
  rows: keptRows('window', windowRows, candidateOf),
  open(state, row) {
    const control = controlOf(row);
    return to(pageOver(state, control === undefined ? { type: 'window' } : { type: 'window-control', control }));
  },
  control: (_, row) => controlOf(row),
  trace(_, row) {
    const control = row === undefined ? undefined : controlOf(row);
    return control === undefined ? { type: 'window' } : { type: 'trace', of: { control } };
  },
  copied(state, row) {
    const candidate = candidateOf(state);
    return controlOf(row) ?? (candidate === undefined ? undefined : `${candidate.from} to ${candidate.to}`);
  },
  act(state, id, row) {
    if (id === 'column-left' || id === 'column-right') return column(state, id === 'column-left' ? -1 : 1);
    if (id === 'question') return toQuestion(state, row === undefined ? undefined : controlOf(row));
    if (id === 'edit') return to(edit(state, row));
    return undefined;
  },
};

function controlOf(row: WindowRow): string | undefined {
  if (row.kind === 'control') return row.control.id;
  return row.kind === 'cannot' ? row.cannot.control : undefined;
}

/** Another window: the chosen one, and those of other lengths. */
function column(state: State, by: number): Step {
  const plan = windowPlanOf(state);
  const last = (plan?.candidates.length ?? 1) - 1;
  if (last === 0) return to(say(state, 'The window is open: there is no other to compare with.'));
  const at = Math.max(0, Math.min(last, candidateAt(state) + by));
  const { window: list } = state.lists;
  const cursor = state.views.window === 'lengths' ? list.cursor : Math.min(list.cursor, windowRows(state).length - 1);
  return to({ ...state, lists: { ...state.lists, window: { ...list, cursor: Math.max(0, cursor), column: at } } });
}

/** On a control: the day of its next run. Else the window itself. */
function edit(state: State, row: WindowRow | undefined): State {
  const control = row === undefined ? undefined : controlOf(row);
  const candidate = candidateOf(state);
  // Each length has a draft of its own.
  const about = candidate === undefined ? '' : `${counted(candidate.months, 'month')} from ${candidate.from}`;
  const form = control === undefined ? openForm('window', about, state) : openForm('next-run', control, state);
  return { ...state, overlay: { kind: 'form', form } };
}
