/** The account as a whole: its security contact and its organization. */
import { AccountClient, GetAlternateContactCommand } from '@aws-sdk/client-account';
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import type { Reading } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { defined } from './values.ts';

/** Whether somebody is named for security. Names and addresses are not kept. */
export async function securityContact(session: Session): Promise<Reading<boolean>> {
  const found = await session.setting('account:GetAlternateContact', session.home, async () => {
    const client = session.client('account', AccountClient);
    const answer = await client.send(new GetAlternateContactCommand({ AlternateContactType: 'SECURITY' }));
    return defined(answer.AlternateContact, 'AlternateContact') !== undefined;
  });
  return found.state === 'ok' ? { state: 'ok', data: found.data ?? false } : found;
}

/** Ids of the organization's accounts; null where there is no organization. Only the management account may ask. */
export function organizationAccounts(session: Session): Promise<Reading<string[] | null>> {
  return session.setting('organizations:ListAccounts', session.home, async () => {
    const all: string[] = [];
    const client = session.client('organizations', OrganizationsClient);
    // Pages can be short or empty and still not be the last one.
    for await (const page of paginateListAccounts({ client, pageSize: 20 }, {}))
      all.push(...(page.Accounts ?? []).map(({ Id }) => defined(Id, 'Id')));
    return all;
  });
}
