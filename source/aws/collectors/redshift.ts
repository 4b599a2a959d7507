/** Redshift: clusters, what their parameter groups say on TLS, and their audit logs. */
import {
  DescribeLoggingStatusCommand,
  paginateDescribeClusterParameters,
  paginateDescribeClusters,
  RedshiftClient,
} from '@aws-sdk/client-redshift';
import type { Reading } from '../../core/facts.ts';
import type { RedshiftCluster } from '../../core/facts-data.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, omitAbsent } from './values.ts';

const pageSize = 100;

/** Clusters of a region. */
export function clusters(session: Session, region: string): Promise<Reading<RedshiftCluster[]>> {
  const operation = 'redshift:DescribeClusters';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: RedshiftCluster[] = [];
      const client = session.client('redshift', RedshiftClient, region);
      for await (const page of paginateDescribeClusters({ client, pageSize }, {})) {
        for (const one of page.Clusters ?? []) {
          all.push({
            id: defined(one.ClusterIdentifier, 'ClusterIdentifier'),
            parameterGroups: (one.ClusterParameterGroups ?? []).flatMap(({ ParameterGroupName: name }) => name ?? []),
            ...omitAbsent({
              encrypted: one.Encrypted,
              public: one.PubliclyAccessible,
              snapshotDays: one.AutomatedSnapshotRetentionPeriod,
            }),
          });
        }
      }
      return all;
    }),
  );
}

/** The value of `require_ssl` by parameter group in use. */
export async function requireSsl(session: Session, region: string) {
  const list = await clusters(session, region);
  const groups: Reading<string[]> =
    list.state === 'ok'
      ? { state: 'ok', data: [...new Set(list.data.flatMap(({ parameterGroups }) => parameterGroups))] }
      : list;
  return detailsOf(groups, String, (ParameterGroupName) =>
    session.reading('redshift:DescribeClusterParameters', region, async () => {
      const client = session.client('redshift', RedshiftClient, region);
      for await (const page of paginateDescribeClusterParameters({ client, pageSize }, { ParameterGroupName })) {
        const found = page.Parameters?.find(({ ParameterName }) => ParameterName === 'require_ssl');
        if (found) return found.ParameterValue ?? null;
      }
      return null;
    }),
  );
}

/** Whether the audit log is on, by cluster. */
export async function logging(session: Session, region: string) {
  return detailsOf(
    await clusters(session, region),
    ({ id }) => id,
    ({ id }) =>
      session.reading('redshift:DescribeLoggingStatus', region, async () => {
        const client = session.client('redshift', RedshiftClient, region);
        const { LoggingEnabled } = await client.send(new DescribeLoggingStatusCommand({ ClusterIdentifier: id }));
        return LoggingEnabled ?? null;
      }),
  );
}
