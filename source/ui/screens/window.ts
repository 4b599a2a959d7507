/** Window: the calendar strip, the windows of other lengths beside each other, what cannot occur. */
import { firstVisible, type Layout } from '../../app/layout.ts';
import type { Occurrence } from '../../app/occurrences.ts';
import { windowPart } from '../../app/parts/window.ts';
import type { State } from '../../app/state.ts';
import { cellOf, cellsOf, type Strip, stripOver } from '../../app/strip.ts';
import { candidateAt, candidateOf, type WindowRow, windowPlanOf, windowTone } from '../../app/window-rows.ts';
import { counted } from '../../app/words.ts';
import { longDay } from '../../core/calendar.ts';
import type { CannotOccur } from '../../core/window-load.ts';
import type { WindowCandidate, WindowPlan } from '../../core/window-plan.ts';
import { cell, fit, type Line, line, pad, span, widthOf, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody, viewTabs } from './list.ts';
import { monthSpans } from './plan-timeline.ts';
import { type Mark, stripSpans } from './strip.ts';

const waiting = emptyLines(['Working it out…']);
const nothing = emptyLines(['Nothing matches. esc clears the filter.']);

/** The body of Window in the view chosen. */
export function windowBody(state: State, plan: Layout): Body {
  const tabs = viewTabs(windowPart.views ?? [], state.views.window, plan);
  const [made, candidate] = [windowPlanOf(state), candidateOf(state)];
  if (made === undefined || candidate === undefined) return { lines: [tabs, ...waiting] };
  const rows = windowPart.rows(state) as readonly WindowRow[];
  const head = [tabs, ...cleanStart(made, plan)];
  if (state.views.window === 'lengths') return lengthsBody(state, made, rows, plan, head);
  const at = windowLine(made, candidate, candidateAt(state), plan);
  if (state.views.window === 'outside') return outsideBody(state, candidate, rows, plan, [...head, at]);
  return calendarBody(state, made, candidate, rows, plan, [...head, at]);
}

/** The earliest clean start, and the control that sets it. */
function cleanStart({ cleanStart: clean }: WindowPlan, plan: Layout): Line[] {
  if (clean === undefined)
    return [
      fit(line('  Earliest clean start: not known, too little is answered for any date.', 'unknown'), plan.body.width),
    ];
  const set = clean.setBy === undefined ? 'nothing is in the way' : `${clean.setBy} comes last`;
  const head: Line = [
    span(plan.kind === 'compact' ? '  clean start ' : '  Earliest clean start ', 'heading'),
    span(plan.kind === 'compact' ? clean.day : longDay(clean.day), 'heading'),
    span(`  ${set}`, 'accent'),
  ];
  if (plan.kind !== 'two-panes') return [fit(head, plan.body.width)];
  return [
    head,
    ...wrap(clean.reason, plan.body.width - 4)
      .slice(0, 2)
      .map((text) => line(`  ${text}`)),
  ];
}

/** Which window is looked at, and whether it can be. */
function windowLine({ candidates }: WindowPlan, one: WindowCandidate, at: number, plan: Layout): Line {
  const token = windowTone(one.verdict);
  const which = candidates.length < 2 ? '' : `${at + 1} of ${candidates.length} `;
  const why =
    one.against[0]?.replace(/\.$/, '') ??
    (one.conditions[0] === undefined ? '' : `${one.conditions[0].text} by ${one.conditions[0].by}`);
  const more = one.against.length > 0 ? one.against.length - 1 : Math.max(0, one.conditions.length - 1);
  return fit(
    [
      span(`  ${which}`, 'accent'),
      span(`${counted(one.months, 'month')}, ${one.from} to ${one.to}: `),
      span(one.verdict, token),
      span(why === '' ? '' : `${one.against.length > 0 ? ': ' : ' '}${why}`),
      span(more > 0 ? ` and ${more} more` : '', 'accent'),
    ],
    plan.body.width,
  );
}

/** Widths of the label beside a strip. */
function labelWidth(plan: Layout): number {
  return plan.kind === 'compact' ? 14 : plan.kind === 'two-panes' ? 40 : 24;
}

