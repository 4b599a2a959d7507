/** Readers of databases and other data stores. */
import type { DataFacts } from '../core/facts-data.ts';
import type { Readers } from './plan.ts';

const rds = () => import('./collectors/rds.ts');
const rdsSnapshots = () => import('./collectors/rds-snapshots.ts');
const dynamodb = () => import('./collectors/dynamodb.ts');
const redshift = () => import('./collectors/redshift.ts');
const elasticache = () => import('./collectors/elasticache.ts');
const emr = () => import('./collectors/emr.ts');

/** Readers of this group. */
export const dataReaders: Pick<Readers, keyof DataFacts> = {
  'rds.instances': { regional: true, load: async () => (await rds()).instances },
  'rds.clusters': { regional: true, load: async () => (await rds()).clusters },
  'rds.snapshots': { regional: true, load: async () => (await rdsSnapshots()).snapshots },
  'rds.cluster-snapshots': { regional: true, load: async () => (await rdsSnapshots()).clusterSnapshots },
  'rds.snapshot-shares': { regional: true, load: async () => (await rdsSnapshots()).snapshotShares },
  'rds.cluster-snapshot-shares': { regional: true, load: async () => (await rdsSnapshots()).clusterSnapshotShares },
  'rds.parameters': { regional: true, load: async () => (await rds()).parameters },
  'rds.cluster-parameters': { regional: true, load: async () => (await rds()).clusterParameters },
  'dynamodb.tables': { regional: true, load: async () => (await dynamodb()).tables },
  'dynamodb.point-in-time-recovery': { regional: true, load: async () => (await dynamodb()).pointInTimeRecovery },
  'redshift.clusters': { regional: true, load: async () => (await redshift()).clusters },
  'redshift.require-ssl': { regional: true, load: async () => (await redshift()).requireSsl },
  'redshift.logging': { regional: true, load: async () => (await redshift()).logging },
  'elasticache.groups': { regional: true, load: async () => (await elasticache()).groups },
  'elasticache.clusters': { regional: true, load: async () => (await elasticache()).clusters },
  'opensearch.domains': {
    regional: true,
    load: async () => (await import('./collectors/opensearch.ts')).domains,
  },
  'efs.file-systems': { regional: true, load: async () => (await import('./collectors/efs.ts')).fileSystems },
  'sns.topics': { regional: true, load: async () => (await import('./collectors/sns-topics.ts')).topics },
  'sqs.policies': { regional: true, load: async () => (await import('./collectors/sqs.ts')).policies },
  'emr.clusters': { regional: true, load: async () => (await emr()).clusters },
  'emr.public-primaries': { regional: true, load: async () => (await emr()).publicPrimaries },
  'emr.block-public-access': { regional: true, load: async () => (await emr()).blockPublicAccess },
  'dms.instances': { regional: true, load: async () => (await import('./collectors/dms.ts')).instances },
  'sagemaker.direct-internet': {
    regional: true,
    load: async () => (await import('./collectors/sagemaker.ts')).directInternet,
  },
};
