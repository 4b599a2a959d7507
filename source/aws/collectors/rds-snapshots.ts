/** RDS: the account's own snapshots of instances and clusters, and whom they are shared with. */
import {
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBSnapshotAttributesCommand,
  paginateDescribeDBClusterSnapshots,
  paginateDescribeDBSnapshots,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { Reading } from '../../core/facts.ts';
import { canBePublic, type DbSnapshot } from '../../core/facts-rds.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, omitAbsent } from './values.ts';

const pageSize = 100;

/** Snapshots of instances in a region that the account owns. */
export function snapshots(session: Session, region: string): Promise<Reading<DbSnapshot[]>> {
  const operation = 'rds:DescribeDBSnapshots';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: DbSnapshot[] = [];
      const client = session.client('rds', RDSClient, region);
      for await (const page of paginateDescribeDBSnapshots({ client, pageSize }, {})) {
        for (const one of page.DBSnapshots ?? []) {
          all.push({
            arn: defined(one.DBSnapshotArn, 'DBSnapshotArn'),
            id: defined(one.DBSnapshotIdentifier, 'DBSnapshotIdentifier'),
            ...omitAbsent({ type: one.SnapshotType, encrypted: one.Encrypted }),
          });
        }
      }
      return all;
    }),
  );
}

/** Snapshots of clusters in a region that the account owns. */
export function clusterSnapshots(session: Session, region: string): Promise<Reading<DbSnapshot[]>> {
  const operation = 'rds:DescribeDBClusterSnapshots';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: DbSnapshot[] = [];
      const client = session.client('rds', RDSClient, region);
      for await (const page of paginateDescribeDBClusterSnapshots({ client, pageSize }, {})) {
        for (const one of page.DBClusterSnapshots ?? []) {
          all.push({
            arn: defined(one.DBClusterSnapshotArn, 'DBClusterSnapshotArn'),
            id: defined(one.DBClusterSnapshotIdentifier, 'DBClusterSnapshotIdentifier'),
            ...omitAbsent({ type: one.SnapshotType, encrypted: one.StorageEncrypted }),
          });
        }
      }
      return all;
    }),
  );
}

/** Who may restore the snapshots that could be public: one call for each of those, none for the others. */
export async function snapshotShares(session: Session, region: string) {
  return detailsOf(
    open(await snapshots(session, region)),
    ({ arn }) => arn,
    ({ id }) =>
      session.reading('rds:DescribeDBSnapshotAttributes', region, async () => {
        const client = session.client('rds', RDSClient, region);
        const answer = await client.send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: id }));
        return restorers(answer.DBSnapshotAttributesResult?.DBSnapshotAttributes);
      }),
  );
}

/** As {@link snapshotShares}, of clusters. */
export async function clusterSnapshotShares(session: Session, region: string) {
  return detailsOf(
    open(await clusterSnapshots(session, region)),
    ({ arn }) => arn,
    ({ id }) =>
      session.reading('rds:DescribeDBClusterSnapshotAttributes', region, async () => {
        const client = session.client('rds', RDSClient, region);
        const answer = await client.send(
          new DescribeDBClusterSnapshotAttributesCommand({ DBClusterSnapshotIdentifier: id }),
        );
        return restorers(answer.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes);
      }),
  );
}

function open(list: Reading<DbSnapshot[]>): Reading<DbSnapshot[]> {
  return list.state === 'ok' ? { state: 'ok', data: list.data.filter(canBePublic) } : list;
}

interface Attribute {
  AttributeName?: string | undefined;
  AttributeValues?: string[] | undefined;
}

/** Accounts that may restore; a snapshot nobody shared has the attribute without values, or none at all. */
function restorers(attributes: Attribute[] | undefined): string[] {
  const found = defined(attributes, 'the snapshot attributes').find(({ AttributeName }) => AttributeName === 'restore');
  return found?.AttributeValues ?? [];
}
