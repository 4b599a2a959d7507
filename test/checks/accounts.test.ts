/** All checks over whole accounts: good, first day, never scanned, one reading taken away. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { baseChecks } from '../../checks/index.ts';
import type { Bucket, FactName, Facts, Reading } from '../../source/core/facts.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { judgeAll } from '../../source/core/judge.ts';
import {
  bucket,
  daysAgo,
  denied,
  details,
  emptyFacts,
  everything,
  facts,
  globally,
  group,
  listing,
  ok,
  policy,
  regions,
  role,
  rootRow,
  row,
  rule,
  settings,
  trail,
  trust,
  user,
  world,
} from './facts.ts';

const judged = (account: Facts | undefined, committed: Record<string, unknown> = listing) =>
  judgeAll(account, baseChecks, settings(committed));
const statuses = (results: CheckResult[]) => Object.fromEntries(results.map(({ check, status }) => [check, status]));

test('the good account passes every check', () => {
  const results = judged(facts());
  assert.deepEqual(
    results.filter(({ status }) => status !== 'pass'),
    [],
  );
});

test('an account on its first day: fails where absence is the failure, else there is nothing to judge', () => {
  const { ...found } = statuses(judged(emptyFacts()));
  const applying = Object.entries(found).filter(([, status]) => status !== 'not-applicable');
  assert.deepEqual(Object.fromEntries(applying), {
    'root-mfa-enabled': 'fail',
    'root-hardware-mfa': 'fail',
    'root-no-access-keys': 'pass',
    'root-not-used-recently': 'pass',
    's3-account-public-access-block': 'fail',
    'cloudtrail-multi-region': 'fail',
    'cloudtrail-management-events': 'fail',
    'cloudtrail-s3-data-events': 'fail',
  });
  for (const { check, status, notApplicable } of judged(emptyFacts())) {
    assert.equal(notApplicable !== undefined, status === 'not-applicable', check);
  }
});

test('an account never scanned is unknown in every check, each naming its operations', () => {
  for (const [index, result] of judged(undefined).entries()) {
    assert.deepEqual([result.check, result.status, result.total], [baseChecks[index]?.id, 'unknown', 0]);
    const operations = result.unknown.map(({ operation }) => operation);
    assert.deepEqual(operations, [...(baseChecks[index]?.operations ?? [])].sort());
    assert.ok(result.unknown.every(({ kind }) => kind === 'not-run'));
  }
});

/** Where each reading of an account lies, so that it can be denied: facts, settings of buckets, details of trails. */
function places(account: Facts): { operation: string; deny: (copy: Facts) => void }[] {
  const found: { operation: string; deny: (copy: Facts) => void }[] = [];
  const operations: Partial<Record<FactName, string[]>> = {
    'ec2.regions': ['ec2:DescribeRegions'],
    'iam.account-summary': ['iam:GetAccountSummary'],
    'iam.virtual-mfa-devices': ['iam:ListVirtualMFADevices'],
    'iam.credential-report': ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
    'iam.password-policy': ['iam:GetAccountPasswordPolicy'],
    'iam.authorization-details': ['iam:GetAccountAuthorizationDetails'],
    'organizations.accounts': ['organizations:ListAccounts'],
    's3.account-public-access-block': ['s3control:GetPublicAccessBlock'],
    's3.buckets': ['s3:ListBuckets'],
    'cloudtrail.trails': ['cloudtrail:DescribeTrails'],
    'ec2.security-groups': ['ec2:DescribeSecurityGroups'],
    'ec2.network-interfaces': ['ec2:DescribeNetworkInterfaces'],
  };
  for (const [name, sent] of Object.entries(operations)) {
    for (const region of Object.keys(account.readings[name as FactName] ?? {})) {
      for (const operation of sent) {
        found.push({
          operation,
          deny: (copy) => {
            (copy.readings as Record<string, Record<string, unknown>>)[name] = {
              ...copy.readings[name as FactName],
              [region]: denied(operation),
            };
          },
        });
      }
    }
  }
  const settingsOf: [keyof Bucket, string][] = [
    ['publicAccessBlock', 's3:GetPublicAccessBlock'],
    ['acl', 's3:GetBucketAcl'],
    ['policy', 's3:GetBucketPolicy'],
    ['policyStatus', 's3:GetBucketPolicyStatus'],
    ['encryption', 's3:GetBucketEncryption'],
    ['logging', 's3:GetBucketLogging'],
    ['versioning', 's3:GetBucketVersioning'],
    ['objectLock', 's3:GetObjectLockConfiguration'],
    ['replication', 's3:GetBucketReplication'],
    ['lifecycle', 's3:GetBucketLifecycleConfiguration'],
  ];
  const list = <T>(reading: Reading<T[]> | undefined) => (reading?.state === 'ok' ? reading.data : []);
  for (const index of list(account.readings['s3.buckets']?.global).keys()) {
    for (const [setting, operation] of settingsOf) {
      found.push({
        operation,
        deny: (copy) => {
          const one = list(copy.readings['s3.buckets']?.global)[index];
          if (one) Object.assign(one, { [setting]: denied(operation) });
        },
      });
    }
  }
  for (const [detail, operation] of [
    ['status', 'cloudtrail:GetTrailStatus'],
    ['selectors', 'cloudtrail:GetEventSelectors'],
  ]) {
    found.push({
      operation: operation ?? '',
      deny: (copy) => {
        for (const region of regions) {
          for (const one of list(copy.readings['cloudtrail.trails']?.[region])) {
            Object.assign(one, { [detail ?? '']: denied(operation ?? '') });
          }
        }
      },
    });
  }
  return found;
}

