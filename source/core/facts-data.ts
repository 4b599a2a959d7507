/** Facts of data stores other than RDS, and of what carries data between them. A field that AWS left out is absent. */
import type { FactSource } from './fact-sources.ts';
import type { PolicyDocument, Reading } from './facts.ts';
import { type RdsFacts, rdsSources } from './facts-rds.ts';

/** A Redshift cluster. */
export interface RedshiftCluster {
  id: string;
  encrypted?: boolean;
  public?: boolean;
  /** Days that automated snapshots are kept; 0: there are none. */
  snapshotDays?: number;
  parameterGroups: string[];
}

/** A replication group of ElastiCache, or a cache cluster outside of one. */
export interface Cache {
  id: string;
  /** `redis`, `valkey`, `memcached`; replication groups need not say. */
  engine?: string;
  /** The group that a cache cluster belongs to. */
  group?: string;
  /** Days that automatic backups are kept; 0: there are none. */
  backupDays?: number;
}

/** An OpenSearch or Elasticsearch domain. */
export interface SearchDomain {
  name: string;
  encryptedAtRest?: boolean;
  nodeToNode?: boolean;
  /** AWS leaves it out for a domain with a public endpoint. */
  vpcId?: string;
  /** Users sign in to the domain itself, whatever the policy says (fine-grained access control). */
  fineGrained?: boolean;
  /** Null: the domain has none. */
  policy: Reading<PolicyDocument | null>;
  /** Kinds of log that are published: `AUDIT_LOGS`, `INDEX_SLOW_LOGS`, `SEARCH_SLOW_LOGS`, `ES_APPLICATION_LOGS`. */
  logs: string[];
}

/** An EFS file system. */
export interface FileSystem {
  id: string;
  name?: string;
  encrypted?: boolean;
}

/** Attributes of an SNS topic. */
export interface Topic {
  kmsKeyId?: string;
  policy: PolicyDocument | null;
}

/** An EMR cluster that is starting, running or waiting. */
export interface EmrCluster {
  id: string;
  name: string;
}

/** The block on public access that EMR keeps per region. */
export interface EmrBlock {
  on: boolean;
  /** Ports that rules may open to everybody all the same. */
  exceptions: { from: number; to: number }[];
  /** UTC instant of the last change. */
  changedAt?: string;
}

/** A DMS replication instance. */
export interface ReplicationInstance {
  id: string;
  public?: boolean;
}

/** Facts of this group, each per region. Of details by key, what was deleted while we read is left out. */
export interface DataFacts extends RdsFacts {
  /** dynamodb:ListTables: names */
  'dynamodb.tables': string[];
  /** dynamodb:DescribeContinuousBackups, by table: whether it can be restored to any point in time; null when AWS did not say */
  'dynamodb.point-in-time-recovery': Record<string, Reading<boolean | null>>;
  /** redshift:DescribeClusters */
  'redshift.clusters': RedshiftCluster[];
  /** redshift:DescribeClusterParameters, by parameter group in use: the value of `require_ssl`; null when it has none */
  'redshift.require-ssl': Record<string, Reading<string | null>>;
  /** redshift:DescribeLoggingStatus, by cluster; null when AWS did not say */
  'redshift.logging': Record<string, Reading<boolean | null>>;
  /** elasticache:DescribeReplicationGroups */
  'elasticache.groups': Cache[];
  /** elasticache:DescribeCacheClusters */
  'elasticache.clusters': Cache[];
  /** opensearch:ListDomainNames, DescribeDomains */
  'opensearch.domains': SearchDomain[];
  /** efs:DescribeFileSystems */
  'efs.file-systems': FileSystem[];
  /** sns:ListTopics, GetTopicAttributes: by ARN of each topic */
  'sns.topics': Record<string, Reading<Topic>>;
  /** sqs:ListQueues, GetQueueAttributes: the policy, by address of each queue; null: none */
  'sqs.policies': Record<string, Reading<PolicyDocument | null>>;
  /** emr:ListClusters, those that are starting, running or waiting */
  'emr.clusters': EmrCluster[];
  /** emr:DescribeCluster, ListInstances: public addresses of its primary nodes, by id of each cluster */
  'emr.public-primaries': Record<string, Reading<string[]>>;
  /** emr:GetBlockPublicAccessConfiguration; null and not asked in a region without clusters */
  'emr.block-public-access': EmrBlock | null;
  /** dms:DescribeReplicationInstances */
  'dms.instances': ReplicationInstance[];
  /** sagemaker:DescribeNotebookInstance, by name: `Enabled`, `Disabled`; null when AWS did not say */
  'sagemaker.direct-internet': Record<string, Reading<string | null>>;
}

/** How each of these facts is read. */
export const dataSources: Record<keyof DataFacts, FactSource> = {
  ...rdsSources,
  'dynamodb.tables': { operation: 'dynamodb:ListTables', regional: true },
  'dynamodb.point-in-time-recovery': { operation: 'dynamodb:DescribeContinuousBackups', regional: true },
  'redshift.clusters': { operation: 'redshift:DescribeClusters', regional: true },
  'redshift.require-ssl': { operation: 'redshift:DescribeClusterParameters', regional: true },
  'redshift.logging': { operation: 'redshift:DescribeLoggingStatus', regional: true },
  'elasticache.groups': { operation: 'elasticache:DescribeReplicationGroups', regional: true },
  'elasticache.clusters': { operation: 'elasticache:DescribeCacheClusters', regional: true },
  'opensearch.domains': { operation: 'opensearch:ListDomainNames', regional: true },
  'efs.file-systems': { operation: 'efs:DescribeFileSystems', regional: true },
  'sns.topics': { operation: 'sns:ListTopics', regional: true },
  'sqs.policies': { operation: 'sqs:ListQueues', regional: true },
  'emr.clusters': { operation: 'emr:ListClusters', regional: true },
  'emr.public-primaries': { operation: 'emr:ListInstances', regional: true },
  'emr.block-public-access': { operation: 'emr:GetBlockPublicAccessConfiguration', regional: true },
  'dms.instances': { operation: 'dms:DescribeReplicationInstances', regional: true },
  'sagemaker.direct-internet': { operation: 'sagemaker:ListNotebookInstances', regional: true },
};
