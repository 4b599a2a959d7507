/** The bad account: one of everything that should not be. */
import { CreateTrailCommand, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import {
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  type IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { accountId, type SeedClients } from './clients.ts';
import { createBucket, grantEverybody } from './seed-buckets.ts';
import { createGroup, policy, trust } from './seed-parts.ts';

/** Names that the written answers refer to. */
export const bad = {
  user: 'bob',
  oldRole: 'old-job',
  publicRole: 'anyone',
  vendorRole: 'vendor',
  trail: 'half-trail',
  bucket: 'bad-public-files',
  plainBucket: 'bad-exports',
} as const;

/** Fills an empty emulator with the bad account. */
export async function seedBad(clients: SeedClients): Promise<void> {
  await seedPeople(clients.iam);
  for (const [RoleName, Principal] of Object.entries({
    [bad.oldRole]: { Service: 'lambda.amazonaws.com' },
    [bad.publicRole]: { AWS: '*' },
    [bad.vendorRole]: { AWS: 'arn:aws:iam::210987654321:root' },
  }))
    await clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust({ Principal }) }));
  await seedBucket(clients);
  const trail = clients.cloudTrail('us-east-1');
  await trail.send(new CreateTrailCommand({ Name: bad.trail, S3BucketName: bad.bucket, IsMultiRegionTrail: false }));
  await trail.send(
    new PutEventSelectorsCommand({
      TrailName: bad.trail,
      EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }],
    }),
  );
  await createGroup(clients.ec2('us-east-1'), 'everything-open', [
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
  ]);
}

async function seedPeople(iam: IAMClient): Promise<void> {
  const UserName = bad.user;
  const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'Not-a-real-one-8' }));
  await iam.send(new CreateAccessKeyCommand({ UserName }));
  await iam.send(new CreateAccessKeyCommand({ UserName }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'all', PolicyDocument: everything }));
  const GroupName = 'everybody';
  await iam.send(new CreateGroupCommand({ GroupName }));
  for (const [PolicyName, PolicyDocument] of Object.entries({
    everything,
    'trail-owner': policy({ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }),
    unattached: policy({ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }),
  })) {
    await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    if (PolicyName === 'unattached') continue;
    const PolicyArn = `arn:aws:iam::${accountId}:policy/${PolicyName}`;
    await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  }
}

async function seedBucket(clients: SeedClients): Promise<void> {
  const s3 = clients.s3('us-east-1');
  const Bucket = bad.bucket;
  await createBucket(s3, 'us-east-1', Bucket);
  await createBucket(s3, 'us-east-1', bad.plainBucket);
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
    }),
  );
  await grantEverybody(s3, Bucket, 'READ', 'WRITE');
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: policy({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${Bucket}/*`,
      }),
    }),
  );
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: [{ ID: 'short', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 30 } }],
      },
    }),
  );
}
