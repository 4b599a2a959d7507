import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold } from '../../source/core/assessment.ts';
import type { Entry } from '../../source/core/entry.ts';
import { parseJournal } from '../../source/workspace/journal.ts';
import { createWorkspace, isWorkspace, openWorkspace, WorkspaceError } from '../../source/workspace/workspace.ts';
import { newWorkspace, note, questionnaire, someFacts, temporaryFolder } from './helpers.ts';

const creation = { questionnaire, name: 'Acme', timeZone: 'Europe/Berlin', by: 'Ann' };

test('a new workspace says who made it, when, and in which zone', async (t) => {
  const now = () => new Date('2026-11-21T10:00:00Z');
  const workspace = await newWorkspace(t, { now });
  assert.equal(workspace.readOnly, undefined);
  assert.deepEqual(workspace.problems, []);
  assert.equal(workspace.assessment.name, 'Acme');
  assert.equal(workspace.assessment.timeZone, 'Europe/Berlin');
  const [entry] = workspace.entries;
  assert.deepEqual(
    [entry?.v, entry?.seq, entry?.by, entry?.at, entry?.questionnaire],
    [...[1, 1, 'Ann', '2026-11-21T10:00:00.000Z'], questionnaire],
  );
  const next = await workspace.append(note('x'), 'Bob');
  assert.equal(next.replica, entry?.replica);
});

test('folders are 0700 and files 0600', { skip: process.platform === 'win32' }, async (t) => {
  const before = process.umask(0);
  t.after(() => process.umask(before));
  const workspace = await newWorkspace(t);
  await workspace.append(note('x'), 'Ann');
  await workspace.saveScan(someFacts(), 'Ann');
  const mode = (path: string) => (statSync(join(workspace.folder, path)).mode & 0o777).toString(8);
  assert.deepEqual([mode('.'), mode('scans')], ['700', '700']);
  const files = readdirSync(workspace.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  assert.ok(files.length >= 6);
  for (const file of files)
    assert.equal(mode(join(file.parentPath, file.name).slice(workspace.folder.length)), '600', file.name);
});

test('a folder with a journal is refused, open or not, and left as it was', async (t) => {
  const workspace = await newWorkspace(t);
  const journal = join(workspace.folder, 'journal.jsonl');
  const before = readFileSync(journal);
  for (let round = 0; round < 2; round += 1) {
    await assert.rejects(createWorkspace(workspace.folder, creation), (error) => {
      assert.ok(error instanceof WorkspaceError);
      assert.match(error.message, /holds a workspace already/);
      assert.match(error.next, /--dir/);
      return true;
    });
    assert.deepEqual(readFileSync(journal), before);
    await workspace.close();
  }
});

test('of several that make a workspace in one folder at once exactly one does', async (t) => {
  const folder = join(temporaryFolder(t), 'acme');
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => createWorkspace(folder, creation)));
  const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  assert.equal(made.length, 1);
  assert.equal(parseJournal(readFileSync(join(folder, 'journal.jsonl'))).entries.length, 1);
  await made[0]?.close();
});

test('a folder with other files keeps them, its git files among them', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, '.gitignore'), 'mine\n');
  await newWorkspace(t, { folder });
  assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), 'mine\n');
  assert.match(readFileSync(join(folder, '.gitattributes'), 'utf8'), /journal\.jsonl merge=union/);
});

test('an unknown time zone and a file in the way are refused with what to do', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(createWorkspace(join(folder, 'a'), { ...creation, timeZone: 'Mars/Olympus' }), /Mars\/Olympus/);
  assert.deepEqual(readdirSync(folder), []);
  writeFileSync(join(folder, 'file'), '');
  await assert.rejects(createWorkspace(join(folder, 'file'), creation), WorkspaceError);
  await assert.rejects(createWorkspace(join(folder, 'file', 'below'), creation), WorkspaceError);
  assert.ok(!isWorkspace(join(folder, 'file')) && !isWorkspace(folder));
});

test('a copied folder writes under a name of its own; a moved and an untouched one stay themselves', async (t) => {
  const workspace = await newWorkspace(t);
  const { replica } = await workspace.append(note('here'), 'Ann');
  await workspace.close();
  const copy = join(temporaryFolder(t), 'copy');
  cpSync(workspace.folder, copy, { recursive: true });
  const replicaIn = async (folder: string) => {
    const opened = await openWorkspace(folder, { questionnaire });
    const entry = await opened.append(note('again'), 'Ann');
    await opened.close();
    return entry.replica;
  };
  const copied = await replicaIn(copy);
  assert.notEqual(copied, replica);
  assert.equal(await replicaIn(copy), copied);
  assert.equal(await replicaIn(workspace.folder), replica);
  writeFileSync(join(workspace.folder, 'replica.json'), 'garbage');
  assert.match(await replicaIn(workspace.folder), /^[0-9a-f]{12}$/);
});

