/** `soc2-ready import answers FILE [--apply]`: a questionnaire that was filled in as a spreadsheet, as a diff first. */
import { type AnswerDiff, diffAnswers } from '../core/answer-sheet.ts';
import { counted } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';
import { applyLine, importSheet, short } from './import-sheet.ts';
import { json } from './output.ts';
import type { Options } from './table.ts';

/** Shows what would be recorded; with --apply records it, as answers of --by. A file with a fault changes nothing (exit code 2). */
export function importAnswers(file: string, options: Options): Promise<number> {
  const example = 'soc2-ready questions export --format xlsx -o questions.xlsx';
  return importSheet<AnswerDiff>(file, { sheet: 'Questions', keys: ['control', 'id'], example }, options, {
    diff: ({ table }, { questionnaire, workspace: { assessment } }, by) =>
      diffAnswers(table, questionnaire, assessment, by),
    json: ({ bodies: _, ...diff }, applied) => json({ schema: 'soc2-ready/import-answers@1', applied, ...diff }),
    lines,
  });
}

function lines({ changes, same, empty, ignored }: AnswerDiff, applied: boolean): string[] {
  const left = [
    ...(same > 0 ? [`${counted(same, 'row')} ${same === 1 ? 'says' : 'say'} what is on record already.`] : []),
    ...(ignored.length > 0 ? [`Not read, for want of a title that is known: ${ignored.join(', ')}.`] : []),
    ...(empty > 0 ? [`${counted(empty, 'row')} without an answer: left as they are.`] : []),
  ];
  if (changes.length === 0) return ['The file says nothing new.', ...left].map(plainLine);
  const rows = new Set(changes.map(({ id }) => id)).size;
  return [
    `${counted(changes.length, 'change')} on ${counted(rows, 'row')} ${applied ? 'recorded' : 'would be recorded'}:`,
    ...changes.map(({ id, what, was, now }) => `  ${id}  ${what}: ${short(was)} → ${short(now)}`),
    ...left,
    ...(applied ? [] : [applyLine]),
  ].map(plainLine);
}
