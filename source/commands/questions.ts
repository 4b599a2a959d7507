/** `soc2-ready questions ACTION`: what the questionnaire covers, the questions themselves, and what is wrong with one's own. */
import type { Questionnaire } from '../core/questionnaire.ts';
import { loadQuestionnaire } from '../workspace/content.ts';
import { findWorkspaceFolder } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { text } from './session.ts';
import type { Invocation, Options } from './table.ts';

const actions: Record<string, (invocation: Invocation) => Promise<number>> = {
  stats: async (invocation) => (await import('./questions-stats.ts')).run(invocation),
  list: async (invocation) => (await import('./questions-list.ts')).run(invocation),
  export: async (invocation) => (await import('./questions-export.ts')).run(invocation),
  lint: async (invocation) => (await import('./questions-lint.ts')).run(invocation),
};

/** Runs the action named first; a usage error names the actions. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [name, ...rest] = args;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) {
    const wrong = name === undefined ? 'questions needs an action.' : `questions has no action "${name}".`;
    throw new CommandError(2, wrong, `It takes ${Object.keys(actions).join(', ')}: soc2-ready questions stats`);
  }
  if (name !== 'lint' && rest.length > 0)
    throw new CommandError(2, `questions ${name} takes no argument "${rest[0]}".`);
  return action({ args: rest, options });
}

/** The questionnaire in force in the workspace that the options or the current folder choose; without one the shipped. */
export async function questionnaireInForce(options: Options): Promise<Questionnaire> {
  const dir = text(options, 'dir');
  const { folder } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  const questionnaire = await loadQuestionnaire(folder);
  const files = new Set((questionnaire.changes ?? []).map(({ file }) => file));
  if (files.size > 0 && options.quiet !== true)
    process.stderr.write(`with the changes of ${folder}: ${[...files].join(', ')}\n`);
  return questionnaire;
}
