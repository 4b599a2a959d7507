/** `scan --dry-run`, `--max-calls`, `--resume`, `--again` and ctrl+c, as a person runs them, against the test API. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { baseChecks } from '../../checks/index.ts';
import { planScan } from '../../source/aws/scan-plan.ts';
import { factSources } from '../../source/core/fact-sources.ts';
import type { FactName, Facts } from '../../source/core/facts.ts';
import { goodAccount } from './accounts.ts';
import { baseSuite } from './base-suite.ts';
import { awsEnvironment, awsPlace } from './command.ts';
import type { Written } from './server.ts';
import { recordingOf, scanSuite } from './suite.ts';
import { accountCounter } from './written.ts';

const replay = recordingOf(baseSuite, 'good');
const { written } = goodAccount;
const base = ['--check', baseChecks.map(({ id }) => id).join(',')];
/** AWS that is asked who we are and never answers. */
const noAnswer: Written = { operation: 'sts:GetCallerIdentity', answer: () => new Promise(() => {}) };
const sum = (numbers: Record<string, number>) => Object.values(numbers).reduce((a, b) => a + b, 0);

test('the plan after a scan expects the calls that the scan made; the one before it says what depends', async () => {
  const { facts } = await scanSuite(baseSuite, { replay, written });
  const after = planScan(baseChecks, { last: facts });
  assert.deepEqual([after.calls.expected, after.calls.depends], [facts.calls.total, []]);
  assert.deepEqual(after.regions, facts.regions);
  const before = planScan(baseChecks, { regions: facts.regions });
  for (const { operation, calls } of before.planned) {
    if (calls === null) assert.ok(before.calls.depends.includes(operation));
    else assert.ok(calls <= (facts.calls.byOperation[operation] ?? 0), operation);
  }
  assert.ok(before.calls.depends.includes('s3:GetBucketPolicy'));
  assert.ok(after.seconds >= 1);
});

test('scan --dry-run sends nothing', async (t) => {
  const { aws, server } = await awsPlace(t, { replay, written });
  const { code, stdout } = await aws('scan', '--dry-run', '--json', '--region', 'eu-west-1', ...base);
  const plan = JSON.parse(stdout);
  assert.deepEqual([code, plan.schema, plan.regions], [0, 'soc2-ready/scan-plan@1', ['eu-west-1']]);
  assert.ok(plan.permissions.includes('s3:GetEncryptionConfiguration'));
  assert.equal(server.seen.length, 0);
});

test('a budget of calls is kept, and what was left for it is not sampled: unknown, never pass or fail', async (t) => {
  const { aws, server } = await awsPlace(t, { replay, written });
  const whole = JSON.parse((await aws('scan', '--json', ...base)).stdout);
  const before = sum(Object.fromEntries(server.calls));
  const { stdout } = await aws('scan', '--json', '--max-calls', '12', ...base);
  const scan = JSON.parse(stdout);
  assert.equal(scan.calls.total, 12);
  assert.equal(sum(Object.fromEntries(server.calls)) - before, 12);
  const statuses = new Map(whole.results.map((r: { check: string; status: string }) => [r.check, r.status]));
  let left = 0;
  for (const { check, status, unknown } of scan.results) {
    if (status !== 'unknown') assert.equal(status, statuses.get(check), check);
    else if (unknown[0].reason.includes('not sampled: the call budget of 12 was used up')) left += 1;
  }
  assert.ok(left > 10, `${left} checks not sampled`);
});

