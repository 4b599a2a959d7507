/** Checks of networks: what is recorded of their traffic, and which have a way to the internet. */
import type { Check } from '../source/core/check.ts';
import type { NetworkInterface } from '../source/core/facts.ts';
import type { FlowLog } from '../source/core/facts-network.ts';
import { isListed, listCommitment } from './commitments.ts';
import { regionalFact, some, UnreadSettings } from './reading.ts';
import { labelled, overEach, type Verdict, verdict, whyUnread } from './regional.ts';

/** Why a flow log does not do; empty when it does, undefined when AWS left out what tells. */
function fault({ id, status, delivery, traffic }: FlowLog): string | undefined {
  if (status === undefined || traffic === undefined) return undefined;
  if (status !== 'ACTIVE') return `${id} is not active`;
  if (delivery === 'FAILED') return `${id} cannot deliver`;
  return traffic === 'ACCEPT' ? `${id} leaves rejected traffic out` : '';
}

/**
 * Whether a VPC's traffic is recorded, by logs on it, its subnets or its interfaces. Undefined when that hangs on
 * interfaces that were not read.
 */
function recorded(vpc: string, interfaces: readonly NetworkInterface[] | undefined, logs: readonly FlowLog[]): Verdict {
  const of = (resource: string | undefined) => logs.filter(({ resourceId }) => resourceId === resource);
  const works = (resource: string | undefined) => of(resource).filter((log) => fault(log) === '');
  const own = works(vpc);
  if (own.length > 0) {
    const [since] = own.map(({ createdAt }) => createdAt).sort();
    return { ...verdict(true, `Traffic of ${vpc} is recorded by ${some(own.map(({ id }) => id))}.`, ''), since };
  }
  if (interfaces === undefined) return undefined;
  const bare = interfaces.filter(({ id, subnetId }) => works(id).length === 0 && works(subnetId).length === 0);
  if (bare.length === 0) return verdict(true, `Traffic of every interface in ${vpc} is recorded.`, '');
  const concerned = [vpc, ...bare.flatMap(({ id, subnetId }) => [id, subnetId])].flatMap(of);
  const faults = [...new Set(concerned.map(fault))];
  if (faults.includes(undefined)) {
    return { leftOut: 'AWS did not say how a flow log stands.', operation: 'ec2:DescribeFlowLogs' };
  }
  const others = bare.length < interfaces.length ? ` for ${bare.length} of ${interfaces.length} interfaces` : '';
  const seen = faults.length === 0 ? '' : `: ${some(faults as string[])}`;
  return verdict(false, '', `No flow log records the traffic of ${vpc}${others}${seen}.`);
}

