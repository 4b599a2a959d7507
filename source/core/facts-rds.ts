/** Facts of RDS, Aurora, DocumentDB and Neptune: one API lists them all. A field that AWS left out is absent, never a guess. */
import type { FactSource } from './fact-sources.ts';
import type { Reading } from './facts.ts';

/** What instances and clusters have in common. */
export interface Database {
  arn: string;
  /** The identifier that people know it by. */
  id: string;
  /** `postgres`, `aurora-mysql`, `sqlserver-se`, `docdb`, `neptune`, … */
  engine: string;
  tags?: Record<string, string>;
  encrypted?: boolean;
  /** Days that automated backups are kept; 0: there are none. */
  backupDays?: number;
  multiAz?: boolean;
  deletionProtection?: boolean;
  /** Kinds of log that go to CloudWatch Logs; AWS leaves the list out where there are none. */
  logExports: string[];
  /** UTC instant. Encryption cannot be changed later, so it is as old as this. */
  createdAt?: string;
}

/** A database instance. */
export interface DbInstance extends Database {
  /** The cluster it is a member of: storage, backups and protection are then the cluster's. */
  cluster?: string;
  /** The database it is a read replica of. */
  replicaOf?: string;
  public?: boolean;
  parameterGroups: string[];
}

/** A cluster: Aurora, DocumentDB, Neptune, or a Multi-AZ cluster of RDS. */
export interface DbCluster extends Database {
  parameterGroup?: string;
}

/** A snapshot that the account owns. */
export interface DbSnapshot {
  arn: string;
  id: string;
  /** `manual`, `automated`, `awsbackup`. */
  type?: string;
  encrypted?: boolean;
}

/** Values of the parameters of a group that tell whether TLS is demanded; null: the group knows it and sets no value. */
export type TlsParameters = Record<string, string | null>;

/** Facts of RDS, each per region. Of details by key, what was deleted while we read is left out. */
export interface RdsFacts {
  /** rds:DescribeDBInstances */
  'rds.instances': DbInstance[];
  /** rds:DescribeDBClusters */
  'rds.clusters': DbCluster[];
  /** rds:DescribeDBSnapshots, own ones */
  'rds.snapshots': DbSnapshot[];
  /** rds:DescribeDBClusterSnapshots, own ones */
  'rds.cluster-snapshots': DbSnapshot[];
  /** rds:DescribeDBSnapshotAttributes, by ARN of each snapshot that could be public: who may restore it, `all` for anybody */
  'rds.snapshot-shares': Record<string, Reading<string[]>>;
  /** rds:DescribeDBClusterSnapshotAttributes, likewise */
  'rds.cluster-snapshot-shares': Record<string, Reading<string[]>>;
  /** rds:DescribeDBParameters, by parameter group of each instance whose engine has such a parameter */
  'rds.parameters': Record<string, Reading<TlsParameters>>;
  /** rds:DescribeDBClusterParameters, by parameter group of each cluster whose engine has such a parameter */
  'rds.cluster-parameters': Record<string, Reading<TlsParameters>>;
}

/** How each of these facts is read. */
export const rdsSources: Record<keyof RdsFacts, FactSource> = {
  'rds.instances': { operation: 'rds:DescribeDBInstances', regional: true },
  'rds.clusters': { operation: 'rds:DescribeDBClusters', regional: true },
  'rds.snapshots': { operation: 'rds:DescribeDBSnapshots', regional: true },
  'rds.cluster-snapshots': { operation: 'rds:DescribeDBClusterSnapshots', regional: true },
  'rds.snapshot-shares': { operation: 'rds:DescribeDBSnapshotAttributes', regional: true },
  'rds.cluster-snapshot-shares': { operation: 'rds:DescribeDBClusterSnapshotAttributes', regional: true },
  'rds.parameters': { operation: 'rds:DescribeDBParameters', regional: true },
  'rds.cluster-parameters': { operation: 'rds:DescribeDBClusterParameters', regional: true },
};

/**
 * Whether a snapshot could be public, so that it is worth asking: AWS lets nobody share what it made itself, and lets
 * no encrypted snapshot be public.
 */
export function canBePublic({ type, encrypted }: DbSnapshot): boolean {
  return type !== 'automated' && type !== 'awsbackup' && encrypted !== true;
}
