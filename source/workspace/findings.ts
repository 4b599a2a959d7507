/** Findings of other engines, in files of the workspace. */
import type { Assessment } from '../core/assessment.ts';
import type { FindingGroup, FindingsImport, KeptFindings, LoadedFindings } from '../core/foreign-findings.ts';
import { WorkspaceError } from './errors.ts';
import type { FileOperations } from './files.ts';
import { type ImportedFiles, loadImported, saveImported } from './imported-file.ts';
import { count, listOf, maybe, object, oneOf, recordOf, text } from './value-shape.ts';

/** Folder of the findings in a workspace. */
export const findingsFolder = 'findings';

const findingsFiles: ImportedFiles = { folder: findingsFolder, format: 'soc2-ready/findings@1', what: 'findings' };

/** Writes findings; the same findings are one file (imported-file.ts). */
export async function saveFindings(
  workspace: { readonly folder: string; readonly readOnly: string | undefined },
  kept: KeptFindings,
  files?: FileOperations,
): Promise<{ findingsFile: string; sha256: string }> {
  const { file, sha256 } = await saveImported(workspace, findingsFiles, kept.engine, kept, files);
  return { findingsFile: file, sha256 };
}

/** Reads the findings of an import. Throws a WorkspaceError when they are missing, changed since, or no findings. */
export async function loadFindings(
  workspace: { readonly folder: string },
  { engine, findingsFile, sha256 }: Pick<FindingsImport, 'engine' | 'findingsFile' | 'sha256'>,
  files?: FileOperations,
): Promise<KeptFindings> {
  const again = 'Import the findings again: soc2-ready import findings FILE';
  const known = { file: findingsFile, sha256 };
  const { path, content } = await loadImported(workspace, findingsFiles, known, again, files);
  if (!isKept(content) || content.engine !== engine)
    throw new WorkspaceError(`${path} holds no findings of ${engine}.`, again);
  return content;
}

/**
 * Everything taken in that counts, oldest first. What cannot be read is told to `problem` and left out: what it filled is
 * unknown again.
 */
export async function loadAllFindings(
  workspace: { readonly folder: string; readonly assessment: Assessment },
  problem: (sentence: string) => void,
): Promise<LoadedFindings[]> {
  const loaded: LoadedFindings[] = [];
  for (const known of workspace.assessment.findings) {
    try {
      loaded.push({ import: known, kept: await loadFindings(workspace, known) });
    } catch (error) {
      problem((error as Error).message);
    }
  }
  return loaded;
}

const group = object({
  ...{ id: text, account: text, region: text, passed: count, failed: count, unknown: count },
  ...{ failing: listOf(text), passing: listOf(text), oldest: text, newest: text },
} satisfies Record<keyof FindingGroup, unknown>);

const shape = object({
  engine: oneOf('prowler', 'securityhub', 'config'),
  version: maybe(text),
  groups: listOf(group),
  regions: recordOf(listOf(text)),
  unmapped: listOf(object({ id: text, count })),
});

function isKept(value: unknown): value is KeptFindings {
  return shape(value) === undefined;
}
