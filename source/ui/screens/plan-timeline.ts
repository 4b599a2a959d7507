/** The timeline of Plan: a row an item, its work and its lead time over the weeks, the critical path drawn. */
import type { Layout } from '../../app/layout.ts';
import { type PlanRow, planItems } from '../../app/plan-rows.ts';
import type { State } from '../../app/state.ts';
import { cellOf, cellsOf, monthLabels, type Strip, stripOver } from '../../app/window-strip.ts';
import type { PlanItem } from '../../core/decision.ts';
import { cell, type Line, line, span } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody } from './list.ts';
import { stripSpans } from './strip.ts';

/** The body of the timeline under the tabs. */
export function timelineBody(state: State, plan: Layout, tabs: Line): Body {
  const rows = planItems(state);
  const { derived } = state;
  if (derived === undefined) return { lines: [tabs] };
  const { decisions, today } = derived;
  const { items, keyControlsInPlaceOn, criticalDays } = decisions.plan;
  const labelWidth = plan.kind === 'compact' ? 14 : plan.kind === 'two-panes' ? 44 : 26;
  const days = items.map(({ due }) => due);
  const strip = stripOver([today, keyControlsInPlaceOn, ...days], plan.body.width - labelWidth - 4);
  const perCell = strip.days / strip.width;
  const scale = perCell <= 1.5 ? 'a cell is a day' : `a cell is ${Math.round(perCell)} days`;
  const head = `  critical path ${criticalDays} days · last key control in place ${keyControlsInPlaceOn} · ${scale}`;
  const legend: Line = [
    span('  ━ ', 'warning'),
    span('work on the critical path  '),
    span('━ ', 'accent'),
    span('other work  '),
    span('┄ ', 'frame'),
    span('lead time  '),
    span('● ', 'warning'),
    span('due, critical  '),
    span('○ ', 'accent'),
    span('due'),
  ];
  const lines: Line[] = [
    tabs,
    line(head, 'heading'),
    ...(plan.kind === 'compact' ? [] : [legend]),
    [span(' '.repeat(labelWidth + 3)), ...monthSpans(strip)],
  ];
  const nothing = emptyLines(['Nothing matches. esc clears the filter.']);
  return listBody(plan, state.lists.plan, lines, rows, items.length, (row) => barLine(row, labelWidth, strip), nothing);
}

/** Names of the months over the cells where they begin. */
export function monthSpans(strip: Strip): Line {
  let text = '';
  for (const { cell: at, text: name } of monthLabels(strip)) text = text.padEnd(at) + name;
  return [span(text.padEnd(strip.width), 'accent')];
}

function barLine(row: PlanRow & { kind: 'item' }, labelWidth: number, strip: Strip): Line {
  const { item } = row;
  const label = `${item.control}${labelWidth > 30 ? `  ${item.owner}` : ''}`;
  return [
    span(`${cell(label, labelWidth)} `, item.critical ? 'warning' : 'plain'),
    ...stripSpans(strip, marksOf(item, strip)),
  ];
}

function marksOf(item: PlanItem, strip: Strip): Map<number, [string, Token]> {
  const marks = new Map<number, [string, Token]>();
  const work: [string, Token] = ['━', item.critical ? 'warning' : 'accent'];
  const put = (span: { first: number; last: number } | undefined, mark: [string, Token]) => {
    for (let at = span?.first ?? 0; at <= (span?.last ?? -1); at += 1) marks.set(at, mark);
  };
  put(cellsOf(strip, { from: item.workDone, to: item.due }), ['┄', 'frame']);
  if (item.state !== 'done') put(cellsOf(strip, { from: item.start, to: item.workDone }), work);
  const due = cellOf(strip, item.due);
  if (due !== undefined) marks.set(due, item.critical ? ['●', 'warning'] : ['○', 'accent']);
  return marks;
}
