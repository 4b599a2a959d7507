/** Drawing cells of a calendar strip: one symbol each, neighbours of one meaning joined. */
import type { Strip } from '../../app/strip.ts';
import { type Line, span } from '../lines.ts';
import type { Token } from '../theme.ts';

/** What stands on a cell: a symbol one cell wide, and its meaning. */
export type Mark = [symbol: string, token: Token];

/** The cells of a strip with these marks on a ground; the ground is spaces where nothing is said. */
export function stripSpans(strip: Strip, marks: ReadonlyMap<number, Mark>, ground?: (cell: number) => Mark): Line {
  const out: Line = [];
  for (let at = 0; at < strip.width; at += 1) {
    const [symbol, token] = marks.get(at) ?? ground?.(at) ?? ([' ', 'plain'] as const);
    const last = out.at(-1);
    if (last?.token === token) last.text += symbol;
    else out.push(span(symbol, token));
  }
  return out;
}
