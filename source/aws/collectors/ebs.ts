/** EBS: volumes, the account's own snapshots, and encryption by default. */
import {
  EC2Client,
  GetEbsEncryptionByDefaultCommand,
  paginateDescribeSnapshots,
  paginateDescribeVolumes,
  type VolumeAttachment,
} from '@aws-sdk/client-ec2';
import type { Reading } from '../../core/facts.ts';
import type { Snapshot, Volume } from '../../core/facts-network.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

// Always sent: without it EC2 grants half the rate and may leave results out.
const pageSize = 1000;

/** Volumes of a region. */
export function volumes(session: Session, region: string): Promise<Reading<Volume[]>> {
  const operation = 'ec2:DescribeVolumes';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: Volume[] = [];
      const client = session.client('ec2', EC2Client, region);
      for await (const page of paginateDescribeVolumes({ client, pageSize }, {})) {
        for (const { VolumeId, Attachments = [], Encrypted } of page.Volumes ?? []) {
          const attached = Attachments.filter(({ State }) => State !== 'detached');
          all.push({
            id: defined(VolumeId, 'VolumeId'),
            // A volume of a managed service can be attached without naming an instance.
            attachedTo: attached.map(({ InstanceId }) => InstanceId ?? 'a managed resource'),
            ...omitAbsent({
              encrypted: Encrypted,
              outlivesMachine: outlives(attached),
            }),
          });
        }
      }
      return all;
    }),
  );
}

/** Whether a volume stays when a machine that it is attached to is terminated; undefined when AWS did not say, or none is. */
function outlives(attached: readonly VolumeAttachment[]): boolean | undefined {
  const goes = attached.map(({ DeleteOnTermination }) => DeleteOnTermination);
  if (goes.includes(false)) return true;
  return goes.length === 0 || goes.includes(undefined) ? undefined : false;
}

/** Snapshots of a region that the account owns. */
export function snapshots(session: Session, region: string): Promise<Reading<Snapshot[]>> {
  const operation = 'ec2:DescribeSnapshots';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, () => listSnapshots(session, region, {})),
  );
}

/** Ids of own snapshots that anybody may restore: one more call, and none where there are no snapshots. */
export async function publicSnapshots(session: Session, region: string): Promise<Reading<string[]>> {
  const own = await snapshots(session, region);
  if (own.state !== 'ok' || own.data.length === 0) return own.state === 'ok' ? { state: 'ok', data: [] } : own;
  return session.reading('ec2:DescribeSnapshots', region, async () => {
    const open = await listSnapshots(session, region, { RestorableByUserIds: ['all'] });
    return open.map(({ id }) => id);
  });
}

async function listSnapshots(
  session: Session,
  region: string,
  narrower: { RestorableByUserIds?: string[] },
): Promise<Snapshot[]> {
  const all: Snapshot[] = [];
  const client = session.client('ec2', EC2Client, region);
  for await (const page of paginateDescribeSnapshots({ client, pageSize }, { OwnerIds: ['self'], ...narrower })) {
    for (const { SnapshotId, Encrypted, VolumeId, StartTime } of page.Snapshots ?? [])
      all.push({
        id: defined(SnapshotId, 'SnapshotId'),
        ...omitAbsent({ encrypted: Encrypted, volumeId: VolumeId, startedAt: instant(StartTime) }),
      });
  }
  return all;
}

/** Whether new volumes of a region are encrypted unless told otherwise. */
export function defaultEncryption(session: Session, region: string): Promise<Reading<boolean | null>> {
  return session.reading('ec2:GetEbsEncryptionByDefault', region, async () => {
    const client = session.client('ec2', EC2Client, region);
    const { EbsEncryptionByDefault } = await client.send(new GetEbsEncryptionByDefaultCommand({}));
    return EbsEncryptionByDefault ?? null;
  });
}
