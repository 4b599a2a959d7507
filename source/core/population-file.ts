/** From the bytes of a file to rows: encoding, CSV, columns, cells. Everything that is wrong comes in one list. */
import { type CsvTable, delimiterNames, type FileFault, parseCsv } from './csv.ts';
import type { DateOrder } from './population-dates.ts';
import { type ColumnMap, type MappingWishes, mapColumns } from './population-mapping.ts';
import { type PopulationRow, readRows } from './population-rows.ts';
import type { PopulationSpec } from './population-spec.ts';
import { decodeText } from './text-encoding.ts';

/** A file that could be read. */
export interface PopulationFile {
  rows: PopulationRow[];
  columns: ColumnMap;
  order?: DateOrder;
  /** In words, such as `UTF-8, semicolons`. */
  form: string;
}

/** How to read it. */
export interface FileWishes extends MappingWishes {
  timeZone: string;
  dates?: DateOrder | undefined;
}

/** The table of a file, as far as there is one, with what is wrong so far. */
export function openFile(bytes: Uint8Array): { table?: CsvTable; form: string; faults: FileFault[] } {
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return { form: '', faults: [decoded.fault] };
  const { table, faults } = parseCsv(decoded.text);
  if (table === undefined) return { form: decoded.encoding, faults };
  return { table, form: `${decoded.encoding}, ${delimiterNames[table.delimiter]}`, faults };
}

/** Rows, or all faults in the order of the lines; those of the whole file first. `faults` are those of {@link openFile}. */
export function readFile(
  spec: PopulationSpec,
  { table, form, faults: before }: ReturnType<typeof openFile>,
  wishes: FileWishes,
): PopulationFile | { faults: FileFault[]; proposed?: ColumnMap } {
  if (table === undefined) return { faults: before };
  const mapping = mapColumns(spec, table.header.cells, wishes);
  const columns = 'columns' in mapping ? mapping.columns : mapping.likely;
  const read = readRows(spec, table, columns, wishes);
  const faults = [
    ...before,
    ...('faults' in mapping ? mapping.faults : []),
    ...('faults' in read ? read.faults : []),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if ('faults' in read || faults.length > 0)
    return { faults, ...('proposed' in mapping ? { proposed: mapping.proposed } : {}) };
  return { rows: read.rows, columns, form, ...(read.order === undefined ? {} : { order: read.order }) };
}
