/** A consultant's own Word template for the report. */
import { readFileSync, statSync } from 'node:fs';
import { CommandError } from './errors.ts';

/** Largest template, in bytes. */
const largest = 32 * 1024 * 1024;

/** The bytes of the file; undefined where none is named. Throws a CommandError for one that cannot be read. */
export function loadTemplate(file: string | undefined): Uint8Array | undefined {
  if (file === undefined) return undefined;
  try {
    if (statSync(file).size > largest) throw new Error(`it is larger than ${largest / 1024 / 1024} MB`);
    return readFileSync(file);
  } catch (error) {
    throw new CommandError(2, `Cannot read the template ${file}: ${(error as Error).message}`, 'Name a .docx file.');
  }
}

/** What is wrong with a template as an error of the command; any other error goes on as it is. */
export function templateFault(error: unknown): never {
  if (error instanceof Error && error.name === 'TemplateError' && 'next' in error)
    throw new CommandError(2, error.message, String(error.next));
  throw error;
}
