/** The whole frame as lines: header, body, footer. Components only draw what this says. */
import { type Layout, layout, smallest } from '../app/layout.ts';
import type { State } from '../app/state.ts';
import { footer, noticeFits } from './footer.ts';
import { header } from './header.ts';
import { fit, type Line, line, lineWidth, pad, span, wrap } from './lines.ts';
import { overlayBody } from './screens/overlay.ts';
import { screenBody } from './screens/screen.ts';
import { type Look, shown } from './theme.ts';

/** A list that the library's picker draws and moves in. */
export interface PickerView {
  /** First row and number of rows of the frame. */
  top: number;
  height: number;
  width: number;
  items: { value: string; label: string }[];
  initialIndex: number;
  /** What stands to the right of the picker, a line for each of its rows. */
  beside: Line[];
  /** Distinguishes one picker from the next. */
  key: string;
}

/** What lies between header and footer; rows count from the body's top. */
export interface Body {
  lines: Line[];
  /** Where the real cursor goes. */
  cursor?: { x: number; y: number };
  picker?: PickerView;
}

/** A frame: exactly as many lines as the window has rows, none wider than it. */
export interface View extends Body {}

/** What changes with time alone. */
export interface Tick {
  /** Counts up while something runs. */
  frame: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The frame of a state. */
export function viewOf(state: State, look: Look, tick: Tick): View {
  const plan = layout(state.size);
  const { columns, rows } = state.size;
  if (plan.kind === 'too-small') return { lines: tooSmall(columns, rows) };
  const body = state.overlay === undefined ? screenBody(state, plan, look, tick) : overlayBody(state, plan, look);
  const rule = line('─'.repeat(columns), 'frame');
  const lines: Line[] = [header(state, plan, look, tick)];
  if (plan.rules.length > 0) lines.push(rule);
  const end = noticeLines(state, plan, look, body);
  const room = plan.body.height + (plan.rules.length > 0 ? 1 : 0) - end.length;
  for (let row = 0; row < room; row += 1) lines.push(body.lines[row] ?? []);
  lines.push(...end, footer(state, plan, look));
  const view: View = { lines: lines.map((one) => finished(one, columns, look)) };
  if (body.cursor !== undefined) view.cursor = { x: body.cursor.x, y: body.cursor.y + plan.body.top };
  const { picker } = body;
  if (picker !== undefined) {
    const beside = picker.beside.map((one) => finished(one, columns - picker.width, look));
    view.picker = { ...picker, top: picker.top + plan.body.top, beside };
  }
  return view;
}

function finished(one: Line, columns: number, look: Look): Line {
  return fit(one, columns).map((part) => ({ ...part, text: shown(part.text, look) }));
}

/** Lines that a notice may take from the end of the body, where it is longer than one. */
const noticeHeight = 4;

/**
 * What the last action did: on the rule above the footer; in a small window, which has no rule, in the footer. What is
 * longer takes the last lines of the body until the next key, so that all of it can be read.
 */
function noticeLines(state: State, plan: Layout, look: Look, body: Body): Line[] {
  const { notice } = state;
  const { columns } = plan.size;
  const hasRule = plan.rules.length > 0;
  if (notice === undefined) return hasRule ? [line('─'.repeat(columns), 'frame')] : [];
  if (!hasRule && noticeFits(state, plan, look)) return [];
  const token = notice.tone === 'good' ? 'good' : notice.tone === 'bad' ? 'bad' : 'accent';
  const parts = wrap(notice.text, columns - 4);
  // The library draws its picker itself: nothing can be drawn over it.
  const { picker } = body;
  const free = plan.body.height - (picker === undefined ? 1 : picker.top + picker.height);
  const most = Math.max(1, Math.min(noticeHeight, free + (hasRule ? 1 : 0)));
  const shownParts = parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(' ')];
  return shownParts.map((part, index) => {
    const start = index === 0 ? span('── ', 'frame') : span('   ', 'frame');
    const isLast = index === shownParts.length - 1;
    const text = fit([start, span(part, token), span(' ', 'frame')], columns);
    return isLast ? [...text, span('─'.repeat(Math.max(0, columns - lineWidth(text))), 'frame')] : text;
  });
}

function tooSmall(columns: number, rows: number): Line[] {
  const text = `make the window larger: ${smallest.columns}×${smallest.rows}, now ${columns}×${rows}`;
  const lines: Line[] = [fit(line(text, 'warning'), columns)];
  while (lines.length < rows) lines.push([]);
  return lines;
}

/** The two panes of a body side by side. */
export function sideBySide(main: readonly Line[], side: readonly Line[], plan: Layout): Line[] {
  const lines: Line[] = [];
  for (let row = 0; row < plan.body.height; row += 1) {
    lines.push([...pad(main[row] ?? [], plan.main.width), span(' │ ', 'frame'), ...(side[row] ?? [])]);
  }
  return lines;
}
