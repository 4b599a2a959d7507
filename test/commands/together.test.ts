/** Several people with copies of one assessment: merging, settling, a new round, on real files. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { place } from './program.ts';

it('merges two copies in either order, lists conflicts, and settles what people answered differently', async (t) => {
  const { run, cwd } = place(t);
  await run('init', 'acme', '--name', 'Acme', '--by', 'Ada');
  await run('answer', 'CC1.1-a', '3', '--by', 'Ada', '--dir', 'acme');
  for (const copy of ['ben', 'third']) cpSync(join(cwd, 'acme'), join(cwd, copy), { recursive: true });
  await run('answer', 'CC1.1-a', '1', '--owner', 'Ben', '--by', 'Ben', '--dir', 'ben');
  await run('answer', 'CC1.1-a', '4', '--owner', 'Ada', '--by', 'Ada', '--dir', 'acme');
  mkdirSync(join(cwd, 'ben/evidence'));
  writeFileSync(join(cwd, 'ben/evidence/minutes.txt'), 'minutes');
  cpSync(join(cwd, 'acme'), join(cwd, 'before'), { recursive: true });

  const dry = await run('merge', 'ben', '--dry-run', '--dir', 'acme');
  assert.match(dry.stdout, /^Would take in 2 entries and 1 file; 2 entries in both, 2 entries only here\.$/m);
  assert.equal(
    readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8'),
    readFileSync(join(cwd, 'before/journal.jsonl'), 'utf8'),
  );

  const merged = await run('merge', 'ben', '--dir', 'acme');
  assert.equal(merged.code, 0, merged.stderr);
  assert.match(merged.stdout, /answers to CC1\.1-a: ours L4 \(Ada\), theirs L1 \(Ben\); both stand, the lower counts/);
  assert.match(merged.stdout, /owner of CC1\.1-a: ours Ada \(Ada\), theirs Ben \(Ben\)/);
  assert.equal(readFileSync(join(cwd, 'acme/evidence/minutes.txt'), 'utf8'), 'minutes');
  assert.match((await run('merge', 'ben', '--dir', 'acme')).stdout, /^Took in 0 entries and 0 files/);
  // The other way round: the same assessment.
  await run('merge', 'before/journal.jsonl', '--dir', 'ben');
  const score = async (dir: string) => (await run('score', '--json', '--dir', dir)).stdout;
  assert.equal(await score('acme'), await score('ben'));

  assert.equal((await run('settle', '--dir', 'acme')).stdout, 'CC1.1-a  Ada said L4, Ben said L1; L1 counts\n');
  const settled = await run('settle', 'cc1.1-a', '2', '--by', 'Fay', '--dir', 'acme');
  assert.equal(settled.stdout, 'CC1.1-a: Ada said L4, Ben said L1; settled on L2\n');
  assert.equal((await run('settle', '--dir', 'acme')).stdout, 'Nobody disagrees.\n');
  assert.match((await run('score', 'CC1.1-a', '--dir', 'acme')).stdout, /L2.*settled by Fay \[S-P1\]/s);
  assert.equal((await run('settle', 'CC1.1-a', 'later', '--dir', 'acme')).code, 2);
});

it('refuses another assessment, a journal of a newer version and what is not there, and changes nothing', async (t) => {
  const { run, cwd } = place(t);
  await run('init', 'acme', '--name', 'Acme');
  await run('init', 'other', '--name', 'Other');
  const journal = readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');
  const stranger = await run('merge', 'other', '--dir', 'acme');
  assert.equal(stranger.code, 2);
  assert.match(stranger.stderr, /is not a copy of .*compare A B/s);
  assert.equal((await run('merge', 'nowhere', '--dir', 'acme')).code, 2);
  assert.equal((await run('merge', '--dir', 'acme')).code, 2);
  cpSync(join(cwd, 'acme'), join(cwd, 'newer'), { recursive: true });
  appendFileSync(join(cwd, 'newer/journal.jsonl'), `${JSON.stringify({ v: 99, type: 'beam' })}\n`);
  const newer = await run('merge', 'newer', '--dir', 'acme');
  assert.equal(newer.code, 1);
  assert.match(newer.stderr, /newer version/);
  assert.equal(readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8'), journal);
});

it('keeps a file that differs under a name of its own, and overwrites nothing', async (t) => {
  const { run, cwd } = place(t);
  await run('init', 'acme', '--name', 'Acme');
  cpSync(join(cwd, 'acme'), join(cwd, 'copy'), { recursive: true });
  for (const [dir, text] of [
    ['acme', 'ours'],
    ['copy', 'theirs'],
  ] as const) {
    mkdirSync(join(cwd, dir, 'evidence'));
    writeFileSync(join(cwd, dir, 'evidence/list.csv'), text);
  }
  const { stdout } = await run('merge', 'copy', '--dir', 'acme');
  assert.match(stdout, /evidence\/list\.csv differs: theirs is kept as evidence\/list\.merged\.csv/);
  assert.equal(readFileSync(join(cwd, 'acme/evidence/list.csv'), 'utf8'), 'ours');
  assert.equal(readFileSync(join(cwd, 'acme/evidence/list.merged.csv'), 'utf8'), 'theirs');
  await run('merge', 'copy', '--dir', 'acme');
  assert.equal(existsSync(join(cwd, 'acme/evidence/list.merged-2.csv')), false);
});

it('begins a new round: answers are to be confirmed one by one', async (t) => {
  const { run } = place(t);
  await run('init', 'acme', '--name', 'Acme');
  assert.equal((await run('reassess', '--dir', 'acme')).code, 2);
  await run('answer', 'CC1.1-a', '3', '--by', 'Ada', '--dir', 'acme');
  assert.match((await run('reassess', '--by', 'Fay', '--dir', 'acme')).stdout, /^1 answer to confirm/);
  assert.match((await run('score', 'CC1.1-a', '--dir', 'acme')).stdout, /Ada said L3 before the round.*\[S-P2\]/s);
  assert.equal((await run('answer', 'CC1.1-b', 'confirm', '--dir', 'acme')).code, 2);
  assert.equal((await run('answer', 'CC1.1-a', 'confirm', '--by', 'Ada', '--dir', 'acme')).code, 0);
  assert.match((await run('score', 'CC1.1-a', '--dir', 'acme')).stdout, /L3, ran at least once/);
});
