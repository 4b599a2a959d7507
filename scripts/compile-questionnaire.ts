// Compiles questionnaires/**/*.yaml into source/generated/questionnaire.json, so that the program starts without a
// YAML parser. Run by itself it only says what is wrong: node scripts/compile-questionnaire.ts
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orderFaults } from '../source/core/asking-order.ts';
import type { Questionnaire, QuestionnaireContent } from '../source/core/questionnaire.ts';
import { ruleFaults } from '../source/core/questionnaire-rules.ts';
import { controlFileFaults, partFileFaults } from '../source/core/questionnaire-schema.ts';
import { questionnaireHash } from '../source/workspace/questionnaire-hash.ts';
import { type LocatedFault, locate, readYamlFile } from '../source/workspace/yaml-file.ts';

export type { LocatedFault } from '../source/workspace/yaml-file.ts';

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

const parts = {
  'scoping.yaml': ['scoping'],
  'roles.yaml': ['roles', 'roleSets'],
  'topics.yaml': ['topics'],
  'order.yaml': ['order'],
} as const;

/** Reads and validates `folder` (a `questionnaires/`); throws {@link QuestionnaireError} with every fault. */
export function readQuestionnaire(folder: string): Questionnaire {
  const series = readdirSync(join(folder, 'soc2'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readYamlFile(join(folder, 'soc2', name), `soc2/${name}`, controlFileFaults));
  const others = Object.entries(parts).map(([name, fields]) =>
    readYamlFile(join(folder, name), name, (content) => partFileFaults(content, fields)),
  );
  throwIfAny([...series, ...others].flatMap((file) => file.faults));

  const positions = series.flatMap((file) => (file.content as unknown[]).map((_, index) => ({ file, index })));
  const joined = {
    controls: series.flatMap((file) => file.content as unknown[]),
    ...Object.assign({}, ...others.map((file) => file.content)),
  } as QuestionnaireContent;
  const located = [...ruleFaults(joined), ...orderFaults(joined)].map((fault): LocatedFault => {
    const [part, index, ...rest] = fault.path;
    const control = part === 'controls' ? positions[Number(index)] : undefined;
    if (control) return locate(control.file, { ...fault, path: [control.index, ...rest] });
    const file = others.find(({ name }) => (parts[name as keyof typeof parts] as readonly unknown[]).includes(part));
    return file ? locate(file, fault) : { file: '', line: 1, field: fault.path.join('.'), message: fault.message };
  });
  throwIfAny(located);
  return { hash: questionnaireHash(joined), ...joined };
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
