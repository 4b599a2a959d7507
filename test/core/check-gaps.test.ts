/** Failing checks that no control's row carries have rows of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LinkedCheck } from '../../source/core/questionnaire.ts';
import { gapTable } from '../../source/report/tables.ts';
import { answered, control, decided, failedCheck, threePeople } from './sample.ts';

const link = (id: string, role: LinkedCheck['role']): LinkedCheck => ({ id, role, because: 'for the test' });
const controls = [
  control('CC6.1-a', { checks: [link('counts', 'determinative'), link('helps', 'corroborating')] }),
  control('CC6.1-b', { checks: [link('default', 'determinative')] }),
  control('A1.2-c', { checks: [link('elsewhere', 'determinative')] }),
];
const said = [...threePeople, ...answered('CC6.1-a', 3, 2), ...answered('CC6.1-b', 3, 2)];
const fails = ['counts', 'helps', 'default', 'elsewhere', 'nobody'].map((id) =>
  failedCheck(id, 2, 10, { severity: id === 'helps' ? 'low' : 'high', committed: id !== 'default' }),
);

test('one row per failing check that takes nothing away, worst first, with why; what counts stands with its control', () => {
  const { gaps, checkGaps } = decided(controls, said, fails);
  assert.deepEqual(
    checkGaps.map(({ check, standing, controls: linked }) => [check, standing, linked]),
    [
      ['default', 'no commitment', ['CC6.1-b']],
      ['elsewhere', 'no control', []],
      ['nobody', 'no control', []],
      ['helps', 'corroborates', ['CC6.1-a']],
    ],
  );
  assert.deepEqual(
    gaps.map(({ control: id, checks }) => [id, checks]),
    [['CC6.1-a', ['counts']]],
  );
  const reasons = Object.fromEntries(checkGaps.map(({ check, reason }) => [check, reason]));
  assert.equal(
    reasons.elsewhere,
    '2 of 10: User user-0 has no factor. No control of this assessment rests on it (A1.2-c is not asked), so it takes nothing away.',
  );
  assert.match(reasons.default ?? '', /Nobody committed to the value it tests, so it takes nothing from CC6\.1-b\.$/);
  assert.ok(checkGaps.every(({ trace }) => trace[0]?.rule === 'S-C1' || trace[0]?.rule === 'S-C5'));
});

test('every failing check has a row, with its control or by itself, and no passing one has', () => {
  const passing = failedCheck('nobody', 0, 10, { status: 'pass', passed: 10 });
  const { gaps, checkGaps } = decided(controls, said, [...fails.slice(0, 4), passing]);
  const shown = [...gaps.flatMap(({ checks }) => checks), ...checkGaps.map(({ check }) => check)];
  assert.deepEqual(shown.sort(), ['counts', 'default', 'elsewhere', 'helps']);
});

test('the table holds both kinds of rows, with their points', () => {
  const { rows, header } = gapTable(decided(controls, said, fails));
  assert.equal(rows.length, 5);
  assert.ok(rows.every((row) => row.length === header.length));
  assert.deepEqual(
    rows.slice(1).map((row) => row[0]),
    ['gap:check:default', 'gap:check:elsewhere', 'gap:check:nobody', 'gap:check:helps'],
  );
  assert.ok(rows.slice(1).every((row) => row[header.indexOf('points')] === '0.0'));
});
