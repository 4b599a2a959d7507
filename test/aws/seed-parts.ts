/** Pieces that several seeds are made of. */
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand, type IAMClient } from '@aws-sdk/client-iam';

/** A policy document of these statements. */
export function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** A trust policy that lets the principal assume the role. */
export function trust(statement: object): string {
  return policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
}

/** Gives a user a virtual second factor. */
export async function attachMfa(iam: IAMClient, UserName: string): Promise<void> {
  const { VirtualMFADevice } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }));
  const SerialNumber = VirtualMFADevice?.SerialNumber;
  const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
  await iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber, ...codes }));
}

/** Takes every rule out of the region's default security group. */
export async function closeDefaultGroup(ec2: EC2Client): Promise<void> {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['default'] }] }),
  );
  for (const { GroupId, IpPermissions = [], IpPermissionsEgress = [] } of SecurityGroups) {
    if (IpPermissions.length > 0) await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    if (IpPermissionsEgress.length > 0)
      await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }));
  }
}

/** A TCP port range opened to IPv4 ranges. */
export function tcp(FromPort: number, ToPort: number, ...ranges: string[]): IpPermission {
  return { IpProtocol: 'tcp', FromPort, ToPort, IpRanges: ranges.map((CidrIp) => ({ CidrIp })) };
}

/** Creates a security group in the region's default VPC and returns its id. */
export async function createGroup(ec2: EC2Client, GroupName: string, rules: IpPermission[]): Promise<string> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand());
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: Subnets[0]?.VpcId }),
  );
  if (rules.length > 0) await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: rules }));
  return GroupId;
}

/** Attaches groups to a new network interface, which makes them used. */
export async function attachGroups(ec2: EC2Client, Groups: string[]): Promise<void> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand());
  await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: Subnets[0]?.SubnetId, Groups }));
}

/** A web server's group, open to the world on 80 and 443 only, and in use. */
export async function webGroup(ec2: EC2Client, name: string): Promise<void> {
  const world = { IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] };
  const ports = [80, 443].map((port) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...world }));
  await attachGroups(ec2, [await createGroup(ec2, name, ports)]);
}
