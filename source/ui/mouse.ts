/** The mouse wheel as keys, where a person has switched it on. Nothing else of the mouse is used. */

/** Asks the terminal for presses (the wheel is two of them), in the form that has no limit on columns. */
export const mouseOn = '\u001b[?1000h\u001b[?1006h';

/** Gives the mouse back to the terminal. */
export const mouseOff = '\u001b[?1006l\u001b[?1000l';

const report = /^\u001b\[<(\d+);\d+;\d+[Mm]$/;
/** Rows that one notch of the wheel moves. */
const notch = 3;

/** The keys that a key stands for: a notch of the wheel is three arrows, any other mouse report is none. */
export function fromMouse(key: string): string[] {
  const button = report.exec(key)?.[1];
  if (button === undefined) return [key];
  if (button === '64') return Array<string>(notch).fill('\u001b[A');
  return button === '65' ? Array<string>(notch).fill('\u001b[B') : [];
}
