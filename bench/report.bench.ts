/** Every format of the report: of the sample company, and of 500 controls with 10,000 findings. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makeLargeWorkspace } from './large-workspace.ts';

const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));
const memory = pathToFileURL(fileURLToPath(new URL('memory.mjs', import.meta.url))).href;
const rounds = 3;

/** Limits of issue 7. */
const limits = { seconds: 5, mebibytes: 400 };

interface Taken {
  ms: number;
  /** Seconds of work of all its threads: what a busy machine does not stretch. */
  worked: number;
  mebibytes: number;
}

/** Runs Node with these arguments to its end. Throws with what it said when it fails. */
function time(args: string[], home: string): Promise<Taken> {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['--import', memory, ...args], {
      env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      const ms = performance.now() - start;
      if (code === 0)
        done({
          ms,
          mebibytes: Number(/memory (\d+)/.exec(told)?.[1]),
          worked: Number(/worked ([\d.]+)/.exec(told)?.[1]),
        });
      else fail(new Error(`${args.join(' ')} ended with ${code}: ${told}`));
    });
  });
}

function median(taken: readonly Taken[]): Taken {
  const sorted = taken.toSorted((a, b) => a.ms - b.ms);
  const mebibytes = Math.max(...taken.map((one) => one.mebibytes));
  const middle = sorted[Math.floor(sorted.length / 2)];
  return { ms: middle?.ms ?? Number.NaN, worked: middle?.worked ?? Number.NaN, mebibytes };
}

/** Prints the time against a start of Node, and the memory. */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-bench-'));
  try {
    const [demo, large, out] = ['demo', 'large', 'out'].map((name) => join(home, name)) as [string, string, string];
    await time([program, 'demo', '--json', '--dir', demo], home);
    const { controls, findings } = await makeLargeWorkspace(large);
    const cases: [name: string, args: string[]][] = [
      ['node -e 0', ['-e', '0']],
      ['sample company, all formats', [program, 'report', out, '--force', '--dir', demo]],
      [
        'sample company, HTML for a board',
        [program, 'report', out, '--force', '--dir', demo, '--format', 'html', '--audience', 'board'],
      ],
      [
        `${controls} controls, ${findings} findings, but Word`,
        [program, 'report', `${out}-plain`, '--force', '--dir', large, '--format', 'html,md,xlsx,json,csv,ics'],
      ],
      [
        `${controls} controls, ${findings} findings, all formats`,
        [program, 'report', `${out}-large`, '--force', '--dir', large],
      ],
    ];
    const taken = new Map(cases.map(([name]) => [name, [] as Taken[]]));
    // Round by round, so that a slow moment of the machine hits every case alike; the first round only warms caches.
    for (let round = 0; round <= rounds; round += 1)
      for (const [name, args] of cases) {
        const one = await time(args, home);
        if (round > 0) taken.get(name)?.push(one);
      }
    const base = median(taken.get('node -e 0') ?? []).ms;
    for (const [name] of cases) {
      const { ms, worked, mebibytes } = median(taken.get(name) ?? []);
      const over = ms > limits.seconds * 1000 || mebibytes > limits.mebibytes;
      process.stdout.write(
        `  ${name.padEnd(48)} ${ms.toFixed(0).padStart(5)} ms  ${(ms / base).toFixed(1).padStart(5)} × node  ${worked.toFixed(1).padStart(4)} s of work  ${String(mebibytes).padStart(4)} MiB  (limits ${limits.seconds} s, ${limits.mebibytes} MiB)${over ? '  OVER' : ''}\n`,
      );
    }
    const files = readdirSync(`${out}-large`);
    const bytes = files.reduce((sum, file) => sum + statSync(join(`${out}-large`, file)).size, 0);
    process.stdout.write(`  the last one is ${files.length} files, ${(bytes / 1024 / 1024).toFixed(1)} MiB\n`);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
