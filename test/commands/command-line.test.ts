/** The command line around the screen: help, mistakes, exit codes, data on stdout. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { commands } from '../../source/commands/table.ts';
import { version } from '../../source/version.ts';
import { place } from './program.ts';

describe('help and mistakes', () => {
  it('prints the version and every command', async (t) => {
    const { run } = place(t);
    assert.deepEqual(await run('--version'), { code: 0, stdout: `${version}\n`, stderr: '' });
    const help = await run('--help');
    assert.equal(help.code, 0);
    for (const command of commands) assert.match(help.stdout, new RegExp(`^ {2}${command.name}\\b`, 'm'));
  });

  it('prints the keys of the screen', async (t) => {
    const { code, stdout } = await place(t).run('help', 'keys');
    assert.equal(code, 0);
    assert.match(stdout, /\?/);
  });

  it('offers the nearest command for a mistyped one', async (t) => {
    const { code, stdout, stderr } = await place(t).run('scna');
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /Did you mean "scan"\?/);
  });

  it('names an option it does not know, without a stack', async (t) => {
    const { code, stderr } = await place(t).run('gaps', '--frobnicate');
    assert.equal(code, 2);
    assert.match(stderr, /--frobnicate/);
    assert.doesNotMatch(stderr, /\bat .*\.ts:/);
  });

  it('finds the command behind its options, and lets no word pass unread', async (t) => {
    const { run } = place(t);
    assert.equal((await run('init', 'acme')).code, 0);
    assert.equal((await run('--dir', 'acme', 'answer', 'CC1.1-a', '3')).code, 0);
    const { stdout } = await run('--dir', 'acme', 'score', 'CC1.1-a', '--json');
    const trace = JSON.parse(stdout);
    assert.deepEqual([trace.schema, trace.id, trace.design.claimed], ['soc2-ready/trace@1', 'CC1.1-a', 1]);
    assert.match((await run('--dir', 'acme', 'scan', '--help')).stdout, /^soc2-ready scan:/);
    for (const command of ['gaps', 'reassess', 'history', 'calendar']) {
      const { code, stderr } = await run(command, 'nonsense', '--dir', 'acme');
      assert.equal(code, 2, command);
      assert.match(stderr, /takes no "nonsense"/);
    }
  });

  it('does not take an assessment of your own for the sample company', async (t) => {
    const { run, cwd } = place(t);
    assert.equal((await run('init', 'acme')).code, 0);
    const before = readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');
    const { code, stderr } = await run('demo', '--fresh', '--dir', 'acme');
    assert.equal(code, 2);
    assert.match(stderr, /your own/);
    assert.equal(readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8'), before);
  });

  it('says how to make an assessment when there is none', async (t) => {
    const { code, stderr } = await place(t).run('score');
    assert.equal(code, 2);
    assert.match(stderr, /soc2-ready init/);
  });
});

describe('an assessment without the screen', () => {
  it('answers, scores, lists gaps, plan and RACI', async (t) => {
    const { run, cwd } = place(t);
    assert.equal((await run('init', 'acme', '--name', 'Acme')).code, 0);
    assert.equal((await run('init', 'acme')).code, 2, 'a second init must refuse');
    if (process.platform !== 'win32') {
      assert.equal(statSync(join(cwd, 'acme')).mode & 0o777, 0o700);
      assert.equal(statSync(join(cwd, 'acme/journal.jsonl')).mode & 0o777, 0o600);
    }
    assert.equal((await run('answer', 'headcount', '1-5', '--dir', 'acme')).code, 0);
    const before = JSON.parse((await run('score', '--json', '--dir', 'acme')).stdout);
    assert.equal(before.schema, 'soc2-ready/score@1');
    const answered = await run(
      'answer',
      'cc1.1-a',
      '3',
      '--dir',
      'acme',
      '--owner',
      'Ada',
      '--evidence',
      'Code',
      '--where',
      'code.pdf',
      '--date',
      '2026-01-31',
      '--tier',
      '2',
    );
    assert.equal(answered.code, 0);
    assert.match(answered.stdout, /saved 3 entries/);
    const after = JSON.parse((await run('score', '--json', '--dir', 'acme')).stdout);
    assert.ok(after.design.coverage > before.design.coverage);

    const gaps = JSON.parse((await run('gaps', '--json', '--dir', 'acme')).stdout);
    assert.ok(gaps.gaps.length > 10);
    const plan = JSON.parse((await run('plan', '--json', '--dir', 'acme')).stdout);
    assert.ok(plan.items.every((item: { start: string; due: string }) => item.start <= item.due));
    const raci = await run('raci', '--format', 'csv', '--dir', 'acme');
    assert.match(raci.stdout, /^control,criterion,title,/);
    assert.match((await run('score', 'CC1.1-a', '--dir', 'acme')).stdout, /S-D1/);
  });

  it('refuses a wrong answer with what would be right, and writes nothing', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const journal = () => readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');
    const before = journal();
    for (const [args, expected] of [
      [['answer', 'CC1.1-a', '7'], /0, 1, 2, 3, 4/],
      [['answer', 'CC1.1-a', 'n/a'], /reason code/],
      [['answer', 'CC1.1-a', 'inherited'], /yours to run/],
      [['answer', 'CC9.9-z', '1'], /CC9.9-z/],
      [['answer', 'headcount', 'many'], /1-5/],
      [['answer', 'CC1.1-a', '2', '--evidence', 'x', '--where', 'y', '--date', '2026-02-30'], /2026-02-30/],
    ] as [string[], RegExp][]) {
      const { code, stderr } = await run(...args, '--dir', 'acme');
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, expected);
    }
    assert.equal(journal(), before);
  });

  it('takes a file of answers whole or not at all', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    writeFileSync(join(cwd, 'good.json'), JSON.stringify({ 'CC1.1-a': 2, headcount: '6-20', contractors: true }));
    writeFileSync(join(cwd, 'bad.json'), JSON.stringify({ 'CC1.1-a': 3, 'CC1.1-b': 9, nothing: 1 }));
    const bad = await run('answer', '--answers', 'bad.json', '--dir', 'acme');
    assert.equal(bad.code, 2);
    assert.match(bad.stderr, /CC1\.1-b/);
    assert.match(bad.stderr, /nothing/);
    const good = await run('answer', '--answers', 'good.json', '--dir', 'acme', '--json');
    assert.equal(JSON.parse(good.stdout).entries.length, 3);
  });

  it('creates the workspace that --dir names, and lists it afterwards', async (t) => {
    const { run, cwd } = place(t);
    assert.equal((await run('answer', 'CC1.1-a', '1', '--dir', 'new')).code, 0);
    assert.ok(existsSync(join(cwd, 'new/journal.jsonl')));
    const { workspaces } = JSON.parse((await run('list', '--json')).stdout);
    assert.equal(workspaces.length, 1);
    assert.equal(workspaces[0].verdict.type1, 'Not ready');
  });

  it('exits 3 at or over --fail-on', async (t) => {
    const { run } = place(t);
    await run('answer', 'CC1.1-a', '0', '--dir', 'acme');
    assert.equal((await run('gaps', '--dir', 'acme', '--fail-on', 'low')).code, 3);
    assert.equal((await run('gaps', '--dir', 'acme')).code, 0);
    assert.equal((await run('gaps', '--dir', 'acme', '--fail-on', 'terrible')).code, 2);
  });

  it('writes to a file once, and again only with --force', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    const first = await run('score', '--json', '--dir', 'acme', '-o', 'score.json');
    assert.equal(first.stdout, '');
    assert.equal(JSON.parse(readFileSync(join(cwd, 'score.json'), 'utf8')).schema, 'soc2-ready/score@1');
    assert.equal((await run('score', '--json', '--dir', 'acme', '-o', 'score.json')).code, 2);
    assert.equal((await run('score', '--json', '--dir', 'acme', '-o', 'score.json', '--force')).code, 0);
  });
});

describe('without a terminal', () => {
  it('the sample company prints its verdict, gaps and report, and exits 0', async (t) => {
    const { run } = place(t);
    const { code, stdout, stderr } = await run('demo');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Example Robotics/);
    assert.match(stdout, /Type 1 today: /);
    assert.match(stdout, /AWS shows otherwise/);
    const report = /^Report: (.+)$/m.exec(stdout)?.[1] ?? '';
    assert.match(readFileSync(report, 'utf8'), /<h1>SOC 2 readiness of Example Robotics<\/h1>/);
    assert.doesNotMatch(stdout, /\u001b/);
  });

  it('opens as a summary', async (t) => {
    const { run } = place(t);
    await run('init', 'acme');
    const { code, stdout } = await run('--dir', 'acme');
    assert.equal(code, 0);
    assert.match(stdout, /not enough answered/);
  });

  it('prints a policy of exactly the operations used', async (t) => {
    const { code, stdout } = await place(t).run('permissions');
    assert.equal(code, 0);
    const policy = JSON.parse(stdout);
    const actions: string[] = policy.Statement.flatMap((statement: { Action: string[] }) => statement.Action);
    assert.ok(actions.includes('iam:GetAccountSummary'));
    assert.ok(
      actions.every((action) => /:(GET$|Get|List|Describe|Generate|Lookup|Batch(Get|Describe))/.test(action)),
      actions.join(' '),
    );
  });
});
