/** The glossary: looking a term up, and finding the terms that stand in a text. */
import { editDistance } from './edit-distance.ts';

/** One term of `questionnaires/glossary.yaml`. */
export interface Term {
  term: string;
  /** Other ways to write it. */
  aliases?: string[];
  /** True where the word has a plain meaning too: it is not looked for in texts. */
  everyday?: boolean;
  /** At most two sentences, in our own words. */
  definition: string;
  /** Related terms. */
  see: string[];
  /** Where a first-timer meets it: criteria, controls, scoping questions, commands. */
  where: string[];
}

/** Everything compiled from `questionnaires/glossary.yaml`. */
export interface Glossary {
  terms: Term[];
}

/**
 * The terms that stand in a text, each once, in the order in which they first occur. Whole words only, singular or plural;
 * where two overlap, the longer one is meant ("Type 2 report", not "report"). Capitals matter for abbreviations only.
 */
export function termsIn(text: string, glossary: Glossary): Term[] {
  const { pattern, byName } = finder(glossary);
  const found = new Set<Term>();
  for (const match of text.matchAll(pattern)) {
    const [words] = match;
    const term = byName.get(words) ?? byName.get(bare(words));
    if (term !== undefined) found.add(term);
  }
  return [...found];
}

/**
 * The terms that a person may mean by these words, the likeliest first: the name itself, then names that begin with or
 * contain it, then names a slip of the hand away. Only the best kind of match is returned; none at all when nothing is near.
 */
export function findTerms(words: string, glossary: Glossary): Term[] {
  const wanted = bare(words);
  if (wanted === '') return [];
  const matches: ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.startsWith(wanted),
    (name) => name.includes(wanted),
    (name) => wanted.length > 3 && editDistance(name, wanted) <= (wanted.length > 5 ? 2 : 1),
  ];
  for (const fits of matches) {
    const found = glossary.terms.filter((term) => names(term).map(bare).some(fits));
    if (found.length > 0) return found;
  }
  return [];
}

/** Term and aliases. */
function names(term: Term): string[] {
  return [term.term, ...(term.aliases ?? [])];
}

/** Lower case, singular, hyphens and runs of spaces as one space. */
function bare(name: string): string {
  return singular(
    name
      .toLowerCase()
      .replace(/[\s‑–-]+/g, ' ')
      .trim(),
  );
}

function singular(name: string): string {
  return name
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}

interface Finder {
  pattern: RegExp;
  /** Term by its bare name; an abbreviation by its exact spelling too. */
  byName: Map<string, Term>;
}

/** One pattern per glossary: a screen asks for every question again. */
const finders = new WeakMap<Glossary, Finder>();

function finder(glossary: Glossary): Finder {
  const known = finders.get(glossary);
  if (known !== undefined) return known;
  const byName = new Map<string, Term>();
  const sources: { name: string; source: string }[] = [];
  for (const term of glossary.terms.filter(({ everyday }) => everyday !== true))
    for (const name of names(term)) {
      const short = isAbbreviation(name);
      byName.set(short ? name : bare(name), term);
      sources.push({ name, source: short ? `${escaped(name)}` : anyCase(singular(name)) });
    }
  // The longest name first: alternatives of a pattern are tried in order.
  sources.sort((a, b) => b.name.length - a.name.length);
  const made = {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${sources.map(({ source }) => source).join('|')})(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    byName,
  };
  finders.set(glossary, made);
  return made;
}

/** `IPE`, `TSC`, `SoD`: short, with more than one capital. Lower case they would be other words. */
function isAbbreviation(name: string): boolean {
  return name.length <= 5 && (name.match(/[A-Z]/g)?.length ?? 0) > 1 && !/[\s-]/.test(name);
}

/** A name in any case, with an optional plural, its spaces and hyphens alike. */
function anyCase(name: string): string {
  const letters = [...name].map((letter) => {
    if (/[\s-]/.test(letter)) return '[\\s-]+';
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    return lower === upper ? escaped(letter) : `[${lower}${upper}]`;
  });
  const last = letters.at(-1) ?? '';
  return name.endsWith('y')
    ? `${letters.slice(0, -1).join('')}(?:${last}|[iI][eE][sS])`
    : `${letters.join('')}(?:[eE]?[sS])?`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
