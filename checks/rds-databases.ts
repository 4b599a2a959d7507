/** What the checks of RDS share: going through instances and clusters. */
import type { FactReader, Judgement } from '../source/core/check.ts';
import type { Database, DbCluster, DbInstance } from '../source/core/facts-rds.ts';
import { regionalFact } from './reading.ts';
import { overEach, type Verdict } from './regional.ts';

/** The engines that the API of RDS lists, for texts. */
export const whichDatabases = 'RDS and Aurora, and DocumentDB and Neptune, which the same API lists';

/** The operations behind {@link overDatabases}. */
export const databaseOperations = ['ec2:DescribeRegions', 'rds:DescribeDBInstances', 'rds:DescribeDBClusters'];

/** Name and engine, for a sentence. */
export function named({ id, engine }: Database): string {
  return `${id} (${engine})`;
}

/** Judges each instance of the regions read. */
export function overInstances(facts: FactReader, judge: (one: DbInstance, region: string) => Verdict): Judgement {
  return overEach(regionalFact(facts, 'rds.instances'), 'rds:DescribeDBInstances', ({ arn }) => arn, judge);
}

/** Judges each cluster of the regions read. */
export function overClusters(facts: FactReader, judge: (one: DbCluster, region: string) => Verdict): Judgement {
  return overEach(regionalFact(facts, 'rds.clusters'), 'rds:DescribeDBClusters', ({ arn }) => arn, judge);
}

/** Judges each database once: clusters, and instances that are not members of one, whose settings are the cluster's. */
export function overDatabases(
  facts: FactReader,
  judge: (one: DbInstance | DbCluster) => Verdict,
  include: (instance: DbInstance) => boolean = () => true,
): Judgement {
  return together(
    overInstances(facts, (one) => (one.cluster === undefined && include(one) ? judge(one) : undefined)),
    overClusters(facts, judge),
  );
}

/** Two judgements as one. */
export function together(first: Judgement, second: Judgement): Judgement {
  return {
    resources: [...first.resources, ...second.resources],
    unknown: [...first.unknown, ...second.unknown],
  };
}
