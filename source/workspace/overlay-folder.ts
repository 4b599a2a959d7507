/** The folder of a workspace in which a company keeps its own files of controls. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, fileError } from './errors.ts';

/** Its name in a workspace. */
export const overlayFolder = 'questionnaire';

/** Names of the files of controls in a folder, in the order in which they apply; none when there is no folder. */
export async function overlayNames(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /^[^.].*\.ya?ml$/i.test(name)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    throw fileError('read', folder, error);
  }
}

/** The same for the folder in which a workspace keeps them. */
export function workspaceOverlayNames(workspace: string): Promise<string[]> {
  return overlayNames(join(workspace, overlayFolder));
}
