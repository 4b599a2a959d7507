import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compareDays,
  dayIn,
  daysBetween,
  isDay,
  isTimeZone,
  monthsBetween,
  weekday,
} from '../../source/core/calendar.ts';

const anyDay = fc
  .date({ min: new Date('0200-01-01T00:00:00Z'), max: new Date('9800-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('isDay takes real days only', () => {
  for (const day of ['2026-01-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) assert.ok(isDay(day), day);
  for (const text of [
    ...['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1', '0000-01-01'],
    ...['', '2026-01-01T00:00:00Z', ' 2026-01-01', '2026-01-01\n', '+02026-01-01', 20260101, null, undefined],
  ])
    assert.ok(!isDay(text), JSON.stringify(text));
});

test('addDays crosses months, years, leap days and nothing else', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(addDays('2024-02-28', 1), '2024-02-29');
  assert.equal(addDays('2026-02-28', 1), '2026-03-01');
  assert.equal(addDays('2026-03-01', -1), '2026-02-28');
  assert.throws(() => addDays('9999-12-31', 1), RangeError);
  assert.throws(() => addDays('2026-02-30', 1), /2026-02-30/);
});

test('every day is where the clock of the machine has it', () => {
  const first = Date.parse('0001-01-01T00:00:00Z');
  const iso = (number: number) => new Date(first + number * 86_400_000).toISOString().slice(0, 10);
  // All days of 400 years, which then repeat, and the ends; then any day.
  const numbers = [...Array(146_097).keys(), 3_652_058];
  for (const number of numbers) assert.equal(addDays('0001-01-01', number), iso(number));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_652_058 }), fc.integer({ min: 0, max: 3_652_058 }), (from, to) => {
      assert.equal(addDays(iso(from), to - from), iso(to));
      assert.equal(daysBetween(iso(from), iso(to)), to - from);
    }),
  );
  assert.throws(() => addDays('0001-01-01', -1), RangeError);
  assert.throws(() => addDays('2026-01-01', Number.NaN), RangeError);
});

test('addMonths clamps to the end of a shorter month, from the first day and not step by step', () => {
  const cases: [string, number, string][] = [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', -25, '2023-12-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['9999-11-30', 1, '9999-12-30'],
    ['2026-05-05', 0, '2026-05-05'],
  ];
  for (const [day, months, expected] of cases) assert.equal(addMonths(day, months), expected, `${day} + ${months}`);
  assert.throws(() => addMonths('9999-12-01', 1), RangeError);
  assert.throws(() => addMonths('nonsense', 1), RangeError);
});

test('addMonths keeps the day of the month or takes the last one', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
      const result = addMonths(day, months);
      assert.ok(isDay(result));
      const monthIndex = (d: string) => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
      assert.equal(monthIndex(result) - monthIndex(day), months);
      if (result.slice(8) !== day.slice(8)) assert.equal(addDays(result, 1).slice(8), '01');
    }),
  );
});

test('daysBetween undoes addDays; compareDays agrees with it', () => {
  assert.equal(daysBetween('2026-01-01', '2027-01-01'), 365);
  assert.equal(daysBetween('2024-01-01', '2025-01-01'), 366);
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, days) => {
      assert.equal(daysBetween(day, addDays(day, days)), days);
      assert.equal(Math.sign(compareDays(addDays(day, days), day)), Math.sign(days));
    }),
  );
});

test('monthsBetween counts whole months', () => {
  const cases: [string, string, number][] = [
    ['2026-01-15', '2026-02-14', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-02-27', 0],
    ['2025-06-01', '2026-06-01', 12],
    ['2026-02-15', '2026-01-15', -1],
    ['2026-02-15', '2026-02-15', 0],
  ];
  for (const [from, to, months] of cases) assert.equal(monthsBetween(from, to), months, `${from} to ${to}`);
});

test('weekday follows ISO 8601, before 1970 too', () => {
  assert.equal(weekday('2026-11-21'), 6);
  assert.equal(weekday('1970-01-01'), 4);
  assert.equal(weekday('1969-12-28'), 7);
  assert.equal(weekday('1900-01-01'), 1);
});

test('dayIn gives the wall calendar of the zone', () => {
  const cases: [string, string, string][] = [
    // Kiritimati is 14 hours ahead: already tomorrow while it is 10:00 UTC.
    ['2026-11-21T09:59:59Z', 'Pacific/Kiritimati', '2026-11-21'],
    ['2026-11-21T10:00:00Z', 'Pacific/Kiritimati', '2026-11-22'],
    // St. John's is 3:30 behind in winter, 2:30 in summer.
    ['2026-01-15T03:29:59Z', 'America/St_Johns', '2026-01-14'],
    ['2026-01-15T03:30:00Z', 'America/St_Johns', '2026-01-15'],
    ['2026-07-15T02:29:59Z', 'America/St_Johns', '2026-07-14'],
    ['2026-07-15T02:30:00Z', 'America/St_Johns', '2026-07-15'],
    // The night the clocks go forward and back in Berlin, and a zone that changes at midnight.
    ['2026-03-28T22:59:59Z', 'Europe/Berlin', '2026-03-28'],
    ['2026-03-28T23:00:00Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-10-25T22:59:59Z', 'Europe/Berlin', '2026-10-25'],
    ['2026-10-25T23:00:00Z', 'Europe/Berlin', '2026-10-26'],
    ['2025-04-24T21:59:59Z', 'Africa/Cairo', '2025-04-24'],
    ['2025-04-25T00:00:00+02:00', 'Africa/Cairo', '2025-04-25'],
    ['2026-12-31T23:59:59.999Z', 'UTC', '2026-12-31'],
    ['2026-12-31T23:30:00-02:00', 'UTC', '2027-01-01'],
  ];
  for (const [instant, zone, day] of cases) assert.equal(dayIn(instant, zone), day, `${instant} in ${zone}`);
});

test('dayIn refuses what is not an instant or not a zone', () => {
  for (const text of ['2026-11-21', '2026-11-21T10:00:00', 'now', '2026-13-01T00:00:00Z'])
    assert.throws(() => dayIn(text, 'UTC'), RangeError, text);
  assert.throws(() => dayIn('2026-11-21T10:00:00Z', 'Mars/Olympus'), RangeError);
  assert.ok(isTimeZone('America/St_Johns'));
  assert.ok(!isTimeZone('Mars/Olympus'));
});
