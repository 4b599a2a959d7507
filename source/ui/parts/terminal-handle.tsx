/** Hands what only a mounted component can reach, giving the terminal away, to the program around it. */
import { useApp, useStdout } from 'ink';
import { useEffect } from 'react';
import { mouseOff, mouseOn } from '../mouse.ts';
import { useProgram } from '../use-program.ts';

/** Filled once mounted. */
export interface TerminalHandle {
  /** Gives the terminal away while the callback runs, then draws everything again. */
  suspend?: (callback: () => Promise<void>) => Promise<void>;
}

/** Draws nothing. */
export function TerminalGrip({ handle }: { handle: TerminalHandle }) {
  const { suspendTerminal } = useApp();
  const { stdout } = useStdout();
  const program = useProgram();
  useEffect(() => {
    handle.suspend = async (callback) => {
      const { mouse } = program.getState().settings;
      if (mouse) stdout.write(mouseOff);
      await suspendTerminal(callback);
      if (mouse) stdout.write(mouseOn);
    };
  }, [handle, program, stdout, suspendTerminal]);
  return null;
}
