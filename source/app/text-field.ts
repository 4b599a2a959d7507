/** One line of text being typed, as a pure value: every change is a new value, so no key is lost to a stale closure. */

/** Text with a cursor between two graphemes. */
export interface TextField {
  value: string;
  /** UTF-16 offset, always on a grapheme boundary. */
  cursor: number;
}

// Made on first use: it costs the first frame some ten milliseconds.
let segmenter: Intl.Segmenter | undefined;

/** The graphemes of a text: what a person sees as one character. */
export function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** A field holding this text, cursor at its end. */
export function textField(value = ''): TextField {
  return { value, cursor: value.length };
}

/** Text to type into a single-line field: line ends become spaces, other control characters go. */
function typedText(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
}

/** Inserts typed or pasted text at the cursor. */
export function insert(field: TextField, text: string): TextField {
  const clean = typedText(text);
  const before = field.value.slice(0, field.cursor) + clean;
  const value = before + field.value.slice(field.cursor);
  // A joiner or an accent may melt into its neighbour: the cursor goes to the next boundary.
  const cursor = boundaries(value).find((at) => at >= before.length) ?? value.length;
  return { value, cursor };
}

/** What an editing key does to the field; undefined when it is not an editing key. */
export function editField(field: TextField, key: string): TextField | undefined {
  const { value, cursor } = field;
  switch (key) {
    case 'left':
      return { value, cursor: previousBoundary(field) };
    case 'right':
      return { value, cursor: nextBoundary(field) };
    case 'home':
    case 'ctrl+a':
      return { value, cursor: 0 };
    case 'end':
    case 'ctrl+e':
      return { value, cursor: value.length };
    case 'backspace':
      return remove(field, previousBoundary(field), cursor);
    case 'delete':
      return remove(field, cursor, nextBoundary(field));
    case 'ctrl+u':
      return remove(field, 0, cursor);
    case 'ctrl+k':
      return remove(field, cursor, value.length);
    case 'ctrl+w':
      return remove(field, value.slice(0, cursor).search(/\S+\s*$/u), cursor);
    case 'ctrl+left':
    case 'alt+b':
      return { value, cursor: wordBefore(field) };
    case 'ctrl+right':
    case 'alt+f':
      return { value, cursor: wordAfter(field) };
    case 'alt+d':
      return remove(field, cursor, wordAfter(field));
    case 'alt+backspace':
      return remove(field, wordBefore(field), cursor);
    case 'space':
      return insert(field, ' ');
    default:
      return isTyped(key) ? insert(field, key) : undefined;
  }
}

/** True for a key that stands for its own text: one grapheme, not a named key such as `enter` or `ctrl+c`. */
export function isTyped(key: string): boolean {
  const [first, second] = graphemes(key);
  return first !== undefined && second === undefined && !/^[\u0000-\u001f\u007f-\u009f]/.test(key);
}

/** True for a named key such as `pageup` or `ctrl+l`, which stands for no text. */
export function isKeyName(text: string): boolean {
  return namedKeys.has(text) || /^(ctrl|shift|alt)\+/.test(text);
}

const namedKeys = new Set(
  'up down left right enter esc tab space backspace delete home end pageup pagedown insert'.split(' '),
);

function remove(field: TextField, from: number, to: number): TextField {
  const start = Math.max(0, from);
  return { value: field.value.slice(0, start) + field.value.slice(to), cursor: start };
}

function boundaries(value: string): number[] {
  return [...[...graphemes(value)].map((part) => part.index), value.length];
}

function previousBoundary({ value, cursor }: TextField): number {
  return boundaries(value).findLast((at) => at < cursor) ?? 0;
}

function nextBoundary({ value, cursor }: TextField): number {
  return boundaries(value).find((at) => at > cursor) ?? value.length;
}

const word = /[\p{L}\p{N}\p{M}_]+/gu;

/** The start of the word before the cursor, as shells and editors have it. */
function wordBefore({ value, cursor }: TextField): number {
  const start = [...value.slice(0, cursor).matchAll(word)].at(-1)?.index ?? 0;
  // A joined character may begin before its letter.
  return boundaries(value).findLast((at) => at <= start) ?? 0;
}

/** The end of the word after the cursor. */
function wordAfter({ value, cursor }: TextField): number {
  const [found] = value.slice(cursor).matchAll(word);
  const end = found === undefined ? value.length : cursor + found.index + found[0].length;
  return boundaries(value).find((at) => at >= end) ?? value.length;
}
