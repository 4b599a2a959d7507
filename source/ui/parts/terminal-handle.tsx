/** Hands what only a mounted component can reach, giving the terminal away, to the program around it. */
import { useApp, useStdin, useStdout } from 'ink';
import { useEffect } from 'react';
import { KeyStream } from '../key-stream.ts';
import { mouseOff, mouseOn } from '../mouse.ts';
import { useProgram } from '../use-program.ts';

/** Filled once mounted. */
export interface TerminalHandle {
  /** Gives the terminal away while the callback runs, then draws everything again. */
  suspend?: (callback: () => Promise<void>) => Promise<void>;
  /** Draws everything again. */
  redraw?: () => Promise<void>;
  /** From now on the keys stay with the program, also when the screen is taken down: another one follows. */
  keepKeys?: () => void;
}

/** Draws nothing. */
export function TerminalGrip({ handle }: { handle: TerminalHandle }) {
  const { suspendTerminal } = useApp();
  const { stdout } = useStdout();
  const program = useProgram();
  const { stdin } = useStdin();
  useEffect(() => {
    // One after the other: the terminal can be given away only once.
    let before: Promise<void> = Promise.resolve();
    handle.suspend = (callback) => {
      const mine = before.then(async () => {
        const { mouse } = program.getState().settings;
        if (mouse) stdout.write(mouseOff);
        await suspendTerminal(callback);
        if (mouse) stdout.write(mouseOn);
      });
      before = mine.catch(() => undefined);
      return mine;
    };
    const keys = stdin instanceof KeyStream ? stdin : undefined;
    handle.keepKeys = () => keys?.keep(true);
    // The terminal is only given away in name: a key that comes meanwhile is a key.
    handle.redraw = async () => {
      keys?.keep(true);
      await handle.suspend?.(async () => undefined).finally(() => keys?.keep(false));
    };
  }, [handle, program, stdin, stdout, suspendTerminal]);
  return null;
}
