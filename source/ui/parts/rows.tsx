/** Lines of the screen as one text node: the fewest nodes to lay out, and the fastest first frame. */
import { Text } from 'ink';
import { withLink } from '../hyperlinks.ts';
import type { Line, Span } from '../lines.ts';
import { type Look, painted } from '../theme.ts';

/** Lines under each other; none may be wider than the screen. */
export function Rows({ lines, look }: { lines: readonly Line[]; look: Look }) {
  if (lines.length === 0) return null;
  return <Text>{lines.map((line) => line.map((part) => drawn(part, look)).join('')).join('\n')}</Text>;
}

function drawn({ text, token, link }: Span, look: Look): string {
  const styled = painted(text, token, look);
  return link !== undefined && look.links === true ? withLink(styled, link) : styled;
}
