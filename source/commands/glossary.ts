/** `soc2-ready glossary [TERM]`: what the words mean. Needs no workspace. */
import { editDistance } from '../core/edit-distance.ts';
import { findTerms, type Glossary, type Term } from '../core/glossary.ts';
import { plainLine } from '../core/text.ts';
import { wrap } from '../report/wrap.ts';
import { loadGlossary } from '../workspace/guides.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json, terminalWidth } from './output.ts';
import type { Invocation } from './table.ts';

/** Prints the terms meant by the words, or all; exit code 2 when there is no such term. */
export async function run({ args, options }: Invocation): Promise<number> {
  const format = formatOption(options);
  const glossary = await loadGlossary();
  const words = args.join(' ');
  const terms = words === '' ? glossary.terms : findTerms(words, glossary);
  if (terms.length === 0)
    throw new CommandError(
      2,
      `The glossary has no "${plainLine(words)}".${nearest(words, glossary)}`,
      'soc2-ready glossary lists all terms.',
    );
  if (format === 'json') emit(json({ schema: 'soc2-ready/glossary@1', terms }), options);
  else if (format === 'text') emit(terms.map(entry).join('\n\n'), options);
  else {
    const header = ['term', 'definition', 'see also', 'where'];
    const rows = terms.map(({ term, definition, see, where }) => [term, definition, see.join(', '), where.join(', ')]);
    emit(formatTable({ header, rows }, format), options);
  }
  return 0;
}

/** The three terms closest in spelling, as a person may have meant one of them. */
function nearest(words: string, { terms }: Glossary): string {
  const wanted = words.toLowerCase();
  const near = terms
    .map(({ term }) => ({ term, distance: editDistance(term.toLowerCase(), wanted) }))
    .filter(({ term, distance }) => distance < Math.max(term.length, wanted.length) * 0.6)
    .sort((a, b) => a.distance - b.distance || (a.term < b.term ? -1 : 1));
  return near.length === 0
    ? ''
    : ` Near it: ${near
        .slice(0, 3)
        .map(({ term }) => term)
        .join(', ')}.`;
}

function entry({ term, aliases, definition, see, where }: Term): string {
  const width = Math.min(terminalWidth(), 100);
  return [
    `${term}${aliases === undefined ? '' : ` (also: ${aliases.join(', ')})`}`,
    ...wrap(definition, width, 2),
    ...(see.length === 0 ? [] : wrap(`See also: ${see.join(', ')}`, width, 2, 4)),
    ...wrap(`Met in: ${where.join(', ')}`, width, 2, 4),
  ].join('\n');
}
