/** What happens when a row of the library's picker is picked, by what it is for. */
import { isDepth } from '../core/depth.ts';
import type { Level } from '../core/questionnaire.ts';
import { type Step, save, to } from './events.ts';
import { openForm } from './form.ts';
import { openLink } from './links.ts';
import { closed } from './overlays.ts';
import { pickCell } from './raci-edit.ts';
import { withSetting } from './setting-rows.ts';
import { isTheme } from './settings.ts';
import type { State } from './state.ts';

/** What a picker over a screen is for. */
export type PickerPurpose = 'owner' | 'raci-cell' | 'account' | 'theme' | 'depth' | 'settle' | 'link';

/** The step after a pick; the picker is closed already. */
const pickers: Record<PickerPurpose, (state: State, value: string, subject: string) => Step> = {
  owner: pickOwner,
  theme: (state, value) => (isTheme(value) ? withSetting(state, { theme: value }) : to(state)),
  depth: (state, value) => (isDepth(value) ? save(state, { type: 'depth', depth: value }) : to(state)),
  'raci-cell': pickCell,
  account: pickAccount,
  link: (state, url) => openLink(state, [url]),
  settle: (state, value, control) =>
    save({ ...state, redo: [] }, { type: 'settle', control, answer: { level: Number(value) as Level } }),
};

/** Does what the picker over the screen is for. */
export function picked(state: State, value: string): Step {
  const { overlay } = state;
  return overlay?.kind === 'picker' ? pickers[overlay.purpose](closed(state), value, overlay.subject) : to(state);
}

/** The picker of the one person who owns a control. */
export function ownerPicker(state: State, control: string): State {
  const { people } = state.assessment;
  const roles = state.questionnaire.roles.filter((role) => role.outside !== true);
  const items = [
    ...people
      .filter((person) => person.left === undefined)
      .map(({ name }) => ({ value: `person:${name}`, label: name })),
    ...roles.map((role) => ({ value: `person:${role.id}`, label: `${role.id}  ${role.title} (role)` })),
    { value: 'new', label: 'Somebody else…' },
    { value: 'none', label: 'Nobody yet' },
  ];
  const pending = state.pending.findLast((body) => body.type === 'owner' && body.control === control);
  const owner = pending?.type === 'owner' ? pending.person : state.assessment.controls[control]?.owner;
  const chosen = owner == null ? {} : { chosen: `person:${owner}` };
  const title = `Who owns ${control}?${owner == null ? '' : ` Now ${owner}.`}`;
  return { ...state, overlay: { kind: 'picker', purpose: 'owner', subject: control, title, items, ...chosen } };
}

function pickOwner(state: State, value: string, control: string): Step {
  if (value === 'new') return to({ ...state, overlay: { kind: 'form', form: openForm('person', control, state) } });
  return save(state, { type: 'owner', control, person: value === 'none' ? null : value.slice('person:'.length) });
}

/** Whether an account is somebody's; the subject is the two of them. */
function pickAccount(state: State, value: string, subject: string): Step {
  const [person = '', account = ''] = JSON.parse(subject) as string[];
  return to(state, { type: 'ask', ask: { type: 'settle-account', person, account, same: value === 'yes' } });
}
