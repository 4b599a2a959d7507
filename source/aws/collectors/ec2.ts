/** EC2: enabled regions, security groups, network interfaces. */
import {
  DescribeRegionsCommand,
  EC2Client,
  type IpPermission,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2';
import type { NetworkInterface, Reading, SecurityGroup, SecurityGroupRule } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { defined, omitAbsent } from './values.ts';

// Always sent: without it EC2 grants half the rate and may leave results out.
const pageSize = 1000;

/** Regions enabled for the account, sorted. */
export function enabledRegions(session: Session): Promise<Reading<string[]>> {
  return session.once('ec2:DescribeRegions', () =>
    session.reading('ec2:DescribeRegions', session.home, async () => {
      const { Regions = [] } = await session
        .client('ec2', EC2Client)
        .send(new DescribeRegionsCommand({ AllRegions: false }));
      const enabled = Regions.filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in');
      return enabled.map(({ RegionName }) => defined(RegionName, 'RegionName')).sort();
    }),
  );
}

/** Security groups of a region, with their rules. */
export function securityGroups(session: Session, region: string): Promise<Reading<SecurityGroup[]>> {
  return session.reading('ec2:DescribeSecurityGroups', region, async () => {
    const groups: SecurityGroup[] = [];
    const client = session.client('ec2', EC2Client, region);
    for await (const page of paginateDescribeSecurityGroups({ client, pageSize }, {})) {
      for (const { GroupId, GroupName = '', VpcId, IpPermissions, IpPermissionsEgress } of page.SecurityGroups ?? []) {
        groups.push({
          id: defined(GroupId, 'GroupId'),
          name: GroupName,
          ...omitAbsent({ vpcId: VpcId }),
          ingress: (IpPermissions ?? []).map(rule),
          egress: (IpPermissionsEgress ?? []).map(rule),
        });
      }
    }
    return groups;
  });
}

/** Network interfaces of a region and the groups they carry. */
export function networkInterfaces(session: Session, region: string): Promise<Reading<NetworkInterface[]>> {
  return session.reading('ec2:DescribeNetworkInterfaces', region, async () => {
    const interfaces: NetworkInterface[] = [];
    const client = session.client('ec2', EC2Client, region);
    for await (const page of paginateDescribeNetworkInterfaces({ client, pageSize }, {})) {
      for (const { NetworkInterfaceId, Groups = [], VpcId, SubnetId } of page.NetworkInterfaces ?? []) {
        const groups = Groups.map(({ GroupId }) => defined(GroupId, 'GroupId'));
        const id = defined(NetworkInterfaceId, 'NetworkInterfaceId');
        interfaces.push({ id, groups, ...omitAbsent({ vpcId: VpcId, subnetId: SubnetId }) });
      }
    }
    return interfaces;
  });
}

function rule(permission: IpPermission): SecurityGroupRule {
  const { IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs } = permission;
  return {
    protocol: defined(IpProtocol, 'IpProtocol'),
    ...omitAbsent({ fromPort: FromPort, toPort: ToPort }),
    ipv4: (IpRanges ?? []).map(({ CidrIp }) => defined(CidrIp, 'CidrIp')),
    ipv6: (Ipv6Ranges ?? []).map(({ CidrIpv6 }) => defined(CidrIpv6, 'CidrIpv6')),
    prefixLists: (PrefixListIds ?? []).map(({ PrefixListId }) => defined(PrefixListId, 'PrefixListId')),
    groups: (UserIdGroupPairs ?? []).map(({ GroupId, GroupName }) => GroupId ?? GroupName ?? ''),
  };
}
