/** A company's own files of controls. Loads the YAML parser: imported only where there are such files. */
import { join } from 'node:path';
import { allChecks } from '../../checks/index.ts';
import type { Questionnaire, QuestionnaireChange } from '../core/questionnaire.ts';
import { overlayFileFaults, overlayQuestionnaire } from '../core/questionnaire-overlay.ts';
import type { FaultPath } from '../core/shape.ts';
import { plainLine } from '../core/text.ts';
import { fileError, WorkspaceError } from './errors.ts';
import { overlayFolder } from './overlay-folder.ts';
import { questionnaireHash } from './questionnaire-hash.ts';
import { type LocatedFault, locate, readYamlFile, type YamlFile } from './yaml-file.ts';

/** Lines of faults that fit a screen with what stands around them. */
const faultsShown = 15;

/** The faults of a company's own files. Nothing of them is in force. */
export class OverlayError extends WorkspaceError {
  faults: LocatedFault[];

  constructor(folder: string, faults: LocatedFault[]) {
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
    super(
      [`The questionnaire in ${folder} has ${count}; nothing was loaded.`, ...faultLines(faults)].join('\n'),
      'Correct the lines named, or move the file out of the folder. soc2-ready questions lint FILE checks one again.',
      { exitCode: 2 },
    );
    this.name = 'OverlayError';
    this.faults = faults;
  }
}

/** A line per fault, `FILE:LINE: FIELD: MESSAGE`, safe to print; those that fit one screen, and how many more there are. */
export function faultLines(faults: readonly LocatedFault[]): string[] {
  const lines = faults.map(({ file, line, field, message }) => plainLine(`${file}:${line}: ${field}: ${message}`));
  const more = lines.length - faultsShown;
  return more > 0 ? [...lines.slice(0, faultsShown), `and ${more} more`] : lines;
}

/** Files laid over a questionnaire. With faults, the questionnaire is not to be used. */
export interface ReadOverlays {
  questionnaire: Questionnaire;
  changes: QuestionnaireChange[];
  /** In the order of the files and of their lines. */
  faults: LocatedFault[];
  /** What `wording` found; keeps nothing from being loaded. */
  advice: LocatedFault[];
}

/**
 * Reads files and lays them over `shipped` in the order given. `name` is what faults and changes call a file; `wording`
 * says what is wrong with a text of theirs.
 */
export function readOverlays(
  shipped: Questionnaire,
  paths: readonly { path: string; name: string }[],
  wording: (text: string) => string[] = () => [],
): ReadOverlays {
  const files = paths.map(({ path, name }) => read(path, name));
  const advice = files.flatMap((file) =>
    textsIn(file.content, []).flatMap(({ text, path }) =>
      wording(text).map((message) => locate(file, { path, message })),
    ),
  );
  const broken = files.flatMap((file) => file.faults);
  // What the files come to together can only be told when each is right by itself.
  const overlays = broken.length > 0 ? [] : files.map(({ name, content }) => ({ file: name, content }));
  const { hash: _, changes: __, ...base } = shipped;
  const checks = allChecks.map(({ id }) => id);
  const { content, changes, faults } = overlayQuestionnaire(base, overlays, checks);
  const placed = faults.map((fault) => {
    const file = files.find(({ name }) => name === fault.file);
    return file ? locate(file, fault) : { file: '', line: 1, field: fault.path.join('.'), message: fault.message };
  });
  const place = ({ file }: LocatedFault) => files.findIndex(({ name }) => name === file);
  return {
    questionnaire: { hash: questionnaireHash(content), ...content, changes },
    changes,
    faults: [...broken, ...placed].sort((a, b) => place(a) - place(b) || a.line - b.line),
    advice,
  };
}

/** Every text in a value with its path. */
function textsIn(value: unknown, path: FaultPath): { text: string; path: FaultPath }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  const steps = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return steps.flatMap(([step, item]) => textsIn(item, [...path, step]));
}

function read(path: string, name: string): YamlFile {
  try {
    return readYamlFile(path, name, overlayFileFaults);
  } catch (error) {
    throw fileError('read', path, error);
  }
}

/** The questionnaire with the files of a workspace laid over it. Throws an {@link OverlayError} with every fault. */
export function resolveQuestionnaire(
  shipped: Questionnaire,
  workspace: string,
  names: readonly string[],
): Questionnaire {
  const folder = join(workspace, overlayFolder);
  const paths = names.map((name) => ({ path: join(folder, name), name }));
  const { questionnaire, faults } = readOverlays(shipped, paths);
  if (faults.length > 0) throw new OverlayError(folder, faults);
  return questionnaire;
}
