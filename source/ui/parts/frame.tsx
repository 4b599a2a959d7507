/** The whole frame, and the one place where keys come in. */
import { Box, useAnimation, useCursor, useInput, usePaste, useStdout, useWindowSize } from 'ink';
import { useEffect, useLayoutEffect } from 'react';
import type { State } from '../../app/state.ts';
import { keyName } from '../key-names.ts';
import { mouseOff, mouseOn } from '../mouse.ts';
import { lookOf } from '../theme.ts';
import { useProgram, useSelector } from '../use-program.ts';
import { viewOf } from '../view.ts';
import { Picker } from './picker.tsx';
import { Rows } from './rows.tsx';

const whole = (state: State) => state;

/** Draws the state, and turns keys, pastes and resizes into events. */
export function Frame({ now }: { now: () => Date }) {
  const program = useProgram();
  const state = useSelector(whole);
  const look = lookOf(state.settings);
  const { columns, rows } = useWindowSize();
  // The one clock of the screen; it stands still when nothing runs.
  const { frame } = useAnimation({ interval: 150, isActive: state.scan.state === 'running' && !look.still });
  const { setCursorPosition } = useCursor();

  useEffect(() => {
    const { size } = program.getState();
    if (size.columns !== columns || size.rows !== rows) program.dispatch({ type: 'resize', columns, rows });
  }, [program, columns, rows]);
  const { stdout } = useStdout();
  const { mouse } = state.settings;
  // Taken back before anything else at the end, whichever way it comes.
  useLayoutEffect(() => {
    if (!mouse) return;
    stdout.write(mouseOn);
    return () => {
      stdout.write(mouseOff);
    };
  }, [mouse, stdout]);
  useInput((input, key) => {
    const name = keyName(input, key);
    if (name !== undefined) program.dispatch({ type: 'key', key: name });
  });
  usePaste((text) => program.dispatch({ type: 'paste', text }));

  // A resize is drawn at once, before the event has gone round.
  const view = viewOf({ ...state, size: { columns, rows } }, look, { frame, now: now().getTime() });
  setCursorPosition(view.cursor);
  const { picker } = view;
  if (picker === undefined) return <Rows lines={view.lines} look={look} />;
  return (
    <Box flexDirection="column">
      <Rows lines={view.lines.slice(0, picker.top)} look={look} />
      <Picker picker={picker} look={look} />
      <Rows lines={view.lines.slice(picker.top + picker.height)} look={look} />
    </Box>
  );
}
