/** `soc2-ready evidence`, as a user runs it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { place } from './program.ts';

const today = new Date().toISOString().slice(0, 10);

describe('evidence', () => {
  it('adds with a hash, lists what each piece counts for and why, and sees a file that changed or went', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme', '--name', 'Acme', '--time-zone', 'UTC', '--by', 'Ada');
    const evidence = (...args: string[]) => run('evidence', ...args, '--dir', 'acme', '--by', 'Ada');
    const content = 'user,mfa\nada,yes\n';
    writeFileSync(join(cwd, 'export.csv'), content);
    const sha256 = createHash('sha256').update(content).digest('hex');

    const added = await evidence('add', 'cc6.1-mfa', '--file', 'export.csv', '--tier', '3', '--date', today);
    assert.equal(added.code, 0, added.stderr);
    const others = [
      [
        'CC6.1-mfa',
        '--where',
        'https://example.com/x',
        '--evidence',
        '=Minutes',
        '--tier',
        '2',
        '--date',
        '2001-01-01',
      ],
      ['CC6.1-mfa', '--where', 'binder', '--tier', '2', '--date', today, '--expires', '2001-01-01', '--seen-by', 'Bo'],
    ];
    for (const args of others) assert.equal((await evidence('add', ...args)).code, 0);

    const listed = JSON.parse((await evidence('--json')).stdout);
    assert.equal(listed.schema, 'soc2-ready/evidence@1');
    const [first, second, third] = listed.evidence;
    const { id, ...row } = first;
    assert.ok(id);
    assert.deepEqual(row, {
      ...{ control: 'CC6.1-mfa', what: 'export.csv', where: 'evidence/export.csv', date: today, stated: 3, tier: 3 },
      ...{ addedBy: 'Ada', asked: true, sha256 },
    });
    assert.deepEqual([second.tier, second.because], [1, 'its date is not inside the look-back']);
    assert.deepEqual([third.tier, third.because, third.seenBy], [1, 'it has expired', 'Bo']);
    assert.match((await evidence('list', '--format', 'csv')).stdout, /CC6\.1-mfa,'=Minutes,E1,E2,/);

    const sound = await evidence('verify');
    assert.equal(sound.code, 0);
    assert.match(sound.stderr, /1 attached file: all as they were attached; 2 not attached/);
    const kept = join(cwd, 'acme/evidence/export.csv');
    assert.equal(readFileSync(kept, 'utf8'), content);
    writeFileSync(kept, `${content}eve,no\n`);
    const changed = await evidence('verify', '--json');
    assert.equal(changed.code, 1);
    assert.deepEqual(
      JSON.parse(changed.stdout).files.map(({ state }: { state: string }) => state),
      ['changed', 'not attached', 'not attached'],
    );
    rmSync(kept);
    const gone = await evidence('verify');
    assert.equal(gone.code, 1);
    assert.match(gone.stdout, /^missing +CC6\.1-mfa/m);
  });

  it('says what is wrong and what to do next, and copies and writes nothing', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    writeFileSync(join(cwd, 'a.txt'), 'a');
    const journal = () => readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');
    const before = journal();
    const dated = ['--date', today];
    const cases: [args: string[], expected: RegExp][] = [
      [['remove'], /takes list, add or verify, not "remove"[\s\S]*evidence add CC6\.1-mfa/],
      [['add'], /takes one control/],
      [['add', 'CC6.1-mfa', ...dated], /needs --file PATH, or --where/],
      [['add', 'CC6.1-mfa', '--file', 'a.txt', '--where', 'x', ...dated], /not both/],
      [['add', 'CC6.1-mfa', '--file', 'a.txt'], /needs --date DATE/],
      [['add', 'CC6.1-mfa', '--file', 'a.txt', '--date', '1.5.2026'], /is no date/],
      [['add', 'CC6.1-mfa', '--file', 'a.txt', '--tier', '4', ...dated], /--tier takes 0, 1, 2 or 3/],
      [['add', 'CC6.1-nothing', '--file', 'a.txt', ...dated], /There is no control/],
      [['add', 'CC6.1-mfa', '--file', 'none.txt', ...dated], /none\.txt/],
      [['add', 'CC6.1-mfa', '--file', '.', ...dated], /is not a file/],
      [['verify', 'CC6.1-mfa'], /takes nothing after it/],
    ];
    for (const [args, expected] of cases) {
      const made = await run('evidence', ...args, '--dir', 'acme');
      assert.notEqual(made.code, 0, args.join(' '));
      assert.match(made.stderr, expected, args.join(' '));
    }
    assert.equal(journal(), before);
    assert.ok(!existsSync(join(cwd, 'acme/evidence/a.txt')));
  });
});
