/** IAM: root, credentials, password policy, rights, roles. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountSummary, CredentialRow, Facts, IamRole, PolicyDocument } from '../../source/core/facts.ts';
import {
  account,
  daysAgo,
  denied,
  details,
  everything,
  facts,
  globally,
  now,
  policy,
  role,
  rootRow,
  row,
  trust,
  user,
  withIdentities,
  withRows,
} from './facts.ts';
import { result, table } from './status.ts';

const withSummary = (summary: AccountSummary) => facts(globally('iam.account-summary', summary));
const noSummary = facts({ 'iam.account-summary': { global: denied('iam:GetAccountSummary') } });
const noReport = facts({ 'iam.credential-report': { global: denied('iam:GetCredentialReport') } });
const noDetails = facts({ 'iam.authorization-details': { global: denied('iam:GetAccountAuthorizationDetails') } });
const removed = { rootMfaEnabled: false, rootAccessKeys: 0, rootPasswordPresent: false };
const rootDevice = { serialNumber: `arn:aws:iam::${account}:mfa/phone`, userArn: `arn:aws:iam::${account}:root` };

table('root-mfa-enabled', [
  ['on', 'pass', withSummary({ rootMfaEnabled: true })],
  ['off', 'fail', withSummary({ rootMfaEnabled: false })],
  ['credentials removed centrally', 'not-applicable', withSummary(removed)],
  ['password gone but a key left', 'fail', withSummary({ ...removed, rootAccessKeys: 1 })],
  ['password gone and keys not told', 'fail', withSummary({ rootMfaEnabled: false, rootPasswordPresent: false })],
  ['AWS left the counter out', 'unknown', withSummary({ rootAccessKeys: 0 })],
  ['denied', 'unknown', noSummary],
]);

table('root-hardware-mfa', [
  ['no virtual device', 'pass', facts()],
  [
    'a virtual device of somebody else',
    'pass',
    facts(globally('iam.virtual-mfa-devices', [{ serialNumber: 'x', userArn: `arn:aws:iam::${account}:user/root` }])),
  ],
  ['a virtual device', 'fail', facts(globally('iam.virtual-mfa-devices', [rootDevice]))],
  ['no factor at all', 'fail', withSummary({ rootMfaEnabled: false })],
  ['credentials removed centrally', 'not-applicable', withSummary(removed)],
  ['devices denied', 'unknown', facts({ 'iam.virtual-mfa-devices': { global: denied('iam:ListVirtualMFADevices') } })],
]);

table('root-no-access-keys', [
  ['none', 'pass', withSummary({ rootAccessKeys: 0 })],
  ['one', 'fail', withSummary({ rootAccessKeys: 1 })],
  ['AWS left the counter out', 'unknown', withSummary({})],
]);

table('root-not-used-recently', [
  ['long ago', 'pass', withRows(rootRow({ passwordLastUsedAt: daysAgo(91) }))],
  ['never', 'pass', withRows({ user: '<root_account>', arn: 'arn:aws:iam::1:root', mfaActive: true, keys: [] })],
  ['lately', 'fail', withRows(rootRow({ passwordLastUsedAt: daysAgo(89) }))],
  ['a key lately', 'fail', withRows(rootRow({ keys: [{ active: false, lastUsedAt: daysAgo(3) }] }))],
  [
    'within a longer promise',
    'fail',
    withRows(rootRow({ passwordLastUsedAt: daysAgo(91) })),
    { 'root-unused-days': 365 },
  ],
  ['no row for root', 'unknown', withRows(row('ana'))],
  ['an unreadable date', 'unknown', withRows(rootRow({ passwordLastUsedAt: 'soon' }))],
  ['denied', 'unknown', noReport],
]);

const noPasswords = withRows(rootRow(), row('robot', { passwordEnabled: false }));
const unclearPassword = (() => {
  const { passwordEnabled: _, ...rest } = row('ana');
  return withRows(rest);
})();

table('console-user-mfa', [
  ['everybody', 'pass', withRows(row('ana'), row('robot', { passwordEnabled: false, mfaActive: false }))],
  ['all but one', 'fail', withRows(row('ana'), row('ben', { mfaActive: false }))],
  ['root without is not this check', 'not-applicable', withRows(rootRow({ mfaActive: false }))],
  ['nobody has a password', 'not-applicable', noPasswords],
  ['the report does not say', 'unknown', unclearPassword],
  ['denied', 'unknown', noReport],
]);

test('a failing administrator is marked privileged when the rights were read, and nothing else hangs on that', () => {
  const bens = withRows(row('ben', { mfaActive: false }));
  const through = {
    ...bens.readings,
    ...globally(
      'iam.authorization-details',
      details({
        users: [user('ben', { groups: ['admins'] })],
        groups: [
          {
            name: 'admins',
            arn: 'g',
            attached: [{ arn: 'arn:aws-us-gov:iam::aws:policy/AdministratorAccess', name: 'AdministratorAccess' }],
            inline: [],
          },
        ],
      }),
    ),
  };
  const privileged = (readings: Facts['readings']) =>
    result('console-user-mfa', { ...bens, readings }).resources.map((r) => r.privileged);
  assert.deepEqual(privileged(through), [true]);
  assert.deepEqual(
    privileged({ ...bens.readings, ...globally('iam.authorization-details', details({ users: [user('ben')] })) }),
    [undefined],
  );
  const unread = result('console-user-mfa', {
    ...bens,
    readings: { ...bens.readings, 'iam.authorization-details': { global: denied('x') } },
  });
  assert.deepEqual([unread.status, unread.unknown], ['fail', []]);
  assert.deepEqual(result('root-no-access-keys', withSummary({ rootAccessKeys: 2 })).resources[0]?.privileged, true);
});

const password = (minimumLength: number) => ({
  minimumLength,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
});
const withPolicy = (data: ReturnType<typeof password> | null, rows: CredentialRow[] = [row('ana')]) =>
  facts({ ...globally('iam.password-policy', data), ...globally('iam.credential-report', { generatedAt: now, rows }) });
const robot = [row('robot', { passwordEnabled: false })];
const unreportedPolicy = (data: ReturnType<typeof password> | null) =>
  facts({
    ...globally('iam.password-policy', data),
    'iam.credential-report': { global: denied('iam:GetCredentialReport') },
  });
const noPolicyReading = facts({ 'iam.password-policy': { global: denied('iam:GetAccountPasswordPolicy') } });

table('password-policy-present', [
  ['there is one', 'pass', withPolicy(password(8))],
  ['there is one and nobody needs it', 'pass', withPolicy(password(8), robot)],
  ['there is one, report denied', 'pass', unreportedPolicy(password(8))],
  ['there is none', 'fail', withPolicy(null)],
  ['there is none, report denied', 'unknown', unreportedPolicy(null)],
  ['there is none and nobody has a password', 'not-applicable', withPolicy(null, robot)],
  ['denied', 'unknown', noPolicyReading],
]);

table('password-policy-min-length', [
  ['long enough', 'pass', withPolicy(password(14))],
  ['as short as promised', 'pass', withPolicy(password(12)), { 'password-min-length': 12 }],
  ['too short', 'fail', withPolicy(password(13))],
  ['AWS’s own eight', 'fail', withPolicy(null)],
  [
    'a promise that is no number counts for nothing',
    'fail',
    withPolicy(password(13)),
    { 'password-min-length': 'long' },
  ],
  ['too short for nobody', 'not-applicable', withPolicy(password(8), robot)],
  ['denied', 'unknown', noPolicyReading],
]);

const withKey = (key: CredentialRow['keys'][number]) => withRows(row('ana', { keys: [{ active: false }, key] }));

table('access-keys-rotated', [
  ['young', 'pass', withKey({ active: true, lastRotatedAt: daysAgo(90) })],
  ['old', 'fail', withKey({ active: true, lastRotatedAt: daysAgo(90.1) })],
  [
    'old, within a longer promise',
    'pass',
    withKey({ active: true, lastRotatedAt: daysAgo(100) }),
    { 'access-key-age-days': '180' },
  ],
  ['old but inactive', 'not-applicable', withKey({ active: false, lastRotatedAt: daysAgo(900) })],
  ['no date', 'unknown', withKey({ active: true })],
  ['denied', 'unknown', noReport],
]);

table('unused-access-keys-removed', [
  ['used', 'pass', withKey({ active: true, lastRotatedAt: daysAgo(400), lastUsedAt: daysAgo(90) })],
  ['new and not used yet', 'pass', withKey({ active: true, lastRotatedAt: daysAgo(10) })],
  ['idle', 'fail', withKey({ active: true, lastRotatedAt: daysAgo(400), lastUsedAt: daysAgo(91) })],
  ['never used since long', 'fail', withKey({ active: true, lastRotatedAt: daysAgo(400) })],
  ['no active key', 'not-applicable', withKey({ active: false })],
  ['no dates', 'unknown', withKey({ active: true })],
]);

const signedIn = (change: Partial<CredentialRow>) => {
  const { passwordLastUsedAt: _, passwordLastChangedAt: __, createdAt: ___, ...rest } = row('ana');
  return withRows({ ...rest, ...change });
};

table('unused-console-passwords-removed', [
  ['used', 'pass', signedIn({ passwordLastUsedAt: daysAgo(5) })],
  ['set lately, not used yet', 'pass', signedIn({ passwordLastChangedAt: daysAgo(5), createdAt: daysAgo(500) })],
  ['idle', 'fail', signedIn({ passwordLastUsedAt: daysAgo(91) })],
  ['never used by an old user', 'fail', signedIn({ createdAt: daysAgo(500) })],
  ['nobody has one', 'not-applicable', noPasswords],
  ['no dates', 'unknown', signedIn({})],
]);

test('committed tells whether scoping holds the value that was tested', () => {
  const young = withKey({ active: true, lastRotatedAt: daysAgo(1) });
  assert.equal(result('access-keys-rotated', young).committed, false);
  assert.equal(result('access-keys-rotated', young, { 'access-key-age-days': 90 }).committed, true);
  assert.equal(result('console-user-mfa', young).committed, true);
});

test('since is the last date of renewal, and only where every key has one and passes', () => {
  const keys = (...dates: number[]) =>
    withRows(...dates.map((days, i) => row(`u${i}`, { keys: [{ active: true, lastRotatedAt: daysAgo(days) }] })));
  assert.equal(result('access-keys-rotated', keys(40, 20, 60)).since, daysAgo(20));
  assert.equal(result('access-keys-rotated', keys(40, 200)).since, undefined);
  assert.equal(result('console-user-mfa', keys(40)).since, undefined);
});

const inline = (document: PolicyDocument) => [{ name: 'own', document }];
const narrow = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });

table('users-only-by-group', [
  ['no policy of its own', 'pass', withIdentities({ users: [user('ana')] })],
  ['attached', 'fail', withIdentities({ users: [user('ana', { attached: [{ arn: 'a', name: 'a' }] })] })],
  ['inline', 'fail', withIdentities({ users: [user('ana', { inline: inline(narrow) })] })],
  ['no users', 'not-applicable', withIdentities({ roles: [role('app')] })],
  ['denied', 'unknown', noDetails],
]);

table('users-belong-to-group', [
  ['in one', 'pass', withIdentities({ users: [user('ana')] })],
  ['in none', 'fail', withIdentities({ users: [user('ana'), user('ben', { groups: [] })] })],
  ['no users', 'not-applicable', withIdentities({})],
  ['denied', 'unknown', noDetails],
]);

const awsRole = (change: Partial<IamRole>) =>
  role('AWSServiceRoleForX', { path: '/aws-service-role/x.amazonaws.com/', ...change });

table('no-inline-policies', [
  ['none', 'pass', withIdentities({ users: [user('ana')], roles: [role('app')] })],
  ['in a role', 'fail', withIdentities({ users: [user('ana')], roles: [role('app', { inline: inline(narrow) })] })],
  ['in a role of AWS', 'not-applicable', withIdentities({ roles: [awsRole({ inline: inline(narrow) })] })],
  ['denied', 'unknown', noDetails],
]);

const customer = (document: PolicyDocument, attachmentCount = 1) => ({
  arn: 'arn:aws:iam::1:policy/p',
  name: 'p',
  attachmentCount,
  document,
});

table('no-admin-customer-policies', [
  ['narrow', 'pass', withIdentities({ policies: [customer(narrow)] })],
  ['everything, held by nobody', 'pass', withIdentities({ policies: [customer(everything, 0)] })],
  ['everything', 'fail', withIdentities({ policies: [customer(everything)] })],
  [
    'everything, attached though AWS counts none',
    'fail',
    withIdentities({
      policies: [customer(everything, 0)],
      roles: [role('r', { attached: [{ arn: 'arn:aws:iam::1:policy/p', name: 'p' }] })],
    }),
  ],
  ['no policies', 'not-applicable', withIdentities({ users: [user('ana')] })],
  ['denied', 'unknown', noDetails],
]);

const administrator = [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess', name: 'AdministratorAccess' }];
const adminRole = withIdentities({ roles: [role('Admin-7f3a', { attached: administrator }), role('app')] });

table('no-admin-aws-managed-attached', [
  ['nobody', 'pass', withIdentities({ roles: [role('app')] })],
  ['on the list by pattern', 'pass', adminRole, { 'admin-principals': ['Admin-*'] }],
  ['on the list by ARN', 'pass', adminRole, { 'admin-principals': [`arn:aws:iam::${account}:role/Admin-7f3a`] }],
  ['not on the list', 'fail', adminRole, { 'admin-principals': ['ana'] }],
  ['no list', 'fail', adminRole],
  [
    'a policy of the same name made here',
    'pass',
    withIdentities({
      users: [
        user('ana', {
          attached: [{ arn: `arn:aws:iam::${account}:policy/AdministratorAccess`, name: 'AdministratorAccess' }],
        }),
      ],
    }),
  ],
  ['no principals', 'not-applicable', withIdentities({})],
  ['denied', 'unknown', noDetails],
]);

test('without a list of administrators the result lists them and only corroborates', () => {
  const listed = result('no-admin-aws-managed-attached', adminRole);
  assert.deepEqual([listed.committed, listed.passed, listed.total], [false, 1, 2]);
  assert.deepEqual([listed.resources[0]?.status, listed.resources[0]?.privileged], ['fail', true]);
  assert.equal(result('no-admin-aws-managed-attached', adminRole, { 'admin-principals': ['x'] }).committed, true);
});

table('no-admin-inline-policies', [
  ['none', 'pass', withIdentities({ users: [user('ana', { inline: inline(narrow) })] })],
  ['in a user', 'fail', withIdentities({ users: [user('ana', { inline: inline(everything) })] })],
  ['no principals', 'not-applicable', withIdentities({})],
  ['denied', 'unknown', noDetails],
]);

const unusedRole = (change: Partial<IamRole>) => {
  const { lastUsedAt: _, ...rest } = role('old');
  return withIdentities({ roles: [{ ...rest, ...change }] });
};

table('stale-roles', [
  ['used', 'pass', withIdentities({ roles: [role('app', { lastUsedAt: daysAgo(90) })] })],
  ['made lately', 'pass', unusedRole({ createdAt: daysAgo(10) })],
  ['idle', 'fail', withIdentities({ roles: [role('app', { lastUsedAt: daysAgo(91) })] })],
  ['never used', 'fail', unusedRole({ createdAt: daysAgo(400) })],
  ['only roles of AWS', 'not-applicable', unusedRole({ path: '/aws-reserved/sso.amazonaws.com/' })],
  ['no dates', 'unknown', unusedRole({ createdAt: '' })],
  ['denied', 'unknown', noDetails],
]);

const vendor = 'arn:aws:iam::999988887777:root';
const trusting = (...statements: Parameters<typeof trust>) =>
  withIdentities({ roles: [role('r', { trust: trust(...statements) })] });
const agreed = { StringEquals: { 'sts:ExternalId': 'agreed' } };
const withDenial = withIdentities({
  roles: [
    role('r', {
      trust: policy(
        { Effect: 'Allow', Principal: { AWS: vendor }, Action: 'sts:AssumeRole' },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:AssumeRole',
          Condition: { StringNotEquals: { 'sts:ExternalId': 'agreed' } },
        },
      ),
    }),
  ],
});

/** The roles of an account that belongs to no organization, or to one with these accounts, or to one it may not list. */
const inside = (base: Facts, organization: string[] | null | 'refused' = null): Facts => ({
  ...base,
  readings: {
    ...base.readings,
    ...(organization === 'refused'
      ? { 'organizations.accounts': { global: denied('organizations:ListAccounts') } }
      : globally('organizations.accounts', organization)),
  },
});
const sister = '555566667777';
/** What AWS Organizations puts into each account it makes. */
const ofManagement = { Principal: { AWS: `arn:aws:iam::${sister}:root` } };

