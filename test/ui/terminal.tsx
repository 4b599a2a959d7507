/** A terminal of a given size for tests: the real keys, the real Ink, the last frame as text. */
import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { render } from 'ink';
import { derive } from '../../source/app/derive.ts';
import type { Ports } from '../../source/app/ports.ts';
import { createProgram, type Program } from '../../source/app/program.ts';
import type { ScreenId } from '../../source/app/screens.ts';
import type { Settings } from '../../source/app/settings.ts';
import { KeyStream } from '../../source/ui/key-stream.ts';
import { Screen } from '../../source/ui/parts/screen.tsx';
import type { Look } from '../../source/ui/theme.ts';

/** What a terminal's keyboard looks like to the program; a test writes to it. */
class Keyboard extends EventEmitter {
  readonly isTTY = true;
  setEncoding() {}
  setRawMode() {}
  pause() {}
  resume() {}
  ref() {}
  unref() {}
}

/** What a terminal's screen looks like to Ink. */
class Display extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  /** Every frame written so far. */
  readonly frames: string[] = [];
  columns: number;
  rows: number;
  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }
  write(text: string, done?: () => void): boolean {
    const frame = text.replace(/\u001b\[[0-9;?]*[a-zA-Z]/g, '');
    if (frame.trim() !== '') this.frames.push(frame);
    done?.();
    return true;
  }
}

/** A program on a terminal. */
export interface Terminal {
  program: Program;
  /** The frame shown now, without trailing spaces. */
  frame(): string;
  /** All frames so far. */
  frames: readonly string[];
  /** Sends text as one read of the terminal. */
  write(text: string): void;
  resize(columns: number, rows: number): void;
  /** Resolves once the frame (or the state) is so; fails after five seconds with the frame. */
  until(condition: (frame: string) => boolean): Promise<void>;
  /** Exit code, once it has left. */
  left(): number | undefined;
  end(): void;
}

const plainLook: Look = { ascii: false, colour: false, still: true };

/** Opens the program on a terminal of a size. */
export function openTerminal(
  ports: Ports,
  size: { columns: number; rows: number },
  given: { screen?: ScreenId; look?: Look } = {},
): Terminal {
  const display = new Display(size.columns, size.rows);
  const keyboard = new Keyboard();
  const keys = new KeyStream(keyboard as unknown as ReadStream);
  const screen = given.screen === undefined ? {} : { screen: given.screen };
  const look = given.look ?? plainLook;
  const theme = look.theme ?? (look.colour ? 'dark' : 'none');
  const settings: Settings = { theme, ascii: look.ascii, still: look.still, mouse: false };
  const program = createProgram(ports, { size, derive, settings, ...screen });
  let exitCode: number | undefined;
  const app = render(<Screen program={program} now={ports.now} handle={{}} />, {
    stdin: keys as unknown as NodeJS.ReadStream,
    stdout: display as unknown as NodeJS.WriteStream,
    // Writes each frame whole and at once.
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const leave = (code: number) => {
    exitCode = code;
    app.unmount();
  };
  program.start({ leave, suspend: () => undefined, copy: () => undefined, redraw: () => undefined });
  const frame = () => trimmed(display.frames.at(-1) ?? '');
  return {
    program,
    frame,
    frames: display.frames,
    write: (text) => void keyboard.emit('data', text),
    resize(columns, rows) {
      display.columns = columns;
      display.rows = rows;
      display.emit('resize');
    },
    async until(condition) {
      const end = Date.now() + 5_000;
      while (!condition(frame())) {
        if (Date.now() > end) throw new Error(`waited in vain; the screen shows\n${frame()}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    left: () => exitCode,
    end: () => app.unmount(),
  };
}

function trimmed(frame: string): string {
  return frame
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
