// Compiles questionnaires/**/*.yaml into source/generated/questionnaire.json, so that the program starts without a
// YAML parser. Run by itself it only says what is wrong: node scripts/compile-questionnaire.ts
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Document, Node } from 'yaml';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Questionnaire, QuestionnaireContent } from '../source/core/questionnaire.ts';
import { ruleFaults } from '../source/core/questionnaire-rules.ts';
import { controlFileFaults, partFileFaults } from '../source/core/questionnaire-schema.ts';
import type { Fault, FaultPath } from '../source/core/shape.ts';

/** A fault with its place in a file. */
export interface LocatedFault {
  /** Path below `questionnaires/`. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** Id of the control, question or role, where it has one, and the field: `CC1.1-a raci.R[0]`. */
  field: string;
  message: string;
}

/** All faults of a questionnaire, one line each. */
export class QuestionnaireError extends Error {
  faults: LocatedFault[];

  constructor(faults: LocatedFault[]) {
    super(
      faults.map(({ file, line, field, message }) => `questionnaires/${file}:${line}: ${field}: ${message}`).join('\n'),
    );
    this.name = 'QuestionnaireError';
    this.faults = faults;
    // The place in the YAML matters, not the place in this program.
    this.stack = this.message;
  }
}

interface File {
  name: string;
  document: Document;
  lines: LineCounter;
  content: unknown;
  faults: LocatedFault[];
}

const parts = {
  'scoping.yaml': ['scoping'],
  'roles.yaml': ['roles', 'roleSets'],
  'topics.yaml': ['topics'],
} as const;

function readFile(folder: string, name: string, shape: (content: unknown) => Fault[]): File {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { lineCounter: lines });
  const file: File = { name, document, lines, content: null, faults: [] };
  for (const error of [...document.errors, ...document.warnings])
    file.faults.push({
      file: name,
      line: error.linePos?.[0].line ?? 1,
      field: 'YAML',
      message: error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? error.code,
    });
  if (file.faults.length > 0) return file;
  file.content = document.toJS();
  file.faults = shape(file.content).map((fault) => locate(file, fault));
  return file;
}

/** The fault with the line of the deepest thing on its path that is in the file. */
function locate(file: File, fault: Fault): LocatedFault {
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

/** Reads and validates `folder` (a `questionnaires/`); throws {@link QuestionnaireError} with every fault. */
export function readQuestionnaire(folder: string): Questionnaire {
  const series = readdirSync(join(folder, 'soc2'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readFile(folder, `soc2/${name}`, controlFileFaults));
  const others = Object.entries(parts).map(([name, fields]) =>
    readFile(folder, name, (content) => partFileFaults(content, fields)),
  );
  throwIfAny([...series, ...others].flatMap((file) => file.faults));

  const positions = series.flatMap((file) => (file.content as unknown[]).map((_, index) => ({ file, index })));
  const joined = {
    controls: series.flatMap((file) => file.content as unknown[]),
    ...Object.assign({}, ...others.map((file) => file.content)),
  } as QuestionnaireContent;
  const located = ruleFaults(joined).map((fault): LocatedFault => {
    const [part, index, ...rest] = fault.path;
    const control = part === 'controls' ? positions[Number(index)] : undefined;
    if (control) return locate(control.file, { ...fault, path: [control.index, ...rest] });
    const file = others.find(({ name }) => (parts[name as keyof typeof parts] as readonly unknown[]).includes(part));
    return file ? locate(file, fault) : { file: '', line: 1, field: fault.path.join('.'), message: fault.message };
  });
  throwIfAny(located);
  const hash = createHash('sha256').update(JSON.stringify(joined)).digest('hex').slice(0, 12);
  return { hash, ...joined };
}

function throwIfAny(faults: LocatedFault[]): void {
  if (faults.length > 0) throw new QuestionnaireError(faults);
}

/** Reads, validates, joins and writes the questionnaire of the checkout at `root`; throws {@link QuestionnaireError}. */
export function compileQuestionnaire(root: string): Questionnaire {
  const questionnaire = readQuestionnaire(join(root, 'questionnaires'));
  const folder = join(root, 'source/generated');
  mkdirSync(folder, { recursive: true });
  // Renamed into place: a build beside this one must not read half a file.
  const written = join(folder, `questionnaire.${process.pid}.tmp`);
  writeFileSync(written, JSON.stringify(questionnaire));
  renameSync(written, join(folder, 'questionnaire.json'));
  return questionnaire;
}

if (import.meta.main) {
  try {
    const { hash, controls, scoping } = compileQuestionnaire(fileURLToPath(new URL('..', import.meta.url)));
    process.stdout.write(`${controls.length} controls, ${scoping.length} scoping questions, hash ${hash}\n`);
  } catch (error) {
    if (!(error instanceof QuestionnaireError)) throw error;
    process.stderr.write(`${error.message}\n${error.faults.length} faults\n`);
    process.exitCode = 2;
  }
}
