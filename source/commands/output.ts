/** Where a command's data goes, and in which form. */
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { markdown, plainLine } from '../core/text.ts';
import { csv, type Table } from '../report/tables.ts';
import { CommandError } from './errors.ts';
import type { Options } from './table.ts';

/** Forms a command's data can take. */
export type Format = 'text' | 'md' | 'csv' | 'json';

/** Formats by the ending of a file's name. */
const formatOfEnding: Readonly<Record<string, string>> = {
  ...{ '.docx': 'docx', '.html': 'html', '.htm': 'html', '.md': 'md', '.csv': 'csv', '.json': 'json', '.xlsx': 'xlsx' },
};

/**
 * The options with the format that the name of the output file says, where none is asked for: a text in a file called
 * `.xlsx` could not be opened by anybody.
 */
export function withFormatOfFile(options: Options): Options {
  const { format, json: asJson, output } = options;
  if (format !== undefined || asJson === true || typeof output !== 'string') return options;
  const named = formatOfEnding[extname(output).toLowerCase()];
  return named === undefined ? options : { ...options, format: named };
}

/**
 * The form asked for, by --format or by the name of the output file, else the usual one; throws a usage error for one that
 * the command does not have, and for two.
 */
export function formatOption(
  options: Options,
  allowed: Format[] = ['text', 'md', 'csv', 'json'],
  usual: Format = 'text',
): Format {
  if (options.json === true && options.format !== undefined && options.format !== 'json')
    throw new CommandError(2, `--json and --format ${String(options.format)} are two forms.`, 'Take one of them.');
  const { format: named } = withFormatOfFile(options);
  const format = options.json === true ? 'json' : (named ?? usual);
  if (!allowed.includes(format as Format)) {
    // A text is no wrong Markdown.
    if (options.format === undefined && format === 'md') return usual;
    if (options.format === undefined)
      throw new CommandError(
        2,
        `${String(options.output)} cannot be made here: what there is is ${allowed.join(', ')}.`,
        'Name the file so, or add --format.',
      );
    throw new CommandError(2, `--format takes ${allowed.join(', ')} here, not "${String(format)}".`);
  }
  return format as Format;
}

/** Writes data to stdout, or atomically to the file of --output; an existing file only with --force. */
export function emit(data: string, options: Options): void {
  const file = typeof options.output === 'string' ? options.output : '-';
  const ended = data.endsWith('\n') ? data : `${data}\n`;
  if (file === '-') process.stdout.write(ended);
  else {
    writeWhole(resolve(file), ended, options.force === true);
    if (options.quiet !== true) process.stderr.write(`written to ${resolve(file)}\n`);
  }
}

/** Writes a whole file or nothing (0600): a temporary file beside it, then a rename. Throws unless `force` when it is there. */
export function writeWhole(file: string, data: string | Uint8Array, force: boolean): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new CommandError(2, `${file} is a folder.`, 'Name a file in it.');
  if (!force && existsSync(file)) {
    throw new CommandError(2, `${file} is there already.`, 'Use --force to overwrite it, or name another file.');
  }
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, data, { mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    const { code = '', message } = error as NodeJS.ErrnoException;
    const [why, next] = refused[code] ?? [message, 'Choose another file.'];
    throw new CommandError(1, `Cannot write ${file}: ${why}.`, next);
  }
}

const refused: Record<string, [why: string, next: string]> = {
  ENOENT: ['its folder is not there', 'Make the folder first, or name a file elsewhere.'],
  ENOTDIR: ['a file stands where its folder should be', 'Name a file elsewhere.'],
  EACCES: ['you may not write there', 'Name a file in a folder you may write to.'],
  EPERM: ['you may not write there', 'Name a file in a folder you may write to.'],
  EROFS: ['that disk takes no changes', 'Name a file on another disk.'],
  ENOSPC: ['the disk is full', 'Make room, or name a file on another disk.'],
};

/** JSON for people and programs. */
export { safeJson as json } from '../core/safe-json.ts';

/** A table in one of the textual forms. */
export function formatTable(table: Table, format: Exclude<Format, 'json'>, width = terminalWidth()): string {
  if (format === 'csv') return csv(table);
  if (format === 'md') {
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
    return [table.header, table.header.map(() => '---')]
      .map(line)
      .concat(table.rows.map((row) => line(row.map(markdown))))
      .join('\n');
  }
  return textTable(table, width);
}

/** Columns of the terminal; endless when the output is no terminal, so that nothing is cut there. */
export function terminalWidth(): number {
  return process.stdout.columns ?? Number.POSITIVE_INFINITY;
}

/** Columns padded with two spaces between; the last one is cut to the width. */
function textTable({ header, rows }: Table, width: number): string {
  const plain = [header, ...rows].map((row) => row.map(plainLine));
  const widths = header.map((_, column) => Math.max(...plain.map((row) => [...(row[column] ?? '')].length)));
  return plain
    .map((row) => {
      const line = row
        .map((cell, column) => pad(cell, column === row.length - 1 ? 0 : (widths[column] ?? 0)))
        .join('  ');
      const characters = [...line.trimEnd()];
      return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : characters.join('');
    })
    .join('\n');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
