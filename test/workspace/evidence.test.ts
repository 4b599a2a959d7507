import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachEvidence, attachedPath, evidenceState, safeFileName } from '../../source/workspace/evidence.ts';
import { WorkspaceError } from '../../source/workspace/workspace.ts';
import { temporaryFolder } from './helpers.ts';

function place(folder: string): { folder: string; readOnly: string | undefined } {
  return { folder, readOnly: undefined };
}

test('a file is copied, hashed and found again; a change and a loss are seen', async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, 'policy.pdf');
  writeFileSync(source, 'signed');
  const attached = await attachEvidence(place(folder), source);
  assert.deepEqual(attached, {
    where: 'evidence/policy.pdf',
    sha256: createHash('sha256').update('signed').digest('hex'),
  });
  const copy = join(folder, attached.where);
  assert.equal(readFileSync(copy, 'utf8'), 'signed');
  if (process.platform !== 'win32') {
    assert.equal(statSync(copy).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'evidence')).mode & 0o777, 0o700);
  }
  assert.equal(await evidenceState(place(folder), attached), 'unchanged');
  writeFileSync(copy, 'forged');
  assert.equal(await evidenceState(place(folder), attached), 'changed');
  assert.equal(await evidenceState(place(folder), { ...attached, where: 'evidence/gone.pdf' }), 'missing');
  assert.equal(await evidenceState(place(folder), { where: 'https://example.com/x' }), 'not attached');
});

test('two files of one name both stay; the same content is kept once; case does not make a name free', async (t) => {
  const folder = temporaryFolder(t);
  const wheres: string[] = [];
  for (const [index, [name, content]] of [
    ...[
      ['a.txt', 'one'],
      ['a.txt', 'two'],
      ['a.txt', 'one'],
      ['A.TXT', 'three'],
      ['a.txt', 'two'],
    ],
  ].entries()) {
    const from = join(folder, `from${index}`);
    mkdirSync(from);
    writeFileSync(join(from, name ?? ''), content ?? '');
    wheres.push((await attachEvidence(place(folder), join(from, name ?? ''))).where);
  }
  assert.deepEqual(wheres, [
    ...['evidence/a.txt', 'evidence/a-2.txt', 'evidence/a.txt', 'evidence/A-3.TXT', 'evidence/a-2.txt'],
  ]);
  assert.deepEqual(readdirSync(join(folder, 'evidence')).length, 3);
});

test('hostile and reserved names become names that every system keeps', () => {
  const cases: [string, string][] = [
    ['report.pdf', 'report.pdf'],
    ['Übersicht 2026.pdf', 'Übersicht 2026.pdf'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['com1 .log', '_com1 .log'],
    ['console.log', 'console.log'],
    ['LPT¹.txt', '_LPT¹.txt'],
    ['a:b*c?.txt', 'a_b_c_.txt'],
    ['..', 'file'],
    ['.hidden', 'hidden'],
    ['--force', 'force'],
    ['trailing. . ', 'trailing'],
    ['re\u202efdp.exe', 'refdp.exe'],
    ['\u001b[31mred\u001b[0m.txt', 'red.txt'],
    ['..\\..\\x', '_.._x'],
    ['', 'file'],
    ['cafe\u0301.txt', 'café.txt'],
  ];
  for (const [name, safe] of cases) assert.equal(safeFileName(name), safe, JSON.stringify(name));
});

test('whatever the name, the result is short, plain and stays what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const safe = safeFileName(name);
      assert.ok(safe.length > 0 && Buffer.byteLength(safe) <= 112);
      assert.ok(!/[<>:"/\\|?*\u0000-\u001f]/.test(safe) && !/^\.|[. ]$/.test(safe), JSON.stringify(safe));
      assert.equal(safeFileName(safe), safe);
      assert.equal(attachedPath('w', `evidence/${safe}`), join('w', 'evidence', safe));
    }),
    { numRuns: 500 },
  );
  assert.equal(safeFileName(`${'ä'.repeat(200)}.pdf`), `${'ä'.repeat(53)}.pdf`);
});

test('a place out of a journal cannot lead out of the evidence folder', () => {
  for (const where of [
    'evidence/../journal.jsonl',
    'evidence/',
    'evidence/..',
    'scans/x',
    '/etc/passwd',
    'evidence/a\\b',
    'evidence/a:b',
  ])
    assert.equal(attachedPath('w', where), undefined, where);
});

test('a folder, a missing file and a read-only workspace are refused and leave nothing', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(attachEvidence(place(folder), folder), /not a file/);
  await assert.rejects(attachEvidence(place(folder), join(folder, 'none')), (error) => {
    assert.ok(error instanceof WorkspaceError);
    assert.match(error.message, /There is no file .*none/);
    return true;
  });
  await assert.rejects(attachEvidence({ folder, readOnly: 'Locked by Bob.' }, join(folder, 'x')), /Locked by Bob/);
  assert.deepEqual(readdirSync(folder), []);
});
