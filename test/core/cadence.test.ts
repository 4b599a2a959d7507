import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeCadence, expectedRuns, nextRuns } from '../../source/core/cadence.ts';
import { addDays, addMonths } from '../../source/core/calendar.ts';
import type { Cadence } from '../../source/core/questionnaire.ts';

const rhythms = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;
const anyDay = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a window of 3, 6 or 12 months calls for the usual number of runs, whatever day it starts on', () => {
  fc.assert(
    fc.property(anyDay, (from) => {
      const runs = (every: Cadence['every'], months: number) =>
        expectedRuns(every === undefined ? {} : { every }, from, addDays(addMonths(from, months), -1));
      assert.deepEqual(
        [3, 6, 12].map((months) => runs('month', months)),
        [3, 6, 12],
      );
      assert.deepEqual(
        [3, 6, 12].map((months) => runs('quarter', months)),
        [1, 2, 4],
      );
      assert.deepEqual(
        [3, 6, 12].map((months) => runs('half-year', months)),
        [0, 1, 2],
      );
      assert.deepEqual(
        [3, 6, 12].map((months) => runs('year', months)),
        [0, 0, 1],
      );
      assert.equal(runs('week', 12), 52);
    }),
  );
});

test('both days count, and a running period calls for nothing yet', () => {
  assert.equal(expectedRuns({ every: 'day' }, '2026-03-01', '2026-03-01'), 1);
  assert.equal(expectedRuns({ every: 'week' }, '2026-03-01', '2026-03-06'), 0);
  assert.equal(expectedRuns({ every: 'week' }, '2026-03-01', '2026-03-07'), 1);
  assert.equal(expectedRuns({ every: 'month' }, '2026-02-01', '2026-02-27'), 0);
  assert.equal(expectedRuns({ every: 'month' }, '2026-02-01', '2026-02-28'), 1);
  assert.equal(expectedRuns({ every: 'month' }, '2024-02-01', '2024-02-28'), 0);
  assert.equal(expectedRuns({ every: 'month' }, '2026-01-31', '2026-02-27'), 1);
  assert.equal(expectedRuns({ every: 'year' }, '2024-02-29', '2025-02-27'), 1);
  assert.equal(expectedRuns({ every: 'month' }, '2026-02-02', '2026-02-01'), 0);
  assert.equal(expectedRuns({ every: 'month' }, '2026-02-02', '2025-12-01'), 0);
});

test('what is not periodic has no expected number', () => {
  assert.equal(expectedRuns({ onEvent: ['leaver'] }, '2026-01-01', '2026-12-31'), null);
  assert.equal(expectedRuns({ continuous: true }, '2026-01-01', '2026-12-31'), null);
  assert.equal(expectedRuns({ every: 'year', onEvent: ['change'] }, '2026-01-01', '2026-12-31'), 1);
  assert.deepEqual(nextRuns({ continuous: true }, '2026-01-01', '2026-12-31'), []);
});

test('expected runs never fall as time goes on, and nextRuns lists exactly so many days inside the stretch', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rhythms), anyDay, fc.integer({ min: -5, max: 800 }), (every, from, length) => {
      const to = addDays(from, length);
      const days = nextRuns({ every }, from, to);
      const expected = expectedRuns({ every }, from, to);
      assert.equal(days.length, expected);
      assert.deepEqual(days, [...new Set(days)].sort());
      assert.ok(days.every((day) => day >= from && day <= to));
      assert.ok((expectedRuns({ every }, from, addDays(to, 1)) ?? 0) >= (expected ?? 0));
    }),
  );
});

test('nextRuns repeats from an anchor by the calendar', () => {
  assert.deepEqual(nextRuns({ every: 'quarter' }, '2026-01-01', '2026-12-31', '2025-08-31'), [
    '2026-02-28',
    '2026-05-31',
    '2026-08-31',
    '2026-11-30',
  ]);
  assert.deepEqual(nextRuns({ every: 'month' }, '2026-01-01', '2026-04-15', '2026-02-10'), [
    '2026-02-10',
    '2026-03-10',
    '2026-04-10',
  ]);
  assert.deepEqual(nextRuns({ every: 'year' }, '2026-01-01', '2026-06-30', '2025-07-01'), []);
  assert.deepEqual(nextRuns({ every: 'week' }, '2026-03-02', '2026-03-16', '2020-03-02'), [
    '2026-03-02',
    '2026-03-09',
    '2026-03-16',
  ]);
});

test('describeCadence says it in words', () => {
  assert.equal(describeCadence({ every: 'quarter' }), 'quarterly');
  assert.equal(describeCadence({ every: 'half-year' }), 'twice a year');
  assert.equal(describeCadence({ every: 'year', onEvent: ['joiner', 'leaver'] }), 'yearly, at each joiner or leaver');
  assert.equal(describeCadence({ onEvent: ['change'] }), 'at each change');
  assert.equal(
    describeCadence({ onEvent: ['role-change', 'joiner', 'leaver'] }),
    'at each role change, joiner or leaver',
  );
  assert.equal(describeCadence({ continuous: true, every: 'month' }), 'continuous, monthly');
});
