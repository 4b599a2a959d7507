/** ECS task definitions and EKS endpoints. Values of variables are not kept. */
import { DescribeTaskDefinitionCommand, ECSClient, paginateListTaskDefinitionFamilies } from '@aws-sdk/client-ecs';
import { DescribeClusterCommand, EKSClient, paginateListClusters } from '@aws-sdk/client-eks';
import type { Reading } from '../../core/facts.ts';
import type { KubernetesEndpoint, TaskDefinition } from '../../core/facts-compute.ts';
import { variable } from '../../core/secret-text.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 100;

/** Families with an active revision. Listing revisions would give one entry for each deployment ever made. */
export function families(session: Session, region: string): Promise<Reading<string[]>> {
  const operation = 'ecs:ListTaskDefinitionFamilies';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: string[] = [];
      const client = session.client('ecs', ECSClient, region);
      for await (const page of paginateListTaskDefinitionFamilies({ client, pageSize }, { status: 'ACTIVE' }))
        all.push(...(page.families ?? []));
      return all;
    }),
  );
}

/** The newest active revision of each family. */
export async function taskDefinitions(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<TaskDefinition>>>> {
  return detailsOf(
    await families(session, region),
    (family) => family,
    (family) =>
      session.reading('ecs:DescribeTaskDefinition', region, async () => {
        const client = session.client('ecs', ECSClient, region);
        const answer = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: family }));
        const found = defined(answer.taskDefinition, 'taskDefinition');
        return {
          arn: defined(found.taskDefinitionArn, 'taskDefinitionArn'),
          family,
          containers: defined(found.containerDefinitions, 'containerDefinitions').map(({ name, environment }) => ({
            name: name ?? family,
            variables: (environment ?? []).map((one) => variable(one.name ?? '', one.value ?? '')),
          })),
          ...omitAbsent({ registeredAt: instant(found.registeredAt) }),
        };
      }),
  );
}

/** Names of the EKS clusters of a region. */
export function clusters(session: Session, region: string): Promise<Reading<string[]>> {
  const operation = 'eks:ListClusters';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: string[] = [];
      const client = session.client('eks', EKSClient, region);
      for await (const page of paginateListClusters({ client, pageSize }, {})) all.push(...(page.clusters ?? []));
      return all;
    }),
  );
}

/** How each cluster is reached. */
export async function endpoints(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<KubernetesEndpoint>>>> {
  return detailsOf(
    await clusters(session, region),
    (name) => name,
    (name) =>
      session.reading('eks:DescribeCluster', region, async () => {
        const { cluster } = await session.client('eks', EKSClient, region).send(new DescribeClusterCommand({ name }));
        const network = defined(cluster, 'cluster').resourcesVpcConfig;
        return omitAbsent({
          publicAccess: network?.endpointPublicAccess,
          privateAccess: network?.endpointPrivateAccess,
          publicCidrs: network?.publicAccessCidrs,
        });
      }),
  );
}
