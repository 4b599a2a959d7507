/** Checks of KMS keys. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { KeyRotation, KmsKey, KmsKeyDetails } from '../source/core/facts-detection.ts';
import { fail, overItems, pass, type Seen } from './over-regions.ts';
import { day, leftOut, regionalFact, type UnreadSettings } from './reading.ts';

const facts: Check['facts'] = ['kms.keys'];

/** Judges each key that the customer manages. */
function overCustomerKeys(
  reader: FactReader,
  judge: (key: KmsKey, details: KmsKeyDetails, region: string, unread: UnreadSettings) => Seen | undefined,
) {
  return overItems(
    regionalFact(reader, 'kms.keys'),
    ({ arn }) => arn,
    (key, region, unread) => {
      const details = unread.take(key.details, key.id, region)?.data;
      if (details === undefined || details.manager === 'AWS') return undefined;
      if (details.manager === undefined || details.state === undefined) {
        unread.add(leftOut('kms:DescribeKey', 'AWS did not say what the key is.', region), key.id);
        return undefined;
      }
      return judge(key, details, region, unread);
    },
  );
}

/** Since when rotation has been on at least: the next one, less the period. */
function rotatingSince({ nextAt, periodDays }: KeyRotation): string | undefined {
  const start = Date.parse(nextAt ?? '') - (periodDays ?? Number.NaN) * 86_400_000;
  return Number.isNaN(start) ? undefined : new Date(start).toISOString();
}

const rotation: Check = {
  id: 'kms-rotation',
  title: 'Keys of your own rotate by themselves',
  service: 'kms',
  tier: 1,
  severity: 'medium',
  severityReason: 'Rotation limits how much one key protects; the old material stays safe inside KMS.',
  criteria: ['CC6.1'],
  why: 'Keys that are never replaced are asked about wherever encryption is relied upon.',
  judgement:
    'Passes for each enabled symmetric encryption key that the customer manages when automatic rotation is on. Left out: keys that AWS manages (AWS rotates them every year), disabled keys, asymmetric and HMAC keys, imported material and custom key stores, which KMS does not rotate by itself. The date of the next rotation bounds since when it has been on.',
  facts,
  operations: ['ec2:DescribeRegions', 'kms:ListKeys', 'kms:DescribeKey', 'kms:GetKeyRotationStatus'],
  fix: {
    summary: 'Turn on automatic rotation of the listed keys.',
    console: [
      'Open KMS, Customer managed keys, the key, Key material and rotations, Automatic key rotation, Edit.',
      'Turn it on; a period of 365 days is usual. Nothing has to be encrypted again.',
    ],
    cli: ['aws kms enable-key-rotation --key-id KEY_ID --rotation-period-in-days 365 --region REGION'],
    terraform: `resource "aws_kms_key" "this" {
  enable_key_rotation     = true
  rotation_period_in_days = 365
}`,
    minutes: 5,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html'],
  judge: (reader) => ({
    ...overCustomerKeys(reader, (key, _details, region, unread) => {
      const found = unread.take(key.rotation, key.id, region)?.data;
      if (found === undefined || found === null) return undefined;
      if (found.enabled === undefined) {
        unread.add(leftOut('kms:GetKeyRotationStatus', 'AWS did not say whether the key rotates.', region), key.id);
        return undefined;
      }
      if (!found.enabled) return fail(`Automatic rotation of ${key.id} is off.`);
      const every = found.periodDays === undefined ? '' : ` every ${found.periodDays} days`;
      return pass(`${key.id} rotates by itself${every}.`, rotatingSince(found));
    }),
    notApplicable: 'The account has no enabled key of its own that KMS could rotate.',
  }),
};

const notPendingDeletion: Check = {
  id: 'kms-not-pending-deletion',
  title: 'No key is waiting to be deleted',
  service: 'kms',
  tier: 1,
  severity: 'high',
  severityReason: 'With the key goes everything that was encrypted with it, backups too, and nobody can bring it back.',
  criteria: ['CC6.1', 'A1.2'],
  why: 'A planned deletion is either a change that somebody approved or an attack on your data; the record should say which.',
  judgement:
    'Passes for each key that the customer manages and that is not scheduled for deletion. Fails for one that is, with the day it goes. AWS does not know whether somebody approved it, so the result only corroborates.',
  facts,
  operations: ['ec2:DescribeRegions', 'kms:ListKeys', 'kms:DescribeKey'],
  fix: {
    summary: 'Cancel the deletion of the listed keys, or keep the approval on file until the day they go.',
    console: [
      'Look in CloudTrail for ScheduleKeyDeletion of the key: who, when, and by which ticket.',
      'Search CloudTrail for uses of the key in the last months; a key still in use must stay.',
      'Open KMS, Customer managed keys, the key, Key actions, Cancel key deletion; then enable the key again.',
    ],
    cli: [
      'aws kms cancel-key-deletion --key-id KEY_ID --region REGION',
      'aws kms enable-key --key-id KEY_ID --region REGION',
    ],
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html'],
  judge: (reader) => ({
    ...overCustomerKeys(reader, ({ id }, { state, deletionAt }) => {
      if (state !== 'PendingDeletion' && state !== 'PendingReplicaDeletion') {
        return pass(`${id} is not scheduled for deletion.`);
      }
      return fail(
        deletionAt === undefined
          ? `${id} is scheduled for deletion once its replicas are gone.`
          : `${id} will be deleted on ${day(deletionAt)}.`,
      );
    }),
    notApplicable: 'The account has no key of its own.',
    committed: false,
  }),
};

/** Checks of KMS. */
export const kmsChecks: Check[] = [rotation, notPendingDeletion];
