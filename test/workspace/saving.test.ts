import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { OpenMode } from '../../source/workspace/files.ts';
import { parseJournal } from '../../source/workspace/journal.ts';
import { openWorkspace, WorkspaceError } from '../../source/workspace/workspace.ts';
import { diskError, newWorkspace, note, questionnaire, someFacts, temporaryFolder, watchedFiles } from './helpers.ts';

test('an entry is opened, written once, synced, and only then said to be saved', async (t) => {
  const log: string[] = [];
  const fileOperations = watchedFiles((operation, path) => log.push(`${operation} ${path}`));
  const workspace = await newWorkspace(t, { fileOperations });
  log.length = 0;
  await workspace.append(note('one'), 'Ann').then(() => log.push('saved'));
  const order = ['open append journal.jsonl', 'write journal.jsonl', 'sync journal.jsonl'];
  assert.deepEqual(log.slice(0, 3), order);
  assert.ok(log.indexOf('saved') > 2);
  assert.equal(log.filter((line) => line === 'write journal.jsonl').length, 1);
  assert.equal(readFileSync(join(workspace.folder, 'journal.jsonl'), 'utf8').split('\n').length, 3);
});

test('while the sync is still running, the entry is not saved', async (t) => {
  let [release, reached] = [() => {}, () => {}];
  const held = new Promise<void>((resolve) => (release = resolve));
  const syncing = new Promise<void>((resolve) => (reached = resolve));
  let holding = false;
  const plain = watchedFiles(() => {});
  const fileOperations = {
    ...plain,
    async open(path: string, mode: OpenMode) {
      const file = await plain.open(path, mode);
      const sync = async () => {
        reached();
        await held;
        await file.sync();
      };
      return holding ? { ...file, sync } : file;
    },
  };
  const workspace = await newWorkspace(t, { fileOperations });
  holding = true;
  let saved = false;
  const saving = workspace.append(note('one'), 'Ann').then(() => {
    saved = true;
  });
  await Promise.race([syncing, saving]);
  // The whole way round the disk once more: enough turns for a save that does not wait to show itself.
  await openWorkspace(workspace.folder, { questionnaire, readOnly: true });
  assert.equal(saved, false);
  assert.equal(workspace.entries.length, 1);
  release();
  await saving;
  assert.equal(workspace.entries.length, 2);
});

test('a new workspace has its folder synced behind the journal', async (t) => {
  const log: string[] = [];
  const fileOperations = watchedFiles((operation, path) => log.push(`${operation} ${path}`));
  await newWorkspace(t, { fileOperations });
  const written = log.indexOf('write journal.jsonl.tmp');
  const expected = ['sync journal.jsonl.tmp', 'close journal.jsonl.tmp', 'rename journal.jsonl.tmp to journal.jsonl'];
  assert.deepEqual(log.slice(written + 1, written + 5), [...expected, 'sync folder acme']);
});

test('a scan is written beside, synced, renamed, and only then noted in the journal', async (t) => {
  const log: string[] = [];
  const fileOperations = watchedFiles((operation, path) => log.push(`${operation} ${path}`));
  const workspace = await newWorkspace(t, { fileOperations });
  log.length = 0;
  await workspace.saveScan(someFacts(), 'Ann').then(() => log.push('saved'));
  const name = '20261121T100000Z-123456789012.json.gz';
  assert.deepEqual(
    log.filter((line) => !line.startsWith('close')),
    [
      'sync folder acme',
      `open create ${name}.tmp`,
      `write ${name}.tmp`,
      `sync ${name}.tmp`,
      `rename ${name}.tmp to ${name}`,
      'sync folder scans',
      'open append journal.jsonl',
      'write journal.jsonl',
      'sync journal.jsonl',
      'saved',
    ],
  );
});

