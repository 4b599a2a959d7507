/** `soc2-ready workshop`: participants, the parking lot, the summary, and the summary without names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { place } from './program.ts';

test('a workshop by commands: who takes part, what is parked, what each takes away', async (t) => {
  const { run } = place(t);
  const dir = ['--dir', 'acme'];
  assert.equal((await run('init', 'acme', '--name', 'Acme')).code, 0);
  assert.equal((await run('workshop', 'participants', 'Ann', 'Ng,', 'Bo', ...dir)).code, 0);
  assert.equal((await run('answer', 'CC6.1-mfa', '3', '--by', 'Ann Ng', ...dir)).code, 0);
  assert.equal((await run('answer', 'CC6.1-mfa', '1', '--by', 'Bo', ...dir)).code, 0);
  assert.equal((await run('workshop', 'park', 'cc6.1-MFA', 'Ask', 'Bo', '|', '<b>', '--by', 'Ann Ng', ...dir)).code, 0);
  const whole = await run('workshop', ...dir);
  assert.match(whole.stdout, /## Ann Ng\n\n1 answer given\./);
  assert.match(whole.stdout, /CC6\.1-mfa: Ann Ng said L3, Bo said L1/);
  assert.match(whole.stdout, /CC6\.1-mfa\\?\): open/);
  assert.doesNotMatch(whole.stdout, /<b>/);
  const hidden = await run('workshop', '--redact', ...dir);
  assert.doesNotMatch(hidden.stdout, /Ann|\bBo\b|Acme/);
  assert.match(hidden.stdout, /Person 1 said L3, Person 2 said L1/);
  assert.equal((await run('workshop', 'parked', '1', 'done', 'on', 'Monday', ...dir)).code, 0);
  const { parked } = JSON.parse((await run('workshop', '--json', ...dir)).stdout) as { parked: { outcome?: string }[] };
  assert.equal(parked[0]?.outcome, 'done on Monday');
  const wrong = await run('workshop', 'parked', '7', ...dir);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /no parked line 7/);
  assert.equal((await run('workshop', 'dance', ...dir)).code, 2);
});
