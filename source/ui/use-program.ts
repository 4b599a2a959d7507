/** The program in React: its context, and a hook that follows a part of its state. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Program } from '../app/program.ts';
import type { State } from '../app/state.ts';

/** The program on the screen. */
export const ProgramContext = createContext<Program | undefined>(undefined);

/** The program; throws outside of one. */
export function useProgram(): Program {
  const program = useContext(ProgramContext);
  if (program === undefined) throw new Error('There is no program around this component.');
  return program;
}

/** A part of the state; the component draws again only when that part is another value. */
export function useSelector<Part>(select: (state: State) => Part): Part {
  const program = useProgram();
  return useSyncExternalStore(program.subscribe, () => select(program.getState()));
}
