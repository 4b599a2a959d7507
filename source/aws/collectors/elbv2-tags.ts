/** Tags of load balancers: many of them by one call. */
import { DescribeTagsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Reading } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { readEach } from './each.ts';
import { loadBalancers } from './elbv2.ts';

// The most that one call takes.
const atOnce = 20;

/** Tags of each load balancer of a region; not asked where there are none. */
export async function tags(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<Record<string, string>>>>> {
  const known = await loadBalancers(session, region);
  if (known.state !== 'ok') return known;
  const arns = known.data.map(({ arn }) => arn);
  const groups = Array.from({ length: Math.ceil(arns.length / atOnce) }, (_, index) =>
    arns.slice(index * atOnce, (index + 1) * atOnce),
  );
  const found = await readEach(groups, async (ResourceArns) => {
    const reading = await session.reading('elbv2:DescribeTags', region, async () => {
      const client = session.client('elbv2', ElasticLoadBalancingV2Client, region);
      const { TagDescriptions = [] } = await client.send(new DescribeTagsCommand({ ResourceArns }));
      return new Map(
        TagDescriptions.map(({ ResourceArn = '', Tags = [] }) => [
          ResourceArn,
          Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
        ]),
      );
    });
    return ResourceArns.map((arn): [string, Reading<Record<string, string>>] => [
      arn,
      reading.state === 'ok' ? { state: 'ok', data: reading.data.get(arn) ?? {} } : reading,
    ]);
  });
  return { state: 'ok', data: Object.fromEntries(found.flat()) };
}
