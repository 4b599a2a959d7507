/**
 * Keys split at the door. A terminal may hand over `jjj` or `text⏎` in one read; Ink and the components of others then
 * see one event and lose keys. This stream stands between the terminal and Ink and lets one key through per turn of the
 * event loop, so that every input sees each key. A bracketed paste stays whole.
 */
import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { graphemes } from '../app/text-field.ts';
import { fromMouse } from './mouse.ts';

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';
const escapeKey = '\u001b';
// A whole CSI or SS3 sequence; a second ESC before it is what some terminals send for alt.
const sequence = /\u001b{1,2}(?:\[\[?[0-?]*[ -/]*[@-~]|O[0-9;]*[@-~])/y;
// What a terminal sends for alt with the letters that move by word (app/text-field.ts). A person who presses escape and
// then the letter sends them in two reads.
const alt = /\u001b[bfd\u007f]/y;
const unfinished = /^\u001b{1,2}(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?$/;
/** Longer than Ink waits for the rest of an escape sequence (20 ms). */
const escapePause = 25;

/** What the splitter made of a chunk: whole keys, and what may still go on. */
export interface SplitKeys {
  keys: string[];
  rest: string;
}

/** Splits a chunk into keys: graphemes, escape sequences, whole pastes. */
export function splitKeys(chunk: string): SplitKeys {
  const keys: string[] = [];
  let at = 0;
  while (at < chunk.length) {
    if (chunk.startsWith(pasteStart, at)) {
      const end = chunk.indexOf(pasteEnd, at);
      if (end === -1) return { keys, rest: chunk.slice(at) };
      keys.push(chunk.slice(at, end + pasteEnd.length));
      at = end + pasteEnd.length;
    } else if (chunk[at] === escapeKey) {
      sequence.lastIndex = at;
      alt.lastIndex = at;
      const found = sequence.exec(chunk)?.[0] ?? alt.exec(chunk)?.[0];
      if (found === undefined && unfinished.test(chunk.slice(at))) return { keys, rest: chunk.slice(at) };
      // An escape before anything else is the key itself: nothing else is bound to alt.
      const key = found ?? escapeKey;
      keys.push(key);
      at += key.length;
    } else {
      const next = chunk.indexOf(escapeKey, at);
      const text = chunk.slice(at, next === -1 ? chunk.length : next);
      keys.push(...characters(text));
      at += text.length;
    }
  }
  return { keys, rest: '' };
}

function characters(text: string): string[] {
  const plain = text.replace(/\r\n|\n/g, '\r');
  if (/^[\u0000-\u007f]*$/.test(plain)) return [...plain];
  return [...graphemes(plain)].map((part) => part.segment);
}

/** The terminal's input as Ink reads it: `readable` once per key. */
export class KeyStream extends EventEmitter {
  readonly isTTY = true;
  readonly #terminal: ReadStream;
  readonly #queue: string[] = [];
  #rest = '';
  #current: string | null = null;
  #running = false;
  #kept = false;
  #flush: NodeJS.Timeout | undefined;

  constructor(terminal: ReadStream) {
    super();
    this.#terminal = terminal;
    terminal.setEncoding('utf8');
    terminal.on('data', this.#onData);
    terminal.pause();
    // What is typed before anybody reads waits for them.
    this.on('newListener', (event) => {
      if (event === 'readable') setImmediate(() => this.#pump());
    });
  }

  /** One key, or null until the next turn. */
  read(): string | null {
    const key = this.#current;
    this.#current = null;
    return key;
  }

  /** Whether the terminal stays in raw mode when it is asked to leave it. */
  keep(on: boolean): void {
    this.#kept = on;
  }

  setRawMode(on: boolean): this {
    if (!on && this.#kept) return this;
    this.#terminal.setRawMode(on);
    if (on) this.#terminal.resume();
    else this.#terminal.pause();
    return this;
  }

  setEncoding(): this {
    return this;
  }

  ref(): this {
    this.#terminal.ref();
    return this;
  }

  unref(): this {
    this.#terminal.unref();
    return this;
  }

  /** Lets go of the terminal. */
  close(): void {
    clearTimeout(this.#flush);
    this.#terminal.off('data', this.#onData);
    this.#terminal.pause();
  }

  readonly #onData = (chunk: string): void => {
    clearTimeout(this.#flush);
    const { keys, rest } = splitKeys(this.#rest + chunk);
    this.#rest = rest;
    this.#queue.push(...keys.flatMap(fromMouse));
    // A lone escape, or one whose sequence never ends, is a key after all.
    if (rest !== '' && !rest.startsWith(pasteStart)) this.#flush = setTimeout(this.#onRest, escapePause);
    this.#pump();
  };

  readonly #onRest = (): void => {
    this.#queue.push(escapeKey, ...characters(this.#rest.slice(1)));
    this.#rest = '';
    this.#pump();
  };

  #pump(): void {
    if (!this.#running && this.listenerCount('readable') > 0) this.#next();
  }

  readonly #next = (): void => {
    // Nobody reads while the terminal is given away: the keys wait.
    if (this.listenerCount('readable') === 0) {
      this.#running = false;
      return;
    }
    const key = this.#queue.shift();
    this.#running = key !== undefined;
    if (key === undefined) return;
    this.#current = key;
    this.emit('readable');
    // Ink takes an escape and a character that follow each other for alt: it needs its pause between them.
    if (key === escapeKey) setTimeout(this.#next, escapePause);
    else setImmediate(this.#next);
  };
}
