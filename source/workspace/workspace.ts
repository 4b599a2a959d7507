/** Workspaces: opening one, making one. Each is the folder of one assessment. */
import { join, resolve } from 'node:path';
import { isTimeZone } from '../core/calendar.ts';
import type { EntryBody } from '../core/entry.ts';
import { shellWord } from '../core/shell-word.ts';
import { bodyProblem } from './entry-shape.ts';
import { errorCode, fileError, WorkspaceError } from './errors.ts';
import { createFile, type FileOperations, nodeFiles, writeAtomically } from './files.ts';
import { isWorkspace } from './folders.ts';
import { entryLine, journalName, makeEntry } from './journal.ts';
import { takeLock } from './lock.ts';
import { OpenWorkspace } from './open-workspace.ts';
import { findReplica, keepReplica } from './replica.ts';
import type { CreateOptions, OpenOptions, Workspace } from './workspace-types.ts';

export { WorkspaceError } from './errors.ts';
export { defaultWorkspaceFolder, findWorkspaceFolder, isWorkspace } from './folders.ts';
export type { CreateOptions, OpenOptions, Workspace } from './workspace-types.ts';

/**
 * Opens a workspace. Anything short of a missing or unreadable journal opens: what cannot be read is told in
 * `problems`, what must not be written in `readOnly`.
 */
export async function openWorkspace(folder: string, options: OpenOptions): Promise<Workspace> {
  const opened = new OpenWorkspace(resolve(folder), options);
  await opened.open(options.readOnly ?? false);
  return opened;
}

/** Makes a workspace (folder 0700, files 0600) and opens it. Throws a WorkspaceError where there is one already. */
export async function createWorkspace(folder: string, options: CreateOptions): Promise<Workspace> {
  const path = resolve(folder);
  const files = options.fileOperations ?? nodeFiles;
  if (!isTimeZone(options.timeZone))
    throw new WorkspaceError(
      `This machine knows no time zone ${JSON.stringify(options.timeZone)}.`,
      'Name one such as Europe/Berlin with --time-zone.',
      { exitCode: 2 },
    );
  const body: EntryBody = { type: 'created', name: options.name, timeZone: options.timeZone };
  const problem = bodyProblem(body);
  if (problem !== undefined) throw new WorkspaceError(`A workspace needs ${problem}.`, 'Report this.');
  refuseExisting(path);
  try {
    await files.makeFolder(path);
    const replica = await findReplica(files, path);
    const lock = await takeLock(files, path, { replica: replica.replica, now: (options.now ?? (() => new Date()))() });
    if (!lock.held) throw new WorkspaceError(`${path} is in use. ${lock.reason}`, 'Choose another folder with --dir.');
    try {
      refuseExisting(path);
      await writeNew(files, path, body, replica.replica, options);
      await keepReplica(files, path, replica);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw fileError('make a workspace in', path, error);
  }
  return openWorkspace(path, options);
}

function refuseExisting(folder: string): void {
  if (!isWorkspace(folder)) return;
  const next = `Open it with: soc2-ready --dir ${shellWord(folder)}`;
  throw new WorkspaceError(`${folder} holds a workspace already.`, next, { exitCode: 2 });
}

/** The files of a new workspace; the journal last and whole, so that a crash before it leaves no workspace. */
async function writeNew(
  files: FileOperations,
  folder: string,
  body: EntryBody,
  replica: string,
  options: CreateOptions,
): Promise<void> {
  const encoder = new TextEncoder();
  // Two people's copies merge by union: every line of both stays. The lock and the replica belong to one copy.
  const gitFiles: [string, string][] = [
    ['.gitattributes', `${journalName} merge=union text eol=lf\n`],
    ['.gitignore', 'lock\nlock.*\nreplica.json\n*.tmp\n'],
  ];
  for (const [name, text] of gitFiles) {
    await createFile(files, join(folder, name), encoder.encode(text)).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
  const now = (options.now ?? (() => new Date()))();
  const entry = makeEntry(body, { ...options, replica, seq: 1, now });
  await writeAtomically(files, join(folder, journalName), encoder.encode(`${entryLine(entry)}\n`));
}
