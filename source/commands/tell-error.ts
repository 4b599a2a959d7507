/** The last word on whatever ended a command. */
import { plainText } from '../core/text.ts';

/** What the system refuses is no fault of the program; by its code, what to do. */
const refusals: Record<string, string> = {
  EACCES: 'Choose a folder you may read and write.',
  EPERM: 'Choose a folder you may read and write.',
  EROFS: 'That disk takes no changes: choose another folder.',
  ENOSPC: 'The disk is full: make room, or choose another folder.',
  ENOTDIR: 'A file stands where a folder is needed: choose another name.',
  EEXIST: 'A file stands where a folder is needed: choose another name.',
};

/** Prints an error for a person and gives its exit code. Own errors say what to do next; others show their stack only with --debug. */
export function tellError(error: unknown): number {
  const known = error as { exitCode?: unknown; next?: unknown; message?: string; stack?: string };
  // Names of folders and what was typed come back in messages: nothing of them may act on the terminal.
  const tell = (line: string) => process.stderr.write(`${plainText(line)}\n`);
  if (typeof known?.exitCode === 'number') {
    tell(`soc2-ready: ${known.message}`);
    if (typeof known.next === 'string' && known.next) tell(known.next);
    return known.exitCode;
  }
  const refused = refusals[(error as NodeJS.ErrnoException)?.code ?? ''];
  if (refused !== undefined) {
    tell(`soc2-ready: ${known.message}`);
    tell(refused);
    return 1;
  }
  tell(`soc2-ready: unexpected error: ${known?.message ?? String(error)}`);
  process.stderr.write(
    'This is a fault of the program. Set SOC2_READY_DEBUG=1 to see where, and report it with that.\n',
  );
  if (process.env.SOC2_READY_DEBUG) process.stderr.write(`${known?.stack ?? ''}\n`);
  return 1;
}
