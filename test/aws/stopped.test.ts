/** A scan that ends before its time: stopped with calls in flight, or by a session that runs out and is then resumed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { baseChecks } from '../../checks/index.ts';
import { startScan } from '../../source/aws/background.ts';
import { runScan } from '../../source/aws/scan.ts';
import { factSources } from '../../source/core/fact-sources.ts';
import type { Facts } from '../../source/core/facts.ts';
import { readAlready } from '../../source/core/resume.ts';
import { goodAccount } from './accounts.ts';
import { baseSuite } from './base-suite.ts';
import { awsEnvironment, awsPlace } from './command.ts';
import { startServer, type TestServer, type Written } from './server.ts';
import { recordingOf } from './suite.ts';
import { faults } from './written.ts';

const replay = recordingOf(baseSuite, 'good');
const facts = [...new Set(baseChecks.flatMap((check) => check.facts))];
const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-secret' };
/** Who we are and the regions are told; everything after hangs until the scan is stopped. */
const hanging: Written[] = [...new Set(baseChecks.flatMap((check) => check.operations))]
  .filter((operation) => operation !== 'ec2:DescribeRegions')
  .map((operation) => ({ operation, answer: () => new Promise(() => {}) }));

async function hangingServer(t: TestContext): Promise<TestServer> {
  const server = await startServer({ replay, written: [...goodAccount.written, ...hanging] });
  t.after(() => server.close());
  return server;
}

const inFlight = ({ seen }: TestServer) => seen.filter(({ status }) => status === 'reset').length;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

test('a signal stops a scan within a second, with calls in flight and others waiting', async (t) => {
  const server = await hangingServer(t);
  const stop = new AbortController();
  const scan = runScan({ endpoint: server.url, region: 'us-east-1', credentials, facts }, () => {}, stop.signal);
  const stopped = assert.rejects(scan, { name: 'AbortError' });
  await until(() => inFlight(server) >= 8);
  const since = performance.now();
  stop.abort();
  await stopped;
  assert.ok(performance.now() - since < 1_000);
});

test('so does cancelling the scan in its thread: nothing more is told or sent', async (t) => {
  const server = await hangingServer(t);
  let told = 0;
  const scan = startScan({ endpoint: server.url, region: 'us-east-1', credentials, facts }, () => {
    told += 1;
  });
  const stopped = assert.rejects(scan.done, { name: 'AbortError' });
  await until(() => inFlight(server) >= 8);
  const since = performance.now();
  const before = told;
  scan.cancel();
  await stopped;
  assert.ok(performance.now() - since < 1_000);
  assert.equal(told, before);
});

test('and ctrl+c at the command line', async (t) => {
  const server = await hangingServer(t);
  const { run, cwd } = await awsPlace(t, { replay });
  await run('init', '--dir', join(cwd, 'acme'));
  const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, 'scan', '--dir', join(cwd, 'acme')], {
    env: { PATH: process.env.PATH, HOME: cwd, ...awsEnvironment(server.url) },
    stdio: 'ignore',
  });
  const ended = new Promise<[code: number | null, at: number]>((done) =>
    child.once('exit', (code) => done([code, performance.now()])),
  );
  await until(() => inFlight(server) >= 8);
  const since = performance.now();
  child.kill('SIGINT');
  const [code, at] = await ended;
  assert.equal(code, 130);
  assert.ok(at - since < 1_000, `${at - since} ms`);
  assert.ok(!existsSync(join(cwd, 'acme', 'scans')));
});

test('a session that runs out in mid-scan leaves what was read; --resume with a new one reads only the rest', async (t) => {
  let over = true;
  const expiring: Written = {
    operation: 'iam:GetCredentialReport',
    answer: (context) => (over ? faults.expired(context) : context.next()),
  };
  const { aws, run, server, cwd } = await awsPlace(t, { replay, written: [...goodAccount.written, expiring] });
  const dir = ['--dir', join(cwd, 'acme')];
  await run('init', ...dir);
  const first = JSON.parse((await aws('scan', '--json', '--region', 'us-east-1', ...dir)).stdout);
  const statuses = (scan: { results: { check: string; status: string }[] }) =>
    new Map(scan.results.map(({ check, status }) => [check, status]));
  assert.equal(statuses(first).get('console-user-mfa'), 'unknown');
  assert.match(JSON.stringify(first.results), /session expired/);
  const scans = join(cwd, 'acme', 'scans');
  const [file = ''] = readdirSync(scans);
  const kept = JSON.parse(gunzipSync(readFileSync(join(scans, file))).toString()) as Facts;
  const have = readAlready(kept, facts);
  assert.ok(facts.some((name) => have[name]?.length === 0));
  over = false;
  const before = new Map(server.calls);
  const second = JSON.parse((await aws('scan', '--resume', '--json', ...dir)).stdout);
  assert.equal(statuses(second).get('console-user-mfa'), 'pass');
  assert.doesNotMatch(JSON.stringify(second.results), /session expired/);
  // Nothing that a fact lists alone and the first one had is asked again.
  const lists = Object.entries(factSources);
  for (const name of facts.filter((one) => (have[one]?.length ?? 0) > 0 && one !== 'ec2.regions')) {
    const { operation } = factSources[name];
    const users = lists.filter(([, source]) => source.operation === operation).length;
    if (users > 1 || /^(s3|cloudtrail):/.test(operation)) continue;
    assert.equal(server.calls.get(operation), before.get(operation), operation);
  }
});
