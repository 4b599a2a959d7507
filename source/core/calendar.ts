/**
 * Calendar arithmetic over days. A {@link Day} is a date on a wall calendar, `YYYY-MM-DD`, with no hour and no zone: a
 * zone matters only once, when an instant becomes a day ({@link dayIn}). So daylight saving can move nothing here.
 */
import type { Day } from './entry.ts';

/** True for a real day of the Gregorian calendar written `YYYY-MM-DD`, years 0001–9999. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The number that these ASCII digits make; NaN where one is none. Days are read by the hundred thousand. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Days of a month, 1–12. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01. Throws a RangeError for text that is not a day. */
function dayNumber(day: Day): number {
  if (!isDay(day)) throw new RangeError(`Not a day: ${JSON.stringify(day)}. Write it as YYYY-MM-DD.`);
  const year = digits(day, 0, 4);
  const days = beforeYear(year) + beforeMonth(year, digits(day, 5, 7)) + digits(day, 8, 10) - 1;
  return days - beforeYear(1970);
}

/** Days from 1 January 0001 to 1 January of a year. */
function beforeYear(year: number): number {
  const full = year - 1;
  return full * 365 + Math.floor(full / 4) - Math.floor(full / 100) + Math.floor(full / 400);
}

const beforeMonths = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Days from 1 January to the first of a month, 1–12, of the same year. */
function beforeMonth(year: number, month: number): number {
  return (beforeMonths[month - 1] ?? 0) + (month > 2 && daysIn(year, 2) === 29 ? 1 : 0);
}

function fromDayNumber(number: number): Day {
  const days = Math.floor(number) + beforeYear(1970);
  // By the mean length of a year, off by one at most.
  let year = Math.floor(days / 365.2425) + 1;
  if (beforeYear(year) > days) year -= 1;
  else if (beforeYear(year + 1) <= days) year += 1;
  if (!(year >= 1 && year <= 9999)) throw new RangeError('The day falls outside the years 0001 to 9999.');
  const ofYear = days - beforeYear(year);
  let month = 12;
  while (beforeMonth(year, month) > ofYear) month -= 1;
  return dayText(year, month, ofYear - beforeMonth(year, month) + 1);
}

function dayText(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** The day so many days later; earlier when negative. Throws a RangeError outside the years 0001–9999. */
export function addDays(day: Day, days: number): Day {
  return fromDayNumber(dayNumber(day) + days);
}

/**
 * The same day of the month so many months later (earlier when negative), or that month's last day where it has no
 * such day: 31 January + 1 month = 28 or 29 February. Add to the first day of a series, not step by step, or the
 * clamp sticks.
 */
export function addMonths(day: Day, months: number): Day {
  dayNumber(day);
  const [year, month, dayOfMonth] = [digits(day, 0, 4), digits(day, 5, 7), digits(day, 8, 10)];
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  if (toYear < 1 || toYear > 9999) throw new RangeError('The day falls outside the years 0001 to 9999.');
  return dayText(toYear, toMonth, Math.min(dayOfMonth, daysIn(toYear, toMonth)));
}

/** Days from one day to another: 0 for the same day, negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Whole calendar months from one day to another: 31 January to 28 February is one. Negative when the second is earlier. */
export function monthsBetween(from: Day, to: Day): number {
  if (to < from) return -monthsBetween(to, from) || 0;
  const guess =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, guess) <= to ? guess : guess - 1;
}

/** Negative, 0 or positive as the first day is earlier, the same or later; for sorting. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Day of the week by ISO 8601: Monday 1 … Sunday 7. */
export function weekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The formatter of a zone; making one takes some hundred times as long as using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** True for a time zone that this machine's tz database knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The day on the wall calendar of a time zone at an instant (ISO 8601 with `Z` or an offset).
 * Throws a RangeError for text that is not an instant and for a zone that is not known.
 */
export function dayIn(instant: string, timeZone: string): Day {
  const time = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time)) throw new RangeError(`Not an instant: ${JSON.stringify(instant)}.`);
  // Without a formatter, which costs milliseconds to make the first time.
  if (timeZone === 'UTC') return new Date(time).toISOString().slice(0, 10);
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`;
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** A day as people read it, the program's one format: `12 March 2027`. */
export function longDay(day: Day): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${monthNames[Number(month) - 1] ?? month} ${year}`;
}
