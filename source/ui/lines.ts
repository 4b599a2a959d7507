/** Lines of text with meanings, measured in terminal cells: what every screen is made of. */
import stringWidth from 'string-width';
import { addresses } from '../app/links.ts';
import type { Paragraph } from '../app/pages.ts';
import { graphemes } from '../app/text-field.ts';
import { plainLine } from '../core/text.ts';
import type { Token } from './theme.ts';

/** A piece of a line in one meaning. */
export interface Span {
  text: string;
  token: Token;
  /** Address that the text stands for, where the terminal makes links. */
  link?: string;
}

/** A line of the screen. */
export type Line = Span[];

/**
 * Text whose every UTF-16 unit takes one cell: ASCII, Latin letters, and what the screens draw with. Measuring anything
 * else costs fifty times as much, and a frame has hundreds of such pieces.
 */
export const simple =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2015\u2018-\u201f\u2026\u2190-\u2193\u21e9\u23ce\u2500-\u259f\u25b2\u25b8\u25c2\u25c6\u25cb\u25cf\u2714\u2716]*$/;

/** Cells that a text takes. */
export function widthOf(text: string): number {
  return simple.test(text) ? text.length : stringWidth(text);
}

/** A span. Text of people and AWS loses what could move the cursor or hide text. */
export function span(text: string, token: Token = 'plain'): Span {
  return { text: plainLine(text), token };
}

/** A line of one span. */
export function line(text: string, token: Token = 'plain'): Line {
  return [span(text, token)];
}

/** The text cut to a width, with … where something is missing. */
export function cut(text: string, width: number): string {
  if (width <= 0) return '';
  // Telling graphemes apart costs ten times as much.
  if (simple.test(text)) return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
  if (widthOf(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const { segment } of graphemes(text)) {
    const cells = widthOf(segment);
    if (used + cells > width - 1) break;
    out += segment;
    used += cells;
  }
  return `${out}…`;
}

/** The text in exactly so many cells: cut, or filled with spaces. */
export function cell(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const short = cut(plainLine(text), width);
  const space = ' '.repeat(Math.max(0, width - widthOf(short)));
  return align === 'left' ? short + space : space + short;
}

/** Cells that a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, part) => sum + widthOf(part.text), 0);
}

/** The line cut to a width. */
export function fit(line: Line, width: number): Line {
  if (lineWidth(line) <= width) return line;
  const out: Line = [];
  let room = width;
  for (const part of line) {
    const cells = widthOf(part.text);
    // One cell is kept for the … while more is to come.
    if (cells >= room) {
      out.push({ ...part, text: cut(cells === room ? `${part.text} ` : part.text, room) });
      break;
    }
    out.push(part);
    room -= cells;
  }
  return out;
}

/** The line in exactly so many cells. */
export function pad(line: Line, width: number): Line {
  const short = fit(line, width);
  const missing = width - lineWidth(short);
  return missing > 0 ? [...short, { text: ' '.repeat(missing), token: 'plain' }] : short;
}

/** Left text and right text on one line; the right one gives way. */
export function both(left: Line, right: Line, width: number): Line {
  const space = width - lineWidth(left) - lineWidth(right);
  if (space < 1) return fit(left, width);
  return [...left, { text: ' '.repeat(space), token: 'plain' }, ...right];
}

/** Words broken into lines of at most so many cells; a longer word is broken inside. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) lines.push(...wrapOne(plainLine(paragraph), Math.max(1, width)));
  return lines;
}

function wrapOne(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (widthOf(joined) <= width) {
      current = joined;
      continue;
    }
    if (current !== '') lines.push(current);
    const pieces = broken(word, width);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1) ?? '';
  }
  return [...lines, current];
}

function broken(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes(word)) {
    if (piece !== '' && widthOf(piece + segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

/** Paragraphs as lines of a width. */
export function paragraphLines(paragraphs: readonly Paragraph[], width: number): Line[] {
  return paragraphs.flatMap(({ text, tone, indent }) =>
    linked(wrap(text, width - indent), text, tone).map(
      (part): Line => (indent === 0 ? part : [{ text: ' '.repeat(indent), token: 'plain' }, ...part]),
    ),
  );
}

/** Lines of a text as spans, in which each address is a link, also where it goes on in the next line. */
function linked(lines: readonly string[], text: string, token: Token): Line[] {
  const found = text.includes('://') ? addresses(text) : [];
  let at = 0;
  let rest = '';
  return lines.map((part) => {
    const spans: Line = [];
    let left = part;
    while (left !== '') {
      const address = found[at];
      const start = rest === '' && address !== undefined ? left.indexOf(address.slice(0, 8)) : rest === '' ? -1 : 0;
      if (address === undefined || start === -1) {
        spans.push({ text: left, token });
        break;
      }
      if (start > 0) spans.push({ text: left.slice(0, start), token });
      const wanted = rest === '' ? address : rest;
      const piece = left.slice(start, start + wanted.length);
      spans.push({ text: piece, token, link: address });
      rest = wanted.slice(piece.length);
      if (rest === '') at += 1;
      left = left.slice(start + piece.length);
    }
    return spans;
  });
}
