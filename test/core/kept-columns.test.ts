/** Columns that people add to a sheet: kept by row, given back, gone when emptied. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellText, keptCell, keptEntries, longestCell, sameCell } from '../../source/core/kept-columns.ts';
import { assessment } from './sample.ts';

test('what was written in a column of somebody is kept by row and title, and an emptied column is gone', () => {
  const first = keptEntries('plan', [
    { row: 'plan:CC1.1-a', column: 'Jira', was: '', now: 'SEC-1' },
    { row: 'plan:CC1.1-a', column: 'note', was: '', now: 'ask Ben' },
    { row: 'plan:CC6.1-b', column: 'Jira', was: '', now: 'SEC-2' },
  ]);
  assert.equal(first.length, 2, 'one entry a row');
  const kept = assessment(...first).keptColumns.plan;
  assert.deepEqual(kept.columns, ['Jira', 'note']);
  assert.equal(keptCell(kept, 'plan:CC6.1-b', 'Jira'), 'SEC-2');
  assert.equal(keptCell(kept, 'plan:CC6.1-b', 'toString'), '');
  const emptied = keptEntries('plan', [
    { row: 'plan:CC1.1-a', column: 'Jira', was: 'SEC-1', now: '' },
    { row: 'plan:CC6.1-b', column: 'Jira', was: 'SEC-2', now: '' },
  ]);
  const after = assessment(...first, ...emptied).keptColumns;
  assert.deepEqual(after.plan.columns, ['note']);
  assert.deepEqual(after.raci.columns, []);
});

test('a cell cut on its way out has not been changed by anybody', () => {
  const long = `${'x'.repeat(longestCell - 1)}👍 and more`;
  const cut = cellText(long);
  assert.equal(cut.length, longestCell - 1, 'no half character');
  assert.ok(sameCell(long, cut));
  assert.ok(!sameCell(long, `${cut}y`));
  assert.ok(!sameCell('a', 'b'));
});

test('a column whose title came back in other capitals is the same column', () => {
  const kept = assessment(
    ...keptEntries('plan', [{ row: 'plan:CC1.1-a', column: 'Ticket', was: '', now: 'SEC-1' }]),
    ...keptEntries('plan', [{ row: 'plan:CC1.1-a', column: 'TICKET', was: 'SEC-1', now: 'SEC-2' }]),
  ).keptColumns.plan;
  assert.deepEqual(kept.columns, ['Ticket'], 'two of them would make our own export unreadable');
  assert.equal(keptCell(kept, 'plan:CC1.1-a', 'ticket'), 'SEC-2');
});
