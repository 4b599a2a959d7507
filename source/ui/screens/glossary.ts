/** Glossary: the terms, and beside them what the one under the cursor means. */
import type { Layout } from '../../app/layout.ts';
import { termPage } from '../../app/pages-glossary.ts';
import type { State } from '../../app/state.ts';
import { termRows } from '../../app/term-rows.ts';
import { counted } from '../../app/words.ts';
import { cell, line, paragraphLines, span } from '../lines.ts';
import { type Body, sideBySide } from '../view.ts';
import { emptyLines, listBody } from './list.ts';

/** The body of the Glossary. */
export function glossaryBody(state: State, plan: Layout): Body {
  const rows = termRows(state);
  const all = state.glossary?.terms.length ?? 0;
  const head =
    plan.kind === 'compact' ? [] : [line(`  ${counted(all, 'term')} of an audit, in our own words`, 'heading')];
  const empty =
    state.glossary === undefined
      ? emptyLines(['Reading the glossary…'])
      : emptyLines(['No term is called so, nor explained with that word. esc clears the filter.']);
  const list = state.lists.glossary;
  const nameWidth = plan.side !== undefined ? plan.main.width - 2 : plan.kind === 'compact' ? 18 : 26;
  const body = listBody(
    plan,
    list,
    head,
    rows,
    all,
    ({ term, definition }) => [
      span(cell(term, nameWidth), 'accent'),
      span(plan.side === undefined ? ` ${cell(definition, plan.body.width - nameWidth - 3)}` : ''),
    ],
    empty,
  );
  const term = rows[list.cursor];
  if (plan.side === undefined || term === undefined) return body;
  const { title, paragraphs } = termPage(state, term.term);
  return {
    ...body,
    lines: sideBySide(body.lines, [line(title, 'heading'), ...paragraphLines(paragraphs, plan.side.width)], plan),
  };
}
