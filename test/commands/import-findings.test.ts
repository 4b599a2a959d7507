/** `import findings` as a person runs it: files of Prowler and Security Hub, faulty ones, and a very large one. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Place, place } from './program.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/findings/${name}`, import.meta.url), 'utf8');
const yesterday = new Date(Date.now() - 86_400_000);

/** A sample as if it were of yesterday: findings grow old. */
function sample(name: string): string {
  return fixture(name)
    .replaceAll('2026-11-21T08:15:30.123Z', yesterday.toISOString())
    .replaceAll('1795255200', String(Math.floor(yesterday.getTime() / 1000)));
}

async function acme(t: TestContext): Promise<Place> {
  const where = place(t);
  assert.equal((await where.run('init', 'acme', '--time-zone', 'UTC')).code, 0);
  assert.equal((await where.run('answer', 'accounts', '123456789012', '--dir', 'acme')).code, 0);
  writeFileSync(join(where.cwd, 'prowler.json'), sample('prowler.ocsf.json'));
  writeFileSync(join(where.cwd, 'hub.json'), sample('securityhub.asff.json'));
  return where;
}

const journal = ({ cwd }: Place) => readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');

interface Report {
  schema: string;
  written: boolean;
  counts: Record<string, number>;
  mapped: { check: string; id: string }[];
  unmapped: { id: string; count: number }[];
  changes: { check: string; was: string; now: string }[];
}

test('a diff first, then kept: counts, results with their source on the page, in the trace and in the report', async (t) => {
  const where = await acme(t);
  const before = journal(where);
  const dry = await where.run('import', 'findings', 'prowler.json', '--dir', 'acme', '--json');
  assert.equal(dry.code, 0, dry.stderr);
  const report = JSON.parse(dry.stdout) as Report;
  assert.deepEqual([report.schema, report.written], ['soc2-ready/import-findings@1', false]);
  assert.deepEqual(report.counts, {
    read: 16,
    mapped: 12,
    unmapped: 2,
    tooOld: 1,
    ahead: 0,
    archived: 0,
    otherAccounts: 1,
  });
  assert.deepEqual(
    report.unmapped.map(({ id }) => id),
    ['ec2_instance_older_than_specific_days', 'iam_support_role_created'],
  );
  assert.ok(
    report.changes.some(({ check, was, now }) => check === 'root-mfa-enabled' && was === 'unknown' && now === 'pass'),
  );
  assert.equal(journal(where), before, 'nothing is written');
  assert.ok(!existsSync(join(where.cwd, 'acme/findings')));

  for (const file of ['prowler.json', 'hub.json']) {
    const taken = await where.run('import', 'findings', file, '--dir', 'acme', '--apply');
    assert.equal(taken.code, 0, taken.stderr);
    assert.match(taken.stdout, /Taken in\./);
    assert.doesNotMatch(taken.stdout, /\u001b|\u202e/);
  }
  assert.deepEqual(
    readdirSync(join(where.cwd, 'acme/findings')).map((name) => name.split('-')[0]),
    ['prowler', 'securityhub'],
  );
  const entries = journal(where)
    .split('\n')
    .filter((line) => line.includes('"findings-import"'));
  assert.equal(entries.length, 2);

  const trace = await where.run('score', 'CC6.1-mfa', '--dir', 'acme');
  assert.match(trace.stdout, /root-mfa-enabled as found by Prowler 5\.13\.0 \(iam_root_mfa_enabled\) on .*\[S-C7\]/);
  assert.equal((await where.run('report', 'out', '--format', 'md,json', '--dir', 'acme')).code, 0);
  const markdown = readFileSync(join(where.cwd, 'out/report.md'), 'utf8');
  assert.match(
    markdown,
    /Found by other engines[\s\S]*root-mfa-enabled \| pass \| Prowler 5\.13\.0[^\n]*stands in for our own reading/,
  );
  const { decisions } = JSON.parse(readFileSync(join(where.cwd, 'out/report.json'), 'utf8'));
  const result = decisions.results.find(({ check }: { check: string }) => check === 'root-mfa-enabled');
  assert.deepEqual([result.status, result.source.engine, result.source.from], ['pass', 'prowler', 'prowler.json']);

  // Kept findings that somebody changed count no more: what they filled is unknown again.
  const [kept = ''] = readdirSync(join(where.cwd, 'acme/findings'));
  appendFileSync(join(where.cwd, 'acme/findings', kept), ' ');
  const changed = await where.run('score', 'CC6.1-mfa', '--dir', 'acme');
  assert.match(changed.stderr, /is not what was imported \(SHA-256 differs\)/);
  assert.doesNotMatch(changed.stdout, /root-mfa-enabled as found by/);
});

