/** `checks record`: by hand, where the scan could not conclude. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { place } from './program.ts';

const snapshot = fileURLToPath(new URL('../../demo/scan.json.gz', import.meta.url));
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a recorded result stands in results and score until it expires, under its name', async (t) => {
  const { run, cwd } = place(t);
  const dir = ['--dir', join(cwd, 'acme')];
  await run('init', ...dir);
  const record = (...args: string[]) => run('checks', 'record', ...args, ...dir, '--by', 'Ada');
  const missing = await record('root-mfa-enabled', 'pass');
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /--evidence/);
  const evidence = ['--evidence', 'sign-in with the key', '--where', 'evidence/root.png'];
  for (const expires of ['soon', inDays(-2), inDays(400)])
    assert.equal((await record('root-mfa-enabled', 'pass', ...evidence, '--expires', expires)).code, 2, expires);
  const done = await record('root-mfa-enabled', 'fail', ...evidence, '--expires', inDays(90));
  assert.equal(done.code, 0, done.stderr);
  const status = async () => {
    const out = join(cwd, 'out');
    await run('report', out, '--force', ...dir);
    const { decisions } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    const root = decisions.results.find(({ check }: { check: string }) => check === 'root-mfa-enabled');
    const failing = decisions.gaps.some(({ cause }: { cause: string }) => cause === 'failing check');
    return [root.status, root.recorded?.by, failing];
  };
  assert.deepEqual(await status(), ['fail', 'Ada', true]);
  await record('root-mfa-enabled', 'none');
  assert.deepEqual(await status(), ['unknown', undefined, false]);
  // Where a scan concludes, it holds.
  const judged = JSON.parse((await run('judge', snapshot, '--json', ...dir)).stdout);
  const root = judged.results.find(({ check }: { check: string }) => check === 'root-mfa-enabled');
  assert.deepEqual([root.status, root.recorded], ['fail', undefined]);
});
