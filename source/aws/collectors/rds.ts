/** RDS: instances and clusters of every engine that its API lists (DocumentDB and Neptune too), and their TLS parameters. */
import {
  paginateDescribeDBClusterParameters,
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBParameters,
  RDSClient,
  type DBCluster as SdkCluster,
  type DBInstance as SdkInstance,
} from '@aws-sdk/client-rds';
import type { Reading } from '../../core/facts.ts';
import type { DbCluster, DbInstance, TlsParameters } from '../../core/facts-rds.ts';
import { dbEngine } from '../../core/rds-engines.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 100;

/** Instances of a region. */
export function instances(session: Session, region: string): Promise<Reading<DbInstance[]>> {
  const operation = 'rds:DescribeDBInstances';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: DbInstance[] = [];
      const client = session.client('rds', RDSClient, region);
      for await (const page of paginateDescribeDBInstances({ client, pageSize }, {}))
        all.push(...(page.DBInstances ?? []).map(instance));
      return all;
    }),
  );
}

/** Clusters of a region. */
export function clusters(session: Session, region: string): Promise<Reading<DbCluster[]>> {
  const operation = 'rds:DescribeDBClusters';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: DbCluster[] = [];
      const client = session.client('rds', RDSClient, region);
      for await (const page of paginateDescribeDBClusters({ client, pageSize }, {}))
        all.push(...(page.DBClusters ?? []).map(cluster));
      return all;
    }),
  );
}

/** What the parameter groups of instances outside of clusters say on TLS: one call per group in use. */
export async function parameters(session: Session, region: string) {
  const list = await instances(session, region);
  const groups = (all: DbInstance[]) =>
    all.filter((one) => one.cluster === undefined).flatMap((one) => demanded(one.engine, one.parameterGroups));
  return detailsOf(
    ok(list, groups),
    ({ name }) => name,
    ({ name, parameter }) =>
      session.reading('rds:DescribeDBParameters', region, async () => {
        const client = session.client('rds', RDSClient, region);
        const asked = { DBParameterGroupName: name, Filters: [{ Name: 'parameter-name', Values: [parameter] }] };
        const found: TlsParameters = {};
        for await (const page of paginateDescribeDBParameters({ client, pageSize }, asked))
          keep(found, parameter, page.Parameters);
        return found;
      }),
  );
}

/** As {@link parameters}, of clusters. */
export async function clusterParameters(session: Session, region: string) {
  const list = await clusters(session, region);
  const groups = (all: DbCluster[]) =>
    all.flatMap(({ engine, parameterGroup }) => demanded(engine, parameterGroup === undefined ? [] : [parameterGroup]));
  return detailsOf(
    ok(list, groups),
    ({ name }) => name,
    ({ name, parameter }) =>
      session.reading('rds:DescribeDBClusterParameters', region, async () => {
        const client = session.client('rds', RDSClient, region);
        const asked = { DBClusterParameterGroupName: name, Filters: [{ Name: 'parameter-name', Values: [parameter] }] };
        const found: TlsParameters = {};
        for await (const page of paginateDescribeDBClusterParameters({ client, pageSize }, asked))
          keep(found, parameter, page.Parameters);
        return found;
      }),
  );
}

interface Demanded {
  /** Of the parameter group. */
  name: string;
  parameter: string;
}

function demanded(engine: string, groups: readonly string[]): Demanded[] {
  const parameter = dbEngine(engine)?.tls;
  return parameter === undefined ? [] : groups.map((name) => ({ name, parameter }));
}

/** The groups to ask about, each once. */
function ok<T>(list: Reading<T>, groups: (all: T) => Demanded[]): Reading<Demanded[]> {
  if (list.state !== 'ok') return list;
  return { state: 'ok', data: [...new Map(groups(list.data).map((group) => [group.name, group])).values()] };
}

function keep(
  found: TlsParameters,
  wanted: string,
  listed: { ParameterName?: string | undefined; ParameterValue?: string | undefined }[] | undefined,
): void {
  // AWS filters by name; an endpoint that does not sends the whole group.
  for (const { ParameterName, ParameterValue } of listed ?? [])
    if (ParameterName === wanted) found[ParameterName] = ParameterValue ?? null;
}

function tags(list: SdkInstance['TagList']): Record<string, string> | undefined {
  return list && Object.fromEntries(list.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

function instance(one: SdkInstance): DbInstance {
  return {
    arn: defined(one.DBInstanceArn, 'DBInstanceArn'),
    id: defined(one.DBInstanceIdentifier, 'DBInstanceIdentifier'),
    engine: defined(one.Engine, 'Engine'),
    logExports: one.EnabledCloudwatchLogsExports ?? [],
    parameterGroups: (one.DBParameterGroups ?? []).flatMap(({ DBParameterGroupName: name }) => name ?? []),
    ...omitAbsent({
      tags: tags(one.TagList),
      encrypted: one.StorageEncrypted,
      backupDays: one.BackupRetentionPeriod,
      // Mirrored SQL Server shows by its second zone.
      multiAz: one.SecondaryAvailabilityZone ? true : one.MultiAZ,
      deletionProtection: one.DeletionProtection,
      createdAt: instant(one.InstanceCreateTime),
      cluster: one.DBClusterIdentifier || undefined,
      replicaOf: one.ReadReplicaSourceDBInstanceIdentifier || one.ReadReplicaSourceDBClusterIdentifier || undefined,
      public: one.PubliclyAccessible,
    }),
  };
}

function cluster(one: SdkCluster): DbCluster {
  return {
    arn: defined(one.DBClusterArn, 'DBClusterArn'),
    id: defined(one.DBClusterIdentifier, 'DBClusterIdentifier'),
    engine: defined(one.Engine, 'Engine'),
    logExports: one.EnabledCloudwatchLogsExports ?? [],
    ...omitAbsent({
      tags: tags(one.TagList),
      encrypted: one.StorageEncrypted,
      backupDays: one.BackupRetentionPeriod,
      multiAz: one.MultiAZ,
      deletionProtection: one.DeletionProtection,
      createdAt: instant(one.ClusterCreateTime),
      parameterGroup: one.DBClusterParameterGroup,
    }),
  };
}
