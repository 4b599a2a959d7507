/** The rows of imported lists, in files of the workspace. */
import type { PopulationImport } from '../core/population-entry.ts';
import type { PopulationRow } from '../core/population-rows.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import { WorkspaceError } from './errors.ts';
import type { FileOperations } from './files.ts';
import { type ImportedFiles, loadImported, saveImported } from './imported-file.ts';

/** Folder of the rows in a workspace. */
export const populationsFolder = 'populations';

const rowsFiles: ImportedFiles = { folder: populationsFolder, format: 'soc2-ready/population-rows@1', what: 'rows' };

/** Writes the rows of a list; the same rows are one file, in whatever order the list had them (imported-file.ts). */
export async function saveRows(
  workspace: { readonly folder: string; readonly readOnly: string | undefined },
  kind: PopulationKind,
  rows: readonly PopulationRow[],
  files?: FileOperations,
): Promise<{ rowsFile: string; sha256: string }> {
  const { file, sha256 } = await saveImported(workspace, rowsFiles, kind, { kind, rows }, files);
  return { rowsFile: file, sha256 };
}

/** Reads the rows of an import. Throws a WorkspaceError when they are missing, changed since, or no rows. */
export async function loadRows(
  workspace: { readonly folder: string },
  { kind, rowsFile, sha256 }: Pick<PopulationImport, 'kind' | 'rowsFile' | 'sha256'>,
  files?: FileOperations,
): Promise<PopulationRow[]> {
  const again = `Import the list again: soc2-ready import population FILE --kind ${kind}`;
  const { path, content } = await loadImported(workspace, rowsFiles, { file: rowsFile, sha256 }, again, files);
  if (content.kind !== kind || !isRows(content.rows))
    throw new WorkspaceError(`${path} holds no rows of ${kind}.`, again);
  return content.rows;
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
