/** The rows of RACI in each way of looking at it. */
import type { Agreement, Raci, RaciFinding, RaciParty, RaciRow } from '../core/decision.ts';
import { lettersOf } from '../core/raci-cells.ts';
import { byCadence, type Load, loads, type Rhythm } from '../core/raci-views.ts';
import { matches } from './parts/part.ts';
import type { State } from './state.ts';

/** A row: a control of the matrix, a message of the lint under it, a person with what they hold, a duty with its day. */
export type RaciListRow =
  | { kind: 'row'; row: RaciRow }
  | { kind: 'finding'; finding: RaciFinding }
  | { kind: 'person'; party: RaciParty; load: Load; agreement?: Agreement }
  | { kind: 'duty'; rhythm: string /** The first of its rhythm. */; first: boolean; duty: Rhythm['rows'][number] };

const gravity = { error: 0, warning: 1, info: 2 };

/** The matrix, then what is wrong with it: what nobody waived first, worst first. */
export function raciRows(state: State): RaciListRow[] {
  const raci = state.derived?.decisions.raci;
  if (raci === undefined) return [];
  if (state.views.raci === 'person') return personRows(state, raci);
  if (state.views.raci === 'cadence') return dutyRows(state);
  return [...matrixRows(state, raci), ...findingRows(raci)];
}

/** Controls of the matrix alone, after the filter. */
function matrixRows(state: State, { rows }: Raci): (RaciListRow & { kind: 'row' })[] {
  return rows
    .filter((row) => matches(state, 'raci', [row.control, row.title, ...Object.keys(row.cells)]))
    .map((row) => ({ kind: 'row', row }));
}

/** Messages of the lint, whatever the filter. */
function findingRows({ findings }: Raci): (RaciListRow & { kind: 'finding' })[] {
  const weight = (finding: RaciFinding) => (finding.waived === undefined ? gravity[finding.severity] : 3);
  return findings.toSorted((a, b) => weight(a) - weight(b)).map((finding) => ({ kind: 'finding', finding }));
}

function personRows(state: State, raci: Raci): RaciListRow[] {
  const agreed = new Map(raci.agreements.map((one) => [one.person, one]));
  const partyOf = new Map(raci.parties.map((party) => [party.name, party]));
  return loads(raci).flatMap((load): RaciListRow[] => {
    const party = partyOf.get(load.party);
    if (party === undefined || !matches(state, 'raci', [load.party, party.kind, ...party.roles])) return [];
    const agreement = agreed.get(load.party);
    return [{ kind: 'person', party, load, ...(agreement === undefined ? {} : { agreement }) }];
  });
}

function dutyRows(state: State): RaciListRow[] {
  const { decisions } = state.derived ?? {};
  if (decisions === undefined) return [];
  return byCadence(decisions.raci, decisions.controls, decisions.plan.firstRuns).flatMap(({ label, rows }) =>
    rows
      .filter((duty) =>
        matches(state, 'raci', [label, duty.control, duty.title, ...duty.accountable, ...duty.doers, duty.due ?? '']),
      )
      .map((duty, index): RaciListRow => ({ kind: 'duty', rhythm: label, first: index === 0, duty })),
  );
}

/** The party of the column under the cursor of the matrix. */
export function columnParty(state: State): RaciParty | undefined {
  return state.derived?.decisions.raci.parties[columnOf(state)];
}

/** Number of the column under the cursor, from 0. */
export function columnOf(state: State): number {
  const last = (state.derived?.decisions.raci.parties.length ?? 0) - 1;
  return Math.max(0, Math.min(state.lists.raci.column ?? 0, last));
}

/** The letters of a cell, such as `R/A`; empty: none. */
export function cellText(row: RaciRow, party: string): string {
  return lettersOf(row, party).join('/');
}

/** Whether a person has agreed to their rows, in words. */
export function agreementWords(agreement: Agreement | undefined): string {
  if (agreement === undefined) return 'no person to agree';
  if (agreement.acknowledged === undefined) return 'not signed';
  return agreement.current ? `signed ${agreement.acknowledged.on}` : `changed since ${agreement.acknowledged.on}`;
}
