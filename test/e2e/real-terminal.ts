/** The whole program on a real pseudo-terminal, its screen kept by a terminal emulator. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
const register = fileURLToPath(new URL('../register.mjs', import.meta.url));

/** A running program. */
export interface RealTerminal {
  /** The screen now, without trailing spaces. */
  screen(): string;
  /** Rows whose text ran over the right edge of the window: none, unless a frame was too wide. */
  overflown(): number[];
  /** Everything written so far, escape sequences and all. */
  raw(): string;
  /** Sends text as one write. */
  write(text: string): void;
  resize(columns: number, rows: number): void;
  /** Resolves when the screen is so; fails after a minute with the screen. */
  until(condition: (screen: string) => boolean): Promise<void>;
  /** Exit code, and the signal that ended it (0: none). */
  ended: Promise<{ exitCode: number; signal: number }>;
  process: IPty;
}

/** A folder for workspaces and home, removed after the test. Its person has seen the tour, unless it is their first start. */
export function temporaryHome(t: TestContext, given: { firstStart?: boolean } = {}): string {
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-e2e-'));
  if (given.firstStart !== true) {
    mkdirSync(join(home, 'soc2-ready'));
    writeFileSync(join(home, 'soc2-ready', 'preferences.json'), '{"tour":"seen"}');
  }
  t.after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return home;
}

/** The command line that starts `soc2-ready ARGS` from the sources. */
export function commandLine(args: readonly string[]): string[] {
  return [process.execPath, '--import', register, cli, ...args];
}

/** Starts `soc2-ready ARGS` at 100 × 30. */
export function start(t: TestContext, home: string, args: string[], env: Record<string, string> = {}): RealTerminal {
  return startCommand(t, home, commandLine(args), env);
}

/** Starts a shell that waits for commands, as a person's terminal does. */
export function startShell(t: TestContext, home: string, env: Record<string, string> = {}): RealTerminal {
  return startCommand(t, home, ['/bin/sh', '-i'], { PS1: 'shell> ', ...env });
}

/** Starts a command at 100 × 30. */
export function startCommand(
  t: TestContext,
  home: string,
  [file = '', ...args]: readonly string[],
  env: Record<string, string> = {},
): RealTerminal {
  const columns = 100;
  const rows = 30;
  const screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  const process_ = spawn(file, args, {
    name: env.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd: home,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      // Under CI the screen library writes no frames.
      CI: 'false',
      NODE_ENV: 'production',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
  });
  let raw = '';
  process_.onData((data) => {
    raw += data;
    screen.write(data);
  });
  const { promise: ended, resolve } = Promise.withResolvers<{ exitCode: number; signal: number }>();
  process_.onExit(({ exitCode, signal = 0 }) => resolve({ exitCode, signal }));
  t.after(async () => {
    process_.kill('SIGKILL');
    await ended;
    screen.dispose();
  });
  const show = () => {
    const { active } = screen.buffer;
    const lines: string[] = [];
    for (let row = 0; row < screen.rows; row += 1)
      lines.push(active.getLine(active.baseY + row)?.translateToString(true) ?? '');
    return lines.join('\n');
  };
  return {
    screen: show,
    overflown: () =>
      Array.from({ length: screen.rows }, (_, row) => row).filter(
        (row) => screen.buffer.active.getLine(screen.buffer.active.baseY + row)?.isWrapped === true,
      ),
    raw: () => raw,
    write: (text) => process_.write(text),
    resize(newColumns, newRows) {
      screen.resize(newColumns, newRows);
      process_.resize(newColumns, newRows);
    },
    async until(condition) {
      const end = Date.now() + 60_000;
      while (!condition(show())) {
        if (Date.now() > end) throw new Error(`waited in vain; the screen shows\n${show()}`);
        await new Promise((next) => setTimeout(next, 5));
      }
    },
    ended,
    process: process_,
  };
}
