/** Between wall clocks and instants. An instant here is milliseconds since 1970-01-01 UTC. */
import { addDays } from './calendar.ts';
import type { Day } from './entry.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall of a zone shows at an instant, written as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn-hc-h23', { timeZone, ...parts, second: 'numeric' });
    formats.set(timeZone, format);
  }
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/**
 * The instant at which the clock of a zone shows this day and time (seconds since midnight). A time that the clock skips
 * in spring is taken as if it had not been put forward; of one that comes twice in autumn, the first.
 */
export function instantAt(day: Day, secondsOfDay: number, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + secondsOfDay * 1000;
  // The offset a day before holds on one side of any change of the clock, a day later on the other.
  const before = wanted - (wallClock(wanted - 86_400_000, timeZone) - (wanted - 86_400_000));
  const after = wanted - (wallClock(wanted + 86_400_000, timeZone) - (wanted + 86_400_000));
  if (wallClock(before, timeZone) === wanted) return before;
  return wallClock(after, timeZone) === wanted ? after : before;
}

/** A stretch of time, both ends included, in milliseconds. */
export interface TimeSpan {
  from: number;
  to: number;
}

/**
 * So many hours after a moment's end. After a day, whole days are counted by the calendar: 24 hours after Friday is the
 * end of Saturday also when the clock is changed in between.
 */
export function hoursAfter(moment: string, hours: number, timeZone: string): number {
  if (moment.includes('T')) return Date.parse(moment) + hours * 3_600_000;
  const days = Math.floor(hours / 24);
  return spanOf(addDays(moment, days), timeZone).to + (hours - days * 24) * 3_600_000;
}

/**
 * When a moment of a list was: the whole day where only the day is known, else one instant. `moment` is a day, or an
 * instant in ISO 8601.
 */
export function spanOf(moment: string, timeZone: string): TimeSpan {
  if (moment.includes('T')) return { from: Date.parse(moment), to: Date.parse(moment) };
  return { from: instantAt(moment, 0, timeZone), to: instantAt(addDays(moment, 1), 0, timeZone) - 1 };
}
