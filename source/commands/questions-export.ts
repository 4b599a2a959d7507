/** `soc2-ready questions export`: the whole questionnaire as a sheet to print, or as a table. */
import { resolve } from 'node:path';
import { questionSheet, questionTable } from '../report/question-sheet.ts';
import { csv } from '../report/tables.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, writeWhole } from './output.ts';
import { questionnaireInForce } from './questions.ts';
import type { Invocation, Options } from './table.ts';

/** Prints Markdown, or CSV with one row per control; an Excel sheet goes to a file. */
export async function run({ options }: Invocation): Promise<number> {
  if (options.format === 'xlsx') return exportSheet(options);
  const format = options.format === undefined && options.json !== true ? 'md' : formatOption(options, ['md', 'csv']);
  const questionnaire = await questionnaireInForce(options);
  emit(format === 'csv' ? csv(questionTable(questionnaire)) : questionSheet(questionnaire), options);
  return 0;
}

/** Writes the sheet to the file of --output, which has to be named: it is nothing for a terminal. */
async function exportSheet(options: Options): Promise<number> {
  const file = options.output;
  if (typeof file !== 'string' || file === '-')
    throw new CommandError(2, 'An Excel sheet needs a file.', 'Add -o questions.xlsx');
  const { xlsxSheet } = await import('../report/xlsx.ts');
  const sheet = await xlsxSheet('Questions', questionTable(await questionnaireInForce(options)));
  writeWhole(resolve(file), sheet, options.force === true);
  if (options.quiet !== true) process.stderr.write(`written to ${resolve(file)}\n`);
  return 0;
}
