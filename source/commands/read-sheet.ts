/** A table that somebody edited in a spreadsheet: CSV or Excel, told apart by content and not by name. */
import { readFileSync, statSync } from 'node:fs';
import { type CsvTable, type FileFault, parseCsv } from '../core/csv.ts';
import { sheetCell } from '../core/kept-columns.ts';
import { plainLine, unguarded } from '../core/text.ts';
import { decodeText } from '../core/text-encoding.ts';
import { CommandError } from './errors.ts';

/** A table and where it was found. */
export interface EditedTable {
  table: CsvTable;
  /** What its lines are called in the program that shows them. */
  place: 'line' | 'row';
  /** The file, and the sheet of a workbook. */
  source: string;
}

/** What a table is looked for by. */
export interface TableWanted {
  /** Name of the sheet in a workbook of ours, such as `Plan`. */
  sheet: string;
  /** Titles that the column of ids may bear: the first row that has one is the header. */
  keys: readonly string[];
  /** How such a file is made. */
  example: string;
}

/** Largest file that is read, in bytes: far above any sheet that people work in. */
const largestFile = 32 * 1024 * 1024;

/** First bytes of the container of .xls files, in which a locked .xlsx is wrapped too. */
const oldWorkbook = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads the table; throws a CommandError that names every fault. Cells are plain text without spaces around. */
export async function readEditedTable(file: string, wanted: TableWanted): Promise<EditedTable> {
  const bytes = readBytes(file, wanted);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip) return (await import('./read-workbook.ts')).readWorkbook(file, bytes, wanted);
  if (oldWorkbook.every((byte, at) => bytes[at] === byte))
    throw new CommandError(
      2,
      `${file} is an old Excel workbook (.xls), or one that is locked with a password.`,
      'Open it, take the password away, and save it as .xlsx or as .csv in UTF-8.',
    );
  const decoded = decodeText(bytes);
  if ('fault' in decoded)
    throw new CommandError(
      2,
      `${file} is neither a CSV file nor an Excel workbook.`,
      'Save it as .xlsx, or as .csv in UTF-8.',
    );
  // Excel leaves the empty cells at the end of some lines away.
  const { table, faults } = parseCsv(decoded.text, { fill: true });
  if (table === undefined || faults.length > 0) throw faulty({ source: file, place: 'line' }, faults);
  const clean = (cell: string) => sheetCell(unguarded(cell));
  const header = { ...table.header, cells: table.header.cells.map((cell) => plainLine(clean(cell))) };
  const records = table.records.map(({ line, cells }) => ({ line, cells: cells.map(clean) }));
  return { table: { ...table, header, records }, place: 'line', source: file };
}

function readBytes(file: string, { example }: TableWanted): Uint8Array {
  try {
    if (statSync(file).size > largestFile)
      throw new Error(`it is larger than ${largestFile / 1024 / 1024} MB, more than a sheet that people edit`);
    return readFileSync(file);
  } catch (error) {
    throw new CommandError(2, `Cannot read ${file}: ${(error as Error).message}`, `Make one with: ${example}`);
  }
}

/** Faults listed one by one; the rest is counted. */
const mostFaults = 20;

/** The error of a file with faults: each with its line or row and its column. Nothing has been changed. */
export function faulty(where: Pick<EditedTable, 'source' | 'place'>, faults: readonly FileFault[]): CommandError {
  const shown = faults.slice(0, mostFaults).map(({ line, column, problem, next }) => {
    const at = [
      ...(line === undefined ? [] : [`${where.place} ${line}`]),
      ...(column === undefined ? [] : [`column ${column}`]),
    ];
    return `  ${at.length === 0 ? '' : `${at.join(', ')}: `}${problem}. ${next}`;
  });
  const more = faults.length > shown.length ? [`  and ${faults.length - shown.length} more`] : [];
  const text = [`${where.source}: nothing was changed.`, ...shown, ...more].map(plainLine).join('\n');
  return new CommandError(2, text, 'Mend these and run it again.');
}
