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
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  GetBucketAclCommand,
  type Grant,
  type Permission,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { accountId } from './clients.ts';

/** A policy document of these statements. */
export function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** A trust policy that lets the principal assume the role. */
export function trust(statement: object): string {
  return policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
}

/** A bucket policy statement that refuses requests without TLS. (The emulator stumbles over a plain `*` here.) */
export function tlsOnly(bucket: string): object {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** A bucket policy statement that lets S3 deliver access logs. */
export function takesLogs(bucket: string): object {
  return {
    Sid: 'TakesLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
}

/** Creates a bucket in a region. */
export async function createBucket(s3: S3Client, region: string, Bucket: string, lock = false): Promise<void> {
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      ObjectLockEnabledForBucket: lock,
      ...(region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
    }),
  );
}

/** What {@link secureBucket} leaves to choose. */
export interface SecureBucketOptions {
  /** Bucket that gets the access logs. */
  logTo: string;
  replicateTo: string;
  /** Days after which objects expire. */
  retainDays: number;
}

/** Gives a bucket made with object lock every protection. */
export async function secureBucket(
  s3: S3Client,
  Bucket: string,
  { logTo, replicateTo, retainDays }: SecureBucketOptions,
): Promise<void> {
  await blockPublic(s3, Bucket);
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true }],
      },
    }),
  );
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(tlsOnly(Bucket), takesLogs(Bucket)) }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: retainDays } },
      },
    }),
  );
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: [{ ID: 'expire', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: retainDays } }],
      },
    }),
  );
  await logAccess(s3, Bucket, logTo);
  await s3.send(
    new PutBucketReplicationCommand({
      Bucket,
      ReplicationConfiguration: {
        Role: `arn:aws:iam::${accountId}:role/replication`,
        Rules: [
          {
            ID: 'copy',
            Status: 'Enabled',
            Priority: 1,
            Filter: { Prefix: '' },
            DeleteMarkerReplication: { Status: 'Disabled' },
            Destination: { Bucket: `arn:aws:s3:::${replicateTo}` },
          },
        ],
      },
    }),
  );
}

/** Turns on all four switches of the bucket's public access block. */
export async function blockPublic(s3: S3Client, Bucket: string): Promise<void> {
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
}

/** Server access logging of a bucket to another. */
export async function logAccess(s3: S3Client, Bucket: string, TargetBucket: string): Promise<void> {
  await s3.send(
    new PutBucketLoggingCommand({
      Bucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: `${Bucket}/` } },
    }),
  );
}

/** Grants permissions on a bucket to everybody, in place of what was granted; none leaves it private. */
export async function grantEverybody(s3: S3Client, Bucket: string, ...permissions: Permission[]): Promise<void> {
  const { Owner, Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket }));
  const own = Grants.filter(({ Grantee }) => Grantee?.ID !== undefined);
  // One grant for each: of a canned list with two permissions the emulator shows only the first.
  const open = permissions.map((Permission): Grant => ({ Grantee: { Type: 'Group', URI: everybody }, Permission }));
  await s3.send(new PutBucketAclCommand({ Bucket, AccessControlPolicy: { Owner, Grants: [...own, ...open] } }));
}

const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';

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
