/** Tickets through the command line: what the tracker has is updated, and what has left the plan is told. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { parseCsv } from '../../source/core/csv.ts';
import { place } from './program.ts';

it('updates what is there, of two issues the older one, and lists what the plan has no more', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  const issue = (number: number, ...names: string[]) => ({ number, labels: names.map((name) => ({ name })) });
  const known = [
    issue(9, 'soc2-ready/CC1.2-b'),
    issue(4, 'soc2-ready', 'soc2-ready/CC1.2-b'),
    issue(5, 'soc2-ready/CC9.9-gone'),
    issue(7, 'theirs'),
  ];
  writeFileSync(join(cwd, 'known.json'), JSON.stringify(known));
  const made = await run('export', 'tickets', 'out', '--to', 'github', '--existing', 'known.json', '--dir', 'demo');
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /1 ticket of the tracker is in the plan no more.*\n {2}#5 {2}soc2-ready\/CC9\.9-gone\n/);
  const issues = readFileSync(join(cwd, 'out/issues.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; number?: number });
  assert.deepEqual(
    issues.filter(({ number }) => number !== undefined).map(({ id, number }) => [id, number]),
    [['plan:CC1.2-b', 4]],
  );

  writeFileSync(
    join(cwd, 'jira-export.csv'),
    'Summary;Issue key;Labels;Labels\nx;SEC-1;soc2-ready;soc2-ready/CC1.2-b\ny;SEC-2;soc2-ready/CC9.9-gone;\n',
  );
  const args = ['--to', 'jira', '--existing', 'jira-export.csv', '--json', '--dir', 'demo'];
  const jira = await run('export', 'tickets', 'out', ...args);
  assert.deepEqual(JSON.parse(jira.stdout).gone, [{ label: 'soc2-ready/CC9.9-gone', ticket: 'SEC-2' }]);
  const rows = parseCsv(readFileSync(join(cwd, 'out/jira.csv'), 'utf8')).table?.records ?? [];
  assert.deepEqual(
    rows.filter(({ cells }) => cells[1] !== '').map(({ cells }) => [cells[1], cells[9]]),
    [['SEC-1', 'plan:CC1.2-b']],
  );
  const again = await run('export', 'tickets', 'out', ...args);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /is there already/);
});
