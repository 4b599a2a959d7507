/** Everything mounted: the program around its frame. */
import type { Program } from '../../app/program.ts';
import { ProgramContext } from '../use-program.ts';
import { Frame } from './frame.tsx';
import { TerminalGrip, type TerminalHandle } from './terminal-handle.tsx';

/** The program on the screen. */
export function Screen(props: { program: Program; now: () => Date; handle: TerminalHandle }) {
  return (
    <ProgramContext value={props.program}>
      <TerminalGrip handle={props.handle} />
      <Frame now={props.now} />
    </ProgramContext>
  );
}
