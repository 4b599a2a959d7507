/** Start: what is in place and what to do next, the guided path, other assessments, every other screen. */
import { firstVisible, type Layout } from '../../app/layout.ts';
import type { PathStep } from '../../app/path.ts';
import { isNew, type StartRow, startRows } from '../../app/start-rows.ts';
import type { State } from '../../app/state.ts';
import { cell, type Line, line, span, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, filterLine } from './list.ts';
import { troubleLines, unknownLines } from './trouble.ts';

const marks: Record<PathStep['state'], [symbol: string, word: string, token: Token]> = {
  done: ['✔', 'done', 'good'],
  part: ['▲', 'begun', 'warning'],
  open: ['○', 'to do', 'plain'],
  optional: ['–', 'optional', 'plain'],
};

/** The body of Start. Headings stand between the rows; only rows have the cursor. */
export function startBody(state: State, plan: Layout): Body {
  const rows = startRows(state);
  const list = state.lists.start;
  const filter = filterLine(list, rows.length, rows.length);
  const head = [...headLines(state, plan), ...(filter === undefined ? [] : [filter.line])];
  const lines: Line[] = [];
  let at = 0;
  for (const [index, row] of rows.entries()) {
    if (plan.kind !== 'compact' && row.section !== rows[index - 1]?.section) {
      if (index > 0) lines.push([]);
      lines.push(line(`  ${row.section}`, 'heading'));
    }
    if (index === list.cursor) at = lines.length;
    lines.push([span(index === list.cursor ? '▸ ' : '  ', 'selected'), ...rowLine(row, plan, index === list.cursor)]);
  }
  const height = Math.max(1, plan.body.height - head.length);
  const first = firstVisible(at, height, lines.length);
  const empty = emptyLines(['Nothing is called so. esc clears the filter.']);
  const body: Body = { lines: [...head, ...(rows.length === 0 ? empty : lines.slice(first, first + height))] };
  if (filter !== undefined && list.filtering) body.cursor = { x: filter.x, y: head.length - 1 };
  return body;
}

/** What is in place, before any figure; for somebody new, that nothing has to be known. */
function headLines(state: State, plan: Layout): Line[] {
  const compact = plan.kind === 'compact';
  const width = plan.body.width - 4;
  const troubles = troubleLines(state, plan);
  const texts = (text: string, most: number) =>
    wrap(text, width)
      .slice(0, most)
      .map((part) => line(`  ${part}`));
  if (isNew(state)) {
    const welcome = line('  Welcome to soc2-ready', 'heading');
    if (compact) return [welcome, ...troubles];
    const saved = state.readOnly === undefined ? ' Every answer is saved as you give it.' : '';
    const text =
      'Nothing is known yet, so there is no figure and no verdict. Nothing has to be read first: pick a line below, enter begins.';
    return [welcome, ...texts(text + saved, 4), ...troubles, []];
  }
  const sentence = state.derived?.headline.sentence;
  if (sentence === undefined) return [...unknownLines(state, plan), ...(compact ? [] : [[]])];
  const parts = wrap(sentence, width).slice(0, compact ? 1 : 2);
  return [...parts.map((part) => line(`  ${part}`, 'heading')), ...troubles, ...(compact ? [] : [[]])];
}

function rowLine(row: StartRow, plan: Layout, isMarked: boolean): Line {
  const width = plan.body.width - 2;
  const token: Token = isMarked ? 'selected' : 'plain';
  if (row.kind === 'next') {
    const { symbol, control, text, minutesOrEffort } = row.step;
    const tone: Token = symbol === '✖' ? 'bad' : symbol === '?' ? 'unknown' : 'warning';
    const time = plan.kind === 'compact' ? '' : ` ${cell(minutesOrEffort, 7, 'right')}`;
    const name = `${control}  `;
    const room = width - 2 - name.length - time.length;
    return [span(`${symbol} `, tone), span(name, token), span(cell(text, room)), span(time, 'accent')];
  }
  if (row.kind === 'path') {
    const [symbol, word, tone] = marks[row.step.state];
    const next = row.isNext ? '← next  ' : '';
    const state = plan.kind === 'compact' ? '' : cell(word, 9);
    return [
      span(`${symbol} ${state}`, tone),
      span(cell(row.step.title, 11), token),
      span(next, 'accent'),
      span(cell(row.step.said, Math.max(0, width - 13 - state.length - next.length))),
    ];
  }
  const titleWidth = plan.kind === 'compact' ? 15 : 17;
  return [span(cell(row.title, titleWidth), token), span(` ${cell(row.said, Math.max(0, width - titleWidth - 1))}`)];
}
