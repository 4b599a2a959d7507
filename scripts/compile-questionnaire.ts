// Compiles questionnaires/**/*.yaml into source/generated/questionnaire.json, so that the program starts without a
// YAML parser.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Control, Questionnaire } from '../source/core/questionnaire.ts';

/** Reads, joins and writes the questionnaire of the checkout at `root`; throws on the first file that cannot be read. */
export function compileQuestionnaire(root: string): Questionnaire {
  const folder = join(root, 'questionnaires');
  const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));
  const series = readdirSync(join(folder, 'soc2'))
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const content = {
    controls: series.flatMap((file) => read(join('soc2', file)) as Control[]),
    ...(read('scoping.yaml') as Pick<Questionnaire, 'scoping'>),
    ...(read('roles.yaml') as Pick<Questionnaire, 'roles' | 'roleSets'>),
    ...(read('topics.yaml') as Pick<Questionnaire, 'topics'>),
  };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  const questionnaire = { hash, ...content };
  mkdirSync(join(root, 'source/generated'), { recursive: true });
  writeFileSync(join(root, 'source/generated/questionnaire.json'), JSON.stringify(questionnaire));
  return questionnaire;
}
