/** What a person chooses about the screen itself; taken at once and kept between sessions. */

/** The looks there are, the default first. State is always symbol and word too, so that none needs its colours. */
export const themes = ['dark', 'light', 'high-contrast', 'none'] as const;

/** A look. */
export type ThemeName = (typeof themes)[number];

/** Names and a sentence each, for the Settings screen. */
export const themeWords: Record<ThemeName, { title: string; about: string }> = {
  dark: { title: 'dark', about: 'for a dark background, in the 16 colours of your terminal' },
  light: { title: 'light', about: 'for a light background: no yellow, no light cyan' },
  'high-contrast': { title: 'high contrast', about: 'bold, underlined and reversed; nothing grey' },
  none: { title: 'no colour', about: 'symbols and words alone, as with NO_COLOR' },
};

/** The settings of the screen. */
export interface Settings {
  theme: ThemeName;
  /** ASCII symbols only. */
  ascii: boolean;
  /** Nothing moves by itself. */
  still: boolean;
  /** The wheel moves the cursor; the terminal's own selection then needs shift. */
  mouse: boolean;
  /** The terminal makes links of addresses; as the terminal is, nobody chooses it. */
  links?: boolean;
}

/** Settings of a session that was told nothing. */
export const defaultSettings: Settings = { theme: 'dark', ascii: false, still: false, mouse: false };

/** Whether a name is a theme of this version; preferences may hold another's. */
export function isTheme(name: unknown): name is ThemeName {
  return themes.some((theme) => theme === name);
}
