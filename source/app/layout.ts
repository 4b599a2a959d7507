/** Where things go on the screen: one pure function of the window's size, the same for every screen. */

/** Size of the window in character cells. */
export interface Size {
  columns: number;
  rows: number;
}

/** A rectangle of cells; the origin is the top left corner. */
export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * The plan of one frame.
 * - `too-small`: under 40 × 8, one line asks for more room;
 * - `compact`: under 60 columns or 12 rows, no rules and only the essential columns;
 * - `one-pane`: 60–99 columns, the side pane's content below or on a key;
 * - `two-panes`: 100 columns and more.
 */
export interface Layout {
  kind: 'too-small' | 'compact' | 'one-pane' | 'two-panes';
  size: Size;
  header: Rectangle;
  /** Rows of horizontal rules, from the top. */
  rules: number[];
  body: Rectangle;
  /** Only with two panes: the body's left and right part, with a bar of three cells between. */
  main: Rectangle;
  side?: Rectangle;
  footer: Rectangle;
}

/** The smallest window in which the program is usable. */
export const smallest: Size = { columns: 40, rows: 8 };

/** The plan for a window of this size. */
export function layout(size: Size): Layout {
  const { columns, rows } = size;
  const row = (top: number): Rectangle => ({ left: 0, top, width: columns, height: 1 });
  if (columns < smallest.columns || rows < smallest.rows) {
    const all = { left: 0, top: 0, width: columns, height: rows };
    return { kind: 'too-small', size, header: row(0), rules: [], body: all, main: all, footer: row(rows - 1) };
  }
  const compact = columns < 60 || rows < 12;
  const rules = compact || rows < 16 ? [] : [1, rows - 2];
  const top = rules.length === 0 ? 1 : 2;
  const body = { left: 0, top, width: columns, height: rows - top - (rules.length === 0 ? 1 : 2) };
  const kind = compact ? 'compact' : columns < 100 ? 'one-pane' : 'two-panes';
  const frame = { kind, size, header: row(0), rules, body, footer: row(rows - 1) } as const;
  if (kind !== 'two-panes') return { ...frame, rules: [...rules], main: body };
  const sideWidth = Math.min(64, Math.floor(columns * 0.38));
  const main = { ...body, width: columns - sideWidth - 3 };
  return { ...frame, rules: [...rules], main, side: { ...body, left: main.width + 3, width: sideWidth } };
}

/** First visible row of a list, so that the cursor stays in view with as much before it as after it. */
export function firstVisible(cursor: number, height: number, total: number): number {
  return Math.max(0, Math.min(cursor - Math.floor(height / 2), total - height));
}
