/** Systems Manager: the machines it knows, and how they stand by patches and associations. */
import {
  paginateDescribeInstanceInformation,
  paginateListResourceComplianceSummaries,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Reading } from '../../core/facts.ts';
import type { ManagedNode, NodeCompliance } from '../../core/facts-network.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

// The most that either operation takes.
const pageSize = 50;

/** Managed nodes of a region. */
export function nodes(session: Session, region: string): Promise<Reading<ManagedNode[]>> {
  const operation = 'ssm:DescribeInstanceInformation';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: ManagedNode[] = [];
      const client = session.client('ssm', SSMClient, region);
      for await (const page of paginateDescribeInstanceInformation({ client, pageSize }, {})) {
        for (const { InstanceId, PingStatus, LastPingDateTime } of page.InstanceInformationList ?? []) {
          const lastPingAt = instant(LastPingDateTime);
          all.push({ id: defined(InstanceId, 'InstanceId'), ...omitAbsent({ ping: PingStatus, lastPingAt }) });
        }
      }
      return all;
    }),
  );
}

/** Compliance of a region's managed nodes by type; not asked where there are none. */
export async function compliance(session: Session, region: string): Promise<Reading<NodeCompliance[]>> {
  const known = await nodes(session, region);
  if (known.state !== 'ok' || known.data.length === 0) return known.state === 'ok' ? { state: 'ok', data: [] } : known;
  return session.reading('ssm:ListResourceComplianceSummaries', region, async () => {
    const all: NodeCompliance[] = [];
    const client = session.client('ssm', SSMClient, region);
    for await (const page of paginateListResourceComplianceSummaries({ client, pageSize }, {})) {
      for (const summary of page.ResourceComplianceSummaryItems ?? []) {
        all.push({
          node: defined(summary.ResourceId, 'ResourceId'),
          type: defined(summary.ComplianceType, 'ComplianceType'),
          failing: summary.NonCompliantSummary?.NonCompliantCount ?? 0,
          ...omitAbsent({
            status: summary.Status,
            checkedAt: instant(summary.ExecutionSummary?.ExecutionTime),
          }),
        });
      }
    }
    return all;
  });
}
