/** AWS WAF: web ACLs, where their logs go, and which load balancers they stand before. */
import {
  GetLoggingConfigurationCommand,
  GetWebACLForResourceCommand,
  ListWebACLsCommand,
  type Scope,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import type { Reading } from '../../core/facts.ts';
import type { WebAcl } from '../../core/facts-edge.ts';
import type { Session } from '../session.ts';
import { detailsOf, readEach } from './each.ts';
import { loadBalancers } from './elbv2.ts';
import { globalEdge } from './global-edge.ts';
import { defined } from './values.ts';

/** Web ACLs of a region's own resources. */
export function webAcls(session: Session, region: string): Promise<Reading<WebAcl[]>> {
  return listAcls(session, region, 'REGIONAL');
}

/** Web ACLs of CloudFront distributions: kept in one region for the whole account. */
export async function cloudFrontWebAcls(session: Session): Promise<Reading<WebAcl[]>> {
  const region = globalEdge(session);
  return region === undefined ? { state: 'ok', data: [] } : listAcls(session, region, 'CLOUDFRONT');
}

function listAcls(session: Session, region: string, Scope: Scope): Promise<Reading<WebAcl[]>> {
  const client = session.client('wafv2', WAFV2Client, region);
  return session.reading('wafv2:ListWebACLs', region, async () => {
    const listed: Pick<WebAcl, 'arn' | 'name'>[] = [];
    let NextMarker: string | undefined;
    do {
      const page = await client.send(new ListWebACLsCommand({ Scope, Limit: 100, ...(NextMarker && { NextMarker }) }));
      const acls = page.WebACLs ?? [];
      listed.push(...acls.map(({ ARN, Name = '' }) => ({ arn: defined(ARN, 'ARN'), name: Name })));
      // Some answers carry a marker after the last page too: an empty page ends the list.
      NextMarker = acls.length > 0 ? page.NextMarker : undefined;
    } while (NextMarker);
    return readEach(listed, async (acl) => ({
      ...acl,
      logging: await session.setting('wafv2:GetLoggingConfiguration', region, async () => {
        const answer = await client.send(new GetLoggingConfigurationCommand({ ResourceArn: acl.arn }));
        const destinations = answer.LoggingConfiguration?.LogDestinationConfigs ?? [];
        return destinations.length === 0 ? null : { destinations };
      }),
    }));
  });
}

/** The web ACL before each application load balancer that faces the internet; the others are not asked about. */
export async function loadBalancerAcls(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<string | null>>>> {
  const found = await loadBalancers(session, region);
  if (found.state !== 'ok') return found;
  const exposed = found.data.filter(({ type, scheme }) => type === 'application' && scheme !== 'internal');
  const client = session.client('wafv2', WAFV2Client, region);
  return detailsOf(
    { state: 'ok', data: exposed },
    ({ arn }) => arn,
    ({ arn }) =>
      session.reading('wafv2:GetWebACLForResource', region, async () => {
        const { WebACL } = await client.send(new GetWebACLForResourceCommand({ ResourceArn: arn }));
        // Nothing in an answer means nothing attached.
        return WebACL?.ARN ?? null;
      }),
  );
}
