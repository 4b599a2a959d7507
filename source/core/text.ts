/** Text that came from AWS, files or people, made safe for where it goes. */

// C0 and C1 controls, DEL, and the bidirectional and zero-width characters that can reorder or hide text. Zero-width
// joiner (200D) stays: emoji and several scripts need it.
const dangerous = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

// Whole escape sequences go with their parameters, so that no `[31m` is left behind.
const escapeSequences =
  /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[@-_]?/g;

/** One line of text safe to print on a terminal: escape sequences and control characters removed, line ends to spaces. */
export function plainLine(text: string): string {
  return text
    .replace(escapeSequences, '')
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(dangerous, '');
}

/** As {@link plainLine}, line ends kept as `\n`. */
export function plainText(text: string): string {
  return text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map(plainLine)
    .join('\n');
}

/** Text for a Markdown table cell or paragraph: plain, with everything Markdown or HTML would act on escaped. */
export function markdown(text: string): string {
  return plainLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~#]/g, '\\$&');
}

/**
 * A CSV field: plain, guarded against formulas (a leading = + - @ gets a quote mark), quoted as RFC 4180 asks. So does one
 * after a line end or a semicolon: where a spreadsheet parts cells at semicolons, quotes inside a line hold nothing
 * together, and a cell begins there.
 */
export function csvField(text: string): string {
  const plain = plainText(text);
  // One that begins with quote marks of its own gets another, so that taking one away always gives the text back.
  const begun = /^\s*'*\s*[=+\-@]/.test(plain) ? `'${plain}` : plain;
  const guarded = begun.replace(/([\n;])(?='*[=+\-@])/g, "$1'");
  return /[",\n]/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replace(/"/g, '""')}"` : guarded;
}

/** A cell as {@link csvField} was given it: without the quote marks that keep a spreadsheet from taking it for a formula. */
export function unguarded(cell: string): string {
  const begun = cell.replace(/(\r\n|[\r\n;])'(?='*[=+\-@])/g, '$1');
  return /^'\s*'*\s*[=+\-@]/.test(begun) ? begun.slice(1) : begun;
}
