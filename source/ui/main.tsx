/** The door to the screen: runs the program in the terminal until the person leaves. */
import { render } from 'ink';
import { derive } from '../app/derive.ts';
import type { Ports } from '../app/ports.ts';
import { createProgram } from '../app/program.ts';
import type { ScreenId } from '../app/screens.ts';
import { summaryLines } from '../app/summary.ts';
import { KeyStream } from './key-stream.ts';
import { Screen } from './parts/screen.tsx';
import type { TerminalHandle } from './parts/terminal-handle.tsx';
import { suspendToShell } from './suspend.ts';
import type { Look } from './theme.ts';

/** What the screen is given. */
export interface RunOptions {
  ports: Ports;
  /** Screen to open on; undefined: where the person was. */
  screen?: ScreenId;
  /** No spinner. */
  noAnimation?: boolean;
  /** ASCII symbols only; undefined: by the locale. */
  ascii?: boolean;
}

/** How it ended. */
export interface RunResult {
  /** 0, or 130 when interrupted. */
  exitCode: number;
  /** Lines to print on the normal screen: where things stand. */
  summary: string[];
}

/**
 * Runs the program on process.stdin and process.stdout, both terminals; the caller has made sure of that, and has set
 * FORCE_COLOR=0 before importing this when colours are not wanted. Resolves when the person leaves; the terminal is as
 * it was by then.
 */
export async function runProgram(options: RunOptions): Promise<RunResult> {
  const { ports } = options;
  const { stdin, stdout } = process;
  const look: Look = { ascii: options.ascii ?? !isUnicode(process.env), still: options.noAnimation === true };
  const size = { columns: stdout.columns, rows: stdout.rows };
  const screen = options.screen === undefined ? {} : { screen: options.screen };
  const program = createProgram(ports, { size, derive, ...screen });
  const keys = new KeyStream(stdin);
  const handle: TerminalHandle = {};
  let exitCode = 0;
  const app = render(<Screen program={program} look={look} now={ports.now} handle={handle} />, {
    stdin: keys as unknown as NodeJS.ReadStream,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 60,
    exitOnCtrlC: false,
    // Our own entries are the record; nothing may be printed over the frame.
    patchConsole: true,
  });
  program.start({
    leave(code) {
      exitCode = code;
      app.unmount();
    },
    suspend() {
      void handle.suspend?.(suspendToShell);
    },
    redraw() {
      void handle.suspend?.(async () => undefined);
    },
  });
  try {
    await app.waitUntilExit();
  } finally {
    keys.close();
  }
  return { exitCode, summary: summaryLines(program.getState()) };
}

/** True when the locale says UTF-8, or says nothing on a system where that is usual. */
export function isUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (locale === '') return process.platform === 'darwin' || process.platform === 'win32';
  return /utf-?8/i.test(locale);
}
