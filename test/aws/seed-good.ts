/** The good account: every check passes. Where the emulator cannot say so, written-good.ts does. */
import {
  CreateTrailCommand,
  type EventSelector,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  type IAMClient,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { accountId, regions, type SeedClients } from './clients.ts';
import { createBucket, secureBucket } from './seed-buckets.ts';
import { attachMfa, closeDefaultGroup, policy, trust, webGroup } from './seed-parts.ts';

/** Names that flips refer to. */
export const good = {
  user: 'ana.lindqvist',
  machine: 'ci-deploy',
  group: 'engineers',
  policyArn: `arn:aws:iam::${accountId}:policy/engineering-read`,
  appRole: 'app-server',
  vendorRole: 'vendor-monitoring',
  trail: 'main-trail',
  trailBucket: 'good-trail-logs',
  logBucket: 'good-access-logs',
  dataBucket: 'good-customer-data',
  replicaBucket: 'good-replica',
  webGroup: 'web',
} as const;

/** The password policy. */
export const goodPasswordPolicy = {
  MinimumPasswordLength: 14,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  MaxPasswordAge: 90,
  PasswordReusePrevention: 24,
};

/** Trust policies of the roles. */
export const goodTrust = {
  appRole: trust({ Principal: { Service: 'ec2.amazonaws.com' } }),
  vendorRole: trust({
    Principal: { AWS: 'arn:aws:iam::210987654321:root' },
    Condition: { StringEquals: { 'sts:ExternalId': 'f3d1c0de-0000-4000-8000-000000000001' } },
  }),
};

/** What the trail records. */
export const goodSelector: EventSelector = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
};

/** Fills an empty emulator with the good account. */
export async function seedGood(clients: SeedClients): Promise<void> {
  await seedPeople(clients.iam);
  await seedRoles(clients.iam);
  await blockAccount(clients);
  await seedBuckets(clients);
  await seedTrail(clients);
  for (const region of regions) await closeDefaultGroup(clients.ec2(region));
  await webGroup(clients.ec2('eu-west-1'), good.webGroup);
}

async function seedPeople(iam: IAMClient): Promise<void> {
  await iam.send(new UpdateAccountPasswordPolicyCommand(goodPasswordPolicy));
  await iam.send(new CreateGroupCommand({ GroupName: good.group }));
  await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'engineering-read',
      PolicyDocument: policy({
        Effect: 'Allow',
        Action: ['logs:GetLogEvents'],
        Resource: `arn:aws:logs:*:${accountId}:*`,
      }),
    }),
  );
  await iam.send(new AttachGroupPolicyCommand({ GroupName: good.group, PolicyArn: good.policyArn }));
  for (const UserName of [good.user, good.machine]) {
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new AddUserToGroupCommand({ UserName, GroupName: good.group }));
  }
  await iam.send(new CreateLoginProfileCommand({ UserName: good.user, Password: 'Not-a-real-one-7' }));
  await attachMfa(iam, good.user);
  await iam.send(new CreateAccessKeyCommand({ UserName: good.machine }));
}

async function seedRoles(iam: IAMClient): Promise<void> {
  for (const role of ['appRole', 'vendorRole'] as const)
    await iam.send(new CreateRoleCommand({ RoleName: good[role], AssumeRolePolicyDocument: goodTrust[role] }));
  for (const RoleName of [good.appRole, good.vendorRole])
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: good.policyArn }));
}

/** Turns on the public access block of the account. */
export async function blockAccount({ s3Control }: SeedClients): Promise<void> {
  await s3Control.send(
    new PutPublicAccessBlockCommand({
      AccountId: accountId,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
}

const homeBuckets: string[] = [good.logBucket, good.dataBucket, good.trailBucket];

async function seedBuckets(clients: SeedClients): Promise<void> {
  // All of them first: logging and replication name a bucket that must be there.
  for (const name of homeBuckets) await createBucket(clients.s3('us-east-1'), 'us-east-1', name, true);
  await createBucket(clients.s3('eu-west-1'), 'eu-west-1', good.replicaBucket, true);
  for (const name of [...homeBuckets, good.replicaBucket]) await secureGoodBucket(clients, name);
}

/** Gives a bucket of the good account all its protections, whatever it had before. */
export async function secureGoodBucket(clients: SeedClients, name: string): Promise<void> {
  const atHome = homeBuckets.includes(name);
  await secureBucket(clients.s3(atHome ? 'us-east-1' : 'eu-west-1'), name, {
    logTo: atHome ? good.logBucket : good.replicaBucket,
    replicateTo: atHome ? good.replicaBucket : good.dataBucket,
    retainDays: 400,
  });
}

async function seedTrail(clients: SeedClients): Promise<void> {
  const trail = clients.cloudTrail('us-east-1');
  await trail.send(
    new CreateTrailCommand({
      Name: good.trail,
      S3BucketName: good.trailBucket,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      KmsKeyId: `arn:aws:kms:us-east-1:${accountId}:key/11111111-2222-4333-8444-555555555555`,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${accountId}:log-group:cloudtrail:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${accountId}:role/${good.appRole}`,
    }),
  );
  await trail.send(new StartLoggingCommand({ Name: good.trail }));
  await trail.send(new PutEventSelectorsCommand({ TrailName: good.trail, EventSelectors: [goodSelector] }));
}
