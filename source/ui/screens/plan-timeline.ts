/** The timeline of Plan: a row an item over the weeks, the critical path first and drawn, ● where its artefact is due. */
import type { Layout } from '../../app/layout.ts';
import { planPart } from '../../app/parts/plan.ts';
import { type PlanRow, weeksOf } from '../../app/plan-rows.ts';
import type { State } from '../../app/state.ts';
import { monthLabels, type Strip } from '../../app/strip.ts';
import { daysBetween } from '../../core/calendar.ts';
import type { PlanWeek, PlanWeeks, WeekCell } from '../../core/plan-weeks.ts';
import { cell, cut, type Line, line, span } from '../lines.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody } from './list.ts';
import { type Mark, stripSpans } from './strip.ts';

const nothing = emptyLines(['Nothing matches. esc clears the filter.']);

/** How weeks lie on cells: so many weeks a cell, or so many cells a week. */
interface Scale {
  weeks: number;
  cells: number;
  width: number;
}

function scaleFor(weeks: number, room: number): Scale {
  if (weeks > room) {
    const each = Math.ceil(weeks / room);
    return { weeks: each, cells: 1, width: Math.ceil(weeks / each) };
  }
  const cells = Math.min(4, Math.floor(room / Math.max(1, weeks)));
  return { weeks: 1, cells, width: weeks * cells };
}

/** The body of the timeline under the tabs. */
export function timelineBody(state: State, plan: Layout, tabs: Line): Body {
  const made = weeksOf(state);
  const { derived } = state;
  if (derived === undefined || made === undefined) return { lines: [tabs] };
  const { keyControlsInPlaceOn, criticalDays } = derived.decisions.plan;
  const compact = plan.kind === 'compact';
  const labelWidth = compact ? 14 : plan.kind === 'two-panes' ? 44 : 26;
  const scale = scaleFor(made.weeks.length, plan.body.width - labelWidth - 4);
  const rows = (planPart.rows(state) as readonly PlanRow[]).filter((row) => row.kind === 'item');
  const row = rows[state.lists.plan.cursor];
  const unit = scale.weeks === 1 ? 'a week' : `${scale.weeks} weeks`;
  const size = scale.cells === 1 ? `a cell is ${unit}` : `${scale.cells} cells are ${unit}`;
  const head = compact
    ? `  critical ${criticalDays} d · ${size}`
    : `  critical path ${criticalDays} days · last key control in place ${keyControlsInPlaceOn} · ${size}`;
  const lines: Line[] = [
    tabs,
    line(cut(head, plan.body.width), 'heading'),
    ...(compact ? [] : [legend(plan)]),
    [span(' '.repeat(labelWidth + 3)), ...monthSpans(stripOf(made, scale))],
    [span(' '.repeat(labelWidth + 3)), ...stripSpans(stripOf(made, scale), weekMarks(made.weeks, scale))],
  ];
  const load = compact || scale.weeks > 1 || row === undefined ? [] : loadLine(made, row.item.owner, labelWidth, scale);
  const height = plan.body.height - load.length;
  const body = listBody(
    { ...plan, body: { ...plan.body, height } },
    state.lists.plan,
    lines,
    rows,
    made.bars.length,
    (one) => barLine(one, made, labelWidth, scale),
    nothing,
  );
  const fill: Line[] = Array.from({ length: Math.max(0, height - body.lines.length) }, () => []);
  return load.length === 0 ? body : { ...body, lines: [...body.lines, ...fill, ...load] };
}

function legend(plan: Layout): Line {
  const parts: Line = [
    span('  ━ ', 'warning'),
    span('work, critical  '),
    span('━ ', 'accent'),
    span('other work  '),
    span('┄ ', 'frame'),
    span('waits for its record  '),
    span('● ', 'warning'),
    span('due, critical  '),
    span('○ ', 'accent'),
    span('due'),
  ];
  return plan.kind !== 'two-panes' ? parts : [...parts, span('  │ today  ▲ clean start  ▸ window', 'accent')];
}

