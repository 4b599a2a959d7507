/** Plan: a list, four boxes, a timeline, and what closing the marked rows would give. */
import type { Layout } from '../../app/layout.ts';
import { planPart } from '../../app/parts/plan.ts';
import { boxes, type PlanRow } from '../../app/plan-rows.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import type { Plan, PlanItem } from '../../core/decision.ts';
import { cell, type Line, line, pad, span, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody, listLines, viewTabs } from './list.ts';
import { timelineBody } from './plan-timeline.ts';
import { supposedHead, supposedLine } from './plan-what-if.ts';

const waiting = emptyLines(['Working it out…']);
const nothing = emptyLines(['Nothing matches. esc clears the filter.']);
const done = emptyLines(['Nothing is to be done: no gap is known.']);

/** The body of Plan in the view chosen. */
export function planBody(state: State, plan: Layout): Body {
  const made = state.derived?.decisions.plan;
  const view = state.views.plan ?? 'list';
  const tabs = viewTabs(planPart.views ?? [], view, plan);
  if (made === undefined) return { lines: [tabs, ...waiting] };
  const rows = planPart.rows(state) as readonly PlanRow[];
  if (made.items.length + made.settled.length === 0) return { lines: [tabs, ...done] };
  if (view === 'timeline') return timelineBody(state, plan, tabs);
  if (view === 'boxes' && plan.kind === 'two-panes' && plan.body.height >= 16)
    return { lines: [tabs, ...boxGrid(state, rows, plan)] };
  const head = view === 'what-if' ? supposedHead(state, plan) : view === 'list' ? summary(made, plan) : [];
  const draw = (row: PlanRow) => (view === 'what-if' ? supposedLine(state, row, plan) : rowLine(row, plan));
  const names = view === 'list' ? itemNames(plan) : undefined;
  return listBody(plan, state.lists.plan, [tabs, ...head], rows, made.items.length, draw, nothing, { names });
}

/** The names of the columns of {@link itemLine}. */
function itemNames(plan: Layout): Line {
  const { wide, ownerWidth, rest } = itemColumns(plan);
  const texts = [cell('  # ● when', 16), cell('what', rest), ' ', cell('who', ownerWidth), 'est '];
  const end = wide ? `${cell('wait', 6, 'right')} ${cell('due', 10)}points` : 'due';
  return [span(`${texts.join('')}${end}`, 'frame')];
}

/** Widths of the columns of an item; beside them stand its place, its mark and its box, 16 cells together. */
function itemColumns(plan: Layout): { wide: boolean; ownerWidth: number; rest: number } {
  const wide = plan.kind === 'two-panes';
  const ownerWidth = wide ? 14 : 10;
  return { wide, ownerWidth, rest: plan.body.width - 2 - 4 - 2 - 10 - ownerWidth - 1 - 4 - 11 - (wide ? 13 : 0) };
}

function summary(made: Plan, plan: Layout): Line[] {
  const text = `${counted(made.items.length, 'item')} · last key control in place ${made.keyControlsInPlaceOn} · critical path (●) ${made.criticalDays} days`;
  const warnings = plan.kind === 'compact' ? [] : made.warnings.slice(0, 2);
  return [
    line(`  ${text}`, 'heading'),
    ...warnings.flatMap((warning) =>
      wrap(warning, plan.body.width - 4)
        .slice(0, 2)
        .map((part) => line(`  ${part}`, 'warning')),
    ),
  ];
}

/** Words of the states that differ from open. */
const stateWords: Record<PlanItem['state'], string> = {
  open: '',
  doing: 'doing',
  blocked: 'blocked',
  done: 'done, to re-test',
  closed: 'done, to re-test',
  accepted: 'accepted',
};

const stateTokens: Record<PlanItem['state'], Token> = {
  open: 'plain',
  doing: 'accent',
  blocked: 'bad',
  done: 'good',
  closed: 'good',
  accepted: 'warning',
};