test('appends made at once are written in order, each with its own seq', async (t) => {
  const workspace = await newWorkspace(t);
  const entries = await Promise.all(Array.from({ length: 50 }, (_, n) => workspace.append(note(String(n)), 'Ann')));
  assert.deepEqual(
    entries.map((entry) => entry.seq),
    Array.from({ length: 50 }, (_, n) => n + 2),
  );
  const onDisk = parseJournal(readFileSync(join(workspace.folder, 'journal.jsonl'))).entries;
  assert.deepEqual(onDisk, workspace.entries);
  assert.equal(workspace.assessment.controls['CC1.1-a']?.note?.text, '49');
});

for (const [what, fail, canTakeBack] of [
  ['the write', 'write', true],
  ['the sync', 'sync', true],
  ['the sync, and taking it back,', 'sync', false],
] as const)
  test(`when ${what} fails, nothing is said to be saved and the next entry is whole`, async (t) => {
    let failing = false;
    const fileOperations = watchedFiles((operation, path) => {
      if (failing && path === 'journal.jsonl' && operation === fail) throw diskError('EIO');
      if (failing && !canTakeBack && operation === 'truncate') throw diskError('EIO');
    });
    const workspace = await newWorkspace(t, { fileOperations });
    await workspace.append(note('one'), 'Ann');
    failing = true;
    const rejected = workspace.append(note('lost'), 'Ann');
    await assert.rejects(
      rejected,
      (error) => error instanceof WorkspaceError && /journal\.jsonl.*EIO/.test(error.message),
    );
    failing = false;
    await workspace.append(note('two'), 'Ann');
    const journal = parseJournal(readFileSync(join(workspace.folder, 'journal.jsonl')));
    assert.deepEqual(journal.problems, []);
    const notes = journal.entries.flatMap((entry) => (entry.type === 'note' ? [entry.text] : []));
    assert.deepEqual(notes, canTakeBack ? ['one', 'two'] : ['one', 'lost', 'two']);
    assert.deepEqual(workspace.entries.length, journal.entries.length);
  });

for (const canTakeBack of [true, false])
  test(`a write that stops half way corrupts nothing (taking back ${canTakeBack ? 'works' : 'fails'})`, async (t) => {
    let failing = false;
    const plain = watchedFiles((operation) => {
      if (failing && operation === 'truncate' && !canTakeBack) throw diskError('EIO');
    });
    const fileOperations = {
      ...plain,
      async open(path: string, mode: OpenMode) {
        const file = await plain.open(path, mode);
        return { ...file, write: (bytes: Uint8Array) => file.write(failing ? bytes.subarray(0, 40) : bytes) };
      },
    };
    const workspace = await newWorkspace(t, { fileOperations });
    failing = true;
    await assert.rejects(workspace.append(note('lost'), 'Ann'), /ENOSPC/);
    failing = false;
    const saved = await workspace.append(note('two'), 'Ann');
    const journal = parseJournal(readFileSync(join(workspace.folder, 'journal.jsonl')));
    assert.equal(journal.entries.at(-1)?.id, saved.id);
    assert.equal(journal.problems.length, canTakeBack ? 0 : 1);
  });

test('a failed append does not stop the next one in the queue', async (t) => {
  let syncs = 0;
  let armed = false;
  const fileOperations = watchedFiles((operation, path) => {
    if (!armed || operation !== 'sync' || path !== 'journal.jsonl') return;
    syncs += 1;
    if (syncs === 1) throw diskError('ENOSPC');
  });
  const workspace = await newWorkspace(t, { fileOperations });
  armed = true;
  const results = await Promise.allSettled([workspace.append(note('a'), 'Ann'), workspace.append(note('b'), 'Ann')]);
  assert.deepEqual(
    results.map((result) => result.status),
    ['rejected', 'fulfilled'],
  );
});

