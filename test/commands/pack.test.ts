/** The folder an auditor gets: complete, whole or not there, and told apart from one that somebody has touched. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { gzipSync, inflateRawSync } from 'node:zlib';
import { parseCsv } from '../../source/core/csv.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { shippedQuestionnaire } from '../../source/workspace/content.ts';
import { type Manifest, writePack } from '../../source/workspace/pack.ts';
import { verifyPack } from '../../source/workspace/pack-verify.ts';
import { createWorkspace } from '../../source/workspace/workspace.ts';
import { forbidden, hostileEntries, hostileTexts } from '../hostile.ts';
import { place } from './program.ts';

/** The parts of a zip by its table of contents, as text. */
function partsOf(zip: Buffer): [name: string, text: string][] {
  const parts: [string, string][] = [];
  for (let at = zip.indexOf('PK\u0001\u0002'); at !== -1; at = zip.indexOf('PK\u0001\u0002', at + 46)) {
    const [method, size, nameLength] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
    ];
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + size);
    const text = method === 0 ? packed : inflateRawSync(packed);
    parts.push([zip.toString('utf8', at + 46, at + 46 + nameLength), text.toString('utf8')]);
  }
  return parts;
}

it('holds what was attached and read, verifies, and says exactly what was touched', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  writeFileSync(join(cwd, 'Con.txt'), 'minutes of May');
  writeFileSync(join(cwd, 'other.csv'), 'a,b\n');
  const add = (control: string, file: string) =>
    run(
      'evidence',
      'add',
      control,
      '--file',
      file,
      '--date',
      '2026-10-01',
      '--tier',
      '2',
      '--by',
      'Ada',
      '--dir',
      'demo',
    );
  assert.equal((await add('CC1.1-a', 'Con.txt')).code, 0);
  assert.equal((await add('CC6.1-mfa', 'Con.txt')).code, 0);
  assert.equal((await add('CC1.2-a', 'other.csv')).code, 0);
  appendFileSync(join(cwd, 'demo/evidence/other.csv'), 'changed\n');

  const made = await run('pack', 'pack', '--dir', 'demo');
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /left out: evidence\/other\.csv .*: it has changed since it was taken in/);
  const pack = join(cwd, 'pack');
  const manifest = JSON.parse(readFileSync(join(pack, 'manifest.json'), 'utf8')) as Manifest;
  const paths = manifest.files.map(({ path }) => path);
  for (const path of [
    'README.md',
    'request-list.csv',
    'request-list.xlsx',
    'journal.jsonl',
    'report/report.docx',
    'report/report.html',
  ])
    assert.ok(paths.includes(path), path);
  assert.deepEqual(
    paths.filter((path) => path.startsWith('evidence/')),
    ['evidence/_Con.txt'],
    'once, under a name Windows keeps',
  );
  assert.equal(paths.filter((path) => path.startsWith('scans/')).length, 1);
  for (const { path, sha256 } of manifest.files)
    assert.equal(
      createHash('sha256')
        .update(readFileSync(join(pack, path)))
        .digest('hex'),
      sha256,
      path,
    );
  const fingerprint = /manifest\.json: ([0-9a-f]{64})/.exec(made.stdout)?.[1] ?? '';
  const fine = await run('pack', 'verify', 'pack', '--sha256', fingerprint);
  assert.equal(fine.code, 0, fine.stdout);
  assert.match(fine.stdout, /all as the manifest has them/);
  assert.match((await run('pack', 'verify', 'pack')).stdout, /Hold it against the one that came another way/);
  assert.equal((await run('pack', 'verify', 'pack', '--sha256', '0'.repeat(64))).code, 1);

  appendFileSync(join(pack, 'journal.csv'), 'x');
  rmSync(join(pack, 'report/gaps.csv'));
  writeFileSync(join(pack, 'report/note.txt'), 'x');
  rmSync(join(pack, 'evidence/_Con.txt'));
  symlinkSync(join(cwd, 'Con.txt'), join(pack, 'evidence/_Con.txt'));
  const touched = await run('pack', 'verify', 'pack', '--json');
  assert.equal(touched.code, 1);
  const { changed, missing, extra } = JSON.parse(touched.stdout);
  assert.deepEqual(changed, ['evidence/_Con.txt', 'journal.csv']);
  assert.deepEqual(missing, ['report/gaps.csv']);
  assert.deepEqual(extra, ['report/note.txt']);

  // The manifest edited alone, sums that are no file, and a manifest that is a link to another one.
  const text = readFileSync(join(pack, 'manifest.json'), 'utf8');
  writeFileSync(join(pack, 'manifest.json'), text.replace('Example Robotics', 'Another Company'));
  assert.match((await run('pack', 'verify', 'pack')).stdout, /changed: SHA256SUMS/);
  rmSync(join(pack, 'SHA256SUMS'));
  mkdirSync(join(pack, 'SHA256SUMS'));
  assert.match((await run('pack', 'verify', 'pack')).stdout, /missing: SHA256SUMS/);
  writeFileSync(join(cwd, 'manifest.json'), text);
  rmSync(join(pack, 'manifest.json'));
  symlinkSync(join(cwd, 'manifest.json'), join(pack, 'manifest.json'));
  assert.equal((await run('pack', 'verify', 'pack')).code, 2);
});

