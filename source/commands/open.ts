/** `soc2-ready` without a command: opens or resumes the assessment, on the screen, as prompts, or as a summary. */
import { plainLine } from '../core/text.ts';
import { namesReader } from '../plain/talk.ts';
import { version } from '../version.ts';
import type { Invocation, Options } from './table.ts';

/** How the program talks: full screen, sequential prompts, or one summary when nobody is at a terminal. */
export type Mode = 'screen' | 'prompts' | 'summary';

/** The mode that the options and the terminal call for: the full screen needs a terminal, prompts only somebody to answer. */
export function chooseMode(
  options: Options,
  env = process.env,
  terminal = process.stdin.isTTY && process.stdout.isTTY,
): Mode {
  // Who asks for prompts gets them from a pipe too; who wants no question gets none anywhere.
  if (options['no-input'] === true || options.json === true) return 'summary';
  const plain = options.plain === true || options.accessible === true;
  if (!terminal) return plain ? 'prompts' : 'summary';
  return plain || namesReader(env) || env.TERM === 'dumb' ? 'prompts' : 'screen';
}

/** The first line on the terminal, before anything heavy is loaded. */
function printTitle(what: string): void {
  process.stdout.write(`soc2-ready ${version} · ${what}\n`);
}

/** Prints the title before anything heavy is loaded. */
export function greet(mode: Mode, what: string): void {
  if (mode !== 'summary') printTitle(what);
}

/** Opens the workspace in the chosen mode. */
export async function run({ options }: Invocation): Promise<number> {
  const mode = chooseMode(options);
  greet(mode, 'opening the assessment…');
  const { runChain } = await import('./chain.ts');
  return runChain(mode, () => openWorkspace(mode, options), options);
}

async function openWorkspace(mode: Mode, options: Options) {
  const { chooseDepth, openChosen } = await import('./session.ts');
  // Nothing may be written over the screen: it shows what is wrong itself, and so do the prompts.
  const tell = mode === 'summary' ? {} : { tell: () => undefined };
  const { workspace, questionnaire, created } = await openChosen(options, {
    readOnly: mode === 'summary',
    create: mode !== 'summary' || options.dir !== undefined,
    ...tell,
  });
  if (created && mode === 'prompts') process.stderr.write(`Made a new assessment in ${plainLine(workspace.folder)}\n`);
  if (mode !== 'summary') await chooseDepth(workspace, options);
  return { workspace, questionnaire, options };
}
