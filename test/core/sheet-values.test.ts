/** Days and numbers that a spreadsheet has rewritten in the way of its country: the same is the same, and no guess. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayCell, noDay, sameInSheet } from '../../source/core/sheet-values.ts';

test('a day or a number in the way of another country has not been changed by anybody', () => {
  for (const now of ['2027-01-31', '31.01.2027', '31.1.2027', '1/31/2027', '31/01/2027', '31 Jan 2027', '46418'])
    assert.ok(sameInSheet('2027-01-31', now), now);
  for (const now of ['2027-02-01', '1.2.2027', '31.01.27', '46419', ''])
    assert.ok(!sameInSheet('2027-01-31', now), now);
  for (const [was, now] of [
    ['1200.50', '1200.5'],
    ['1.0', '1'],
    ['0.5', '0,5'],
    ['007', '7'],
  ] as const)
    assert.ok(sameInSheet(was, now), now);
  for (const [was, now] of [
    ['1200', '1,200'],
    ['7 d', '7'],
    ['1e5', '100000'],
    ['', '0'],
  ] as const)
    assert.ok(!sameInSheet(was, now), now);
});

test('a day is read by what its column shows, and left alone where it may be two', () => {
  assert.equal(dayCell('3/4/2027', '', ['3/4/2027', '25/12/2026']), '2027-04-03');
  assert.equal(dayCell('3/4/2027', '', ['3/4/2027', '12/25/2026']), '2027-03-04');
  assert.equal(dayCell('3/4/2027', '', ['3/4/2027', '12/25/2026', '25/12/2026']), '3/4/2027', 'both orders');
  assert.equal(dayCell('3/4/2027', '2027-03-04', []), '2027-03-04', 'what stands');
  assert.equal(dayCell('3.4.2027', '', []), '2027-04-03');
  assert.equal(dayCell('46418', '', []), '2027-01-31');
  assert.equal(dayCell('12345', '', []), '12345', 'no day of our times');
  assert.equal(dayCell('soon', '', []), 'soon');
  assert.equal(noDay('3/4/2027'), '"3/4/2027" can be read as two days');
  assert.equal(noDay('soon'), '"soon" is no day');
});
