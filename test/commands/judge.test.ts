/** `judge`, `drift` and `--redact` on saved scans, offline. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allChecks } from '../../checks/index.ts';
import { demoFacts } from '../core/demo.ts';
import { place } from './program.ts';

const snapshot = fileURLToPath(new URL('../../demo/scan.json.gz', import.meta.url));

test('judge gives every check of today over an old scan, and --fail-on its exit code', async (t) => {
  const { run } = place(t);
  const { code, stdout } = await run('judge', snapshot, '--json');
  const { schema, results } = JSON.parse(stdout);
  assert.deepEqual([code, schema, results.length], [0, 'soc2-ready/scan@1', allChecks.length]);
  assert.equal((await run('judge', snapshot, '--fail-on', 'critical')).code, 3);
  assert.equal((await run('judge', 'nowhere.json.gz')).code, 2);
});

test('--redact leaves no account id, on judge and on report', async (t) => {
  const { run, cwd } = place(t);
  const { account } = demoFacts();
  const judged = await run('judge', snapshot, '--json', '--redact');
  assert.ok(!judged.stdout.includes(account));
  assert.ok((await run('judge', snapshot, '--json')).stdout.includes(account));
  await run('demo', '--json');
  const list = JSON.parse((await run('list', '--json')).stdout);
  const out = join(cwd, 'out');
  const { code } = await run('report', out, '--redact', '--dir', list.workspaces[0].folder);
  assert.equal(code, 0);
  for (const file of ['report.md', 'report.json', 'gaps.csv'])
    assert.ok(!readFileSync(join(out, file), 'utf8').includes(account), file);
});

test('drift of a scan with itself is nothing', async (t) => {
  const { run } = place(t);
  const { code, stdout } = await run('drift', snapshot, snapshot, '--json');
  const { schema, drift } = JSON.parse(stdout);
  assert.deepEqual([code, schema, drift], [0, 'soc2-ready/drift@1', []]);
});
