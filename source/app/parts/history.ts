/** History: how the score and the verdicts went, what became of the controls between two days, what AWS changed. */
import type { Effect, Step } from '../events.ts';
import { say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { type HistoryRow, historyRows } from '../history-rows.ts';
import { keptRows } from '../kept-rows.ts';
import { pageOver } from '../overlays.ts';
import { chosenDays } from '../past.ts';
import type { State } from '../state.ts';
import { toQuestion } from '../step-program.ts';
import type { ListPart } from './part.ts';

/** The rows of History and what their keys do. */
export const historyPart: ListPart<HistoryRow> = {
  views: [
    { id: 'score', title: 'Score' },
    { id: 'verdicts', title: 'Verdicts' },
    { id: 'changes', title: 'Two days' },
    { id: 'drift', title: 'Two scans' },
  ],
  rows: keptRows('history', historyRows, ({ past }) => past),
  enter: wanted,
  turned: wanted,
  open(state, row) {
    if (row.kind === 'day') return to(pageOver(state, { type: 'past-day', day: row.day.day }));
    if (row.kind === 'drift') return to(pageOver(state, { type: 'check', id: row.drift.check }));
    return isControl(state, row.id)
      ? to(pageOver(state, { type: 'trace', of: { control: row.id } }))
      : to(say(state, row.text));
  },
  control: (state, row) => controlOf(state, row),
  trace(state, row) {
    const control = row === undefined ? undefined : controlOf(state, row);
    return control === undefined ? undefined : { type: 'trace', of: { control } };
  },
  copied(_, row) {
    if (row.kind === 'day') return row.day.day;
    return row.kind === 'drift' ? (row.drift.resource ?? row.drift.check) : row.id;
  },
  act(state, id, row) {
    if (id === 'mark') return mark(state, row);
    if (id === 'question') return toQuestion(state, row === undefined ? undefined : controlOf(state, row));
    if (id !== 'edit') return undefined;
    const purpose = state.views.history === 'drift' ? 'compare-scans' : 'compare-days';
    const about = purpose === 'compare-days' ? (chosenDays(state.past)?.join(' → ') ?? '') : '';
    return to({ ...state, overlay: { kind: 'form', form: openForm(purpose, about, state) } });
  },
};

/** What is not read yet of what the view shows, or was read before something was written. */
function wanted({ past, assessment, views }: State): Effect[] {
  const asks: Effect[] = [];
  if (past.days === undefined || past.seq !== assessment.seq) asks.push({ type: 'ask', ask: { type: 'read-history' } });
  const days = chosenDays(past);
  const { comparison, drift, noDrift } = past;
  if (views.history === 'changes' && days !== undefined) {
    const [from, other] = days;
    if (comparison?.from !== from || comparison.to !== other || past.seq !== assessment.seq)
      asks.push({ type: 'ask', ask: { type: 'compare-days', from, to: other } });
  }
  if (views.history === 'drift' && drift === undefined && noDrift === undefined)
    asks.push({ type: 'ask', ask: { type: 'compare-scans' } });
  return asks;
}

function isControl(state: State, id: string): boolean {
  return state.derived?.decisions.controls.some((control) => control.id === id) === true;
}

function controlOf(state: State, row: HistoryRow): string | undefined {
  if (row.kind === 'day') return undefined;
  if (row.kind === 'change') return isControl(state, row.id) ? row.id : undefined;
  const controls = state.derived?.decisions.controls ?? [];
  return controls.find(({ checks }) => checks.some(({ id }) => id === row.drift.check))?.id;
}

/** Marks a day to compare; the third takes the place of the first. Two of them are compared at once. */
function mark(state: State, row: HistoryRow | undefined): Step {
  if (row?.kind !== 'day') return to(say(state, 'Days are marked under Score and Verdicts.'));
  const { day } = row.day;
  const { marked } = state.past;
  const next = marked.includes(day) ? marked.filter((one) => one !== day) : [...marked, day].slice(-2);
  const marking: State = { ...state, past: { ...state.past, marked: next } };
  const [from, other] = next.toSorted();
  if (from === undefined) return to(marking);
  if (other === undefined)
    return to(say(marking, `${from} is marked: mark another day, or see it against the last one under Two days.`));
  return to(say(marking, `Comparing ${from} with ${other}: see Two days, [ ] turns.`), {
    type: 'ask',
    ask: { type: 'compare-days', from, to: other },
  });
}
