/** `soc2-ready checks show ID`: one check as a page. */
import { allChecks, checkById } from '../../checks/index.ts';
import type { Check } from '../core/check.ts';
import { editDistance } from '../core/edit-distance.ts';
import { checkPageMarkdown, checkPageText, servedControls } from '../report/check-page.ts';
import { listedCheck } from './checks-list.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, json } from './output.ts';
import { questionnaireInForce } from './questions.ts';
import type { Invocation } from './table.ts';

/** Prints the page; with --json the members of `checks list --json` and the words. */
export async function run({ args, options }: Invocation): Promise<number> {
  const format = formatOption(options, ['text', 'md', 'json']);
  const check = namedCheck(args);
  const questionnaire = await questionnaireInForce(options);
  const served = servedControls(check.id, questionnaire);
  const { title, severityReason, why, judgement, facts, fix, references } = check;
  const words = { title, severityReason, why, judgement, facts, fix, references };
  if (format === 'json')
    emit(
      json({ schema: 'soc2-ready/checks@1', checks: [{ ...listedCheck(check, questionnaire), ...words }] }),
      options,
    );
  else emit(format === 'md' ? checkPageMarkdown(check, served) : checkPageText(check, served), options);
  return 0;
}

/** The one check that the arguments name. @throws CommandError that names the nearest id. */
export function namedCheck([id, more]: readonly string[]): Check {
  if (id === undefined) throw new CommandError(2, 'Which check?', 'soc2-ready checks list names them.');
  if (more !== undefined) throw new CommandError(2, `One check at a time, without "${more}".`);
  const check = checkById(id);
  if (check !== undefined) return check;
  const near = allChecks
    .map((other) => ({ id: other.id, distance: editDistance(id, other.id) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const hint = near !== undefined && near.distance <= 4 ? ` Did you mean "${near.id}"?` : '';
  throw new CommandError(2, `There is no check "${id}".${hint}`, 'soc2-ready checks list names them.');
}
