/** Comparing days and workspaces, and the history of verdicts, on real files. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { addDays, dayIn } from '../../source/core/calendar.ts';
import { place } from './program.ts';

it('compares two days of one assessment and two assessments, and lists the verdicts of its days', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  // What was said today was said ten days ago; what follows is of today.
  const path = join(cwd, 'demo/journal.jsonl');
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { at: string });
  const today = dayIn(lines[0]?.at ?? '', 'Europe/Berlin');
  const before = addDays(today, -10);
  writeFileSync(path, lines.map((line) => `${JSON.stringify({ ...line, at: `${before}T08:00:00Z` })}\n`).join(''));
  const gaps = JSON.parse((await run('gaps', '--json', '--dir', 'demo')).stdout).gaps as {
    control: string;
    cause: string;
  }[];
  const gap = gaps.find(({ cause }) => cause === 'missing');
  assert.ok(gap);
  await run(
    'answer',
    gap.control,
    '3',
    '--evidence',
    'Minutes',
    '--where',
    'minutes.pdf',
    '--date',
    before,
    '--tier',
    '2',
    '--seen-by',
    'Tove Berg',
    '--by',
    'sample',
    '--dir',
    'demo',
  );

  const compared = JSON.parse((await run('compare', before, '--json', '--dir', 'demo')).stdout);
  assert.equal(compared.schema, 'soc2-ready/compare@1');
  // Records of the sample that were dated ahead of that day count by now, too.
  assert.ok(compared.closed.some(({ control }: { control: string }) => control === gap.control));
  assert.deepEqual(compared.opened, []);
  assert.deepEqual(compared.notComparable, []);
  const printed = await run('compare', before, 'now', '--dir', 'demo');
  assert.match(printed.stdout, new RegExp(`^Closed \\(\\d+\\)\n(?:  .*\n)*  ${gap.control} `, 'm'));
  assert.match(printed.stdout, /^Slipped \(\d+\)$/m);

  const history = JSON.parse((await run('history', '--json', '--dir', 'demo')).stdout).days as {
    day: string;
    evidenced: number;
  }[];
  assert.deepEqual(
    history.map(({ day }) => day),
    [before, today],
  );
  assert.ok((history[1]?.evidenced ?? 0) > (history[0]?.evidenced ?? 1));

  await run('init', 'empty', '--name', 'Empty');
  const other = await run('compare', 'empty', 'demo');
  assert.match(other.stdout, /live checks {2}empty has no scan/);
  assert.equal((await run('compare', addDays(before, -1), '--dir', 'demo')).code, 2);
  assert.equal((await run('compare', today, before, '--dir', 'demo')).code, 2);
  assert.equal((await run('compare', 'nowhere', '--dir', 'demo')).code, 2);
  assert.equal((await run('compare', '--dir', 'demo')).code, 2);
});
