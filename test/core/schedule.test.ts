/** The longest time between two runs of a schedule. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestGapHours } from '../../source/core/schedule.ts';

test('the longest time between two runs', () => {
  const gaps: [expression: string, hours: number | undefined][] = [
    ['cron(0 5 ? * * *)', 24],
    ['cron(0 5 * * ? *)', 24],
    ['cron(0 0/6 * * ? *)', 6],
    ['cron(0 6,18 * * ? *)', 12],
    ['cron(0 5,6 * * ? *)', 23],
    ['cron(*/15 * * * ? *)', 0.25],
    ['cron(0 5 ? * MON-FRI *)', 72],
    ['cron(0 5 ? * 2-6 *)', 72],
    ['cron(0 5 ? * FRI-MON *)', 96],
    ['cron(0 5 ? * SUN *)', 168],
    ['cron(0 5 1 * ? *)', 744],
    ['cron(0 5 L * ? *)', 744],
    ['cron(0 5 ? * 6L *)', 840],
    ['cron(0 5 ? * 2#1 *)', 840],
    ['rate(12 hours)', 12],
    ['rate(1 day)', 24],
    ['cron(0 5 ? * * 2027)', Number.POSITIVE_INFINITY],
    ['cron(0 5 29 2 ? *)', Number.POSITIVE_INFINITY],
    ['cron(0 25 * * ? *)', undefined],
    ['cron(0 5)', undefined],
    ['every night', undefined],
    ['', undefined],
  ];
  for (const [expression, hours] of gaps) assert.equal(longestGapHours(expression), hours, expression);
});
