/** The settings of the screen that an option or the preferences decide; the rest is as the terminal is. */
import { isTheme, type Settings, themes } from '../app/settings.ts';
import { glanceAtPreferences } from '../workspace/preferences-glance.ts';
import { CommandError } from './errors.ts';
import type { Options } from './table.ts';

/**
 * What was chosen. `--theme` counts before --no-color, NO_COLOR and what the terminal can show; a theme kept earlier only
 * where there are colours. @throws CommandError for a theme that is none.
 */
export function screenSettings(options: Options, hasColours: boolean): Partial<Settings> {
  const kept = glanceAtPreferences();
  const named = typeof options.theme === 'string' ? options.theme : undefined;
  if (named !== undefined && !isTheme(named))
    throw new CommandError(2, `--theme takes ${themes.join(', ')}, not "${named}".`);
  const theme = named ?? (hasColours && isTheme(kept.theme) ? kept.theme : undefined);
  const settings: Partial<Settings> = {};
  if (theme !== undefined && isTheme(theme)) settings.theme = theme;
  if (options.ascii === true || kept.ascii !== undefined)
    settings.ascii = options.ascii === true || kept.ascii === 'true';
  if (options['no-animation'] === true || kept.still === 'true') settings.still = true;
  if (kept.mouse === 'true') settings.mouse = true;
  return settings;
}

/** Whether nobody has seen the tour on this machine. */
export function isFirstStart(): boolean {
  return glanceAtPreferences().tour !== 'seen';
}
