/** The matrix back from a spreadsheet: what changed in it, cell by cell, before anything is written. */
import type { CsvTable, FileFault } from './csv.ts';
import type { Raci, RaciLetter, RaciRow } from './decision.ts';
import type { EntryBody } from './entry.ts';
import { type KeptChange, type KeptColumns, keptCell, keptTitle, sameCell } from './kept-columns.ts';
import type { ControlId } from './questionnaire.ts';
import { lettersOf } from './raci-cells.ts';
import { duplicateColumns } from './sheet-columns.ts';

/** One changed cell, or one changed stand-in. */
export interface RaciChange {
  control: ControlId;
  /** The party of the cell, or who is to stand in. */
  person: string;
  /** `letters`: the cell; `standIn`: the column of stand-ins. */
  what: 'letters' | 'standIn';
  was: string;
  now: string;
}

/** What a table says against the matrix. */
export interface RaciDiff {
  changes: RaciChange[];
  /** Changed cells of columns that people added. */
  kept: KeptChange[];
  /** Everything wrong with the table; with one of them nothing may be applied. */
  faults: FileFault[];
  /** Controls of the matrix that the table leaves out: they stay as they are. */
  untouched: ControlId[];
  /** Columns of names that nobody has entered: they will be groups. */
  newNames: string[];
}

/** Columns that are no party. `title`, `criterion` and `cadence` are for the reader and not taken in. */
const ownColumns = ['control', 'criterion', 'title', 'stand-in', 'cadence'];

/** Compares a table with the matrix: a row per control, a column per party, cells `R`, `A`, `R/A`, `C`, `I` or empty. */
export function diffRaci({ header, records }: CsvTable, { rows, parties }: Raci, added: KeptColumns): RaciDiff {
  const columns = header.cells;
  const faults: FileFault[] = duplicateColumns(header);
  const place = (name: string) => columns.findIndex((column) => column.toLowerCase() === name);
  const controlAt = place('control');
  if (controlAt < 0)
    faults.push({
      line: header.line,
      problem: 'There is no column "control"',
      next: 'Start from: soc2-ready raci --format csv',
    });
  const names = parties.map(({ name }) => name);
  const known = new Set(names);
  const { people, others } = sortColumns(header.cells, records, names, added);
  const party = new Set(people.map(({ name }) => name));
  const rowOf = new Map(rows.map((row) => [row.control.toLowerCase(), row]));
  const seen = new Map<string, number>();
  const changes: RaciChange[] = [];
  const kept: KeptChange[] = [];
  for (const { line, cells } of controlAt < 0 ? [] : records) {
    const id = cells[controlAt] ?? '';
    const row = rowOf.get(id.toLowerCase());
    if (row === undefined) {
      faults.push({
        line,
        column: 'control',
        problem: `There is no control "${id}" in the matrix`,
        next: 'Correct the id, or delete the line.',
      });
      continue;
    }
    const before = seen.get(row.control);
    if (before !== undefined) {
      faults.push({
        line,
        column: 'control',
        problem: `${row.control} is on line ${before} already`,
        next: 'Leave one of the two lines.',
      });
      continue;
    }
    seen.set(row.control, line);
    changes.push(...cellChanges(row, { people, party, known }, cells, line, faults));
    const standInAt = place('stand-in');
    if (standInAt >= 0) changes.push(...standInChange(row, cells[standInAt] ?? ''));
    for (const { name, at } of others) {
      const change = { row: row.control, column: name, was: keptCell(added, row.control, name), now: cells[at] ?? '' };
      if (!sameCell(change.was, change.now)) kept.push(change);
    }
  }
  return {
    changes,
    kept,
    faults,
    untouched: rows.flatMap(({ control }) => (seen.has(control) ? [] : [control])),
    newNames: people.flatMap(({ name }) => (known.has(name) ? [] : [name])),
  };
}

interface PlacedColumn {
  name: string;
  at: number;
}

/**
 * Columns of parties, and those that people added for themselves: an unknown title is a party when a cell under it is a
 * letter of the matrix, and a column of somebody's own when no cell is one.
 */
