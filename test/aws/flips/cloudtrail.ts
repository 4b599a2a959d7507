/** CloudTrail: the trail, its delivery and its bucket. */
import {
  type EventSelector,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
  type UpdateTrailCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { PutBucketLifecycleConfigurationCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { SeedClients } from '../clients.ts';
import { good, goodSelector, secureGoodBucket } from '../seed-good.ts';
import { rewriteJson } from '../written.ts';
import type { Flip } from './flip.ts';
import { noBlocks, noLock, publicPolicy } from './s3.ts';

const trail = (clients: SeedClients) => clients.cloudTrail('us-east-1');
const bucket = (clients: SeedClients) => clients.s3('us-east-1');
const Bucket = good.trailBucket;
const restoreBucket = (clients: SeedClients) => secureGoodBucket(clients, Bucket);

function selector(check: string, setting: string, change: Partial<EventSelector>): Flip {
  const put = (clients: SeedClients, EventSelectors: EventSelector[]) =>
    trail(clients).send(new PutEventSelectorsCommand({ TrailName: good.trail, EventSelectors }));
  return {
    check,
    setting,
    apply: (clients) => put(clients, [{ ...goodSelector, ...change }]),
    undo: (clients) => put(clients, [goodSelector]),
  };
}

function update(check: string, setting: string, change: Partial<UpdateTrailCommandInput>, back: typeof change): Flip {
  const send = (clients: SeedClients, input: typeof change) =>
    trail(clients).send(new UpdateTrailCommand({ Name: good.trail, ...input }));
  return { check, setting, apply: (clients) => send(clients, change), undo: (clients) => send(clients, back) };
}

/** Flips of CloudTrail. */
export const cloudTrailFlips: Flip[] = [
  {
    check: 'cloudtrail-multi-region',
    setting: 'the trail does not log',
    apply: (clients) => trail(clients).send(new StopLoggingCommand({ Name: good.trail })),
    undo: (clients) => trail(clients).send(new StartLoggingCommand({ Name: good.trail })),
  },
  selector('cloudtrail-management-events', 'only reads are recorded', { ReadWriteType: 'ReadOnly' }),
  update(
    'cloudtrail-log-validation',
    'no log file validation',
    { EnableLogFileValidation: false },
    { EnableLogFileValidation: true },
  ),
  {
    check: 'cloudtrail-kms-encryption',
    setting: 'logs encrypted without a KMS key',
    // The emulator cannot take the key off a trail.
    written: [
      rewriteJson('cloudtrail:DescribeTrails', (body) => ({
        trailList: (body.trailList as Record<string, unknown>[]).map(({ KmsKeyId: _, ...rest }) => rest),
      })),
    ],
  },
  {
    check: 'cloudtrail-to-cloudwatch',
    setting: 'the last delivery to CloudWatch Logs was three days ago',
    written: [
      rewriteJson('cloudtrail:GetTrailStatus', (status, now) => ({
        ...status,
        LatestCloudWatchLogsDeliveryTime: Math.floor(now.getTime() / 1000) - 3 * 86_400,
      })),
    ],
  },
  {
    check: 'cloudtrail-delivery-healthy',
    setting: 'the last delivery failed',
    written: [
      rewriteJson('cloudtrail:GetTrailStatus', (status) => ({ ...status, LatestDeliveryError: 'NoSuchBucket' })),
    ],
  },
  selector('cloudtrail-s3-data-events', 'no object events', { DataResources: [] }),
  {
    check: 'cloudtrail-bucket-not-public',
    setting: 'the policy of the log bucket lets anybody read',
    given: noBlocks,
    apply: (clients) => bucket(clients).send(new PutBucketPolicyCommand({ Bucket, Policy: publicPolicy(Bucket) })),
    undo: restoreBucket,
  },
  {
    check: 'cloudtrail-bucket-retention',
    setting: 'logs, old versions too, expire after 100 days',
    // A lock would keep them in spite of the rule.
    given: [noLock],
    apply: (clients) =>
      bucket(clients).send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: {
            Rules: [
              {
                ID: 'expire',
                Status: 'Enabled',
                Filter: { Prefix: '' },
                Expiration: { Days: 100 },
                NoncurrentVersionExpiration: { NoncurrentDays: 100 },
              },
            ],
          },
        }),
      ),
    undo: restoreBucket,
  },
];
