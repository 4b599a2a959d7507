/** Tables as an Excel workbook. */
import writeExcelFile from 'write-excel-file/node';
import { cellText } from '../core/kept-columns.ts';
import { plainText } from '../core/text.ts';
import type { Table } from './tables.ts';
import { filtersAndChoices, rowHeights } from './xlsx-features.ts';
import { printing, stickyColumns } from './xlsx-print.ts';

/** What a cell's colour says; the word in the cell says it too. */
export type Tone = 'good' | 'partial' | 'bad' | 'unknown' | 'neutral';

/** One sheet of a workbook. */
export interface Sheet {
  name: string;
  table: Table;
  /** Values to choose from, by column title: each at most 255 characters together, none with a comma. */
  choices?: Record<string, readonly string[]> | undefined;
  /** Tone of a cell's value, by column title. */
  tones?: Record<string, Readonly<Record<string, Tone>>> | undefined;
  /** Titles of columns that hold numbers with these formats of Excel; a cell that is none stays text. */
  numbers?: Readonly<Record<string, string>> | undefined;
}

/** Widest column, in characters; longer texts wrap. */
const widest = 60;

/** Named, since programs differ in what they take where nothing is said. */
const font = { fontFamily: 'Calibri', fontSize: 11 };

const fills: Record<Tone, { backgroundColor: string; textColor: string }> = {
  good: { backgroundColor: '#d9ead3', textColor: '#1b5e20' },
  partial: { backgroundColor: '#fff2cc', textColor: '#7a4f01' },
  bad: { backgroundColor: '#f4cccc', textColor: '#8b0000' },
  unknown: { backgroundColor: '#e3e3e3', textColor: '#404040' },
  neutral: { backgroundColor: '#dce9f7', textColor: '#0b3d70' },
};

/** A sheet alone. */
export function xlsxSheet(name: string, table: Table): Promise<Buffer> {
  return xlsxWorkbook([{ name, table }]);
}

/**
 * Sheets with a bold header that stays in sight, filters, wrapped cells, and columns as wide as their texts up to a
 * limit. Every cell is text, or a plain number where the sheet says so; never a formula, whatever it begins with. A text
 * longer than a cell can hold is cut.
 */
export async function xlsxWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const names = sheetNames(sheets.map(({ name }) => name));
  const data = sheets.map((sheet, index) => {
    const rules = toneRules(sheet);
    return {
      ...{
        sheet: names[index] ?? `Sheet ${index + 1}`,
        data: cellsOf(sheet),
        columns: columnWidths(sheet.table),
      },
      ...{ stickyRowsCount: 1, stickyColumnsCount: stickyColumns(sheet), orientation: 'landscape' as const },
      ...(rules.length === 0 ? {} : { conditionalFormatting: rules }),
    };
  });
  return writeExcelFile(data, {
    ...font,
    features: [filtersAndChoices(sheets), rowHeights(sheets), printing(sheets, names)],
  }).toBuffer();
}

/** Ground of the header. */
const headerFill = '#e8edf3';

function cellsOf({ table: { header, rows }, numbers = {} }: Sheet) {
  const top = { alignVertical: 'top' as const };
  const cell = (value: string) => ({ value: text(value), type: String, wrap: true, ...top });
  const formats = header.map((title) => (Object.hasOwn(numbers, title) ? numbers[title] : undefined));
  return [
    header.map((title) => ({ ...cell(title), fontWeight: 'bold' as const, backgroundColor: headerFill })),
    ...rows.map((row) =>
      row.map((value, column) => {
        const format = formats[column];
        return format === undefined || !/^\d+(\.\d+)?$/.test(value)
          ? cell(value)
          : { value: Number(value), type: Number, format, ...top };
      }),
    ),
  ];
}

/**
 * `_x001B_` would be read as the character of that number, so its first underscore is written as one. The library looks
 * texts up in a plain object, where `toString` and `__proto__` are there already: their first character is written so too.
 */
function text(value: string): string {
  const escaped = cellText(plainText(value.toWellFormed()))
    .replace(/\p{Noncharacter_Code_Point}/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  if (!(escaped in {})) return escaped;
  return `_x${escaped.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${escaped.slice(1)}`;
}

/** Widths in characters. */
export function columnWidths({ header, rows }: Table): { width: number }[] {
  return header.map((title, column) => {
    // A title leaves room for the button of its filter.
    let width = [...title].length + 3;
    for (const row of rows)
      width = Math.max(width, Math.min(widest, [...(row[column] ?? '').slice(0, 200)].length + 2));
    return { width: Math.min(widest, width) };
  });
}

/** Colours follow what is typed later too, so they are rules and not the look of a cell. */
function toneRules({ table, tones = {} }: Sheet) {
  return Object.entries(tones).flatMap(([title, byValue]) => {
    const column = table.header.indexOf(title) + 1;
    if (column === 0 || table.rows.length === 0) return [];
    const cellRange = { from: { row: 2, column }, to: { row: table.rows.length + 1, column } };
    return Object.entries(byValue).map(([value, tone]) => ({
      ...{ cellRange, condition: { operator: '=' as const, value }, style: fills[tone] },
    }));
  });
}

/** Names that Excel takes: at most 31 characters, none of `[]/\:*?`, no quote mark at an end, no two alike. */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set(['history']);
  return names.map((name) => {
    const plain = plainText(name.toWellFormed())
      .replace(/[[\]/\\:*?\n]/g, ' ')
      .replace(/^['\s]+|['\s]+$/g, '');
    for (let n = 1; ; n += 1) {
      const end = n === 1 ? '' : ` ${n}`;
      const points = [...(plain === '' ? 'Sheet' : plain)];
      while (points.join('').length + end.length > 31) points.pop();
      const free = points.join('').replace(/['\s]+$/, '') + end;
      if (taken.has(free.toLowerCase())) continue;
      taken.add(free.toLowerCase());
      return free;
    }
  });
}
