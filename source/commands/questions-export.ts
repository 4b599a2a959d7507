/** `soc2-ready questions export`: the whole questionnaire as a sheet to print, or as a table. */
import { questionSheet, questionTable } from '../report/question-sheet.ts';
import { csv } from '../report/tables.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption } from './output.ts';
import { questionnaireInForce } from './questions.ts';
import type { Invocation } from './table.ts';

/** Prints Markdown, or CSV with one row per control. */
export async function run({ options }: Invocation): Promise<number> {
  if (options.format === 'xlsx')
    throw new CommandError(
      2,
      'questions export writes no xlsx yet.',
      'Use --format csv, which a spreadsheet opens, or md.',
    );
  const format = options.format === undefined && options.json !== true ? 'md' : formatOption(options, ['md', 'csv']);
  const questionnaire = await questionnaireInForce(options);
  emit(format === 'csv' ? csv(questionTable(questionnaire)) : questionSheet(questionnaire), options);
  return 0;
}
