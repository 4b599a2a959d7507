/**
 * One writer at a time. The lock is a file that names its holder; readers need none.
 *
 * Taking over from a dead holder must have one winner however many try. A lock file is made whole beside and linked
 * into place, which only one can do. Who finds `lock` with token T and its holder dead links its own as
 * `lock.after-T`: one winner again, since tokens are random and never come back. The winner puts its lock in the place
 * of `lock` by a rename. Who comes late with a claim after a token that no longer leads from `lock` sees that on
 * looking again, and withdraws.
 */
import { createHash, randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { plainLine } from '../core/text.ts';
import { errorCode } from './errors.ts';
import { createFile, type FileOperations, temporaryName } from './files.ts';
import { type ProcessIdentity, processState, thisProcess } from './process-identity.ts';

/** Name of the lock file in a workspace folder. */
export const lockName = 'lock';

/** What a lock file says. */
export interface LockHolder extends ProcessIdentity {
  /** Account of the machine's user. */
  user: string;
  /** Random; tells this taking of the lock from every other. */
  token: string;
  /** Replica of the workspace that took it. */
  replica: string;
}

/** The outcome of trying to take the lock. */
export type LockResult =
  | { held: true; release(): Promise<void> }
  | {
      held: false;
      /** One sentence naming who has it. */
      reason: string;
    };

/**
 * Takes the lock of a workspace, over from a dead holder where there is one. `stateOf` tells whether a holder lives.
 * Rejects with errors of node:fs.
 */
export async function takeLock(
  files: FileOperations,
  folder: string,
  options: { replica: string; now: Date; stateOf?: typeof processState },
): Promise<LockResult> {
  const { stateOf = processState } = options;
  const token = randomBytes(12).toString('hex');
  const mine: LockHolder = {
    ...(await thisProcess(options.now)),
    user: userName(),
    token,
    replica: options.replica,
  };
  const bytes = new TextEncoder().encode(`${JSON.stringify(mine)}\n`);
  // Each round somebody else won or let go in between; as many rounds as that take more rivals than there are.
  for (let round = 0; round < 50; round += 1) {
    const chain = await readChain(files, folder);
    const last = chain.at(-1);
    if (last?.holder !== undefined) {
      const state = await stateOf(last.holder, options.now);
      if (state !== 'dead') return { held: false, reason: heldBy(last.holder, folder, state) };
    }
    const claim = last === undefined ? lockName : `${lockName}.after-${last.token}`;
    if (!(await place(files, join(folder, claim), bytes))) continue;
    if ((await readChain(files, folder)).at(-1)?.token !== token) {
      await files.unlink(join(folder, claim)).catch(() => undefined);
      continue;
    }
    if (claim !== lockName) await replaceRoot(files, folder, bytes);
    return { held: true, release: () => release(files, folder, token) };
  }
  return { held: false, reason: 'Other instances are opening this workspace at the same moment; try again.' };
}

interface Link {
  token: string;
  /** Undefined when the file is damaged: nobody can be asked, and no live holder leaves one, so it counts as dead. */
  holder: LockHolder | undefined;
}

/** `lock`, and the claims that lead on from it. */
async function readChain(files: FileOperations, folder: string): Promise<Link[]> {
  const chain: Link[] = [];
  for (let name = lockName; chain.length < 1000; ) {
    let bytes: Uint8Array;
    try {
      bytes = await files.readFile(join(folder, name));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return chain;
      throw error;
    }
    const link = parseHolder(bytes);
    chain.push(link);
    name = `${lockName}.after-${link.token}`;
  }
  return chain;
}

function parseHolder(bytes: Uint8Array): Link {
  try {
    const holder = JSON.parse(new TextDecoder().decode(bytes)) as LockHolder;
    const { token, host, pid, started, user } = holder;
    const texts = [token, host, started, user].every((text) => typeof text === 'string');
    if (texts && /^[0-9a-f]{8,64}$/.test(token) && Number.isSafeInteger(pid) && pid > 0) return { token, holder };
  } catch {
    // Damaged, as after a power cut.
  }
  return { token: createHash('sha256').update(bytes).digest('hex').slice(0, 24), holder: undefined };
}

/** Puts a whole file at a name; false when the name is taken. */
async function place(files: FileOperations, path: string, bytes: Uint8Array): Promise<boolean> {
  const temporary = temporaryName(path);
  await createFile(files, temporary, bytes);
  try {
    await files.link(temporary, path);
    return true;
  } catch (error) {
    // ENOENT: the holder swept the temporary file away.
    if (['EEXIST', 'ENOENT'].includes(errorCode(error))) return false;
    // File systems without hard links (exFAT, some shares): nearly as good, but for a reader in the same instant.
    return await createFile(files, path, bytes).then(
      () => true,
      (failure: unknown) => {
        if (errorCode(failure) === 'EEXIST') return false;
        throw failure;
      },
    );
  } finally {
    await files.unlink(temporary).catch(() => undefined);
  }
}

/** The winner's lock becomes `lock`; the claims behind the old one are swept away. */
async function replaceRoot(files: FileOperations, folder: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryName(join(folder, lockName));
  await createFile(files, temporary, bytes);
  await files.rename(temporary, join(folder, lockName));
  for (const name of await files.list(folder))
    if (name.startsWith(`${lockName}.after-`)) await files.unlink(join(folder, name)).catch(() => undefined);
}

/** Gives the lock up, if it is still this one. */
async function release(files: FileOperations, folder: string, token: string): Promise<void> {
  const chain = await readChain(files, folder).catch(() => []);
  if (chain.length === 1 && chain[0]?.token === token)
    await files.unlink(join(folder, lockName)).catch(() => undefined);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an account, as in some containers.
    return 'somebody';
  }
}

function heldBy(holder: LockHolder, folder: string, state: 'alive' | 'unknowable'): string {
  const since = plainLine(holder.started).slice(0, 16).replace('T', ' ');
  if (state === 'alive' && holder.pid === process.pid) return `Open already in this program since ${since} UTC.`;
  const who = `${plainLine(holder.user)} on ${plainLine(holder.host)} (process ${holder.pid}, since ${since} UTC)`;
  return state === 'alive'
    ? `Open for writing by ${who}; close it there to write here.`
    : `Locked by ${who}, which cannot be asked from here; if it is gone, delete ${join(folder, lockName)}.`;
}
