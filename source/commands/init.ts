/** `soc2-ready init [DIR]`: makes a workspace. */
import { loadQuestionnaire } from '../workspace/content.ts';
import { createWorkspace, findWorkspaceFolder } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, localTimeZone, remember, text } from './session.ts';
import type { Invocation } from './table.ts';

/** Makes the workspace and prints where it is. Refuses a folder that holds one (exit code 2). */
export async function run({ args, options }: Invocation): Promise<number> {
  const dir = args[0] ?? text(options, 'dir');
  const { folder, exists } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  if (exists)
    throw new CommandError(2, `${folder} holds an assessment already.`, `Open it with: soc2-ready --dir ${folder}`);
  const { basename } = await import('node:path');
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
  else process.stdout.write(`Made ${folder}\nGo on with: soc2-ready --dir ${folder}\n`);
  return 0;
}
