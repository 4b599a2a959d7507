/** Machines, disks and networks. */
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  DeleteFlowLogsCommand,
  DeleteSnapshotCommand,
  DeleteVolumeCommand,
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  DetachVolumeCommand,
  DisableEbsEncryptionByDefaultCommand,
  DisassociateAddressCommand,
  EnableEbsEncryptionByDefaultCommand,
  type HttpTokensState,
  ModifyInstanceMetadataOptionsCommand,
  ReleaseAddressCommand,
} from '@aws-sdk/client-ec2';
import type { SeedClients } from '../clients.ts';
import { networkHome, recordTraffic, shareImage, volumeWithSnapshot } from '../seed-network.ts';
import type { Written } from '../server.ts';
import { rewrite } from '../written.ts';
import { gatewayOf, instanceId, managedNodes } from '../written-network.ts';
import type { Flip } from './flip.ts';

const ec2 = (clients: SeedClients) => clients.ec2(networkHome);

async function machine(clients: SeedClients): Promise<string> {
  const { Reservations = [] } = await ec2(clients).send(new DescribeInstancesCommand());
  return Reservations[0]?.Instances?.[0]?.InstanceId ?? '';
}

async function tokens(clients: SeedClients, HttpTokens: HttpTokensState): Promise<void> {
  const InstanceId = await machine(clients);
  await ec2(clients).send(new ModifyInstanceMetadataOptionsCommand({ InstanceId, HttpTokens }));
}

async function image(clients: SeedClients, open: boolean): Promise<void> {
  const { Images = [] } = await ec2(clients).send(new DescribeImagesCommand({ Owners: ['self'] }));
  await shareImage(ec2(clients), Images[0]?.ImageId ?? '', open);
}

/** Plain snapshots and the volumes they are of, taken away again. */
async function removePlain(clients: SeedClients): Promise<void> {
  const { Snapshots = [] } = await ec2(clients).send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
  for (const { SnapshotId, VolumeId } of Snapshots.filter(({ Encrypted, Description }) => !Encrypted && !Description)) {
    await ec2(clients).send(new DeleteSnapshotCommand({ SnapshotId }));
    const { Volumes = [] } = await ec2(clients).send(new DescribeVolumesCommand({ VolumeIds: [VolumeId ?? ''] }));
    for (const { InstanceId, Device } of Volumes[0]?.Attachments ?? [])
      await ec2(clients).send(new DetachVolumeCommand({ VolumeId, InstanceId, Device }));
    await ec2(clients).send(new DeleteVolumeCommand({ VolumeId }));
  }
}

async function releaseAddresses(clients: SeedClients): Promise<void> {
  const { Addresses = [] } = await ec2(clients).send(new DescribeAddressesCommand());
  for (const { AllocationId, AssociationId } of Addresses) {
    await ec2(clients).send(new DisassociateAddressCommand({ AssociationId }));
    await ec2(clients).send(new ReleaseAddressCommand({ AllocationId }));
  }
}

/** What is asked for by everybody's name is what the account owns. */
const publicSnapshots: Written = {
  operation: 'ec2:DescribeSnapshots',
  answer: ({ call, nextAt }) => nextAt(call.parameters.path ?? '/'),
};

/** Flips of machines, disks and networks. */
export const networkFlips: Flip[] = [
  {
    check: 'ec2-imdsv2',
    setting: 'session tokens are optional on one instance',
    apply: (clients) => tokens(clients, 'optional'),
    undo: (clients) => tokens(clients, 'required'),
  },
  {
    check: 'ec2-no-public-ip',
    setting: 'an instance has an address of its own',
    apply: async (clients) => {
      const { AllocationId } = await ec2(clients).send(new AllocateAddressCommand({ Domain: 'vpc' }));
      await ec2(clients).send(new AssociateAddressCommand({ AllocationId, InstanceId: await machine(clients) }));
    },
    undo: releaseAddresses,
  },
  {
    check: 'ec2-detailed-monitoring',
    setting: 'monitoring is switched off',
    written: [
      rewrite('ec2:DescribeInstances', (body) =>
        body.replace(/(<monitoring><state>)enabled/, (_, tag: string) => `${tag}disabled`),
      ),
    ],
  },
  {
    check: 'ec2-ssm-managed',
    setting: 'the agent has lost its connection',
    written: managedNodes({ id: instanceId(1), ping: 'ConnectionLost', patch: 0, association: 0 }),
  },
  {
    check: 'ec2-patch-compliance',
    setting: 'two patches are missing',
    written: managedNodes({ id: instanceId(1), patch: 2, association: 0 }),
  },
  {
    check: 'ec2-association-compliance',
    setting: 'one association does not hold',
    written: managedNodes({ id: instanceId(1), patch: 0, association: 1 }),
  },
  {
    check: 'ec2-ami-not-public',
    setting: 'everybody may launch an image',
    apply: (clients) => image(clients, true),
    undo: (clients) => image(clients, false),
  },
  {
    check: 'ebs-volume-encrypted',
    setting: 'a plain volume is attached',
    apply: async (clients) => volumeWithSnapshot(ec2(clients), false, await machine(clients)),
    undo: removePlain,
  },
  {
    check: 'ebs-encryption-by-default',
    setting: 'encryption by default is off',
    apply: (clients) => ec2(clients).send(new DisableEbsEncryptionByDefaultCommand()),
    undo: (clients) => ec2(clients).send(new EnableEbsEncryptionByDefaultCommand()),
  },
  {
    check: 'ebs-snapshot-encrypted',
    setting: 'a snapshot is plain',
    apply: (clients) => volumeWithSnapshot(ec2(clients), false),
    undo: removePlain,
  },
  {
    check: 'ebs-snapshot-not-public',
    setting: 'everybody may restore a snapshot',
    written: [publicSnapshots],
  },
  {
    check: 'vpc-flow-logs',
    setting: 'the flow log is gone',
    apply: async (clients) => {
      const { FlowLogs = [] } = await ec2(clients).send(new DescribeFlowLogsCommand());
      await ec2(clients).send(
        new DeleteFlowLogsCommand({ FlowLogIds: FlowLogs.map(({ FlowLogId = '' }) => FlowLogId) }),
      );
    },
    undo: (clients) => recordTraffic(ec2(clients)),
  },
  {
    check: 'igw-authorized-vpc',
    setting: 'a VPC nobody approved has an internet gateway',
    written: [gatewayOf('vpc-0b0b0b0b0b0b0b0b0')],
  },
];
