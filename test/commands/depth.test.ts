/** The depth on the command line: chosen once for all commands, or for one of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { place } from './program.ts';

test('the depth is an answer that every command follows, and --depth overrides it', async (t) => {
  const { run } = place(t);
  assert.equal((await run('init', 'acme')).code, 0);
  const gaps = async (...more: string[]) => {
    const { stdout } = await run('gaps', '--json', '--dir', 'acme', ...more);
    return (JSON.parse(stdout) as { gaps: unknown[] }).gaps.length;
  };
  const full = await gaps();
  assert.match((await run('answer', 'depth', 'quick', '--dir', 'acme')).stdout, /saved 1 entry/);
  const quick = await gaps();
  const workshop = await gaps('--depth', 'workshop');
  assert.ok(full > quick && quick > workshop && workshop > 30, `${full} ${quick} ${workshop}`);
  assert.equal(await gaps('--depth', 'full'), full);

  const score = await run('score', '--dir', 'acme');
  assert.match(score.stdout, /Provisional/);
  assert.match(score.stdout, /^quick depth: 1 of \d+ questions answered, about [\d.]+ h left$/m);
  const { provisional } = JSON.parse((await run('score', '--json', '--dir', 'acme', '--depth', 'full')).stdout);
  assert.equal(provisional, false);

  const wrong = await run('score', '--dir', 'acme', '--depth', 'deep');
  assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /--depth takes workshop, quick, full, not "deep"/);
  const nothing = await run('answer', 'depth', 'deep', '--dir', 'acme');
  assert.equal(nothing.code, 2);
});
