/** The one error that the workspace throws at a person. */

/** What is wrong and where (`message`), and what to do about it (`next`). The program prints both, never a stack. */
export class WorkspaceError extends Error {
  /** Exit code of a command that ends with it: 1 error, 2 usage. */
  exitCode: number;
  /** One sentence: what to do next. */
  next: string;

  constructor(message: string, next: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'WorkspaceError';
    this.next = next;
    this.exitCode = options.exitCode ?? 1;
  }
}

/** The code of a file system error, such as `ENOSPC`; empty for anything else. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

const advice: Record<string, [reason: string, next: string]> = {
  ENOSPC: ['the disk is full', 'Free some space, then try again.'],
  EDQUOT: ['your disk quota is used up', 'Free some space, then try again.'],
  EACCES: ['you may not write or read there', 'Check the permissions of the folder, or choose another one with --dir.'],
  EPERM: ['you may not write or read there', 'Check the permissions of the folder, or choose another one with --dir.'],
  EROFS: ['the file system is read-only', 'Choose a folder that can be written with --dir.'],
  ENOENT: ['it is not there', 'Check that the folder has not been moved or deleted, then open it again.'],
  ENOTDIR: ['a part of the path is a file', 'Choose another folder with --dir.'],
  EEXIST: ['a file of that name is in the way', 'Choose another folder with --dir.'],
  EISDIR: ['it is a folder', 'Choose a file.'],
  EIO: ['the disk reported an error', 'Check the disk; copy the folder to another one before going on.'],
  EMFILE: ['too many files are open', 'Close other programs, then try again.'],
};

/** A file system error as a sentence: what was being done, with which file, why not, and what to do. */
export function fileError(doing: string, path: string, error: unknown): WorkspaceError {
  if (error instanceof WorkspaceError) return error;
  const code = errorCode(error);
  const [reason, next] = advice[code] ?? [(error as Error).message, 'Try again; if it happens again, report it.'];
  return new WorkspaceError(`Could not ${doing} ${path}: ${reason}${code ? ` (${code})` : ''}.`, next, {
    cause: error,
  });
}
