/** Where workspaces are. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, posix, resolve, win32 } from 'node:path';
import { journalName } from './journal.ts';

/** What the place of the user's data depends on. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
}

function here(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir() };
}

/** True when the folder holds a journal; false too where nobody may look. */
export function isWorkspace(folder: string): boolean {
  try {
    return statSync(join(folder, journalName)).isFile();
  } catch {
    return false;
  }
}

/** Folder of this program's data: by the XDG rules, on macOS and Windows by theirs. */
export function dataFolder({ platform, env, home }: Surroundings = here()): string {
  const path = platform === 'win32' ? win32 : posix;
  // The XDG rules say to ignore a relative path.
  const given = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_DATA_HOME;
  if (given !== undefined && path.isAbsolute(given)) return path.join(given, 'soc2-ready');
  if (platform === 'win32') return path.join(home, 'AppData', 'Local', 'soc2-ready');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'soc2-ready');
  return path.join(home, '.local', 'share', 'soc2-ready');
}

/** Folder of this program's preferences: by the XDG rules, on macOS and Windows by theirs. */
export function configFolder({ platform, env, home }: Surroundings = here()): string {
  const path = platform === 'win32' ? win32 : posix;
  const given = platform === 'win32' ? env.APPDATA : env.XDG_CONFIG_HOME;
  if (given !== undefined && path.isAbsolute(given)) return path.join(given, 'soc2-ready');
  if (platform === 'win32') return path.join(home, 'AppData', 'Roaming', 'soc2-ready');
  if (platform === 'darwin') return path.join(home, 'Library', 'Preferences', 'soc2-ready');
  return path.join(home, '.config', 'soc2-ready');
}

/** Folder that holds the workspaces made without --dir, one folder each. */
export function workspacesFolder(surroundings: Surroundings = here()): string {
  const path = surroundings.platform === 'win32' ? win32 : posix;
  return path.join(dataFolder(surroundings), 'workspaces');
}

/** The workspace used when none is named and the current folder holds none. */
export function defaultWorkspaceFolder(surroundings: Surroundings = here()): string {
  const path = surroundings.platform === 'win32' ? win32 : posix;
  return path.join(workspacesFolder(surroundings), 'default');
}

/** The folder to work in: the one named, else the current one if it holds a workspace, else the default one. */
export function findWorkspaceFolder(options: { cwd: string; dir?: string }): { folder: string; exists: boolean } {
  const { cwd, dir } = options;
  const named = dir === undefined || dir === '' ? undefined : isAbsolute(dir) ? resolve(dir) : resolve(cwd, dir);
  const folder = named ?? (isWorkspace(cwd) ? resolve(cwd) : defaultWorkspaceFolder());
  return { folder, exists: isWorkspace(folder) };
}
