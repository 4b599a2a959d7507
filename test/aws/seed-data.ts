/** Data stores other than RDS, and what carries data between them, of the good and the bad account. */
import { CreateTableCommand, DynamoDBClient, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import { CreateFileSystemCommand, EFSClient } from '@aws-sdk/client-efs';
import {
  CreateCacheClusterCommand,
  CreateReplicationGroupCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { CreateDomainCommand, OpenSearchClient } from '@aws-sdk/client-opensearch';
import {
  CreateClusterCommand,
  CreateClusterParameterGroupCommand,
  EnableLoggingCommand,
  RedshiftClient,
} from '@aws-sdk/client-redshift';
import { accountId, type SeedClients } from './clients.ts';
import { seedHadoop, seedNotebook, seedQueue, seedReplication, seedTopic } from './seed-data-flow.ts';
import { dataHome } from './seed-data-rds.ts';
import { policy } from './seed-parts.ts';

/** A table, with or without point-in-time recovery. */
export async function seedTable(clients: SeedClients, TableName: string, recoverable: boolean): Promise<void> {
  await clients.of(DynamoDBClient, dataHome).send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  if (recoverable) await recover(clients, TableName, true);
}

/** Switches point-in-time recovery. */
export function recover(clients: SeedClients, TableName: string, on: boolean): Promise<unknown> {
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: on };
  const command = new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification });
  return clients.of(DynamoDBClient, dataHome).send(command);
}

/** A Redshift cluster with a parameter group of its own. */
export async function seedWarehouse(clients: SeedClients, id: string, guarded: boolean): Promise<void> {
  const redshift = clients.of(RedshiftClient, dataHome);
  await redshift.send(
    new CreateClusterParameterGroupCommand({
      ParameterGroupName: `${id}-settings`,
      ParameterGroupFamily: 'redshift-2.0',
      Description: 'Seeded',
    }),
  );
  await redshift.send(
    new CreateClusterCommand({
      ClusterIdentifier: id,
      NodeType: 'ra3.large',
      MasterUsername: 'owner',
      MasterUserPassword: 'Only-for-the-emulator-1',
      ClusterParameterGroupName: `${id}-settings`,
      Encrypted: guarded,
      PubliclyAccessible: !guarded,
      AutomatedSnapshotRetentionPeriod: guarded ? 35 : 1,
    }),
  );
  if (guarded) await logWarehouse(clients, id);
}

/** Switches the audit log of a warehouse on. */
export async function logWarehouse(clients: SeedClients, ClusterIdentifier: string): Promise<void> {
  const destination = { LogDestinationType: 'cloudwatch', LogExports: ['connectionlog', 'userlog'] } as const;
  await clients
    .of(RedshiftClient, dataHome)
    .send(new EnableLoggingCommand({ ClusterIdentifier, ...destination, LogExports: [...destination.LogExports] }));
}

/** A replication group of caches. */
export async function seedCaches(clients: SeedClients, ReplicationGroupId: string, days: number): Promise<void> {
  await clients.of(ElastiCacheClient, dataHome).send(
    new CreateReplicationGroupCommand({
      ReplicationGroupId,
      ReplicationGroupDescription: 'Seeded',
      Engine: 'redis',
      CacheNodeType: 'cache.t4g.small',
      NumCacheClusters: 2,
      SnapshotRetentionLimit: days,
    }),
  );
}

/** A cache of one node. */
export async function seedCache(clients: SeedClients, id: string, Engine: string, days?: number): Promise<void> {
  await clients.of(ElastiCacheClient, dataHome).send(
    new CreateCacheClusterCommand({
      CacheClusterId: id,
      Engine,
      CacheNodeType: 'cache.t4g.small',
      NumCacheNodes: 1,
      ...(days === undefined ? {} : { SnapshotRetentionLimit: days }),
    }),
  );
}

/** A search domain. */
export async function seedDomain(clients: SeedClients, DomainName: string, guarded: boolean): Promise<void> {
  const group = `arn:aws:logs:${dataHome}:${accountId}:log-group:search`;
  const log = { CloudWatchLogsLogGroupArn: group, Enabled: guarded };
  const Resource = `arn:aws:es:${dataHome}:${accountId}:domain/${DomainName}/*`;
  await clients.of(OpenSearchClient, dataHome).send(
    new CreateDomainCommand({
      DomainName,
      EngineVersion: 'OpenSearch_2.19',
      EncryptionAtRestOptions: { Enabled: guarded },
      NodeToNodeEncryptionOptions: { Enabled: guarded },
      AccessPolicies: policy({
        Effect: 'Allow',
        Principal: guarded ? { AWS: `arn:aws:iam::${accountId}:role/search` } : '*',
        Action: 'es:*',
        Resource,
      }),
      LogPublishingOptions: { AUDIT_LOGS: log, INDEX_SLOW_LOGS: log, SEARCH_SLOW_LOGS: log },
      ...(guarded ? { VPCOptions: { SubnetIds: ['subnet-0a0a0a0a0a0a0a0a0'] } } : {}),
    }),
  );
}

/** A file system. */
export async function seedFiles(clients: SeedClients, name: string, Encrypted: boolean): Promise<void> {
  const Tags = [{ Key: 'Name', Value: name }];
  await clients.of(EFSClient, dataHome).send(new CreateFileSystemCommand({ CreationToken: name, Encrypted, Tags }));
}

/** Stores that pass every check, or fail every one. */
export async function seedStores(clients: SeedClients, guarded: boolean): Promise<void> {
  const name = (good: string, bad: string) => (guarded ? good : bad);
  await seedTable(clients, name('carts', 'old-carts'), guarded);
  await seedWarehouse(clients, name('warehouse', 'old-warehouse'), guarded);
  await seedCaches(clients, name('sessions', 'old-sessions'), guarded ? 35 : 0);
  await seedCache(clients, name('lookups', 'old-lookups'), 'redis', guarded ? 35 : 1);
  await seedCache(clients, 'pages', 'memcached');
  await seedDomain(clients, name('catalogue', 'old-catalogue'), guarded);
  await seedFiles(clients, name('uploads', 'old-uploads'), guarded);
  await seedTopic(clients, name('alarms', 'old-alarms'), guarded);
  await seedQueue(clients, name('orders', 'old-orders'), !guarded);
  await seedQueue(clients, 'internal');
  await seedHadoop(clients, name('nightly', 'old-nightly'), guarded);
  await seedReplication(clients, name('mover', 'old-mover'), !guarded);
  await seedNotebook(clients, name('lab', 'old-lab'), !guarded);
}
