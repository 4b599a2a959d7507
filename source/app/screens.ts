/** The screens, and the places a key can go to. */

/** Screens of the program; the first nine in the order of their digits, the others by name from the palette. */
export const screens = ['overview', 'interview', 'checks', 'gaps', 'plan', 'raci'] as const;

/** A screen. */
export type ScreenId = (typeof screens)[number];

/** A screen whose cursor moves over rows. */
export type ListScreen = Exclude<ScreenId, 'interview'>;

/** The screens of rows. */
export const listScreens = screens.filter((screen): screen is ListScreen => screen !== 'interview');

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

/** Whether a name is a screen of this version; the journal may hold another's. */
export function isScreen(name: string | undefined): name is ScreenId {
  return screens.some((screen) => screen === name);
}
