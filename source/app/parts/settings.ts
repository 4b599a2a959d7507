/** Settings: what a person chooses about the screen, the depth and the name; taken at once and kept. */
import { depthQuestion } from '../../core/depth.ts';
import { type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { type SettingRow, settingRows, withSetting } from '../setting-rows.ts';
import { themes, themeWords } from '../settings.ts';
import { hasDepths } from '../start-rows.ts';
import type { State } from '../state.ts';
import { tourOver } from '../tour.ts';
import type { ListPart } from './part.ts';

/** The rows of Settings and what enter does on each. */
export const settingsPart: ListPart<SettingRow> = {
  rows: settingRows,
  open: (state, { id }) => (id === 'tour' ? to(tourOver(state)) : change(state, id)),
};

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
