/** What the checks of Redshift share. */
import type { FactReader, Judgement } from '../source/core/check.ts';
import type { RedshiftCluster } from '../source/core/facts-data.ts';
import { regionalFact } from './reading.ts';
import { overEach, type Verdict } from './regional.ts';

/** Where AWS explains Redshift. */
export const redshiftGuide = 'https://docs.aws.amazon.com/redshift/latest/mgmt';

/** The operations behind {@link overClusters}. */
export const clusterOperations = ['ec2:DescribeRegions', 'redshift:DescribeClusters'];

/** Said where there is nothing to judge. */
export const noClusters = 'There are no Redshift clusters.';

/** Judges each cluster of the regions read. */
export function overClusters(reader: FactReader, judge: (one: RedshiftCluster, region: string) => Verdict): Judgement {
  const clusters = regionalFact(reader, 'redshift.clusters');
  return { ...overEach(clusters, 'redshift:DescribeClusters', ({ id }) => id, judge), notApplicable: noClusters };
}
