/** The words people type for the registers. */
import { editDistance } from '../core/edit-distance.ts';
import type { RegisterKind } from '../core/register-entry.ts';
import { CommandError } from './errors.ts';

/** A register, or DC 1–9. */
export type RegisterWord = RegisterKind | 'description';

/** The registers by the words people type. */
const words: Readonly<Record<string, RegisterWord>> = {
  policies: 'policy',
  vendors: 'vendor',
  duties: 'duty',
  exceptions: 'exception',
  engagement: 'engagement',
  description: 'description',
};

/** Other words for the same. */
const aliases: Readonly<Record<string, string>> = {
  policy: 'policies',
  vendor: 'vendors',
  duty: 'duties',
  cuecs: 'duties',
  exception: 'exceptions',
  dc: 'description',
};

const examples: Readonly<Record<RegisterKind, string>> = {
  policy: 'access-control approver="Ada Example" approved=2026-01-31 where=https://wiki.example.com',
  vendor: 'aws owner="Ada Example"',
  duty: 'own-users text="Remove users who leave" where=https://example.com/terms control=CC6.2-leavers',
  exception: '2025-03 text="A leaver kept access" control=CC6.2-leavers due=2026-03-31',
  engagement: 'auditor="Example CPAs" fieldwork=2026-09-01',
};

/** An id with fields, as an example of what follows `set`. */
export function exampleFor(kind: RegisterKind): string {
  return examples[kind];
}

/** The word people type for a register. */
export function wordFor(kind: RegisterWord): string {
  return Object.keys(words).find((word) => words[word] === kind) ?? kind;
}

/** The register that a word means; a usage error names the nearest. */
export function kindOf(word: string): RegisterWord {
  const lower = word.toLowerCase();
  const known = Object.hasOwn(aliases, lower) ? aliases[lower] : lower;
  const kind = known !== undefined && Object.hasOwn(words, known) ? words[known] : undefined;
  if (kind !== undefined) return kind;
  const nearest = Object.keys(words).find((one) => editDistance(lower, one) <= 2);
  throw new CommandError(
    2,
    `There is no register "${word}".`,
    nearest === undefined ? `They are ${Object.keys(words).join(', ')}.` : `Did you mean "${nearest}"?`,
  );
}
