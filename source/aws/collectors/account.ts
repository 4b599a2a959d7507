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
export async function organizationAccounts(session: Session): Promise<Reading<string[] | null>> {
  const found = await listed(session);
  return found.state === 'ok' ? { state: 'ok', data: found.data?.map(({ id }) => id) ?? null } : found;
}

/** State by id of the organization's accounts that are not active; none where there is no organization. */
export async function inactiveAccounts(session: Session): Promise<Reading<Record<string, string>>> {
  const found = await listed(session);
  if (found.state !== 'ok') return found;
  const inactive = (found.data ?? []).filter(({ state }) => state !== 'ACTIVE');
  return { state: 'ok', data: Object.fromEntries(inactive.map(({ id, state }) => [id, state])) };
}

function listed(session: Session): Promise<Reading<{ id: string; state: string }[] | null>> {
  return session.once('organizations:ListAccounts', () =>
    session.setting('organizations:ListAccounts', session.home, async () => {
      const all: { id: string; state: string }[] = [];
      const client = session.client('organizations', OrganizationsClient);
      // Pages can be short or empty and still not be the last one. `Status` is what was told before `State`.
      for await (const page of paginateListAccounts({ client, pageSize: 20 }, {}))
        for (const { Id, State, Status } of page.Accounts ?? [])
          all.push({ id: defined(Id, 'Id'), state: State ?? Status ?? 'ACTIVE' });
      return all;
    }),
  );
}
