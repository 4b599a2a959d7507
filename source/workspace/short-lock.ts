/** A lock for the blink of a read and a write, such as of the preferences; nobody holds it longer. */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { errorCode } from './errors.ts';

/** After this long the holder must have died, in milliseconds. */
const longest = 2000;
const pause = 5;

/**
 * Runs an action while no other process runs one under the same lock file. Waits for the others; a lock left by a
 * process that died is taken over. Where no lock file can be made, the action runs all the same: its own error says why.
 */
export function withShortLock<Result>(path: string, action: () => Result): Result {
  const held = take(path);
  try {
    return action();
  } finally {
    if (held) rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  for (let waited = 0; waited <= 2 * longest; waited += pause) {
    try {
      closeSync(openSync(path, 'wx', 0o600));
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') return false;
    }
    const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > longest) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  return false;
}
