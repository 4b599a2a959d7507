/** A table as an Excel sheet. */
import writeExcelFile from 'write-excel-file/node';
import { plainText } from '../core/text.ts';
import type { Table } from './tables.ts';

/** Widest column, in characters; longer texts wrap. */
const widest = 60;

/** More does not fit in a cell of Excel. */
const longestCell = 32_767;

/**
 * One sheet: bold header that stays in sight, wrapped cells, columns as wide as their texts up to a limit. Every cell is
 * text, never a formula, whatever it begins with.
 */
export async function xlsxSheet(name: string, { header, rows }: Table): Promise<Buffer> {
  const text = (value: string) => plainText(value).slice(0, longestCell);
  const cell = (value: string) => ({ value: text(value), type: String, wrap: true, alignVertical: 'top' as const });
  const data = [
    header.map((value) => ({ ...cell(value), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ];
  const columns = header.map((title, column) => {
    const lengths = rows.map((row) => [...(row[column] ?? '')].length);
    return { width: Math.min(widest, Math.max(title.length, ...lengths) + 2) };
  });
  return writeExcelFile(data, { sheet: name.slice(0, 31), columns, stickyRowsCount: 1 }).toBuffer();
}
