/** The rows of imported lists, in files of the workspace: canonical JSON, named after what they hold. */
import { join } from 'node:path';
import type { PopulationImport } from '../core/population-entry.ts';
import type { PopulationRow } from '../core/population-rows.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { fileError, WorkspaceError } from './errors.ts';
import { type FileOperations, nodeFiles, writeAtomically } from './files.ts';

/** Folder of the rows in a workspace. */
export const populationsFolder = 'populations';

const format = 'soc2-ready/population-rows@1';

/**
 * Writes rows to `populations/<kind>-<hash>.json` (0600) and resolves, once they are on the disk, to the file and its
 * SHA-256. The same rows are one file, in whatever order the list had them.
 */
export async function saveRows(
  workspace: { readonly folder: string; readonly readOnly: string | undefined },
  kind: PopulationKind,
  rows: readonly PopulationRow[],
  files: FileOperations = nodeFiles,
): Promise<{ rowsFile: string; sha256: string }> {
  if (workspace.readOnly !== undefined)
    throw new WorkspaceError(`Nothing can be imported. ${workspace.readOnly}`, 'Open the workspace again to write.');
  const text = `${canonicalJson({ format, kind, rows })}\n`;
  const hash = sha256(text);
  const folder = join(workspace.folder, populationsFolder);
  const name = `${kind}-${hash.slice(0, 12)}.json`;
  try {
    if (await files.makeFolder(folder)) await files.syncFolder(workspace.folder);
    await writeAtomically(files, join(folder, name), new TextEncoder().encode(text));
  } catch (error) {
    throw fileError('save the rows in', folder, error);
  }
  return { rowsFile: `${populationsFolder}/${name}`, sha256: hash };
}

/** Reads the rows of an import. Throws a WorkspaceError when they are missing, changed since, or no rows. */
export async function loadRows(
  workspace: { readonly folder: string },
  { kind, rowsFile, sha256: expected }: Pick<PopulationImport, 'kind' | 'rowsFile' | 'sha256'>,
  files: FileOperations = nodeFiles,
): Promise<PopulationRow[]> {
  const again = `Import the list again: soc2-ready import population FILE --kind ${kind}`;
  // The name comes from the journal, which somebody else may have written: it must not lead out of the folder.
  if (!/^populations\/[a-z-]+-[0-9a-f]{12}\.json$/.test(rowsFile))
    throw new WorkspaceError(`${JSON.stringify(rowsFile)} is not the name of a file of rows.`, again);
  const path = join(workspace.folder, rowsFile);
  let bytes: Uint8Array;
  try {
    bytes = await files.readFile(path);
  } catch (error) {
    throw new WorkspaceError(fileError('read', path, error).message, again, { cause: error });
  }
  if (sha256(bytes) !== expected)
    throw new WorkspaceError(`${path} is not what was imported (SHA-256 differs).`, again);
  const content = parse(bytes);
  if (content?.format !== format || content.kind !== kind || !isRows(content.rows))
    throw new WorkspaceError(`${path} holds no rows of ${kind}.`, again);
  return content.rows;
}

function parse(bytes: Uint8Array): { format?: unknown; kind?: unknown; rows?: unknown } | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as object | null;
  } catch {
    return null;
  }
}

function isRows(value: unknown): value is PopulationRow[] {
  const isCell = (cell: unknown) =>
    cell === null ||
    ['string', 'boolean'].includes(typeof cell) ||
    (Array.isArray(cell) && cell.every((one) => typeof one === 'string'));
  return (
    Array.isArray(value) &&
    value.every((row) => typeof row === 'object' && row !== null && Object.values(row).every(isCell))
  );
}
