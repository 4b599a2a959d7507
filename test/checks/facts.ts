/** Small builders of facts for the tests of checks: a good account, and one setting changed at a time. */
import type { CheckSettings } from '../../source/core/check.ts';
import type {
  AuthorizationDetails,
  Bucket,
  CredentialRow,
  FactName,
  Facts,
  FactTypes,
  IamRole,
  IamUser,
  PolicyDocument,
  PolicyStatement,
  Reading,
  SecurityGroup,
  SecurityGroupRule,
  Trail,
  Unread,
} from '../../source/core/facts.ts';

export const account = '111122223333';
export const now = '2026-11-21T12:00:00Z';
export const regions = ['eu-west-1', 'us-east-1'];

/** An instant so many days before {@link now}. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}

export function ok<T>(data: T): Reading<T> {
  return { state: 'ok', data };
}

export function denied(operation: string): Unread {
  return { state: 'denied', operation, action: operation, reason: `No identity policy allows ${operation}.` };
}

/** Settings in which these values are committed to. */
export function settings(committed: Record<string, unknown> = {}, scope?: string[]): CheckSettings {
  return {
    commitment: <T>(id: string, fallback: T) =>
      id in committed ? { value: committed[id] as T, committed: true } : { value: fallback, committed: false },
    now,
    ...(scope === undefined ? {} : { regions: scope }),
  };
}

/** Settings under which every check applies to the good account. */
export const listing = { 'log-buckets': ['logs'], 'critical-buckets': ['data'] };

