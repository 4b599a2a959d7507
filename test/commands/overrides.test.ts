/** Overrides and approved exceptions on the command line: logged with name and reason, printed, taken back. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { place } from './program.ts';

it('sets, prints and takes back overrides; refuses what the model does not allow and writes nothing then', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  const journal = () => readFileSync(join(cwd, 'demo/journal.jsonl'), 'utf8');
  const override = (...args: string[]) => run('override', ...args, '--dir', 'demo', '--by', 'Cora');
  const untouched = journal();
  const before = JSON.parse((await run('score', '--json', '--dir', 'demo')).stdout);
  for (const wrong of [
    ['set', 'constant', 'cap-e0', '0.9', '--reason', 'x'],
    ['set', 'constant', 'cap-e0', '', '--reason', 'x'],
    ['set', 'constant', 'nonsense', '1', '--reason', 'x'],
    ['set', 'weight', 'CC1.1-a', '4', '--reason', 'x'],
    ['set', 'level', 'CC1.1-a', '5', '--reason', 'x'],
    ['set', 'level', 'CC1.1-a', '2'],
    ['set', 'mood', 'CC1.1-a', '2', '--reason', 'x'],
    ['set', 'level', 'CC9.9-z', '2', '--reason', 'x'],
    ['set', 'level', '--reason', 'x'],
    ['frob'],
  ])
    assert.equal((await override(...wrong)).code, 2, wrong.join(' '));
  assert.equal(journal(), untouched);
  assert.equal((await override('set', 'constant', 'cap-e0', '0.3', '--reason', 'our auditor is strict')).code, 0);
  const set = await override('set', 'level', 'cc1.1-a', 'l1', '--reason', 'seen on site', '--json');
  assert.equal(JSON.parse(set.stdout).override.value, 'L1');
  const listed = JSON.parse((await override('list', '--json')).stdout).overrides;
  assert.deepEqual(
    listed.map((one: { about: string; by: string; reason: string }) => [one.about, one.by, one.reason]),
    [
      ['CC1.1-a', 'Cora', 'seen on site'],
      ['cap-e0', 'Cora', 'our auditor is strict'],
    ],
  );
  const printed = await run('score', '--dir', 'demo');
  assert.match(printed.stdout, /With 2 overrides\./);
  assert.match(printed.stdout, /^ {2}constant cap-e0 0\.3 instead of 0\.5, by Cora: our auditor is strict$/m);
  assert.match((await run('score', 'CC1.1-a', '--dir', 'demo')).stdout, /judged L1 by Cora/);
  const after = JSON.parse((await run('score', '--json', '--dir', 'demo')).stdout);
  assert.equal(after.constants['cap-e0'], 0.3);
  assert.ok(after.design.evidenced < before.design.evidenced);
  assert.match((await override('constants')).stdout, /^cap-e0 +S-E1 +0\.5 +0\.3 /m);
  await run('report', 'out', '--dir', 'demo');
  assert.match(readFileSync(join(cwd, 'out/report.md'), 'utf8'), /our auditor is strict/);
  assert.equal((await override('remove', 'constant', 'cap-e0', '--reason', 'agreed otherwise')).code, 0);
  assert.equal((await override('remove', 'level', 'CC1.1-a', '--reason', 'answered since')).code, 0);
  const last = JSON.parse((await run('score', '--json', '--dir', 'demo')).stdout);
  assert.deepEqual(last.design, before.design);
});

it('records, shows and withdraws an approved exception', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  const exception = (...args: string[]) => run('exception', ...args, '--dir', 'demo', '--by', 'Ben');
  const inAYear = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  const given = ['--approver', 'Cara', '--expires', inAYear, '--reason', 'a break-glass user, alarmed'];
  for (const wrong of [
    ['add', 'CC6.1-mfa', '--approver', 'Cara', '--expires', inAYear],
    ['add', 'CC6.1-mfa', '--approver', 'Cara', '--reason', 'x'],
    ['add', 'CC6.1-mfa', '--approver', 'Cara', '--reason', 'x', '--expires', '2026-01-01'],
    ['add', 'CC6.1-mfa', '--approver', 'Cara', '--reason', 'x', '--expires', '2099-01-01'],
    ['add', 'CC6.1-mfa', ...given, '--check', 'root-no-access-keys'],
    ['withdraw', 'CC6.1-mfa'],
    ['add', 'CC9.9-z', ...given],
  ])
    assert.equal((await exception(...wrong)).code, 2, wrong.join(' '));
  const added = await exception('add', 'gap:cc6.1-mfa', ...given);
  assert.equal(added.code, 0, added.stderr);
  assert.match(added.stdout, /approved by Cara until .* not block until then, and no figure is lifted/);
  const score = JSON.parse((await run('score', '--json', '--dir', 'demo')).stdout);
  assert.ok(!score.blockers.material.includes('CC6.1-mfa'));
  assert.ok(score.contradicted.includes('CC6.1-mfa'));
  assert.equal(score.exceptions[0].approver, 'Cara');
  assert.match((await run('score', '--dir', 'demo')).stdout, /1 approved exception/);
  assert.match((await run('gaps', '--format', 'csv', '--dir', 'demo')).stdout, /Approved exception of Cara until/);
  assert.match((await exception('list')).stdout, /^CC6\.1-mfa +in force /m);
  await run('report', 'out', '--dir', 'demo');
  assert.match(readFileSync(join(cwd, 'out/report.md'), 'utf8'), /a break-glass user, alarmed/);
  assert.equal((await exception('withdraw', 'CC6.1-mfa', '--reason', 'mended')).code, 0);
  const last = JSON.parse((await run('score', '--json', '--dir', 'demo')).stdout);
  assert.ok(last.blockers.material.includes('CC6.1-mfa'));
});
