/** From a parsed file to the rows of a population. Every fault is found in one pass; with any there are no rows. */
import type { CsvTable, FileFault } from './csv.ts';
import { type Cell, parseCell } from './population-cells.ts';
import { type DateOrder, orderTold } from './population-dates.ts';
import type { ColumnMap } from './population-mapping.ts';
import type { PopulationField, PopulationSpec } from './population-spec.ts';

/** A row: its cells by field id. A field without a column is absent. */
export type PopulationRow = Readonly<Record<string, Cell>>;

/** Rows with what tells each apart, sorted by it: the order of the file does not matter. */
export interface PopulationRows {
  rows: PopulationRow[];
  /** Order of day and month in its dates, where that was open. */
  order?: DateOrder;
}

interface Column {
  field: PopulationField;
  header: string;
  index: number;
}

/**
 * The rows of a file. `dates` settles the order of day and month where no date of the file does; told against what the
 * file shows it is a fault.
 */
export function readRows(
  spec: PopulationSpec,
  table: CsvTable,
  columns: ColumnMap,
  options: { timeZone: string; dates?: DateOrder | undefined },
): PopulationRows | { faults: FileFault[] } {
  const used = Object.entries(columns).flatMap(([id, header]): Column[] => {
    const field = spec.fields.find((one) => one.id === id);
    return field === undefined || header === '' ? [] : [{ field, header, index: table.header.cells.indexOf(header) }];
  });
  const dated = dateOrder(table, used, options.dates);
  const faults = 'faults' in dated ? dated.faults : [];
  const order = 'faults' in dated ? undefined : dated.order;
  const seen = new Map<string, { line: number; row: PopulationRow }>();
  for (const record of table.records) {
    const row: Record<string, Cell> = {};
    for (const { field, header, index } of used) {
      const text = record.cells[index] ?? '';
      // Of a date whose order is open one fault is enough.
      const open = order === undefined && ['either', 'dmy', 'mdy'].includes(orderTold(text) ?? '');
      if (open && (field.type === 'moment' || field.type === 'period')) continue;
      const cell = parseCell(text, field.type, { order, timeZone: options.timeZone, header });
      const where = { line: record.line, column: header };
      if ('wrong' in cell) faults.push({ ...where, problem: cell.wrong, next: 'Correct it in the file.' });
      else if (cell.value === null && field.filled === true)
        faults.push({ ...where, problem: `This cell has to hold the ${field.what}`, next: 'Fill it in.' });
      else row[field.id] = cell.value;
    }
    const anyOf = (spec.anyOf ?? []).filter((id) => used.some(({ field }) => field.id === id));
    if (anyOf.length > 0 && !anyOf.some((id) => row[id] !== undefined && row[id] !== null))
      faults.push({
        line: record.line,
        problem: `Nothing says who this is (${anyOf.join(' or ')})`,
        next: 'Fill it in.',
      });
    else faults.push(...twice(spec, seen, row, record.line));
  }
  if (faults.length > 0) return { faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  const sorted = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { row }]) => row);
  return { rows: sorted, ...(order === undefined ? {} : { order }) };
}

/** What tells a row from the others of its list, such as `ada@example.com 2026-11-21`. */
export function rowId(spec: PopulationSpec, row: PopulationRow): string {
  const parts = spec.key.map((alternatives) => alternatives.map((id) => row[id]).find((cell) => (cell ?? '') !== ''));
  return parts.map((part) => String(part ?? '')).join(' ');
}

/** Keeps a row under its id; one that is there already is a fault. Capital letters make no difference. */
function twice(
  spec: PopulationSpec,
  seen: Map<string, { line: number; row: PopulationRow }>,
  row: PopulationRow,
  line: number,
): FileFault[] {
  const key = rowId(spec, row).normalize('NFC').toLowerCase();
  const before = seen.get(key);
  if (before === undefined) {
    seen.set(key, { line, row });
    return [];
  }
  const same = JSON.stringify(before.row) === JSON.stringify(row);
  const problem = same
    ? `This line repeats line ${before.line}`
    : `This line and line ${before.line} are both about ${JSON.stringify(rowId(spec, row))}, and differ`;
  return [{ line, problem, next: 'Keep one of the two; a row counted twice would change the rate.' }];
}

/** The one order of day and month in a file. */
function dateOrder(
  table: CsvTable,
  columns: readonly Column[],
  told: DateOrder | undefined,
): { order: DateOrder | undefined } | { faults: FileFault[] } {
  const first: Partial<Record<DateOrder | 'either', { line: number; column: string; text: string }>> = {};
  for (const { field, header, index } of columns) {
    if (field.type !== 'moment' && field.type !== 'period') continue;
    for (const { line, cells } of table.records) {
      const text = cells[index] ?? '';
      const tells = orderTold(text);
      if (tells !== undefined && line < (first[tells]?.line ?? Number.POSITIVE_INFINITY))
        first[tells] = { line, column: header, text };
    }
  }
  const { dmy, mdy, either } = first;
  if (dmy !== undefined && mdy !== undefined) {
    const problem = `${mdy.text} has the month first, and line ${dmy.line} (${dmy.text}) the day`;
    const next = 'Write all dates of the file in one order, best as 2026-11-21.';
    return { faults: [{ line: mdy.line, column: mdy.column, problem, next }] };
  }
  const shown = dmy !== undefined ? 'dmy' : mdy !== undefined ? 'mdy' : undefined;
  const against = dmy ?? mdy;
  if (told !== undefined && shown !== undefined && told !== shown && against !== undefined) {
    const problem = `${against.text} is no date with --dates ${told}`;
    return { faults: [{ line: against.line, column: against.column, problem, next: `Leave --dates out: ${shown}.` }] };
  }
  if (either !== undefined && shown === undefined && told === undefined) {
    const problem = `${either.text} can be read in two ways, and no date of the file settles it`;
    const next = 'Add --dates dmy (day first) or --dates mdy (month first).';
    return { faults: [{ line: either.line, column: either.column, problem, next }] };
  }
  return { order: shown ?? (either === undefined ? undefined : told) };
}