const flowLogs: Check = {
  id: 'vpc-flow-logs',
  title: 'Traffic of every network in use is recorded',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'Without records nobody can say afterwards what left the network, and to where.',
  criteria: ['CC6.6', 'CC7.2', 'CC7.3'],
  why: 'After an incident the first question is which machine spoke with whom.',
  judgement:
    'Passes for each VPC with at least one network interface whose traffic an active flow log records (all or rejected traffic, delivery not failing), by a log on the VPC or by logs on every subnet or interface in use. A VPC without interfaces is left out. A flow log cannot be changed, so its creation shows since when.',
  facts: ['ec2.vpcs', 'ec2.flow-logs', 'ec2.network-interfaces'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeVpcs', 'ec2:DescribeFlowLogs', 'ec2:DescribeNetworkInterfaces'],
  fix: {
    summary: 'Create a flow log for all traffic on each listed VPC.',
    console: [
      'Open VPC, Your VPCs, the VPC, Flow logs, Create flow log.',
      'Choose the filter All, and an S3 bucket or a log group that keeps logs as long as you promise; it is charged by amount, and a bucket costs less.',
      'Check after half an hour that records arrive.',
    ],
    cli: [
      'aws ec2 create-flow-logs --resource-type VPC --resource-ids VPC_ID --traffic-type ALL --log-destination-type s3 --log-destination arn:aws:s3:::LOG_BUCKET --region REGION',
    ],
    terraform: `resource "aws_flow_log" "this" {
  vpc_id               = aws_vpc.this.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}`,
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html'],
  judge(reader) {
    const vpcs = regionalFact(reader, 'ec2.vpcs');
    const logs = regionalFact(reader, 'ec2.flow-logs');
    const interfaces = regionalFact(reader, 'ec2.network-interfaces');
    const unclear = new UnreadSettings();
    const judged = overEach(
      vpcs,
      'ec2:DescribeVpcs',
      ({ id }) => id,
      ({ id }, region) => {
        const inside = interfaces.read.get(region)?.filter(({ vpcId }) => vpcId === id);
        if (inside?.length === 0) return undefined;
        const here = logs.read.get(region);
        const found = recorded(id, inside, here ?? []);
        if (here !== undefined && found !== undefined) return found;
        const why =
          here === undefined
            ? whyUnread(logs.unread, 'ec2:DescribeFlowLogs', region)
            : whyUnread(interfaces.unread, 'ec2:DescribeNetworkInterfaces', region);
        for (const entry of why) unclear.add(entry, id);
        return undefined;
      },
    );
    const unknown = [...judged.unknown, ...unclear.list()];
    return { ...judged, unknown, notApplicable: 'No VPC holds a network interface.' };
  },
};

const authorizedGateways: Check = {
  id: 'igw-authorized-vpc',
  title: 'Only approved networks have a way to the internet',
  service: 'ec2',
  tier: 1,
  severity: 'low',
  severityReason: 'A gateway opens nothing until a route and a rule do.',
  criteria: ['CC6.6'],
  why: 'The boundary of the system begins with the networks that touch the internet.',
  judgement:
    'Passes for each attached internet gateway whose VPC is on the list in scoping (VPC ids, * for any run of characters). Does not apply until scoping names such VPCs.',
  facts: ['ec2.internet-gateways'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeInternetGateways'],
  commitment: 'internet-vpcs',
  fix: {
    summary: 'Detach the gateway from the listed networks, or have them approved and listed in scoping.',
    console: [
      'Open VPC, Internet gateways, the gateway, and look up what in its VPC has a public address, NAT gateways and load balancers among them: all of it stops with the gateway, and so does the way out of private subnets behind a NAT gateway.',
      'Move that elsewhere, remove the routes to the gateway, then Detach from VPC and Delete.',
      'A default VPC without a single network interface can go in regions that you do not use; look that no tool counts on it (aws ec2 create-default-vpc makes a new one).',
    ],
    cli: [
      'aws ec2 describe-route-tables --filters Name=route.gateway-id,Values=GATEWAY_ID --region REGION',
      'aws ec2 detach-internet-gateway --internet-gateway-id GATEWAY_ID --vpc-id VPC_ID --region REGION',
    ],
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html'],
  judge(reader, settings) {
    const gateways = regionalFact(reader, 'ec2.internet-gateways');
    const { value: approved, committed } = listCommitment(settings, 'internet-vpcs');
    if (approved.length === 0) {
      const found = [...gateways.read.values()].flat().flatMap(({ vpcIds }) => vpcIds);
      const seen = found.length === 0 ? 'none' : some(found);
      const notApplicable = `Scoping names no VPCs that may have a way to the internet; those that have one: ${seen}.`;
      return { resources: [], unknown: gateways.unread, notApplicable, committed };
    }
    const judged = overEach(
      gateways,
      'ec2:DescribeInternetGateways',
      ({ id }) => id,
      (gateway) => {
        const [vpc] = gateway.vpcIds;
        if (vpc === undefined) return undefined;
        const what = `${labelled(gateway)} leads from ${vpc} to the internet`;
        return verdict(isListed(approved, vpc), `${what}, which is approved.`, `${what}, which is not on the list.`);
      },
    );
    return { ...judged, notApplicable: 'No VPC has an internet gateway.', committed };
  },
};

/** Checks of networks. */
export const networkChecks: Check[] = [flowLogs, authorizedGateways];
