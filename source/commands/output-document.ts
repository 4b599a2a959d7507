/** Documents for Word and the browser as the data of a command. */
import { resolve } from 'node:path';
import type { ReportDocument } from '../report/document.ts';
import { CommandError } from './errors.ts';
import { emit, writeWhole } from './output.ts';
import type { Options } from './table.ts';

/** Whether the format asked for is a document: `docx` or `html`. */
export function wantsDocument({ format }: Options): boolean {
  return format === 'docx' || format === 'html';
}

/** Writes the document; a Word file goes to the file of --output, which has to be named. */
export async function emitDocument(document: ReportDocument, options: Options, example: string): Promise<void> {
  if (options.format === 'html') {
    const { htmlDocument } = await import('../report/html.ts');
    emit(htmlDocument(document), options);
    return;
  }
  const file = options.output;
  if (typeof file !== 'string' || file === '-')
    throw new CommandError(2, 'A Word file needs a file.', `Add -o ${example}.docx`);
  const { docxDocument } = await import('../report/docx.ts');
  // Read across a table in a workshop: the usual size of letters, however few pages it is meant for.
  const content = await docxDocument({ ...document, compact: false }, false);
  writeWhole(resolve(file), content, options.force === true);
  if (options.quiet !== true) process.stderr.write(`written to ${resolve(file)}\n`);
}