function without(account: Facts, chosen: { deny: (copy: Facts) => void }[]): Facts {
  const copy = structuredClone(account);
  for (const { deny } of chosen) deny(copy);
  return copy;
}

// Accounts made of good and bad parts, so that each check meets both, and mixtures.
const anyAccount = fc
  .record({
    mfa: fc.boolean(),
    keys: fc.nat(1),
    age: fc.constantFrom(1, 200),
    policy: fc.constantFrom(null, 8, 14),
    passwords: fc.boolean(),
    block: fc.constantFrom(null, true, false),
    own: fc.constantFrom(null, true, false),
    grant: fc.constantFrom('READ', 'WRITE', 'FULL_CONTROL', undefined),
    statement: fc.constantFrom('open', 'narrow', 'unclear', 'none', 'absent'),
    isPublic: fc.constantFrom(true, false, undefined),
    logging: fc.boolean(),
    versioned: fc.boolean(),
    locked: fc.boolean(),
    expires: fc.constantFrom(30, 400, undefined),
    prefix: fc.constantFrom('', 'AWSLogs/', 'other/'),
    copied: fc.constantFrom('copy', 'logs', 'elsewhere'),
    records: fc.boolean(),
    multi: fc.boolean(),
    direction: fc.constantFrom('All' as const, 'ReadOnly' as const),
    rules: fc.array(
      fc.record({
        fromPort: fc.constantFrom(22, 443, 0),
        toPort: fc.constantFrom(443, 65_535),
        ipv4: fc.constantFrom<string[]>([world], ['0.0.0.0/1'], ['128.0.0.0/1'], []),
        prefixLists: fc.constantFrom<string[]>([], ['pl-1']),
      }),
      { maxLength: 3 },
    ),
    admin: fc.boolean(),
    principal: fc.constantFrom('*', 'arn:aws:iam::999988887777:root'),
    externalId: fc.boolean(),
  })
  .map((x): Facts => {
    const switches = (on: boolean | null) =>
      on === null
        ? null
        : { blockPublicAcls: on, ignorePublicAcls: on, blockPublicPolicy: on, restrictPublicBuckets: on };
    const open = {
      Effect: 'Allow' as const,
      Principal: '*' as const,
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::data/*',
    };
    const documents = {
      open: policy(open),
      narrow: policy({ ...open, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }),
      unclear: policy({ ...open, Condition: { StringEquals: { 'aws:Something': 'x' } } }),
      none: policy({ ...open, Principal: { AWS: '111122223333' } }),
      absent: null,
    };
    const made = bucket('data', {
      publicAccessBlock: ok(switches(x.own)),
      acl: ok(x.grant ? [{ grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: x.grant }] : []),
      policy: ok(documents[x.statement]),
      policyStatus: ok(x.statement === 'absent' ? null : x.isPublic === undefined ? {} : { isPublic: x.isPublic }),
      logging: ok(x.logging ? { targetBucket: 'logs', prefix: '' } : null),
      versioning: ok({ status: x.versioned ? 'Enabled' : 'Suspended', mfaDelete: false }),
      objectLock: ok(x.locked ? { mode: 'GOVERNANCE', days: 400 } : null),
      replication: ok({ rules: [{ enabled: true, destinationBucketArn: `arn:aws:s3:::${x.copied}` }] }),
      lifecycle: ok({
        rules: [
          {
            id: 'r',
            enabled: true,
            prefix: x.prefix,
            narrowed: x.admin,
            ...(x.expires === undefined ? {} : { expirationDays: x.expires }),
          },
        ],
      }),
    });
    const one = trail({
      multiRegion: x.multi,
      bucket: 'data',
      logFileValidation: x.versioned,
      status: ok({ logging: x.records, latestLogGroupDeliveryAt: daysAgo(x.age / 100) }),
      selectors: ok({
        classic: [
          {
            readWriteType: x.direction,
            includeManagementEvents: true,
            excludedSources: [],
            dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::data/'] }],
          },
        ],
        advanced: [],
      }),
    });
    return facts({
      ...globally('iam.account-summary', {
        rootMfaEnabled: x.mfa,
        rootAccessKeys: x.keys,
        rootPasswordPresent: x.passwords,
      }),
      ...globally('iam.credential-report', {
        generatedAt: daysAgo(0),
        rows: [
          rootRow({ passwordLastUsedAt: daysAgo(x.age) }),
          row('ana', {
            passwordEnabled: x.passwords,
            mfaActive: x.mfa,
            passwordLastUsedAt: daysAgo(x.age),
            keys: [{ active: x.keys === 1, lastRotatedAt: daysAgo(x.age), lastUsedAt: daysAgo(x.age) }],
          }),
        ],
      }),
      ...globally(
        'iam.password-policy',
        x.policy === null
          ? null
          : {
              minimumLength: x.policy,
              requireUppercase: true,
              requireLowercase: true,
              requireNumbers: true,
              requireSymbols: true,
            },
      ),
      ...globally(
        'iam.authorization-details',
        details({
          users: [user('ana', { groups: [], inline: x.admin ? [{ name: 'all', document: everything }] : [] })],
          roles: [
            role('vendor', {
              lastUsedAt: daysAgo(x.age),
              trust: trust({
                Principal: { AWS: x.principal },
                ...(x.externalId ? { Condition: { StringEquals: { 'sts:ExternalId': 'agreed' } } } : {}),
              }),
            }),
          ],
        }),
      ),
      ...globally('s3.account-public-access-block', switches(x.block)),
      ...globally('s3.buckets', [made, bucket('logs'), bucket('copy', { region: 'eu-west-1' })]),
      'cloudtrail.trails': { 'eu-west-1': ok(x.multi ? [structuredClone(one)] : []), 'us-east-1': ok([one]) },
      'ec2.security-groups': {
        'eu-west-1': ok([]),
        'us-east-1': ok([group('sg-1', ...x.rules.map((change) => rule(change)))]),
      },
    });
  });

// What a result may become when less is known: the same, or unknown; a fail only weaker, and nothing ever better.
test('taking readings away turns nothing into a pass, no unknown into a verdict, and no pass into a fail', () => {
  fc.assert(
    fc.property(
      anyAccount,
      fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (account, picks, bare) => {
        const committed = bare ? {} : listing;
        const all = places(account);
        const chosen = picks.flatMap((pick) => all[pick % all.length] ?? []);
        const before = statuses(judged(account, committed));
        const after = statuses(judged(without(account, chosen), committed));
        for (const { id, operations } of baseChecks) {
          const [was, is] = [before[id], after[id]];
          if (was === is) continue;
          const told = `${id}: ${was} became ${is} without ${chosen.map(({ operation }) => operation).join(', ')}`;
          assert.ok(
            chosen.some(({ operation }) => operations.includes(operation)),
            told,
          );
          assert.equal(is, 'unknown', told);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('a denied operation is named with its action by every check that it leaves unknown', () => {
  const account = facts();
  for (const place of places(account)) {
    for (const result of judged(without(account, [place]))) {
      if (result.status !== 'unknown') continue;
      assert.deepEqual(
        result.unknown.map(({ kind, action }) => [kind, action]),
        [['denied', place.operation]],
        `${result.check} without ${place.operation}`,
      );
    }
  }
});

test('every declared operation can leave its check unknown or, where the rest is enough, is named beside a fail', () => {
  // Some operations count only without a protection that makes them needless.
  const variants = [
    facts(),
    emptyFacts(),
    facts(globally('iam.password-policy', null)),
    // An account without an external id: of the organization, or a vendor?
    facts(
      globally(
        'iam.authorization-details',
        details({ roles: [role('other', { trust: trust({ Principal: { AWS: 'arn:aws:iam::555566667777:root' } }) })] }),
      ),
    ),
    facts({
      ...globally('s3.account-public-access-block', null),
      ...globally('s3.buckets', [
        bucket('data', {
          publicAccessBlock: ok(null),
          logging: ok(null),
          acl: ok([{ grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'FULL_CONTROL' }]),
          lifecycle: ok({ rules: [{ id: 'r', enabled: true, prefix: '', narrowed: false, expirationDays: 30 }] }),
          objectLock: ok(null),
        }),
      ]),
      'cloudtrail.trails': { 'eu-west-1': ok([]), 'us-east-1': ok([trail({ multiRegion: false, bucket: 'data' })]) },
    }),
    facts({
      ...globally('s3.account-public-access-block', null),
      ...globally('s3.buckets', [
        bucket('data', {
          publicAccessBlock: ok(null),
          logging: ok(null),
          region: 'eu-west-1',
          lifecycle: ok({ rules: [{ id: 'r', enabled: true, prefix: '', narrowed: false, expirationDays: 30 }] }),
          versioning: ok({ status: 'never', mfaDelete: false }),
        }),
      ]),
      'cloudtrail.trails': { 'us-east-1': ok([trail({ multiRegion: false, bucket: 'data' })]) },
    }),
  ];
  const mattered = new Set<string>();
  for (const account of variants) {
    for (const place of places(account)) {
      for (const { check, unknown } of judged(without(account, [place]))) {
        if (unknown.some(({ action }) => action === place.operation)) mattered.add(`${check} ${place.operation}`);
      }
    }
  }
  const idle = baseChecks.flatMap(({ id, operations }) =>
    operations.map((operation) => `${id} ${operation}`).filter((pair) => !mattered.has(pair)),
  );
  assert.deepEqual(idle, []);
});
