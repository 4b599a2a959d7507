/** Nothing typed is dropped without a word, nothing is written that nobody meant, and every answer has its JSON. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { place } from './program.ts';

type Line = { type: string; at: string; by: string; control?: string };

function journal(folder: string): Line[] {
  return readFileSync(join(folder, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('answers', () => {
  it('details of another answer, of no evidence, of no scoping question are refused, not dropped', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    for (const [args, expected] of [
      [['CC1.1-a', '3', '--where', 'code.pdf', '--date', '2026-01-31'], /--where goes with --evidence WHAT/],
      [['CC1.1-a', '3', '--reason', 'too-small'], /--reason goes with the answer n\/a/],
      [['CC1.1-a', '3', '--report', 'SOC 2'], /--report goes with the answer inherited/],
      [['CC1.1-a', '3', '--committed'], /--committed goes with a scoping question/],
      [['CC1.1-a', '3', 'says', 'Ada'], /takes one value.*"says"/],
      [['headcount', '1-5', '--note', 'soon six'], /--note would be lost/],
      [['headcount'], /headcount needs a value\.\nIt takes 1-5, /],
      [['CC1.1-a', '3', '--answers', 'some.json'], /CC1\.1-a, 3 cannot go with --answers/],
      [['--answers', 'some.json'], /There is no file some\.json/],
      [['hedcount', '1-5'], /Did you mean "headcount"\?/],
    ] as [string[], RegExp][]) {
      const { code, stderr } = await run('answer', ...args, '--dir', 'acme');
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, expected);
    }
    assert.deepEqual(
      journal(join(cwd, 'acme')).map(({ type }) => type),
      ['created'],
    );
    assert.match((await run('questions', 'list', '--dir', 'acme')).stdout, /^headcount +choice/m);
  });

  it('a file of answers is one write: a machine that dies leaves all of it or nothing', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const { controls } = JSON.parse((await run('questions', 'list', '--json')).stdout) as {
      controls: { id: string }[];
    };
    const answers = Object.fromEntries(controls.map(({ id }) => [id, 2]));
    writeFileSync(join(cwd, 'all.json'), `\ufeff${JSON.stringify(answers)}`);
    assert.equal((await run('answer', '--answers', 'all.json', '--dir', 'acme')).code, 0);
    const written = journal(join(cwd, 'acme')).filter(({ type }) => type === 'answer');
    assert.equal(written.length, controls.length);
    assert.equal(new Set(written.map(({ at }) => at)).size, 1, 'one moment: they were written together');
  });
});

describe('what is taken back or signed', () => {
  it('an override that nobody set is not taken back: it says so and writes nothing', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const override = (...args: string[]) => run('override', ...args, '--reason', 'because', '--dir', 'acme');
    for (const [kind, about] of [
      ['weight', 'CC1.1-a'],
      ['level', 'CC1.1-a'],
    ] as const) {
      const { code, stderr } = await override('remove', kind, about);
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`no override of the ${kind} of CC1\\.1-a is in force\\.\nNothing is overridden`));
    }
    assert.equal((await override('set', 'weight', 'CC1.1-a', '2')).code, 0);
    assert.equal((await override('remove', 'level', 'CC1.1-a')).code, 2);
    assert.equal((await override('remove', 'weight', 'CC1.1-a')).code, 0);
    assert.equal((await override('remove', 'weight', 'CC1.1-a')).code, 2);
    assert.equal(journal(join(cwd, 'acme')).filter(({ type }) => type === 'override').length, 2);
  });

  it('the matrix is signed by whom the entry is written by, and by nobody else', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    for (const [name, hat] of [
      ['Ada', 'CTO'],
      ['Bob', 'CEO'],
    ] as const)
      await run('people', 'set', name, '--roles', hat, '--dir', 'acme');
    const refused = await run('raci', 'ack', 'Bob', '--by', 'Ada', '--dir', 'acme');
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /soc2-ready raci ack --by Bob/);
    const { code, stdout } = await run('raci', 'ack', '--by', 'ada', '--json', '--dir', 'acme');
    assert.equal(code, 0);
    const said = JSON.parse(stdout) as { schema: string; person: string; rows: number; entry: string };
    assert.deepEqual([said.schema, said.person], ['soc2-ready/raci-ack@1', 'Ada']);
    const signed = journal(join(cwd, 'acme')).filter(({ type }) => type === 'acknowledge');
    assert.deepEqual(
      signed.map(({ by }) => by),
      ['ada'],
    );
    const channel = await run('raci', 'channel', 'Ada', '#security', '--json', '--dir', 'acme');
    assert.equal(JSON.parse(channel.stdout).channel, '#security');
  });

  it('words after what was done are not lost: they are refused, with where they go', async (t) => {
    const { run, cwd } = place(t);
    await run('demo', '--dir', 'demo', '--json');
    const before = journal(join(cwd, 'demo')).length;
    for (const [args, expected] of [
      [['window', 'run', 'CC6.3-review', 'late'], /--text/],
      [['window', 'next', 'CC6.3-review', '2027-01-01', 'perhaps'], /"perhaps"/],
      [['plan', 'set', 'CC6.1-mfa', 'doing', 'ordered keys'], /--reason/],
      [['register', 'policies', 'remove', 'access-control', 'risk-assessment'], /one id/],
      [
        ['raci', 'waive', 'R10', 'CC6.1-mfa', 'why', '--text', 'a', '--approver', 'b', '--expires', '2030-01-01'],
        /"why"/,
      ],
    ] as [string[], RegExp][]) {
      const { code, stderr } = await run(...args, '--dir', 'demo');
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, expected);
    }
    assert.equal(journal(join(cwd, 'demo')).length, before);
  });
});

describe('options of another use', () => {
  it('are refused with the use they belong to, and nobody is taken off a workshop by a forgotten name', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    await run('workshop', 'participants', 'Ada, Bob', '--dir', 'acme');
    const before = journal(join(cwd, 'acme')).length;
    for (const [args, expected] of [
      [['evidence', '--file', 'code.pdf', '--date', '2026-10-01'], /--file, --date go with: soc2-ready evidence add/],
      [['people', '--roles', 'CTO'], /people set NAME/],
      [['plan', '--reason', 'late'], /plan set ITEM STATE/],
      [['plan', '--deadline', '2027-01-01'], /--view backwards/],
      [['plan', '--view', 'backwards', '--deadline', 'tomorrow'], /"tomorrow" is no date/],
      [['plan', 'set', 'CC1.1-a', 'doing', '--until', '2027-01-01'], /plan set CC1\.1-a accepted/],
      [['window', '--text', 'missed'], /window run CONTROL/],
      [['raci', 'ack', '--approver', 'Ada'], /raci waive/],
      [['exception', '--reason', 'small'], /exception add CONTROL/],
      [['override', '--reason', 'small'], /override set/],
      [['permissions', '--terraform', '--json'], /one form/],
      [['workshop', 'participants'], /needs names/],
    ] as [string[], RegExp][]) {
      const { code, stderr } = await run(...args, '--dir', 'acme');
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, expected);
    }
    assert.equal(journal(join(cwd, 'acme')).length, before);
    assert.equal((await run('workshop', 'participants', 'none', '--dir', 'acme')).code, 0);
  });

  it('one schema has one set of members, whichever command prints it', async (t) => {
    const { run } = place(t);
    await run('init', 'acme');
    const members = async (...args: string[]) =>
      Object.keys(JSON.parse((await run(...args, '--json', '--dir', 'acme')).stdout) as object).sort();
    assert.deepEqual(await members(), await members('score'));
  });
});

describe('evidence of two copies', () => {
  it('two files of one name are both found after a merge, and both are in the pack', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'ours');
    cpSync(join(cwd, 'ours'), join(cwd, 'theirs'), { recursive: true });
    for (const copy of ['ours', 'theirs']) {
      mkdirSync(join(cwd, `of-${copy}`));
      writeFileSync(join(cwd, `of-${copy}`, 'minutes.txt'), `minutes of ${copy}\n`);
      const args = ['--file', `of-${copy}/minutes.txt`, '--date', '2026-10-01', '--dir', copy];
      assert.equal((await run('evidence', 'add', 'CC1.1-a', ...args)).code, 0);
    }
    assert.match((await run('merge', 'theirs', '--dir', 'ours')).stdout, /minutes\.txt differs/);
    const verified = await run('evidence', 'verify', '--json', '--dir', 'ours');
    assert.equal(verified.code, 0, verified.stderr);
    const { files } = JSON.parse(verified.stdout) as { files: { state: string }[] };
    assert.deepEqual(
      files.map(({ state }) => state),
      ['unchanged', 'unchanged'],
    );
    assert.equal((await run('pack', 'pack', '--dir', 'ours')).code, 0);
    const packed = readdirSync(join(cwd, 'pack/evidence')).map((name) =>
      readFileSync(join(cwd, 'pack/evidence', name), 'utf8'),
    );
    assert.deepEqual(packed.sort(), ['minutes of ours\n', 'minutes of theirs\n']);
    writeFileSync(join(cwd, 'ours/evidence/minutes.merged.txt'), 'something else\n');
    assert.equal((await run('evidence', 'verify', '--dir', 'ours')).code, 1);
  });

  it('a file to attach that is not there is named, not the workspace', async (t) => {
    const { run } = place(t);
    await run('init', 'acme');
    const { code, stderr } = await run(
      'evidence',
      'add',
      'CC1.1-a',
      '--file',
      'gone.pdf',
      '--date',
      '2026-10-01',
      '--dir',
      'acme',
    );
    assert.equal(code, 1);
    assert.match(stderr, /There is no file gone\.pdf\.\nCheck the path/);
    assert.match((await run('evidence', 'verify', '--dir', 'acme')).stderr, /^no attached file; 0 not attached/);
  });
});
