/** `soc2-ready report`: every format by one command, whole or not at all, and one clear error for a sheet that is none. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { formats } from '../../source/report/files.ts';
import { place } from './program.ts';

it('writes every format of the sample company by one command, and nothing over a file that is there', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  const made = await run('report', 'out', '--dir', 'demo');
  assert.equal(made.code, 0, made.stderr);
  const names = readdirSync(join(cwd, 'out')).sort();
  assert.deepEqual(
    made.stdout
      .trimEnd()
      .split('\n')
      .map((path) => path.split('/').at(-1))
      .sort(),
    names,
  );
  const endings = new Set(names.map((name) => name.split('.').at(-1)));
  assert.deepEqual([...endings].sort(), Object.keys(formats).sort());
  const start = (name: string) =>
    readFileSync(join(cwd, 'out', name))
      .subarray(0, 16)
      .toString('latin1');
  for (const name of ['report.docx', 'report.xlsx']) assert.match(start(name), /^PK\u0003\u0004/, name);
  assert.match(start('report.html'), /^<!doctype html>/);
  assert.match(start('calendar.ics'), /^BEGIN:VCALENDAR/);
  JSON.parse(readFileSync(join(cwd, 'out/report.json'), 'utf8'));

  writeFileSync(join(cwd, 'out/gaps.csv'), 'mine');
  const refused = await run('report', 'out', '--dir', 'demo');
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /is there already/);
  assert.equal(readFileSync(join(cwd, 'out/gaps.csv'), 'utf8'), 'mine');
});

it('tells of a truncated workbook, a wrong file and one of another kind in one error each, and changes nothing', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  assert.equal((await run('plan', '--format', 'xlsx', '-o', 'plan.xlsx', '--dir', 'demo')).code, 0);
  const whole = readFileSync(join(cwd, 'plan.xlsx'));
  const journal = readFileSync(join(cwd, 'demo/journal.jsonl'));
  writeFileSync(join(cwd, 'cut.xlsx'), whole.subarray(0, whole.length / 2));
  writeFileSync(join(cwd, 'wrong.xlsx'), 'no workbook at all');
  writeFileSync(join(cwd, 'empty.csv'), '');
  for (const [what, file] of [
    ...[
      ['plan', 'cut.xlsx'],
      ['plan', 'wrong.xlsx'],
      ['plan', 'empty.csv'],
      ['plan', 'missing.csv'],
    ],
    ...[
      ['raci', 'plan.xlsx'],
      ['answers', 'cut.xlsx'],
    ],
  ] as [string, string][]) {
    const { code, stderr } = await run('import', what, file, '--dir', 'demo', '--apply', '--by', 'Ada');
    assert.ok(code === 1 || code === 2, `${what} ${file}: ${code}`);
    assert.match(stderr, /\S/, file);
    assert.doesNotMatch(stderr, /\n\s+at |Error:/, `${what} ${file}: ${stderr}`);
    assert.ok(stderr.trim().split('\n').length <= 4, stderr);
  }
  assert.deepEqual(readFileSync(join(cwd, 'demo/journal.jsonl')), journal);
});
