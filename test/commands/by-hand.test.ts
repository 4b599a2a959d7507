/** What people put on record about the window, the matrix and themselves. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addDays } from '../../source/core/calendar.ts';
import { place } from './program.ts';

it('puts the window, runs and dates on record: what is missed in it is a deviation', async (t) => {
  const { run } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  const window = (...args: string[]) => run('window', ...args, '--dir', 'demo');
  const { today } = JSON.parse((await window('--json')).stdout);
  const ahead = addDays(today, 40);
  assert.match(
    (await window('plan', '--from', ahead, '--months', '6')).stdout,
    /^The window is planned: 6 months from/,
  );
  assert.match((await window('open', '--from', ahead, '--months', '6')).stderr, /lies ahead/);
  assert.match((await window('open', '--from', addDays(today, -70), '--to', today)).stderr, /are no whole months/);
  assert.match((await window('plan', '--from', ahead)).stderr, /--months N, or --to DATE/);
  assert.match((await window('close')).stderr, /window takes no "close"/);

  assert.equal((await window('open', '--from', addDays(today, -100), '--months', '6')).code, 0);
  const wrong = await window('run', 'cc6.3-review', '--on', addDays(today, -20), '--text', 'two systems left out');
  assert.match(wrong.stdout, /^CC6\.3-review ran on .* with a deviation: two systems left out/);
  assert.match((await window('run', 'CC6.3-review', '--on', ahead)).stderr, /lies ahead/);
  assert.match((await window('next', 'CC6.3-review', addDays(today, 30))).stdout, /is to run on/);
  assert.match((await window('next', 'CC6.3-review', 'soon')).stderr, /needs a control and a date/);
  const open = await window();
  assert.match(open.stdout, /^6 months .* open$/m);
  assert.match(open.stdout, /CC6\.3-review: 1 of 1 runs went wrong; isolated\. It is disclosed and explained/);
});

it('takes people, letters, compensating controls and hats, each in the journal', async (t) => {
  const { run } = place(t);
  await run('init', 'acme', '--name', 'Acme');
  const acme = async (...args: string[]) => run(...args, '--dir', 'acme');
  await acme('answer', 'headcount', '1-5');
  for (const [name, roles] of [
    ['Fay Founder', 'CEO'],
    ['Theo Tech', 'cto'],
    ['Eve Engineer', 'ENG'],
    ['Olga Outside', 'BOARD'],
  ] as const)
    assert.equal((await acme('people', 'set', name, '--roles', roles, '--by', 'Fay Founder')).code, 0, name);
  assert.match((await acme('people', 'set', 'theo tech', '--hours', '12')).stdout, /^Theo Tech: CTO$/m);
  assert.match((await acme('people')).stdout, /^Theo Tech +CTO +12$/m);
  assert.match((await acme('people', 'set', 'Zoe', '--roles', 'BOSS')).stderr, /There is no hat "BOSS"/);
  assert.match((await acme('people', 'set', 'Zoe', '--hours', '0')).stderr, /--hours takes/);

  const lint = await acme('raci', '--lint');
  assert.equal(lint.code, 0, 'three people and an advisor: warnings, and no error');
  assert.match(lint.stdout, /^R7 +warning +CC6\.3-review/m);
  const waive = ['raci', 'waive', 'R7.3', 'cc6.3-review', '--text', 'Fay reviews Theo’s rows within a week'];
  assert.match((await acme(...waive)).stderr, /needs --text, --approver and --expires/);
  assert.equal((await acme(...waive, '--approver', 'Olga Outside', '--expires', '2099-01-01')).code, 0);
  assert.match((await acme('raci', '--lint')).stdout, /^R7 +waived +CC6\.3-review .*stands in: Fay reviews/m);
  assert.match((await acme('raci', 'waive', 'R1', 'CC6.3-review')).stderr, /needs R7, R7\.PAIR or R10/);

  const set = (...args: string[]) => acme('raci', 'set', 'CC6.3-review', ...args);
  assert.match((await set('Fay Founder', 'A')).stdout, /CC6\.3-review: Fay Founder A/);
  assert.match((await set('Okta', 'A')).stdout, /1 in error/, 'a name nobody entered cannot answer for it');
  assert.equal((await set('Fay Founder', 'a')).code, 0);
  assert.match((await set('Eve Engineer', 'stand-in')).stdout, /Eve Engineer stands in$/m);
  assert.match((await set('Fay Founder', 'boss')).stderr, /needs a control, a name and R, A, C/);
  assert.match((await acme('raci', 'hats', 'CC8=CEO', 'IT=OPS')).stdout, /^CC8: CEO answers\nIT: OPS$/m);
  const { rows } = JSON.parse((await acme('raci', '--json')).stdout);
  const row = (id: string) => rows.find(({ control }: { control: string }) => control === id);
  assert.deepEqual(row('CC8.1-review').cells['Fay Founder'], ['A']);
  assert.equal(row('CC6.3-review').standIn, 'Eve Engineer');
  assert.match((await acme('raci', 'hats', 'CC77=CEO')).stderr, /is no hat, criterion or series/);
  assert.match((await acme('raci', 'hats', 'size=4')).stderr, /size takes 3, 15 or 80/);
});
