/** S3: public access, settings, recovery. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bucket, Facts, PolicyStatement, Reading } from '../../source/core/facts.ts';
import {
  allBlocked,
  bucket,
  denied,
  facts,
  globally,
  ok,
  policy,
  tlsOnly,
  trail,
  withBuckets,
  withOpenBuckets,
  withTrails,
} from './facts.ts';
import { type Case, result, table } from './status.ts';

const noList = facts({ 's3.buckets': { global: denied('s3:ListBuckets') } });
const noBuckets = withBuckets();
const noAccountBlock = (buckets: Bucket[]) =>
  facts({
    ...globally('s3.buckets', buckets),
    's3.account-public-access-block': { global: denied('s3control:GetPublicAccessBlock') },
  });
const withAccountBlock = (block: Partial<typeof allBlocked> | null, ...buckets: Bucket[]) =>
  facts({
    ...globally('s3.buckets', buckets),
    ...globally('s3.account-public-access-block', block && { ...allBlocked, ...block }),
  });

table('s3-account-public-access-block', [
  ['all four', 'pass', facts()],
  ['one off', 'fail', withAccountBlock({ ignorePublicAcls: false })],
  ['none', 'fail', withAccountBlock(null)],
  ['denied', 'unknown', noAccountBlock([])],
]);

const open = bucket('data', { publicAccessBlock: ok(null) });
const half = bucket('data', { publicAccessBlock: ok({ ...allBlocked, blockPublicPolicy: false }) });
const blind = bucket('data', { publicAccessBlock: denied('s3:GetPublicAccessBlock') });

table('s3-bucket-public-access-block', [
  ['by the bucket', 'pass', withAccountBlock(null, bucket('data'))],
  ['by the account', 'pass', withAccountBlock({}, open)],
  ['by the account, bucket denied', 'pass', withAccountBlock({}, blind)],
  ['by the bucket, account denied', 'pass', noAccountBlock([bucket('data')])],
  ['by both together', 'pass', withAccountBlock({ ignorePublicAcls: false }, half)],
  ['by neither', 'fail', withAccountBlock(null, half)],
  ['meant to be public', 'pass', withAccountBlock(null, open), { 'public-buckets': ['data'] }],
  ['no buckets', 'not-applicable', noBuckets],
  ['account denied', 'unknown', noAccountBlock([half])],
  ['bucket denied', 'unknown', withAccountBlock(null, blind)],
  ['list denied', 'unknown', noList],
]);

const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';
const everyAccount = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const grant = (grantee: string, permission: string) => ok([{ grantee, permission }]);
const allow = (change: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::data/*',
  ...change,
});
const says = (...statements: PolicyStatement[]) => ({ policy: ok(policy(...statements)), policyStatus: ok({}) });
const org = { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } };
const strange = { StringEquals: { 'acme:new-key': 'x' } };
const status = (isPublic: boolean): Reading<{ isPublic?: boolean }> => ok({ isPublic });

/** Accounts whose policy lets strangers in or not, with what s3-policy-not-public and the reading check say of them. */
const policies: Case[] = [
  ['no policy', 'pass', withOpenBuckets({ policy: ok(null), policyStatus: ok(null) })],
  [
    'no policy, status denied',
    'pass',
    withOpenBuckets({ policy: ok(null), policyStatus: denied('s3:GetBucketPolicyStatus') }),
  ],
  ['only a denial', 'pass', withOpenBuckets(says(tlsOnly('data')))],
  ['a named account', 'pass', withOpenBuckets(says(allow({ Principal: { AWS: '999988887777' } })))],
  ['an organization', 'pass', withOpenBuckets(says(allow({ Condition: org })))],
  [
    'an address',
    'pass',
    withOpenBuckets(says(allow({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }))),
  ],
  [
    'a denial of all others',
    'pass',
    withOpenBuckets(
      says(allow({}), {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: 'arn:aws:s3:::data/*',
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
      }),
    ),
  ],
  ['everybody', 'fail', withOpenBuckets(says(allow({})))],
  [
    'everybody, though AWS says not public',
    'fail',
    withOpenBuckets({ ...says(allow({})), policyStatus: status(false) }),
  ],
  [
    'everybody, status denied',
    'fail',
    withOpenBuckets({ ...says(allow({})), policyStatus: denied('s3:GetBucketPolicyStatus') }),
  ],
  [
    'everybody by NotPrincipal',
    'fail',
    withOpenBuckets(says({ Effect: 'Allow', NotPrincipal: { AWS: '1' }, Action: 's3:Get*', Resource: '*' })),
  ],
  [
    'everybody by NotAction',
    'fail',
    withOpenBuckets(
      says({ Effect: 'Allow', Principal: { AWS: ['x', '*'] }, NotAction: 's3:DeleteBucket', Resource: '*' }),
    ),
  ],
  [
    'everybody over TLS',
    'fail',
    withOpenBuckets(says(allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))),
  ],
  [
    'everybody by referer',
    'fail',
    withOpenBuckets(says(allow({ Condition: { StringLike: { 'aws:Referer': 'https://acme.example/*' } } }))),
  ],
  [
    'everybody from half the world',
    'fail',
    withOpenBuckets(says(allow({ Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/1'] } } }))),
  ],
  [
    'any organization',
    'fail',
    withOpenBuckets(says(allow({ Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }))),
  ],
  [
    'if an organization exists',
    'fail',
    withOpenBuckets(says(allow({ Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' } } }))),
  ],
  [
    'AWS says public, with a condition',
    'fail',
    withOpenBuckets({ ...says(allow({ Condition: strange })), policyStatus: status(true) }),
  ],
  [
    'AWS says not public, with a condition',
    'pass',
    withOpenBuckets({ ...says(allow({ Condition: strange })), policyStatus: status(false) }),
  ],
  ['an unknown condition, and AWS does not say', 'unknown', withOpenBuckets(says(allow({ Condition: strange })))],
  [
    'a narrow policy, status denied',
    'unknown',
    withOpenBuckets({ ...says(allow({ Condition: org })), policyStatus: denied('s3:GetBucketPolicyStatus') }),
  ],
  [
    'policy denied, AWS says not public',
    'unknown',
    withOpenBuckets({ policy: denied('s3:GetBucketPolicy'), policyStatus: status(false) }),
  ],
  [
    'policy denied, AWS does not say',
    'unknown',
    withOpenBuckets({ policy: denied('s3:GetBucketPolicy'), policyStatus: ok({}) }),
  ],
];

table('s3-policy-not-public', [
  ...policies,
  [
    'policy denied, AWS says public',
    'fail',
    withOpenBuckets({ policy: denied('s3:GetBucketPolicy'), policyStatus: status(true) }),
  ],
  ['a block does not mend the policy', 'fail', withBuckets(bucket('data', says(allow({}))))],
  ['meant to be read', 'pass', withOpenBuckets(says(allow({}))), { 'public-buckets': ['data'] }],
  [
    'meant to be read, and open to writing',
    'fail',
    withOpenBuckets(says(allow({ Action: 's3:*' }))),
    { 'public-buckets': ['data'] },
  ],
  ['no buckets', 'not-applicable', noBuckets],
]);

table('s3-no-public-read', [
  ...policies,
  [
    'policy denied, AWS says public',
    'unknown',
    withOpenBuckets({ policy: denied('s3:GetBucketPolicy'), policyStatus: status(true) }),
  ],
  ['everybody may write only', 'pass', withOpenBuckets(says(allow({ Action: 's3:PutObject' })))],
  [
    'everybody may write only, and AWS says public',
    'pass',
    withOpenBuckets({ ...says(allow({ Action: 's3:PutObject' })), policyStatus: status(true) }),
  ],
  ['ACL for everybody', 'fail', withOpenBuckets({ acl: grant(everybody, 'READ') })],
  ['ACL for every account', 'fail', withOpenBuckets({ acl: grant(everyAccount, 'FULL_CONTROL') })],
  ['ACL for writing', 'pass', withOpenBuckets({ acl: grant(everybody, 'WRITE') })],
  ['ACL for log delivery', 'pass', withOpenBuckets({ acl: grant(logDelivery, 'READ_ACP') })],
  [
    'ACL ignored by the account',
    'pass',
    withAccountBlock({}, bucket('data', { publicAccessBlock: ok(null), acl: grant(everybody, 'READ') })),
  ],
  [
    'ACL ignored by the bucket, account denied',
    'pass',
    noAccountBlock([bucket('data', { acl: grant(everybody, 'READ') })]),
  ],
  ['policy without effect', 'pass', withBuckets(bucket('data', says(allow({}))))],
  [
    'public ACL, account block denied',
    'unknown',
    noAccountBlock([bucket('data', { publicAccessBlock: ok(null), acl: grant(everybody, 'READ') })]),
  ],
  [
    'public policy, bucket block denied',
    'unknown',
    withOpenBuckets({ ...says(allow({})), publicAccessBlock: denied('s3:GetPublicAccessBlock') }),
  ],
  ['ACL denied', 'unknown', withOpenBuckets({ acl: denied('s3:GetBucketAcl') })],
  ['ACL denied and policy public', 'fail', withOpenBuckets({ ...says(allow({})), acl: denied('s3:GetBucketAcl') })],
  ['meant to be public', 'pass', withOpenBuckets({ acl: grant(everybody, 'READ') }), { 'public-buckets': ['data'] }],
  ['one of two', 'fail', withOpenBuckets({}, { name: 'other', acl: grant(everybody, 'READ') })],
  ['no buckets', 'not-applicable', noBuckets],
]);

table('s3-no-public-write', [
  ['nobody', 'pass', withOpenBuckets({})],
  [
    'everybody may read',
    'pass',
    withOpenBuckets({ ...says(allow({ Action: ['s3:GetObject', 's3:List*'] })), acl: grant(everybody, 'READ') }),
  ],
  [
    'everybody may read, and AWS says public',
    'pass',
    withOpenBuckets({ ...says(allow({})), policyStatus: status(true) }),
  ],
  ['ACL for everybody', 'fail', withOpenBuckets({ acl: grant(everybody, 'WRITE') })],
  ['ACL may be changed', 'fail', withOpenBuckets({ acl: grant(everyAccount, 'WRITE_ACP') })],
  ['policy', 'fail', withOpenBuckets(says(allow({ Action: 's3:Put*' })))],
  ['policy, deletion', 'fail', withOpenBuckets(says(allow({ Action: 's3:DeleteObject' })))],
  ['everything by wildcard', 'fail', withOpenBuckets(says(allow({ Action: '*' })))],
  ['never meant to be', 'fail', withOpenBuckets({ acl: grant(everybody, 'WRITE') }), { 'public-buckets': ['data'] }],
  [
    'read certain, write on an unknown condition',
    'unknown',
    withOpenBuckets(says(allow({}), allow({ Action: 's3:PutObject', Condition: strange }))),
  ],
  ['policy denied', 'unknown', withOpenBuckets({ policy: denied('s3:GetBucketPolicy'), policyStatus: status(true) })],
  ['no buckets', 'not-applicable', noBuckets],
]);

test('a denied setting of many buckets is one entry that names them', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { unknown } = result(
    's3-versioning',
    withBuckets(...names.map((name) => bucket(name, { versioning: denied('s3:GetBucketVersioning') }))),
  );
  assert.equal(unknown.length, 1);
  assert.match(unknown[0]?.reason ?? '', /\(a, b, c, d, e and 2 more\)$/);
  assert.equal(unknown[0]?.action, 's3:GetBucketVersioning');
});

test('a failing bucket stays visible beside one that could not be read', () => {
  const found = result(
    's3-versioning',
    withBuckets(
      bucket('a', { versioning: denied('s3:GetBucketVersioning') }),
      bucket('b', { versioning: ok({ status: 'Suspended', mfaDelete: false }) }),
      bucket('c'),
    ),
  );
  assert.deepEqual([found.status, found.passed, found.total, found.unknown.length], ['fail', 1, 2, 1]);
  assert.deepEqual(
    found.resources.map(({ id, status: s }) => [id, s]),
    [
      ['b', 'fail'],
      ['c', 'pass'],
    ],
  );
});

/** A table over one setting of one bucket. */
function setting(id: string, name: keyof Bucket, operation: string, cases: Case[], committed = {}): void {
  table(id, [
    ...cases,
    ['denied', 'unknown', withBuckets(bucket('data', { [name]: denied(operation) })), committed],
    ['list denied', 'unknown', noList, committed],
    ['no buckets', 'not-applicable', noBuckets, committed],
  ]);
}

setting('s3-default-encryption', 'encryption', 's3:GetBucketEncryption', [
  ['S3 keys', 'pass', withBuckets(bucket('data', { encryption: ok({ algorithm: 'AES256' }) }))],
  ['none', 'fail', withBuckets(bucket('data', { encryption: ok(null) }))],
]);

const tls = (change: Partial<PolicyStatement>) =>
  withBuckets(bucket('data', { policy: ok(policy({ ...tlsOnly('data'), ...change })) }));

setting('s3-tls-only', 'policy', 's3:GetBucketPolicy', [
  ['refused', 'pass', tls({})],
  [
    'refused by a boolean and a wildcard',
    'pass',
    tls({ Principal: { AWS: '*' }, Action: '*', Resource: '*', Condition: { Bool: { 'AWS:securetransport': false } } }),
  ],
  [
    'refused by two statements',
    'pass',
    withBuckets(
      bucket('data', {
        policy: ok(
          policy(
            { ...tlsOnly('data'), Resource: 'arn:aws:s3:::data' },
            { ...tlsOnly('data'), Resource: 'arn:aws:s3:::data/*' },
          ),
        ),
      }),
    ),
  ],
  [
    'refused in another partition',
    'pass',
    tls({ Resource: ['arn:aws-us-gov:s3:::data', 'arn:aws-us-gov:s3:::data/*'] }),
  ],
  ['no policy', 'fail', withBuckets(bucket('data', { policy: ok(null) }))],
  ['another bucket', 'fail', tls({ Resource: 'arn:aws:s3:::other/*' })],
  ['only reads', 'fail', tls({ Action: 's3:GetObject' })],
  ['only objects', 'fail', tls({ Resource: 'arn:aws:s3:::data/*' })],
  ['only one account', 'fail', tls({ Principal: { AWS: '999988887777' } })],
  [
    'only from one address',
    'fail',
    tls({ Condition: { Bool: { 'aws:SecureTransport': 'false' }, IpAddress: { 'aws:SourceIp': '1.2.3.4' } } }),
  ],
  ['TLS refused', 'fail', tls({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
  ['TLS allowed', 'fail', tls({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
  [
    'everything refused always',
    'fail',
    withBuckets(bucket('data', { policy: ok(policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' })) })),
  ],
]);

const objects = (values: string[], logging = true) =>
  trail({
    status: ok({ logging }),
    selectors: ok({
      classic: [
        {
          readWriteType: 'All',
          includeManagementEvents: true,
          excludedSources: [],
          dataResources: [{ type: 'AWS::S3::Object', values }],
        },
      ],
      advanced: [],
    }),
  });
const unlogged = (trails: Facts, region = 'us-east-1') => ({
  ...trails,
  readings: { ...trails.readings, ...globally('s3.buckets', [bucket('data', { logging: ok(null), region })]) },
});

table('s3-access-logging', [
  ['own logging', 'pass', withBuckets(bucket('data'))],
  ['data events of all buckets', 'pass', unlogged(withTrails(objects(['arn:aws:s3'])))],
  ['data events of this bucket', 'pass', unlogged(withTrails(objects(['arn:aws:s3:::data/'])))],
  ['data events of another bucket', 'fail', unlogged(withTrails(objects(['arn:aws:s3:::data2/'])))],
  ['data events of a part', 'fail', unlogged(withTrails(objects(['arn:aws:s3:::data/part'])))],
  ['data events of a trail that does not log', 'fail', unlogged(withTrails(objects(['arn:aws:s3'], false)))],
  [
    'a trail of another region',
    'fail',
    unlogged(withTrails({ ...objects(['arn:aws:s3']), multiRegion: false }), 'eu-west-1'),
  ],
  ['nothing', 'fail', unlogged(withTrails())],
  ['keeps logs itself', 'pass', unlogged(withTrails()), { 'log-buckets': ['data'] }],
  [
    'nothing, trails denied',
    'unknown',
    unlogged(
      facts({
        'cloudtrail.trails': {
          'us-east-1': denied('cloudtrail:DescribeTrails'),
          'eu-west-1': denied('cloudtrail:DescribeTrails'),
        },
      }),
    ),
  ],
  [
    'nothing, selectors denied',
    'unknown',
    unlogged(withTrails(trail({ selectors: denied('cloudtrail:GetEventSelectors') }))),
  ],
  ['nothing, status denied', 'unknown', unlogged(withTrails(trail({ status: denied('cloudtrail:GetTrailStatus') })))],
  ['nothing, in a region that was not read', 'unknown', unlogged(withTrails(), 'sa-east-1')],
  [
    'own logging denied, data events',
    'pass',
    { ...facts(globally('s3.buckets', [bucket('data', { logging: denied('s3:GetBucketLogging') })])) },
  ],
  [
    'own logging denied',
    'unknown',
    {
      ...withTrails(),
      readings: {
        ...withTrails().readings,
        ...globally('s3.buckets', [bucket('data', { logging: denied('s3:GetBucketLogging') })]),
      },
    },
  ],
  ['no buckets', 'not-applicable', noBuckets],
]);

setting('s3-versioning', 'versioning', 's3:GetBucketVersioning', [
  ['on', 'pass', withBuckets(bucket('data'))],
  ['suspended', 'fail', withBuckets(bucket('data', { versioning: ok({ status: 'Suspended', mfaDelete: false }) }))],
  ['never', 'fail', withBuckets(bucket('data', { versioning: ok({ status: 'never', mfaDelete: false }) }))],
]);

setting(
  's3-object-lock',
  'objectLock',
  's3:GetObjectLockConfiguration',
  [
    ['a log bucket', 'pass', withBuckets(bucket('data')), { 'log-buckets': ['data'] }],
    [
      'a critical bucket without',
      'fail',
      withBuckets(bucket('data', { objectLock: ok(null) })),
      { 'critical-buckets': ['da*'] },
    ],
    [
      'only others are listed',
      'not-applicable',
      withBuckets(bucket('data', { objectLock: ok(null) })),
      { 'log-buckets': ['logs'] },
    ],
    ['no list', 'not-applicable', withBuckets(bucket('data', { objectLock: ok(null) }))],
  ],
  { 'log-buckets': ['data'] },
);

const critical = { 'critical-buckets': ['data'] };
const copies = (...targets: string[]) =>
  withBuckets(
    bucket('data', {
      replication: ok({
        rules: targets.map((name) => ({ enabled: true, destinationBucketArn: `arn:aws:s3:::${name}` })),
      }),
    }),
    bucket('near'),
    bucket('far', { region: 'eu-west-1' }),
  );

setting(
  's3-replication',
  'replication',
  's3:GetBucketReplication',
  [
    ['far', 'pass', copies('near', 'far'), critical],
    ['near only', 'fail', copies('near'), critical],
    ['none', 'fail', withBuckets(bucket('data', { replication: ok(null) })), critical],
    [
      'a rule that is off',
      'fail',
      withBuckets(
        bucket('data', { replication: ok({ rules: [{ enabled: false, destinationBucketArn: 'arn:aws:s3:::far' }] }) }),
        bucket('far', { region: 'eu-west-1' }),
      ),
      critical,
    ],
    ['to another account', 'unknown', copies('near', 'elsewhere'), critical],
    ['no list', 'not-applicable', copies('near')],
  ],
  critical,
);

test('a check that needs a list says which, and that none of its buckets is here', () => {
  assert.match(result('s3-replication', facts()).notApplicable ?? '', /lists no critical buckets/);
  assert.match(
    result('s3-replication', facts(), { 'critical-buckets': ['gone'] }).notApplicable ?? '',
    /in this account: gone/,
  );
});
