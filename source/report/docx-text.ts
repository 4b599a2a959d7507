/** Texts as a Word file can hold them. */
import { plainText } from '../core/text.ts';

/** Longest paragraph; more is no text that anybody reads. */
const longestText = 32_767;

/** A text that XML can hold: no control characters, no half characters, not endless. */
export function inert(text: string): string {
  const plain = plainText(text.toWellFormed()).replace(/\p{Noncharacter_Code_Point}/gu, '');
  return plain.length <= longestText ? plain : `${plain.slice(0, longestText).toWellFormed()}…`;
}
