/** Systems Manager: own documents, and which of them anybody may use. */
import { DescribeDocumentPermissionCommand, paginateListDocuments, SSMClient } from '@aws-sdk/client-ssm';
import type { Reading } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, omitAbsent } from './values.ts';

/** Names of the documents that the account owns in a region. */
export function documents(session: Session, region: string): Promise<Reading<string[]>> {
  const operation = 'ssm:ListDocuments';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: string[] = [];
      const client = session.client('ssm', SSMClient, region);
      const own = { Filters: [{ Key: 'Owner', Values: ['Self'] }] };
      for await (const page of paginateListDocuments({ client, pageSize: 50 }, own))
        all.push(...(page.DocumentIdentifiers ?? []).map(({ Name }) => defined(Name, 'Name')));
      return all;
    }),
  );
}

/** Whether each document is shared with everybody. */
export async function publicDocuments(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<boolean>>>> {
  return detailsOf(
    await documents(session, region),
    (name) => name,
    (Name) =>
      session.reading('ssm:DescribeDocumentPermission', region, async () => {
        const client = session.client('ssm', SSMClient, region);
        let NextToken: string | undefined;
        // The SDK has no paginator for this operation.
        do {
          const command: DescribeDocumentPermissionCommand = new DescribeDocumentPermissionCommand({
            Name,
            PermissionType: 'Share',
            ...omitAbsent({ NextToken }),
          });
          const answer = await client.send(command);
          if (answer.AccountIds?.some((id) => id.toLowerCase() === 'all')) return true;
          NextToken = answer.NextToken;
        } while (NextToken !== undefined && NextToken !== '');
        return false;
      }),
  );
}
