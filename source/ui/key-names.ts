/** From what Ink says of a key to the names of the key table. */
import type { Key } from 'ink';

/** The key's name: a grapheme that stands for itself, or `enter`, `up`, `shift+tab`, `ctrl+c`, `space` and the like. */
export function keyName(input: string, key: Key): string | undefined {
  if (key.return) return 'enter';
  if (key.escape) return 'esc';
  if (key.tab) return key.shift ? 'shift+tab' : 'tab';
  if (key.backspace) return key.meta ? 'alt+backspace' : 'backspace';
  if (key.delete) return 'delete';
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  // Some terminals send alt with the arrows where others send ctrl; both move by word.
  if (key.leftArrow) return key.ctrl || key.meta ? 'ctrl+left' : 'left';
  if (key.rightArrow) return key.ctrl || key.meta ? 'ctrl+right' : 'right';
  if (key.pageUp) return 'pageup';
  if (key.pageDown) return 'pagedown';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.ctrl) return input === '' ? undefined : `ctrl+${input}`;
  if (key.meta) return input.length === 1 ? `alt+${input}` : undefined;
  if (input === '') return undefined;
  return input === ' ' ? 'space' : input;
}
