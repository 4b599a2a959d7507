/** A calendar strip: days on cells. Pure arithmetic; the screen draws it. */
import { addDays, addMonths, daysBetween } from '../core/calendar.ts';
import type { Day } from '../core/entry.ts';
import { earlier, later, type Span, within } from '../core/observation-window.ts';

/** Days laid out over cells. */
export interface Strip extends Span {
  /** Cells it is wide. */
  width: number;
  /** Days of all of it. */
  days: number;
}

/** A strip over these days, its first month begun on its first day. */
export function stripOver(days: readonly Day[], width: number): Strip {
  const sorted = days.toSorted();
  const first = `${(sorted[0] ?? '2000-01-01').slice(0, 8)}01`;
  const last = addDays(addMonths(`${(sorted.at(-1) ?? first).slice(0, 8)}01`, 1), -1);
  return { from: first, to: last, width: Math.max(1, width), days: daysBetween(first, last) + 1 };
}

/** The cell of a day; undefined outside the strip. */
export function cellOf(strip: Strip, day: Day): number | undefined {
  if (!within(day, strip)) return undefined;
  return Math.floor((daysBetween(strip.from, day) * strip.width) / strip.days);
}

/** The cells of a stretch of days, clipped to the strip; undefined where none of it is on the strip. */
export function cellsOf(strip: Strip, { from, to }: Span): { first: number; last: number } | undefined {
  if (to < strip.from || from > strip.to) return undefined;
  const first = cellOf(strip, later(from, strip.from)) ?? 0;
  return { first, last: cellOf(strip, earlier(to, strip.to)) ?? strip.width - 1 };
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Names of the months where they begin, January with its year; those for which there is no room are left out. */
export function monthLabels(strip: Strip): { cell: number; text: string }[] {
  const labels: { cell: number; text: string }[] = [];
  let free = 0;
  for (let day = strip.from; day <= strip.to; day = addMonths(day, 1)) {
    const month = Number(day.slice(5, 7));
    const isFirst = labels.length === 0;
    const text = month === 1 || isFirst ? `${names[month - 1]} ${day.slice(2, 4)}` : (names[month - 1] ?? '');
    const cell = cellOf(strip, day) ?? 0;
    if (cell < free || cell + text.length > strip.width) continue;
    labels.push({ cell, text });
    free = cell + text.length + 1;
  }
  return labels;
}
