/** Judging variables by whether they hold credentials in plain text; values are never seen here. */
import type { Variable } from '../source/core/secret-text.ts';
import { some } from './reading.ts';
import { type Verdict, verdict } from './regional.ts';

/** What counts, for the texts of checks. */
export const credentialShapes =
  'A variable counts when its value has the form of a known key or token, an address with a password in it, or when its name says that it is a password, secret, token or key and its value is no reference (ARN, parameter path, true, a number). Values are looked at while scanning and not kept.';

/** A pass when no variable looks like a credential, else a fail that names them. */
export function withoutCredentials(label: string, variables: readonly Variable[], since?: string): Verdict {
  const found = variables.flatMap(({ name, looksLike }) => (looksLike === undefined ? [] : [`${name} (${looksLike})`]));
  if (found.length > 0) return verdict(false, '', `${label} holds in plain text: ${some(found)}.`);
  const seen = variables.length === 0 ? 'has no variables' : `has no credential among ${variables.length} variables`;
  return { ...verdict(true, `${label} ${seen}.`.replace('among 1 variables', 'in its variable'), ''), since };
}
