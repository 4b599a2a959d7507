/**
 * Dates in lists. Read: 2026-11-21, 2026/11/21, 20261121, 21.11.2026 (dots: always day first), 21 Nov 2026, Nov 21, 2026,
 * and 21/11/2026 or 11/21/2026 with one order for the whole file; each with or without a time and an offset. One rule
 * for slashes: a date that can be read in one way only decides for the file; where none does, the order must be told.
 */
import { addDays, addMonths, isDay } from './calendar.ts';
import type { Day } from './entry.ts';
import { instantAt } from './instant.ts';

/** Order of day and month in dates such as 03/04/2026. */
export type DateOrder = 'dmy' | 'mdy';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const timePart = /[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const numeric = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;

/** The two first numbers of a date whose order is open; undefined for any other text. */
function openOrder(text: string): [number, number] | undefined {
  const found = numeric.exec(text.replace(timePart, '').trim());
  return found === null ? undefined : [Number(found[1]), Number(found[2])];
}

/** What a date says about the order of day and month: one of the two, `either`, or undefined where nothing is open. */
export function orderTold(text: string): DateOrder | 'either' | undefined {
  const found = openOrder(text);
  if (found === undefined || found[0] === found[1]) return undefined;
  const [first, second] = found;
  if (first > 12 && second <= 12) return 'dmy';
  if (second > 12 && first <= 12) return 'mdy';
  return first <= 12 && second <= 12 ? 'either' : undefined;
}

/**
 * The moment that a text means: a day `YYYY-MM-DD`, or where it has a time an instant `YYYY-MM-DDTHH:MM:SSZ`. A time
 * without an offset is that of `timeZone`. Undefined for anything that is no date.
 */
export function parseMoment(text: string, order: DateOrder | undefined, timeZone: string): string | undefined {
  const time = timePart.exec(text);
  const day = parseDay((time === null ? text : text.slice(0, time.index)).trim().replace(/,$/, ''), order);
  if (day === undefined || time === null) return day;
  const seconds = secondsOfDay(time);
  if (seconds === undefined) return undefined;
  const offset = time[5] === undefined ? undefined : offsetSeconds(time[5]);
  const instant =
    offset === undefined
      ? instantAt(day, seconds, timeZone)
      : Date.parse(`${day}T00:00:00Z`) + (seconds - offset) * 1000;
  return new Date(instant).toISOString().replace('.000', '');
}

function parseDay(text: string, order: DateOrder | undefined): Day | undefined {
  const iso = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/.exec(text);
  if (iso !== null) return dayOf(iso[1], iso[3], iso[4]);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  if (dotted !== null) return dayOf(dotted[3], dotted[2], dotted[1]);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([a-z]{3,9})\.?,?[\s./-]+(\d{4})$/i.exec(text);
  if (dayFirst !== null) return dayOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text);
  if (monthFirst !== null) return dayOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
  const open = numeric.exec(text);
  if (open === null) return undefined;
  // 05/05/2026 is the same day either way.
  const monthLast = (order ?? (open[1] === open[2] ? 'dmy' : undefined)) === 'dmy';
  if (!monthLast && order === undefined) return undefined;
  return monthLast ? dayOf(open[3], open[2], open[1]) : dayOf(open[3], open[1], open[2]);
}

/** The number of an English month, whole or cut to three letters. */
function monthOf(word = ''): string | undefined {
  const lower = word.toLowerCase();
  const index = months.indexOf(lower.slice(0, 3));
  const whole = 'january february march april may june july august september october november december'.split(' ')[
    index
  ];
  return index !== -1 && (lower.length === 3 || lower === whole || lower === 'sept') ? String(index + 1) : undefined;
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): Day | undefined {
  const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

function secondsOfDay([, hours, minutes, seconds = '0', half]: RegExpExecArray): number | undefined {
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return (hour * 60 + Number(minutes)) * 60 + Number(seconds);
}

function offsetSeconds(text: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (found === null) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60;
}

/**
 * The period that a text means, as its first and last day: 2026-Q3, Q3 2026, 2026-H1, 2026-11, 2026. Undefined for
 * anything else.
 */
export function parsePeriod(text: string): { from: Day; to: Day } | undefined {
  const plain = text.trim().toUpperCase();
  const parts = /^(\d{4})(?:[-/ ]?([QH])([1-4]))?$/.exec(plain) ?? swapped(/^([QH])([1-4])[-/ ]?(\d{4})$/.exec(plain));
  if (parts !== null) {
    const [, year = '', letter, number] = parts;
    if (letter === 'H' && Number(number) > 2) return undefined;
    const length = letter === 'Q' ? 3 : letter === 'H' ? 6 : 12;
    return monthsOf(Number(year), (Number(number ?? 1) - 1) * length + 1, length);
  }
  const month = /^(\d{4})[-/](0[1-9]|1[0-2])$/.exec(plain);
  return month === null ? undefined : monthsOf(Number(month[1]), Number(month[2]), 1);
}

function swapped(found: RegExpExecArray | null): string[] | null {
  return found === null ? null : ['', found[3] ?? '', found[1] ?? '', found[2] ?? ''];
}

function monthsOf(year: number, first: number, length: number): { from: Day; to: Day } | undefined {
  const from = `${String(year).padStart(4, '0')}-${String(first).padStart(2, '0')}-01`;
  return isDay(from) && year < 9999 ? { from, to: addDays(addMonths(from, length), -1) } : undefined;
}