test('what a killed writer left half-written is swept, other files are not', async (t) => {
  const workspace = await newWorkspace(t);
  await workspace.saveScan(someFacts(), 'Ann');
  await workspace.close();
  const left = ['lock.0123456789ab.tmp', 'scans/a.json.gz.0123456789ab.tmp'];
  for (const name of left) writeFileSync(join(workspace.folder, name), '');
  writeFileSync(join(workspace.folder, 'mine.tmp'), '');
  const again = await openWorkspace(workspace.folder, { questionnaire });
  await again.close();
  const present = readdirSync(workspace.folder, { recursive: true }).map(String);
  assert.deepEqual(
    present.filter((name) => name.endsWith('.tmp')),
    ['mine.tmp'],
  );
});

test('a time zone that this machine does not know is told and replaced', async (t) => {
  const workspace = await newWorkspace(t);
  await workspace.append({ type: 'scope', question: 'time-zone', value: 'Mars/Olympus' }, 'Ann');
  await workspace.close();
  const again = await openWorkspace(workspace.folder, { questionnaire, readOnly: true });
  assert.equal(again.assessment.timeZone, 'Europe/Berlin');
  assert.match(again.problems.join(), /no time zone "Mars\/Olympus"; days are counted in Europe\/Berlin/);
});

test('after close nothing more is written, and what was under way is', async (t) => {
  const workspace = await newWorkspace(t);
  const last = workspace.append(note('last'), 'Ann');
  await workspace.close();
  await last;
  await assert.rejects(workspace.append(note('late'), 'Ann'), /closed/);
  await workspace.close();
  assert.equal(workspace.assessment.controls['CC1.1-a']?.note?.text, 'last');
});

test('splits and merges by union in any order lose no entry and fold to one value', async (t) => {
  const root = temporaryFolder(t);
  const workspace = await newWorkspace(t, { folder: join(root, 'a') });
  for (let n = 0; n < 30; n += 1) await workspace.append(note(`before ${n}`), 'Ann');
  await workspace.close();
  mkdirSync(join(root, 'elsewhere'));
  cpSync(workspace.folder, join(root, 'elsewhere', 'b'), { recursive: true });
  const linesOf = async (folder: string, by: string): Promise<string[]> => {
    const copy = await openWorkspace(folder, { questionnaire });
    for (let n = 0; n < 25; n += 1) await copy.append(note(`${by} ${n}`), by);
    await copy.append({ type: 'undo', undoes: copy.entries[5]?.id ?? '' }, by);
    await copy.close();
    return readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  };
  const a = await linesOf(workspace.folder, 'Ann');
  const b = await linesOf(join(root, 'elsewhere', 'b'), 'Bob');
  const all = [...new Set([...a, ...b])];
  assert.equal(all.length, 31 + 26 + 26);
  const expected = fold(all.map((line) => JSON.parse(line) as Entry));
  const ids = (entries: readonly Entry[]) => [...new Set(entries.map((entry) => entry.id))].sort();
  const wanted = ids(all.map((line) => JSON.parse(line) as Entry));
  const lines = fc.shuffledSubarray(all, { minLength: all.length });
  fc.assert(
    fc.property(
      lines,
      fc.array(fc.nat(all.length), { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      (order, cuts, end) => {
        // The union, cut into parts at random, each part beginning again some lines before the cut: lines come twice.
        const parts = [0, ...cuts.sort((x, y) => x - y)].map((cut, index, starts) =>
          order.slice(Math.max(0, cut - 3), starts[index + 1] ?? order.length),
        );
        const merged = parseJournal(Buffer.from(parts.flat().join(end) + (cuts.length % 2 === 0 ? end : '')));
        assert.deepEqual(merged.problems, []);
        assert.deepEqual(ids(merged.entries), wanted);
        assert.deepEqual(fold(merged.entries), expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('a moved workspace opens', async (t) => {
  const workspace = await newWorkspace(t);
  await workspace.close();
  const moved = join(temporaryFolder(t), 'moved');
  renameSync(workspace.folder, moved);
  const again = await openWorkspace(moved, { questionnaire });
  assert.equal(again.readOnly, undefined);
  assert.equal(again.folder, moved);
  await again.close();
});
