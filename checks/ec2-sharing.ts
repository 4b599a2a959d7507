/** Checks of disks and machine images shared with everybody. */
import type { Check } from '../source/core/check.ts';
import { regionalFact } from './reading.ts';
import { labelled, overEach, verdict } from './regional.ts';

const snapshotNotPublic: Check = {
  id: 'ebs-snapshot-not-public',
  title: 'No snapshot can be restored by everybody',
  service: 'ec2',
  tier: 1,
  severity: 'critical',
  severityReason: 'Anybody with an AWS account can read the whole disk, and people search for such snapshots.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A public snapshot is a published disk.',
  judgement:
    'Passes for each snapshot that the account owns and that AWS does not list as restorable by all. Sharing with named accounts is not judged.',
  facts: ['ec2.snapshots', 'ec2.public-snapshots'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeSnapshots'],
  fix: {
    summary: 'Make the listed snapshots private at once, and treat what they held as published.',
    console: [
      'Open EC2, Snapshots, the snapshot, Actions, Modify permissions, Private.',
      'Open EC2, Dashboard, Account attributes, Data protection and security, and block public access for EBS snapshots in every region.',
      'Find out since when it was public and what it held; replace every secret on it.',
    ],
    cli: [
      'aws ec2 modify-snapshot-attribute --snapshot-id SNAPSHOT_ID --attribute createVolumePermission --operation-type remove --group-names all --region REGION',
      'aws ec2 enable-snapshot-block-public-access --state block-all-sharing --region REGION',
    ],
    terraform: `resource "aws_ebs_snapshot_block_public_access" "this" {
  state = "block-all-sharing"
}`,
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html',
  ],
  judge(reader) {
    const own = regionalFact(reader, 'ec2.snapshots');
    const open = regionalFact(reader, 'ec2.public-snapshots');
    const judged = overEach(
      { read: own.read, unread: [...own.unread, ...open.unread] },
      'ec2:DescribeSnapshots',
      ({ id }) => id,
      ({ id }, region) => {
        const shared = open.read.get(region);
        if (shared === undefined) return undefined;
        return verdict(!shared.includes(id), `${id} is not public.`, `${id} can be restored by everybody.`);
      },
    );
    return { ...judged, notApplicable: 'The account owns no snapshots.' };
  },
};

const imageNotPublic: Check = {
  id: 'ec2-ami-not-public',
  title: 'No machine image can be launched by everybody',
  service: 'ec2',
  tier: 1,
  severity: 'critical',
  severityReason: 'Anybody can start the image and read what is on its disk.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Images often carry code, settings and forgotten keys.',
  judgement:
    'Passes for each image that the account owns and that is not public. Sharing with named accounts is not judged.',
  facts: ['ec2.images'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeImages'],
  fix: {
    summary: 'Make the listed images private, and treat what they held as published.',
    console: [
      'Open EC2, AMIs, the image, Actions, Edit AMI permissions, Private.',
      'Open EC2, Dashboard, Account attributes, Data protection and security, and block public access for AMIs in every region.',
      'Replace every secret that was on the image.',
    ],
    cli: [
      'aws ec2 modify-image-attribute --image-id IMAGE_ID --launch-permission "Remove=[{Group=all}]" --region REGION',
      'aws ec2 enable-image-block-public-access --image-block-public-access-state block-new-sharing --region REGION',
    ],
    terraform: `resource "aws_ec2_image_block_public_access" "this" {
  state = "block-new-sharing"
}`,
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html',
  ],
  judge(reader) {
    const judged = overEach(
      regionalFact(reader, 'ec2.images'),
      'ec2:DescribeImages',
      ({ id }) => id,
      (image) =>
        image.public === undefined
          ? { leftOut: 'AWS did not say whether the image is public.' }
          : verdict(!image.public, `${labelled(image)} is not public.`, `${labelled(image)} is public.`),
    );
    return { ...judged, notApplicable: 'The account owns no machine images.' };
  },
};

/** Checks of sharing. */
export const sharingChecks: Check[] = [snapshotNotPublic, imageNotPublic];
