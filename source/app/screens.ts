/** The screens, and the places a key can go to. */

/** Screens of the program, in the order of their digits. */
export const screens = ['overview', 'interview', 'checks', 'gaps', 'plan', 'raci'] as const;

/** A screen. */
export type ScreenId = (typeof screens)[number];

/**
 * Where a key goes. A screen, or what lies over it: `picker` (a list to pick one from), `choices` (a list to tick),
 * `field` (a line of text), `form` (several lines of text), `page` (text to read), `help`, `confirm`, `palette`.
 */
export type Place = ScreenId | 'picker' | 'choices' | 'field' | 'form' | 'page' | 'help' | 'confirm' | 'palette';

/** Names of the screens as headings write them. */
export const screenTitles: Record<ScreenId, string> = {
  overview: 'Overview',
  interview: 'Interview',
  checks: 'Checks',
  gaps: 'Gaps',
  plan: 'Plan',
  raci: 'RACI',
};