test('a faulty file gives one error with its place, and changes nothing', async (t) => {
  const where = await acme(t);
  const before = journal(where);
  const whole = sample('prowler.ocsf.json');
  const lines = JSON.parse(whole).map((one: unknown) => JSON.stringify(one)) as string[];
  const files: [content: string | Buffer, error: RegExp][] = [
    [
      whole.slice(0, 20_000),
      /x\.json: nothing was changed\. The file ends on line \d+, in the middle of finding \d+.*\nThe file was cut off/,
    ],
    [whole.trimEnd().slice(0, -1), /ends on line \d+ after finding 16, before its list does/],
    [
      [...lines.slice(0, 3), '{"a": 1}'].join('\n'),
      /Finding 4 \(line 4\) has neither SchemaVersion \(ASFF\) nor class_uid \(OCSF\)/,
    ],
    [[...lines.slice(0, 3), '{"a": nope}'].join('\n'), /Finding 4 \(line 4\) is no JSON/],
    ['STATUS;CHECK_ID\nPASS;iam_root_mfa_enabled\n', /Line 1: expected a finding, and found "S"/],
    ['', /It holds no findings/],
    ['[]', /It holds no findings/],
    [Buffer.from([0x1f, 0x8b, 8, 0]), /It is packed \(gzip\)\.\nUnpack it first: gunzip x\.json/],
    [Buffer.from('PK\u0003\u0004rest'), /It is packed \(zip\)\.\nUnpack it first: unzip x\.json/],
    [Buffer.from([0x5b, 0xff, 0xfe, 0xfd]), /It is not text/],
  ];
  for (const [content, error] of files) {
    writeFileSync(join(where.cwd, 'x.json'), content);
    const { code, stdout, stderr } = await where.run('import', 'findings', 'x.json', '--dir', 'acme', '--apply');
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.match(stderr, error);
  }
  assert.equal((await where.run('import', 'findings', 'gone.json', '--dir', 'acme')).code, 2);
  assert.equal(journal(where), before);
  assert.ok(!existsSync(join(where.cwd, 'acme/findings')));
});

test('JSON lines, UTF-16 as PowerShell writes it, and a file of which nothing is ours', async (t) => {
  const where = await acme(t);
  const all = JSON.parse(sample('prowler.ocsf.json')) as unknown[];
  const forms: (string | Buffer)[] = [
    all.map((one) => JSON.stringify(one)).join('\r\n'),
    Buffer.from(`\ufeff${JSON.stringify(all)}`, 'utf16le'),
  ];
  for (const form of forms) {
    writeFileSync(join(where.cwd, 'x.json'), form);
    const { stdout, stderr } = await where.run('import', 'findings', 'x.json', '--dir', 'acme', '--json');
    assert.equal((JSON.parse(stdout) as Report).counts.mapped, 12, stderr);
  }
  writeFileSync(join(where.cwd, 'x.json'), JSON.stringify([all[11]]));
  const none = await where.run('import', 'findings', 'x.json', '--dir', 'acme', '--apply');
  assert.match(none.stdout, /1 finding read[\s\S]*iam_support_role_created {2}1[\s\S]*nothing to write/);
});

test('200 MB are read in less than 300 MB of memory', { timeout: 120_000 }, async (t) => {
  const where = await acme(t);
  const file = join(where.cwd, 'huge.json');
  const [first] = JSON.parse(sample('prowler.ocsf.json')) as object[];
  const names = ['s3_bucket_object_versioning', 'sns_topics_kms_encryption_at_rest_enabled', 'some_other_check'];
  const template = JSON.stringify(first)
    .replace('iam_root_mfa_enabled', '@check')
    .replace(/arn:aws:iam::\d+:root/, 'arn:aws:s3:::bucket-@number');
  let [written, number] = [0, 0];
  writeFileSync(file, '[');
  while (written < 200 * 1024 * 1024) {
    const part = Array.from({ length: 2000 }, () => {
      number += 1;
      const finding = template.replace('@check', names[number % 3] ?? '').replace('@number', String(number));
      return `${number === 1 ? '' : ',\n'}${finding}`;
    }).join('');
    appendFileSync(file, part);
    written += part.length;
  }
  appendFileSync(file, ']');
  const watch = 'process.on("exit", () => process.stderr.write("maxRSS " + process.resourceUsage().maxRSS));';
  writeFileSync(join(where.cwd, 'watch.mjs'), watch);
  const { code, stdout, stderr } = await where.runWith(
    { NODE_OPTIONS: `--import file://${join(where.cwd, 'watch.mjs')}` },
    ...['import', 'findings', 'huge.json', '--dir', 'acme', '--json', '--apply'],
  );
  assert.equal(code, 0, stderr);
  const { counts } = JSON.parse(stdout) as Report;
  assert.deepEqual([counts.read, counts.mapped], [number, number - Math.floor((number + 1) / 3)]);
  const megabytes = Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024;
  t.diagnostic(`${number} findings, ${Math.round(written / 1024 / 1024)} MB, peak memory ${Math.round(megabytes)} MB`);
  assert.ok(megabytes < 300, `${megabytes} MB`);
});
