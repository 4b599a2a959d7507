/** RACI: who does what and answers for it, what is wrong with that, and who has agreed. */
import type { RaciFinding } from '../../core/decision.ts';
import { counted } from '../../core/phrases.ts';
import { lettersOf } from '../../core/raci-cells.ts';
import { type Step, say, to } from '../events.ts';
import { keptRows } from '../kept-rows.ts';
import { pageOver } from '../overlays.ts';
import { cellPicker } from '../raci-edit.ts';
import { columnOf, columnParty, type RaciListRow, raciRows } from '../raci-rows.ts';
import type { State } from '../state.ts';
import { toQuestion } from '../step-program.ts';
import type { ListPart } from './part.ts';

/** The rows of RACI and what their keys do. */
export const raciPart: ListPart<RaciListRow> = {
  views: [
    { id: 'control', title: 'By control' },
    { id: 'person', title: 'By person' },
    { id: 'cadence', title: 'By rhythm' },
  ],
  rows: keptRows('raci', raciRows),
  open(state, row) {
    if (row.kind === 'finding') return to(toCell(state, row.finding));
    if (row.kind === 'person') return to(pageOver(state, { type: 'raci-person', person: row.load.party }));
    return to(pageOver(state, { type: 'raci', control: row.kind === 'row' ? row.row.control : row.duty.control }));
  },
  control: (_, row) => controlOf(row),
  trace(_, row) {
    const control = row === undefined ? undefined : controlOf(row);
    return control === undefined ? undefined : { type: 'trace', of: { control } };
  },
  copied: (_, row) => (row.kind === 'person' ? row.load.party : controlOf(row)),
  act(state, id, row) {
    if (id === 'column-left' || id === 'column-right') return column(state, id === 'column-left' ? -1 : 1, row);
    if (id === 'pane') return to(otherPane(state, row));
    if (id === 'sign') return to(sign(state, row));
    return id === 'edit' ? to(edit(state, row)) : undefined;
  },
};

function controlOf(row: RaciListRow): string | undefined {
  if (row.kind === 'row') return row.row.control;
  if (row.kind === 'finding') return row.finding.control;
  return row.kind === 'duty' ? row.duty.control : undefined;
}

/** The matrix is shown: by control, the first view. */
export function isMatrix(state: State): boolean {
  return (state.views.raci ?? 'control') === 'control';
}

function column(state: State, by: number, row: RaciListRow | undefined): Step {
  if (isMatrix(state)) {
    const last = (state.derived?.decisions.raci.parties.length ?? 1) - 1;
    return to(withCursor(state, { column: Math.max(0, Math.min(last, columnOf(state) + by)) }));
  }
  return by < 0 || row?.kind !== 'duty' ? to(state) : toQuestion(state, row.duty.control);
}

function withCursor(state: State, change: { cursor?: number; column?: number }): State {
  return { ...state, lists: { ...state.lists, raci: { ...state.lists.raci, ...change } } };
}

/** From a message to the cell it is about: its row, and the column of its person, else of who answers for it. */
function toCell(state: State, { control, person, message }: RaciFinding): State {
  const { lists, ...rest } = state;
  const { filter: _, ...list } = lists.raci;
  // The filter may hide the row.
  const open: State = { ...rest, lists: { ...lists, raci: list } };
  const rows = raciRows(open);
  const isNamed = (row: RaciListRow) =>
    person !== undefined && row.kind === 'row' && Object.hasOwn(row.row.cells, person);
  const at = rows.findIndex((row) =>
    control === undefined ? isNamed(row) : row.kind === 'row' && row.row.control === control,
  );
  const row = rows[at];
  if (row?.kind !== 'row') return say(state, message);
  const parties = state.derived?.decisions.raci.parties ?? [];
  const holder = person ?? Object.keys(row.row.cells).find((name) => lettersOf(row.row, name).includes('A'));
  const to = parties.findIndex(({ name }) => name === holder);
  return withCursor(open, { cursor: at, column: to === -1 ? columnOf(state) : to });
}

/** From the matrix to the first message under it, and back to the row one came from or the first. */
function otherPane(state: State, row: RaciListRow | undefined): State {
  if (!isMatrix(state)) return state;
  const rows = raciRows(state);
  const wanted = row?.kind === 'finding' ? 'row' : 'finding';
  const at = rows.findIndex(({ kind }) => kind === wanted);
  if (at === -1)
    return say(state, wanted === 'finding' ? 'Nothing is wrong with the matrix.' : 'No row matches the filter.');
  return withCursor(state, { cursor: at });
}

function edit(state: State, row: RaciListRow | undefined): State {
  const party = columnParty(state);
  if (!isMatrix(state) || row?.kind !== 'row' || party === undefined)
    return say(state, 'A cell is changed in the matrix: [ turns to it.');
  return cellPicker(state, row.row.control, party.name);
}

/** Asks whether the person of the row, in the matrix of the column, has read their rows and agrees (rule R12). */
function sign(state: State, row: RaciListRow | undefined): State {
  const raci = state.derived?.decisions.raci;
  const name = row?.kind === 'person' ? row.load.party : isMatrix(state) ? columnParty(state)?.name : undefined;
  const one = raci?.agreements.find(({ person }) => person === name);
  if (one === undefined)
    return say(state, `${name ?? 'This row'} is no person of the matrix: people agree, roles and groups do not.`);
  if (one.current) return say(state, `${one.person} agreed to these rows on ${one.acknowledged?.on ?? ''}.`);
  const { person, version, rows } = one;
  const on = state.derived?.today ?? '';
  const question = `Has ${person} read their ${counted(rows, 'row')} of the matrix, and agrees to them as they are today? It is recorded as theirs.`;
  const entries = [{ type: 'acknowledge' as const, person, version, on }];
  return { ...state, overlay: { kind: 'confirm', question, yes: { type: 'do', entries, effects: [] } } };
}
