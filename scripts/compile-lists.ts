// Compiles questionnaires/sources.yaml and aws-services.yaml, each into a file of its own in source/generated/: only
// `soc2-ready questions` reads them. Run by itself it says what is wrong: node scripts/compile-lists.ts
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AwsServiceList } from '../source/core/aws-services.ts';
import { listFileFaults, type listShapes } from '../source/core/list-schema.ts';
import type { SourceRow } from '../source/core/source-rows.ts';
import { readYamlFile, type YamlFile } from '../source/workspace/yaml-file.ts';
import { QuestionnaireError } from './compile-questionnaire.ts';

/** What stands in the two files. */
export interface Lists {
  sources: SourceRow[];
  awsServices: AwsServiceList;
}

/** Names of the compiled files in source/generated/ and dist/. */
export const listFiles = ['sources.json', 'aws-services.json'];

/** Reads and validates both files of `folder` (a `questionnaires/`); throws {@link QuestionnaireError} with every fault. */
export function readLists(folder: string): Lists {
  const read = (name: string, parts: (keyof typeof listShapes)[]): YamlFile =>
    readYamlFile(join(folder, name), name, (content) => listFileFaults(content, parts));
  const sources = read('sources.yaml', ['sources']);
  const services = read('aws-services.yaml', ['asOf', 'otherWords', 'awsServices']);
  const faults = [...sources.faults, ...services.faults];
  if (faults.length > 0) throw new QuestionnaireError(faults);
  return {
    sources: (sources.content as { sources: SourceRow[] }).sources,
    awsServices: services.content as AwsServiceList,
  };
}

/** Reads, validates and writes both for the checkout at `root`; throws {@link QuestionnaireError}. */
export function compileLists(root: string): Lists {
  const lists = readLists(join(root, 'questionnaires'));
  const folder = join(root, 'source/generated');
  mkdirSync(folder, { recursive: true });
  for (const [index, content] of [lists.sources, lists.awsServices].entries()) {
    const name = listFiles[index] ?? '';
    // Renamed into place: a build beside this one must not read half a file.
    const written = join(folder, `${name}.${process.pid}.tmp`);
    writeFileSync(written, JSON.stringify(content));
    renameSync(written, join(folder, name));
  }
  return lists;
}

if (import.meta.main) {
  try {
    const { sources, awsServices } = compileLists(fileURLToPath(new URL('..', import.meta.url)));
    process.stdout.write(`${sources.length} source rows, ${awsServices.awsServices.length} AWS services\n`);
  } catch (error) {
    if (!(error instanceof QuestionnaireError)) throw error;
    process.stderr.write(`${error.message}\n${error.faults.length} faults\n`);
    process.exitCode = 2;
  }
}
