import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { factsVersion } from '../../source/core/facts.ts';
import { canonicalJson } from '../../source/workspace/canonical.ts';
import { openWorkspace, WorkspaceError } from '../../source/workspace/workspace.ts';
import { diskError, newWorkspace, questionnaire, someFacts, watchedFiles } from './helpers.ts';

test('canonical JSON sorts keys at every depth and is JSON of the same value', () => {
  assert.equal(canonicalJson({ b: [{ d: 1, c: undefined }], a: null }), '{"a":null,"b":[{"d":1}]}');
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const json = JSON.parse(JSON.stringify(value));
      assert.deepEqual(JSON.parse(canonicalJson(json)), json);
      assert.equal(canonicalJson(reversed(json)), canonicalJson(json));
    }),
  );
});

/** The same value with the keys of each object in the other order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

test('a scan is kept, hashed over its canonical JSON, noted and read back', async (t) => {
  const workspace = await newWorkspace(t);
  const facts = someFacts();
  const { file, sha256 } = await workspace.saveScan(facts, 'Ann');
  assert.equal(file, 'scans/20261121T100000Z-123456789012.json.gz');
  const text = gunzipSync(readFileSync(join(workspace.folder, file))).toString();
  assert.equal(text, canonicalJson(facts));
  assert.equal(sha256, createHash('sha256').update(text).digest('hex'));
  assert.deepEqual(workspace.assessment.scans, [
    { file, sha256, account: '123456789012', finishedAt: '2026-11-21T10:00:00.000Z' },
  ]);
  assert.deepEqual(await workspace.readScan(file), facts);
  assert.deepEqual(await workspace.latestScan(), facts);
  const second = await workspace.saveScan(facts, 'Ann');
  assert.equal(second.file, 'scans/20261121T100000Z-123456789012-2.json.gz');
});

test('the latest scan is the one that finished last, per account', async (t) => {
  const workspace = await newWorkspace(t);
  assert.equal(await workspace.latestScan(), undefined);
  const at = (day: number, account: string) =>
    workspace.saveScan(someFacts({ account, finishedAt: `2026-11-${day}T10:00:00Z` }), 'Ann');
  await at(22, '111111111111');
  await at(24, '222222222222');
  await at(23, '111111111111');
  await at(20, '222222222222');
  assert.equal((await workspace.latestScan())?.finishedAt, '2026-11-24T10:00:00Z');
  assert.equal((await workspace.latestScan('111111111111'))?.finishedAt, '2026-11-23T10:00:00Z');
  assert.equal(await workspace.latestScan('333333333333'), undefined);
  const all = await workspace.latestScans();
  assert.deepEqual(
    all.map((facts) => [facts.account, facts.finishedAt.slice(8, 10)]),
    [
      ['222222222222', '24'],
      ['111111111111', '23'],
    ],
  );
});

const unusable: [string, (path: string) => void, RegExp][] = [
  ['missing', (path) => rmSync(path), /it is not there/],
  ['cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, 60)), /cannot be unpacked/],
  ['not JSON', (path) => writeFileSync(path, gzipSync('nothing')), /not JSON/],
  [
    'changed',
    (path) => writeFileSync(path, gzipSync(canonicalJson(someFacts({ partition: 'aws-cn' })))),
    /SHA-256 differs/,
  ],
  ['empty', (path) => writeFileSync(path, ''), /cannot be/],
];
for (const [what, damage, message] of unusable)
  test(`a scan that is ${what} is told, and the one before it serves`, async (t) => {
    const workspace = await newWorkspace(t);
    await workspace.saveScan(someFacts({ finishedAt: '2026-11-20T10:00:00Z' }), 'Ann');
    const { file } = await workspace.saveScan(someFacts(), 'Ann');
    damage(join(workspace.folder, file));
    await assert.rejects(workspace.readScan(file), (error) => {
      assert.ok(error instanceof WorkspaceError);
      assert.match(error.message, message);
      assert.ok(error.message.includes(file));
      return true;
    });
    assert.equal((await workspace.latestScan())?.finishedAt, '2026-11-20T10:00:00Z');
    assert.match(workspace.problems.join(), message);
  });

test('a scan of a newer version is refused, one of an older version is read', async (t) => {
  const workspace = await newWorkspace(t);
  const newer = await workspace.saveScan(someFacts({ factsVersion: factsVersion + 1 }), 'Ann');
  await assert.rejects(workspace.readScan(newer.file), /newer version/);
  const older = await workspace.saveScan(someFacts({ factsVersion: factsVersion - 1 }), 'Ann');
  assert.equal((await workspace.readScan(older.file)).factsVersion, factsVersion - 1);
});

test('a name out of the journal cannot lead out of the folder, and an odd account cannot be saved', async (t) => {
  const workspace = await newWorkspace(t);
  for (const file of [
    '../secret.json.gz',
    'scans/../../x.json.gz',
    '/etc/passwd',
    'scans/a/b.json.gz',
    'scans\\x.json.gz',
  ])
    await assert.rejects(workspace.readScan(file), /not the name of a scan/);
  await assert.rejects(workspace.saveScan(someFacts({ account: '../1' }), 'Ann'), WorkspaceError);
  await assert.rejects(workspace.saveScan(someFacts({ finishedAt: 'soon' }), 'Ann'), WorkspaceError);
  assert.equal(workspace.entries.length, 1);
});

test('when the disk fails half way, there is neither a scan nor an entry nor a left-over', async (t) => {
  for (const failing of ['write', 'sync', 'rename']) {
    const fileOperations = watchedFiles((operation, path) => {
      if (operation === failing && path.includes('json.gz')) throw diskError('ENOSPC');
    });
    const workspace = await newWorkspace(t, { fileOperations });
    await assert.rejects(workspace.saveScan(someFacts(), 'Ann'), /disk is full/);
    assert.deepEqual(readdirSync(join(workspace.folder, 'scans')), [], failing);
    assert.equal(workspace.assessment.scans.length, 0);
  }
});

test('a reader reads scans', async (t) => {
  const workspace = await newWorkspace(t);
  await workspace.saveScan(someFacts(), 'Ann');
  const reader = await openWorkspace(workspace.folder, { questionnaire, readOnly: true });
  assert.equal((await reader.latestScan())?.account, '123456789012');
});
