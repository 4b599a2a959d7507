/** Overview: the verdict in words, what is in place, what to do next; then a bar per series. */

import type { NextStep } from '../../app/derive.ts';
import type { Layout } from '../../app/layout.ts';
import { overviewRows, stepsShown } from '../../app/parts/overview.ts';
import { questionsOf } from '../../app/questions.ts';
import { type Bar, type SeriesRow, seriesRows } from '../../app/rows.ts';
import type { State } from '../../app/state.ts';
import { counted, percent } from '../../app/words.ts';
import type { Type1Verdict } from '../../core/score-types.ts';
import { cell, type Line, line, lineWidth, span, widthOf, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { listLines } from './list.ts';
import { troubleLines, unknownLines } from './trouble.ts';

const verdictTokens: Record<Type1Verdict, Token> = {
  'Not ready': 'warning',
  'Not enough known': 'unknown',
  'Ready with conditions': 'good',
  Ready: 'good',
};

const criterionMarks: Record<SeriesRow['criteria'][number]['state'], [symbol: string, token: Token]> = {
  Met: ['✔', 'good'],
  Partial: ['▲', 'warning'],
  Gap: ['✖', 'bad'],
  Unknown: ['?', 'unknown'],
  Unsupported: ['✖', 'bad'],
  Unasked: ['?', 'unknown'],
  Inherited: ['⇩', 'good'],
};

/** The body of the Overview. */
export function overviewBody(state: State, plan: Layout): Body {
  if (!hasAnswers(state) && state.facts === undefined && state.derived !== undefined) return startBody(state, plan);
  if (state.derived === undefined) return { lines: unknownLines(state, plan) };
  const head = headLines(state, plan);
  const rows = seriesRows(state);
  const legend = plan.body.height - head.length - rows.length >= 2 ? legendLines() : [];
  const height = Math.max(1, plan.body.height - head.length - legend.length);
  const cursor = state.lists.overview.cursor - (overviewRows(state).length - rows.length);
  const list = listLines(rows, cursor, height, (row) => seriesLine(row, plan));
  return { lines: [...head, ...list, ...legend] };
}

function hasAnswers(state: State): boolean {
  const { scope, controls } = state.assessment;
  return Object.keys(scope).length + Object.keys(controls).length > 0;
}

/** What somebody sees who has said nothing yet. */
function startBody(state: State, plan: Layout): Body {
  const first = questionsOf(state).filter((q) => q.kind === 'scope' && q.question.group === 'first').length;
  const width = plan.body.width - 4;
  const aws = state.canScan
    ? 'R      lets it read your AWS account, read-only, while you answer'
    : `R      reads AWS, but not in this session: ${state.noScan ?? 'it was started without AWS'}`;
  const texts = [
    'Nothing is known yet, so there is no figure and no verdict.',
    '',
    `enter  starts with ${first} questions about the company, then one control at a time`,
    aws,
    '0      shows the whole path, and every screen',
    '?      shows every key',
    '',
    'Every answer is saved as you give it. You can leave at any time and go on at the same question.',
  ];
  const lines = texts.flatMap((text) => wrap(text, width).map((part) => line(`  ${part}`)));
  const problems = troubleLines(state, plan);
  return { lines: [[], line('  Welcome to soc2-ready', 'heading'), ...problems, [], ...lines] };
}

/** What is in place, the verdict in words and its reasons, what to do now; only then the figures. */
function headLines(state: State, plan: Layout): Line[] {
  const { derived } = state;
  if (derived === undefined) return [];
  const compact = plan.kind === 'compact';
  const width = plan.body.width - 2;
  const { headline, decisions } = derived;
  const { cursor } = state.lists.overview;
  const { type1 } = decisions.score.verdict;
  const most = compact ? 1 : 2;
  const sentence = wrap(headline.sentence, width - 2);
  const lines: Line[] = sentence
    .slice(0, most)
    .map((text, row) => line(`  ${text}${row === most - 1 && sentence.length > most ? ' …' : ''}`, 'heading'));
  const verdict = verdictLines(headline.verdictSentence, verdictTokens[type1], width, most);
  lines.push(...(cursor === 0 ? verdict.map(pointed) : verdict));
  lines.push(...troubleLines(state, plan));
  const steps = stepsShown(state);
  if (plan.body.height >= roomy && steps.length > 0)
    lines.push(line(`  ${counted(steps.length, 'thing')} to do now`, 'heading'));
  for (const [index, step] of steps.entries()) lines.push(pointed(stepLine(step, plan), cursor === index + 1 ? 0 : 1));
  if (headline.notEnough === undefined) lines.push(figureLine(state, compact));
  if (!compact) lines.push(line('─'.repeat(plan.body.width), 'frame'));
  return lines;
}

/** The line with the cursor before it, where it is the first of its row. */
function pointed(one: Line, place: number): Line {
  const [first = span('  '), ...rest] = one;
  return place === 0 ? [span('▸ ', 'selected'), { ...first, text: first.text.slice(2) }, ...rest] : one;
}

/** Lines of a body that has room for a heading over what to do. */
const roomy = 30;

/** The verdict's first words stand out; its reasons follow in plain. */
function verdictLines(sentence: string, token: Token, width: number, most: number): Line[] {
  const [verdict = '', ...reasons] = sentence.split(': ');
  const parts = wrap(`${verdict.toUpperCase()}  ${reasons.join(': ')}`, width);
  const shown = parts.slice(0, most).map((part, row) => (row === most - 1 && parts.length > most ? `${part} …` : part));
  return shown.map(
    (part, row): Line =>
      row === 0
        ? [span('  '), span(verdict.toUpperCase(), token), span(part.slice(verdict.length))]
        : line(`  ${part}`),
  );
}

function stepLine(step: NextStep, plan: Layout): Line {
  const token: Token = step.symbol === '✖' ? 'bad' : step.symbol === '?' ? 'unknown' : 'warning';
  const head: Line = [span(`  ${step.symbol} `, token), span(step.control, 'heading'), span('  ')];
  if (plan.kind === 'compact') return [...head, span(step.text)];
  const tail =
    plan.kind === 'two-panes'
      ? `  ${cell(step.kind, 16)}${cell(step.minutesOrEffort, 7, 'right')}`
      : ` ${cell(step.minutesOrEffort, 7, 'right')}`;
  const room = plan.body.width - lineWidth(head) - widthOf(tail) - 1;
  return [...head, span(cell(step.text, room)), span(tail, 'accent')];
}

function figureLine(state: State, compact: boolean): Line {
  const design = state.derived?.decisions.score.design;
  if (design === undefined) return [];
  const parts = [
    `evidenced ${percent(design.evidenced)}`,
    `claimed ${percent(design.claimed)}`,
    `could be ${percent(design.upper)}`,
  ];
  if (compact) return line(`  ${parts.join(' ')}`);
  const more = [
    `coverage ${percent(design.coverage)} %`,
    `evidence debt ${percent(design.claimed - design.evidenced)}`,
  ];
  return line(`  ${[...parts, ...more].join('   ')}`);
}

/** One series: its bar, its figure or why there is none, the states of its criteria. */
function seriesLine(row: SeriesRow, plan: Layout): Line {
  const compact = plan.kind === 'compact';
  const wide = plan.kind === 'two-panes';
  // The figure must never give way: in a narrow window the bar does.
  const narrow = plan.body.width < 76;
  const barWidth = compact ? 12 : narrow ? 14 : 30;
  const title = compact ? '' : `${cell(row.title, wide ? 26 : 22)} `;
  const figure = row.bar === undefined ? '  –' : cell(percent(row.bar.evidenced), 3, 'right');
  const room = plan.body.width - 2 - 4 - widthOf(title) - barWidth - 7;
  // Whole numbers where the row has room, else what follows the series; in a smaller window the symbols alone.
  const short = row.criteria.length * 9 > room;
  const states = row.criteria.flatMap(({ id, state, contradicted }): Line => {
    const [symbol, token] = contradicted ? (['✖', 'bad'] as const) : criterionMarks[state];
    if (!wide) return [span(symbol, token)];
    return [span(`${short ? id.slice(id.indexOf('.')) : id} `), span(symbol, token), span('  ')];
  });
  const bar =
    row.bar === undefined
      ? [
          span(
            cell(narrow ? (row.total === 0 ? 'not asked' : `${row.known} of ${row.total}`) : knownText(row), barWidth),
            'unknown',
          ),
        ]
      : barSpans(row.bar, barWidth);
  return [span(`${cell(row.series, 4)}${title}`), ...bar, span(` ${figure}   `, 'heading'), ...states];
}

/** What stands in place of a bar while too little is known (rule S-H1). */
function knownText({ criteria, known, total }: SeriesRow): string {
  if (total === 0) return 'not asked in this version';
  const unasked = criteria.some(({ state }) => state === 'Unasked');
  return unasked ? `${known} of ${total}; more not asked yet` : `not enough answered (${known} of ${total})`;
}

/** The one bar that every screen shares; its four parts add to its width. */
function barSpans(bar: Bar, width: number): Line {
  const ends = [bar.evidenced, bar.evidenced + bar.claimed, bar.evidenced + bar.claimed + bar.unknown, 1].map((end) =>
    Math.round(end * width),
  );
  const [a = 0, b = 0, c = 0, d = width] = ends;
  return [
    span('█'.repeat(a), 'good'),
    span('▓'.repeat(Math.max(0, b - a)), 'warning'),
    span('░'.repeat(Math.max(0, c - b)), 'unknown'),
    span('·'.repeat(Math.max(0, d - c)), 'bad'),
  ];
}

function legendLines(): Line[] {
  return [
    [],
    [
      span('  ████', 'good'),
      span(' evidenced  '),
      span('▓▓', 'warning'),
      span(' claimed only  '),
      span('░░', 'unknown'),
      span(' unknown  '),
      span('··', 'bad'),
      span(' missing'),
    ],
  ];
}
