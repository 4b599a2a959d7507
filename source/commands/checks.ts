/** `soc2-ready checks ACTION`: what this version looks at in AWS, one check as a page, a result recorded by hand. */
import { CommandError } from './errors.ts';
import type { Invocation } from './table.ts';

const actions: Record<string, (invocation: Invocation) => Promise<number>> = {
  list: async (invocation) => (await import('./checks-list.ts')).run(invocation),
  mapping: async (invocation) => (await import('./checks-mapping.ts')).run(invocation),
  record: async (invocation) => (await import('./checks-record.ts')).run(invocation),
  show: async (invocation) => (await import('./checks-show.ts')).run(invocation),
};

/** Runs the action named first; a usage error names the actions. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [name, ...rest] = args;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) {
    const wrong = name === undefined ? 'checks needs an action.' : `checks has no action "${name}".`;
    throw new CommandError(2, wrong, `It takes ${Object.keys(actions).join(', ')}: soc2-ready checks list`);
  }
  return action({ args: rest, options });
}
