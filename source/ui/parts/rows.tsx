/** Lines of the screen as one text node: the fewest nodes to lay out, and the fastest first frame. */
import { Text } from 'ink';
import type { Line } from '../lines.ts';
import { type Look, painted } from '../theme.ts';

/** Lines under each other; none may be wider than the screen. */
export function Rows({ lines, look }: { lines: readonly Line[]; look: Look }) {
  if (lines.length === 0) return null;
  return (
    <Text>{lines.map((line) => line.map(({ text, token }) => painted(text, token, look)).join('')).join('\n')}</Text>
  );
}
