/** How it looks: colours by meaning, and symbols for terminals that cannot show Unicode. */
import type { Tone } from '../app/pages.ts';
import type { Settings, ThemeName } from '../app/settings.ts';

/** What the screen is drawn with. */
export interface Look {
  /** Only ASCII symbols. */
  ascii: boolean;
  /** In colour; without it symbols and words say the same. */
  colour: boolean;
  /** No spinner. */
  still: boolean;
  /** Which colours; absent: those for a dark background. */
  theme?: ThemeName;
  /** Addresses can be clicked (OSC 8). */
  links?: boolean;
}

/** The look of the settings. */
export function lookOf({ theme, ascii, still, links = false }: Settings): Look {
  return { ascii, colour: theme !== 'none', still, theme, links };
}

/** Meanings beyond those of text: what is marked, what frames the rest. */
export type Token = Tone | 'selected' | 'frame';

type Styles = Partial<Record<Token, [open: string, close: string]>>;

/** One of the 16 colours of the user's own theme for each meaning; symbols and words carry it too. */
const dark: Styles = {
  heading: ['\u001b[1m', '\u001b[22m'],
  good: ['\u001b[32m', '\u001b[39m'],
  warning: ['\u001b[33m', '\u001b[39m'],
  bad: ['\u001b[31m', '\u001b[39m'],
  unknown: ['\u001b[35m', '\u001b[39m'],
  accent: ['\u001b[36m', '\u001b[39m'],
  code: ['\u001b[36m', '\u001b[39m'],
  selected: ['\u001b[1;36m', '\u001b[22;39m'],
  frame: ['\u001b[90m', '\u001b[39m'],
};

/** On white, yellow and cyan cannot be read: magenta and blue stand for them. */
const light: Styles = {
  heading: ['\u001b[1m', '\u001b[22m'],
  good: ['\u001b[32m', '\u001b[39m'],
  warning: ['\u001b[35m', '\u001b[39m'],
  bad: ['\u001b[1;31m', '\u001b[22;39m'],
  unknown: ['\u001b[34m', '\u001b[39m'],
  accent: ['\u001b[34m', '\u001b[39m'],
  code: ['\u001b[34m', '\u001b[39m'],
  selected: ['\u001b[1;34m', '\u001b[22;39m'],
  frame: ['\u001b[90m', '\u001b[39m'],
};

/** Bold, underline and reverse stand out on any background; the default colour stays, since nobody knows which it is. */
const highContrast: Styles = {
  heading: ['\u001b[1m', '\u001b[22m'],
  good: ['\u001b[1;32m', '\u001b[22;39m'],
  warning: ['\u001b[1;4m', '\u001b[22;24m'],
  bad: ['\u001b[1;7m', '\u001b[22;27m'],
  unknown: ['\u001b[4m', '\u001b[24m'],
  accent: ['\u001b[1m', '\u001b[22m'],
  code: ['\u001b[1m', '\u001b[22m'],
  selected: ['\u001b[7m', '\u001b[27m'],
};

const palettes: Record<ThemeName, Styles> = { dark, light, 'high-contrast': highContrast, none: {} };

/** The text in the style of its meaning; plain where there are no colours. */
export function painted(text: string, token: Token, look: Look): string {
  const style = look.colour ? palettes[look.theme ?? 'dark'][token] : undefined;
  if (style === undefined) return text;
  // Spaces around the words stay as they are: reversed or underlined they would be bars.
  const from = text.length - text.trimStart().length;
  const to = text.trimEnd().length;
  return from >= to ? text : text.slice(0, from) + style[0] + text.slice(from, to) + style[1] + text.slice(to);
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
  '━': '=',
  '┄': '.',
  '◂': '<',
  '◆': '^',
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
