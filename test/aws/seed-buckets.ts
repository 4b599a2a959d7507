/** Buckets and their settings, for the seeds. */
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
import { policy } from './seed-parts.ts';

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