it('overwrites nothing but a pack, leaves nothing half made, and reads no manifest that leads outside', async (t) => {
  const { run, cwd } = place(t);
  await run('init', 'acme', '--name', 'Acme');
  mkdirSync(join(cwd, 'mine'));
  writeFileSync(join(cwd, 'mine/thesis.txt'), 'mine');
  for (const force of [[], ['--force']]) {
    const refused = await run('pack', 'mine', '--dir', 'acme', ...force);
    assert.equal(refused.code, 2, refused.stderr);
    assert.match(refused.stderr, /holds something that is no pack/);
  }
  assert.deepEqual(readdirSync(join(cwd, 'mine')), ['thesis.txt']);
  assert.equal((await run('pack', 'audit', '--dir', 'acme')).code, 0);
  assert.equal((await run('pack', 'audit', '--dir', 'acme')).code, 2);
  writeFileSync(join(cwd, 'audit/extra.txt'), 'x');
  assert.equal((await run('pack', 'audit', '--dir', 'acme', '--force')).code, 0);
  assert.ok(!existsSync(join(cwd, 'audit/extra.txt')));
  assert.deepEqual(
    readdirSync(cwd).filter((name) => /tmp$|old$/.test(name)),
    [],
  );

  const path = join(cwd, 'audit/manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  for (const outside of ['../mine/thesis.txt', '/etc/passwd', 'a\\..\\b', 'C:/x', '']) {
    const files = [{ path: outside, bytes: 4, sha256: '0'.repeat(64) }];
    writeFileSync(path, JSON.stringify({ ...manifest, files }));
    const { code, stderr } = await run('pack', 'verify', 'audit');
    assert.equal(code, 2, outside);
    assert.match(stderr, /a path inside the pack/);
  }
  assert.equal((await run('pack', 'verify', 'mine')).code, 2);
});

