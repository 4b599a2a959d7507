/** The prompts with a pipe as their input: a script or a screen reader's own shell goes through the interview. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));

interface Line {
  type: string;
  control?: string;
  text?: string;
  answer?: { level: unknown; ask?: string };
}

function home(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'soc2-ready-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  /** What it says to these lines. */
  const talk = (lines: string[], ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--no-aws', ...args], {
      ...{ cwd: folder, encoding: 'utf8', input: lines.map((line) => `${line}\n`).join('') },
      env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC' },
    });
    return { status, stdout, stderr };
  };
  const journal = (name: string): Line[] =>
    readFileSync(join(folder, name, 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  return { folder, talk, journal };
}

/** Past the questions about scope. */
const toControls = ['interview', ...Array.from({ length: 40 }, () => 'next')];

describe('prompts from a pipe', () => {
  test('a talk goes from the menu to an answer and out, with nothing drawn', (t) => {
    const { talk, journal } = home(t);
    const said = ['interview', 'deep', 'quick', 'Acme', 'stop', 'more', '99', 'leave'];
    const { status, stdout, stderr } = talk(said, '--plain', '--dir', 'acme');
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stdout, /\u001b/);
    assert.match(stdout, /1 of 10: Answer questions/);
    assert.match(stdout, /"deep" is no answer to depth/);
    assert.match(stdout, /Your answer \(text; next, back or stop\): Acme\nsaved\n/);
    assert.match(stdout, /soc2-ready raci ack --by NAME/);
    assert.match(stdout, /Give a number from 1 to 10/);
    assert.match(stdout, /go on with: soc2-ready --plain --dir .*acme\n$/);
    assert.deepEqual(
      journal('acme').map(({ type }) => type),
      ['created', 'depth', 'scope', 'place'],
    );
  });

  test('details are checked where they are typed, can be left, and an empty line takes nothing away', (t) => {
    const { talk, journal } = home(t);
    const notApplicable = ['N/A', 'because', 'not-performed', 'we have none', 'Bob', '2027-13-01', '2027-12-01'];
    const { stdout } = talk(
      [
        ...['interview', 'stop', ...toControls, ...notApplicable, 'back', 'n/a', 'cancel'],
        ...[
          'unknown',
          'Carol',
          'back',
          'note',
          'signed in May',
          'note',
          '',
          'owner',
          'Dan',
          'owner',
          '',
          'Stop',
          'leave',
        ],
      ],
      ...['--accessible', '--dir', 'acme'],
    );
    assert.match(stdout, /One of not-in-scope, not-performed, other-control/);
    assert.match(stdout, /Write it as YYYY-MM-DD/);
    assert.match(stdout, /Left as it was/);
    assert.match(stdout, /Note as it stands: signed in May/);
    const entries = journal('acme');
    assert.deepEqual(
      entries.filter(({ type }) => type === 'answer').map(({ answer }) => [answer?.level, answer?.ask]),
      [
        ['not-applicable', undefined],
        ['unknown', 'Carol'],
      ],
    );
    assert.deepEqual(
      entries.filter(({ type }) => type === 'note').map(({ text }) => text),
      ['signed in May'],
    );
    assert.equal(entries.filter(({ type }) => type === 'owner').length, 1);
  });

  test('input that ends in the middle ends the talk, and what was called saved is', (t) => {
    const { talk, journal } = home(t);
    const { status, stdout } = talk(['interview', 'quick', 'Acme'], '--plain', '--dir', 'acme');
    assert.equal(status, 0);
    assert.match(stdout, /The input has ended/);
    assert.deepEqual(
      journal('acme').map(({ type }) => type),
      ['created', 'depth', 'scope'],
    );
  });

  test('where nothing can be saved it says so first, and an answer is refused without ending the talk', (t) => {
    const { folder, talk, journal } = home(t);
    talk(['leave'], '--plain', '--dir', 'acme');
    const [created] = journal('acme');
    appendFileSync(
      join(folder, 'acme/journal.jsonl'),
      `${JSON.stringify({ ...created, v: 99, id: 'from-tomorrow' })}\n`,
    );
    const { status, stdout, stderr } = talk(['interview', 'quick', 'stop', 'leave'], '--plain', '--dir', 'acme');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /newer version.*\nYou can look; nothing is saved/);
    assert.match(stdout, /Not saved: /);
    assert.equal(
      `${stdout}${stderr}`.match(/was written by a newer version/g)?.length,
      2,
      'told once, and at the answer',
    );
    assert.doesNotMatch(stdout, /Take back what was written/);
  });

  test('without --plain, and with --no-input, a pipe is asked nothing', (t) => {
    const { talk } = home(t);
    talk(['leave'], '--plain', '--dir', 'acme');
    for (const args of [[], ['--plain', '--no-input'], ['--plain', '--json']])
      assert.doesNotMatch(talk(['interview'], ...args, '--dir', 'acme').stdout, /What next\?/, args.join(' '));
  });
});
