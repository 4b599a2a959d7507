/** The what-if of Plan: the marked rows supposed closed, and what that would give. Nothing is recorded. */
import type { Layout } from '../../app/layout.ts';
import type { PlanRow } from '../../app/plan-rows.ts';
import type { State } from '../../app/state.ts';
import { counted, percent } from '../../app/words.ts';
import type { WhatIf, WhatIfSide } from '../../core/what-if.ts';
import { cell, fit, type Line, line, span, wrap } from '../lines.ts';

/** The head: verdict and figures as they are and as they would be, and what is still in the way. */
export function supposedHead(state: State, plan: Layout): Line[] {
  const { marked, answer } = state.supposed;
  const compact = plan.kind === 'compact';
  const width = plan.body.width - 2;
  if (marked.length === 0) {
    const text =
      'What if these were closed? space marks a row; the verdict and the score it would give stand here. Nothing is recorded.';
    return wrap(text, width)
      .slice(0, compact ? 2 : 3)
      .map((part) => line(`  ${part}`, 'accent'));
  }
  const title = `  If ${counted(marked.length, 'marked row')} ${marked.length === 1 ? 'was' : 'were'} closed`;
  const isOld = answer === undefined || answer.changes.map(({ control }) => control).join() !== marked.join();
  if (answer === undefined) return [line(`${title}: working it out…`, 'heading')];
  const head: Line = [span(title, 'heading'), span(isOld ? ': working it out…' : ' (nothing is recorded)', 'accent')];
  return [head, ...(compact ? short(answer) : long(answer)), ...inTheWay(answer, width, compact ? 1 : 3)].map((one) =>
    fit(one, plan.body.width),
  );
}

/** `41 → 52`, or the one figure where it stays. */
function both({ before, after }: WhatIf, of: (side: WhatIfSide) => string): string {
  const [was, is] = [of(before), of(after)];
  return was === is ? is : `${was} → ${is}`;
}

function verdict(answer: WhatIf): Line {
  const changes = answer.before.verdict.type1 !== answer.after.verdict.type1;
  return [
    span('  Type 1  ', 'accent'),
    span(
      both(answer, (side) => side.verdict.type1),
      changes ? 'good' : 'warning',
    ),
  ];
}

function short(answer: WhatIf): Line[] {
  return [verdict(answer), line(`  evidenced ${both(answer, (side) => percent(side.evidenced))}`)];
}

function long(answer: WhatIf): Line[] {
  const day = (of: 'opening' | 'type1') => both(answer, (side) => side[of] ?? 'not known');
  return [
    [...verdict(answer), span('   window may open  ', 'accent'), span(both(answer, (side) => side.verdict.opening))],
    [
      span('  evidenced ', 'accent'),
      span(
        both(answer, (side) => percent(side.evidenced)),
        'heading',
      ),
      span('   claimed ', 'accent'),
      span(both(answer, (side) => percent(side.claimed))),
      span('   could be ', 'accent'),
      span(both(answer, (side) => percent(side.upper))),
      span('   in place ', 'accent'),
      span(`${both(answer, (side) => `${side.inPlace}`)} of ${answer.after.criteria}`),
    ],
    [
      span('  Type 1 realistic ', 'accent'),
      span(day('type1')),
      span('   window can open ', 'accent'),
      span(day('opening')),
    ],
  ];
}

/** Why it would still stand where it stands. */
function inTheWay({ after }: WhatIf, width: number, most: number): Line[] {
  const [, ...reasons] = after.sentence.split(': ');
  const text =
    after.verdict.type1 === 'Ready'
      ? `Nothing is in the way: ${reasons.join(': ')}`
      : `Still in the way: ${reasons.join(': ')}`;
  const parts = wrap(text, width - 2);
  return parts
    .slice(0, most)
    .map((part, row) => line(`  ${part}${row === most - 1 && parts.length > most ? ' …' : ''}`));
}

/** An item with its mark; what the marks would close along with it is marked too. */
export function supposedLine(state: State, row: PlanRow, plan: Layout): Line {
  if (row.kind !== 'item') return [];
  const { item } = row;
  const { marked, answer } = state.supposed;
  const isMarked = marked.includes(item.control);
  const along = !isMarked && marked.length > 0 && answer?.closed.includes(item.control) === true;
  const mark = isMarked ? span('✔ ', 'good') : along ? span('· ', 'good') : span('  ');
  const compact = plan.kind === 'compact';
  const idWidth = compact ? 0 : plan.kind === 'two-panes' ? 30 : 22;
  const tail = along ? ' closed along' : '';
  const points = cell(`+${item.points.toFixed(1)}`, 6, 'right');
  const rest = plan.body.width - 2 - 2 - (compact ? 0 : idWidth + 1 + 5) - 6 - tail.length;
  return [
    mark,
    span(compact ? '' : `${cell(item.control, idWidth)} `, isMarked ? 'selected' : 'plain'),
    span(cell(item.action, rest), isMarked ? 'selected' : 'plain'),
    span(tail, 'good'),
    span(compact ? '' : ` ${cell(item.effort, 4)}`),
    span(points, 'heading'),
  ];
}