test('scan --resume reads only what the last scan left open, and the two together are the whole', async (t) => {
  const { aws, run, server, cwd } = await awsPlace(t, { replay, written });
  const dir = ['--dir', join(cwd, 'acme')];
  await run('init', ...dir);
  // Without a scan there is nothing to go on with.
  assert.equal((await aws('scan', '--resume', ...dir)).code, 2);
  const first = await aws('scan', '--json', '--max-calls', '100', ...dir);
  assert.equal(JSON.parse(first.stdout).calls.total, 100);
  const read = new Map(server.calls);
  const [firstFile = ''] = readdirSync(join(cwd, 'acme', 'scans'));
  const second = JSON.parse((await aws('scan', '--resume', '--json', ...dir)).stdout);
  // What the first one had is not asked again.
  const scans = join(cwd, 'acme', 'scans');
  const kept = JSON.parse(gunzipSync(readFileSync(join(scans, firstFile))).toString()) as Facts;
  const open = (name: string) => /"(denied|failed)"|not sampled/.test(JSON.stringify(kept.readings[name as FactName]));
  const again = new Set(Object.entries(factSources).flatMap(([name, { operation }]) => (open(name) ? operation : [])));
  // Of these no other fact needs the list.
  const alone = /^(iam\.(account|virtual|password|credential)|s3\.account|ec2\.(security|network))/;
  const had = Object.entries(factSources).filter(([name, { operation }]) => alone.test(name) && !again.has(operation));
  assert.ok(had.length > 2 && again.size > 5, `${had.length} had, ${again.size} open`);
  for (const [, { operation }] of had) assert.equal(server.calls.get(operation), read.get(operation), operation);
  assert.equal(readdirSync(scans).length, 2);
  const reasons = JSON.stringify(second.results);
  assert.doesNotMatch(reasons, /not sampled/);
  for (const { check, status } of second.results.filter(({ check }: { check: string }) =>
    base[1]?.split(',').includes(check),
  ))
    if (status === 'unknown') assert.fail(`${check} is unknown after the whole was read`);
});

test('scan --check ID --again reads what one check needs into the last scan, and nothing else', async (t) => {
  let mended = false;
  const counters = accountCounter('AccountMFAEnabled', 0);
  const root: Written = {
    operation: 'iam:GetAccountSummary',
    answer: (context) => (mended ? context.next() : counters.answer(context)),
  };
  const { aws, run, server, cwd } = await awsPlace(t, { replay, written: [...written, root] });
  const dir = ['--dir', join(cwd, 'acme')];
  const again = ['scan', '--check', 'root-mfa-enabled', '--again', ...dir];
  await run('init', ...dir);
  // Nothing to take it into, and nothing named.
  assert.match((await aws(...again)).stderr, /holds no scan of the account/);
  assert.match((await aws('scan', '--again', ...dir)).stderr, /--again needs the checks/);
  const whole = JSON.parse((await aws('scan', '--json', '--region', 'us-east-1', ...dir)).stdout);
  const statusOf = (scan: typeof whole) =>
    Object.fromEntries(scan.results.map(({ check, status }: { check: string; status: string }) => [check, status]));
  assert.equal(statusOf(whole)['root-mfa-enabled'], 'fail');
  mended = true;
  const before = new Map(server.calls);
  const one = JSON.parse((await aws(...again, '--json')).stdout);
  assert.deepEqual(statusOf(one), { 'root-mfa-enabled': 'pass' });
  const sent = [...server.calls].filter(([operation, calls]) => calls !== before.get(operation));
  assert.deepEqual(
    sent.map(([operation]) => operation).filter((operation) => operation !== 'sts:GetCallerIdentity'),
    ['iam:GetAccountSummary'],
  );
  // The scan kept is the whole one with that reading, begun when the first began.
  const scans = join(cwd, 'acme', 'scans');
  const [first, second] = readdirSync(scans)
    .sort()
    .map((file) => JSON.parse(gunzipSync(readFileSync(join(scans, file))).toString()) as Facts);
  assert.equal(second?.startedAt, first?.startedAt);
  assert.deepEqual(
    Object.keys(first?.readings ?? {}).filter(
      (name) =>
        JSON.stringify(first?.readings[name as FactName]) !== JSON.stringify(second?.readings[name as FactName]),
    ),
    ['iam.account-summary'],
  );
});

test('ctrl+c stops a scan at once with exit code 130 and keeps nothing of it', async (t) => {
  const { run, server, cwd } = await awsPlace(t, { replay, written: [noAnswer] });
  await run('init', '--dir', join(cwd, 'acme'));
  const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, 'scan', '--dir', join(cwd, 'acme')], {
    env: { PATH: process.env.PATH, HOME: cwd, ...awsEnvironment(server.url) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (part) => {
    errors += part;
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  await until(() => server.seen.length > 0);
  const since = performance.now();
  child.kill('SIGINT');
  assert.equal(await ended, 130);
  assert.ok(performance.now() - since < 2_000);
  assert.match(errors, /stopped; nothing of it was kept/);
  assert.ok(!existsSync(join(cwd, 'acme', 'scans')));
  assert.ok(!existsSync(join(cwd, 'acme', 'lock')));
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
