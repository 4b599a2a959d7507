/** The door to the screen: runs the program in the terminal until the person leaves. */
import { setFlagsFromString } from 'node:v8';
import { render } from 'ink';
import type { NextAssessment } from '../app/assessments.ts';
import type { Ports } from '../app/ports.ts';
import type { ScreenId } from '../app/screens.ts';
import type { Settings } from '../app/settings.ts';
import { KeyStream } from './key-stream.ts';
import { openingLines } from './opening.ts';
import { Rows } from './parts/rows.tsx';
import { lookOf } from './theme.ts';

// Each frame leaves short-lived text behind. V8 answers by doubling the space it keeps for such, and by letting the rest
// grow far before it looks through it, which 10,000 findings never need: 240 MiB resident after a walk over the screens,
// 150 MiB with these two, as fast (`npm run bench -- ui`). Less growth saves nothing more and costs a third of a scan.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=80');

/** What the screen is given. */
export interface RunOptions {
  /** Opens the assessment; called once the first frame is out, which waits for nothing. */
  open(): Promise<Ports>;
  /** Screen to open on; undefined: where the person was. */
  screen?: ScreenId;
  /** What was chosen, by an option or earlier; the rest is as the terminal is. */
  settings?: Partial<Settings>;
}

/** How it ended. */
export interface RunResult {
  /** 0, or 130 when interrupted. */
  exitCode: number;
  /** Lines to print on the normal screen: where things stand. */
  summary: string[];
  /** Assessment to open next; absent: the person has left. */
  next?: NextAssessment;
}

/**
 * Runs the program on process.stdin and process.stdout, both terminals; the caller has made sure of that, and has set
 * FORCE_COLOR=0 before importing this when colours are not wanted. Resolves when the person leaves, rejects when opening
 * does; the terminal is as it was by then.
 */
export async function runProgram(options: RunOptions): Promise<RunResult> {
  const { stdin, stdout } = process;
  const settings: Settings = {
    // Knows NO_COLOR, FORCE_COLOR and TERM.
    theme: stdout.hasColors() ? 'dark' : 'none',
    ascii: !isUnicode(process.env),
    still: false,
    mouse: false,
    ...options.settings,
  };
  const look = lookOf(settings);
  const size = { columns: stdout.columns, rows: stdout.rows };
  const keys = new KeyStream(stdin);
  const app = render(<Rows lines={openingLines(size, look)} look={look} />, {
    stdin: keys as unknown as NodeJS.ReadStream,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 60,
    exitOnCtrlC: false,
    // Both ends are terminals, whatever CI says in the environment.
    interactive: true,
    // Nothing may be printed over the frame.
    patchConsole: true,
  });
  try {
    // The frame goes out before anything else is loaded.
    await new Promise((drawn) => setImmediate(drawn));
    const [{ runOpened }, ports] = await Promise.all([import('./running.tsx'), options.open()]);
    const screen = options.screen === undefined ? {} : { screen: options.screen };
    return await runOpened(app, ports, { size, settings, stdout, ...screen });
  } finally {
    // Whatever went wrong, the terminal is given back.
    app.unmount();
    keys.close();
  }
}

/** True when the locale says UTF-8, or says nothing on a system where that is usual. */
function isUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (locale === '') return process.platform === 'darwin' || process.platform === 'win32';
  return /utf-?8/i.test(locale);
}
