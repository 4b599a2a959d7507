/** Checks of disks: encrypted, now and by default. */
import type { Check } from '../source/core/check.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { leftOut, regionalFact } from './reading.ts';
import { overEach, verdict, whyUnread } from './regional.ts';

const copyEncrypted = [
  'aws ec2 copy-snapshot --source-region REGION --source-snapshot-id SNAPSHOT_ID --encrypted --kms-key-id KEY_ID --region REGION',
];

const volumeEncrypted: Check = {
  id: 'ebs-volume-encrypted',
  title: 'Attached volumes are encrypted',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'The disk of a server usually holds customer data or the keys to it.',
  criteria: ['CC6.1'],
  why: 'Encryption of stored data is promised in nearly every contract and is read off one field.',
  judgement: 'Passes for each volume that is attached to an instance and encrypted. Unattached volumes are left out.',
  facts: ['ec2.volumes'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeVolumes'],
  fix: {
    summary: 'Replace the listed volumes by encrypted copies.',
    console: [
      'Plan a stop of the instance: a volume cannot be encrypted in place.',
      'Open EC2, Volumes, the volume, Create snapshot; then Snapshots, Copy snapshot, with Encrypt this snapshot.',
      'Create a volume from the encrypted copy in the same zone, detach the old one and attach the new one under the same device name.',
      'Delete the plain volume and its snapshots once all is well.',
    ],
    cli: [
      'aws ec2 create-snapshot --volume-id VOLUME_ID --region REGION',
      ...copyEncrypted,
      'aws ec2 create-volume --snapshot-id COPY_ID --availability-zone ZONE --region REGION',
    ],
    terraform: `resource "aws_ebs_volume" "this" {
  encrypted  = true
  kms_key_id = aws_kms_key.this.arn
}`,
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html'],
  judge(reader) {
    const judged = overEach(
      regionalFact(reader, 'ec2.volumes'),
      'ec2:DescribeVolumes',
      ({ id }) => id,
      ({ id, attachedTo, encrypted }) => {
        const [first] = attachedTo;
        if (first === undefined) return undefined;
        if (encrypted === undefined) return { leftOut: 'AWS did not say whether the volume is encrypted.' };
        const what = `${id}, attached to ${first},`;
        return verdict(encrypted, `${what} is encrypted.`, `${what} is not encrypted.`);
      },
    );
    return { ...judged, notApplicable: 'There are no attached volumes.' };
  },
};

const byDefault: Check = {
  id: 'ebs-encryption-by-default',
  title: 'New volumes are encrypted by default in every region in use',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'Without it each new disk depends on somebody remembering a box.',
  criteria: ['CC6.1', 'CC8.1'],
  why: 'It shows that encryption is a rule of the account, not a habit.',
  judgement:
    'Passes for each region where encryption by default is on. A region where it is off fails when scoping names it or it holds a volume; one that nobody uses is left out.',
  facts: ['ec2.ebs-default-encryption', 'ec2.volumes'],
  operations: ['ec2:DescribeRegions', 'ec2:GetEbsEncryptionByDefault', 'ec2:DescribeVolumes'],
  fix: {
    summary: 'Switch on encryption by default in the listed regions.',
    console: [
      'Choose the region; open EC2, Dashboard, Account attributes, Data protection and security.',
      'Under EBS encryption choose Manage, switch on Always encrypt new EBS volumes and choose a key.',
      'With a key of your own, let the service role of Auto Scaling and the accounts that share your images use it first, or their launches fail.',
    ],
    cli: ['aws ec2 enable-ebs-encryption-by-default --region REGION'],
    terraform: `resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}`,
    minutes: 5,
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html'],
  judge(reader, { regions: scope }) {
    const settings = regionalFact(reader, 'ec2.ebs-default-encryption');
    const volumes = regionalFact(reader, 'ec2.volumes');
    const unknown = [...settings.unread];
    const resources: ResourceFinding[] = [];
    for (const [region, on] of settings.read) {
      const finding = { id: region, region };
      const count = volumes.read.get(region)?.length;
      if (on === null) {
        const reason = 'AWS did not say whether volumes are encrypted by default.';
        unknown.push(leftOut('ec2:GetEbsEncryptionByDefault', reason, region));
      } else if (on) {
        resources.push({ ...finding, status: 'pass', reason: `New volumes in ${region} are encrypted by default.` });
      } else if (count === undefined && !scope?.includes(region)) {
        unknown.push(...whyUnread(volumes.unread, 'ec2:DescribeVolumes', region));
      } else if (count !== 0 || scope?.includes(region)) {
        resources.push({ ...finding, status: 'fail', reason: `New volumes in ${region} are plain by default.` });
      }
    }
    return { resources, unknown, notApplicable: 'No region read is in use for volumes.' };
  },
};

const snapshotEncrypted: Check = {
  id: 'ebs-snapshot-encrypted',
  title: 'Snapshots are encrypted',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'A snapshot is the whole disk in a form that is easily copied to another account.',
  criteria: ['CC6.1', 'CC7.5'],
  why: 'Backups hold what the original holds and are promised the same protection.',
  judgement: 'Passes for each snapshot that the account owns and that is encrypted, those behind own images included.',
  facts: ['ec2.snapshots'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeSnapshots'],
  fix: {
    summary: 'Copy the listed snapshots encrypted where they are still needed, and delete the plain ones.',
    console: [
      'Open EC2, Snapshots, the snapshot, Copy snapshot, with Encrypt this snapshot.',
      'Point images, plans and stacks that use it to the copy.',
      'Delete the plain snapshot; one behind an image goes after the image is deregistered.',
    ],
    cli: [...copyEncrypted, 'aws ec2 delete-snapshot --snapshot-id SNAPSHOT_ID --region REGION'],
    terraform: `resource "aws_ebs_snapshot_copy" "this" {
  source_snapshot_id = "SNAPSHOT_ID"
  source_region      = "REGION"
  encrypted          = true
}`,
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html'],
  judge(reader) {
    const judged = overEach(
      regionalFact(reader, 'ec2.snapshots'),
      'ec2:DescribeSnapshots',
      ({ id }) => id,
      ({ id, encrypted }) =>
        encrypted === undefined
          ? { leftOut: 'AWS did not say whether the snapshot is encrypted.' }
          : verdict(encrypted, `${id} is encrypted.`, `${id} is not encrypted.`),
    );
    return { ...judged, notApplicable: 'The account owns no snapshots.' };
  },
};

/** Checks of disks. */
export const diskChecks: Check[] = [volumeEncrypted, byDefault, snapshotEncrypted];
