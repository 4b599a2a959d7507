/**
 * Columns that people add to an exported sheet: the program does not know what they mean, so it keeps them by the id of
 * the row and gives them back with the next export.
 */
import type { Assessment } from './assessment.ts';
import type { Entry } from './entry.ts';
import { keep, own, ownValue } from './own-record.ts';
import { plainText } from './text.ts';

/** A sheet that can be read back. */
export type KeptSheet = 'plan' | 'raci';

/** What the journal keeps of one row. */
export interface KeptColumnsBody {
  type: 'columns';
  sheet: KeptSheet;
  /** Stable id of the row: `plan:CONTROL`, or the control of a RACI row. */
  row: string;
  /** Text by column title; null takes it away. */
  values: Record<string, string | null>;
}

/** What is kept of one sheet. */
export interface KeptColumns {
  /** Titles in the order they were first seen. */
  columns: string[];
  /** By row id, then by column title. */
  rows: Record<string, Record<string, string>>;
}

/** No column of any sheet. */
export function noKeptColumns(): Record<KeptSheet, KeptColumns> {
  return { plan: { columns: [], rows: {} }, raci: { columns: [], rows: {} } };
}

/** How entries of this kind change the assessment. A column without a value left is gone. */
export const keptColumnHandlers = {
  columns: (state: Assessment, { sheet, row, values }: Entry & KeptColumnsBody) => {
    const kept = state.keptColumns[sheet];
    const cells = own<Record<string, string>>(kept.rows, row, () => ({}));
    for (const [written, value] of Object.entries(values)) {
      const title = keptTitle(kept, written);
      if (value !== null) {
        keep(cells, title, value);
        if (!kept.columns.includes(title)) kept.columns.push(title);
      } else if (Object.hasOwn(cells, title)) {
        delete cells[title];
        const used = Object.values(kept.rows).some((other) => Object.hasOwn(other, title));
        if (!used) kept.columns = kept.columns.filter((other) => other !== title);
      }
    }
  },
};

/** One changed cell of a column that is kept. */
export interface KeptChange {
  row: string;
  column: string;
  was: string;
  now: string;
}

/** The title under which a column is kept: one that differs in capitals alone is the same column. */
export function keptTitle({ columns }: KeptColumns, column: string): string {
  const same = column.toLowerCase();
  return columns.find((title) => title.toLowerCase() === same) ?? column;
}

/** The cell of a kept column; empty where there is none. */
export function keptCell(kept: KeptColumns, row: string, column: string): string {
  const cells = ownValue(kept.rows, row);
  return (cells && ownValue(cells, keptTitle(kept, column))) ?? '';
}

/** The entries that keep such changes: one for each row. */
export function keptEntries(sheet: KeptSheet, changes: readonly KeptChange[]): KeptColumnsBody[] {
  const byRow = new Map<string, KeptColumnsBody>();
  for (const { row, column, now } of changes) {
    const body = byRow.get(row) ?? { type: 'columns', sheet, row, values: {} };
    keep(body.values, column, now === '' ? null : now);
    byRow.set(row, body);
  }
  return [...byRow.values()];
}

/** Longest text of a spreadsheet's cell (Excel), in UTF-16 units; more is cut when a sheet is written. */
export const longestCell = 32_767;

/** A text as it goes into a cell. */
export function cellText(text: string): string {
  return text.length <= longestCell
    ? text
    : text
        .slice(0, longestCell)
        .toWellFormed()
        .replace(/\ufffd$/, '');
}

/** A text as it comes back from a sheet: plain, without spaces around, without what no sheet can hold. */
export function sheetCell(text: string): string {
  return (
    plainText(text.toWellFormed())
      // A replacement character stands for what was broken; XML has no place for what is no character at all.
      .replace(/\ufffd|\p{Noncharacter_Code_Point}/gu, '')
      .trim()
  );
}

/** Whether a cell that came back says what was written: what was cut on the way out has not been changed by anybody. */
export function sameCell(was: string, now: string): boolean {
  const whole = sheetCell(was);
  return whole === now || (whole.length >= longestCell && sheetCell(cellText(plainText(was))) === now);
}
