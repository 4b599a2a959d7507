/** Excel workbooks as the data of a command. The library that writes them is loaded only here. */
import { resolve } from 'node:path';
import type { Sheet } from '../report/xlsx.ts';
import { CommandError } from './errors.ts';
import { writeWhole } from './output.ts';
import type { Options } from './table.ts';

/** Writes the workbook to the file of --output, which has to be named: it is nothing for a terminal. */
export async function emitWorkbook(options: Options, example: string, sheets: readonly Sheet[]): Promise<void> {
  const file = options.output;
  if (typeof file !== 'string' || file === '-')
    throw new CommandError(2, 'An Excel sheet needs a file.', `Add -o ${example}`);
  const { xlsxWorkbook } = await import('../report/xlsx.ts');
  writeWhole(resolve(file), await xlsxWorkbook(sheets), options.force === true);
  if (options.quiet !== true) process.stderr.write(`written to ${resolve(file)}\n`);
}
