/** Glossary: every term with its meaning, narrowed as one types. */
import type { Term } from '../../core/glossary.ts';
import { to } from '../events.ts';
import { pageOver } from '../overlays.ts';
import { termRows } from '../term-rows.ts';
import type { ListPart } from './part.ts';

/** The rows of the glossary and what their keys do. */
export const glossaryPart: ListPart<Term> = {
  enter: (state) => (state.glossary === undefined ? [{ type: 'read-glossary' }] : []),
  rows: termRows,
  open: (state, row) => to(pageOver(state, { type: 'term', term: row.term })),
  copied: (_, row) => row.term,
};
