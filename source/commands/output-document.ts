/** Documents for Word and the browser as the data of a command. */
import { extname, resolve } from 'node:path';
import type { ReportDocument } from '../report/document.ts';
import { CommandError } from './errors.ts';
import { emit, writeWhole } from './output.ts';
import type { Options } from './table.ts';

/** Whether the format asked for is a document: `docx` or `html`. */
export function wantsDocument({ format }: Options): boolean {
  return format === 'docx' || format === 'html';
}

/** Formats by the ending of a file's name. */
const formatOfEnding: Readonly<Record<string, string>> = {
  '.docx': 'docx',
  '.html': 'html',
  '.htm': 'html',
  '.md': 'md',
  '.json': 'json',
};

/**
 * The options with the format that the name of the output file says, where none is asked for: a text in a file called
 * `.docx` could not be opened by anybody.
 */
export function withFormatOfFile(options: Options): Options {
  const { format, json, output } = options;
  if (format !== undefined || json === true || typeof output !== 'string') return options;
  const named = formatOfEnding[extname(output).toLowerCase()];
  return named === undefined ? options : { ...options, format: named };
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
