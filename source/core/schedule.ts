/** Schedules as AWS writes them: how long it can be from one run to the next. */
import { ownValue } from './own-record.ts';

const names: Record<string, number> = Object.fromEntries([
  ...['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'].map((name, index) => [name, index + 1] as const),
  ...['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'].map(
    (name, index) => [name, index + 1] as const,
  ),
]);

/** The values of a field such as `0/6`, `MON-FRI`, `1,15`; undefined when it cannot be read. */
function values(field: string, from: number, to: number): number[] | undefined {
  const found = new Set<number>();
  for (const part of field.toUpperCase().split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [first = '', last] = range.split('-');
    const number = (text: string) => ownValue(names, text) ?? (/^\d+$/.test(text) ? Number(text) : Number.NaN);
    const whole = range === '*' || range === '?';
    const start = whole ? from : number(first);
    const end = whole ? to : last !== undefined ? number(last) : step !== undefined ? to : start;
    const by = step === undefined ? 1 : Number(step);
    if (!(start >= from && end <= to && by >= 1)) return undefined;
    for (let value = start; value <= end; value += by) found.add(value);
    // A range such as FRI-MON goes over the end of the week.
    if (end < start) {
      for (let value = start; value <= to; value += by) found.add(value);
      for (let value = from; value <= end; value += by) found.add(value);
    }
  }
  return [...found].sort((a, b) => a - b);
}

const dayLength = 86_400_000;
// Four years, so that a leap day is among them.
const daysLooked = 4 * 365 + 1;

/** Whether a cron's day fields, which may name a last or an nth day, hold on a day. */
function dayTest(month: string, dayOfMonth: string, dayOfWeek: string): ((day: Date) => boolean) | undefined {
  const months = values(month, 1, 12);
  if (months === undefined) return undefined;
  const inMonth = (day: Date) => months.includes(day.getUTCMonth() + 1);
  const lastOfMonth = (day: Date) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  if (dayOfMonth !== '?' && dayOfMonth !== '*') {
    // `LW` and `15W` are the working day beside; two days more or less change nothing that is asked here.
    const plain = dayOfMonth.toUpperCase().replace(/W$/, '');
    if (plain === 'L') return (day) => inMonth(day) && day.getUTCDate() === lastOfMonth(day);
    const days = values(plain, 1, 31);
    return days && ((day) => inMonth(day) && days.includes(day.getUTCDate()));
  }
  const [, weekday, nth] = /^([^#L]+)(#\d|L)$/i.exec(dayOfWeek) ?? [];
  const weekdays = values(weekday ?? (dayOfWeek.toUpperCase() === 'L' ? 'SAT' : dayOfWeek), 1, 7);
  if (weekdays === undefined) return undefined;
  return (day) => {
    if (!inMonth(day) || !weekdays.includes(day.getUTCDay() + 1)) return false;
    if (nth === undefined) return true;
    return nth.startsWith('#')
      ? Math.ceil(day.getUTCDate() / 7) === Number(nth.slice(1))
      : day.getUTCDate() + 7 > lastOfMonth(day);
  };
}

/** Hours between runs at most; undefined for an expression that cannot be read. Changes of the clock are not counted. */
export function longestGapHours(expression: string): number | undefined {
  const [, kind, inside = ''] = /^(cron|rate)\((.*)\)$/i.exec(expression.trim()) ?? [];
  if (kind?.toLowerCase() === 'rate') {
    const [, count, unit] = /^(\d+)\s+(minute|hour|day)s?$/i.exec(inside.trim()) ?? [];
    const hours = { minute: 1 / 60, hour: 1, day: 24 }[unit?.toLowerCase() ?? ''];
    return hours === undefined ? undefined : Number(count) * hours;
  }
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...more] = inside.trim().split(/\s+/);
  if (kind === undefined || year === undefined || more.length > 0) return undefined;
  // Years that are named end some day: no schedule to rely on.
  if (!/^[*?]$/.test(year)) return Number.POSITIVE_INFINITY;
  const minutes = values(minute ?? '', 0, 59);
  const hours = values(hour ?? '', 0, 23);
  const runsOn = dayTest(month ?? '', dayOfMonth ?? '', dayOfWeek ?? '');
  if (minutes === undefined || hours === undefined || runsOn === undefined) return undefined;
  const times = hours.flatMap((h) => minutes.map((m) => h + m / 60));
  return gapOver(times, runsOn);
}

function gapOver(times: readonly number[], runsOn: (day: Date) => boolean): number {
  let [previous, longest] = [undefined as number | undefined, 0];
  for (let index = 0; index < daysLooked; index += 1) {
    if (!runsOn(new Date(Date.UTC(2027, 0, 1) + index * dayLength))) continue;
    for (const time of times) {
      const at = index * 24 + time;
      if (previous !== undefined) longest = Math.max(longest, at - previous);
      previous = at;
    }
  }
  return longest === 0 ? Number.POSITIVE_INFINITY : longest;
}
