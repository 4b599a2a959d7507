/** How wide the columns of a table of Word are: Word itself works that out only from what stands in them on a screen. */
import { type Cell, type Column, cellText } from './document.ts';

/** What a column asks for. */
export interface ColumnNeed {
  /** Characters of its longest word, which should not break; 0 where that does not matter. */
  word: number;
  /** Its part of the room that the words leave. */
  share: number;
}

/** Left and right of a text in its cell, in twentieths of a point. */
export const cellPadding = 70;

/** Mean width of a letter as a part of its size; Calibri is narrower, what stands in for it is not. */
const letterWidth = 0.58;

/** A bold letter, as titles have them, against a plain one. */
const boldWidth = 1.35;

/** Longest word kept whole; longer ones are ids, which may break. */
const longestWord = 16;

/** What a column needs by its title and first rows. Words break at a hyphen, those of a day do not. */
export function columnNeed({ title, as }: Column, rows: readonly (readonly Cell[])[], at: number): ColumnNeed {
  const breaks = as === 'day' ? /\s+/ : /[\s-]+/;
  const longest = (text: string) => text.split(breaks).reduce((most, word) => Math.max(most, word.length), 0);
  const texts = rows.slice(0, 200).map((row) => cellText(row[at] ?? '').slice(0, 300));
  const word = texts.reduce((most, text) => Math.max(most, longest(text)), boldWidth * longest(title));
  const mean = [title, ...texts].reduce((sum, text) => sum + Math.min(120, text.length), 0) / (texts.length + 1);
  return { word: Math.min(longestWord, word), share: mean };
}

/** Widths of columns in twentieths of a point, together at most `width`. `size`: of the letters, in half points. */
export function columnWidths(width: number, size: number, needs: readonly ColumnNeed[]): number[] {
  const letter = (size / 2) * 20 * letterWidth;
  const least = needs.map(({ word }) => (word === 0 ? 0 : word * letter + 2 * cellPadding));
  const taken = least.reduce((sum, one) => sum + one, 0);
  // Too many columns for their words: all give way alike.
  if (taken >= width) return least.map((one) => Math.floor((one * width) / taken));
  const shares = needs.reduce((sum, { share }) => sum + share, 0);
  return needs.map(({ share }, at) => Math.floor((least[at] ?? 0) + ((width - taken) * share) / shares));
}
