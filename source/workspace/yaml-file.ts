/** YAML files in which every fault has a line. Loads the YAML parser: import it only where a YAML file is to be read. */
import { readFileSync } from 'node:fs';
import type { Document, Node } from 'yaml';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Fault, FaultPath } from '../core/shape.ts';

/** A fault with its place in a file. */
export interface LocatedFault {
  /** Name of the file, as {@link readYamlFile} was given it. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** Id of the control, question or role, where it has one, and the field: `CC1.1-a raci.R[0]`. */
  field: string;
  message: string;
}

/** A file that was read: its content, or what is wrong with it. */
export interface YamlFile {
  name: string;
  document: Document;
  lines: LineCounter;
  /** Null when it is no YAML. */
  content: unknown;
  faults: LocatedFault[];
}

/** Bytes above which a file is no questionnaire somebody wrote. */
const largest = 2_000_000;

/**
 * Reads and parses a file, and holds its content against `shape`. Faults are returned in the value; only errors of the
 * file system are thrown. `name` is what the faults call the file.
 */
export function readYamlFile(path: string, name: string, shape: (content: unknown) => Fault[]): YamlFile {
  const lines = new LineCounter();
  const bytes = readFileSync(path);
  const refused = refusal(bytes);
  const document = parseDocument(refused === undefined ? bytes.toString('utf8') : '', { lineCounter: lines });
  const file: YamlFile = { name, document, lines, content: null, faults: [] };
  const yamlFault = (line: number, message: string) => file.faults.push({ file: name, line, field: 'YAML', message });
  if (refused !== undefined) yamlFault(1, refused);
  for (const error of [...document.errors, ...document.warnings]) {
    const quote = error.code === 'MISSING_CHAR' ? openQuote(document, error.pos[0]) : undefined;
    const line = quote === undefined ? error.linePos?.[0].line : lines.linePos(quote).line;
    const where = quote === undefined ? '' : ' of the text that begins here';
    yamlFault(line ?? 1, `${wording(error.message) || error.code}${where}`);
  }
  if (file.faults.length > 0) return file;
  try {
    file.content = document.toJS();
  } catch (error) {
    // An alias without an anchor, or aliases that unfold to more than a file may hold.
    yamlFault(1, wording((error as Error).message));
    return file;
  }
  file.faults = shape(file.content).map((fault) => locate(file, fault));
  return file;
}

/** Where the quoted text begins that goes on to `end`: the parser only tells where it gave up. */
function openQuote(document: Document, end: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range && range[0] < end && range[2] >= end) start = range[0];
    },
  });
  return start;
}

/** Why these bytes are not even looked at. */
function refusal(bytes: Buffer): string | undefined {
  if (bytes.length > largest) return `must have at most ${largest} bytes; it has ${bytes.length}`;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return 'must be text in UTF-8; save it again in that encoding';
  }
}

/** The first line of the parser's message, without the place, which stands before it anyway. */
function wording(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
}

/** The fault with the line of the deepest thing on its path that is in the file. */
export function locate(file: YamlFile, fault: Fault): LocatedFault {
  let node: unknown = file.document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const step of fault.path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      offset = (pair?.key as Node | undefined)?.range?.[0] ?? offset;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  const { line } = file.lines.linePos(offset);
  return {
    file: file.name,
    line: Math.max(line, 1),
    field: fieldName(file.content, fault.path),
    message: fault.message,
  };
}

/** The path as a person reads it, with the id of the entry in place of its position. */
function fieldName(content: unknown, path: FaultPath): string {
  const top = typeof path[0] === 'string' ? path[0] : undefined;
  const list: unknown = top === undefined ? content : (content as Record<string, unknown> | null)?.[top];
  const [index, ...rest] = top === undefined ? path : path.slice(1);
  const entry = typeof index === 'number' && Array.isArray(list) ? (list[index] as { id?: unknown } | null) : null;
  const id = typeof entry?.id === 'string' ? entry.id : undefined;
  const steps = id === undefined ? path : rest;
  const field = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return [id, field.replace(/^\./, '')].filter(Boolean).join(' ') || 'the file';
}
