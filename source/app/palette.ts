/** The palette: every action of the screen by its name. */
import { type Step, to } from './events.ts';
import { type Action, type ActionId, actionsIn } from './keys.ts';
import { closed } from './overlays.ts';
import { screenPlace } from './place.ts';
import { type Overlay, type State, screenOf } from './state.ts';

/** Actions that the palette offers for the screen under it, best match first: by letters of the name, or words of the help. */
export function paletteActions(state: State, text: string): Action[] {
  const place = screenPlace(state);
  const offered = actionsIn(place).filter((action) => !left.includes(action.id));
  const screens =
    screenOf(state) === 'interview' ? actionsIn('overview').filter((action) => action.group === 'Screens') : [];
  const ranked = [...offered, ...screens].map((action) => ({ action, rank: rank(action, text.trim().toLowerCase()) }));
  return ranked
    .filter((one) => one.rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map((one) => one.action);
}

/** Not worth a name: one does them with a key or not at all. */
const left: readonly ActionId[] = ['up', 'down', 'palette', 'back', 'pick', 'pick-move'];

function rank(action: Action, wanted: string): number {
  const label = action.label.toLowerCase();
  if (label.startsWith(wanted)) return 4;
  if (label.includes(wanted)) return 3;
  if (action.help.toLowerCase().includes(wanted)) return 2;
  let from = 0;
  const inOrder = [...wanted].every((letter) => {
    const at = label.indexOf(letter, from);
    from = at + 1;
    return at !== -1;
  });
  return inOrder ? 1 : 0;
}

/** Movement in the palette; choosing is done by step.ts, which knows what the action does. */
export function stepPalette(state: State, overlay: Overlay & { kind: 'palette' }, id: ActionId): Step {
  const last = paletteActions(state, overlay.text.value).length - 1;
  switch (id) {
    case 'palette-up':
      return to({ ...state, overlay: { ...overlay, cursor: Math.max(0, overlay.cursor - 1) } });
    case 'palette-down':
      return to({ ...state, overlay: { ...overlay, cursor: Math.min(last, overlay.cursor + 1) } });
    case 'back':
      return to(closed(state));
    default:
      return to(state);
  }
}
