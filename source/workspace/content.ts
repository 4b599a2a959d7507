/** The questionnaire: the one that ships with the program, and the one in force in a workspace. */
import { readFile } from 'node:fs/promises';
import type { AwsServiceList } from '../core/aws-services.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import type { SourceRow } from '../core/source-rows.ts';
import { workspaceOverlayNames } from './overlay-folder.ts';

/**
 * Reads the compiled questionnaire: beside the bundle, or where the build leaves it when the source itself runs. A file
 * and not a module: parsing JSON is several times faster than running the same text as code.
 */
export async function shippedQuestionnaire(): Promise<Questionnaire> {
  return JSON.parse(await readContent('questionnaire.json')) as Questionnaire;
}

/**
 * The questionnaire in force in the workspace at `folder`: the shipped one with the workspace's own files laid over it.
 * It has a hash of its own. Throws an OverlayError (exit code 2) when one of them has a fault. The folder may be one that
 * is about to become a workspace.
 */
export async function loadQuestionnaire(folder: string): Promise<Questionnaire> {
  const [shipped, names] = await Promise.all([shippedQuestionnaire(), workspaceOverlayNames(folder)]);
  if (names.length === 0) return shipped;
  const { resolveQuestionnaire } = await import('./overlay-files.ts');
  return resolveQuestionnaire(shipped, folder, names);
}

/** What the project's sources ask for. */
export async function sourceRows(): Promise<SourceRow[]> {
  return JSON.parse(await readContent('sources.json')) as SourceRow[];
}

/** The dated list of AWS services that texts may name. */
export async function awsServiceList(): Promise<AwsServiceList> {
  return JSON.parse(await readContent('aws-services.json')) as AwsServiceList;
}

/** Text of a file that the build made of `questionnaires/`. */
export function readContent(name: string): Promise<string> {
  const folder = import.meta.url.endsWith('.ts') ? '../generated/' : './';
  return readFile(new URL(`${folder}${name}`, import.meta.url), 'utf8');
}
