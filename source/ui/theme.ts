/** How it looks: colours by meaning, and symbols for terminals that cannot show Unicode. */
import type { TextProps } from 'ink';
import type { Tone } from '../app/pages.ts';

/** What the screen is drawn with. */
export interface Look {
  /** Only ASCII symbols. */
  ascii: boolean;
  /** No spinner. */
  still: boolean;
}

/** Meanings beyond those of text: what is marked, what frames the rest. */
export type Token = Tone | 'selected' | 'frame';

/** One of the 16 colours of the user's own theme for each meaning; symbols and words carry it too. */
const colours: Record<Token, Partial<TextProps>> = {
  plain: {},
  heading: { bold: true },
  good: { color: 'green' },
  warning: { color: 'yellow' },
  bad: { color: 'red' },
  unknown: { color: 'magenta' },
  accent: { color: 'cyan' },
  code: { color: 'cyan' },
  selected: { bold: true, color: 'cyan' },
  frame: { color: 'gray' },
};

/** How a meaning is drawn. Without colours (FORCE_COLOR=0) the terminal library draws none of it. */
export function styleOf(token: Token): Partial<TextProps> {
  return colours[token];
}

/** Each symbol with the one ASCII character that stands for it. */
const ascii: Record<string, string> = {
  '▸': '>',
  '✔': '+',
  '✖': 'x',
  '▲': '!',
  '●': '*',
  '○': 'o',
  '⇩': 'v',
  '–': '-',
  '·': '.',
  '█': '#',
  '▓': '=',
  '░': '-',
  '─': '-',
  '│': '|',
  '…': '~',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '⏎': 'J',
  '’': "'",
  '×': 'x',
  '÷': '/',
};

/** The text as this terminal can show it; every character keeps its width. */
export function shown(text: string, look: Look): string {
  if (!look.ascii) return text;
  return text.replace(/[^\u0000-\u007f]/gu, (symbol) => ascii[symbol] ?? symbol);
}

/** Frames of the spinner. */
export function spinnerFrame(frame: number, look: Look): string {
  const frames = look.ascii ? '|/-\\' : '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
  return frames[frame % frames.length] ?? '';
}
