/** The screen with 500 controls and 10,000 findings: key to frame, memory, and what it does while nothing happens. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import { makeLargeWorkspace } from './large-workspace.ts';
import { scanShare } from './scan-share.ts';

const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));

/** End of a frame: the terminal may show it now (DECSET 2026). */
const frameEnd = '\u001b[?2026l';
/** Keys pressed on each screen. */
const presses = 150;
/** Between two keys, as a keyboard repeats them, milliseconds. */
const repeat = 33;
/** How long nothing happens, milliseconds. */
const idle = 3000;

/** Keys that lead to a screen, what shows that it is there, and the keys whose frames are timed there. */
const screens: { name: string; lead: string; shows: RegExp; keys: string[] }[] = [
  { name: 'overview', lead: '31', shows: /Overview/, keys: ['j', 'k'] },
  { name: 'checks', lead: '3', shows: /root-/, keys: ['j', 'j', 'j', 'k'] },
  { name: 'gaps', lead: '4', shows: /gaps/, keys: ['j', 'j', 'j', 'k'] },
  { name: 'plan', lead: '5', shows: /items/, keys: ['j', 'j', 'j', 'k'] },
  { name: 'raci', lead: '6', shows: /controls/, keys: ['j', 'j', 'j', 'k'] },
  { name: 'interview', lead: '2', shows: /question \d+ of/, keys: ['\u001b[B', '\u001b[A'] },
];

/** Prints the figures against the limits of the screen; what is over a limit makes the exit code 1. */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-bench-'));
  try {
    const folder = join(home, 'bench');
    const { controls, findings } = await makeLargeWorkspace(folder);
    process.stdout.write(`  ${controls} controls, ${findings} findings, 120 × 40\n`);
    const terminal = open(folder, home);
    await terminal.until(/criteria in place|not enough answered/i);
    for (const screen of screens) {
      // Each frame alone: of two at once only what differs from the one before is written.
      for (const key of screen.lead) {
        await terminal.quiet();
        await terminal.press(key);
      }
      await terminal.until(screen.shows);
      const times: number[] = [];
      for (let at = 0; at < presses; at += 1) {
        times.push(await terminal.press(screen.keys[at % screen.keys.length] ?? ''));
        await pause(repeat);
      }
      times.sort((a, b) => a - b);
      const of = (share: number) => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
      line(
        screen.name,
        `p50 ${of(0.5)} ms, p95 ${of(0.95)} ms, p99 ${of(0.99)} ms`,
        Number(of(0.95)) <= 16,
        'p95 at most 16 ms',
      );
      // One esc leaves a field of the interview, the next the screen.
      await terminal.press('\u001b');
    }
    await terminal.quiet();
    const before = { written: terminal.written(), cpu: cpuOf(terminal.pid) };
    await pause(idle);
    const written = terminal.written() - before.written;
    line('idle 3 s', `${written} bytes written`, written === 0, '0 bytes');
    if (process.platform === 'linux') {
      const spent = cpuOf(terminal.pid) - before.cpu;
      line('idle 3 s', `${((spent / idle) * 100).toFixed(1)} % of a core`, spent <= idle * 0.01, '0 %');
      const memory = residentOf(terminal.pid);
      line('memory', `${memory} MiB`, memory <= 200, 'at most 200 MiB');
    }
    terminal.end();
    if (process.platform === 'linux') {
      const share = await scanShare();
      line('reading AWS', `${share.toFixed(1)} % of a core for the screen`, share <= 10, 'at most 10 %');
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function line(what: string, figure: string, good: boolean, limit: string): void {
  process.stdout.write(`  ${what.padEnd(12)} ${figure.padEnd(40)} ${good ? 'within' : 'OVER'} ${limit}\n`);
  if (!good) process.exitCode = 1;
}

interface BenchTerminal {
  pid: number;
  /** Milliseconds from the write of the key to the end of its first frame. */
  press(key: string): Promise<number>;
  /** Resolves when what was written since the last key has it. */
  until(shows: RegExp): Promise<void>;
  /** Resolves when nothing has been written for half a second. */
  quiet(): Promise<void>;
  written(): number;
  end(): void;
}

function open(folder: string, home: string): BenchTerminal {
  const pty: IPty = spawn(process.execPath, [program, '--dir', folder, '--no-aws'], {
    ...{ name: 'xterm-256color', cols: 120, rows: 40 },
    env: {
      ...process.env,
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      LANG: 'C.UTF-8',
      CI: 'false',
      NODE_ENV: 'production',
    },
  });
  let text = '';
  let written = 0;
  let last = performance.now();
  let wake: () => void = () => undefined;
  pty.onData((data) => {
    text += data;
    written += data.length;
    last = performance.now();
    wake();
  });
  const change = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, 200);
    });
  const until = async (shows: RegExp): Promise<void> => {
    const end = performance.now() + 60_000;
    while (!shows.test(text)) {
      if (performance.now() > end)
        throw new Error(`waited in vain for ${shows}; last came ${JSON.stringify(text.slice(-400))}`);
      await change();
    }
  };
  return {
    pid: pty.pid,
    async press(key) {
      text = '';
      const start = performance.now();
      pty.write(key);
      while (!text.includes(frameEnd)) {
        await change();
        // Some keys change nothing, such as going down on the last row.
        if (performance.now() - start > 2000) return Number.NaN;
      }
      return performance.now() - start;
    },
    until,
    async quiet() {
      while (performance.now() - last < 500) await pause(50);
    },
    written: () => written,
    end: () => pty.kill('SIGKILL'),
  };
}

/** Milliseconds of processor time so far, all threads. A tick is 10 ms on every Linux of today. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** MiB that the process holds in memory now. */
function residentOf(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1]) / 1024);
}
