/** What the list screens share: only the visible rows are made, and an empty list says why. */
import { firstVisible, type Layout } from '../../app/layout.ts';
import type { Paragraph } from '../../app/pages.ts';
import type { ScreenView } from '../../app/parts/part.ts';
import type { ListState } from '../../app/state.ts';
import { type Line, line, lineWidth, pad, paragraphLines, span, widthOf, wrap } from '../lines.ts';
import type { Body } from '../view.ts';

/** The visible rows of a list, the one under the cursor marked. */
export function listLines<Row>(
  rows: readonly Row[],
  cursor: number,
  height: number,
  draw: (row: Row, index: number) => Line,
): Line[] {
  const first = firstVisible(cursor, height, rows.length);
  return rows
    .slice(first, first + height)
    .map((row, offset) => marked(draw(row, first + offset), first + offset === cursor));
}

function marked(row: Line, isCursor: boolean): Line {
  return [span(isCursor ? '▸ ' : '  ', 'selected'), ...row];
}

/** The line with the filter of a list, its cursor included when it has the keys; undefined without a filter. */
export function filterLine(list: ListState, found: number, all: number): { line: Line; x: number } | undefined {
  if (list.filter === undefined && !list.filtering) return undefined;
  const text = list.filter?.value ?? '';
  const before = list.filter?.value.slice(0, list.filter.cursor) ?? '';
  return {
    line: [span('  / ', 'accent'), span(text), span(`   ${found} of ${all}`, 'accent')],
    x: 4 + widthOf(before),
  };
}

/** Bodies of fewer lines have no line to spare for the names of columns. */
const roomForNames = 14;

/** The names of the columns, where there are rows and the body has room for them. */
function namesLine(plan: Layout, rows: readonly unknown[], names: Line | undefined): Line[] {
  return names === undefined || rows.length === 0 || plan.kind === 'compact' || plan.body.height < roomForNames
    ? []
    : [[span('  '), ...names]];
}

/** What a row is given to draw itself where nothing of it shall be cut. */
export function unbounded(plan: Layout): Layout {
  return { ...plan, body: { ...plan.body, width: 1000 } };
}

/** The row under the cursor whole, where its own line is too short for it and lines are free below the list. */
function wholeLines(short: Line, wide: Line | undefined, plan: Layout, used: number): Line[] {
  if (wide === undefined) return [];
  const text = asText(wide);
  const isOver = lineWidth(short) + 2 > plan.body.width;
  // What ends on … by itself is not cut.
  if (!isOver && (text === asText(short) || !short.some((part) => /…\s*$/.test(part.text)))) return [];
  const lines = wrap(text, plan.body.width - 4).map((part) => line(`  ${part}`, 'accent'));
  return plan.body.height - used > lines.length ? [[], ...lines] : [];
}

function asText(one: Line): string {
  return one
    .map((part) => part.text)
    .join('')
    .replace(/\s{2,}/g, '  ')
    .trim();
}

/** A list body: a head of lines, the filter, the names of the columns, the rows. */
export function listBody<Row>(
  plan: Layout,
  list: ListState,
  head: readonly Line[],
  rows: readonly Row[],
  all: number,
  draw: (row: Row, index: number) => Line,
  empty: readonly Line[],
  { names, wide }: { names?: Line | undefined; wide?: (row: Row) => Line } = {},
): Body {
  const filter = filterLine(list, rows.length, all);
  const top = [...head, ...(filter === undefined ? [] : [filter.line]), ...namesLine(plan, rows, names)];
  const height = Math.max(1, plan.body.height - top.length);
  const listed = [...top, ...(rows.length === 0 ? empty : listLines(rows, list.cursor, height, draw))];
  const row = rows[list.cursor];
  const lines =
    row === undefined ? listed : [...listed, ...wholeLines(draw(row, list.cursor), wide?.(row), plan, listed.length)];
  if (filter === undefined || !list.filtering) return { lines };
  return { lines, cursor: { x: filter.x, y: head.length } };
}

/**
 * A list body with a pane to its right about the row under the cursor, below the head. Without room for two panes: the list
 * alone. `draw` is given the plan of the part that the list has.
 */
export function paneBody<Row>(
  plan: Layout,
  list: ListState,
  head: readonly Line[],
  rows: readonly Row[],
  all: number,
  draw: (row: Row, plan: Layout) => Line,
  empty: readonly Line[],
  about: (row: Row) => Paragraph[],
  names: (plan: Layout) => Line | undefined = () => undefined,
): Body {
  const { side, main } = plan;
  const row = rows[list.cursor];
  if (side === undefined || row === undefined)
    return listBody(plan, list, head, rows, all, (one) => draw(one, plan), empty, { names: names(plan) });
  const narrow = { ...plan, body: main };
  const body = listBody(narrow, list, head, rows, all, (one) => draw(one, narrow), empty, { names: names(narrow) });
  const top = head.length + (filterLine(list, rows.length, all) === undefined ? 0 : 1);
  const height = plan.body.height - top;
  const pane = paragraphLines(about(row), side.width - 1);
  const shown = pane.length > height ? [...pane.slice(0, height - 1), line('… ⏎ shows all of it', 'accent')] : pane;
  const below = Array.from({ length: height }, (_, at): Line => {
    return [...pad(body.lines[top + at] ?? [], main.width), span(' │ ', 'frame'), ...(shown[at] ?? [])];
  });
  return { ...body, lines: [...body.lines.slice(0, top), ...below] };
}

/** Lines that say what an empty screen is waiting for. */
export function emptyLines(texts: readonly string[]): Line[] {
  return [[], ...texts.map((text) => line(`  ${text}`))];
}

/** A line of columns of fixed width. */
export function columns(...parts: [Line | string, number][]): Line {
  return parts.flatMap(([part, width]) => [...pad(typeof part === 'string' ? line(part) : part, width), span(' ')]);
}

/** The ways of looking at a screen, the one shown marked; a small window names only that one, and that there are others. */
export function viewTabs(views: readonly ScreenView[], shown: string | undefined, plan: Layout): Line {
  const at = Math.max(
    0,
    views.findIndex(({ id }) => id === shown),
  );
  const whole = views.flatMap(
    ({ title }, index): Line => [
      span(index === 0 ? '  ' : ' · ', 'frame'),
      index === at ? span(`▸${title}`, 'selected') : span(title),
    ],
  );
  if (lineWidth(whole) <= plan.body.width) return whole;
  return [
    span(`  ▸${views[at]?.title ?? ''}`, 'selected'),
    span(`  ${at + 1} of ${views.length}, [ ] turns`, 'accent'),
  ];
}
