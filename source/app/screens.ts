/** The screens, and the places a key can go to. */

/** Screens of the program; the first nine in the order of their digits, the others by name from the palette. */
export const screens = [
  'overview',
  'interview',
  'checks',
  'gaps',
  'plan',
  'raci',
  'window',
  'history',
  'registers',
  'populations',
  'report',
  'workshop',
  'start',
  'scope',
  'clients',
  'accounts',
  'settings',
  'glossary',
] as const;

/** A screen. */
export type ScreenId = (typeof screens)[number];

/** A screen whose cursor moves over rows. */
export type ListScreen = Exclude<ScreenId, 'interview'>;

/** The screens of rows. */
export const listScreens = screens.filter((screen): screen is ListScreen => screen !== 'interview');

/**
 * Where a key goes. A screen, or what lies over it: `picker` (a list to pick one from), `choices` (a list to tick),
 * `field` (a line of text), `form` (several lines of text), `page` (text to read), `help`, `confirm`, `palette`, `tour`.
 */
export type Place =
  | ScreenId
  | 'picker'
  | 'choices'
  | 'field'
  | 'form'
  | 'page'
  | 'help'
  | 'confirm'
  | 'palette'
  | 'tour';

/** The screens with a digit, in its order from 1; the first screen has 0. */
const numbered: readonly ScreenId[] = screens.slice(0, 9);

/** The digit that goes to a screen; undefined: it is reached by name. */
export function digitOf(screen: ScreenId): number | undefined {
  if (screen === 'start') return 0;
  const at = numbered.indexOf(screen);
  return at === -1 ? undefined : at + 1;
}

/** Names of the screens as headings write them. */
export const screenTitles: Record<ScreenId, string> = {
  overview: 'Overview',
  interview: 'Interview',
  checks: 'Checks',
  gaps: 'Gaps',
  plan: 'Plan',
  raci: 'RACI',
  window: 'Window',
  history: 'History',
  registers: 'Registers',
  populations: 'Populations',
  report: 'Report',
  workshop: 'Workshop',
  start: 'Start',
  scope: 'Scope',
  clients: 'Clients',
  accounts: 'AWS accounts',
  settings: 'Settings',
  glossary: 'Glossary',
};

/** Whether a name is a screen of this version; the journal may hold another's. */
export function isScreen(name: string | undefined): name is ScreenId {
  return screens.some((screen) => screen === name);
}
