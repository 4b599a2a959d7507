/** The questionnaire that ships with the program. */
import { readFile } from 'node:fs/promises';
import type { Questionnaire } from '../core/questionnaire.ts';

/**
 * Reads the compiled questionnaire: beside the bundle, or where the build leaves it when the source itself runs. A file
 * and not a module: parsing JSON is several times faster than running the same text as code.
 */
export async function loadQuestionnaire(): Promise<Questionnaire> {
  const file = import.meta.url.endsWith('.ts') ? '../generated/questionnaire.json' : './questionnaire.json';
  return JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8')) as Questionnaire;
}
