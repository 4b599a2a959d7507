/** VPC: networks, their flow logs and internet gateways. */
import {
  EC2Client,
  paginateDescribeFlowLogs,
  paginateDescribeInternetGateways,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import type { Reading } from '../../core/facts.ts';
import type { FlowLog, InternetGateway, Vpc } from '../../core/facts-network.ts';
import type { Session } from '../session.ts';
import { nameTag } from './ec2-machines.ts';
import { defined, instant, omitAbsent } from './values.ts';

// Always sent: without it EC2 grants half the rate and may leave results out.
const pageSize = 1000;

/** VPCs of a region. */
export function vpcs(session: Session, region: string): Promise<Reading<Vpc[]>> {
  return session.reading('ec2:DescribeVpcs', region, async () => {
    const all: Vpc[] = [];
    const client = session.client('ec2', EC2Client, region);
    for await (const page of paginateDescribeVpcs({ client, pageSize }, {})) {
      for (const { VpcId, IsDefault, Tags } of page.Vpcs ?? []) {
        const name = nameTag(Tags);
        all.push({ id: defined(VpcId, 'VpcId'), isDefault: IsDefault ?? false, ...omitAbsent({ name }) });
      }
    }
    return all;
  });
}

/** Flow logs of a region, of whatever they are on. */
export function flowLogs(session: Session, region: string): Promise<Reading<FlowLog[]>> {
  return session.reading('ec2:DescribeFlowLogs', region, async () => {
    const all: FlowLog[] = [];
    const client = session.client('ec2', EC2Client, region);
    for await (const page of paginateDescribeFlowLogs({ client, pageSize }, {})) {
      for (const log of page.FlowLogs ?? []) {
        all.push({
          id: defined(log.FlowLogId, 'FlowLogId'),
          resourceId: defined(log.ResourceId, 'ResourceId'),
          ...omitAbsent({
            status: log.FlowLogStatus,
            delivery: log.DeliverLogsStatus || undefined,
            traffic: log.TrafficType,
            createdAt: instant(log.CreationTime),
          }),
        });
      }
    }
    return all;
  });
}

/** Internet gateways of a region. */
export function internetGateways(session: Session, region: string): Promise<Reading<InternetGateway[]>> {
  return session.reading('ec2:DescribeInternetGateways', region, async () => {
    const all: InternetGateway[] = [];
    const client = session.client('ec2', EC2Client, region);
    for await (const page of paginateDescribeInternetGateways({ client, pageSize }, {})) {
      for (const { InternetGatewayId, Attachments = [] } of page.InternetGateways ?? []) {
        const attached = Attachments.filter(({ State }) => State !== 'detached');
        all.push({
          id: defined(InternetGatewayId, 'InternetGatewayId'),
          vpcIds: attached.map(({ VpcId }) => defined(VpcId, 'VpcId')),
        });
      }
    }
    return all;
  });
}
