/** `soc2-ready requests`, `interviews` and `calendar`, as a user runs them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { type Place, place } from './program.ts';

/** Makes the sample company; its folder is three above its first report file. */
async function demo(run: Place['run']): Promise<string> {
  const { report } = JSON.parse((await run('demo', '--json')).stdout) as { report: string[] };
  return dirname(dirname(dirname(report[0] ?? assert.fail('demo names its report'))));
}

it('requests: one per control in every form; the counts add up', async (t) => {
  const { run } = place(t);
  const dir = await demo(run);
  const made = await run('requests', '--json', '--dir', dir);
  assert.equal(made.code, 0, made.stderr);
  const { schema, requests } = JSON.parse(made.stdout) as { schema: string; requests: { id: string; state: string }[] };
  assert.equal(schema, 'soc2-ready/requests@1');
  assert.ok(requests.length > 50);
  const [, there, partly, missing, all] = /(\d+) there, (\d+) partly, (\d+) missing of (\d+)/.exec(made.stderr) ?? [];
  assert.equal(Number(there) + Number(partly) + Number(missing), Number(all));
  assert.equal(Number(all), requests.length);
  assert.ok(Number(there) > 0 && Number(missing) > 0);
  const csv = await run('requests', '--format', 'csv', '--dir', dir, '--quiet');
  assert.equal(csv.stderr, '');
  assert.equal(csv.stdout.split('\r\n').filter((line) => line.startsWith('request:')).length, requests.length);
  const md = await run('requests', '--format', 'md', '--dir', dir);
  assert.match(md.stdout, /^\| id \| state \| control \|/);
  assert.match((await run('requests', '--dir', dir)).stdout, /^state +control +from/);
});

it('calendar: into a file, the same bytes twice, never over another file', async (t) => {
  const { run, cwd } = place(t);
  const folder = await demo(run);
  const first = await run('calendar', '-o', 'runs.ics', '--dir', folder);
  assert.equal(first.code, 0, first.stderr);
  const file = readFileSync(join(cwd, 'runs.ics'), 'utf8');
  assert.match(file, /^BEGIN:VCALENDAR\r\n/);
  assert.match(file, /\r\nEND:VCALENDAR\r\n$/);
  const again = await run('calendar', '-o', 'runs.ics', '--dir', folder);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /is there already/);
  assert.equal((await run('calendar', '--dir', folder, '--quiet')).stdout, file);
});

it('interviews: a sheet of what is asked and what to show; names where there is none', async (t) => {
  const { run } = place(t);
  assert.equal((await run('init', 'acme', '--name', 'A*cme', '--by', 'Ada')).code, 0);
  const [control, day] = ['CC6.1-mfa', new Date().toISOString().slice(0, 10)];
  await run('answer', control, '3', '--owner', 'Ada', '--by', 'Ada', '--dir', 'acme');
  const add = ['evidence', 'add', control, '--where', 'x', '--evidence', '[Export](x)', '--tier', '3', '--date', day];
  assert.equal((await run(...add, '--dir', 'acme')).code, 0);
  const sheet = await run('interviews', '--for', 'cto', '--dir', 'acme');
  assert.equal(sheet.code, 0, sheet.stderr);
  assert.match(sheet.stdout, /^# Interview of [\s\S]*A\\\*cme: what an auditor/);
  const made = JSON.parse((await run('interviews', '--for', 'CTO', '--json', '--dir', 'acme')).stdout);
  assert.equal(made.schema, 'soc2-ready/interview@1');
  const others = made.items.filter((item: { control: string }) => item.control !== control);
  assert.ok(others.length > 5);
  for (const item of others)
    assert.ok(item.said === 'nothing yet' && item.find.length > 0 && item.questions.length > 1);
  const unknown = await run('interviews', '--for', 'Nobody', '--dir', 'acme');
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /There is no role or person "Nobody"[\s\S]*One of: /);
  assert.equal((await run('interviews', '--dir', 'acme')).code, 2);
});
