/** Builders of facts for the tests of databases and other data stores: nothing anywhere, and what a test puts there. */
import { factSources } from '../../source/core/fact-sources.ts';
import type { FactName, Facts, FactTypes } from '../../source/core/facts.ts';
import type { DataFacts } from '../../source/core/facts-data.ts';
import { dataSources } from '../../source/core/facts-data.ts';
import type { DbCluster, DbInstance, DbSnapshot } from '../../source/core/facts-rds.ts';
import { daysAgo, denied, facts, ok, type Readings } from './facts.ts';

const lists: Partial<{ [Name in keyof DataFacts]: DataFacts[Name] }> = { 'emr.block-public-access': null };
const records = new Set<string>([
  'rds.snapshot-shares',
  'rds.cluster-snapshot-shares',
  'rds.parameters',
  'rds.cluster-parameters',
  'dynamodb.point-in-time-recovery',
  'redshift.require-ssl',
  'redshift.logging',
  'sns.topics',
  'sqs.policies',
  'emr.public-primaries',
  'sagemaker.direct-internet',
]);

const nowhere: Readings = Object.fromEntries(
  (Object.keys(dataSources) as (keyof DataFacts)[]).map((name) => {
    const none = name in lists ? lists[name] : records.has(name) ? {} : [];
    return [name, { 'eu-west-1': ok(none), 'us-east-1': ok(none) }];
  }),
);

/** What is in us-east-1; nothing else anywhere. */
export function stores(here: Partial<{ [Name in FactName]: FactTypes[Name] }> = {}, change: Readings = {}): Facts {
  const there = Object.fromEntries(
    Object.entries(here).map(([name, data]) => [name, { ...nowhere[name as keyof DataFacts], 'us-east-1': ok(data) }]),
  );
  return facts({ ...nowhere, ...there, ...change });
}

/** These facts denied everywhere, besides what is in us-east-1. */
export function storesWithout(
  names: (keyof DataFacts)[],
  here: Partial<{ [Name in FactName]: FactTypes[Name] }> = {},
): Facts {
  const missing = names.map((name) => {
    const reading = denied(factSources[name].operation);
    return [name, { 'eu-west-1': reading, 'us-east-1': reading }];
  });
  return stores(here, Object.fromEntries(missing));
}

const arn = (kind: string, id: string) => `arn:aws:rds:us-east-1:111122223333:${kind}:${id}`;

const guarded = {
  engine: 'postgres',
  tags: { environment: 'production' },
  encrypted: true,
  backupDays: 35,
  multiAz: true,
  deletionProtection: true,
  createdAt: daysAgo(300),
};

export function instance(id: string, change: Partial<DbInstance> = {}): DbInstance {
  return {
    arn: arn('db', id),
    id,
    ...guarded,
    logExports: ['postgresql'],
    public: false,
    parameterGroups: ['strict'],
    ...change,
  };
}

export function cluster(id: string, change: Partial<DbCluster> = {}): DbCluster {
  return {
    arn: arn('cluster', id),
    id,
    ...guarded,
    engine: 'aurora-mysql',
    logExports: ['audit', 'error'],
    parameterGroup: 'strict-cluster',
    ...change,
  };
}

export function snapshot(id: string, change: Partial<DbSnapshot> = {}): DbSnapshot {
  return { arn: arn('snapshot', id), id, type: 'manual', encrypted: true, ...change };
}

/** An object without one of its fields: as if AWS had left it out. */
export function without<T extends object, Key extends keyof T>(object: T, key: Key): Omit<T, Key> {
  const { [key]: _, ...rest } = object;
  return rest;
}
