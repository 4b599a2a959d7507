/** Hands what only a mounted component can reach, giving the terminal away, to the program around it. */
import { useApp } from 'ink';
import { useEffect } from 'react';

/** Filled once mounted. */
export interface TerminalHandle {
  /** Gives the terminal away while the callback runs, then draws everything again. */
  suspend?: (callback: () => Promise<void>) => Promise<void>;
}

/** Draws nothing. */
export function TerminalGrip({ handle }: { handle: TerminalHandle }) {
  const { suspendTerminal } = useApp();
  useEffect(() => {
    handle.suspend = async (callback) => {
      await suspendTerminal(callback);
    };
  }, [handle, suspendTerminal]);
  return null;
}
