/** Asking and telling on a line-by-line terminal: inquirer's prompts, made plain for screen readers and TERM=dumb. */
import { plainText } from '../core/text.ts';

/** One choice of a menu. */
export interface MenuChoice {
  value: string;
  label: string;
}

/** The person left with ctrl+c. */
export class Interrupted extends Error {}

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
}

/** Talks through inquirer on this process's terminal. Every prompt rejects with {@link Interrupted} on ctrl+c. */
export async function terminalTalk(): Promise<Talk> {
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
