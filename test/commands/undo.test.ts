/** Taking back from the command line: an act at a time, one entry, an imported list; and doing it again. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { place } from './program.ts';

describe('undo', () => {
  it('takes back the whole of the last act, says what it was, and can be taken back itself', async (t) => {
    const { run } = place(t);
    await run('init', 'acme', '--by', 'Cara');
    const acme = (...args: string[]) => run(...args, '--dir', 'acme', '--by', 'Cara');
    const list = async () =>
      (
        JSON.parse((await run('undo', 'list', '--json', '--dir', 'acme')).stdout).entries as {
          id: string;
          what: string;
        }[]
      ).map(({ what }) => what);
    assert.equal((await acme('undo')).code, 2, 'there is nothing yet');
    await acme('answer', 'CC1.1-a', '2');
    await acme('answer', 'CC1.1-b', '3', '--owner', 'Ada', '--note', 'signed');
    const dry = await run('undo', '--dry-run', '--dir', 'acme');
    assert.match(dry.stdout, /^Would take back 3 changes:\n {2}CC1\.1-b answered 3 \(Cara, /);
    assert.deepEqual(await list(), ['note of CC1.1-b', 'Ada owns CC1.1-b', 'CC1.1-b answered 3', 'CC1.1-a answered 2']);
    assert.match((await acme('undo')).stdout, /^Took back 3 changes:/);
    const once = await acme('undo', '--json');
    const { takenBack, entries } = JSON.parse(once.stdout) as { takenBack: { what: string }[]; entries: [string] };
    assert.deepEqual(
      takenBack.map(({ what }) => what),
      ['CC1.1-a answered 2'],
    );
    const answered = async () =>
      JSON.parse((await run('score', 'CC1.1-a', '--json', '--dir', 'acme')).stdout).design.claimed;
    assert.equal(await answered(), 0);
    const again = await acme('undo', entries[0]);
    assert.match(again.stdout, /the undo of: CC1\.1-a answered 2/);
    assert.ok((await answered()) > 0);
    const twice = await acme('undo', entries[0]);
    assert.equal(twice.code, 2, 'what does not count any more is not taken back');
    assert.match(twice.stderr, /does not count any more/);
  });

  it('refuses what happened and what is not there, and writes nothing', async (t) => {
    const { run } = place(t);
    await run('init', 'acme');
    const ran = JSON.parse((await run('window', 'run', 'CC6.3-review', '--dir', 'acme', '--json')).stdout) as {
      entry: string;
    };
    for (const [id, expected] of [
      [ran.entry, /the run of CC6\.3-review on .* is on record for good/],
      ['nonsense', /There is no entry "nonsense"/],
    ] as const) {
      const { code, stderr } = await run('undo', id, '--dir', 'acme');
      assert.equal(code, 2);
      assert.match(stderr, expected);
    }
    assert.equal(JSON.parse((await run('undo', 'list', '--json', '--dir', 'acme')).stdout).entries.length, 0);
  });

  it('an imported list goes, and the one before it counts again', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const take = async (rows: string) => {
      writeFileSync(join(cwd, 'leavers.csv'), `email,left\n${rows}`);
      const options = ['--kind', 'leavers', '--source', 'HR', '--query', 'all', '--date', '2026-11-20', '--no-input'];
      const taken = await run('import', 'population', 'leavers.csv', ...options, '--dir', 'acme');
      assert.equal(taken.code, 0, taken.stderr);
    };
    const items = async () => {
      const { stdout } = await run('populations', '--json', '--dir', 'acme');
      return (JSON.parse(stdout).populations as { import: { rows: number } }[]).map((one) => one.import.rows);
    };
    await take('a@example.com,2026-06-01\n');
    await take('a@example.com,2026-06-01\nb@example.com,2026-07-01\n');
    assert.deepEqual(await items(), [2]);
    assert.match((await run('undo', '--dir', 'acme')).stdout, /the list of leavers taken in/);
    assert.deepEqual(await items(), [1]);
    await run('undo', '--dir', 'acme');
    assert.deepEqual(await items(), []);
  });
});
