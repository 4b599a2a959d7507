/** DynamoDB: tables, and whether each can be restored to any point in time. */
import { DescribeContinuousBackupsCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import type { Reading } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';

/** Names of the tables of a region. */
export function tables(session: Session, region: string): Promise<Reading<string[]>> {
  const operation = 'dynamodb:ListTables';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: string[] = [];
      const client = session.client('dynamodb', DynamoDBClient, region);
      for await (const page of paginateListTables({ client, pageSize: 100 }, {})) all.push(...(page.TableNames ?? []));
      return all;
    }),
  );
}

/** Point-in-time recovery by table: one call for each. */
export async function pointInTimeRecovery(session: Session, region: string) {
  return detailsOf(await tables(session, region), String, (TableName) =>
    session.reading('dynamodb:DescribeContinuousBackups', region, async () => {
      const client = session.client('dynamodb', DynamoDBClient, region);
      const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
      const status = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
      return status === undefined ? null : status === 'ENABLED';
    }),
  );
}
