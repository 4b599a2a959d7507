/** The demo's account: Example Robotics, a start-up that has begun to tidy up. People, names and ids are made up. */
import { CreateTrailCommand, PutEventSelectorsCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  type IAMClient,
  PutUserPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { accountId, type SeedClients } from './clients.ts';
import { seedDemoBuckets } from './seed-demo-buckets.ts';
import { seedDemoData } from './seed-demo-data.ts';
import { seedDemoDetection } from './seed-demo-detection.ts';
import { seedDemoNetwork } from './seed-demo-network.ts';
import { seedDemoPlatform } from './seed-demo-platform.ts';
import { attachGroups, attachMfa, closeDefaultGroup, createGroup, policy, tcp, trust } from './seed-parts.ts';

/** Regions that the company has enabled. */
export const demoRegions = ['eu-west-1', 'us-east-1', 'us-west-2'];

/** People by group; all of them may use the console, the last two users have no second factor. */
export const demoPeople: Record<string, string[]> = {
  administrators: ['m.okafor', 't.berg'],
  engineers: ['i.duarte', 'l.ferri', 'p.raman', 'n.lindgren', 's.novak', 'e.kaya', 'j.weiss'],
  'data-team': ['a.diallo', 'r.adeyemi'],
  finance: ['k.halloran'],
};

/** Users without a second factor. */
export const demoWithoutMfa = { machine: 'deploy-bot', leaver: 'j.legacy' };

const arn = (name: string) => `arn:aws:iam::${accountId}:policy/${name}`;

/** Fills an empty emulator with the demo's account. */
export async function seedDemo(clients: SeedClients): Promise<void> {
  await seedPolicies(clients.iam);
  await seedUsers(clients.iam);
  await seedRoles(clients.iam);
  await seedDemoBuckets(clients);
  await seedTrail(clients);
  await seedGroups(clients);
  await seedDemoData(clients);
  await seedDemoDetection(clients);
  await seedDemoNetwork(clients);
  await seedDemoPlatform(clients);
}

async function seedPolicies(iam: IAMClient): Promise<void> {
  const allow = (Action: string | string[], Resource: string | string[] = '*') =>
    policy({ Effect: 'Allow', Action, Resource });
  const policies: Record<string, string> = {
    'engineering-access': allow(['ec2:Describe*', 'logs:Get*', 'logs:StartQuery', 'ssm:StartSession']),
    'analytics-read': allow(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::example-robotics-analytics*']),
    'billing-read': allow(['aws-portal:ViewBilling', 'cur:DescribeReportDefinitions']),
    'telemetry-ingest': allow(['kinesis:PutRecords'], `arn:aws:kinesis:eu-west-1:${accountId}:stream/telemetry`),
    'migration-2024': allow('*'),
  };
  for (const [PolicyName, PolicyDocument] of Object.entries(policies))
    await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  await iam.send(
    new UpdateAccountPasswordPolicyCommand({
      MinimumPasswordLength: 12,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      PasswordReusePrevention: 5,
    }),
  );
}

async function seedUsers(iam: IAMClient): Promise<void> {
  const attached: Record<string, string> = {
    administrators: 'arn:aws:iam::aws:policy/AdministratorAccess',
    engineers: arn('engineering-access'),
    'data-team': arn('analytics-read'),
    finance: arn('billing-read'),
  };
  const consoleUser = async (UserName: string) => {
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'Only-for-the-emulator-1' }));
  };
  for (const [GroupName, people] of Object.entries(demoPeople)) {
    await iam.send(new CreateGroupCommand({ GroupName }));
    await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: attached[GroupName] }));
    for (const UserName of people) {
      await consoleUser(UserName);
      await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
      await attachMfa(iam, UserName);
    }
  }
  const { machine, leaver } = demoWithoutMfa;
  await consoleUser(machine);
  await iam.send(new AttachUserPolicyCommand({ UserName: machine, PolicyArn: arn('migration-2024') }));
  await consoleUser(leaver);
  await iam.send(new AddUserToGroupCommand({ UserName: leaver, GroupName: 'engineers' }));
  const inline = policy({
    Effect: 'Allow',
    Action: ['s3:*'],
    Resource: ['arn:aws:s3:::example-robotics-legacy-assets/*'],
  });
  await iam.send(new PutUserPolicyCommand({ UserName: leaver, PolicyName: 'assets', PolicyDocument: inline }));
  for (const UserName of [machine, leaver, 'i.duarte']) await iam.send(new CreateAccessKeyCommand({ UserName }));
}

async function seedRoles(iam: IAMClient): Promise<void> {
  const external = (id: string) => ({ Condition: { StringEquals: { 'sts:ExternalId': id } } });
  const roles: [name: string, trusted: object, policy: string][] = [
    ['fleet-api', { Principal: { Service: 'ecs-tasks.amazonaws.com' } }, 'telemetry-ingest'],
    ['telemetry-ingest', { Principal: { Service: 'lambda.amazonaws.com' } }, 'telemetry-ingest'],
    ['nightly-export', { Principal: { Service: 'lambda.amazonaws.com' } }, 'analytics-read'],
    [
      'vendor-monitoring',
      { Principal: { AWS: 'arn:aws:iam::210987654321:root' }, ...external('example-robotics-monitoring') },
      'engineering-access',
    ],
    ['vendor-log-shipper', { Principal: { AWS: 'arn:aws:iam::345678901234:root' } }, 'analytics-read'],
  ];
  for (const [RoleName, statement, name] of roles) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(statement) }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: arn(name) }));
  }
}

async function seedTrail(clients: SeedClients): Promise<void> {
  const trail = clients.cloudTrail('eu-west-1');
  const Name = 'account-trail';
  await trail.send(
    new CreateTrailCommand({
      Name,
      S3BucketName: 'example-robotics-logs',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
    }),
  );
  await trail.send(new StartLoggingCommand({ Name }));
  await trail.send(
    new PutEventSelectorsCommand({
      TrailName: Name,
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    }),
  );
}

async function seedGroups(clients: SeedClients): Promise<void> {
  const home = clients.ec2('eu-west-1');
  const world = '0.0.0.0/0';
  const used = [
    await createGroup(home, 'load-balancer', [tcp(443, 443, world)]),
    await createGroup(home, 'fleet-api', [tcp(8080, 8080, '172.31.0.0/16')]),
    await createGroup(home, 'postgres', [tcp(5432, 5432, '172.31.0.0/16')]),
    await createGroup(home, 'jump-host', [tcp(22, 22, world)]),
  ];
  await attachGroups(home, used);
  await createGroup(home, 'old-build-agents', [tcp(22, 22, '203.0.113.40/32')]);
  await closeDefaultGroup(home);
}
