/** Plan: what to do, in which order, and what it would give. */
import type { PlanItem } from '../../core/decision.ts';
import { type Step, saveAll, say, then, to } from '../events.ts';
import { openForm } from '../form.ts';
import { keptRows } from '../kept-rows.ts';
import { pageOver } from '../overlays.ts';
import { ownerPicker } from '../pickers.ts';
import { type PlanRow, planBoxes, planItems, planList, planTimeline } from '../plan-rows.ts';
import type { State } from '../state.ts';
import type { ListPart } from './part.ts';

/** The rows of Plan and what their keys do. */
export const planPart: ListPart<PlanRow> = {
  views: [
    { id: 'list', title: 'List' },
    { id: 'boxes', title: 'Boxes' },
    { id: 'timeline', title: 'Timeline' },
    { id: 'what-if', title: 'What if' },
  ],
  rows: keptRows('plan', (state): readonly PlanRow[] => {
    const { plan: view = 'list' } = state.views;
    if (view === 'boxes') return planBoxes(state);
    if (view === 'timeline') return planTimeline(state);
    return view === 'list' ? planList(state) : planItems(state);
  }),
  open(state, row) {
    const id = itemOf(row);
    return to(id === undefined ? state : pageOver(state, { type: 'plan', id }));
  },
  control: (_, row) => controlOf(row),
  trace(_, row) {
    const control = row === undefined ? undefined : controlOf(row);
    return control === undefined ? undefined : { type: 'trace', of: { control } };
  },
  copied: (_, row) => itemOf(row),
  act(state, id, row) {
    if (id !== 'mark' && id !== 'edit' && id !== 'owner') return undefined;
    const control = row === undefined ? undefined : controlOf(row);
    if (row === undefined || control === undefined) return to(say(state, 'There is no item under the cursor.'));
    if (id === 'owner') return to(ownerPicker(state, control));
    if (id === 'edit') return to({ ...state, overlay: { kind: 'form', form: openForm('plan', control, state) } });
    return state.views.plan === 'what-if' ? suppose(state, control) : toggleDone(state, row, control);
  },
};

/** The control that a row is about. */
export function controlOf(row: PlanRow): string | undefined {
  if (row.kind === 'item') return row.item.control;
  return row.kind === 'settled' ? row.settlement.control : undefined;
}

function itemOf(row: PlanRow): string | undefined {
  if (row.kind === 'item') return row.item.id;
  return row.kind === 'settled' ? row.settlement.id : undefined;
}

/** Says that the work is done, which the model tests again (rule S-R1), or takes that back. */
function toggleDone(state: State, row: PlanRow, control: string): Step {
  const was: PlanItem['state'] = row.kind === 'item' ? row.item.state : row.kind === 'settled' ? 'done' : 'open';
  const on = state.derived?.today ?? '';
  const next = was === 'done' ? 'open' : 'done';
  const saved = saveAll({ ...state, redo: [] }, [{ type: 'plan', item: `plan:${control}`, state: next, on }]);
  const text =
    next === 'done'
      ? `${control}: done, to re-test. It closes on a record from after today that a second person saw, or on a scan that passes.`
      : `${control}: open again.`;
  return then(saved, (after) => to(say(after, text, 'good')));
}

/** Supposes a control closed, or not any more; the head of the what-if says what that gives. */
function suppose(state: State, control: string): Step {
  const { marked } = state.supposed;
  const next = marked.includes(control) ? marked.filter((id) => id !== control) : [...marked, control];
  if (next.length === 0) return to({ ...state, supposed: { marked: next } });
  return to({ ...state, supposed: { ...state.supposed, marked: next } }, { type: 'suppose' });
}
