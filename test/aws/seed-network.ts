/** Machines, disks and networks of the good and the bad account. */
import {
  AttachInternetGatewayCommand,
  AttachVolumeCommand,
  CreateFlowLogsCommand,
  CreateInternetGatewayCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  ModifyImageAttributeCommand,
  RegisterImageCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SeedClients } from './clients.ts';

/** The region that is used. */
export const networkHome = 'eu-west-1';

/** The bucket of flow logs. */
export const flowBucket = 'network-flow-logs';

/** The id of the region's default VPC. */
export async function defaultVpc(ec2: EC2Client): Promise<string> {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand());
  return Vpcs.find(({ IsDefault }) => IsDefault)?.VpcId ?? '';
}

/** A flow log of all traffic on the region's default VPC, to a bucket that is there. */
export async function recordTraffic(ec2: EC2Client, bucket: string = flowBucket): Promise<void> {
  await ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [await defaultVpc(ec2)],
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: `arn:aws:s3:::${bucket}`,
    }),
  );
}

/** How a machine of these accounts is made. */
export interface Machine {
  name: string;
  image: string;
  /** Session tokens required, detailed monitoring, no public address, an encrypted disk; or none of it. */
  hardened: boolean;
}

/** Starts a machine and returns its id. */
export async function startMachine(ec2: EC2Client, { name, image, hardened }: Machine): Promise<string> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand());
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: image,
      MinCount: 1,
      MaxCount: 1,
      InstanceType: 't3.small',
      Monitoring: { Enabled: hardened },
      MetadataOptions: { HttpTokens: hardened ? 'required' : 'optional', HttpEndpoint: 'enabled' },
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: Subnets[0]?.SubnetId, AssociatePublicIpAddress: !hardened }],
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8, Encrypted: hardened } }],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
    }),
  );
  return Instances[0]?.InstanceId ?? '';
}

/** An own image; its id. */
export async function ownImage(ec2: EC2Client, Name: string): Promise<string> {
  const { ImageId = '' } = await ec2.send(new RegisterImageCommand({ Name, RootDeviceName: '/dev/xvda' }));
  return ImageId;
}

/** Lets everybody launch an image, or only its owner. */
export function shareImage(ec2: EC2Client, ImageId: string, open: boolean) {
  const LaunchPermission = { [open ? 'Add' : 'Remove']: [{ Group: 'all' as const }] };
  return ec2.send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission }));
}

/** A volume with a snapshot of it, attached where an instance is named; the ids. */
export async function volumeWithSnapshot(ec2: EC2Client, Encrypted: boolean, InstanceId?: string) {
  const AvailabilityZone = `${networkHome}a`;
  const { VolumeId } = await ec2.send(new CreateVolumeCommand({ AvailabilityZone, Size: 10, Encrypted }));
  if (InstanceId) await ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: '/dev/sdf' }));
  const { SnapshotId } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
  return { VolumeId, SnapshotId };
}

/** An internet gateway on the region's default VPC. */
export async function openToInternet(ec2: EC2Client): Promise<void> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand());
  const { InternetGatewayId } = InternetGateway ?? {};
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: await defaultVpc(ec2) }));
}

/** A bucket in the region that is used. */
export function makeBucket(s3: S3Client, Bucket: string) {
  return s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: networkHome } }));
}

/** Every check of machines, disks and networks passes. */
export async function seedGoodNetwork(clients: SeedClients): Promise<void> {
  const ec2 = clients.ec2(networkHome);
  await ec2.send(new EnableEbsEncryptionByDefaultCommand());
  const machine = await startMachine(ec2, { name: 'web', image: await ownImage(ec2, 'base'), hardened: true });
  await volumeWithSnapshot(ec2, true, machine);
  await makeBucket(clients.s3(networkHome), flowBucket);
  await recordTraffic(ec2);
  await openToInternet(ec2);
}

/** Every check of machines, disks and networks fails. */
export async function seedBadNetwork(clients: SeedClients): Promise<void> {
  const ec2 = clients.ec2(networkHome);
  const image = await ownImage(ec2, 'shared-with-the-world');
  await shareImage(ec2, image, true);
  const machine = await startMachine(ec2, { name: 'old-web', image, hardened: false });
  await volumeWithSnapshot(ec2, false, machine);
  await openToInternet(ec2);
}
