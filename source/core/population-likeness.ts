/** How alike a person and an account are, by their names and addresses. Likeness proposes; it never decides. */
import type { PopulationRow } from './population-rows.ts';

/** A person, ready to be compared with many accounts. */
export interface PersonForms {
  /** Words of the name, sorted, as one text; undefined for fewer than two. */
  name: string | undefined;
  /** What is before the @, letters and digits only. */
  local: string;
  /** First and last name in either order; an initial and a name. */
  whole: ReadonlySet<string>;
  initials: ReadonlySet<string>;
  /** First or last name alone, of four letters and more. */
  single: ReadonlySet<string>;
}

/** An account, ready to be compared. */
export interface AccountForm {
  /** The handle as addresses are compared. */
  address: string;
  handle: string;
  name: string | undefined;
}

/** A name or address as it is compared. */
export function plainPerson(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim().replace(/^@/, '');
}

/** Likeness of a handle that is one letter off. */
export const misspelt = 0.4;

/** The person of a row. */
export function personForms(row: PopulationRow): PersonForms {
  const names = typeof row.name === 'string' ? words(row.name) : [];
  const local = typeof row.email === 'string' ? words(withoutDomain(row.email)) : [];
  const [whole, initials, single] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const parts of [names, local]) {
    const first = parts[0] ?? '';
    const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
    for (const part of [first, last]) if (part.length >= 4) single.add(part);
    if (last === '') continue;
    for (const form of [first + last, last + first]) whole.add(form);
    for (const form of [first.charAt(0) + last, last + first.charAt(0), first + last.charAt(0)]) initials.add(form);
  }
  return { name: sortedName(names), local: local.join(''), whole, initials, single };
}

const known = new WeakMap<object, AccountForm>();

/** The name and handle of an account; of the same account they are worked out once. */
export function accountForm(account: { handle: string; name?: string }): AccountForm {
  let form = known.get(account);
  if (form === undefined) {
    const name = account.name === undefined ? undefined : sortedName(words(account.name));
    form = { address: plainPerson(account.handle), handle: words(withoutDomain(account.handle)).join(''), name };
    known.set(account, form);
  }
  return form;
}

/** How alike the two are, 0.4 to 0.9, and why; undefined when not at all. */
export function likeness(person: PersonForms, account: AccountForm): { likeness: number; why: string } | undefined {
  const { handle } = account;
  if (account.name !== undefined && account.name === person.name) return { likeness: 0.9, why: 'the same name' };
  if (handle.length >= 3 && handle === person.local) return { likeness: 0.9, why: 'the same name before the @' };
  if (person.whole.has(handle)) return { likeness: 0.9, why: 'first and last name' };
  if (person.initials.has(handle)) return { likeness: 0.7, why: 'an initial and a name' };
  if (person.single.has(handle)) return { likeness: 0.5, why: 'one name only' };
  if (handle.length < 6) return undefined;
  for (const forms of [person.whole, person.initials])
    for (const form of forms) if (oneApart(form, handle)) return { likeness: misspelt, why: 'one letter apart' };
  return undefined;
}

/** One letter more, less or other: what is left between the same beginning and the same end is one letter at most. */
function oneApart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 6 || long.length - short.length > 1) return false;
  let begin = 0;
  while (begin < short.length && short.charCodeAt(begin) === long.charCodeAt(begin)) begin += 1;
  let end = 0;
  while (end < short.length - begin && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  return long.length - begin - end === 1;
}

function withoutDomain(address: string): string {
  return address.replace(/@.*$/, '');
}

/** Lower-case words of a name in plain Latin letters and digits. */
function words(text: string): string[] {
  const plain = text
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll(/[łŁ]/g, 'l')
    .replaceAll(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase();
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== '');
}

function sortedName(parts: readonly string[]): string | undefined {
  return parts.length > 1 ? [...parts].sort().join(' ') : undefined;
}
