import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Entry } from '../../source/core/entry.ts';
import { parseJournal } from '../../source/workspace/journal.ts';
import { openWorkspace, type Workspace } from '../../source/workspace/workspace.ts';
import { newWorkspace, note, questionnaire } from './helpers.ts';

/** A closed workspace with three entries (created, one, two), and its journal. */
async function closedWorkspace(t: TestContext): Promise<{ folder: string; journal: string; lines: string[] }> {
  const workspace = await newWorkspace(t);
  await workspace.append(note('one'), 'Ann');
  await workspace.append(note('two'), 'Ann');
  await workspace.close();
  const journal = join(workspace.folder, 'journal.jsonl');
  return { folder: workspace.folder, journal, lines: readFileSync(journal, 'utf8').split('\n').slice(0, 3) };
}

async function open(t: TestContext, folder: string): Promise<Workspace> {
  const workspace = await openWorkspace(folder, { questionnaire });
  t.after(() => workspace.close());
  return workspace;
}

const texts = (workspace: { entries: readonly Entry[] }) =>
  workspace.entries.map((entry) => (entry.type === 'note' ? entry.text : entry.type));

test('a torn last line is set aside in a file of its own, and the next entry is whole', async (t) => {
  const { folder, journal, lines } = await closedWorkspace(t);
  const torn = Buffer.from(`${lines[2]?.slice(0, 60)}é`).subarray(0, -1);
  appendFileSync(journal, torn);
  const workspace = await open(t, folder);
  assert.deepEqual(texts(workspace), ['created', 'one', 'two']);
  assert.equal(workspace.readOnly, undefined);
  const aside = readdirSync(folder).find((name) => name.startsWith('journal.torn-'));
  assert.ok(aside);
  assert.deepEqual(readFileSync(join(folder, aside)), torn);
  assert.equal(workspace.problems.length, 1);
  assert.ok(workspace.problems[0]?.includes(aside));
  await workspace.append(note('three'), 'Ann');
  assert.equal(readFileSync(journal, 'utf8').split('\n').length, 5);
  assert.deepEqual(texts(parseJournal(readFileSync(journal))), ['created', 'one', 'two', 'three']);
});

test('torn at every byte: no whole line is ever lost', async (t) => {
  const { lines } = await closedWorkspace(t);
  const whole = Buffer.from(`${lines.join('\n')}\n`);
  const ends = [...whole.entries()].filter(([, byte]) => byte === 10).map(([index]) => index);
  for (let cut = 0; cut <= whole.length; cut += 1) {
    const { entries, problems, torn } = parseJournal(whole.subarray(0, cut));
    // A line counts from its last bracket on, with or without its line end.
    assert.equal(entries.length, ends.filter((end) => end <= cut).length, `cut at ${cut}`);
    assert.deepEqual(problems, []);
    const isEnd = cut === 0 || whole[cut - 1] === 10 || whole[cut] === 10 || cut === whole.length;
    assert.equal(torn === undefined, isEnd, `cut at ${cut}`);
  }
});

test('two torn lines are set aside one after the other', async (t) => {
  const { folder, journal } = await closedWorkspace(t);
  const now = () => new Date('2026-11-21T10:00:00Z');
  for (const rest of ['{"v":1,', '{"v":1,"id"']) {
    appendFileSync(journal, rest);
    await (await openWorkspace(folder, { questionnaire, now })).close();
  }
  const aside = readdirSync(folder).filter((name) => name.startsWith('journal.torn-'));
  assert.deepEqual(aside.sort(), ['journal.torn-20261121T100000Z', 'journal.torn-20261121T100000Z-2']);
  assert.equal(readFileSync(join(folder, aside[1] ?? ''), 'utf8'), '{"v":1,"id"');
});

test('a reader leaves a torn line alone and says so', async (t) => {
  const { folder, journal } = await closedWorkspace(t);
  appendFileSync(journal, '{"v":1,');
  const before = readFileSync(journal);
  const workspace = await openWorkspace(folder, { questionnaire, readOnly: true });
  assert.deepEqual(texts(workspace), ['created', 'one', 'two']);
  assert.match(workspace.problems.join(), /not whole/);
  assert.deepEqual(readFileSync(journal), before);
  assert.deepEqual(
    readdirSync(folder).filter((name) => /torn|lock/.test(name)),
    [],
  );
});

