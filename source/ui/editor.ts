/** A text in the person's own editor, while the terminal is given away. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How it came back; `fault` is one sentence. With both, the editor failed and left a text all the same. */
export interface Edit {
  text?: string;
  fault?: string;
}

/**
 * Runs the command on a file that holds the text and that only this person may read; the file is removed. The command is
 * the person's own and may have options, so their shell reads it, as for other programs; the file's name is an argument.
 */
export async function editText(text: string, command: string): Promise<Edit> {
  const folder = await mkdtemp(join(tmpdir(), 'soc2-ready-'));
  const file = join(folder, 'note.md');
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    const ended = await run(command, file);
    const after = await readFile(file, 'utf8').catch(() => undefined);
    if (after === undefined) return { fault: 'The editor left no file behind.' };
    const clean = cleaned(after);
    if (ended === undefined) return { text: clean };
    return clean === text ? { fault: ended } : { text: clean, fault: ended };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What went wrong, one sentence; undefined when it ended well. */
function run(command: string, file: string): Promise<string | undefined> {
  // Ctrl+C in the editor is the editor's.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  return new Promise<string | undefined>((resolve) => {
    const child =
      process.platform === 'win32'
        ? spawn(`${command} "${file}"`, { stdio: 'inherit', shell: true })
        : spawn('/bin/sh', ['-c', `${command} "$1"`, 'sh', file], { stdio: 'inherit' });
    child.once('error', (error) => resolve(`The editor could not be started: ${error.message}.`));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (code === 127) resolve(`There is no editor "${command}".`);
      else resolve(`The editor "${command}" ended with ${signal ?? `code ${code}`}.`);
    });
  }).finally(() => process.off('SIGINT', ignore));
}

/** Line ends of any system become one kind, other control characters and the space after the text go. */
function cleaned(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .trimEnd();
}
