// Compiles questionnaires/policies.yaml and glossary.yaml, each into a file of its own in source/generated/: the program
// reads them only when somebody asks for them. Run by itself it says what is wrong: node scripts/compile-guides.ts
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Glossary } from '../source/core/glossary.ts';
import { glossaryFaults, policyFaults } from '../source/core/guide-rules.ts';
import { guideFileFaults, type guideShapes } from '../source/core/guide-schema.ts';
import type { PolicyStarters } from '../source/core/policy-starter.ts';
import type { Questionnaire } from '../source/core/questionnaire.ts';
import type { Fault } from '../source/core/shape.ts';
import { locate, readYamlFile } from '../source/workspace/yaml-file.ts';
import { QuestionnaireError, readQuestionnaire } from './compile-questionnaire.ts';

/** What stands beside the questionnaire. */
export interface Guides {
  policies: PolicyStarters;
  glossary: Glossary;
}

/** Names of the compiled files in source/generated/ and dist/. */
export const guideFiles = ['policies.json', 'glossary.json'];

/** Reads and validates both files of `folder` (a `questionnaires/`); throws {@link QuestionnaireError} with every fault. */
export function readGuides(folder: string, questionnaire: Questionnaire): Guides {
  const read = <Content>(
    name: string,
    parts: (keyof typeof guideShapes)[],
    rules: (content: Content) => Fault[],
  ): { content: Content; faults: QuestionnaireError['faults'] } => {
    const file = readYamlFile(join(folder, name), name, (content) => guideFileFaults(content, parts));
    const content = file.content as Content;
    const faults = file.faults.length > 0 ? file.faults : rules(content).map((fault) => locate(file, fault));
    return { content, faults };
  };
  const policies = read<PolicyStarters>('policies.yaml', ['policyFrame', 'policies'], (content) =>
    policyFaults(content, questionnaire),
  );
  const glossary = read<Glossary>('glossary.yaml', ['terms'], (content) => glossaryFaults(content, questionnaire));
  const faults = [...policies.faults, ...glossary.faults];
  if (faults.length > 0) throw new QuestionnaireError(faults);
  return { policies: policies.content, glossary: glossary.content };
}

/** Reads, validates and writes both for the checkout at `root`; throws {@link QuestionnaireError}. */
export function compileGuides(root: string, questionnaire: Questionnaire): Guides {
  const guides = readGuides(join(root, 'questionnaires'), questionnaire);
  const folder = join(root, 'source/generated');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(guides)) {
    // Renamed into place: a build beside this one must not read half a file.
    const written = join(folder, `${name}.${process.pid}.tmp`);
    writeFileSync(written, JSON.stringify(content));
    renameSync(written, join(folder, `${name}.json`));
  }
  return guides;
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  try {
    const { policies, glossary } = compileGuides(root, readQuestionnaire(join(root, 'questionnaires')));
    process.stdout.write(`${policies.policies.length} policies, ${glossary.terms.length} terms\n`);
  } catch (error) {
    if (!(error instanceof QuestionnaireError)) throw error;
    process.stderr.write(`${error.message}\n${error.faults.length} faults\n`);
    process.exitCode = 2;
  }
}