function stripFor({ deadline }: WindowPlan, one: WindowCandidate, today: string, width: number): Strip {
  const days = [today, one.from, one.to, one.reportTo];
  return stripOver(deadline === undefined ? days : [...days, deadline.deadline], width);
}

function calendarBody(
  state: State,
  made: WindowPlan,
  one: WindowCandidate,
  rows: readonly WindowRow[],
  plan: Layout,
  head: readonly Line[],
): Body {
  const width = labelWidth(plan);
  const today = state.derived?.today ?? one.from;
  const strip = stripFor(made, one, today, plan.body.width - width - 4);
  const compact = plan.kind === 'compact';
  const fixed: Line[] = [
    ...(compact ? [] : [legend(plan)]),
    [span(' '.repeat(width + 3)), ...monthSpans(strip)],
    [
      span(`  ${cell(compact ? 'window' : 'window, then the report', width)} `, 'accent'),
      ...windowStrip(strip, made, one, today),
    ],
    [span(`  ${cell(awsLabel(one, width), width)} `, 'accent'), ...awsStrip(strip, one)],
  ];
  const shown = [...head.slice(0, compact ? 1 : undefined), ...fixed].map((each) => fit(each, plan.body.width));
  const all = rows.length;
  const draw = (row: WindowRow) => controlLine(row, strip, one, width);
  const empty =
    state.lists.window.filter === undefined ? emptyLines(['No control of this assessment runs at a rhythm.']) : nothing;
  return listBody(plan, state.lists.window, shown, rows, all, draw, empty);
}

function legend(plan: Layout): Line {
  const parts: Line = [
    span('  ● ', 'good'),
    span('on record  '),
    span('○ ', 'accent'),
    span('due  '),
    span('✖ ', 'bad'),
    span('missed  '),
    span('│ ', 'heading'),
    span('today  '),
    span('▲ ', 'good'),
    span('clean start  '),
    span('◆ ', 'warning'),
    span('deadline'),
  ];
  return plan.kind === 'two-panes'
    ? [
        ...parts,
        span('  ━ ', 'accent'),
        span('window, or covered  '),
        span('┄ ', 'warning'),
        span('report, or not covered'),
      ]
    : parts;
}

/** The window itself, the weeks until its report, today, the earliest clean start and the deadline. */
function windowStrip(strip: Strip, { deadline, cleanStart }: WindowPlan, one: WindowCandidate, today: string): Line {
  const marks = new Map<number, Mark>();
  put(marks, cellsOf(strip, { from: one.to, to: one.reportTo }), ['┄', 'warning']);
  put(marks, cellsOf(strip, one), ['━', 'accent']);
  const clean = cleanStart === undefined ? undefined : cellOf(strip, cleanStart.day);
  if (clean !== undefined) marks.set(clean, ['▲', 'good']);
  const at = cellOf(strip, today);
  if (at !== undefined) marks.set(at, ['│', 'heading']);
  const until = deadline === undefined ? undefined : cellOf(strip, deadline.deadline);
  if (until !== undefined) marks.set(until, ['◆', 'warning']);
  return stripSpans(strip, marks);
}

function awsLabel({ aws }: WindowCandidate, width: number): string {
  if (aws.gap === undefined) return width < 20 ? 'AWS: covered' : 'AWS reports: all covered';
  const days = counted(aws.gap.days, 'day');
  if (width < 20) return `AWS gap ${aws.gap.days} d`;
  return width < 30
    ? `AWS gap ${days}`
    : `AWS gap ${days}: ${aws.gap.letterIsEnough ? 'letter can stand for it' : 'too long for a letter'}`;
}

/** What AWS's own reports cover of the window, and what is left for a letter. */
function awsStrip(strip: Strip, { aws }: WindowCandidate): Line {
  const marks = new Map<number, Mark>();
  for (const report of aws.reports) put(marks, cellsOf(strip, report), ['━', 'good']);
  if (aws.gap !== undefined) put(marks, cellsOf(strip, aws.gap), ['┄', aws.gap.letterIsEnough ? 'warning' : 'bad']);
  return stripSpans(strip, marks);
}