table('cross-account-trust-external-id', [
  ['an account of the organization', 'not-applicable', inside(trusting(ofManagement), [account, sister])],
  ['the same beside a vendor', 'fail', inside(trusting({ Principal: { AWS: [sister, vendor] } }), [sister])],
  [
    'an account that scoping names',
    'not-applicable',
    inside(trusting(ofManagement), 'refused'),
    { accounts: [sister] },
  ],
  ['one that may be of the organization', 'unknown', inside(trusting(ofManagement), 'refused')],
  [
    'a vendor that scoping names, the organization denied',
    'fail',
    inside(trusting({ Principal: { AWS: vendor } }), 'refused'),
    { 'known-accounts': ['999988887777'] },
  ],
  [
    'an external id, the organization denied',
    'pass',
    inside(trusting({ Principal: { AWS: vendor }, Condition: agreed }), 'refused'),
  ],
  [
    'the whole organization by its id',
    'not-applicable',
    inside(trusting({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })),
  ],
  [
    'an organization if it exists',
    'fail',
    inside(trusting({ Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })),
  ],
  ['external id', 'pass', inside(trusting({ Principal: { AWS: vendor }, Condition: agreed }))],
  [
    'second factor',
    'pass',
    inside(
      trusting({ Principal: { AWS: '999988887777' }, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ),
  ],
  ['by a denial of the rest', 'pass', inside(withDenial)],
  ['nothing', 'fail', inside(trusting({ Principal: { AWS: [`arn:aws:iam::${account}:root`, vendor] } }))],
  [
    'if it exists',
    'fail',
    inside(
      trusting({ Principal: { AWS: vendor }, Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ),
  ],
  [
    'any external id',
    'fail',
    inside(trusting({ Principal: { AWS: vendor }, Condition: { StringLike: { 'sts:ExternalId': '*' } } })),
  ],
  [
    'all but one external id',
    'fail',
    inside(trusting({ Principal: { AWS: vendor }, Condition: { StringNotEquals: { 'sts:ExternalId': 'x' } } })),
  ],
  ['everybody', 'fail', inside(trusting({ Principal: '*', Action: 'sts:*' }))],
  ['own account', 'not-applicable', trusting({ Principal: { AWS: `arn:aws:iam::${account}:role/x` } })],
  [
    'everybody of the own account',
    'not-applicable',
    trusting({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': account } } }),
  ],
  ['a service', 'not-applicable', trusting({ Principal: { Service: 'ec2.amazonaws.com' } })],
  ['denied', 'unknown', noDetails],
]);

table('role-trust-not-public', [
  ['named', 'pass', trusting({ Principal: { AWS: vendor } })],
  [
    'everybody of an organization',
    'pass',
    trusting({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }),
  ],
  ['everybody', 'fail', trusting({ Principal: { AWS: '*' } })],
  [
    'everybody with a second factor',
    'fail',
    trusting({ Principal: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  ],
  [
    'everybody but one',
    'fail',
    withIdentities({
      roles: [
        role('r', { trust: policy({ Effect: 'Allow', NotPrincipal: { AWS: vendor }, Action: 'sts:AssumeRole' }) }),
      ],
    }),
  ],
  ['everybody, for something else', 'pass', trusting({ Principal: '*', Action: 'sts:TagSession' })],
  [
    'everybody on a condition nobody knows',
    'unknown',
    trusting({ Principal: '*', Condition: { StringEquals: { 'acme:new-key': 'x' } } }),
  ],
  ['no roles', 'not-applicable', withIdentities({})],
  ['denied', 'unknown', noDetails],
]);
