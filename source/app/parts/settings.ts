/** Settings: what a person chooses about the screen, the depth and the name; taken at once and kept. */
import { chosenDepth, depthQuestion, isDepth } from '../../core/depth.ts';
import { type Effect, type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import type { PreferenceName } from '../outside.ts';
import { scopeGiven } from '../questions.ts';
import { type Settings, themes, themeWords } from '../settings.ts';
import { hasDepths } from '../start-rows.ts';
import type { State } from '../state.ts';
import type { ListPart } from './part.ts';
import { matches } from './part.ts';

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

/** The rows of Settings and what enter does on each. */
export const settingsPart: ListPart<SettingRow> = {
  rows: settingRows,
  open: (state, { id }) => (id === 'tour' ? tour(state) : change(state, id)),
};

function tour(state: State): Step {
  return to({ ...state, overlay: { kind: 'tour', page: 0 } });
}

function change(state: State, id: Exclude<SettingRow['id'], 'tour'>): Step {
  switch (id) {
    case 'theme': {
      const items = themes.map((value) => ({ value, label: `${themeWords[value].title}: ${themeWords[value].about}` }));
      return to({ ...state, overlay: { kind: 'picker', purpose: 'theme', subject: '', title: 'Which theme?', items } });
    }
    case 'by':
      return to({ ...state, overlay: { kind: 'form', form: openForm('your-name', '', state) } });
    case 'depth': {
      if (!hasDepths(state)) return to(say(state, 'This questionnaire knows no depths: it asks everything.'));
      if (state.readOnly !== undefined) return to(say(state, state.readOnly));
      const question = state.questionnaire.scoping.find((one) => one.id === depthQuestion);
      const items = question?.options?.map(({ value, label }) => ({ value, label })) ?? [];
      return to({
        ...state,
        overlay: { kind: 'picker', purpose: 'depth', subject: '', title: question?.ask ?? 'How deep?', items },
      });
    }
    default:
      return withSetting(state, { [id]: !state.settings[id] });
  }
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
