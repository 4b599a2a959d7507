/** The rows of Settings, and what a change of one is. */
import { chosenDepth, depthQuestion, isDepth } from '../core/depth.ts';
import { type Effect, type Step, to } from './events.ts';
import type { PreferenceName } from './outside.ts';
import { matches } from './parts/part.ts';
import { scopeGiven } from './questions.ts';
import { type Settings, themeWords } from './settings.ts';
import { hasDepths } from './start-rows.ts';
import type { State } from './state.ts';

/** A setting as a row. */
export interface SettingRow {
  id: 'theme' | 'ascii' | 'still' | 'mouse' | 'by' | 'depth' | 'tour';
  title: string;
  value: string;
  /** What it does, one line. */
  about: string;
}

/** The rows of Settings. */
export function settingRows(state: State): SettingRow[] {
  const { settings } = state;
  const onOff = (on: boolean) => (on ? 'on' : 'off');
  const rows: SettingRow[] = [
    { id: 'theme', title: 'Theme', value: themeWords[settings.theme].title, about: themeWords[settings.theme].about },
    {
      id: 'ascii',
      title: 'ASCII symbols',
      value: onOff(settings.ascii),
      about: 'for fonts and terminals without ✔ ▲ ✖',
    },
    { id: 'still', title: 'Reduced motion', value: onOff(settings.still), about: 'nothing moves by itself' },
    {
      id: 'mouse',
      title: 'Mouse wheel',
      value: onOff(settings.mouse),
      about: 'the wheel moves the cursor; selecting text then needs shift',
    },
    { id: 'by', title: 'Your name', value: state.by, about: 'under which your answers are written from now on' },
    {
      id: 'depth',
      title: 'Depth',
      value: depthOf(state),
      about: 'how deep the interview asks; kept in the assessment',
    },
    { id: 'tour', title: 'Tour', value: '4 pages', about: 'shows the four pages of the first start again' },
  ];
  return rows.filter((row) => matches(state, 'settings', [row.title, row.value, row.about]));
}

function depthOf(state: State): string {
  if (!hasDepths(state)) return 'everything is asked';
  const given = scopeGiven(state, depthQuestion);
  return isDepth(given) ? given : chosenDepth(state.assessment);
}

/** The state with settings changed at once, and the wish to keep them. */
export function withSetting(state: State, changed: Partial<Settings>): Step {
  const kept = Object.entries(changed).map(
    ([name, value]): Effect => ({
      type: 'ask',
      ask: { type: 'keep', name: name as PreferenceName, value: `${value}` },
    }),
  );
  return to({ ...state, settings: { ...state.settings, ...changed } }, ...kept);
}
