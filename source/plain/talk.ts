/** Asking and telling on a terminal: inquirer's prompts, or a line at a time where prompts that redraw are in the way. */
import { plainText } from '../core/text.ts';

/** One choice of a menu. */
export interface MenuChoice {
  value: string;
  label: string;
}

/** The person left with ctrl+c. */
export class Interrupted extends Error {}

/** Nothing more can be typed: the pipe is empty, or the person pressed ctrl+d. */
export class InputEnded extends Error {}

/** What the plain program needs to talk to a person. */
export interface Talk {
  /** Prints lines; text from anywhere is made safe here. */
  say(...lines: string[]): void;
  /** Asks for a line; `check` returns what is wrong with it, or undefined. Empty input gives `fallback`. */
  ask(
    question: string,
    options?: { fallback?: string; check?: (typed: string) => string | undefined },
  ): Promise<string>;
  /** Asks to pick one by number. */
  pick(question: string, choices: readonly MenuChoice[]): Promise<string>;
  /** Lets go of the input, so that the program can end. */
  end?(): void;
}

/**
 * Whether prompts that redraw their line at each key are in the way: a screen reader reads them again and again, a dumb
 * terminal shows their codes, a pipe has no keys.
 */
export function wantsLines(
  accessible = false,
  env: NodeJS.ProcessEnv = process.env,
  terminal = process.stdin.isTTY === true && process.stdout.isTTY === true,
): boolean {
  return !terminal || accessible || env.TERM === 'dumb' || namesReader(env);
}

/** Whether the environment says that somebody listens instead of looking. */
export function namesReader(env: NodeJS.ProcessEnv): boolean {
  return (env.ACCESSIBLE ?? '') !== '' || env.INK_SCREEN_READER === 'true';
}

/** Talks on this process's terminal, a line at a time where that is wanted. Every prompt rejects with {@link Interrupted} on ctrl+c. */
export async function terminalTalk(lines = wantsLines()): Promise<Talk> {
  if (lines) return (await import('./line-talk.ts')).lineTalk();
  const { default: inquirer } = await import('inquirer');
  const prompt = async (question: object): Promise<string> => {
    try {
      const answers = await inquirer.prompt([{ name: 'value', ...question } as never]);
      return String((answers as { value: unknown }).value);
    } catch (error) {
      if ((error as Error).name === 'ExitPromptError') throw new Interrupted('interrupted');
      throw error;
    }
  };
  return {
    say: (...lines) => {
      for (const line of lines) process.stdout.write(`${plainText(line)}\n`);
    },
    ask: (question, { fallback, check } = {}) =>
      prompt({
        type: 'input',
        message: plainText(question),
        ...(fallback === undefined ? {} : { default: fallback }),
        validate: (typed: string) => check?.(typed) ?? true,
      }),
    pick: (question, choices) =>
      prompt({
        type: 'rawlist',
        message: plainText(question),
        choices: choices.map(({ value, label }) => ({ value, name: plainText(label) })),
        loop: false,
      }),
  };
}
