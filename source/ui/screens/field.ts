/** A line of text being typed, in a width: the part around the cursor. */
import { graphemes, type TextField } from '../../app/text-field.ts';
import { widthOf } from '../lines.ts';

/** The visible part of a field, and the cell of the cursor in it. */
export function visibleField(field: TextField, width: number): { text: string; x: number } {
  const before = [...graphemes(field.value.slice(0, field.cursor))].map((part) => part.segment);
  const after = field.value.slice(field.cursor);
  let x = before.reduce((sum, part) => sum + widthOf(part), 0);
  // The cursor stays one cell inside; what has gone by on the left is dropped.
  while (x > width - 1 && before.length > 0) x -= widthOf(before.shift() ?? '');
  return { text: before.join('') + after, x };
}
