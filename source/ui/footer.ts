/** The last line: what the keys do here, most important first; help and leaving never give way. */
import { type Action, footerActions, keysShown } from '../app/keys.ts';
import type { Layout } from '../app/layout.ts';
import { placeOf } from '../app/place.ts';
import type { Place } from '../app/screens.ts';
import type { State } from '../app/state.ts';
import { type Line, lineWidth, span, widthOf } from './lines.ts';
import type { Look } from './theme.ts';

/** The footer of a frame. In a small window the notice of the last action takes its place beside the help. */
export function footer(state: State, plan: Layout, look: Look): Line {
  const { columns } = plan.size;
  const place = placeOf(state);
  const actions = footerActions(place, state);
  const fixed = fixedActions(actions);
  const end = fixedEnd(state, look);
  const room = columns - lineWidth(end) - 2;
  if (plan.rules.length === 0 && state.notice !== undefined && widthOf(state.notice.text) <= room)
    return noticeFooter(state.notice, end);
  const rest = actions.filter(
    (action) => action.keys.length > 0 && !fixed.includes(action) && (fixed.length > 0 || action.id !== 'back'),
  );
  const numbered = rest.filter((action) => action.group === 'Screens').sort(byKey);
  const local = rest.filter((action) => action.group !== 'Screens');
  const scroll: Line =
    place === 'page' || place === 'help' ? [...entry(look.ascii ? 'up/down' : '↑↓', 'scroll'), span('  ')] : [];
  const long: Line = [...scroll, ...entriesOf([...numbered, ...local], look, place)];
  const middle =
    lineWidth(long) <= room ? long : [...scroll, ...shortened(numbered, local, room - lineWidth(scroll), look, place)];
  return [span(' '), ...middle, ...(middle.length > 0 ? [span('  ')] : []), ...end];
}

/** What never gives way: help and leaving. */
function fixedActions(actions: readonly Action[]): Action[] {
  return ['help', 'leave'].flatMap((id) => actions.find((action) => action.id === id) ?? []);
}

function fixedEnd(state: State, look: Look): Line {
  const place = placeOf(state);
  const fixed = fixedActions(footerActions(place, state));
  return fixed.length === 0 ? [...entry('esc', 'back, then '), ...entry('?', 'help')] : entriesOf(fixed, look, place);
}

function byKey(a: Action, b: Action): number {
  return (a.keys[0] ?? '').localeCompare(b.keys[0] ?? '');
}

/** The screens as one entry, and of the others what fits. */
function shortened(
  numbered: readonly Action[],
  local: readonly Action[],
  room: number,
  look: Look,
  place: Place,
): Line {
  const screens: Line =
    numbered.length === 0
      ? []
      : [...entry(`${numbered[0]?.keys[0] ?? ''}–${numbered.at(-1)?.keys[0] ?? ''}`, 'screens'), span('  ')];
  const left = room - lineWidth(screens);
  const chosen: Action[] = [];
  for (const action of local) {
    if (widthOfAll([...chosen, action], look, place) <= left) chosen.push(action);
  }
  return [...screens, ...entriesOf(chosen, look, place)];
}

function widthOfAll(actions: readonly Action[], look: Look, place: Place): number {
  return 1 + lineWidth(entriesOf(actions, look, place));
}

function noticeFooter({ text, tone }: NonNullable<State['notice']>, end: Line): Line {
  return [span(' '), span(text, tone === 'bad' ? 'bad' : 'accent'), span(' '), ...end];
}

/** Whether the footer of a small window has room for the notice beside the help. */
export function noticeFits(state: State, plan: Layout, look: Look): boolean {
  return widthOf(state.notice?.text ?? '') <= plan.size.columns - lineWidth(fixedEnd(state, look)) - 2;
}

function entriesOf(actions: readonly Action[], look: Look, place: Place): Line {
  return actions.flatMap((action, index) => [
    ...(index === 0 ? [] : [span('  ')]),
    ...entry(keyText(action, look), action.labels?.[place] ?? action.label),
  ]);
}

function entry(keys: string, label: string): Line {
  return [span(keys, 'accent'), span(` ${label}`)];
}

/** The keys of an action; words where the terminal has no symbols. */
export function keyText(action: Action, look: Look): string {
  return look.ascii ? keysShown(action).replace('⏎', 'enter').replace('↑↓', 'up/down') : keysShown(action);
}
