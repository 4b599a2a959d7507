/**
 * Whose account is whose. The same address is the same person; anything less is proposed, by how alike names are, and
 * counts only once somebody has confirmed it.
 */

import type { Facts } from './facts.ts';
import { globalRegion } from './facts.ts';
import { spanOf } from './instant.ts';
import { ownValue } from './own-record.ts';
import { accountForm, likeness, misspelt, personForms, plainPerson } from './population-likeness.ts';
import type { PopulationRow } from './population-rows.ts';

/** An account that a person may hold. */
export interface Account {
  /** ARN of an IAM user, or `idp:` and the login in lower case. */
  id: string;
  /** In words, such as `AWS user ada (123456789012)`. */
  label: string;
  /** User name or login. */
  handle: string;
  /** Name of the person, as the account tells it. */
  name?: string;
  /** Can be used: has a password, an active key, or is active. */
  active: boolean;
  /** What is active about it, such as `password and 1 key`. */
  activeBy: string;
  /** AWS: signs in with a password and no second factor. */
  withoutFactor: boolean;
  /** When it was seen so, in milliseconds; of a list only the day is known, and its first moment counts. */
  seenAt: number;
  /** The moment it was switched off, where known. */
  disabled?: string;
}

/** By person, then by account id: whether it is theirs. */
export type AccountLinks = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** What a person is kept under: the e-mail address, else the name, in lower case. */
export function personKey(row: PopulationRow): string {
  const text = typeof row.email === 'string' ? row.email : typeof row.name === 'string' ? row.name : '';
  return plainPerson(text);
}

/** The IAM users of scans; undefined for a scan whose credential report could not be read. */
export function awsAccounts(scans: readonly Facts[]): Account[] {
  return scans.flatMap((facts) => {
    const reading = facts.readings['iam.credential-report']?.[globalRegion];
    if (reading?.state !== 'ok') return [];
    return reading.data.rows
      .filter(({ user }) => user !== '<root_account>')
      .map((row): Account => {
        const keys = row.keys.filter(({ active }) => active).length;
        const parts = [...(row.passwordEnabled === true ? ['a password'] : [])];
        if (keys > 0) parts.push(`${keys} active ${keys === 1 ? 'key' : 'keys'}`);
        return {
          ...{ id: row.arn, label: `AWS user ${row.user} (${facts.account})`, handle: row.user },
          ...{ active: parts.length > 0, activeBy: parts.join(' and ') },
          withoutFactor: row.passwordEnabled === true && !row.mfaActive,
          seenAt: Date.parse(reading.data.generatedAt),
        };
      });
  });
}

/** The users of an imported list of the identity provider. */
export function identityAccounts(rows: readonly PopulationRow[], exported: string, timeZone: string): Account[] {
  return rows.flatMap((row): Account[] => {
    if (typeof row.email !== 'string') return [];
    return [
      {
        ...{ id: `idp:${plainPerson(row.email)}`, label: `login ${row.email}`, handle: row.email },
        ...(typeof row.name === 'string' ? { name: row.name } : {}),
        ...{ active: row.active === true, activeBy: 'active in the identity provider', withoutFactor: false },
        seenAt: spanOf(exported, timeZone).from,
        ...(typeof row.disabled === 'string' ? { disabled: row.disabled } : {}),
      },
    ];
  });
}

/** A likeness between a person and an account that nobody has settled. */
export interface AccountProposal {
  person: string;
  account: Account;
  /** Why, in a few words. */
  why: string;
  /** 0.4 (weak) to 0.9 (strong). */
  likeness: number;
}

/** The accounts of a person that are settled, and those that only look like theirs, likeliest first. */
export function accountsOf(
  row: PopulationRow,
  accounts: readonly Account[],
  links: AccountLinks,
): { theirs: Account[]; proposed: AccountProposal[] } {
  const person = personKey(row);
  const forms = personForms(row);
  const own = ownValue(links, person) ?? {};
  const theirs: Account[] = [];
  const proposed: AccountProposal[] = [];
  for (const account of accounts) {
    const settled = ownValue(own, account.id);
    const sameAddress = person.includes('@') && accountForm(account).address === person;
    if (settled ?? sameAddress) theirs.push(account);
    else if (settled === undefined) {
      const alike = likeness(forms, accountForm(account));
      if (alike !== undefined && !taken(account.id, person, links)) proposed.push({ person, account, ...alike });
    }
  }
  proposed.sort((a, b) => b.likeness - a.likeness || (a.account.id < b.account.id ? -1 : 1));
  // Where a name fits, one that is misspelt is another person's.
  const best = proposed[0]?.likeness ?? 0;
  return { theirs, proposed: proposed.filter(({ likeness: one }) => one > misspelt || best === misspelt) };
}

/** Confirmed to be somebody else's. */
function taken(account: string, person: string, links: AccountLinks): boolean {
  return Object.entries(links).some(([other, ids]) => other !== person && ownValue(ids, account) === true);
}