function rowLine(row: PlanRow, plan: Layout): Line {
  if (row.kind === 'heading') return [span(`${row.box}  `, 'heading'), span(row.text, 'accent')];
  if (row.kind === 'item') return itemLine(row.item, row.place, plan);
  const { control, state, because } = row.settlement;
  const isClosed = state === 'closed';
  return [
    span('    '),
    span(isClosed ? '✔ closed  ' : '… to re-test  ', isClosed ? 'good' : 'accent'),
    span(`${control}: ${because}`),
  ];
}

/** One item: what, who, how long, lead, when, what it gains. */
function itemLine(item: PlanItem, place: number, plan: Layout): Line {
  const critical = span(item.critical ? '● ' : '  ', 'warning');
  const words = stateWords[item.state];
  const said = words === '' ? [] : [span(`${words}: `, stateTokens[item.state])];
  if (plan.kind === 'compact')
    return [critical, ...pad([...said, span(item.action)], plan.body.width - 16), span(` ${item.due}`, 'heading')];
  const { wide, ownerWidth, rest } = itemColumns(plan);
  return [
    span(cell(`${place}`, 3, 'right')),
    span(' '),
    critical,
    span(cell(item.box, 10), item.box === 'do now' ? 'warning' : 'plain'),
    ...pad([...said, span(item.action)], rest),
    span(` ${cell(item.owner, ownerWidth)}`),
    span(` ${cell(item.effort, 3)}`),
    span(wide ? `${cell(item.leadDays === 0 ? '' : `+${item.leadDays} d`, 6, 'right')} ` : ''),
    span(item.due, 'heading'),
    span(wide ? cell(`+${item.points.toFixed(1)}`, 6, 'right') : ''),
  ];
}

/** Four boxes, two and two; each shows the part of its items around the cursor. */
function boxGrid(state: State, rows: readonly PlanRow[], plan: Layout): Line[] {
  const width = Math.floor((plan.body.width - 3) / 2);
  const height = Math.floor((plan.body.height - 1) / 2);
  const { cursor } = state.lists.plan;
  const drawn = boxes.map(({ box }) => boxLines(rows, cursor, box, width, height));
  const lines: Line[] = [];
  for (const pair of [
    [drawn[0], drawn[1]],
    [drawn[2], drawn[3]],
  ]) {
    for (let row = 0; row < height; row += 1)
      lines.push([...pad(pair[0]?.[row] ?? [], width), span(' │ ', 'frame'), ...pad(pair[1]?.[row] ?? [], width)]);
  }
  return lines;
}

function boxLines(
  rows: readonly PlanRow[],
  cursor: number,
  box: PlanItem['box'],
  width: number,
  height: number,
): Line[] {
  const from = rows.findIndex((row) => row.kind === 'heading' && row.box === box);
  const heading = rows[from];
  const after = rows.slice(from + 1);
  const end = after.findIndex((row) => row.kind === 'heading');
  const theirs = after.slice(0, end === -1 ? after.length : end);
  const at = cursor - from - 1;
  const isHere = at >= -1 && at < theirs.length;
  const items = listLines(theirs, isHere ? at : -1, height - 2, (row): Line => {
    if (row.kind !== 'item') return [];
    const { critical, action, owner, due, state } = row.item;
    const mark = state === 'done' ? span('✔ ', 'good') : critical ? span('● ', 'warning') : span('  ');
    return [mark, span(cell(action, width - 26)), span(` ${cell(owner, 10)} `), span(due, 'heading')];
  });
  const title = heading?.kind === 'heading' ? heading.text : '';
  const token: Token = isHere && at === -1 ? 'selected' : 'heading';
  const head: Line = [
    span(isHere && at === -1 ? '▸ ' : '  ', 'selected'),
    span(box.toUpperCase(), token),
    span(`  ${title}`),
  ];
  const hidden = theirs.length - items.length;
  const more = hidden > 0 ? [line(`    ${hidden} more`, 'accent')] : [];
  return [head, ...items, ...more].map((one) => pad(one, width));
}