it('redacted, it names no account in any file, with one alias in all of them, and says what it left out', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  writeFileSync(join(cwd, 'list.csv'), 'arn:aws:iam::123456789012:user/x');
  await run('evidence', 'add', 'CC1.1-a', '--file', 'list.csv', '--date', '2026-10-01', '--by', 'Ada', '--dir', 'demo');
  const note = 'seen in 123456789012, out_123456789012_x.csv, 1234-5678-9012 and s3://canary-logs/x';
  await run('answer', 'CC1.1-a', '--note', note, '--by', 'Ada', '--dir', 'demo');
  writeFileSync(join(cwd, 'own.csv'), 'id,acct 123456789012\nplan:CC1.2-b,arn:aws:s3:::canary-bucket\n');
  await run('import', 'plan', 'own.csv', '--apply', '--by', 'Ada', '--dir', 'demo');
  const made = await run('pack', 'pack', '--redact', '--dir', 'demo');
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /left out: evidence files: 1/);
  const pack = join(cwd, 'pack');
  const texts = readdirSync(pack, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|csv|json|jsonl|html|ics)$/.test(name))
    .map((name) => [name, readFileSync(join(pack, name), 'utf8')] as const);
  assert.ok(texts.length > 10);
  const archives = ['request-list.xlsx', 'report/report.xlsx', 'report/report.docx'];
  const parts = archives.flatMap((name) =>
    partsOf(readFileSync(join(pack, name))).map(([part, text]) => [`${name} ${part}`, text] as const),
  );
  assert.ok(parts.some(([, text]) => text.includes('acct account-')));
  // The tables of the sample account are known by a list of names alone.
  const secret = /123456789012|1234-5678-9012|canary|pairing-codes|device-shadows/;
  for (const [name, text] of [...texts, ...parts]) assert.doesNotMatch(text, secret, name);
  const alias = /seen in (account-\d+)/.exec(readFileSync(join(pack, 'journal.jsonl'), 'utf8'))?.[1] ?? 'none';
  assert.match(readFileSync(join(pack, 'report/report.json'), 'utf8'), new RegExp(`"account": "${alias}"`));
});

it('whatever anybody typed stands in it as text, and nothing of it acts', async (t) => {
  const { run, cwd } = place(t);
  const questionnaire = await shippedQuestionnaire();
  const folder = join(cwd, 'hostile');
  const workspace = await createWorkspace(folder, {
    ...{ questionnaire: questionnaire.hash, name: 'Hostile', timeZone: 'UTC', by: 'Ada' },
  });
  const short = hostileTexts.filter(({ text }) => text.length < 1000);
  const texts = [...short.map(({ text }) => text), short.map(({ text }) => text).join(' '), 'x'.repeat(65_536)];
  const { controls } = questionnaire;
  const all = texts.flatMap((text, at) => hostileEntries(text, controls[at]?.id ?? '', '2026-11-01'));
  const refused: EntryBody[] = [];
  for (const body of all.filter(({ type }) => type !== 'created'))
    await workspace.append(body, 'Ada').catch(() => refused.push(body));
  const said = workspace.assessment.history.length;
  await workspace.close();
  // A key of nothing and the name that no record can hold are refused at the door, and nothing else is.
  assert.ok(said > texts.length * 15, `${said} entries, ${refused.length} refused`);

  const made = await run('pack', 'pack', '--dir', 'hostile');
  assert.equal(made.code, 0, made.stderr);
  assert.doesNotMatch(made.stdout + made.stderr, forbidden);
  assert.equal((await run('pack', 'verify', 'pack')).code, 0);
  const pack = join(cwd, 'pack');
  const names = readdirSync(pack, { recursive: true, encoding: 'utf8' });
  const read = (name: string) => readFileSync(join(pack, name), 'utf8');
  const written = names.filter((name) => /\.(md|csv|json|jsonl|html)$|SUMS$/.test(name));
  assert.ok(written.length > 15);
  for (const name of written) assert.doesNotMatch(read(name), forbidden, name);
  assert.doesNotMatch(read('report/calendar.ics').replaceAll('\r\n', ''), forbidden);
  for (const name of names.filter((one) => one.endsWith('.csv')))
    for (const { cells } of parseCsv(read(name)).table?.records ?? assert.fail(name))
      for (const cell of cells) assert.doesNotMatch(cell, /^\s*[=+@-]/, name);
  const lines = read('journal.jsonl').trimEnd().split('\n');
  assert.equal(lines.length, said, 'an entry is one line, whatever is in it');
  const notes = lines.flatMap((line) => {
    const entry = JSON.parse(line) as { type: string; text?: string };
    return entry.type === 'note' ? [entry.text] : [];
  });
  assert.deepEqual(notes, texts, 'and comes back as it was');
});

