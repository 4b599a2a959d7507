/** The rows of the glossary. */
import { findTerms, type Term } from '../core/glossary.ts';
import { filterOf } from './parts/part.ts';
import type { State } from './state.ts';

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
