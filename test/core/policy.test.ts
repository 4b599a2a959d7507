/** Reading policy documents: patterns, administrator rights, who is "everybody". */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PolicyStatement } from '../../source/core/facts.ts';
import { accountOf, administratorGrant, coversAction, globMatches, namesEverybody } from '../../source/core/policy.ts';
import { narrowing, publicStatements } from '../../source/core/policy-condition.ts';

const allow = (change: Partial<PolicyStatement>): PolicyStatement => ({ Effect: 'Allow', Resource: '*', ...change });
const grants = (...Statement: PolicyStatement[]) => administratorGrant({ Statement }) !== undefined;

test('patterns match as IAM has them', () => {
  for (const [pattern, text, expected] of [
    ['*', '', true],
    ['s3:Get*', 's3:GetObject', true],
    ['S3:get*', 's3:GetObject', true],
    ['s3:Get?bject', 's3:GetObject', true],
    ['s3:*Object', 's3:GetObjectAcl', false],
    ['s3:*O*t', 's3:GetObject', true],
    ['s3:GetObject', 's3:GetObjectAcl', false],
    ['s3.GetObject', 's3:GetObject', false],
    ['', 's3:GetObject', false],
    ['?', '', false],
  ] as const) {
    assert.equal(globMatches(pattern, text), expected, `${pattern} ${text}`);
  }
});

test('patterns match as a regular expression of the same meaning does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
  const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
  fc.assert(
    fc.property(patterns, letters, (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      assert.equal(globMatches(pattern, text), expression.test(text));
    }),
    { numRuns: 2000 },
  );
});

test('a pattern of many stars does not stall', () => {
  const started = performance.now();
  assert.equal(globMatches(`${'a*'.repeat(60)}b`, 'a'.repeat(4000)), false);
  assert.ok(performance.now() - started < 1000);
});