test('what git brings in while the workspace is open is picked up, and nothing is written into a vanished file', async (t) => {
  const workspace = await newWorkspace(t);
  const journal = join(workspace.folder, 'journal.jsonl');
  const [line = ''] = readFileSync(journal, 'utf8').split('\n');
  const theirs = { ...JSON.parse(line), id: 'theirs', seq: 40, replica: 'other', ...note('from git') };
  // As git does: a new file in place of the old one, here without a last line end.
  writeFileSync(`${journal}.new`, `${line}\n${JSON.stringify(theirs)}`);
  renameSync(`${journal}.new`, journal);
  await workspace.append(note('mine'), 'Ann');
  assert.deepEqual(
    workspace.entries.map((entry) => entry.type),
    ['created', 'note', 'note'],
  );
  assert.equal((await workspace.append(note('next'), 'Ann')).seq, 41);
  assert.equal(parseJournal(readFileSync(journal)).entries.length, 4);
  renameSync(journal, `${journal}.gone`);
  await assert.rejects(workspace.append(note('nowhere'), 'Ann'), /it is not there \(ENOENT\)/);
  renameSync(`${journal}.gone`, journal);
  appendFileSync(journal, `${JSON.stringify({ ...theirs, id: 'newer', v: 2 })}\n`);
  await workspace.append(note('before we knew'), 'Ann');
  await assert.rejects(workspace.append(note('after'), 'Ann'), /newer version/);
});

test('an entry that no reader would take is refused before it is written', async (t) => {
  const workspace = await newWorkspace(t);
  const before = readFileSync(join(workspace.folder, 'journal.jsonl'));
  const bad: [object, RegExp][] = [
    [{ type: 'run', control: 'a', on: '2026-02-30' }, /on: a day/],
    [{ type: 'answer', control: 'a', answer: { level: 5 } }, /level/],
    [{ type: 'answer', control: 'a', answer: { level: 'not-applicable', reason: 'x' } }, /text/],
    [{ type: 'answer', control: '__proto__', answer: null }, /control/],
    [{ type: 'population', control: 'a', size: Number.NaN, deviations: 0, source: '' }, /size/],
    [{ type: 'nothing' }, /type/],
    [{ type: 'toString' }, /type/],
  ];
  for (const [body, message] of bad) await assert.rejects(workspace.append(body as never, 'Ann'), message);
  assert.deepEqual(readFileSync(join(workspace.folder, 'journal.jsonl')), before);
});

test("a body cannot bring an entry's own part along", async (t) => {
  const workspace = await newWorkspace(t);
  const body = { ...note('x'), v: 7, id: 'mine', seq: 900, replica: 'r', by: 'Eve', extra: undefined };
  const entry = await workspace.append(body, 'Ann', { supersedes: 'old' });
  assert.deepEqual([entry.v, entry.seq, entry.by, entry.supersedes], [1, 2, 'Ann', 'old']);
  assert.notEqual(entry.id, 'mine');
  await workspace.close();
  const again = await openWorkspace(workspace.folder, { questionnaire, readOnly: true });
  assert.deepEqual(again.entries, workspace.entries);
  assert.deepEqual(again.assessment, workspace.assessment);
});

test('opening what is not there says where and what to do', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(openWorkspace(join(folder, 'none'), { questionnaire }), (error) => {
    assert.ok(error instanceof WorkspaceError);
    assert.ok(error.message.includes(join(folder, 'none')));
    assert.match(error.next, /soc2-ready init/);
    assert.equal(error.exitCode, 2);
    return true;
  });
});

test('several entries at once are one write, and all or none', async (t) => {
  const log: string[] = [];
  const fileOperations = watchedFiles((operation, path) => log.push(`${operation} ${path}`));
  const workspace = await newWorkspace(t, { fileOperations });
  log.length = 0;
  const [one, two] = await workspace.appendAll([note('one'), note('two')], 'Ann');
  assert.equal(log.filter((line) => line === 'write journal.jsonl').length, 1);
  assert.deepEqual([one?.seq, two?.seq], [2, 3]);
  const before = readFileSync(join(workspace.folder, 'journal.jsonl'), 'utf8');
  const wrong = { type: 'plan', item: 'plan:x', state: 'no such state', on: '2026-01-01' } as never;
  await assert.rejects(workspace.appendAll([note('three'), wrong], 'Ann'), /Not a well-formed plan entry/);
  assert.equal(readFileSync(join(workspace.folder, 'journal.jsonl'), 'utf8'), before);
  assert.deepEqual(await workspace.appendAll([], 'Ann'), []);
});
