/** CloudFront: distributions and how viewers reach them. */
import { CloudFrontClient, type DistributionSummary, paginateListDistributions } from '@aws-sdk/client-cloudfront';
import { globalRegion, type Reading } from '../../core/facts.ts';
import type { Distribution } from '../../core/facts-edge.ts';
import type { Session } from '../session.ts';
import { globalEdge } from './global-edge.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 100;

/** Distributions of the account. */
export async function distributions(session: Session): Promise<Reading<Distribution[]>> {
  const region = globalEdge(session);
  if (region === undefined) return { state: 'ok', data: [] };
  return session.reading('cloudfront:ListDistributions', globalRegion, async () => {
    const all: Distribution[] = [];
    const client = session.client('cloudfront', CloudFrontClient, region);
    for await (const page of paginateListDistributions({ client, pageSize }, {}))
      all.push(...(page.DistributionList?.Items ?? []).map(distribution));
    return all;
  });
}

function distribution(found: DistributionSummary): Distribution {
  const { Id, DomainName = '', Enabled, LastModifiedTime, DefaultCacheBehavior, CacheBehaviors } = found;
  const behaviors = [
    { path: '*', policy: DefaultCacheBehavior?.ViewerProtocolPolicy },
    ...(CacheBehaviors?.Items ?? []).map(({ PathPattern = '', ViewerProtocolPolicy }) => ({
      path: PathPattern,
      policy: ViewerProtocolPolicy,
    })),
  ];
  return {
    id: defined(Id, 'Id'),
    domain: DomainName,
    enabled: Enabled ?? true,
    ...omitAbsent({ changedAt: instant(LastModifiedTime) }),
    behaviors: behaviors.map(({ path, policy }) => ({ path, ...omitAbsent({ viewerProtocol: policy }) })),
  };
}
