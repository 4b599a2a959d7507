/** Words and tones of states; symbols are the theme's. */
import type { CheckStatus } from '../core/finding.ts';
import type { Tone } from './pages.ts';

/** The four statuses as the screen writes them. */
export const statusWords: Record<CheckStatus, string> = {
  fail: 'fail',
  pass: 'pass',
  unknown: 'unknown',
  'not-applicable': 'not applicable',
};

/** What each status means for its colour: unknown is neither good nor bad. */
export const statusTones: Record<CheckStatus, Tone> = {
  fail: 'bad',
  pass: 'good',
  unknown: 'unknown',
  'not-applicable': 'plain',
};

/** Evidence tiers in words. */
export const tierWords = ['word only', 'document', 'dated record', 'system export'] as const;

/** A figure 0–1 as the screen writes it, 0–100 without decimals. */
export function percent(figure: number): string {
  return `${Math.round(figure * 100)}`;
}

/** A number and its noun, such as `1 region`, `2 regions`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
