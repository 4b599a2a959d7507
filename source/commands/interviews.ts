/** `soc2-ready interviews --for PERSON`: what an auditor will ask somebody, and what to show. */
import { interviewSheet } from '../core/interview-sheet.ts';
import { type PreworkInput, preworkCounts } from '../core/prework.ts';
import { plainLine } from '../core/text.ts';
import { interviewMarkdown } from '../report/interview-sheet.ts';
import { interviewDocument } from '../report/person-sheets.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, json, withFormatOfFile } from './output.ts';
import { emitDocument, wantsDocument } from './output-document.ts';
import { openSession, text } from './session.ts';
import type { Invocation } from './table.ts';

/** Prints one sheet; exit code 2 without --for, and for somebody who is neither role nor person. */
export async function run(invocation: Invocation): Promise<number> {
  const options = withFormatOfFile(invocation.options);
  const document = wantsDocument(options);
  const format = document ? 'md' : formatOption(options, ['md', 'json'], 'md');
  const wanted = text(options, 'for');
  const session = await openSession(options);
  try {
    const { workspace, decisions, questionnaire, checks, today } = session;
    const { assessment } = workspace;
    const input: PreworkInput = { decisions, assessment, questionnaire, checks, today };
    const sheet = wanted === undefined ? undefined : interviewSheet(input, wanted);
    if (sheet === undefined) {
      const names = preworkCounts(input).map(({ name }) => plainLine(name));
      throw new CommandError(
        2,
        wanted === undefined ? 'interviews needs --for NAME.' : `There is no role or person "${plainLine(wanted)}".`,
        `One of: ${names.join(', ')}.`,
      );
    }
    const named = assessment.scope.company?.value;
    const company = typeof named === 'string' && named.trim() !== '' ? named : assessment.name;
    if (document) {
      await emitDocument(interviewDocument(sheet, company), options, 'interview');
      return 0;
    }
    emit(
      format === 'json' ? json({ schema: 'soc2-ready/interview@1', ...sheet }) : interviewMarkdown(sheet, company),
      options,
    );
    return 0;
  } finally {
    await session.workspace.close();
  }
}
