/** The commands that decide, on the sample company: window, what-if, the views of the plan and of the RACI. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { place } from './program.ts';

it('plans the window: the clean start with the control that sets it, candidates, deadline, AWS reports', async (t) => {
  const { run } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  const window = JSON.parse((await run('window', '--json', '--dir', 'demo')).stdout);
  assert.equal(window.schema, 'soc2-ready/window@1');
  const gaps = JSON.parse((await run('gaps', '--json', '--dir', 'demo')).stdout).gaps;
  assert.ok(gaps.some((gap: { control: string }) => gap.control === window.cleanStart.setBy));
  const printed = await run(
    'window',
    '--months',
    '3',
    '--from',
    window.cleanStart.day,
    '--deadline',
    '2099-01-01',
    '--dir',
    'demo',
  );
  assert.equal(printed.code, 0, printed.stderr);
  assert.match(printed.stdout, new RegExp(`${window.cleanStart.setBy} comes last`));
  for (const part of [
    /^3 months .* feasible if /m,
    /^quarterly /m,
    /cannot occur inside it/,
    /AWS SOC 2/,
    /days to spare/,
  ])
    assert.match(printed.stdout, part);
  const mistakes = [
    ['--months', '0'],
    ['--from', 'soon'],
    ['--to', '2027-01-01'],
    ['--from', '2027-02-01', '--to', '2027-01-01'],
  ];
  for (const wrong of mistakes) assert.equal((await run('window', ...wrong, '--dir', 'demo')).code, 2, wrong.join(' '));
});

it('supposes changes without recording any, shows the plan in other ways, and closes only what is shown closed', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  const journal = readFileSync(join(cwd, 'demo/journal.jsonl'), 'utf8');
  const supposed = await run('score', '--what-if', 'CC6.1-mfa=3', '--dir', 'demo');
  assert.match(supposed.stdout, /Gaps closed: .*CC6\.1-mfa/);
  assert.equal((await run('score', '--what-if', 'CC6.1-mfa=9', '--dir', 'demo')).code, 2);
  assert.equal(readFileSync(join(cwd, 'demo/journal.jsonl'), 'utf8'), journal);
  for (const [view, part] of [
    ['30-60-90', /^30 days: see and own/m],
    ['timeline', / window opens /],
    ['backwards', /days? late/],
    ['phases', /^window \(3 to 12 months\): [\s\S]*first run of /m],
    ['load', /^week of .*Leo Ferri \(24 h\)/m],
    ['ranking', /^rank = gate × risk × [\s\S]*critical check\) × /m],
  ] as const)
    assert.match((await run('plan', '--view', view, '--dir', 'demo')).stdout, part);
  assert.equal((await run('plan', '--view', 'sideways', '--dir', 'demo')).code, 2);
  const set = (...args: string[]) => run('plan', 'set', ...args, '--dir', 'demo');
  assert.equal((await set('plan:CC6.1-mfa', 'doing')).code, 0);
  assert.match((await set('CC6.1-mfa', 'closed')).stderr, /is not closed: AWS shows otherwise/);
  assert.match((await set('CC6.1-mfa', 'blocked')).stderr, /blocked needs --reason/);
  assert.match((await set('CC6.1-mfa', 'accepted', '--reason', 'x')).stderr, /needs --until/);
  const until = ['--reason', 'x', '--until', '2099-01-01'];
  assert.match((await set('CC6.1-mfa', 'accepted', ...until)).stderr, /needs --approver/);
  const plan = JSON.parse((await run('plan', '--json', '--dir', 'demo')).stdout);
  assert.equal(plan.items.find((item: { control: string }) => item.control === 'CC6.1-mfa').state, 'doing');
});

it('shows the matrix by person and rhythm, takes it back from a spreadsheet, and asks again who had agreed', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  assert.match(
    (await run('raci', '--view', 'person', '--dir', 'demo')).stdout,
    /^Mina Okafor +\d+ .*not acknowledged$/m,
  );
  assert.match(
    (await run('raci', '--view', 'person', '--for', 'tove berg', '--dir', 'demo')).stdout,
    /^Tove Berg: your \d+ duties/,
  );
  assert.match((await run('raci', '--view', 'cadence', '--dir', 'demo')).stdout, /^quarterly +20\d\d-/m);
  assert.equal((await run('raci', 'ack', '--by', 'Nobody Known', '--dir', 'demo')).code, 2);
  assert.equal((await run('raci', 'ack', '--by', 'tove berg', '--dir', 'demo')).code, 0);
  assert.match(
    (await run('raci', 'channel', 'all staff', 'the', '#security', 'channel', '--dir', 'demo')).stdout,
    /all staff: the #security channel/,
  );
  assert.match((await run('raci', '--view', 'person', '--dir', 'demo')).stdout, /^Tove Berg .*acknowledged 20/m);
  const ready = await run('raci', '--lint', '--ready', '--dir', 'demo');
  assert.equal(ready.code, 1);
  assert.match(ready.stdout, /^R12 +error .*have not acknowledged the matrix yet/m);

  await run('raci', '--format', 'csv', '-o', 'raci.csv', '--dir', 'demo');
  const same = await run('import', 'raci', 'raci.csv', '--dir', 'demo');
  assert.match(same.stdout, /nothing to change/, same.stderr);
  const raci = JSON.parse((await run('raci', '--json', '--dir', 'demo')).stdout);
  const row = raci.rows.find((one: { cells: Record<string, string[]> }) => one.cells['Tove Berg']?.join() === 'A');
  writeFileSync(join(cwd, 'edit.csv'), `control;Tove Berg;Ines Duarte\r\n${row.control};;R/A\r\n`);
  const diff = await run('import', 'raci', 'edit.csv', '--dir', 'demo');
  assert.match(diff.stdout, new RegExp(`${row.control} +Tove Berg: A → nothing`));
  assert.match(diff.stdout, /Write it with: --apply/);
  assert.match((await run('import', 'raci', 'raci.csv', '--dir', 'demo')).stdout, /nothing to change/);
  assert.equal((await run('import', 'raci', 'edit.csv', '--apply', '--dir', 'demo')).code, 0);
  assert.match((await run('import', 'raci', 'edit.csv', '--dir', 'demo')).stdout, /nothing to change/);
  assert.match((await run('raci', '--view', 'person', '--dir', 'demo')).stdout, /^Tove Berg .*changed since 20/m);
  writeFileSync(join(cwd, 'wrong.csv'), 'control,Tove Berg\r\nCC0.0-x,boss\r\n');
  const wrong = await run('import', 'raci', 'wrong.csv', '--apply', '--dir', 'demo');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /nothing was changed.*line 2, column control: There is no control "CC0\.0-x"/s);
});
