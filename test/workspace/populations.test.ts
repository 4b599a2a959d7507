/** Files of rows in a workspace. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadRows, populationsFolder, saveRows } from '../../source/workspace/populations.ts';
import { newWorkspace } from './helpers.ts';

const rows = [
  { id: '1', author: 'ada', approvers: ['bo'], ticket: null },
  { id: '2', author: 'bo', approvers: [], ticket: 'T-1' },
];

test('rows are written whole under the name of their content, and read back only as they were', async (t) => {
  const workspace = await newWorkspace(t);
  const saved = await saveRows(workspace, 'changes', rows);
  assert.match(saved.rowsFile, /^populations\/changes-[0-9a-f]{12}\.json$/);
  const path = join(workspace.folder, saved.rowsFile);
  assert.equal(createHash('sha256').update(readFileSync(path)).digest('hex'), saved.sha256, 'as sha256sum tells it');
  assert.deepEqual(await loadRows(workspace, { kind: 'changes', ...saved }), rows);
  assert.deepEqual(await saveRows(workspace, 'changes', rows), saved);
  assert.equal(readdirSync(join(workspace.folder, populationsFolder)).length, 1);

  const refused = (what: object, why: RegExp) =>
    assert.rejects(loadRows(workspace, { kind: 'changes', ...saved, ...what }), (error: Error & { next: string }) => {
      assert.match(error.message, why);
      assert.match(error.next, /import population FILE --kind/);
      return true;
    });
  await refused({ rowsFile: 'populations/../journal.jsonl' }, /not the name/);
  await refused({ rowsFile: 'populations/changes-000000000000.json' }, /not there/);
  await refused({ sha256: 'ab' }, /SHA-256 differs/);
  await refused({ kind: 'leavers' }, /holds no rows of leavers/);
  const other = '{"format":"soc2-ready/population-rows@1","kind":"changes","rows":[{"id":1}]}';
  writeFileSync(path, other);
  await refused({ sha256: createHash('sha256').update(other).digest('hex') }, /holds no rows/);
});

test('nothing is written into a workspace opened for reading', async (t) => {
  const { folder } = await newWorkspace(t);
  await assert.rejects(saveRows({ folder, readOnly: 'Asked.' }, 'changes', rows), /Nothing can be imported\. Asked\./);
  assert.ok(!readdirSync(folder).includes(populationsFolder));
});
