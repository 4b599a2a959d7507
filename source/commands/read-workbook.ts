/** The table of an Excel workbook. Apart, because the library that reads it is loaded only then. */
import { inflateRawSync } from 'node:zlib';
import readExcelFile from 'read-excel-file/node';
import type { CsvRecord, FileFault } from '../core/csv.ts';
import { sheetCell } from '../core/kept-columns.ts';
import { plainLine } from '../core/text.ts';
import { CommandError } from './errors.ts';
import { type EditedTable, faulty, type TableWanted } from './read-sheet.ts';

/** Most bytes that the parts of a workbook may come to once unpacked. */
const largestUnpacked = 256 * 1024 * 1024;

/** A title row may stand under this many others. */
const mostRowsAbove = 20;

/**
 * The table of the sheet that is called so, else of the one with the column of ids and most columns beside it: a cover
 * sheet may hold the word too. Throws a CommandError for what is no workbook, and for one without such a sheet.
 */
export async function readWorkbook(file: string, bytes: Uint8Array, wanted: TableWanted): Promise<EditedTable> {
  if (unpacksTo(bytes, largestUnpacked))
    throw new CommandError(2, `${file} unpacks to more than any sheet that people edit.`, 'Nothing was read.');
  // The first part of an OpenDocument file says what it is.
  if (Buffer.from(bytes.subarray(30, 90)).includes('application/vnd.oasis.opendocument'))
    throw new CommandError(2, `${file} is an OpenDocument file.`, 'Save it as .xlsx, or as .csv in UTF-8.');
  let sheets: { sheet: string; data: unknown[][] }[];
  try {
    sheets = await readExcelFile(Buffer.from(bytes));
  } catch (error) {
    throw new CommandError(
      2,
      `${file} is no Excel workbook that can be read${/not found inside/.test(String(error)) ? '' : `: ${plainLine((error as Error).message)}`}.`,
      'Save it as .xlsx again, or as .csv in UTF-8.',
    );
  }
  const found = sheets.map(({ sheet, data }) => ({ sheet, data, header: headerOf(data, wanted.keys) }));
  const named = found.find(({ sheet }) => sheet.toLowerCase() === wanted.sheet.toLowerCase());
  const likely = found
    .filter(({ header }) => header !== undefined)
    .sort((a, b) => titlesOf(b.data, b.header) - titlesOf(a.data, a.header));
  const chosen = named?.header === undefined ? likely[0] : named;
  if (chosen?.header === undefined)
    throw new CommandError(
      2,
      `${file} has no sheet with a column "${wanted.keys[0]}": ${sheets.map(({ sheet }) => plainLine(sheet)).join(', ')}.`,
      `Make one with: ${wanted.example}`,
    );
  const where = { source: `${file}, sheet ${plainLine(chosen.sheet)}`, place: 'row' as const };
  const [header, ...rows] = chosen.data.slice(chosen.header);
  const titles = (header ?? []).map((cell) => plainLine(cellOf(cell)).trim());
  const faults: FileFault[] = [];
  const records = rows.flatMap((row, index): CsvRecord[] => {
    const line = (chosen.header ?? 0) + 2 + index;
    const cells = row.map(cellOf);
    if (cells.every((cell) => cell === '')) return [];
    const stray = cells.findIndex((cell, at) => cell !== '' && (titles[at] ?? '') === '');
    if (stray >= 0)
      faults.push({
        line,
        column: columnLetters(stray),
        problem: `There is text under no title: ${JSON.stringify(cells[stray]?.slice(0, 30))}`,
        next: 'Give the column a title in the first row, or empty the cell.',
      });
    return [{ line, cells: titles.map((_, at) => cells[at] ?? '') }];
  });
  if (faults.length > 0) throw faulty(where, faults);
  return { table: { delimiter: ',', header: { line: chosen.header + 1, cells: titles }, records }, ...where };
}

function headerOf(data: readonly unknown[][], keys: readonly string[]): number | undefined {
  const at = data
    .slice(0, mostRowsAbove)
    .findIndex((row) => row.some((cell) => keys.includes(cellOf(cell).toLowerCase())));
  return at < 0 ? undefined : at;
}

/** How many titles a header has. */
function titlesOf(data: readonly unknown[][], header = 0): number {
  return (data[header] ?? []).filter((cell) => cellOf(cell) !== '').length;
}

/** A cell as text: days as YYYY-MM-DD, whatever the sheet shows them as; hours to the second, which serials only approach. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
    const [day = '', time = ''] = [text.slice(0, 10), text.slice(11, 16)];
    // An hour without a day is one of day 0.
    if (/^1899-12-3[01]$/.test(day)) return time;
    return text.endsWith('T00:00:00.000Z') ? day : `${day} ${time}`;
  }
  return sheetCell(String(value));
}

function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnLetters(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

/** Whether the parts of the archive come to more than `most` bytes: unpacked to see it, since its table of contents may lie. */
function unpacksTo(bytes: Uint8Array, most: number): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = most;
  for (let at = buffer.indexOf('PK\u0001\u0002'); at !== -1; at = buffer.indexOf('PK\u0001\u0002', at + 46)) {
    if (at + 46 > buffer.length) break;
    const [packed, told, local] = [20, 24, 42].map((field) => buffer.readUInt32LE(at + field)) as [
      number,
      number,
      number,
    ];
    left -= Math.max(told, sizeOf(buffer, local, packed, left));
    if (left < 0) return true;
  }
  return false;
}

/** Unpacked size of the part that begins at `local`; more than `most` where it is longer, 0 for what cannot be unpacked. */
function sizeOf(buffer: Buffer, local: number, packed: number, most: number): number {
  if (local + 30 > buffer.length) return 0;
  const begin = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
  if (buffer.readUInt16LE(local + 8) === 0) return packed;
  try {
    return inflateRawSync(buffer.subarray(begin, begin + packed), { maxOutputLength: most + 1 }).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? most + 1 : 0;
  }
}
