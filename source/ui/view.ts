/** The whole frame as lines: header, body, footer. Components only draw what this says. */
import { type Layout, layout, smallest } from '../app/layout.ts';
import type { State } from '../app/state.ts';
import { footer } from './footer.ts';
import { header } from './header.ts';
import { fit, type Line, line, pad, span } from './lines.ts';
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
  for (let row = 0; row < plan.body.height; row += 1) lines.push(body.lines[row] ?? []);
  if (plan.rules.length > 0) lines.push(noticeRule(state, columns));
  lines.push(footer(state, plan, look));
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

/** The rule above the footer carries what the last action did. */
function noticeRule(state: State, columns: number): Line {
  const { notice } = state;
  if (notice === undefined) return line('─'.repeat(columns), 'frame');
  const token = notice.tone === 'good' ? 'good' : notice.tone === 'bad' ? 'bad' : 'accent';
  const text = fit([span('── ', 'frame'), span(notice.text, token), span(' ', 'frame')], columns);
  const used = text.reduce((sum, part) => sum + part.text.length, 0);
  return [...text, span('─'.repeat(Math.max(0, columns - used)), 'frame')];
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
