/** `soc2-ready questions export`: the whole questionnaire as a sheet to print, or as a table. */
import { questionSheet, questionTable } from '../report/question-sheet.ts';
import { csv } from '../report/tables.ts';
import { emit, formatOption, withFormatOfFile } from './output.ts';
import { emitWorkbook } from './output-workbook.ts';
import { questionnaireInForce } from './questions.ts';
import type { Invocation, Options } from './table.ts';

/** Prints Markdown, or CSV with one row per control; an Excel sheet goes to a file. */
export async function run(invocation: Invocation): Promise<number> {
  const options = withFormatOfFile(invocation.options);
  if (options.format === 'xlsx') return exportSheet(options);
  const format = options.format === undefined && options.json !== true ? 'md' : formatOption(options, ['md', 'csv']);
  const questionnaire = await questionnaireInForce(options);
  emit(format === 'csv' ? csv(questionTable(questionnaire)) : questionSheet(questionnaire), options);
  return 0;
}

async function exportSheet(options: Options): Promise<number> {
  const table = questionTable(await questionnaireInForce(options));
  const level = ['0', '1', '2', '3', '4', 'unknown', 'later', 'inherited', 'n/a'];
  await emitWorkbook(options, 'questions.xlsx', [
    { name: 'Questions', table, choices: { level, 'evidence tier': ['0', '1', '2', '3'] } },
  ]);
  return 0;
}