function sortColumns(
  columns: readonly string[],
  records: CsvTable['records'],
  names: readonly string[],
  added: KeptColumns,
): { people: PlacedColumn[]; others: PlacedColumn[] } {
  const [people, others]: [PlacedColumn[], PlacedColumn[]] = [[], []];
  for (const [at, title] of columns.entries()) {
    if (title === '' || ownColumns.includes(title.toLowerCase())) continue;
    // A name in other capitals is the same party, unless there are two such.
    const alike = names.filter((name) => name.toLowerCase() === title.toLowerCase());
    const party = names.includes(title) ? title : alike.length === 1 ? alike[0] : undefined;
    const name = party ?? keptTitle(added, title);
    const filled = records.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '');
    const someLetters = filled.some((cell) => parseCell(cell) !== undefined);
    const isParty = party !== undefined || (!added.columns.includes(name) && someLetters);
    (isParty ? people : others).push({ name, at });
  }
  return { people, others };
}

function cellChanges(
  row: RaciRow,
  /** `party`: the names of `people`. `known`: those of the matrix. */
  { people, party, known }: { people: readonly PlacedColumn[]; party: ReadonlySet<string>; known: ReadonlySet<string> },
  cells: readonly string[],
  line: number,
  faults: FileFault[],
): RaciChange[] {
  // A party without a column keeps its cell: who deletes a column has not thereby taken letters away.
  const changes: RaciChange[] = [];
  const wanted = new Map(Object.entries(row.cells));
  for (const { name, at } of people) {
    const letters = parseCell(cells[at] ?? '');
    if (letters === undefined) {
      const problem = `"${cells[at]}" is no cell of a RACI`;
      const next = known.has(name)
        ? 'Write R, A, R/A, C, I or nothing.'
        : 'Write R, A, R/A, C, I or nothing; a column that is no party must have no such letter as a cell.';
      faults.push({ line, column: name, problem, next });
      continue;
    }
    const was = lettersOf(row, name).join('/');
    const now = letters.join('/');
    if (letters.length === 0) wanted.delete(name);
    else wanted.set(name, letters);
    if (was !== now) changes.push({ control: row.control, person: name, what: 'letters', was, now });
  }
  const accountable = [...wanted].filter(([, letters]) => letters.includes('A')).map(([name]) => name);
  if (accountable.length !== 1) {
    const named = accountable.map((name) => (party.has(name) ? name : `${name} (who has no column here)`));
    const problem =
      named.length === 0
        ? `Nobody has the A of ${row.control}`
        : `${named.join(' and ')} ${named.length === 2 ? 'both' : 'all'} have the A of ${row.control}`;
    const next = accountable.every((name) => party.has(name))
      ? 'Give exactly one person the A (rule R1).'
      : 'Give exactly one person the A (rule R1): who loses it needs a column, with the cell empty.';
    faults.push({ line, problem, next });
  }
  return changes;
}

/** An empty cell leaves who stands in: with nobody named there, the matrix proposes somebody. */
function standInChange(row: RaciRow, now: string): RaciChange[] {
  const was = row.standIn ?? '';
  return now === '' || was === now ? [] : [{ control: row.control, person: now, what: 'standIn', was, now }];
}

/** The letters of a cell in the order R A, or undefined for what is none. C and I stand alone. */
function parseCell(cell: string): RaciLetter[] | undefined {
  const letters = cell
    .toUpperCase()
    .split(/[\s,;/+&]+/)
    .flatMap((part) => (part === 'RA' || part === 'AR' ? ['R', 'A'] : part === '' ? [] : [part]));
  if (letters.some((letter) => !['R', 'A', 'C', 'I'].includes(letter))) return undefined;
  const unique = (['R', 'A', 'C', 'I'] as const).filter((letter) => letters.includes(letter));
  const weak = unique.some((letter) => letter === 'C' || letter === 'I');
  return weak && unique.length > 1 ? undefined : unique;
}

/**
 * The entries that make the matrix so. Cells are cleared first and the A is given last, because an A that is given takes
 * the letter from who had it.
 */
export function raciEntries(changes: readonly RaciChange[]): EntryBody[] {
  const cleared: EntryBody[] = [];
  const given: EntryBody[] = [];
  const accountable: EntryBody[] = [];
  for (const { control, person, what, was, now } of changes) {
    const base = { type: 'raci', control, person } as const;
    if (what === 'standIn') {
      given.push({ ...base, role: 'R', standIn: true });
      continue;
    }
    const letters = now === '' ? [] : (now.split('/') as RaciLetter[]);
    if (was !== '') cleared.push({ ...base, role: null });
    for (const role of letters) (role === 'A' ? accountable : given).push({ ...base, role });
  }
  return [...cleared, ...given, ...accountable];
}