function put(marks: Map<number, Mark>, cells: { first: number; last: number } | undefined, mark: Mark): void {
  for (let at = cells?.first ?? 0; at <= (cells?.last ?? -1); at += 1) marks.set(at, mark);
}

const occurrenceMarks: Record<Occurrence['state'], Mark> = {
  due: ['○', 'accent'],
  there: ['●', 'good'],
  wrong: ['▲', 'bad'],
  missed: ['✖', 'bad'],
};

const weight = { due: 0, there: 1, wrong: 2, missed: 3 };

/** All runs of one rhythm. */
function rhythmLine(row: WindowRow & { kind: 'rhythm' }, strip: Strip, one: WindowCandidate, width: number): Line {
  const count = width < 20 ? '' : ` ${counted(row.controls, 'control')}`;
  const without =
    row.without === 0 || row.without === row.controls || width < 30 ? '' : `, ${row.without} cannot occur`;
  return [
    span(cell(`${row.label}${count}${without}`, width), 'heading'),
    span(' '),
    ...(row.occurrences.length === 0 ? [] : runSpans(row.occurrences, strip, one)),
  ];
}

/** A control: its rhythm, and the marks of its runs on the days of the window. */
function controlLine(row: WindowRow, strip: Strip, one: WindowCandidate, width: number): Line {
  if (row.kind === 'rhythm') return rhythmLine(row, strip, one, width);
  if (row.kind !== 'control') return [];
  const { control, occurrences, cannot } = row;
  const rhythm = width < 20 ? '' : ` ${cell(control.cadence.every ?? '', 9)}`;
  const label: Line = [
    span(cannot === undefined ? '' : '✖ ', 'bad'),
    span(
      cell(control.id, width - rhythm.length - (cannot === undefined ? 0 : 2)),
      cannot === undefined ? 'plain' : 'bad',
    ),
    span(`${rhythm} `, 'frame'),
  ];
  if (cannot !== undefined && occurrences.length === 0) {
    const text =
      cannot.next === undefined ? 'cannot occur inside: no date is set' : `cannot occur inside: next is ${cannot.next}`;
    return [...label, span(cell(text, strip.width), 'bad')];
  }
  return [...label, ...runSpans(occurrences, strip, one)];
}

/** The marks of runs over the days of the window; of several on a cell the gravest. */
function runSpans(occurrences: readonly Occurrence[], strip: Strip, one: WindowCandidate): Line {
  const marks = new Map<number, Mark>();
  const heaviest = new Map<number, number>();
  for (const { day, state } of occurrences) {
    const at = cellOf(strip, day);
    if (at === undefined || (heaviest.get(at) ?? -1) > weight[state]) continue;
    heaviest.set(at, weight[state]);
    marks.set(at, occurrenceMarks[state]);
  }
  const inside = cellsOf(strip, one);
  const ground = (at: number): Mark =>
    inside !== undefined && at >= inside.first && at <= inside.last ? ['·', 'frame'] : [' ', 'plain'];
  return stripSpans(strip, marks, ground);
}

