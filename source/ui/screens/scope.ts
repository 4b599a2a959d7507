/** Scope: the scoping questions by group with what was said, and what the answer under the cursor brings in. */
import { firstVisible, type Layout } from '../../app/layout.ts';
import { scopeRowParagraphs } from '../../app/pages-scope.ts';
import { type ScopeRow, scopeEffect, scopeRows } from '../../app/scope-rows.ts';
import type { State } from '../../app/state.ts';
import { cell, type Line, line, paragraphLines, span } from '../lines.ts';
import { type Body, sideBySide } from '../view.ts';
import { emptyLines, filterLine } from './list.ts';

/** The body of Scope. */
export function scopeBody(state: State, plan: Layout): Body {
  const rows = scopeRows(state);
  const list = state.lists.scope;
  const all = state.questionnaire.scoping.length;
  const answered = rows.filter(({ answer }) => answer !== undefined).length;
  const filter = filterLine(list, rows.length, all);
  const head = [
    ...(plan.kind === 'compact' ? [] : [line(`  ${answered} of ${rows.length} answered; enter asks again`, 'heading')]),
    ...(filter === undefined ? [] : [filter.line]),
  ];
  // Made when shown: what an answer brings in takes a moment for each.
  const lines: (() => Line)[] = [];
  let at = 0;
  for (const [index, row] of rows.entries()) {
    if (plan.kind !== 'compact' && row.section !== rows[index - 1]?.section)
      lines.push(() => line(`  ${row.section}`, 'accent'));
    if (index === list.cursor) at = lines.length;
    lines.push(() => [span(index === list.cursor ? '▸ ' : '  ', 'selected'), ...rowLine(state, row, plan)]);
  }
  const height = Math.max(1, plan.body.height - head.length);
  const first = firstVisible(at, height, lines.length);
  const empty = emptyLines([
    all === 0 ? 'This questionnaire asks nothing about scope.' : 'Nothing matches. esc clears the filter.',
  ]);
  const main = [...head, ...(rows.length === 0 ? empty : lines.slice(first, first + height).map((draw) => draw()))];
  const body: Body = { lines: main };
  if (filter !== undefined && list.filtering) body.cursor = { x: filter.x, y: head.length - 1 };
  const row = rows[list.cursor];
  if (plan.side === undefined || row === undefined) return body;
  return { ...body, lines: sideBySide(main, paragraphLines(scopeRowParagraphs(state, row), plan.side.width), plan) };
}

function rowLine(state: State, row: ScopeRow, plan: Layout): Line {
  const { question, answer, offered, committed } = row;
  const width = plan.main.width - 2;
  const mark =
    answer === undefined ? span('? ', 'unknown') : committed === false ? span('▲ ', 'warning') : span('✔ ', 'good');
  const said = answer ?? (offered === undefined ? 'not answered' : `not answered; offered: ${offered}`);
  const effect = scopeEffect(state, question.id);
  const change =
    plan.kind === 'compact' || effect === undefined || effect.added.length + effect.removed.length === 0
      ? ''
      : ` ${effect.added.length > 0 ? `+${effect.added.length}` : ''}${effect.removed.length > 0 ? `–${effect.removed.length}` : ''}`;
  const commitment =
    committed === undefined || plan.kind === 'compact' ? '' : committed ? ' committed' : ' not committed';
  const nameWidth = plan.kind === 'compact' ? 17 : 24;
  const tail = change + commitment;
  return [
    mark,
    span(`${cell(question.id, nameWidth)} `),
    span(cell(said, Math.max(0, width - 3 - nameWidth - tail.length)), answer === undefined ? 'unknown' : 'plain'),
    span(change, 'accent'),
    span(commitment, committed === false ? 'warning' : 'good'),
  ];
}
