/** Checks of EFS. */
import type { Check } from '../source/core/check.ts';
import { regionalFact } from './reading.ts';
import { labelled, overEach, verdict } from './regional.ts';

const encrypted: Check = {
  id: 'efs-encrypted',
  title: 'File systems are encrypted',
  service: 'efs',
  tier: 1,
  severity: 'high',
  severityReason: 'A shared file system holds uploads, exports and copies that nobody lists.',
  criteria: ['CC6.1'],
  why: 'Encryption of stored data is promised in nearly every contract and is read off one field.',
  judgement: 'Passes for each EFS file system that is encrypted at rest. It cannot be switched later.',
  facts: ['efs.file-systems'],
  operations: ['ec2:DescribeRegions', 'efs:DescribeFileSystems'],
  fix: {
    summary: 'Replace the listed file systems by encrypted ones.',
    console: [
      'Open Amazon EFS, Create file system, Customize, with encryption of data at rest enabled.',
      'Copy the files with AWS DataSync, or let EFS replication do it; mount the new file system and compare.',
      'Delete the plain file system and its backups once all is well.',
    ],
    cli: ['aws efs create-file-system --encrypted --kms-key-id KEY_ID --region REGION'],
    terraform: `resource "aws_efs_file_system" "this" {
  encrypted  = true
  kms_key_id = aws_kms_key.this.arn
}`,
    minutes: 120,
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html'],
  judge: (reader) => ({
    ...overEach(
      regionalFact(reader, 'efs.file-systems'),
      'efs:DescribeFileSystems',
      ({ id }) => id,
      (one) =>
        one.encrypted === undefined
          ? { leftOut: 'AWS did not say whether the file system is encrypted.' }
          : verdict(one.encrypted, `${labelled(one)} is encrypted.`, `${labelled(one)} is not encrypted.`),
    ),
    notApplicable: 'There are no EFS file systems.',
  }),
};

/** Checks of EFS. */
export const efsChecks: Check[] = [encrypted];