/** The windows side by side, and under them what the one looked at asks for. */
function lengthsBody(
  state: State,
  made: WindowPlan,
  rows: readonly WindowRow[],
  plan: Layout,
  head: readonly Line[],
): Body {
  const compact = plan.kind === 'compact';
  const title = compact ? 11 : 16;
  const width = compact ? 13 : 15;
  const room = Math.max(1, Math.floor((plan.body.width - title - 3) / width));
  const at = candidateAt(state);
  const first = firstVisible(at, room, made.candidates.length);
  const places = made.candidates.slice(first, first + room).map((one, place) => ({ one, place: first + place }));
  const heading: Line = [
    span(cell('', title + 2)),
    ...places.map(({ one, place }) => {
      const name = place === 0 && state.assessment.window !== undefined ? 'chosen' : '';
      const text = `${place === at ? '▸' : ' '}${counted(one.months, 'month')}${compact || name === '' ? '' : ` ${name}`}`;
      return span(cell(text, width), place === at ? 'selected' : 'accent');
    }),
  ];
  const draw = (row: WindowRow): Line =>
    row.kind !== 'fact'
      ? []
      : [
          span(cell(row.title, title), 'accent'),
          ...places.map(({ place }) => span(cell(` ${row.values[place] ?? ''}`, width), toneOf(row.tones[place]))),
        ];
  const top = [...head.slice(0, compact ? 1 : undefined), heading];
  const list = listBody(plan, state.lists.window, top, rows, rows.length, draw, nothing);
  const one = candidateOf(state);
  const space = plan.body.height - list.lines.length - 1;
  if (one === undefined || space < 2) return list;
  const texts = [
    ...made.deviations.map(({ sentence }): [string, Token] => [`✖ ${sentence}`, 'bad']),
    ...one.against.map((text): [string, Token] => [`✖ ${text}`, 'bad']),
    ...one.conditions.map(({ text, by }): [string, Token] => [`▲ ${text}: by ${longDay(by)}`, 'warning']),
    ...(made.deadline === undefined ? [] : [[`◆ ${made.deadline.sentence}`, 'plain'] satisfies [string, Token]]),
    [`· ${one.aws.sentence}`, 'plain'] satisfies [string, Token],
  ];
  const below = texts.flatMap(([text, token]) =>
    wrap(text, plan.body.width - 4).map((part) => line(`  ${part}`, token)),
  );
  const cutOff = below.length > space ? [...below.slice(0, space - 1), line('  … t shows all', 'accent')] : below;
  return { ...list, lines: [...list.lines, line('─'.repeat(plan.body.width), 'frame'), ...cutOff] };
}

function toneOf(tone: Token | undefined): Token {
  return tone ?? 'plain';
}

/** Controls none of whose runs falls inside, and for the one under the cursor the three ways out. */
function outsideBody(
  state: State,
  one: WindowCandidate,
  rows: readonly WindowRow[],
  plan: Layout,
  head: readonly Line[],
): Body {
  const empty =
    one.cannotOccur.length > 0 ? nothing : emptyLines(['✔ Every recurring control can run inside this window.']);
  const row = rows[state.lists.window.cursor];
  const ways = row?.kind === 'cannot' ? wayLines(row.cannot, plan) : [];
  const top = plan.kind === 'compact' ? head.slice(0, 1) : head;
  const room = Math.max(4, plan.body.height - ways.length);
  const list = listBody(
    { ...plan, body: { ...plan.body, height: room } },
    state.lists.window,
    top,
    rows,
    one.cannotOccur.length,
    (each) => cannotLine(each, plan),
    empty,
  );
  const lines = list.lines.slice(0, room);
  while (ways.length > 0 && lines.length < Math.min(room, top.length + rows.length)) lines.push([]);
  return { ...list, lines: [...lines, ...ways] };
}

function cannotLine(row: WindowRow, plan: Layout): Line {
  if (row.kind !== 'cannot') return [];
  const { control, key, cadence, next, title } = row.cannot;
  if (plan.kind === 'compact')
    return [span('✖ ', 'bad'), span(cell(control, plan.body.width - 9)), span(key ? ' key' : '', 'warning')];
  return pad(
    [
      span('✖ ', 'bad'),
      span(cell(control, 26)),
      span(key ? ' key  ' : '      ', 'warning'),
      span(`${cell(cadence, plan.kind === 'two-panes' ? 24 : 12)} `, 'accent'),
      span(cell(next === undefined ? 'no date' : `next ${next}`, 16)),
      span(title),
    ],
    plan.body.width - 2,
  );
}

/** A rule of a width that begins with words. */
function rule(words: string, width: number): Line {
  return [span(words, 'frame'), span('─'.repeat(Math.max(0, width - widthOf(words))), 'frame')];
}

function wayLines({ control, ways }: CannotOccur, plan: Layout): Line[] {
  const texts = [`1  ${ways.moveWindow}`, `2  ${ways.runInside}`, `3  ${ways.disclose}`];
  const most = plan.body.height < 12 ? 1 : 2;
  return [
    rule(`── three ways out for ${control} `, plan.body.width),
    ...texts.flatMap((text) =>
      wrap(text, plan.body.width - 4)
        .slice(0, most)
        .map((part, place) => line(`  ${place === 0 ? '' : '   '}${part}`)),
    ),
  ];
}
