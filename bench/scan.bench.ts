/**
 * Scans by the built program against answers made up as they are asked for: an empty account in 17 regions and in one,
 * with 80 ms added to every answer, on the screen, and large accounts of three sizes.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultRegions } from '../source/aws/default-regions.ts';
import { rateOf } from '../source/aws/rates.ts';
import type { TestServer } from '../test/aws/server.ts';
import { startEmptyAccount } from './empty-account.ts';
import { type AccountSize, largeAccount } from './large-account.ts';
import { standstill } from './scan-on-screen.ts';

const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));
const memory = new URL('memory.mjs', import.meta.url).href;
/** Milliseconds added to every answer. */
const delay = 80;
/** Milliseconds added to find out how many calls wait for one another: long enough that nothing else counts. */
const chainDelay = 500;
const home = ['us-east-1'];
/** The largest account, and what of it the smaller ones have. */
const largest: AccountSize = { users: 2_000, roles: 500, buckets: 1_000, rules: 20_000 };
const shares = [0.25, 0.5, 1];

interface Measured {
  calls: number;
  /** Of the scan itself, without the start of the program. */
  seconds: number;
  /** Most MiB that the process held. */
  memory: number;
  /** Seconds of processor time, with the start of the program. */
  worked: number;
  /** Seconds that the calls of one pool and region need at its rate, the largest. */
  paced: number;
  /** Which pool that is. */
  slowest: string;
}

/** Prints calls, memory and time against the limits; what is over a limit makes the exit code 1. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'soc2-ready-bench-'));
  try {
    await emptyAccount(folder);
    await largeAccounts(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function emptyAccount(folder: string): Promise<void> {
  const near = await startEmptyAccount(0);
  const [slow, slowest] = [await startEmptyAccount(delay), await startEmptyAccount(chainDelay)];
  try {
    const many = await measure(near, defaultRegions, folder);
    const one = await measure(near, home, folder);
    line('17 regions', `${many.calls} calls`, many.calls <= 1300, 'at most 1,300');
    line('17 regions', `${many.memory} MiB`, many.memory <= 260, 'at most 260 MiB');
    line('one region', `${one.calls} calls`, one.calls <= 110, 'at most 110');
    const { byClock, byWork } = await standstill(program, near);
    const held = `held up ${byWork.toFixed(0)} ms at most by its own work, ${byClock.toFixed(0)} ms by the clock`;
    line('on screen', held, byWork <= 50, 'own work at most 50 ms');
    const late = await measure(slow, defaultRegions, folder);
    const waiting = await measure(slowest, home, folder);
    const chain = Math.round((waiting.seconds - one.seconds) / (chainDelay / 1000));
    const bounds: [why: string, seconds: number][] = [
      [`${chain} calls that wait for one another`, (chain * delay) / 1000],
      [late.slowest, late.paced],
      ['the same without delay', many.seconds],
    ];
    const [why, limit] = bounds.reduce((a, b) => (b[1] > a[1] ? b : a));
    const ratio = late.seconds / limit;
    const figure = `${late.seconds.toFixed(2)} s = ${ratio.toFixed(2)} × ${limit.toFixed(2)} s (${why})`;
    line(`${delay} ms more`, figure, ratio <= 1.5, 'at most 1.5 ×');
    for (const [reason, seconds] of bounds)
      process.stdout.write(`               of ${reason}: ${seconds.toFixed(2)} s\n`);
    if (near.missing.length > 0)
      process.stdout.write(`  ${near.missing.length} calls had no recorded answer, such as ${near.missing[0]}\n`);
  } finally {
    await Promise.all([near.close(), slow.close(), slowest.close()]);
  }
}

async function largeAccounts(folder: string): Promise<void> {
  let smallest: { share: number; seconds: number; worked: number } | undefined;
  for (const share of shares) {
    const size = Object.fromEntries(Object.entries(largest).map(([what, most]) => [what, most * share]));
    const server = await startEmptyAccount(0, largeAccount(size as unknown as AccountSize));
    try {
      const found = await measure(server, home, folder);
      const what = Object.entries(size).map(([name, count]) => `${count} ${name}`);
      process.stdout.write(`  ${what.join(', ')}: ${found.calls} calls\n`);
      line('', `${found.memory} MiB`, found.memory <= 400, 'at most 400 MiB');
      smallest ??= { share, ...found };
      const grown = share / smallest.share;
      const ratio = found.seconds / smallest.seconds / grown;
      const figure = `${found.seconds.toFixed(1)} s (${found.slowest}: ${found.paced.toFixed(1)} s), ${found.worked.toFixed(1)} s of processor`;
      line(
        '',
        `${figure}; ${ratio.toFixed(2)} × the time of the smallest, for its size`,
        ratio <= 1.25,
        'at most 1.25 ×',
      );
    } finally {
      await server.close();
    }
  }
}

function line(what: string, figure: string, good: boolean, limit: string): void {
  process.stdout.write(`  ${what.padEnd(12)} ${figure} (${limit}${good ? '' : ': OVER'})\n`);
  if (!good) process.exitCode = 1;
}
/** One scan by the built program, as a person runs it. */
async function measure(server: TestServer, regions: readonly string[], folder: string): Promise<Measured> {
  const before = server.seen.length;
  const child = spawn(process.execPath, [program, 'scan', '--json', '--quiet', '--regions', regions.join(',')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_DATA_HOME: folder,
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
    worked: Number(/worked ([\d.]+)/.exec(errors ?? '')?.[1]),
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
