/** Findings of other engines, in files of the workspace: canonical JSON, named after what they hold. */
import { join } from 'node:path';
import type { Assessment } from '../core/assessment.ts';
import type { FindingGroup, FindingsImport, KeptFindings, LoadedFindings } from '../core/foreign-findings.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { fileError, WorkspaceError } from './errors.ts';
import { type FileOperations, nodeFiles, writeAtomically } from './files.ts';
import { count, listOf, maybe, object, oneOf, recordOf, text } from './value-shape.ts';

/** Folder of the findings in a workspace. */
export const findingsFolder = 'findings';

const format = 'soc2-ready/findings@1';

/**
 * Writes findings to `findings/<engine>-<hash>.json` (0600) and resolves, once they are on the disk, to the file and its
 * SHA-256. The same findings are one file.
 */
export async function saveFindings(
  workspace: { readonly folder: string; readonly readOnly: string | undefined },
  kept: KeptFindings,
  files: FileOperations = nodeFiles,
): Promise<{ findingsFile: string; sha256: string }> {
  if (workspace.readOnly !== undefined)
    throw new WorkspaceError(`Nothing can be imported. ${workspace.readOnly}`, 'Open the workspace again to write.');
  const content = `${canonicalJson({ format, ...kept })}\n`;
  const hash = sha256(content);
  const folder = join(workspace.folder, findingsFolder);
  const name = `${kept.engine}-${hash.slice(0, 12)}.json`;
  try {
    if (await files.makeFolder(folder)) await files.syncFolder(workspace.folder);
    await writeAtomically(files, join(folder, name), new TextEncoder().encode(content));
  } catch (error) {
    throw fileError('save the findings in', folder, error);
  }
  return { findingsFile: `${findingsFolder}/${name}`, sha256: hash };
}

/** Reads the findings of an import. Throws a WorkspaceError when they are missing, changed since, or no findings. */
export async function loadFindings(
  workspace: { readonly folder: string },
  { engine, findingsFile, sha256: expected }: Pick<FindingsImport, 'engine' | 'findingsFile' | 'sha256'>,
  files: FileOperations = nodeFiles,
): Promise<KeptFindings> {
  const again = 'Import the findings again: soc2-ready import findings FILE';
  // The name comes from the journal, which somebody else may have written: it must not lead out of the folder.
  if (!/^findings\/[a-z]+-[0-9a-f]{12}\.json$/.test(findingsFile))
    throw new WorkspaceError(`${JSON.stringify(findingsFile)} is not the name of a file of findings.`, again);
  const path = join(workspace.folder, findingsFile);
  let bytes: Uint8Array;
  try {
    bytes = await files.readFile(path);
  } catch (error) {
    throw new WorkspaceError(fileError('read', path, error).message, again, { cause: error });
  }
  if (sha256(bytes) !== expected)
    throw new WorkspaceError(`${path} is not what was imported (SHA-256 differs).`, again);
  const { format: found, ...kept } = parse(bytes);
  if (found !== format || !isKept(kept) || kept.engine !== engine)
    throw new WorkspaceError(`${path} holds no findings of ${engine}.`, again);
  return kept;
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

function parse(bytes: Uint8Array): { format?: unknown } {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
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
