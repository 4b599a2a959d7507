/** S3: the account's block and the settings of a bucket. */
import {
  DeleteBucketEncryptionCommand,
  DeleteBucketReplicationCommand,
  DeletePublicAccessBlockCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { DeletePublicAccessBlockCommand as DeleteAccountBlockCommand } from '@aws-sdk/client-s3-control';
import { errorAnswer } from '../answer.ts';
import { accountId, type SeedClients } from '../clients.ts';
import { blockPublic, grantEverybody, takesLogs, tlsOnly } from '../seed-buckets.ts';
import { blockAccount, good, secureGoodBucket } from '../seed-good.ts';
import { policy } from '../seed-parts.ts';
import type { Written } from '../server.ts';
import { rewrite, rewriteJson } from '../written.ts';
import type { Flip } from './flip.ts';

const Bucket = good.dataBucket;
const home = (clients: SeedClients) => clients.s3('us-east-1');
const restore = (clients: SeedClients) => secureGoodBucket(clients, Bucket);

function absent(operation: string, code: string, bucket?: string): Written {
  return {
    operation,
    answer: ({ call, next }) =>
      bucket === undefined || call.parameters.path?.startsWith(`/${bucket}`)
        ? errorAnswer(call, 404, code, 'The configuration was not found')
        : next(),
  };
}

/** No public access block on the account. */
const noAccountBlock = absent('s3control:GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration');

/** No public access block anywhere: it would make a public list or policy harmless. */
export const noBlocks = [noAccountBlock, absent('s3:GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration')];

/** No object lock on the trail's bucket. */
export const noLock = absent('s3:GetObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError', good.trailBucket);

/** A policy that lets anybody read a bucket. */
export function publicPolicy(bucket: string): string {
  const open = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${bucket}/*`,
  };
  return policy(tlsOnly(bucket), open);
}

/** The trail records no data events: they would stand in for access logs. */
export const noDataEvents = rewriteJson('cloudtrail:GetEventSelectors', (body) => ({
  ...body,
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
}));

/** Flips of S3. */
export const s3Flips: Flip[] = [
  {
    check: 's3-account-public-access-block',
    setting: 'no block on the account',
    apply: ({ s3Control }) => s3Control.send(new DeleteAccountBlockCommand({ AccountId: accountId })),
    undo: blockAccount,
  },
  {
    check: 's3-bucket-public-access-block',
    setting: 'no block on a bucket',
    given: [noAccountBlock],
    apply: (clients) => home(clients).send(new DeletePublicAccessBlockCommand({ Bucket })),
    undo: (clients) => blockPublic(home(clients), Bucket),
  },
  {
    check: 's3-no-public-read',
    setting: 'anybody may list a bucket by its access list',
    given: noBlocks,
    apply: (clients) => grantEverybody(home(clients), Bucket, 'READ'),
    undo: (clients) => grantEverybody(home(clients), Bucket),
  },
  {
    check: 's3-no-public-write',
    setting: 'anybody may write to a bucket by its access list',
    given: noBlocks,
    apply: (clients) => grantEverybody(home(clients), Bucket, 'WRITE'),
    undo: (clients) => grantEverybody(home(clients), Bucket),
  },
  {
    check: 's3-policy-not-public',
    setting: 'a bucket policy lets anybody read',
    given: noBlocks,
    apply: (clients) => home(clients).send(new PutBucketPolicyCommand({ Bucket, Policy: publicPolicy(Bucket) })),
    undo: restore,
  },
  {
    check: 's3-default-encryption',
    setting: 'no default encryption',
    apply: (clients) => home(clients).send(new DeleteBucketEncryptionCommand({ Bucket })),
    undo: restore,
  },
  {
    check: 's3-tls-only',
    setting: 'the bucket policy allows requests without TLS',
    apply: (clients) => home(clients).send(new PutBucketPolicyCommand({ Bucket, Policy: policy(takesLogs(Bucket)) })),
    undo: restore,
  },
  {
    check: 's3-access-logging',
    setting: 'no access logs',
    given: [noDataEvents],
    apply: (clients) => home(clients).send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} })),
    undo: restore,
  },
  {
    check: 's3-versioning',
    setting: 'versioning suspended',
    // A bucket with object lock cannot have it: AWS and the emulator refuse.
    written: [rewrite('s3:GetBucketVersioning', (body) => body.replace('<Status>Enabled<', '<Status>Suspended<'))],
  },
  {
    check: 's3-object-lock',
    setting: 'no object lock on a log bucket',
    // Object lock cannot be taken off a bucket.
    written: [noLock],
  },
  {
    check: 's3-replication',
    setting: 'no replication',
    apply: (clients) => home(clients).send(new DeleteBucketReplicationCommand({ Bucket })),
    undo: restore,
  },
];
