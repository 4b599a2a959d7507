/** EMR: clusters at work, public addresses of their primary nodes, and the block on public access. */
import {
  DescribeClusterCommand,
  EMRClient,
  GetBlockPublicAccessConfigurationCommand,
  paginateListClusters,
  paginateListInstances,
} from '@aws-sdk/client-emr';
import type { Reading } from '../../core/facts.ts';
import type { EmrBlock, EmrCluster } from '../../core/facts-data.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** Clusters of a region that are starting, running or waiting. */
export function clusters(session: Session, region: string): Promise<Reading<EmrCluster[]>> {
  const operation = 'emr:ListClusters';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: EmrCluster[] = [];
      const client = session.client('emr', EMRClient, region);
      const ClusterStates = ['STARTING' as const, 'BOOTSTRAPPING' as const, 'RUNNING' as const, 'WAITING' as const];
      for await (const page of paginateListClusters({ client }, { ClusterStates })) {
        for (const { Id, Name = '' } of page.Clusters ?? []) all.push({ id: defined(Id, 'Id'), name: Name });
      }
      return all;
    }),
  );
}

/** Public addresses of the primary nodes by cluster. How to ask for those hangs on how the cluster groups its nodes. */
export async function publicPrimaries(session: Session, region: string) {
  const client = () => session.client('emr', EMRClient, region);
  return detailsOf(
    await clusters(session, region),
    ({ id }) => id,
    async ({ id: ClusterId }): Promise<Reading<string[]>> => {
      const kind = await session.reading('emr:DescribeCluster', region, async () => {
        const { Cluster } = await client().send(new DescribeClusterCommand({ ClusterId }));
        return defined(Cluster?.InstanceCollectionType, 'Cluster.InstanceCollectionType');
      });
      if (kind.state !== 'ok') return kind;
      return session.reading('emr:ListInstances', region, async () => {
        const primaries =
          kind.data === 'INSTANCE_FLEET'
            ? { InstanceFleetType: 'MASTER' as const }
            : { InstanceGroupTypes: ['MASTER' as const] };
        const found: string[] = [];
        for await (const page of paginateListInstances({ client: client() }, { ClusterId, ...primaries })) {
          for (const { Status, PublicIpAddress } of page.Instances ?? [])
            if (Status?.State !== 'TERMINATED' && PublicIpAddress) found.push(PublicIpAddress);
        }
        return found;
      });
    },
  );
}

/** The block on public access; not asked in a region without clusters. */
export async function blockPublicAccess(session: Session, region: string): Promise<Reading<EmrBlock | null>> {
  const known = await clusters(session, region);
  if (known.state !== 'ok') return known;
  if (known.data.length === 0) return { state: 'ok', data: null };
  return session.reading('emr:GetBlockPublicAccessConfiguration', region, async () => {
    const answer = await session
      .client('emr', EMRClient, region)
      .send(new GetBlockPublicAccessConfigurationCommand({}));
    const { BlockPublicSecurityGroupRules: on, PermittedPublicSecurityGroupRuleRanges: ranges } = defined(
      answer.BlockPublicAccessConfiguration,
      'BlockPublicAccessConfiguration',
    );
    return {
      on: defined(on, 'BlockPublicSecurityGroupRules'),
      exceptions: (ranges ?? []).map(({ MinRange, MaxRange }) => {
        const from = defined(MinRange, 'MinRange');
        return { from, to: MaxRange ?? from };
      }),
      ...omitAbsent({ changedAt: instant(answer.BlockPublicAccessConfigurationMetadata?.CreationDateTime) }),
    };
  });
}
