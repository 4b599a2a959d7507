/** Populations: the rows of a list judged against what is committed, per control (rules S-O3, S-O4, S-O5). Pure. */
import { dayIn } from './calendar.ts';
import type { Day } from './entry.ts';
import type { Account, AccountLinks } from './population-accounts.ts';
import type { PopulationResult } from './population-entry.ts';
import { judges } from './population-judges.ts';
import { populationKinds } from './population-kinds.ts';
import { type PopulationRow, rowId } from './population-rows.ts';
import { reviewRuns } from './population-runs.ts';
import type { PopulationKind, PopulationTest } from './population-spec.ts';
import type { ControlId } from './questionnaire.ts';
import { systematic } from './score-operation.ts';

/** What a row is held against. */
export interface PopulationContext {
  timeZone: string;
  /** The clock: UTC instant. */
  now: string;
  /** A committed value, else the default of its scoping question. */
  commitment(id: string): { value: number; committed: boolean };
  /** Accounts that people may hold: users of the identity provider and of AWS. */
  accounts: readonly Account[];
  /** Whose they are. */
  links: AccountLinks;
  /** Latest rows of the other kinds, with the day of the export. */
  lists: Partial<Record<PopulationKind, { rows: readonly PopulationRow[]; exported: Day }>>;
}

/** What a test says of a row. `pending`: its time is not over; `apart`: it is not about this row. */
export type RowVerdict =
  | { outcome: 'right' | 'pending' | 'apart' }
  /** Why, in a few words. */
  | { outcome: 'exception' | 'unknown'; why: string };

/** A row that did not go right, or of which nothing shows it. */
export interface RowNote {
  /** What tells the row apart. */
  row: string;
  test: string;
  why: string;
}

/** What the rows say of one control, with the rows behind it. */
export interface ControlFindings extends PopulationResult {
  exceptions: RowNote[];
  unknowns: RowNote[];
  /** Rows whose time is not over; not in `size`. */
  pending: number;
  /** Deviations by size, 0–1. */
  rate: number;
  /** Rule S-O5. */
  pattern: 'none' | 'isolated' | 'systematic';
  /** Values it was held against. */
  against: { commitment: string; value: number; committed: boolean }[];
  /** What is expected, of each test. */
  expects: string[];
}

/** A judged list. */
export interface PopulationFindings {
  kind: PopulationKind;
  /** Rows inside the period, and outside it. */
  rows: PopulationRow[];
  outside: number;
  controls: ControlFindings[];
  /** Tests that could not be made: their columns are not there. */
  notTested: { test: PopulationTest; missing: string[] }[];
}

/** The period whose rows count, both days included; absent ends are open. */
export interface Period {
  from?: Day | undefined;
  to?: Day | undefined;
}

/** Judges the rows of a kind. `columns`: the fields that the list has. The order of the rows makes no difference. */
export function judgePopulation(
  kind: PopulationKind,
  rows: readonly PopulationRow[],
  columns: readonly string[],
  period: Period,
  context: PopulationContext,
): PopulationFindings {
  const spec = populationKinds[kind];
  const inside = rows
    .filter((row) => spec.event === undefined || within(row[spec.event], period, context.timeZone))
    .sort((a, b) => (rowId(spec, a).toLowerCase() < rowId(spec, b).toLowerCase() ? -1 : 1));
  const missing = (test: PopulationTest) => test.needs.filter((id) => !columns.includes(id));
  const made = spec.tests.filter((test) => missing(test).length === 0);
  const byControl = Map.groupBy(made, (test) => test.control);
  return {
    ...{ kind, rows: inside, outside: rows.length - inside.length },
    controls: [...byControl].map(([control, tests]) => judgeControl(kind, control, tests, inside, context)),
    notTested: spec.tests.filter((test) => missing(test).length > 0).map((test) => ({ test, missing: missing(test) })),
  };
}

function judgeControl(
  kind: PopulationKind,
  control: ControlId,
  tests: readonly PopulationTest[],
  rows: readonly PopulationRow[],
  context: PopulationContext,
): ControlFindings {
  const spec = populationKinds[kind];
  const found = { size: 0, deviations: 0, unknown: 0, pending: 0 };
  const [exceptions, unknowns]: RowNote[][] = [[], []];
  for (const row of rows) {
    const outcomes = new Set<RowVerdict['outcome']>();
    for (const test of tests) {
      const verdict = judges[`${kind}/${test.id}`]?.(row, context) ?? { outcome: 'apart' };
      outcomes.add(verdict.outcome);
      if (!('why' in verdict)) continue;
      const note = { row: rowId(spec, row), test: test.id, why: verdict.why };
      (verdict.outcome === 'exception' ? exceptions : unknowns)?.push(note);
    }
    if (outcomes.has('exception')) found.deviations += 1;
    else if (outcomes.has('unknown')) found.unknown += 1;
    if (['exception', 'unknown', 'right'].some((one) => outcomes.has(one as RowVerdict['outcome']))) found.size += 1;
    else if (outcomes.has('pending')) found.pending += 1;
  }
  const values = tests.flatMap(({ commitment }) => (commitment === undefined ? [] : [commitment]));
  const against = [...new Set(values)].map((commitment) => ({ commitment, ...context.commitment(commitment) }));
  const { size, deviations } = found;
  return {
    ...{ control, ...found, exceptions: exceptions ?? [], unknowns: unknowns ?? [], against },
    counted: against.every(({ committed }) => committed),
    rate: size === 0 ? 0 : deviations / size,
    pattern:
      deviations === 0
        ? 'none'
        : systematic({ population: size, expected: null, deviations })
          ? 'systematic'
          : 'isolated',
    expects: tests.map(({ expects }) => expects),
    ...(kind === 'access-reviews' ? { runs: reviewRuns(rows, exceptions ?? [], context.timeZone) } : {}),
  };
}

/**
 * What the journal keeps. A control all of whose rows are pending has nothing to say yet; one that no row is about did not
 * occur, and that is kept as a size of 0.
 */
export function populationResults({ controls }: PopulationFindings): PopulationResult[] {
  return controls.filter(({ size, pending }) => size > 0 || pending === 0).map(plainResult);
}

/** A result alone, its members in the one order, so that two can be compared as text. */
export function plainResult({ control, size, deviations, unknown, counted, runs }: PopulationResult): PopulationResult {
  const plain = { control, size, deviations, unknown, counted };
  if (runs === undefined) return plain;
  return {
    ...plain,
    runs: runs.map(({ on, deviation }) => (deviation === undefined ? { on } : { on, deviation })),
  };
}

/** Whether the moment or period of a row lies in a period: by its day, or by its last one. */
function within(cell: PopulationRow[string] | undefined, { from, to }: Period, timeZone: string): boolean {
  if (typeof cell !== 'string') return true;
  const last = cell.split('..').at(-1) ?? cell;
  const day = last.includes('T') ? dayIn(last, timeZone) : last;
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}
