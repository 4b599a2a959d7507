/**
 * Comma-separated values by RFC 4180, as spreadsheets and exports write them: commas, semicolons or tabs; any line end;
 * a line `sep=;` first; blank lines between. Our own because the grammar is a page long and every fault needs its line.
 */

/** What separates the cells of a line. */
export type Delimiter = ',' | ';' | '\t';

/** What is wrong with a file, where, and what to do about it. */
export interface FileFault {
  /** Line of the file, from 1; absent for what concerns all of it. */
  line?: number;
  /** Header of the column. */
  column?: string;
  /** What is wrong, a sentence without its full stop. */
  problem: string;
  /** What to do about it, a sentence. */
  next: string;
}

/** One record; it may span lines when a quoted cell does. */
export interface CsvRecord {
  /** Line on which it starts, from 1. */
  line: number;
  /** Trimmed. */
  cells: string[];
}

/** A parsed file. */
export interface CsvTable {
  delimiter: Delimiter;
  header: CsvRecord;
  /** Each has as many cells as the header. */
  records: CsvRecord[];
}

/** The delimiters in words. */
export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
};

/**
 * Parses a file with a header line. All faults are returned, not only the first; records with one are not in the table,
 * so that what else is wrong can be told too. Without a header there is no table. With `fill`, a line that ends early gets
 * empty cells, unless it is a last line without its end, which may have been cut off.
 */
export function parseCsv(text: string, { fill = false } = {}): { table?: CsvTable; faults: FileFault[] } {
  const told = /^sep=([,;\t])(?:\r\n|\r|\n|$)/i.exec(text);
  const delimiter = (told?.[1] as Delimiter | undefined) ?? likelyDelimiter(text);
  const { records, faults } = split(text, delimiter);
  const [header, ...rest] = told === null ? records : records.slice(1);
  if (header === undefined) {
    const next = 'Export it again with a first line of column names; a list without rows has that line alone.';
    return { faults: [{ problem: 'The file is empty', next }, ...faults] };
  }
  const cutOff = /[\r\n]$/.test(text) ? undefined : rest.at(-1);
  const fitting = rest.filter((record) => {
    if (fill && record !== cutOff) while (record.cells.length < header.cells.length) record.cells.push('');
    const misfit = fit(record, header.cells.length);
    faults.push(...misfit);
    return misfit.length === 0;
  });
  return {
    table: { delimiter, header, records: fitting },
    faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/** The one that cuts the header into most cells; a header of one column has none, and commas are as good as any. */
function likelyDelimiter(text: string): Delimiter {
  const counted = ([',', ';', '\t'] as const).map((delimiter) => ({
    delimiter,
    cells: split(text, delimiter, 1).records[0]?.cells.length ?? 0,
  }));
  return counted.reduce((best, one) => (one.cells > best.cells ? one : best)).delimiter;
}

/** Cuts off empty cells behind the last column, which spreadsheets add; any other number of cells is a fault. */
function fit(record: CsvRecord, columns: number): FileFault[] {
  while (record.cells.length > columns && record.cells.at(-1) === '') record.cells.pop();
  if (record.cells.length === columns) return [];
  return [
    {
      line: record.line,
      problem: `This line has ${record.cells.length} cell${record.cells.length === 1 ? '' : 's'}, the header ${columns}`,
      next: 'Put cells that hold a delimiter in double quotes, or export the list again.',
    },
  ];
}

/** The records of a text, at most so many; blank lines are none. */
function split(text: string, delimiter: Delimiter, most = Number.POSITIVE_INFINITY) {
  const records: CsvRecord[] = [];
  const faults: FileFault[] = [];
  let [position, line] = [0, 1];
  while (position < text.length && records.length < most) {
    const record: CsvRecord = { line, cells: [] };
    for (let more = true; more; ) {
      const cell = readCell(text, position, delimiter);
      if (cell.fault !== undefined) faults.push({ line: line + cell.fault.after, ...cell.fault.fault });
      record.cells.push(cell.value);
      line += cell.lines;
      position = cell.end;
      more = text[position] === delimiter;
      if (more) position += 1;
    }
    if (text[position] === '\r' && text[position + 1] === '\n') position += 1;
    position += 1;
    line += 1;
    if (record.cells.some((cell) => cell !== '')) records.push(record);
  }
  return { records, faults };
}

interface Cell {
  value: string;
  /** Where it ends: at a delimiter, a line end or the end of the text. */
  end: number;
  /** Line ends inside it. */
  lines: number;
  fault?: { after: number; fault: Omit<FileFault, 'line'> };
}

const lineEnds = /\r\n|\r|\n/g;

function readCell(text: string, start: number, delimiter: Delimiter): Cell {
  let begin = start;
  while (text[begin] === ' ') begin += 1;
  if (text[begin] !== '"') return bareCell(text, start, delimiter);
  let value = '';
  for (let from = begin + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      // The rest of the file has gone into this cell; one fault says it, what follows is not read.
      const fault = { problem: 'A double quote is opened here and never closed', next: 'Close it, or double it.' };
      return { value: '', end: text.length, lines: 0, fault: { after: 0, fault } };
    }
    value += text.slice(from, quote);
    from = quote + 1;
    if (text[from] === '"') {
      value += '"';
      from += 1;
      continue;
    }
    const rest = bareCell(text, from, delimiter);
    const lines = [...value.matchAll(lineEnds)].length;
    const cell = { value: value.trim(), end: rest.end, lines };
    if (rest.value === '') return cell;
    const fault = {
      problem: `Text follows a closed double quote: ${JSON.stringify(rest.value.slice(0, 30))}`,
      next: 'Double the quotes inside a quoted cell.',
    };
    return { ...cell, fault: { after: lines, fault } };
  }
}

function bareCell(text: string, start: number, delimiter: Delimiter): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end).trim(), end, lines: 0 };
}
