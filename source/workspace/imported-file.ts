/** What was taken in from outside, in files of the workspace: canonical JSON, named after what they hold. */
import { join } from 'node:path';
import { canonicalJson, sha256 } from './canonical.ts';
import { fileError, WorkspaceError } from './errors.ts';
import { type FileOperations, nodeFiles, writeAtomically } from './files.ts';

/** One sort of such files. */
export interface ImportedFiles {
  /** Folder in the workspace. */
  folder: string;
  /** What a file says it is. */
  format: string;
  /** What they hold, in a word for messages. */
  what: string;
}

/**
 * Writes `<folder>/<prefix>-<hash>.json` (0600) and resolves, once it is on the disk, to the file and its SHA-256. The
 * same content is one file. Throws a WorkspaceError when it cannot.
 */
export async function saveImported(
  workspace: { readonly folder: string; readonly readOnly: string | undefined },
  { folder: sort, format, what }: ImportedFiles,
  prefix: string,
  content: object,
  files: FileOperations = nodeFiles,
): Promise<{ file: string; sha256: string }> {
  if (workspace.readOnly !== undefined)
    throw new WorkspaceError(`Nothing can be imported. ${workspace.readOnly}`, 'Open the workspace again to write.');
  const text = `${canonicalJson({ format, ...content })}\n`;
  const hash = sha256(text);
  const folder = join(workspace.folder, sort);
  const name = `${prefix}-${hash.slice(0, 12)}.json`;
  try {
    if (await files.makeFolder(folder)) await files.syncFolder(workspace.folder);
    await writeAtomically(files, join(folder, name), new TextEncoder().encode(text));
  } catch (error) {
    throw fileError(`save the ${what} in`, folder, error);
  }
  return { file: `${sort}/${name}`, sha256: hash };
}

/**
 * Reads such a file by the name and hash that the journal has. `again`: how to take it in once more. Throws a
 * WorkspaceError when it is missing, changed since, or none of these; the content still has to be looked at.
 */
export async function loadImported(
  workspace: { readonly folder: string },
  { folder, format, what }: ImportedFiles,
  known: { file: string; sha256: string },
  again: string,
  files: FileOperations = nodeFiles,
): Promise<{ path: string; content: Record<string, unknown> }> {
  // The name comes from the journal, which somebody else may have written: it must not lead out of the folder.
  const [before, name = '', ...more] = known.file.split('/');
  if (before !== folder || more.length > 0 || !/^[a-z-]+-[0-9a-f]{12}\.json$/.test(name))
    throw new WorkspaceError(`${JSON.stringify(known.file)} is not the name of a file of ${what}.`, again);
  const path = join(workspace.folder, known.file);
  let bytes: Uint8Array;
  try {
    bytes = await files.readFile(path);
  } catch (error) {
    throw new WorkspaceError(fileError('read', path, error).message, again, { cause: error });
  }
  if (sha256(bytes) !== known.sha256)
    throw new WorkspaceError(`${path} is not what was imported (SHA-256 differs).`, again);
  const { format: found, ...content } = parsed(bytes);
  if (found !== format) throw new WorkspaceError(`${path} holds no ${what}.`, again);
  return { path, content };
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
