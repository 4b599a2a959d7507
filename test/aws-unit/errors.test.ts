import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerOfDenial, denialReason } from '../../source/aws/denial.ts';
import { type Classified, classify, errorFacts } from '../../source/aws/errors.ts';

/** An error as the SDK throws it: its own name, the wire code beside it. */
function sdkError(name: string, message = '', extra: object = {}): Error {
  return Object.assign(new Error(message), { name, ...extra });
}

function unread(found: Classified) {
  assert.equal(found.kind, 'unread');
  return found.kind === 'unread' ? found.unread : assert.fail();
}

test('"none configured" is an answer, by the SDK name and by the wire code', () => {
  const cases: [string, string, object?][] = [
    ['iam:GetAccountPasswordPolicy', 'NoSuchEntityException'],
    ['iam:GetAccountPasswordPolicy', 'Error', { Code: 'NoSuchEntity' }],
    ['s3:GetBucketPolicy', 'NoSuchBucketPolicy'],
    ['s3:GetBucketPolicyStatus', 'NoSuchBucketPolicy'],
    ['s3:GetBucketEncryption', 'ServerSideEncryptionConfigurationNotFoundError'],
    ['s3:GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration'],
    ['s3control:GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration'],
    ['s3:GetBucketLifecycleConfiguration', 'NoSuchLifecycleConfiguration'],
    ['s3:GetBucketReplication', 'ReplicationConfigurationNotFoundError'],
    ['s3:GetObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError'],
  ];
  for (const [operation, name, extra] of cases) {
    const error = sdkError(name, '', { ...extra, $metadata: { httpStatusCode: 404 } });
    assert.equal(classify(error, operation).kind, 'absent', `${operation} ${name}`);
  }
  assert.equal(classify(sdkError('NoSuchBucketPolicy'), 's3:GetBucketAcl').kind, 'unread');
});

test('a bucket deleted meanwhile, and a report not made yet, are neither denied nor failed', () => {
  assert.equal(classify(sdkError('NoSuchBucket'), 's3:GetBucketAcl').kind, 'gone');
  assert.equal(classify(sdkError('CredentialReportNotReadyException'), 'iam:GetCredentialReport').kind, 'not-ready');
  assert.equal(classify(sdkError('X', '', { Code: 'ReportExpired' }), 'iam:GetCredentialReport').kind, 'not-ready');
});

test('the access-denied family is denied, with the IAM action of the operation', () => {
  for (const name of [
    'AccessDenied',
    'AccessDeniedException',
    'UnauthorizedOperation',
    'AuthorizationErrorException',
  ]) {
    const found = unread(classify(sdkError(name, 'no'), 's3:GetBucketEncryption', 'eu-west-1'));
    assert.equal(found.state, 'denied', name);
    assert.equal(found.state === 'denied' && found.action, 's3:GetEncryptionConfiguration');
    assert.match(found.reason, /s3:GetEncryptionConfiguration/);
  }
  const bare = unread(classify(sdkError('Unknown', '', { $metadata: { httpStatusCode: 403 } }), 's3:ListBuckets'));
  assert.equal(bare.state, 'denied');
});

test('403 of bad keys, an old session or a missing subscription is no denial', () => {
  const status = { $metadata: { httpStatusCode: 403 } };
  const problem = (name: string, message = '') => {
    const found = classify(sdkError(name, message, status), 'iam:GetAccountSummary');
    assert.equal(unread(found).state, 'failed', name);
    return found.kind === 'unread' ? found.problem : undefined;
  };
  assert.equal(problem('InvalidClientTokenId'), 'wrong-credentials');
  assert.equal(problem('UnrecognizedClientException'), 'wrong-credentials');
  assert.equal(
    problem('SignatureDoesNotMatch', 'The request signature we calculated does not match'),
    'wrong-credentials',
  );
  assert.equal(problem('SignatureDoesNotMatch', 'Signature expired: 20260101T000000Z is now earlier'), 'clock');
  assert.equal(problem('RequestTimeTooSkewed'), 'clock');
  assert.equal(problem('ExpiredToken'), 'session-expired');
  assert.equal(problem('RequestExpired', 'Request has expired.'), 'session-expired');
  assert.equal(unread(classify(sdkError('OptInRequired', '', status), 'ec2:DescribeRegions')).state, 'unavailable');
});

test('throttled out is failed and says so; the network is recognised through causes', () => {
  const slow = unread(classify(sdkError('SlowDown'), 's3:ListBuckets'));
  assert.deepEqual([slow.state, slow.state === 'failed' && slow.throttled], ['failed', true]);
  const wrapped = new Error('outer', { cause: sdkError('Error', 'getaddrinfo ENOTFOUND x', { code: 'ENOTFOUND' }) });
  const found = classify(wrapped, 'sts:GetCallerIdentity');
  assert.equal(found.kind === 'unread' && found.problem, 'network');
  assert.equal(classify(sdkError('TimeoutError'), 'sts:GetCallerIdentity').kind, 'unread');
});

test('what AWS does not answer for a resource is unavailable', () => {
  for (const name of ['MethodNotAllowed', 'UnsupportedOperationException', 'TrailNotFoundException']) {
    assert.equal(unread(classify(sdkError(name), 'cloudtrail:GetTrailStatus')).state, 'unavailable', name);
  }
});

test('anything thrown is classified, and its words are made safe for a terminal', () => {
  for (const thrown of [undefined, null, 'text', 7, {}, Object.create(null)]) {
    assert.equal(unread(classify(thrown, 'iam:GetAccountSummary')).state, 'failed');
  }
  const odd = unread(classify(sdkError('Odd', 'a\u001b[31mred\nline'), 'iam:GetAccountSummary'));
  assert.match(odd.reason, /Odd: ared line/);
  assert.deepEqual(errorFacts(sdkError('A', 'm', { Code: 'B', $metadata: { httpStatusCode: 400 } })), {
    names: ['A', 'B'],
    message: 'm',
    status: 400,
  });
});

test('the cause of a denial is read from the message', () => {
  const user =
    'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: iam:GetAccountSummary on resource: *';
  const reason = (end: string) => denialReason('iam:GetAccountSummary', `${user} ${end}`);
  assert.equal(
    reason('with an explicit deny in a service control policy: arn:aws:organizations::999999999999:policy/o-1/p-2'),
    'A service control policy of the organization forbids iam:GetAccountSummary (arn:aws:organizations::999999999999:policy/o-1/p-2).',
  );
  assert.match(reason('with an explicit deny in a service control policy'), /^A service control policy .* forbids/);
  assert.match(
    reason('because no service control policy allows the iam:GetAccountSummary action'),
    /^No service control policy/,
  );
  assert.match(reason('with an explicit deny in a resource control policy'), /^A resource control policy/);
  assert.match(reason('because no permissions boundary allows the action'), /boundary does not allow/);
  assert.match(reason('because no session policy allows the action'), /session policy does not allow/);
  assert.match(reason('with an explicit deny in an identity-based policy'), /^A policy of the caller forbids/);
  assert.match(reason('because no identity-based policy allows the action'), /^No policy of the caller allows/);
  assert.match(reason('with an explicit deny in a resource-based policy'), /resource itself forbids/);
  assert.match(reason('with an explicit deny in a VPC endpoint policy'), /VPC endpoint/);
  assert.match(denialReason('s3:GetBucketAcl', 'Access Denied'), /did not say which policy/);
  assert.equal(callerOfDenial(user), 'arn:aws:iam::123456789012:user/ann');
  assert.equal(callerOfDenial('Access Denied'), undefined);
});
