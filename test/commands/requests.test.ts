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
