/** `soc2-ready` without a command: opens or resumes the assessment, on the screen, as prompts, or as a summary. */
import { version } from '../version.ts';
import type { Invocation, Options } from './table.ts';

/** How the program talks: full screen, sequential prompts, or one summary when nobody is at a terminal. */
export type Mode = 'screen' | 'prompts' | 'summary';

/** The mode that the options and the terminal call for. */
export function chooseMode(
  options: Options,
  env = process.env,
  terminal = process.stdin.isTTY && process.stdout.isTTY,
): Mode {
  if (!terminal) return 'summary';
  const plain = options.plain === true || options.accessible === true;
  const reader = (env.ACCESSIBLE ?? '') !== '' || (env.INK_SCREEN_READER ?? '') === 'true';
  return plain || reader || env.TERM === 'dumb' ? 'prompts' : 'screen';
}

/** The first line on the terminal, before anything heavy is loaded. */
function printTitle(what: string): void {
  process.stdout.write(`soc2-ready ${version} · ${what}\n`);
}

/** Prints the title, and begins to load the screen while the workspace is still being read. */
export function greet(mode: Mode, what: string): void {
  if (mode === 'summary') return;
  printTitle(what);
  if (mode !== 'screen') return;
  // While the disk is waited for, the rest is loaded. A failure shows where it is really needed.
  const loaded = [import('../ui/main.tsx'), import('./chain.ts'), import('./screen-settings.ts')];
  for (const part of loaded) part.catch(() => undefined);
}

/** Opens the workspace in the chosen mode. */
export async function run({ options }: Invocation): Promise<number> {
  const mode = chooseMode(options);
  greet(mode, 'opening the assessment…');
  const { chooseDepth, openChosen } = await import('./session.ts');
  const { workspace, questionnaire, created } = await openChosen(options, {
    readOnly: mode === 'summary',
    create: mode !== 'summary',
  });
  if (created) process.stderr.write(`Made a new assessment in ${workspace.folder}\n`);
  const { runChain } = await import('./chain.ts');
  if (mode !== 'summary') await chooseDepth(workspace, options);
  return runChain(mode, { workspace, questionnaire, options }, options);
}