test('administrator rights are seen however they are written', () => {
  assert.ok(grants(allow({ Action: '*' })));
  assert.ok(grants(allow({ Action: ['s3:GetObject', '*:*'] })));
  assert.ok(administratorGrant({ Statement: allow({ Action: '*' }) }));
  assert.ok(grants(allow({ Action: '*', Resource: ['arn:aws:s3:::x', 'arn:aws:*'] })));
  assert.ok(grants(allow({ Action: '*', Resource: 'arn:aws-cn:*:*:*:*' })));
  assert.ok(grants(allow({ Action: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })));
  assert.ok(grants(allow({ NotAction: 's3:DeleteBucket' })));
  assert.ok(grants(allow({ NotAction: ['iam:*', 'organizations:*', 'account:*'] }), allow({ Action: 'iam:*' })));
  assert.ok(grants({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::precious/*' }));
  assert.ok(grants(allow({ Action: '*' }), { Effect: 'Deny', Action: 's3:*', Resource: '*' }));
});

test('wide rights that are not all rights are not administrator rights', () => {
  assert.ok(!grants(allow({ Action: 's3:*' })));
  assert.ok(!grants(allow({ Action: '*', Resource: 'arn:aws:s3:::*' })));
  assert.ok(!grants(allow({ NotAction: ['iam:*', 'organizations:*', 'account:*'] })));
  assert.ok(!grants({ Effect: 'Deny', Action: '*', Resource: '*' }));
  assert.ok(!grants(allow({ Action: '*' }), { Effect: 'Deny', Action: '*', Resource: '*' }));
  assert.ok(!grants({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:*' }));
  assert.ok(!grants());
});

test('a denial under a condition takes no administrator rights away', () => {
  const deny: PolicyStatement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { x: 'true' } } };
  assert.ok(grants(allow({ Action: '*' }), deny));
});

test('everybody has many names', () => {
  const named = (Principal: PolicyStatement['Principal']) => namesEverybody(allow({ ...(Principal && { Principal }) }));
  assert.ok(named('*') && named({ AWS: '*' }) && named({ AWS: ['111122223333', '*'] }));
  assert.ok(named({ AWS: 'arn:aws:iam::*:root' }));
  assert.ok(namesEverybody(allow({ NotPrincipal: { AWS: '111122223333' } })));
  assert.ok(!named({ AWS: '111122223333' }) && !named({ Service: 's3.amazonaws.com' }) && !named(undefined));
});

test('NotAction speaks of what it leaves out', () => {
  assert.ok(coversAction(allow({ NotAction: 'iam:*' }), 's3:GetObject'));
  assert.ok(!coversAction(allow({ NotAction: 'iam:*' }), 'iam:CreateUser'));
  assert.ok(!coversAction(allow({}), 's3:GetObject'));
});

test('accounts are read from principals', () => {
  assert.equal(accountOf('arn:aws:iam::111122223333:role/x'), '111122223333');
  assert.equal(accountOf('arn:aws-cn:sts::111122223333:assumed-role/x/y'), '111122223333');
  assert.equal(accountOf('111122223333'), '111122223333');
  assert.equal(accountOf('AIDAEXAMPLE'), undefined);
});

test('conditions narrow by who calls, not by how', () => {
  const of = (Condition: PolicyStatement['Condition']) =>
    narrowing(allow({ Principal: '*', ...(Condition && { Condition }) }));
  const cases: [ReturnType<typeof narrowing>, NonNullable<PolicyStatement['Condition']>][] = [
    ['narrows', { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }],
    ['narrows', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-1234567890/*'] } }],
    ['narrows', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
    ['narrows', { ArnEquals: { 'AWS:SourceArn': 'arn:aws:s3:::mine' } }],
    ['narrows', { StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE12:*' } }],
    ['narrows', { IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '10.0.0.0/8'] } }],
    ['narrows', { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } }],
    ['open', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } }],
    ['open', { StringLike: { 'aws:PrincipalOrgID': '*' } }],
    ['open', { StringEquals: { 'aws:PrincipalOrgID': [] } }],
    ['open', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-1234567890' } }],
    ['open', { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } }],
    ['open', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }],
    ['open', { IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '0.0.0.0/2'] } }],
    ['open', { IpAddress: { 'aws:SourceIp': 'anywhere' } }],
    ['open', { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }],
    ['open', { StringEquals: { 's3:prefix': 'public/' } }],
    ['unclear', { StringEquals: { 'acme:new-key': 'x' } }],
    ['unclear', { NewOperator: { 'aws:PrincipalOrgID': 'o-1234567890' } }],
  ];
  for (const [expected, condition] of cases) assert.equal(of(condition), expected, JSON.stringify(condition));
  assert.equal(of(undefined), 'open');
});

test('a denial of all others narrows only what it covers', () => {
  const read = allow({ Principal: '*', Action: ['s3:GetObject', 's3:List*'], Resource: 'arn:aws:s3:::b/*' });
  const deny = (change: Partial<PolicyStatement>): PolicyStatement => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: 'arn:aws:s3:::b/*',
    Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    ...change,
  });
  const open = (denial: PolicyStatement) => publicStatements({ Statement: [read, denial] }).length > 0;
  assert.ok(!open(deny({})));
  assert.ok(!open(deny({ Action: '*', Resource: '*' })));
  assert.ok(
    !open(
      deny({
        Condition: {
          StringNotEqualsIfExists: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    ),
  );
  assert.ok(open(deny({ Action: 's3:GetObject' })));
  assert.ok(open(deny({ Resource: 'arn:aws:s3:::b/private/*' })));
  assert.ok(open(deny({ NotAction: 's3:PutObject' })));
  assert.ok(open(deny({ Principal: { AWS: '111122223333' } })));
  assert.ok(open(deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })));
  assert.ok(
    open(
      deny({
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' },
          Bool: { 'aws:SecureTransport': 'false' },
        },
      }),
    ),
  );
  assert.ok(open(deny({ Condition: { StringNotLike: { 'aws:PrincipalOrgID': '*' } } })));
});