test('unreadable lines in the middle stay where they are and are reported with their number', async (t) => {
  const { folder, journal, lines } = await closedWorkspace(t);
  const [created = '', one = '', two = ''] = lines;
  const bytes = Buffer.concat([
    Buffer.from(`${created}\nnot json\n${one}\n{"v":1,"type":"note"}\n<<<<<<< HEAD\n`),
    Buffer.from([0xff, 0xfe, 0x0a]),
    Buffer.from(`${one.replace('"note"', '"answer"')}\n[]\n\u0000\u0000\n${two}\n`),
  ]);
  writeFileSync(journal, bytes);
  const workspace = await open(t, folder);
  assert.deepEqual(texts(workspace), ['created', 'one', 'two']);
  const numbers = workspace.problems.map((problem) => Number(/line (\d+)/.exec(problem)?.[1]));
  assert.deepEqual(numbers, [2, 4, 5, 6, 7, 8, 9]);
  assert.match(workspace.problems[2] ?? '', /conflict mark of git/);
  assert.match(workspace.problems[4] ?? '', /answer/);
  await workspace.append(note('three'), 'Ann');
  assert.deepEqual(readFileSync(journal).subarray(0, bytes.length), bytes);
});

test('a thousand unreadable lines are not a thousand problems', () => {
  const { problems } = parseJournal(Buffer.from('x\n'.repeat(1000)));
  assert.equal(problems.length, 21);
  assert.match(problems[20] ?? '', /980 more/);
});

test('CRLF, blank lines, byte order marks and a missing last line end are read as they are meant', async (t) => {
  const { folder, journal, lines } = await closedWorkspace(t);
  writeFileSync(journal, `\uFEFF${lines[0]}\r\n\r\n   \n\uFEFF${lines[1]}\r\n${lines[2]}`);
  const workspace = await open(t, folder);
  assert.deepEqual(texts(workspace), ['created', 'one', 'two']);
  assert.deepEqual(workspace.problems, []);
  await workspace.append(note('three'), 'Ann');
  assert.deepEqual(texts(parseJournal(readFileSync(journal))), ['created', 'one', 'two', 'three']);
});

test('an empty journal opens, says so, and can be written', async (t) => {
  const { folder, journal } = await closedWorkspace(t);
  writeFileSync(journal, '');
  const workspace = await open(t, folder);
  assert.match(workspace.problems.join(), /no entry/);
  assert.equal((await workspace.append(note('first'), 'Ann')).seq, 1);
});

test('a line of 20 million characters is read and written', async (t) => {
  const { folder } = await closedWorkspace(t);
  const workspace = await open(t, folder);
  const text = 'ä\u2028"\n'.repeat(5_000_000);
  await workspace.append(note(text), 'Ann');
  await workspace.close();
  const again = await open(t, folder);
  assert.ok(texts(again)[3] === text);
  assert.deepEqual(again.problems, []);
});

for (const [what, change] of [
  ['version', (line: string) => line.replace('"v":1', '"v":2')],
  ['type', (line: string) => line.replace('"type":"note"', '"type":"\\u001b[31mmerge"')],
] as const)
  test(`an entry of an unknown ${what} opens the workspace for reading only`, async (t) => {
    const { folder, journal, lines } = await closedWorkspace(t);
    const content = `${lines[0]}\n${change(lines[1] ?? '')}\n${lines[2]}\n{"torn`;
    writeFileSync(journal, content);
    const workspace = await open(t, folder);
    assert.match(workspace.readOnly ?? '', /newer version .*line 2: entry (version 2|type)/);
    assert.ok(!workspace.readOnly?.includes('\u001b'));
    assert.ok(workspace.problems.includes(workspace.readOnly ?? ''));
    assert.equal(workspace.assessment.notUnderstood, 1);
    assert.equal(workspace.assessment.controls['CC1.1-a']?.note?.text, 'two');
    await assert.rejects(workspace.append(note('three'), 'Ann'), /newer version/);
    assert.equal(readFileSync(journal, 'utf8'), content);
    assert.ok(!readdirSync(folder).includes('lock'));
  });

test('an absurd seq is not believed, so the next one stays exact', async (t) => {
  const { folder, journal, lines } = await closedWorkspace(t);
  for (const seq of ['9007199254740991', '-1', '1.5', '"3"'])
    appendFileSync(journal, `${lines[1]?.replace(/"seq":\d+/, `"seq":${seq}`).replace(/"id":"/, '"id":"x')}\n`);
  const workspace = await open(t, folder);
  assert.equal(workspace.problems.length, 4);
  assert.equal((await workspace.append(note('three'), 'Ann')).seq, 4);
});
