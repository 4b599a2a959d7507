/** History: the line of the score with a word for each day, the verdicts, two days, two scans. */

import type { ChangeKind, HistoryRow } from '../../app/history-rows.ts';
import type { Layout } from '../../app/layout.ts';
import { historyPart } from '../../app/parts/history.ts';
import { chosenDays, type PastDay } from '../../app/past.ts';
import type { State } from '../../app/state.ts';
import { cellOf, type Strip, stripOver } from '../../app/strip.ts';
import { counted, percent } from '../../app/words.ts';
import type { ComparedSide } from '../../core/compare.ts';
import type { DriftKind } from '../../core/drift.ts';
import { cell, fit, type Line, line, span } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody, viewTabs } from './list.ts';
import { monthSpans } from './plan-timeline.ts';
import { type Mark, stripSpans } from './strip.ts';

const nothing = emptyLines(['Nothing matches. esc clears the filter.']);

/** The body of History in the view chosen. */
export function historyBody(state: State, plan: Layout): Body {
  const view = state.views.history ?? 'score';
  const tabs = viewTabs(historyPart.views ?? [], view, plan);
  if (view === 'changes') return changesBody(state, plan, tabs);
  if (view === 'drift') return driftBody(state, plan, tabs);
  const { days } = state.past;
  const rows = historyPart.rows(state) as readonly HistoryRow[];
  if (days === undefined) return { lines: [tabs, ...emptyLines(unread(state))] };
  if (days.length === 0)
    return {
      lines: [tabs, ...emptyLines(['Nothing has been said yet: there is no day to show.', '2 goes to the interview.'])],
    };
  const chart = view === 'score' ? chartLines(days, plan) : plan.kind === 'compact' ? [] : [verdictHead(plan)];
  const draw = (row: HistoryRow) => (row.kind === 'day' ? dayLine(row, state, plan, view) : []);
  return listBody(plan, state.lists.history, [tabs, ...chart], rows, days.length, draw, nothing);
}

/** While the days are not there: they come, or why they do not. */
function unread({ past }: State): string[] {
  return past.fault === undefined ? ['Reading the journal, day by day…'] : [past.fault, '8 reads it again.'];
}

/** Lines of the chart by the room there is; none in a small window. */
function chartHeight(plan: Layout): number {
  return plan.kind === 'compact' ? 0 : Math.min(11, Math.floor((plan.body.height - 6) / 2));
}

/** The score over time: evidenced and claimed on one field, 0 at the bottom. */
function chartLines(days: readonly PastDay[], plan: Layout): Line[] {
  const height = chartHeight(plan);
  if (height < 3) return [];
  const strip = stripOver([days[0]?.day ?? '', days.at(-1)?.day ?? ''], plan.body.width - 8);
  const claimed = points(days, strip, height, ({ claimed: value }) => value);
  const evidenced = points(days, strip, height, ({ evidenced: value }) => value);
  const rows: Line[] = [];
  for (let row = 0; row < height; row += 1) {
    const level = height - 1 - row;
    const label = row === 0 ? '100' : row === height - 1 ? '0' : row === Math.floor(height / 2) ? '50' : '';
    const marks = new Map<number, Mark>();
    for (const [at, other] of claimed) if (other === level) marks.set(at, ['○', 'warning']);
    for (const [at, other] of evidenced) if (other === level) marks.set(at, ['●', 'good']);
    rows.push([span(`${cell(label, 5, 'right')} `, 'accent'), ...stripSpans(strip, marks)]);
  }
  const legend: Line = [
    span('      ● ', 'good'),
    span('evidenced  '),
    span('○ ', 'warning'),
    span('claimed  '),
    span('days on which too little was answered have no point', 'frame'),
  ];
  return [...rows, [span('      '), ...monthSpans(strip)], fit(legend, plan.body.width)];
}

/** The level of each day's figure, by the cell of the day. */
function points(
  days: readonly PastDay[],
  strip: Strip,
  height: number,
  of: (day: PastDay) => number,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const day of days) {
    const at = cellOf(strip, day.day);
    if (at !== undefined && day.enough) found.set(at, Math.round(of(day) * (height - 1)));
  }
  return found;
}

function dayLine(row: HistoryRow & { kind: 'day' }, state: State, plan: Layout, view: string): Line {
  const { day, words, tone } = row;
  const isMarked = state.past.marked.includes(day.day);
  const mark = span(isMarked ? '✔ ' : '  ', 'good');
  const figure = day.enough ? cell(percent(day.evidenced), 3, 'right') : '  –';
  if (plan.kind === 'compact') return [mark, span(`${day.day} `), span(figure, 'heading'), span(`  ${words}`, tone)];
  if (view === 'verdicts')
    return [
      mark,
      span(`${day.day}  `),
      span(cell(day.verdict.type1, verdictWidth(plan)), verdictToken(day.verdict.type1)),
      span(` ${cell(day.verdict.opening, verdictWidth(plan))} `),
      span(day.verdict.inWindow),
    ];
  const claimed = day.enough ? percent(day.claimed) : '–';
  return [
    mark,
    span(`${day.day}  `),
    span(figure, 'heading'),
    span(
      `  claimed ${cell(claimed, 3, 'right')}  coverage ${cell(percent(day.coverage), 3, 'right')} %  ${cell(`${day.inPlace} of ${day.criteria}`, 9)} `,
    ),
    span(words, tone),
  ];
}

function verdictWidth(plan: Layout): number {
  return plan.kind === 'two-panes' ? 30 : 21;
}

function verdictHead(plan: Layout): Line {
  const width = verdictWidth(plan);
  return line(`    day         ${cell('Type 1', width)} ${cell('window may open', width)} in the window`, 'accent');
}

