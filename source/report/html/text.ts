/** Text made safe for HTML. */
import { plainLine } from '../../core/text.ts';
import type { Cell, Line, Tone } from '../document.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute: one line, without control characters, nothing in it acts. */
export function escaped(text: string): string {
  return plainLine(text)
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Text for a string in a style sheet: whatever is no letter, digit or space is written by its number,
 * with the space that ends such a number. */
export function styleString(text: string): string {
  const plain = plainLine(text).toWellFormed().slice(0, 200);
  const safe = [...plain].map((character) =>
    /[A-Za-z0-9 ]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 63).toString(16).padStart(6, '0')} `,
  );
  return `"${safe.join('')}"`;
}

/** A line with its marks. */
export function lineHtml(line: Line): string {
  if (typeof line === 'string') return escaped(line);
  const tags = { plain: '', strong: 'strong', code: 'code' } as const;
  return line
    .map(({ text, style }) => {
      const tag = tags[style];
      return tag === '' ? escaped(text) : `<${tag}>${escaped(text)}</${tag}>`;
    })
    .join('');
}

/** What stands before a text that says how something stands, so that colour is never alone. */
const symbols: Readonly<Record<Tone, string>> = { good: '✓', partial: '◐', bad: '✖', unknown: '?', neutral: '' };

/** A text with its tone. */
export function tonedHtml(text: string, tone: Tone): string {
  const symbol = symbols[tone];
  const mark = symbol === '' ? '' : `<span aria-hidden="true">${symbol}</span>&nbsp;`;
  return `<span class="tone ${tone}">${mark}${escaped(text)}</span>`;
}

/** A cell. */
export function cellHtml(cell: Cell): string {
  return typeof cell === 'string' ? escaped(cell) : tonedHtml(cell.text, cell.tone);
}
