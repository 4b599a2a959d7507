/** Data stores other than RDS, and what carries data between them. */
import { DeleteFileSystemCommand, DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import {
  OpenSearchClient,
  UpdateDomainConfigCommand,
  type UpdateDomainConfigRequest,
} from '@aws-sdk/client-opensearch';
import {
  DisableLoggingCommand,
  ModifyClusterCommand,
  type ModifyClusterMessage,
  RedshiftClient,
} from '@aws-sdk/client-redshift';
import { SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { accountId, type SeedClients } from '../clients.ts';
import { logWarehouse, recover, seedFiles } from '../seed-data.ts';
import { messagePolicy, topicKey } from '../seed-data-flow.ts';
import { dataHome } from '../seed-data-rds.ts';
import { rewrite } from '../written.ts';
import { publicPrimaries } from '../written-data.ts';
import type { Flip } from './flip.ts';

function warehouse(check: string, setting: string, bad: Partial<ModifyClusterMessage>, good: typeof bad): Flip {
  const modify = (change: typeof bad) => (clients: SeedClients) =>
    clients.of(RedshiftClient, dataHome).send(new ModifyClusterCommand({ ClusterIdentifier: 'warehouse', ...change }));
  return { check, setting, apply: modify(bad), undo: modify(good) };
}

function domain(check: string, setting: string, bad: Partial<UpdateDomainConfigRequest>, good: typeof bad): Flip {
  const modify = (change: typeof bad) => (clients: SeedClients) =>
    clients.of(OpenSearchClient, dataHome).send(new UpdateDomainConfigCommand({ DomainName: 'catalogue', ...change }));
  return { check, setting, apply: modify(bad), undo: modify(good) };
}

const TopicArn = `arn:aws:sns:${dataHome}:${accountId}:alarms`;
const topic = (AttributeName: string, AttributeValue: string) => (clients: SeedClients) =>
  clients.of(SNSClient, dataHome).send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
const topicPolicy = (open: boolean) => topic('Policy', messagePolicy('SNS:Publish', TopicArn, open));

const queuePolicy = (open: boolean) => (clients: SeedClients) => {
  const Policy = messagePolicy('sqs:SendMessage', `arn:aws:sqs:${dataHome}:${accountId}:orders`, open);
  const QueueUrl = `https://sqs.${dataHome}.amazonaws.com/${accountId}/orders`;
  return clients.of(SQSClient, dataHome).send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
};

const log = (Enabled: boolean) => ({
  CloudWatchLogsLogGroupArn: `arn:aws:logs:${dataHome}:${accountId}:log-group:search`,
  Enabled,
});

/** One setting each. */
export const storeFlips: Flip[] = [
  {
    check: 'dynamodb-pitr',
    setting: 'a table loses its point-in-time recovery',
    apply: (clients) => recover(clients, 'carts', false),
    undo: (clients) => recover(clients, 'carts', true),
  },
  warehouse('redshift-encrypted', 'a cluster is made plain', { Encrypted: false }, { Encrypted: true }),
  warehouse(
    'redshift-not-public',
    'a cluster gets a public address',
    { PubliclyAccessible: true },
    { PubliclyAccessible: false },
  ),
  warehouse(
    'redshift-snapshots',
    'snapshots are kept for a day',
    { AutomatedSnapshotRetentionPeriod: 1 },
    { AutomatedSnapshotRetentionPeriod: 35 },
  ),
  {
    check: 'redshift-tls',
    setting: 'a parameter group takes plain connections',
    written: [
      rewrite('redshift:DescribeClusterParameters', (body) =>
        body.replace(/(<ParameterName>require_ssl<\/ParameterName>\s*<ParameterValue>)true/, '$1false'),
      ),
    ],
  },
  {
    check: 'redshift-audit-logging',
    setting: 'the audit log is switched off',
    apply: (clients) =>
      clients.of(RedshiftClient, dataHome).send(new DisableLoggingCommand({ ClusterIdentifier: 'warehouse' })),
    undo: (clients) => logWarehouse(clients, 'warehouse'),
  },
  {
    check: 'elasticache-backups',
    setting: 'a replication group keeps no backups',
    written: [
      rewrite('elasticache:DescribeReplicationGroups', (body) =>
        body.replace('<SnapshotRetentionLimit>35<', '<SnapshotRetentionLimit>0<'),
      ),
    ],
  },
  domain(
    'opensearch-encryption-at-rest',
    'a domain is made plain',
    { EncryptionAtRestOptions: { Enabled: false } },
    { EncryptionAtRestOptions: { Enabled: true } },
  ),
  domain(
    'opensearch-node-to-node',
    'the nodes talk in the clear',
    { NodeToNodeEncryptionOptions: { Enabled: false } },
    { NodeToNodeEncryptionOptions: { Enabled: true } },
  ),
  domain(
    'opensearch-logs',
    'the audit log is not published',
    { LogPublishingOptions: { AUDIT_LOGS: log(false), INDEX_SLOW_LOGS: log(true), SEARCH_SLOW_LOGS: log(true) } },
    { LogPublishingOptions: { AUDIT_LOGS: log(true), INDEX_SLOW_LOGS: log(true), SEARCH_SLOW_LOGS: log(true) } },
  ),
  {
    check: 'opensearch-in-vpc',
    setting: 'a domain has a public endpoint',
    written: [rewrite('opensearch:DescribeDomains', (body) => body.replace(/"VPCOptions": ?\{[^}]*\},? ?/, ''))],
  },
  {
    check: 'efs-encrypted',
    setting: 'a plain file system is made',
    apply: (clients) => seedFiles(clients, 'scratch', false),
    undo: async (clients) => {
      const efs = clients.of(EFSClient, dataHome);
      const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({ CreationToken: 'scratch' }));
      await efs.send(new DeleteFileSystemCommand({ FileSystemId: FileSystems[0]?.FileSystemId }));
    },
  },
  {
    check: 'sns-encrypted',
    setting: 'a topic loses its key',
    apply: topic('KmsMasterKeyId', ''),
    undo: topic('KmsMasterKeyId', topicKey),
  },
  {
    check: 'sns-not-public',
    setting: 'a topic lets everybody publish',
    apply: topicPolicy(true),
    undo: topicPolicy(false),
  },
  {
    check: 'sqs-not-public',
    setting: 'a queue lets everybody send',
    apply: queuePolicy(true),
    undo: queuePolicy(false),
  },
  {
    check: 'emr-no-public-master',
    setting: 'a primary node has a public address',
    written: [publicPrimaries('198.51.100.7')],
  },
  {
    check: 'dms-not-public',
    setting: 'a replication instance has a public address',
    written: [
      rewrite('dms:DescribeReplicationInstances', (body) => body.replace(/("PubliclyAccessible": ?)false/, '$1true')),
    ],
  },
  {
    check: 'sagemaker-notebook-no-direct-internet',
    setting: 'a notebook reaches the internet by itself',
    written: [
      rewrite('sagemaker:DescribeNotebookInstance', (body) =>
        body.replace('"DirectInternetAccess": "Disabled"', '"DirectInternetAccess": "Enabled"'),
      ),
    ],
  },
];
