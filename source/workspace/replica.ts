/** Which copy of a workspace this is. Two copies must not write under one name, or their entries could not be told apart. */
import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from './errors.ts';
import { type FileOperations, writeAtomically } from './files.ts';

/** Name of the file in a workspace folder; git ignores it. */
export const replicaName = 'replica.json';

/** What the file says. */
export interface Replica {
  /** Twelve hex digits. */
  replica: string;
  /** Where the id is valid: a copied folder is elsewhere, on another host or under another path, and gets its own. */
  host: string;
  folder: string;
}

/** The id of this copy: the one kept, or a new one on first use and after the folder was copied or moved. */
export async function findReplica(files: FileOperations, folder: string): Promise<Replica & { isNew: boolean }> {
  const here = { host: hostname(), folder: await realpath(folder) };
  const kept = await readReplica(files, folder);
  if (kept !== undefined && kept.host === here.host && kept.folder === here.folder) return { ...kept, isNew: false };
  return { replica: randomBytes(6).toString('hex'), ...here, isNew: true };
}

/** Keeps a new id. For the holder of the lock only. */
export async function keepReplica(files: FileOperations, folder: string, replica: Replica): Promise<void> {
  const kept: Replica = { replica: replica.replica, host: replica.host, folder: replica.folder };
  await writeAtomically(files, join(folder, replicaName), new TextEncoder().encode(`${JSON.stringify(kept)}\n`));
}

async function readReplica(files: FileOperations, folder: string): Promise<Replica | undefined> {
  try {
    const text = new TextDecoder().decode(await files.readFile(join(folder, replicaName)));
    const kept = JSON.parse(text) as Replica | null;
    return typeof kept?.replica === 'string' && /^[0-9a-f]{12}$/.test(kept.replica) ? kept : undefined;
  } catch (error) {
    // Absent, or damaged: a new id costs nothing.
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
