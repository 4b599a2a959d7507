/** The file operations that a workspace is made of, as an interface, so that a test can watch or break each one. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './errors.ts';

/** An open file. */
export interface OpenFile {
  /** One write system call; resolves to the bytes taken, which may be fewer than given. */
  write(bytes: Uint8Array): Promise<number>;
  /** Bytes from a position; fewer at the end of the file. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Size in bytes. */
  size(): Promise<number>;
  truncate(size: number): Promise<void>;
  /** fsync: resolves when the content is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** How a file is opened. */
export type OpenMode =
  /** Reading and appending; the file must be there. */
  | 'append'
  /** Writing a file that must not be there yet, mode 0600. */
  | 'create'
  | 'read';

/** Everything that a workspace does with the disk. All of it rejects with the errors of node:fs. */
export interface FileOperations {
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  /** Atomic; replaces the target. */
  rename(from: string, to: string): Promise<void>;
  /** Hard link; EEXIST when the target is there. */
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Makes the folder and its parents with mode 0700; resolves to true when it made the folder itself. */
  makeFolder(path: string): Promise<boolean>;
  list(folder: string): Promise<string[]>;
  /** fsync of a folder, so that a name made or changed in it survives a power cut. Nothing on Windows. */
  syncFolder(path: string): Promise<void>;
}

const flags: Record<OpenMode, string | number> = {
  // Without O_CREAT: a journal that has vanished is an error, not a new and empty one.
  append: constants.O_RDWR | constants.O_APPEND,
  create: 'wx',
  read: 'r',
};

/** The real disk. */
export const nodeFiles: FileOperations = {
  async open(path, mode) {
    const handle = await fs.open(path, flags[mode], 0o600);
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      async read(position, length) {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, position);
        return buffer.subarray(0, bytesRead);
      },
      size: async () => (await handle.stat()).size,
      truncate: (size) => handle.truncate(size),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  readFile: (path) => fs.readFile(path),
  rename: (from, to) => fs.rename(from, to),
  link: (from, to) => fs.link(from, to),
  unlink: (path) => fs.unlink(path),
  async makeFolder(path) {
    const first = await fs.mkdir(path, { recursive: true, mode: 0o700 });
    return first !== undefined;
  },
  list: (folder) => fs.readdir(folder),
  async syncFolder(path) {
    // Windows cannot open a folder for this, and some network file systems refuse the call.
    if (process.platform === 'win32') return;
    const handle = await fs.open(path, 'r');
    try {
      await handle.sync();
    } catch (error) {
      if (!['EINVAL', 'ENOTSUP', 'EISDIR'].includes(errorCode(error))) throw error;
    } finally {
      await handle.close();
    }
  },
};

/** Writes a new file whole and to the disk. The file is gone again when any of it fails. */
export async function createFile(files: FileOperations, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'create');
  try {
    for (let done = 0; done < bytes.length; ) {
      const written = await file.write(bytes.subarray(done));
      if (written === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      done += written;
    }
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    await files.unlink(path).catch(() => undefined);
    throw error;
  }
}

/** A name beside a file, not used yet, which git and every reader ignore. */
export function temporaryName(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Writes or replaces a file so that a reader, a crash or a power cut sees the old one or the new one, whole. Mode 0600. */
export async function writeAtomically(files: FileOperations, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryName(path);
  await createFile(files, temporary, bytes);
  try {
    await files.rename(temporary, path);
  } catch (error) {
    await files.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(dirname(path));
}
