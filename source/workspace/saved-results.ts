/** Saved results: one file each, gzipped canonical JSON, and its entry in the journal (rule S-S1). */
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Check } from '../core/check.ts';
import type { Entry } from '../core/entry.ts';
import type { SavedEntry, SavedResult } from '../core/saved-result.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { fileError, WorkspaceError } from './errors.ts';
import { nodeFiles, writeAtomically } from './files.ts';
import { timeStamp } from './snapshot.ts';
import type { Workspace } from './workspace-types.ts';

/** Folder of the saved results in a workspace. */
export const resultsFolder = 'results';

/** More than any result; a file that unpacks to more is not one of ours. */
const mostBytes = 1 << 28;

/** First 12 hex digits of the SHA-256 of what the checks say of themselves: another catalogue, another hash. */
export function checksHash(checks: readonly Check[]): string {
  return sha256(canonicalJson(checks)).slice(0, 12);
}

/** Writes `results/<stamp>-<hash>.json.gz` (0600), then the entry. Rejects with a WorkspaceError when it cannot. */
export async function saveResult(
  workspace: Pick<Workspace, 'folder' | 'readOnly' | 'append'>,
  result: SavedResult,
  by: string,
  now: Date = new Date(),
): Promise<Entry> {
  if (workspace.readOnly !== undefined)
    throw new WorkspaceError(`Nothing was saved. ${workspace.readOnly}`, 'Open the workspace again to write.');
  const folder = join(workspace.folder, resultsFolder);
  const text = canonicalJson(result);
  const hash = sha256(text);
  // Named by its content too, so that the files of two copies never take each other's place.
  const name = `${timeStamp(now.toISOString())}-${hash.slice(0, 8)}.json.gz`;
  try {
    if (await nodeFiles.makeFolder(folder)) await nodeFiles.syncFolder(workspace.folder);
    await writeAtomically(nodeFiles, join(folder, name), await promisify(gzip)(text));
  } catch (error) {
    throw fileError('save the result in', folder, error);
  }
  const { day, madeBy, summary } = result;
  const file = `${resultsFolder}/${name}`;
  return workspace.append({ type: 'result', file, sha256: hash, day, madeBy, summary }, by);
}

/** Reads a saved result. Rejects with a WorkspaceError when it is missing, damaged, or not what was saved. */
export async function readResult(
  workspace: Pick<Workspace, 'folder'>,
  { file, sha256: expected }: Pick<SavedEntry, 'file' | 'sha256'>,
): Promise<SavedResult> {
  // The name comes from the journal, which somebody else may have written: it must not lead out of the folder.
  if (!/^results\/[\w-]+\.json\.gz$/.test(file))
    throw new WorkspaceError(`${JSON.stringify(file)} is not the name of a saved result.`, 'Look into the journal.');
  const path = join(workspace.folder, file);
  try {
    const bytes = await promisify(gunzip)(await nodeFiles.readFile(path), { maxOutputLength: mostBytes });
    const result = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as SavedResult;
    if (sha256(canonicalJson(result)) === expected) return result;
  } catch (error) {
    throw fileError('read', path, error);
  }
  throw new WorkspaceError(
    `The saved result ${path} is not what was saved (SHA-256 differs).`,
    'Its figures in the journal still stand.',
  );
}