function verdictToken(verdict: PastDay['verdict']['type1']): Token {
  if (verdict === 'Not ready') return 'warning';
  return verdict === 'Not enough known' ? 'unknown' : 'good';
}

const changeMarks: Record<ChangeKind, [symbol: string, token: Token]> = {
  'contradicted again': ['✖', 'bad'],
  new: ['✖', 'bad'],
  worse: ['▲', 'warning'],
  slipped: ['▲', 'warning'],
  closed: ['✔', 'good'],
  'not comparable': ['?', 'unknown'],
};

/** What became of the controls between two days. */
function changesBody(state: State, plan: Layout, tabs: Line): Body {
  const { comparison, days } = state.past;
  const chosen = days === undefined ? undefined : chosenDays(state.past);
  if (comparison === undefined) {
    const texts =
      days === undefined
        ? unread(state)
        : chosen === undefined
          ? ['There is one day only: nothing to compare it with yet.']
          : ['Comparing…'];
    return { lines: [tabs, ...emptyLines(texts)] };
  }
  const { from, to, made } = comparison;
  const compact = plan.kind === 'compact';
  const head: Line[] = [
    tabs,
    line(`  ${from} → ${to}: ${changesInWords(state)}`, 'heading'),
    ...(compact
      ? []
      : [
          sides(made.a, made.b),
          line(
            `  of the ${counted(made.common, 'control')} that both days have, by today's rules; space on Score marks other days, E types them`,
            'frame',
          ),
        ]),
  ].map((one) => fit(one, plan.body.width));
  const rows = historyPart.rows(state) as readonly HistoryRow[];
  const all =
    made.closed.length +
    made.opened.length +
    made.contradictedAgain.length +
    made.slipped.length +
    made.worse.length +
    made.notComparable.length;
  const empty = all > 0 ? nothing : emptyLines(['Nothing closed, nothing came, nothing slipped.']);
  return listBody(plan, state.lists.history, head, rows, all, (row) => changeLine(row, plan), empty);
}

function changesInWords({ past }: State): string {
  const made = past.comparison?.made;
  if (made === undefined) return '';
  const { closed, opened, contradictedAgain, slipped, worse } = made;
  return `${closed.length} closed, ${opened.length + contradictedAgain.length} new, ${worse.length} worse, ${slipped.length} slipped`;
}

function sides(a: ComparedSide, b: ComparedSide): Line {
  const both = (of: (side: ComparedSide) => string) => (of(a) === of(b) ? of(a) : `${of(a)} → ${of(b)}`);
  const figure = (value: (side: ComparedSide) => number) => both((side) => (side.enough ? percent(value(side)) : '–'));
  return [
    span('  Type 1 ', 'accent'),
    span(both(({ verdict }) => verdict.type1)),
    span('  evidenced ', 'accent'),
    span(
      figure(({ evidenced }) => evidenced),
      'heading',
    ),
    span('  claimed ', 'accent'),
    span(figure(({ claimed }) => claimed)),
    span('  in place ', 'accent'),
    span(both(({ inPlace }) => `${inPlace}`)),
  ];
}

function changeLine(row: HistoryRow, plan: Layout): Line {
  if (row.kind !== 'change') return [];
  const [symbol, token] = changeMarks[row.what];
  const compact = plan.kind === 'compact';
  const idWidth = compact ? 16 : 26;
  return [
    span(`${symbol} `, token),
    span(compact ? '' : cell(row.what, 19), token),
    span(`${cell(row.id, idWidth)} `),
    span(row.text),
  ];
}

const driftMarks: Record<DriftKind, [symbol: string, token: Token]> = {
  new: ['✖', 'bad'],
  fixed: ['✔', 'good'],
  changed: ['▲', 'warning'],
  'cannot compare': ['?', 'unknown'],
};

/** What changed in AWS between two scans. */
function driftBody(state: State, plan: Layout, tabs: Line): Body {
  const { drift, noDrift } = state.past;
  if (drift === undefined) {
    const texts =
      noDrift === undefined ? ['Judging both scans by the same checks…'] : [noDrift, 'R on Checks reads AWS.'];
    return { lines: [tabs, ...emptyLines(texts)] };
  }
  const of = (kind: DriftKind) => drift.lines.filter((one) => one.kind === kind).length;
  const at = (instant: string) => instant.slice(0, 16).replace('T', ' ');
  const head: Line[] = [
    tabs,
    line(`  aws …${drift.account.slice(-4)}: ${at(drift.before)} → ${at(drift.after)} UTC`, 'heading'),
    line(
      `  ${of('new')} new, ${of('fixed')} fixed, ${of('changed')} changed, ${of('cannot compare')} cannot be compared`,
    ),
  ].map((one) => fit(one, plan.body.width));
  const rows = historyPart.rows(state) as readonly HistoryRow[];
  const empty = drift.lines.length > 0 ? nothing : emptyLines(['Nothing changed between these two scans.']);
  return listBody(plan, state.lists.history, head, rows, drift.lines.length, (row) => driftLine(row, plan), empty);
}

function driftLine(row: HistoryRow, plan: Layout): Line {
  if (row.kind !== 'drift') return [];
  const { kind, check, severity, resource = 'the whole check', region = '', before, after } = row.drift;
  const [symbol, token] = driftMarks[kind];
  if (plan.kind === 'compact') return [span(`${symbol} `, token), span(cell(check, 20)), span(` ${resource}`)];
  const wide = plan.kind === 'two-panes';
  return [
    span(`${symbol} `, token),
    span(cell(kind, 15), token),
    span(cell(severity, 9)),
    span(`${cell(check, wide ? 34 : 24)} `),
    span(wide ? `${cell(`${resource} ${region}`, 34)} ${before} → ${after}` : resource),
  ];
}
