/** `soc2-ready prework [--for ROLE|PERSON]`: what to look up and bring before the workshop. */
import { type PreworkInput, preworkCounts, preworkSheet } from '../core/prework.ts';
import { plainLine } from '../core/text.ts';
import { preworkDocument } from '../report/person-sheets.ts';
import { preworkSheetText } from '../report/prework.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json, withFormatOfFile } from './output.ts';
import { emitDocument, wantsDocument } from './output-document.ts';
import { openSession, text } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Prints one sheet, or who has how much to look up; exit code 2 for somebody who is neither role nor person. */
export async function run(invocation: Invocation): Promise<number> {
  const options = withFormatOfFile(invocation.options);
  const session = await openSession(options);
  try {
    const { workspace, decisions, questionnaire, checks, today } = session;
    const { assessment } = workspace;
    const input: PreworkInput = { decisions, assessment, questionnaire, checks, today };
    const wanted = text(options, 'for');
    if (wanted === undefined) printCounts(input, options);
    else await printSheet(input, wanted, options);
    return 0;
  } finally {
    await session.workspace.close();
  }
}

function printCounts(input: PreworkInput, options: Options): void {
  const format = formatOption(options);
  const counts = preworkCounts(input);
  if (format === 'json') emit(json({ schema: 'soc2-ready/prework@1', counts }), options);
  else {
    const header = ['for', 'to look up', 'needs nothing now', 'also'];
    const rows = counts.map((one) => [one.name, String(one.open), String(one.settled), one.also.join(', ')]);
    emit(formatTable({ header, rows }, format), options);
    if (options.quiet !== true && format === 'text')
      process.stderr.write('a sheet for one of them: soc2-ready prework --for NAME\n');
  }
}

async function printSheet(input: PreworkInput, wanted: string, options: Options): Promise<void> {
  const document = wantsDocument(options);
  const format = document ? 'md' : formatOption(options, ['text', 'md', 'json']);
  const sheet = preworkSheet(input, wanted);
  if (sheet === undefined) {
    const counts = preworkCounts(input);
    const names = (kind: 'person' | 'role') =>
      counts
        .filter((one) => one.kind === kind)
        .map(({ name }) => plainLine(name))
        .join(', ') || 'nobody entered yet';
    throw new CommandError(
      2,
      `There is no role or person "${plainLine(wanted)}".`,
      `People: ${names('person')}.\nRoles: ${names('role')}.`,
    );
  }
  if (format === 'json') emit(json({ schema: 'soc2-ready/prework-sheet@1', ...sheet }), options);
  else if (format === 'md' || format === 'text') {
    const named = input.assessment.scope.company?.value;
    const company = typeof named === 'string' && named.trim() !== '' ? named : input.assessment.name;
    if (document) await emitDocument(preworkDocument(sheet, company), options, 'prework');
    else emit(preworkSheetText(sheet, company, format), options);
  }
}
