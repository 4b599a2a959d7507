/** `soc2-ready policies [list|export DIR]`: policy starters filled with what the assessment knows. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dayIn } from '../core/calendar.ts';
import { type FilledPolicies, type FilledRole, fillPolicies } from '../core/policy-fill.ts';
import { policyFileName, policyFiles } from '../report/policy-markdown.ts';
import { loadPolicyStarters } from '../workspace/guides.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json, writeWhole } from './output.ts';
import { openChosen } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Lists the policies, or writes them into a folder as Markdown. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [verb = 'list', folder, ...rest] = args;
  if (verb !== 'list' && verb !== 'export')
    throw new CommandError(2, `policies has no "${verb}".`, 'Use: soc2-ready policies list, or policies export DIR');
  if (verb === 'export' && folder === undefined)
    throw new CommandError(2, 'policies export needs a folder.', 'For example: soc2-ready policies export policies');
  if (rest.length > 0 || (verb === 'list' && folder !== undefined))
    throw new CommandError(2, `policies ${verb} does not know what to do with "${rest[0] ?? folder}".`);
  const { workspace, questionnaire } = await openChosen(options, { readOnly: true });
  try {
    const { assessment } = workspace;
    const today = dayIn(new Date().toISOString(), assessment.timeZone);
    const filled = fillPolicies({ starters: await loadPolicyStarters(), questionnaire, assessment, today });
    if (verb === 'list') printList(filled, options);
    else writeAll(filled, folder ?? '', options);
    return 0;
  } finally {
    await workspace.close();
  }
}

function printList(filled: FilledPolicies, options: Options): void {
  const format = formatOption(options);
  const { company, policies, leftOut } = filled;
  if (format === 'json') {
    const listed = policies.map(({ id, title, owner, approver, review, serves, open, taken }) => ({
      ...{ id, title, owner, approver, review, serves, open, taken },
      file: policyFileName(id),
    }));
    emit(json({ schema: 'soc2-ready/policies@1', company, policies: listed, leftOut }), options);
    return;
  }
  const header = ['id', 'title', 'owner', 'approver', 'open', 'review', 'criteria'];
  const rows = policies.map((policy) => [
    policy.id,
    policy.title,
    who(policy.owner),
    who(policy.approver),
    `${policy.open} of ${policy.open + policy.taken}`,
    policy.review,
    policy.serves.criteria.join(' '),
  ]);
  emit(formatTable({ header, rows }, format), options);
  if (options.quiet !== true && format === 'text') {
    const names = leftOut.map(({ title }) => title).join(', ');
    if (names !== '') process.stderr.write(`left out, by what scoping says: ${names}\n`);
    process.stderr.write('starters in our own words; write them with: soc2-ready policies export DIR\n');
  }
}

function who(role: FilledRole): string {
  return role.holders.length === 0 ? `nobody yet (${role.role})` : role.holders.join(', ');
}

/** Writes all files or, when one is there already and --force is not given, none. */
function writeAll(filled: FilledPolicies, folder: string, options: Options): void {
  const target = resolve(folder);
  const files = policyFiles(filled).map(({ name, content }) => ({ path: join(target, name), content }));
  const there = files.filter(({ path }) => existsSync(path));
  if (there.length > 0 && options.force !== true)
    throw new CommandError(
      2,
      `Nothing was written: ${there.length} of ${files.length} files are there already, ${there[0]?.path} among them.`,
      'Name another folder, or use --force to overwrite what is there, with what people wrote into it.',
    );
  try {
    mkdirSync(target, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CommandError(
      1,
      `Cannot make ${target}: ${(error as Error).message}`,
      'Choose a folder you may write to.',
    );
  }
  for (const { path, content } of files) writeWhole(path, content, options.force === true);
  if (options.json === true)
    process.stdout.write(json({ schema: 'soc2-ready/policy-files@1', files: files.map(({ path }) => path) }));
  else process.stdout.write(`${files.map(({ path }) => path).join('\n')}\n`);
  if (options.quiet !== true) {
    const open = filled.policies.reduce((sum, policy) => sum + policy.open, 0);
    process.stderr.write(
      `${filled.policies.length} starters with ${open} open decisions, each a box to tick. No legal advice; no auditor has reviewed them.\n`,
    );
  }
}
