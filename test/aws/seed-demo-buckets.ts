/** The demo's buckets: customer data well kept, logs half kept, an old public one. */
import {
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { SeedClients } from './clients.ts';
import { blockPublic, createBucket, grantEverybody, logAccess, takesLogs, tlsOnly } from './seed-buckets.ts';
import { policy } from './seed-parts.ts';

const company = 'example-robotics';

/** Creates the buckets of the demo's account. */
export async function seedDemoBuckets(clients: SeedClients): Promise<void> {
  const home = clients.s3('eu-west-1');
  const logs = `${company}-logs`;
  const data = `${company}-customer-data`;
  const analytics = `${company}-analytics`;
  const state = `${company}-terraform-state`;
  for (const name of [logs, data, analytics, state]) {
    await createBucket(home, 'eu-west-1', name);
    await blockPublic(home, name);
    await encrypt(home, name, name === data ? 'aws:kms' : 'AES256');
  }
  const takes = policy(tlsOnly(logs), takesLogs(logs));
  await home.send(new PutBucketPolicyCommand({ Bucket: logs, Policy: takes }));
  await home.send(new PutBucketPolicyCommand({ Bucket: data, Policy: policy(tlsOnly(data)) }));
  for (const Bucket of [data, state])
    await home.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await logAccess(home, data, logs);
  await home.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: logs,
      LifecycleConfiguration: {
        Rules: [{ ID: 'expire-logs', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 180 } }],
      },
    }),
  );
  await legacyAssets(clients.s3('us-east-1'));
}

async function legacyAssets(s3: S3Client): Promise<void> {
  const Bucket = `${company}-legacy-assets`;
  await createBucket(s3, 'us-east-1', Bucket);
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
    }),
  );
  await grantEverybody(s3, Bucket, 'READ');
  const open = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(open) }));
  await encrypt(s3, Bucket, 'AES256');
}

async function encrypt(s3: S3Client, Bucket: string, SSEAlgorithm: 'AES256' | 'aws:kms'): Promise<void> {
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm } }] },
    }),
  );
}
