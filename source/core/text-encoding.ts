/** The encoding of a text file that somebody exported: UTF-8, UTF-16 or Windows-1252, never a guess that changes text. */
import type { FileFault } from './csv.ts';

/** Encodings that are read. */
export type TextEncoding = 'UTF-8' | 'UTF-8 with BOM' | 'UTF-16 LE' | 'UTF-16 BE' | 'Windows-1252';

const saveAs = 'Save the file as UTF-8 (in Excel: CSV UTF-8) and import it again.';

/** The text of a file and how it was encoded, or the one fault that kept it from being read. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } | { fault: FileFault } {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes.subarray(2), 'UTF-16 LE');
  if (first === 0xfe && second === 0xff) return utf16(bytes.subarray(2), 'UTF-16 BE');
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const zero = body.indexOf(0);
  if (zero !== -1) {
    // Text of Latin letters in UTF-16 has every other byte zero: the odd ones when the low byte comes first.
    if (!marked && looksUtf16(body)) return utf16(body, zero % 2 === 1 ? 'UTF-16 LE' : 'UTF-16 BE');
    const problem = 'The file holds a zero byte, so it is no text';
    return {
      fault: { line: lineAt(body, zero), problem, next: 'Export it as CSV; a workbook (.xlsx) cannot be read.' },
    };
  }
  const text = decode('utf-8', body);
  if (text !== undefined) return { text, encoding: marked ? 'UTF-8 with BOM' : 'UTF-8' };
  return notUtf8(body, marked);
}

function utf16(bytes: Uint8Array, encoding: 'UTF-16 LE' | 'UTF-16 BE') {
  const text = decode(encoding === 'UTF-16 LE' ? 'utf-16le' : 'utf-16be', bytes);
  if (text !== undefined && !text.includes('\0')) return { text, encoding };
  return { fault: { problem: `The file begins as ${encoding} and does not stay so`, next: saveAs } };
}

/** Every other byte zero, in at least nine of ten pairs. */
function looksUtf16(bytes: Uint8Array): boolean {
  let [even, odd] = [0, 0];
  for (let index = 0; index < bytes.length; index += 1)
    if (bytes[index] === 0) {
      if (index % 2 === 0) even += 1;
      else odd += 1;
    }
  const pairs = bytes.length / 2;
  return Math.max(even, odd) >= pairs * 0.9 && Math.min(even, odd) <= pairs * 0.1;
}

/** Windows-1252, unless parts of the file are plainly UTF-8: two encodings in one file have no one right reading. */
function notUtf8(bytes: Uint8Array, marked: boolean): { text: string; encoding: TextEncoding } | { fault: FileFault } {
  const { utf8, other } = scan(bytes);
  const at = other ?? 0;
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  if (marked || utf8 !== undefined) {
    const where = marked ? 'the file is marked as UTF-8' : `line ${lineAt(bytes, utf8 ?? 0)} is UTF-8`;
    const problem = `Two encodings are mixed: byte ${byte} is not UTF-8, while ${where}`;
    return { fault: { line: lineAt(bytes, at), problem, next: saveAs } };
  }
  const unassigned = bytes.findIndex((one) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(one));
  const text = unassigned === -1 ? decode('windows-1252', bytes) : undefined;
  if (text !== undefined) return { text, encoding: 'Windows-1252' };
  const problem = 'The text is neither UTF-8, UTF-16 nor Windows-1252';
  return { fault: { line: lineAt(bytes, Math.max(0, unassigned)), problem, next: saveAs } };
}

/** Where the first letter of several bytes of UTF-8 is, and the first byte that is not UTF-8. */
function scan(bytes: Uint8Array): { utf8: number | undefined; other: number | undefined } {
  let [utf8, other]: (number | undefined)[] = [undefined, undefined];
  for (let index = 0; index < bytes.length; ) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) {
      index += 1;
      continue;
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead >= 0xc2 && decode('utf-8', bytes.subarray(index, index + length)) !== undefined) {
      utf8 ??= index;
      index += length;
    } else {
      other ??= index;
      index += 1;
    }
  }
  return { utf8, other };
}

function decode(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let index = 0; index < offset; index += 1)
    if (bytes[index] === 0x0a || (bytes[index] === 0x0d && bytes[index + 1] !== 0x0a)) line += 1;
  return line;
}
