/** What a slip of the hand, a script or a full disk must not do: write elsewhere, lose words, print a stack. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shellWord } from '../../source/core/shell-word.ts';
import { place } from './program.ts';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
const linux = process.platform === 'linux';

describe('the wrong folder', () => {
  it('reading a mistyped one is an error and makes nothing; writing says what it made', async (t) => {
    const { run, cwd } = place(t);
    for (const args of [['gaps'], ['score', '--json'], ['history'], ['raci', '--lint'], ['evidence', 'verify']]) {
      const { code, stdout, stderr } = await run(...args, '--dir', 'acmee');
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /no assessment in .*acmee[\s\S]*soc2-ready init/);
    }
    assert.ok(!existsSync(join(cwd, 'acmee')));
    const { code, stderr } = await run('answer', 'CC1.1-a', '1', '--dir', 'acmee');
    assert.equal(code, 0);
    assert.match(stderr, /^Made a new assessment in .*acmee\n$/);
  });

  it('an option that came out empty is an error: nothing goes to another assessment or name', async (t) => {
    const { run, cwd, home } = place(t);
    await run('init');
    await run('init', 'acme');
    for (const args of [
      ['answer', 'CC1.1-a', '3', '--dir', ''],
      ['answer', 'CC1.1-a', '3', '--dir', 'acme', '--by', ''],
      ['scan', '--dry-run', '--check', ''],
    ]) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, /--(dir|by|check) is empty\./);
    }
    const journals = readdirSync(home, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('journal.jsonl'))
      .map((name) => join(home, name));
    for (const journal of [join(cwd, 'acme/journal.jsonl'), ...journals])
      assert.doesNotMatch(readFileSync(journal, 'utf8'), /"answer"/);
    assert.equal(journals.length, 1);
  });

  it('commands to copy are quoted, and names act on no terminal', async (t) => {
    const { run, cwd } = place(t);
    const { stdout } = await run('init', "it's $(touch pwned)");
    const command = /soc2-ready --dir (.*)\n/.exec(stdout)?.[1] ?? '';
    if (linux) {
      const { stdout: word } = spawnSync('sh', ['-c', `printf %s ${command}`], { cwd, encoding: 'utf8' });
      assert.equal(word, join(cwd, "it's $(touch pwned)"));
      const named = await run('init', 'e\u001b[31mvil');
      assert.match(named.stdout, /evil/);
      assert.doesNotMatch(named.stdout, /\u001b/);
      const again = await run('init', 'e\u001b[31mvil');
      assert.equal(again.code, 2);
      assert.doesNotMatch(again.stderr, /\u001b/);
    }
    assert.ok(!existsSync(join(cwd, 'pwned')));
    assert.equal(shellWord('/home/ada/acme-1'), '/home/ada/acme-1');
    assert.equal(shellWord('C:\\Acme & Co', 'win32'), '"C:\\Acme & Co"');
  });
});

describe('words and options that fit nothing', () => {
  it('a word too many is an error, and nothing is written', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const journal = () => readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');
    const before = journal();
    for (const args of [
      ['init', 'one', 'two'],
      ['score', 'CC1.1-a', 'CC1.2-a'],
      ['settle', 'CC1.1-a', '3', '4'],
      ['merge', 'one', 'two'],
      ['report', 'one', 'two'],
      ['compare', '2026-01-01', '2026-01-02', '2026-01-03'],
    ]) {
      const { code, stderr } = await run(...args, '--dir', 'acme');
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, new RegExp(`${args[0]} does not know what to do with "${args.at(-1)}"`));
    }
    assert.equal(journal(), before);
    assert.ok(!existsSync(join(cwd, 'one')));
  });

  it('tells which option was meant, which value is missing, and that two forms are one too many', async (t) => {
    const { run } = place(t);
    assert.match((await run('gaps', '--ouput', 'x')).stderr, /no option "--ouput" here\. Did you mean "--output"\?/);
    assert.doesNotMatch((await run('gaps', '-x')).stderr, /Did you mean/);
    assert.match((await run('score', '--what-if', '--quiet')).stderr, /--what-if needs LIST after it/);
    await run('init', 'acme');
    const { code, stderr } = await run('gaps', '--json', '--format', 'csv', '--dir', 'acme');
    assert.equal(code, 2);
    assert.match(stderr, /two forms/);
    assert.equal(JSON.parse((await run('workshop', '--json', '--dir', 'acme')).stdout).schema, 'soc2-ready/workshop@1');
    assert.match((await run('workshop', '--dir', 'acme')).stdout, /^# /);
  });
});

describe('what the machine refuses', () => {
  it('a full disk behind the output is told in words, without a stack', async (t) => {
    if (!existsSync('/dev/full')) return t.skip('needs /dev/full');
    const { run, cwd, home } = place(t);
    await run('init', 'acme');
    const full = openSync('/dev/full', 'w');
    t.after(() => closeSync(full));
    const { status, stderr } = spawnSync(process.execPath, [cli, 'gaps', '--dir', 'acme'], {
      ...{ cwd, env: { PATH: process.env.PATH, HOME: home }, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] },
    });
    assert.equal(status, 1);
    assert.match(stderr, /^soc2-ready: ENOSPC.*\nThe disk is full/);
    assert.doesNotMatch(stderr, /\bat .*:\d+/);
  });

  it('a file that cannot be written leaves nothing half-written and says what to do', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const nowhere = await run('gaps', '--dir', 'acme', '-o', 'nowhere/gaps.txt');
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.stderr, /its folder is not there\.\nMake the folder first/);
    assert.doesNotMatch(nowhere.stderr, /\.tmp/);
    const folder = await run('gaps', '--dir', 'acme', '-o', 'acme', '--force');
    assert.equal(folder.code, 2);
    assert.match(folder.stderr, /acme is a folder/);
    assert.deepEqual(
      readdirSync(cwd).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('a journal of a newer version is told once, whether it is read or written', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const file = join(cwd, 'acme/journal.jsonl');
    const line = JSON.parse(readFileSync(file, 'utf8')) as object;
    appendFileSync(file, `${JSON.stringify({ ...line, v: 99, id: 'from-tomorrow' })}\n`);
    for (const [args, code] of [
      [['score'], 0],
      [['answer', 'CC1.1-a', '3'], 1],
      [['reassess'], 1],
      [['raci', 'ack'], 1],
    ] as [string[], number][]) {
      const ran = await run(...args, '--dir', 'acme');
      assert.equal(ran.code, code, args.join(' '));
      assert.equal(ran.stderr.match(/newer version/g)?.length, 1, ran.stderr);
    }
    // Before anything is read: a scan takes minutes.
    assert.match((await run('scan', '--dir', 'acme')).stderr, /^soc2-ready: what is read will not be saved: .*newer/);
  });

  it('an odd time zone of the machine makes an assessment in UTC', async (t) => {
    const { runWith, cwd } = place(t);
    assert.equal((await runWith({ TZ: '' }, 'init', 'acme')).code, 0);
    assert.match(readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8'), /"timeZone":"UTC"/);
  });
});