export function policy(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

export const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

export function user(name: string, change: Partial<IamUser> = {}): IamUser {
  const arn = `arn:aws:iam::${account}:user/${name}`;
  return { name, arn, createdAt: daysAgo(500), groups: ['staff'], attached: [], inline: [], ...change };
}

export function role(name: string, change: Partial<IamRole> = {}): IamRole {
  return {
    name,
    arn: `arn:aws:iam::${account}:role/${name}`,
    path: '/',
    createdAt: daysAgo(500),
    trust: trust({ Principal: { Service: 'ec2.amazonaws.com' } }),
    attached: [],
    inline: [],
    lastUsedAt: daysAgo(1),
    ...change,
  };
}

export function trust(statement: Partial<PolicyStatement>): PolicyDocument {
  return policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
}

export function row(name: string, change: Partial<CredentialRow> = {}): CredentialRow {
  return {
    user: name,
    arn: `arn:aws:iam::${account}:user/${name}`,
    createdAt: daysAgo(500),
    passwordEnabled: true,
    passwordLastUsedAt: daysAgo(2),
    passwordLastChangedAt: daysAgo(60),
    mfaActive: true,
    keys: [{ active: true, lastRotatedAt: daysAgo(30), lastUsedAt: daysAgo(1) }, { active: false }],
    ...change,
  };
}

export function rootRow(change: Partial<CredentialRow> = {}): CredentialRow {
  const { passwordEnabled: _, ...rest } = row('<root_account>', { keys: [{ active: false }, { active: false }] });
  return { ...rest, arn: `arn:aws:iam::${account}:root`, passwordLastUsedAt: daysAgo(300), ...change };
}

export const allBlocked = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

export function tlsOnly(name: string): PolicyStatement {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** A bucket with every protection but blocks, so that ACL and policy count; override what the test is about. */
export function bucket(name: string, change: Partial<Bucket> = {}): Bucket {
  return {
    name,
    region: 'us-east-1',
    publicAccessBlock: ok(allBlocked),
    acl: ok([{ grantee: 'f00d', permission: 'FULL_CONTROL' }]),
    policy: ok(policy(tlsOnly(name))),
    policyStatus: ok({ isPublic: false }),
    encryption: ok({ algorithm: 'aws:kms' }),
    logging: ok({ targetBucket: 'logs', prefix: `${name}/` }),
    versioning: ok({ status: 'Enabled', mfaDelete: false }),
    objectLock: ok({ mode: 'COMPLIANCE', days: 400 }),
    replication: ok({ rules: [{ enabled: true, destinationBucketArn: 'arn:aws:s3:::copy' }] }),
    lifecycle: ok(null),
    ...change,
  };
}

export function trail(change: Partial<Trail> = {}): Trail {
  return {
    arn: `arn:aws:cloudtrail:us-east-1:${account}:trail/main`,
    name: 'main',
    homeRegion: 'us-east-1',
    multiRegion: true,
    organization: false,
    logFileValidation: true,
    kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1',
    bucket: 'logs',
    keyPrefix: '',
    logGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
    status: ok({
      logging: true,
      startedLoggingAt: daysAgo(200),
      latestDeliveryAt: daysAgo(0.01),
      latestLogGroupDeliveryAt: daysAgo(0.01),
    }),
    selectors: ok({
      classic: [
        {
          readWriteType: 'All',
          includeManagementEvents: true,
          excludedSources: [],
          dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
        },
      ],
      advanced: [],
    }),
    ...change,
  };
}

export function rule(change: Partial<SecurityGroupRule> = {}): SecurityGroupRule {
  return { protocol: 'tcp', fromPort: 443, toPort: 443, ipv4: [], ipv6: [], prefixLists: [], groups: [], ...change };
}

export const world = '0.0.0.0/0';

export function group(id: string, ...ingress: SecurityGroupRule[]): SecurityGroup {
  return { id, name: `${id}-name`, vpcId: 'vpc-1', ingress, egress: [] };
}

export function defaultGroup(region: string): SecurityGroup {
  return { ...group(`sg-default-${region}`), name: 'default' };
}

/** Readings of facts by name; a global fact under `global`, a regional one the same in every region unless said. */
export type Readings = { [Name in FactName]?: Record<string, Reading<FactTypes[Name]>> };

export function details(change: Partial<AuthorizationDetails> = {}): AuthorizationDetails {
  return { users: [], groups: [], roles: [], policies: [], ...change };
}

/** Facts of an account: those of the good one, with these readings in their place. */
export function facts(change: Readings = {}): Facts {
  return {
    factsVersion: 1,
    account,
    partition: 'aws',
    callerArn: `arn:aws:iam::${account}:user/auditor`,
    startedAt: now,
    finishedAt: now,
    regions,
    calls: { total: 0, byOperation: {} },
    readings: { ...goodReadings(), ...change },
  };
}

function goodReadings(): Readings {
  return {
    'ec2.regions': { global: ok(regions) },
    'iam.account-summary': {
      global: ok({ rootMfaEnabled: true, rootAccessKeys: 0, rootPasswordPresent: true, users: 1 }),
    },
    'iam.virtual-mfa-devices': { global: ok([]) },
    'iam.credential-report': { global: ok({ generatedAt: now, rows: [rootRow(), row('ana')] }) },
    'iam.password-policy': {
      global: ok({
        minimumLength: 14,
        requireUppercase: true,
        requireLowercase: true,
        requireNumbers: true,
        requireSymbols: true,
      }),
    },
    'iam.authorization-details': {
      global: ok(
        details({
          users: [user('ana')],
          groups: [
            {
              name: 'staff',
              arn: `arn:aws:iam::${account}:group/staff`,
              attached: [{ arn: `arn:aws:iam::${account}:policy/read`, name: 'read' }],
              inline: [],
            },
          ],
          roles: [
            role('app'),
            role('vendor', {
              trust: trust({
                Principal: { AWS: 'arn:aws:iam::999988887777:root' },
                Condition: { StringEquals: { 'sts:ExternalId': 'agreed' } },
              }),
            }),
          ],
          policies: [
            {
              arn: `arn:aws:iam::${account}:policy/read`,
              name: 'read',
              attachmentCount: 1,
              document: policy({ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }),
            },
          ],
        }),
      ),
    },
    // It belongs to no organization.
    'organizations.accounts': { global: ok(null) },
    's3.account-public-access-block': { global: ok(allBlocked) },
    's3.buckets': { global: ok([bucket('data'), bucket('logs'), bucket('copy', { region: 'eu-west-1' })]) },
    'cloudtrail.trails': { 'eu-west-1': ok([trail()]), 'us-east-1': ok([trail()]) },
    'ec2.security-groups': {
      'eu-west-1': ok([defaultGroup('eu-west-1')]),
      'us-east-1': ok([defaultGroup('us-east-1'), group('sg-web', rule({ ipv4: [world], ipv6: ['::/0'] }))]),
    },
    'ec2.network-interfaces': { 'eu-west-1': ok([]), 'us-east-1': ok([{ id: 'eni-1', groups: ['sg-web'] }]) },
  };
}

/** A global fact of which these are the data. */
export function globally<Name extends FactName>(name: Name, data: FactTypes[Name]): Readings {
  return { [name]: { global: ok(data) } } as Readings;
}

/** The good account, its only buckets these. */
export function withBuckets(...buckets: Bucket[]): Facts {
  return facts(globally('s3.buckets', buckets));
}

/** The good account without any public access block, its only buckets these. */
export function withOpenBuckets(...changes: Partial<Bucket>[]): Facts {
  const buckets = changes.map((change) => bucket('data', { publicAccessBlock: ok(null), ...change }));
  return facts({ ...globally('s3.buckets', buckets), ...globally('s3.account-public-access-block', null) });
}

/** The good account, its only trails these, seen in every region. */
export function withTrails(...trails: Trail[]): Facts {
  return facts({ 'cloudtrail.trails': Object.fromEntries(regions.map((region) => [region, ok(trails)])) });
}

/** The good account, its only security group one with these rules. */
export function withRules(...rules: SecurityGroupRule[]): Facts {
  return facts({ 'ec2.security-groups': { 'eu-west-1': ok([]), 'us-east-1': ok([group('sg-1', ...rules)]) } });
}

/** The good account with the identities changed. */
export function withIdentities(change: Partial<AuthorizationDetails>): Facts {
  return facts(globally('iam.authorization-details', details(change)));
}

/** The good account with these rows in the credential report. */
export function withRows(...rows: CredentialRow[]): Facts {
  return facts(globally('iam.credential-report', { generatedAt: now, rows }));
}

/** An account on its first day: nothing but what AWS puts there. */
export function emptyFacts(): Facts {
  return facts({
    ...globally('iam.account-summary', {
      rootMfaEnabled: false,
      rootAccessKeys: 0,
      rootPasswordPresent: true,
      users: 0,
    }),
    ...globally('iam.virtual-mfa-devices', []),
    ...globally('iam.credential-report', { generatedAt: now, rows: [rootRow({ mfaActive: false })] }),
    ...globally('iam.password-policy', null),
    ...globally('iam.authorization-details', details()),
    ...globally('s3.account-public-access-block', null),
    ...globally('s3.buckets', []),
    'cloudtrail.trails': Object.fromEntries(regions.map((region) => [region, ok([])])),
    'ec2.security-groups': Object.fromEntries(regions.map((region) => [region, ok([])])),
    'ec2.network-interfaces': Object.fromEntries(regions.map((region) => [region, ok([])])),
  });
}
