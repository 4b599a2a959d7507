/** A scan of an empty account in 17 regions, in one region, and with 80 ms added to every answer. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultRegions } from '../source/aws/default-regions.ts';
import { rateOf } from '../source/aws/rates.ts';
import type { TestServer } from '../test/aws/server.ts';
import { startEmptyAccount } from './empty-account.ts';

const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));
const memory = new URL('memory.mjs', import.meta.url).href;
/** Milliseconds added to every answer. */
const delay = 80;
/** Calls that wait for one another at least: who we are, which regions, a list, what hangs on it. */
const chain = 4;

interface Measured {
  calls: number;
  /** Of the scan itself, without the start of the program. */
  seconds: number;
  /** Most MiB that the process held. */
  memory: number;
  /** Seconds that the calls of one pool and region need at its rate, the largest. */
  paced: number;
  /** Which pool that is. */
  slowest: string;
}

/** Prints calls, memory and time against the limits; what is over a limit makes the exit code 1. */
export async function run(): Promise<void> {
  const near = await startEmptyAccount(0);
  const slow = await startEmptyAccount(delay);
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-bench-'));
  try {
    const many = await measure(near, defaultRegions, home);
    const one = await measure(near, ['us-east-1'], home);
    const late = await measure(slow, defaultRegions, home);
    line('17 regions', `${many.calls} calls`, many.calls <= 1300, 'at most 1,300');
    line('17 regions', `${many.memory} MiB`, many.memory <= 260, 'at most 260 MiB');
    line('one region', `${one.calls} calls`, one.calls <= 110, 'at most 110');
    const bounds: [why: string, seconds: number][] = [
      [`${chain} calls in a row`, (chain * delay) / 1000],
      [late.slowest, late.paced],
      ['the same without delay', many.seconds],
    ];
    const [why, limit] = bounds.reduce((a, b) => (b[1] > a[1] ? b : a));
    const ratio = late.seconds / limit;
    const figure = `${late.seconds.toFixed(2)} s = ${ratio.toFixed(2)} × ${limit.toFixed(2)} s (${why})`;
    line(`${delay} ms more`, figure, ratio <= 1.5, 'at most 1.5 ×');
    if (near.missing.length > 0)
      process.stdout.write(`  ${near.missing.length} calls had no recorded answer, such as ${near.missing[0]}\n`);
  } finally {
    await Promise.all([near.close(), slow.close()]);
    rmSync(home, { recursive: true });
  }
}

function line(what: string, figure: string, good: boolean, limit: string): void {
  process.stdout.write(`  ${what.padEnd(12)} ${figure} (${limit}${good ? '' : ': OVER'})\n`);
  if (!good) process.exitCode = 1;
}

/** One scan by the built program, as a person runs it. */
async function measure(server: TestServer, regions: readonly string[], home: string): Promise<Measured> {
  const before = server.seen.length;
  const child = spawn(process.execPath, [program, 'scan', '--json', '--quiet', '--regions', regions.join(',')], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_DATA_HOME: home,
      NODE_OPTIONS: `--import ${memory}`,
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors] = await Promise.all([child.stdout, child.stderr].map(whole));
  const scan = JSON.parse(out ?? '') as { calls: { total: number }; startedAt: string; finishedAt: string };
  return {
    calls: scan.calls.total,
    seconds: (Date.parse(scan.finishedAt) - Date.parse(scan.startedAt)) / 1000,
    memory: Number(/memory (\d+)/.exec(errors ?? '')?.[1]),
    ...pace(server.seen.slice(before)),
  };
}

async function whole(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const part of stream) text += part;
  return text;
}

function pace(seen: readonly { operation: string; region: string }[]): Pick<Measured, 'paced' | 'slowest'> {
  const pools = new Map<string, { calls: number; perSecond: number; burst: number }>();
  for (const { operation, region } of seen) {
    const { pool, perSecond, burst } = rateOf(operation);
    const known = pools.get(`${pool} in ${region}`) ?? { calls: 0, perSecond, burst };
    pools.set(`${pool} in ${region}`, { ...known, calls: known.calls + 1 });
  }
  let found = { paced: 0, slowest: 'nothing' };
  for (const [pool, { calls, perSecond, burst }] of pools) {
    // The first ones go at once.
    const paced = (calls - burst) / perSecond;
    if (paced > found.paced) found = { paced, slowest: `${calls} calls of ${pool} at ${perSecond} a second` };
  }
  return found;
}