it('holds the lists and the findings that count and the saved results, each once and as it was', async (t) => {
  const { run, cwd } = place(t);
  const ok = async (...args: string[]) => {
    const made = await run(...args, '--dir', 'acme');
    assert.equal(made.code, 0, made.stderr);
    return made;
  };
  await ok('init', 'acme', '--time-zone', 'UTC');
  await ok('answer', 'accounts', '123456789012');
  const fixture = readFileSync(new URL('../fixtures/findings/prowler.ocsf.json', import.meta.url), 'utf8');
  const yesterday = Date.now() - 86_400_000;
  const fresh = fixture.replaceAll('1795255200', String(Math.floor(yesterday / 1000)));
  writeFileSync(join(cwd, 'prowler.json'), fresh);
  for (const _ of ['once', 'and again']) await ok('import', 'findings', 'prowler.json', '--apply', '--by', 'Ada');
  writeFileSync(join(cwd, 'leavers.csv'), 'name,email,left,removed\nJo,jo@example.com,2026-05-02,2026-05-03\n');
  const population = ['--kind', 'leavers', '--source', 'HR', '--date', '2026-06-01'];
  await ok('import', 'population', 'leavers.csv', ...population, '--apply', '--by', 'Ada');
  await ok('score', '--save', '--by', 'Ada');
  const { stdout } = await ok('pack', 'pack');
  assert.doesNotMatch(stdout, /left out/);
  const manifest = (folder: string) => JSON.parse(readFileSync(join(cwd, folder, 'manifest.json'), 'utf8')) as Manifest;
  const kinds = manifest('pack').files.map(({ path }) =>
    path.replace(/-[0-9a-f]{12}\.json$|\/[\dTZ]+-[0-9a-f]{8}\.json\.gz$/, ''),
  );
  for (const kind of ['findings/prowler', 'populations/leavers', 'results'])
    assert.equal(kinds.filter((one) => one === kind).length, 1, kind);
  assert.equal((await run('pack', 'verify', 'pack')).code, 0);

  const redacted = await ok('pack', 'closed', '--redact');
  assert.match(redacted.stdout, /left out: lists and findings taken in:/);
  assert.match(redacted.stdout, /left out: saved results: 1: they hold names/);
  assert.ok(!manifest('closed').files.some(({ path }) => /^(findings|populations|results)/.test(path)));

  // What has been changed since it was taken in is told, as with evidence.
  const [name = ''] = readdirSync(join(cwd, 'acme/populations'));
  appendFileSync(join(cwd, 'acme/populations', name), ' ');
  const [result = ''] = readdirSync(join(cwd, 'acme/results'));
  writeFileSync(join(cwd, 'acme/results', result), gzipSync('{"day":"2026-01-01"}'));
  const again = (await ok('pack', 'again')).stdout;
  assert.match(again, /left out: populations\/leavers-\w+\.json: it has changed/);
  assert.match(again, /left out: results\/[\w-]+\.json\.gz: it is missing, or not what was saved/);
});

it('stopped in the middle, leaves nothing of it behind and what was there as it was', async (t) => {
  const { cwd } = place(t);
  writeFileSync(join(cwd, 'big.bin'), Buffer.alloc(64 * 1024 * 1024));
  const about = { name: 'Acme', date: '2026-11-22', madeBy: 'soc2-ready', redacted: false, leftOut: [] };
  const files = [{ path: 'README.md', content: 'x' }];
  const folder = join(cwd, 'pack');
  await writePack(folder, { ...about, files, copies: [] }, false);
  const copies = [{ path: 'evidence/big.bin', source: join(cwd, 'big.bin'), what: 'big.bin' }];
  const stopper = new AbortController();
  const made = writePack(folder, { ...about, files, copies }, true, stopper.signal);
  const stopped = assert.rejects(made, /stopped here/);
  const begun = () => readdirSync(cwd).find((name) => name.endsWith('.tmp'));
  while (begun() === undefined) await new Promise(setImmediate);
  stopper.abort(new Error('stopped here'));
  await stopped;
  assert.deepEqual(readdirSync(cwd).sort(), ['big.bin', 'pack']);
  assert.deepEqual((await verifyPack(folder)).manifest.files.length, 1);
});
