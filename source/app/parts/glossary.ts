/** Glossary: every term with its meaning, narrowed as one types. */
import { findTerms, type Term } from '../../core/glossary.ts';
import { to } from '../events.ts';
import { pageOver } from '../overlays.ts';
import type { State } from '../state.ts';
import { filterOf, type ListPart } from './part.ts';

/** Terms whose name, aliases or meaning hold the filter; those that are called so come first. */
export function termRows(state: State): readonly Term[] {
  const terms = state.glossary?.terms ?? [];
  const wanted = filterOf(state, 'glossary');
  if (wanted === '' || state.glossary === undefined) return terms;
  const called = findTerms(wanted, state.glossary);
  const said = terms.filter(({ term, aliases = [], definition }) =>
    [term, ...aliases, definition].join('\n').toLowerCase().includes(wanted),
  );
  return [...new Set([...called, ...said])];
}

/** The rows of the glossary and what their keys do. */
export const glossaryPart: ListPart<Term> = {
  enter: (state) => (state.glossary === undefined ? [{ type: 'read-glossary' }] : []),
  rows: termRows,
  open: (state, row) => to(pageOver(state, { type: 'term', term: row.term })),
  copied: (_, row) => row.term,
};
