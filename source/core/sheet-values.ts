/**
 * Days and numbers as spreadsheets hand them back: Excel and LibreOffice write a CSV's days and numbers in the way of the
 * country they run in, also in rows that nobody touched.
 */
import { addDays, isDay } from './calendar.ts';
import type { Day } from './entry.ts';
import { sameCell } from './kept-columns.ts';
import { type DateOrder, orderTold, parseMoment } from './population-dates.ts';

const orders: readonly DateOrder[] = ['dmy', 'mdy'];

/** Days that a bare number may mean in a column of days: 2000-01-01 to 2099-12-31, counted as Excel does. */
const [firstSerial, lastSerial] = [36_526, 73_050];

/** Whether a cell says what was written: also the same day or the same number in the way of another country. */
export function sameInSheet(was: string, now: string): boolean {
  if (sameCell(was, now)) return true;
  if (isDay(was)) return orders.some((order) => dayIn(now, order) === was);
  const [before, after] = [numberOf(was), numberOf(now)];
  return before !== undefined && before === after;
}

/**
 * The day that a cell means, or the cell as it is where it means none. `was` stands when the cell can mean it; `column`
 * is all cells of that column, since 03/04/2027 is read by what the others show (docs/populations.md).
 */
export function dayCell(now: string, was: string, column: readonly string[]): string {
  if (now === '' || isDay(now)) return now;
  if (isDay(was) && sameInSheet(was, now)) return was;
  const told = new Set(column.map(orderTold).filter((order) => order === 'dmy' || order === 'mdy'));
  const [order] = told.size === 1 ? [...told] : [];
  return dayIn(now, order) ?? now;
}

/** What is wrong with a cell that means no day. */
export function noDay(cell: string): string {
  return orderTold(cell) === 'either' ? `"${cell}" can be read as two days` : `"${cell}" is no day`;
}

function dayIn(cell: string, order: DateOrder | undefined): Day | undefined {
  if (/^\d{5}$/.test(cell)) {
    const serial = Number(cell);
    return serial >= firstSerial && serial <= lastSerial ? addDays('1899-12-30', serial) : undefined;
  }
  return parseMoment(cell, order, 'UTC')?.slice(0, 10);
}

/** A number with a point or a comma before its decimals, and nothing else beside it. */
function numberOf(cell: string): number | undefined {
  return /^-?\d+(?:[.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : undefined;
}
