/**
 * Talking a line at a time, with nothing drawn over and no key read by itself: for screen readers, TERM=dumb and pipes.
 * The terminal echoes and edits the line; a screen reader hears each line once. From a pipe the answers are echoed, so
 * that what comes out reads as a record of the talk.
 */
import { createInterface } from 'node:readline';
import { plainText } from '../core/text.ts';
import { InputEnded, Interrupted, type MenuChoice, type Talk } from './talk.ts';

/** Where it listens and speaks. */
export interface Ends {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
}

/** Talks over the given ends. An ask rejects with {@link Interrupted} on ctrl+c, with {@link InputEnded} when nothing more can come. */
export function lineTalk({ input, output }: Ends = { input: process.stdin, output: process.stdout }): Talk {
  const lines = new Lines(input);
  const say = (...said: string[]) => {
    for (const line of said) output.write(`${plainText(line)}\n`);
  };
  const ask: Talk['ask'] = async (question, { fallback, check } = {}) => {
    // A question with (y/N) in it says already what an empty line means.
    const empty = fallback === undefined || /\(y\/N\)/.test(question) ? '' : ` (empty: ${fallback})`;
    for (;;) {
      output.write(`${plainText(question)}${empty} `);
      const line = await lines.next();
      if (input.isTTY !== true) output.write(`${plainText(line)}\n`);
      const typed = line.trim() === '' && fallback !== undefined ? fallback : line;
      const fault = check?.(typed);
      if (fault === undefined) return typed;
      say(fault);
    }
  };
  return {
    say,
    ask,
    async pick(question, choices) {
      say(question, ...choices.map(({ label }, index) => `  ${index + 1} of ${choices.length}: ${label}`));
      const typed = await ask(`Your choice (1 to ${choices.length}):`, {
        check: (word) =>
          chosen(word, choices) === undefined ? `Give a number from 1 to ${choices.length}.` : undefined,
      });
      return chosen(typed, choices) ?? '';
    },
    end: () => lines.close(),
  };
}

/** By number, or by its own word: numbers move with what a workspace allows, and scripts outlive that. */
function chosen(typed: string, choices: readonly MenuChoice[]): string | undefined {
  const word = typed.trim().toLowerCase();
  return choices.find(({ value }, index) => word === String(index + 1) || word === value)?.value;
}

/** Lines as they come; those that came before anybody asked wait. */
class Lines {
  readonly #waiting: string[] = [];
  readonly #reader;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(input: NodeJS.ReadableStream) {
    this.#reader = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
    this.#reader.on('line', (line) => {
      this.#waiting.push(line);
      this.#wake();
    });
    this.#reader.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  async next(): Promise<string> {
    let interrupted = false;
    const interrupt = () => {
      interrupted = true;
      this.#wake();
    };
    process.on('SIGINT', interrupt);
    try {
      while (this.#waiting.length === 0) {
        if (interrupted) throw new Interrupted('interrupted');
        if (this.#ended) throw new InputEnded('the input has ended');
        await new Promise<void>((wake) => {
          this.#wake = wake;
        });
      }
      return this.#waiting.shift() ?? '';
    } finally {
      process.off('SIGINT', interrupt);
    }
  }

  close(): void {
    this.#reader.close();
  }
}
