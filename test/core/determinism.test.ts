/** The same journal, snapshot, catalogue and clock give the same bytes, on whatever machine. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('decide-once.ts', import.meta.url));

async function decideIn(env: Record<string, string>, ...args: string[]): Promise<{ stdout: string; where: string }> {
  const run = promisify(execFile)(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    maxBuffer: 1e9,
  });
  const { stdout, stderr } = await run;
  return { stdout, where: stderr };
}

test('score, gaps, plan, RACI, evidence, calendar and report files are byte for byte the same in other processes', async () => {
  const [here, there, reversed] = await Promise.all([
    decideIn({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }),
    decideIn({ TZ: 'Pacific/Pago_Pago', LANG: 'C', LC_ALL: 'C' }),
    decideIn({ TZ: 'Europe/Berlin', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' }, 'reversed'),
  ]);
  assert.notEqual(here.where, there.where, 'the surroundings do differ');
  const parts = JSON.parse(here.stdout) as Record<string, unknown[]> & { files: { name: string; content: string }[] };
  assert.ok(parts.files.length >= 10 && parts.files.every(({ content }) => content.length > 0));
  for (const name of ['gaps', 'checkGaps', 'evidence', 'calendar', 'result'])
    assert.ok((parts[name]?.length ?? 0) > 0, name);
  for (const other of [there, reversed]) {
    // By part first: the whole is too long to be read in a difference.
    const others = JSON.parse(other.stdout) as typeof parts;
    for (const name of Object.keys(parts)) assert.deepEqual(others[name], parts[name], name);
    assert.ok(other.stdout === here.stdout, 'the very same bytes');
  }
});
