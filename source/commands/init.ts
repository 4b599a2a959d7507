/** `soc2-ready init [DIR]`: makes a workspace. */

import { shellWord } from '../core/shell-word.ts';
import { plainLine } from '../core/text.ts';
import { loadQuestionnaire } from '../workspace/content.ts';
import { createWorkspace, findWorkspaceFolder } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, localTimeZone, remember, text } from './session.ts';
import type { Invocation } from './table.ts';

/** Makes the workspace and prints where it is. Refuses a folder that holds one (exit code 2). */
export async function run({ args, options }: Invocation): Promise<number> {
  const { basename, resolve } = await import('node:path');
  const [named] = args;
  const other = text(options, 'dir');
  if (named !== undefined && other !== undefined && resolve(named) !== resolve(other))
    throw new CommandError(2, `init makes one folder: ${named} or ${other}?`, 'Leave one of them away.');
  const dir = args[0] ?? text(options, 'dir');
  const { folder, exists } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  if (exists)
    throw new CommandError(
      2,
      `${folder} holds an assessment already.`,
      `Open it with: soc2-ready --dir ${shellWord(folder)}`,
    );
  const questionnaire = await loadQuestionnaire(folder);
  const workspace = await createWorkspace(folder, {
    questionnaire: questionnaire.hash,
    name: text(options, 'name') ?? basename(folder),
    timeZone: text(options, 'time-zone') ?? localTimeZone(),
    by: await author(options),
  });
  await remember(folder);
  await workspace.close();
  if (options.json === true)
    process.stdout.write(json({ schema: 'soc2-ready/init@1', folder, name: workspace.assessment.name }));
  else
    process.stdout.write(`Made ${plainLine(folder)}\nGo on with: soc2-ready --dir ${plainLine(shellWord(folder))}\n`);
  return 0;
}
