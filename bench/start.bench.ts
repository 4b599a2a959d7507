/** Time to the first frame, to the title line, and of the fast paths, each against `node -e 0` in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';

const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));
const rounds = 15;

/** Milliseconds from spawn until `marker` stands in the output (or, without one, until the end). */
function time(args: string[], home: string, marker?: string): Promise<number> {
  return new Promise((done) => {
    const start = performance.now();
    const terminal = spawn(process.execPath, args, {
      cols: 120,
      rows: 40,
      env: {
        ...process.env,
        HOME: home,
        XDG_DATA_HOME: home,
        XDG_CONFIG_HOME: home,
        CI: 'false',
        TERM: 'xterm-256color',
      },
    });
    let output = '';
    let seen: number | undefined;
    terminal.onData((data) => {
      output += data;
      if (marker !== undefined && seen === undefined && output.includes(marker)) {
        seen = performance.now() - start;
        terminal.kill('SIGKILL');
      }
    });
    terminal.onExit(() => done(seen ?? performance.now() - start));
  });
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints each figure as a ratio of medians. */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-bench-'));
  // The sample company has to be there already: making it is not part of a start.
  await time([program, 'demo', '--json'], home);
  const cases: [name: string, args: string[], marker: string | undefined, limit: number][] = [
    ['node -e 0', ['-e', '0'], undefined, 1],
    ['--version', [program, '--version'], undefined, 1.5],
    ['--help', [program, '--help'], undefined, 1.5],
    ['title line', [program, 'demo'], 'soc2-ready', 1.6],
    ['first frame', [program, 'demo'], '? help', 5.5],
    // The furniture comes first; this is when there is something to read.
    ['figures', [program, 'demo'], 'criteria in place', Number.POSITIVE_INFINITY],
  ];
  const times = new Map(cases.map(([name]) => [name, [] as number[]]));
  // Round by round, so that a slow moment of the machine hits every case alike; the first round only warms caches.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, args, marker] of cases) {
      const taken = await time(args, home, marker);
      if (round > 0) times.get(name)?.push(taken);
    }
  }
  rmSync(home, { recursive: true, force: true });
  const base = median([...(times.get('node -e 0') ?? [])]);
  for (const [name, , , limit] of cases) {
    const value = median([...(times.get(name) ?? [])]);
    const ratio = value / base;
    process.stdout.write(
      `  ${name.padEnd(14)} ${value.toFixed(0).padStart(5)} ms  ${ratio.toFixed(2)} × node  (${Number.isFinite(limit) ? `limit ${limit}` : 'no limit'})${ratio > limit ? '  OVER' : ''}\n`,
    );
  }
}
