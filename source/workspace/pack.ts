/** An auditor's pack on the disk: a folder of files with a manifest of their SHA-256, made whole or not at all. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { safeJson } from '../core/safe-json.ts';
import { errorCode, fileError, WorkspaceError } from './errors.ts';
import { safeFileName } from './evidence.ts';

/** Name of the manifest, and of the same sums in the form that `sha256sum -c` reads. */
export const manifestName = 'manifest.json';
export const sumsName = 'SHA256SUMS';

/** What was left out of a pack, and why. */
export interface LeftOut {
  what: string;
  why: string;
}

/** A file of a pack. */
export interface PackedFile {
  /** Relative, with forward slashes. */
  path: string;
  bytes: number;
  /** Hex. */
  sha256: string;
}

/** The manifest. */
export interface Manifest {
  schema: 'soc2-ready/pack@1';
  name: string;
  /** Day it was made. */
  date: string;
  madeBy: string;
  redacted: boolean;
  /** By path. */
  files: PackedFile[];
  leftOut: LeftOut[];
}

/** What goes into a pack. */
export interface PackContent extends Pick<Manifest, 'name' | 'date' | 'madeBy' | 'redacted' | 'leftOut'> {
  /** Texts and bytes, by path with forward slashes. */
  files: readonly { path: string; content: string | Uint8Array }[];
  /** Files to copy; `sha256` where it is known what they have to be. */
  copies: readonly { path: string; source: string; sha256?: string; what: string }[];
}

/**
 * Makes the folder and resolves to its manifest and the SHA-256 of that. Everything is written beside it first and moved
 * there in one step. A folder that is there is replaced only with `force`, and only when it is a pack itself. A file that
 * is no plain file, not what it was or not to be read is left out, and the manifest says so; a disk that is full or
 * `signal` leaves nothing behind, and rejects.
 */
export async function writePack(
  folder: string,
  content: PackContent,
  force: boolean,
  signal?: AbortSignal,
): Promise<{ manifest: Manifest; fingerprint: string }> {
  const replaces = await mayReplace(folder, force);
  const temporary = `${folder}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
    await mkdir(temporary, { mode: 0o700 });
    const manifest = await fill(temporary, content, signal);
    const text = safeJson(manifest);
    await put(temporary, manifestName, text);
    const fingerprint = createHash('sha256').update(text).digest('hex');
    await put(temporary, sumsName, sums(manifest, fingerprint));
    signal?.throwIfAborted();
    if (replaces) {
      const old = `${folder}.${randomBytes(6).toString('hex')}.old`;
      await rename(folder, old);
      await rename(temporary, folder).catch(async (error: unknown) => {
        await rename(old, folder);
        throw error;
      });
      await rm(old, { recursive: true, force: true });
    } else {
      // An empty folder may stand there.
      await rmdir(folder).catch(() => undefined);
      await rename(temporary, folder);
    }
    return { manifest, fingerprint };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    signal?.throwIfAborted();
    throw fileError('make the pack in', folder, error);
  }
}

/** The sums in the form of `sha256sum`, with that of the manifest last: one that was edited alone is told. */
export function sums({ files }: Manifest, fingerprint: string): string {
  const lines = [...files, { path: manifestName, sha256: fingerprint }];
  return lines.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
}

/** True when the folder is a pack to be replaced, false when nothing is in the way; throws for anything else there. */
async function mayReplace(folder: string, force: boolean): Promise<boolean> {
  let names: string[];
  try {
    if (!(await lstat(folder)).isDirectory())
      throw new WorkspaceError(`${folder} is there and is no folder.`, 'Name another folder.', { exitCode: 2 });
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if (names.length === 0) return false;
  const next = 'Name another folder.';
  if (!(await isPack(folder)))
    throw new WorkspaceError(`${folder} holds something that is no pack: nothing was written.`, next, { exitCode: 2 });
  if (!force)
    throw new WorkspaceError(`${folder} is a pack already.`, 'Use --force to replace it, or name another folder.', {
      exitCode: 2,
    });
  return true;
}

async function isPack(folder: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as { schema?: unknown };
    return manifest.schema === 'soc2-ready/pack@1';
  } catch {
    return false;
  }
}

/** Errors of the disk that is written to: what is left out for them would be missed. */
const ofTheTarget = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EMFILE', 'ENFILE'];

async function fill(
  folder: string,
  { files, copies, leftOut, ...about }: PackContent,
  signal: AbortSignal | undefined,
): Promise<Manifest> {
  const packed: PackedFile[] = [];
  const left = [...leftOut];
  for (const { path, content } of files) {
    signal?.throwIfAborted();
    await put(folder, path, content);
    packed.push(await packedFile(folder, path));
  }
  for (const { path, source, sha256, what } of copies) {
    // The same file taken in twice is one file.
    if (packed.some((file) => file.path === path)) continue;
    const target = join(folder, ...path.split('/'));
    try {
      if (!(await lstat(source)).isFile()) throw new Error('it is no plain file');
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const file = { path, ...(await copied(source, target, signal)) };
      if (sha256 !== undefined && file.sha256 !== sha256) throw new Error('it has changed since it was taken in');
      packed.push(file);
    } catch (error) {
      signal?.throwIfAborted();
      if (ofTheTarget.includes(errorCode(error))) throw error;
      await rm(target, { force: true });
      const { code, message } = error as NodeJS.ErrnoException;
      left.push({ what, why: code === 'ENOENT' ? 'it is missing' : message });
    }
  }
  packed.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { schema: 'soc2-ready/pack@1', ...about, files: packed, leftOut: left };
}

async function put(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  const target = join(folder, ...path.split('/'));
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await writeFile(target, content, { mode: 0o600, flag: 'wx' });
}

async function packedFile(folder: string, path: string): Promise<PackedFile> {
  const { bytes, sha256 } = await hashOf(join(folder, ...path.split('/')));
  return { path, bytes, sha256 };
}

/** Copies a file, and gives the size and SHA-256 of what was copied. */
async function copied(source: string, target: string, signal: AbortSignal | undefined) {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const write = createWriteStream(target, { mode: 0o600, flags: 'wx' });
  const read = createReadStream(source, { highWaterMark: 1024 * 1024 });
  await pipeline(read, hashed, write, ...(signal === undefined ? [] : [{ signal }]));
  return { bytes, sha256: hash.digest('hex') };
}

/** Size and SHA-256 of a file. */
export async function hashOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Names that are free in one folder on every system, also where case does not count: the same name twice gets a number. */
export class FreeNames {
  #taken = new Set<string>();

  /** The name to use for this one. */
  take(name: string): string {
    const safe = safeFileName(basename(name));
    const dot = safe.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
    for (let n = 1; ; n += 1) {
      const free = n === 1 ? safe : `${stem}-${n}${extension}`;
      const key = free.normalize('NFC').toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return free;
    }
  }
}
