/** Federation, IAM Identity Center, and the account as a whole. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkById } from '../../checks/index.ts';
import type { AuthorizationDetails, Facts, IamRole } from '../../source/core/facts.ts';
import type { ArtifactReport, IdentityCenterAccess, PermissionSet } from '../../source/core/facts-identity.ts';
import { judge } from '../../source/core/judge.ts';
import {
  account,
  daysAgo,
  denied,
  details,
  facts,
  globally,
  ok,
  policy,
  type Readings,
  role,
  rootRow,
  row,
  settings,
  trust,
} from './facts.ts';
import { result, table } from './status.ts';

const arn = 'arn:aws:sso:::instance/ssoins-1';
const instance = (change: object = {}) => ({
  arn,
  region: 'us-east-1',
  identityStoreId: 'd-1',
  status: 'ACTIVE',
  createdAt: daysAgo(100),
  ...change,
});
const center = (...all: ReturnType<typeof instance>[]) =>
  globally('identity-center.instances', { 'eu-west-1': ok([]), 'us-east-1': ok(all) });

const nothing: Readings = {
  ...globally('iam.saml-providers', []),
  ...globally('iam.oidc-providers', []),
  ...globally('identity-center.instances', { 'eu-west-1': ok([]), 'us-east-1': ok([]) }),
  ...globally('identity-center.access', []),
  ...globally('organizations.accounts', null),
  ...globally('account.security-contact', false),
  ...globally('artifact.reports', []),
};
const at = (...changes: Readings[]): Facts => facts(Object.assign({}, nothing, ...changes));
const refused = (name: keyof Readings, operation: string): Readings => ({ [name]: { global: denied(operation) } });

const people = globally('iam.credential-report', { generatedAt: daysAgo(0), rows: [rootRow(), row('ana')] });
const machines = globally('iam.credential-report', {
  generatedAt: daysAgo(0),
  rows: [rootRow({ passwordEnabled: true }), row('ci', { passwordEnabled: false })],
});
const saml = (change: object = {}) =>
  globally('iam.saml-providers', [
    { arn: `arn:aws:iam::${account}:saml-provider/okta`, createdAt: daysAgo(50), ...change },
  ]);
const oidc = (...issuers: string[]) =>
  globally(
    'iam.oidc-providers',
    issuers.map((issuer) => `arn:aws:iam::${account}:oidc-provider/${issuer}`),
  );

table('federation-in-place', [
  ['Identity Center', 'pass', at(center(instance()))],
  ['Identity Center being made', 'fail', at(center(instance({ status: 'CREATE_IN_PROGRESS' })))],
  ['Identity Center that does not say', 'unknown', at(center(instance({ status: undefined })))],
  ['a SAML provider', 'pass', at(saml())],
  ['a SAML provider that has expired', 'fail', at(saml({ validUntil: daysAgo(1) }))],
  ['a SAML provider that has not', 'pass', at(saml({ validUntil: daysAgo(-400) }))],
  ['an OpenID Connect provider', 'pass', at(oidc('accounts.google.com'))],
  [
    'pipelines and clusters',
    'fail',
    at(oidc('token.actions.githubusercontent.com', 'oidc.eks.eu-west-1.amazonaws.com/id/AB')),
  ],
  ['passwords only', 'fail', at(people)],
  ['no people', 'not-applicable', at(machines)],
  ['no people, SAML denied', 'unknown', at(machines, refused('iam.saml-providers', 'iam:ListSAMLProviders'))],
  [
    'SAML denied, Identity Center there',
    'pass',
    at(refused('iam.saml-providers', 'iam:ListSAMLProviders'), center(instance())),
  ],
  ['report denied', 'unknown', at(refused('iam.credential-report', 'iam:GetCredentialReport'))],
  [
    'one region denied',
    'unknown',
    at(globally('identity-center.instances', { 'us-east-1': denied('sso-admin:ListInstances'), 'eu-west-1': ok([]) })),
  ],
]);

test('federation is as old as its oldest provider', () => {
  assert.equal(result('federation-in-place', at(center(instance()), saml())).since, daysAgo(100));
  assert.equal(result('federation-in-place', at(oidc('accounts.google.com'))).since, undefined);
});

const reserved = (set: string, change: Partial<IamRole> = {}) =>
  role(`AWSReservedSSO_${set}_0123456789abcdef`, {
    path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
    attached: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess', name: 'AdministratorAccess' }],
    ...change,
  });
const readOnly = { attached: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }] };
const set = (change: Partial<PermissionSet> = {}): PermissionSet => ({
  arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
  name: ok('Admin'),
  assignments: ok([{ kind: 'USER', id: 'u-1' }]),
  ...change,
});
const access = (change: Partial<IdentityCenterAccess> = {}): Readings => ({
  ...center(instance()),
  ...globally('identity-center.access', [
    {
      instance: arn,
      region: 'us-east-1',
      permissionSets: ok([set()]),
      users: ok({ 'u-1': 'ana' }),
      groups: ok({ 'g-1': 'admins' }),
      ...change,
    },
  ]),
});
const roles = (...all: IamRole[]) => globally('iam.authorization-details', details({ roles: all }));
const approved = { 'admin-principals': ['ana', 'admins'] };

table('identity-center-access-listed', [
  ['an approved administrator', 'pass', at(access(), roles(reserved('Admin'))), approved],
  ['another one', 'fail', at(access(), roles(reserved('Admin'))), { 'admin-principals': ['ben'] }],
  [
    'the permission set is on the list',
    'pass',
    at(access(), roles(reserved('Admin'))),
    { 'admin-principals': ['Admin'] },
  ],
  ['narrow rights', 'pass', at(access(), roles(reserved('Admin', readOnly))), { 'admin-principals': ['ben'] }],
  ['no list', 'pass', at(access(), roles(reserved('Admin')))],
  ['rights of another set', 'unknown', at(access(), roles(reserved('Admin2'))), approved],
  ['a role of the same name elsewhere', 'unknown', at(access(), roles(reserved('Admin', { path: '/' }))), approved],
  [
    'an unknown group',
    'fail',
    at(
      access({
        permissionSets: ok([set({ assignments: ok([{ kind: 'GROUP', id: 'g-2' }]) })]),
        groups: ok({ 'g-2': 'all' }),
      }),
      roles(reserved('Admin')),
    ),
    approved,
  ],
  [
    'names denied',
    'unknown',
    at(access({ users: denied('identitystore:ListUsers') }), roles(reserved('Admin'))),
    approved,
  ],
  ['a name left out', 'unknown', at(access({ users: ok({}) }), roles(reserved('Admin'))), approved],
  [
    'assignments denied',
    'unknown',
    at(access({ permissionSets: ok([set({ assignments: denied('sso-admin:ListAccountAssignments') })]) }), roles()),
    approved,
  ],
  ['sets denied', 'unknown', at(access({ permissionSets: denied('sso-admin:ListPermissionSets') }), roles()), approved],
  [
    'rights denied',
    'unknown',
    at(access(), refused('iam.authorization-details', 'iam:GetAccountAuthorizationDetails')),
  ],
  ['nobody holds any', 'not-applicable', at(access({ permissionSets: ok([set({ assignments: ok([]) })]) }), roles())],
  ['no Identity Center', 'not-applicable', at()],
  ['regions denied', 'unknown', at(refused('identity-center.instances', 'ec2:DescribeRegions'))],
]);

test('assignments are a list first: without administrators in scoping it does not count as committed', () => {
  const found = result('identity-center-access-listed', at(access(), roles(reserved('Admin'))));
  assert.deepEqual([found.committed, found.total], [false, 1]);
  assert.equal(found.resources[0]?.id, 'ssoins-1/Admin/ana');
  const judged = result('identity-center-access-listed', at(access(), roles(reserved('Admin'))), approved);
  assert.equal(judged.committed, true);
});

const trusting = (...principals: string[]) =>
  roles(role('vendor', { trust: trust({ Principal: { AWS: principals.map((id) => `arn:aws:iam::${id}:root`) } }) }));
const [vendor, stranger, sister] = ['999988887777', '999988886666', '999988885555'];
const organization = globally('organizations.accounts', [account, sister]);
const listed = { 'known-accounts': [vendor] };
const own: AuthorizationDetails = details({ roles: [role('app')] });

table('third-party-account-inventory', [
  ['a known vendor', 'pass', at(trusting(vendor)), listed],
  ['a stranger', 'fail', at(trusting(vendor, stranger)), listed],
  ['an account of the organization', 'pass', at(trusting(sister), organization), listed],
  ['of the organization, without a list', 'pass', at(trusting(sister), organization)],
  ['a stranger, without a list', 'not-applicable', at(trusting(stranger, sister), organization)],
  [
    'the organization denied, all known',
    'pass',
    at(trusting(vendor), refused('organizations.accounts', 'organizations:ListAccounts')),
    listed,
  ],
  [
    'the organization denied, one that may be of it',
    'unknown',
    at(trusting(sister), refused('organizations.accounts', 'organizations:ListAccounts')),
    listed,
  ],
  ['its own account', 'not-applicable', at(trusting(account)), listed],
  [
    'everybody is another matter',
    'not-applicable',
    at(roles(role('open', { trust: trust({ Principal: '*' }) }))),
    listed,
  ],
  [
    'a denial lets nobody in',
    'not-applicable',
    at(
      roles(
        role('closed', {
          trust: policy({ Effect: 'Deny', Principal: { AWS: stranger }, Action: 'sts:AssumeRole' }),
        }),
      ),
    ),
    listed,
  ],
  ['an account number alone', 'fail', at(roles(role('v', { trust: trust({ Principal: { AWS: stranger } }) }))), listed],
  ['no other account', 'not-applicable', at(globally('iam.authorization-details', own)), listed],
  ['denied', 'unknown', at(refused('iam.authorization-details', 'iam:GetAccountAuthorizationDetails')), listed],
]);

table('security-contact-registered', [
  ['registered', 'pass', at(globally('account.security-contact', true))],
  ['not registered', 'fail', at()],
  ['denied', 'unknown', at(refused('account.security-contact', 'account:GetAlternateContact'))],
]);

const report = (change: Partial<ArtifactReport> = {}): ArtifactReport => ({
  name: 'System and Organization Controls (SOC) 2 Report',
  series: 'SOC 2',
  company: 'Amazon Web Services',
  periodStart: daysAgo(395),
  periodEnd: daysAgo(30),
  ...change,
});
const reports = (...all: ArtifactReport[]) => at(globally('artifact.reports', all));
const letter = { name: 'SOC Continued Operations Letter', series: 'SOC', company: 'AWS' };

table('aws-soc-report-available', [
  ['a month old', 'pass', reports(report())],
  ['five months old', 'fail', reports(report({ periodEnd: daysAgo(150) }))],
  [
    'five months old, with a letter',
    'pass',
    reports(report({ periodEnd: daysAgo(150) }), { ...letter, periodEnd: daysAgo(0) }),
  ],
  ['of a vendor', 'fail', reports(report({ company: 'Some Vendor Inc.' }))],
  ['SOC 1', 'fail', reports(report({ name: 'SOC 1 Report', series: 'SOC 1' }))],
  ['a letter alone', 'fail', reports({ ...letter, name: 'SOC 2 Continued Operations Letter' })],
  ['without a period', 'unknown', reports({ name: 'SOC 2 Report' })],
  ['nothing listed', 'fail', reports()],
  ['denied', 'unknown', at(refused('artifact.reports', 'artifact:ListReports'))],
]);

test('a report has to reach the end of the window, or today while it runs', () => {
  const check = checkById('aws-soc-report-available');
  assert.ok(check);
  const old = reports(report({ periodEnd: daysAgo(150) }));
  const status = (window: { from: string; to: string }) => judge(check, old, { ...settings(), window }).status;
  assert.equal(status({ from: '2026-01-01', to: '2026-03-31' }), 'pass');
  assert.equal(status({ from: '2026-09-01', to: '2027-02-28' }), 'fail');
});