/** The days of the cells, for the names of the months. */
function stripOf({ weeks }: PlanWeeks, { width, weeks: each, cells }: Scale): Strip {
  const from = weeks[0]?.from ?? '2000-01-03';
  const last = weeks.at(-1)?.to ?? from;
  // The last cell may stand for fewer weeks than the others: the scale goes on to its end.
  const days = cells === 1 ? width * each * 7 : daysBetween(from, last) + 1;
  return { from, to: last, width, days };
}

/** Names of the months over the cells where they begin. */
export function monthSpans(strip: Strip): Line {
  let text = '';
  for (const { cell: at, text: name } of monthLabels(strip)) text = text.padEnd(at) + name;
  return [span(text.padEnd(strip.width), 'accent')];
}

const weekSymbols: Record<PlanWeek['marks'][number]['what'], Mark> = {
  today: ['│', 'heading'],
  'clean start': ['▲', 'good'],
  'window opens': ['▸', 'accent'],
  'window ends': ['◂', 'accent'],
  deadline: ['◆', 'warning'],
};

function weekMarks(weeks: readonly PlanWeek[], scale: Scale): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const [week, { marks: theirs, from }] of weeks.entries())
    for (const { day, what } of theirs) {
      const inside = Math.floor((daysBetween(from, day) * scale.cells) / 7);
      marks.set(Math.floor(week / scale.weeks) * scale.cells + inside, weekSymbols[what]);
    }
  return marks;
}

const order: readonly WeekCell[] = ['', 'wait', 'work', 'due'];

function barLine(row: PlanRow & { kind: 'item' }, made: PlanWeeks, labelWidth: number, scale: Scale): Line {
  const { item } = row;
  const bar = made.bars.find((one) => one.item === item);
  const chain = made.criticalPath.indexOf(item.id);
  const arrow = chain > 0 ? '→ ' : '';
  const label = `${arrow}${item.control}${labelWidth > 30 ? `  ${item.owner}` : ''}`;
  const critical = item.critical || chain !== -1;
  const marks = new Map<number, Mark>();
  for (let at = 0; at < scale.width / scale.cells; at += 1) {
    const theirs = bar?.cells.slice(at * scale.weeks, (at + 1) * scale.weeks) ?? [];
    const most = theirs.reduce<WeekCell>((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a), '');
    // Work that is done and due in one week: the artefact is what counts.
    const isDue =
      theirs.includes('due') || (theirs.includes('work') && isLast(bar?.cells ?? [], (at + 1) * scale.weeks));
    for (let part = 0; part < scale.cells; part += 1) {
      const place = at * scale.cells + part;
      const end = isDue && part === scale.cells - 1;
      const mark = end ? dueMark(critical) : (symbolOf(most, critical) ?? marks.get(place));
      if (mark !== undefined) marks.set(place, mark);
    }
  }
  return [
    span(`${cell(label, labelWidth)} `, critical ? 'warning' : 'plain'),
    ...stripSpans(stripOf(made, scale), marks),
  ];
}

/** Nothing comes after this week. */
function isLast(cells: readonly WeekCell[], from: number): boolean {
  return cells.slice(from).every((one) => one === '');
}

function dueMark(critical: boolean): Mark {
  return critical ? ['●', 'warning'] : ['○', 'accent'];
}

function symbolOf(what: WeekCell, critical: boolean): Mark | undefined {
  if (what === 'work') return ['━', critical ? 'warning' : 'accent'];
  return what === 'wait' || what === 'due' ? ['┄', 'frame'] : undefined;
}

/** Hours a week of the owner of the row under the cursor. */
function loadLine(made: PlanWeeks, owner: string, labelWidth: number, scale: Scale): Line[] {
  const load = made.load.find((one) => one.owner === owner);
  if (load === undefined || scale.cells < 2) return [];
  const hours = load.hours.map((one) => cell(one < 0.5 ? '·' : `${Math.round(one)}`, scale.cells)).join('');
  return [[span(`  ${cell(`hours of ${owner}, of ${load.perWeek}`, labelWidth)} `, 'frame'), span(hours, 'accent')]];
}
