/** The test API itself: what it makes of each protocol, and that the SDK understands its denials as it does AWS's. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetBucketEncryptionCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { xmlAnswer } from './answer.ts';
import type { Refuser } from './errors.ts';
import { difference, type Recording } from './record.ts';
import { type ServerOptions, startServer, type TestServer } from './server.ts';
import { fault, faults } from './written.ts';

const nothing: Recording = { recordedAt: '2026-01-02T03:04:05.000Z', answers: {} };
const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function open(options: Partial<ServerOptions>): Promise<TestServer> {
  const server = await startServer({ replay: nothing, ...options });
  closing.push(server.close);
  return server;
}

/** Calls of each protocol, by operation and region. */
function oneOfEach(endpoint: string) {
  const common = { endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 };
  const sts = new STSClient({ ...common, region: 'us-east-1' });
  const iam = new IAMClient({ ...common, region: 'us-east-1' });
  const ec2 = new EC2Client({ ...common, region: 'eu-west-1' });
  const trail = new CloudTrailClient({ ...common, region: 'sa-east-1' });
  const s3 = new S3Client({ ...common, region: 'eu-north-1', forcePathStyle: true });
  const control = new S3ControlClient({
    ...common,
    region: 'us-west-2',
    endpointProvider: () => ({ url: new URL(endpoint) }),
  });
  closing.push(() => [sts, iam, ec2, trail, s3, control].map((client) => client.destroy()));
  return {
    'sts:GetCallerIdentity us-east-1': () => sts.send(new GetCallerIdentityCommand()),
    'iam:GetAccountSummary us-east-1': () => iam.send(new GetAccountSummaryCommand()),
    'ec2:DescribeSecurityGroups eu-west-1': () => ec2.send(new DescribeSecurityGroupsCommand()),
    'cloudtrail:DescribeTrails sa-east-1': () => trail.send(new DescribeTrailsCommand()),
    's3:ListBuckets eu-north-1': () => s3.send(new ListBucketsCommand()),
    's3:GetBucketEncryption eu-north-1': () => s3.send(new GetBucketEncryptionCommand({ Bucket: 'files' })),
    's3control:GetPublicAccessBlock us-west-2': () =>
      control.send(new GetPublicAccessBlockCommand({ AccountId: '123456789012' })),
  };
}

/** Name, status and message of the error that a call ends in. */
async function failure(call: () => Promise<unknown>): Promise<{ name: string; status?: number; message: string }> {
  try {
    await call();
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call did not fail');
}

test('every protocol: operation, region and count of each request', async () => {
  const server = await open({ deny: '*' });
  const calls = oneOfEach(server.url);
  for (const call of Object.values(calls)) await failure(call);
  assert.deepEqual(
    server.seen.map(({ operation, region }) => `${operation} ${region}`),
    Object.keys(calls),
  );
  assert.equal(server.calls.get('iam:GetAccountSummary'), 1);
});

test('a denial has the status, the code and the sentence of each protocol', async () => {
  const calls = oneOfEach((await open({ deny: '*' })).url);
  const expected: Record<string, [name: string, status: number, action: string]> = {
    'sts:GetCallerIdentity us-east-1': ['AccessDenied', 403, 'sts:GetCallerIdentity'],
    'iam:GetAccountSummary us-east-1': ['AccessDenied', 403, 'iam:GetAccountSummary'],
    'ec2:DescribeSecurityGroups eu-west-1': ['UnauthorizedOperation', 403, 'ec2:DescribeSecurityGroups'],
    'cloudtrail:DescribeTrails sa-east-1': ['AccessDeniedException', 400, 'cloudtrail:DescribeTrails'],
    's3:ListBuckets eu-north-1': ['AccessDenied', 403, 's3:ListAllMyBuckets'],
    's3:GetBucketEncryption eu-north-1': ['AccessDenied', 403, 's3:GetEncryptionConfiguration'],
    's3control:GetPublicAccessBlock us-west-2': ['AccessDenied', 403, 's3:GetAccountPublicAccessBlock'],
  };
  for (const [what, call] of Object.entries(calls)) {
    const { name, status, message } = await failure(call);
    const [code, wireStatus, action] = expected[what] ?? [];
    assert.deepEqual([what, name, status], [what, code, wireStatus]);
    assert.match(message, new RegExp(`is not authorized to perform: ${action} .*no identity-based policy allows`));
  }
});

test('deny by IAM action, not by operation name', async () => {
  const server = await open({
    deny: ['s3:GetEncryptionConfiguration'],
    written: [
      {
        operation: 's3:ListBuckets',
        answer: () => xmlAnswer('<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>'),
      },
    ],
  });
  const calls = oneOfEach(server.url);
  assert.equal((await failure(calls['s3:GetBucketEncryption eu-north-1'])).status, 403);
  await calls['s3:ListBuckets eu-north-1']();
});

test('the sentence names the kind of policy that refused', async () => {
  const words: [Refuser, RegExp][] = [
    ['scp', /with an explicit deny in a service control policy/],
    ['boundary', /no permissions boundary allows/],
    ['session', /no session policy allows/],
    ['resource', /with an explicit deny in a resource-based policy/],
  ];
  for (const [denyBy, sentence] of words) {
    const calls = oneOfEach((await open({ deny: '*', denyBy })).url);
    assert.match((await failure(calls['iam:GetAccountSummary us-east-1'])).message, sentence);
  }
});

test('throttling, an expired session and an unknown key are named as the SDK knows them', async () => {
  const names: [make: (typeof faults)['throttled'], byService: Record<string, string>][] = [
    [
      faults.throttled,
      { iam: 'Throttling', ec2: 'RequestLimitExceeded', cloudtrail: 'ThrottlingException', s3: 'SlowDown' },
    ],
    [
      faults.expired,
      { iam: 'ExpiredToken', ec2: 'RequestExpired', cloudtrail: 'ExpiredTokenException', s3: 'ExpiredToken' },
    ],
    [
      faults.unknownKey,
      {
        iam: 'InvalidClientTokenId',
        ec2: 'AuthFailure',
        cloudtrail: 'UnrecognizedClientException',
        s3: 'InvalidAccessKeyId',
      },
    ],
  ];
  for (const [make, byService] of names) {
    const operations = [
      'iam:GetAccountSummary',
      'ec2:DescribeSecurityGroups',
      'cloudtrail:DescribeTrails',
      's3:ListBuckets',
    ];
    const calls = oneOfEach((await open({ written: operations.map((operation) => fault(operation, make)) })).url);
    for (const operation of operations) {
      const [, call] = Object.entries(calls).find(([what]) => what.startsWith(`${operation} `)) ?? assert.fail();
      assert.equal((await failure(call)).name, byService[operation.split(':')[0] ?? '']);
    }
  }
});

test('a cut connection and a broken body are errors, not answers', async () => {
  for (const make of [faults.reset, faults.malformed]) {
    const calls = oneOfEach((await open({ written: [fault('s3:ListBuckets', make)] })).url);
    assert.equal((await failure(calls['s3:ListBuckets eu-north-1'])).name.length > 0, true);
  }
});

test('passes through, records without volatile parts, and replays what it recorded', async () => {
  const upstream = await open({
    written: [
      {
        operation: 'iam:GetAccountSummary',
        answer: ({ before }) =>
          xmlAnswer(
            '<GetAccountSummaryResponse>\n <GetAccountSummaryResult><SummaryMap><entry><key>Users</key>' +
              `<value>${before}</value></entry></SummaryMap></GetAccountSummaryResult><RequestId>random</RequestId></GetAccountSummaryResponse>`,
          ),
      },
    ],
  });
  const summary = 'iam:GetAccountSummary us-east-1' as const;
  const recorder = await open({ replay: undefined, upstream: upstream.url });
  const first = await oneOfEach(recorder.url)[summary]();
  assert.deepEqual(first.SummaryMap, { Users: 0 });
  const recording = recorder.recording();
  assert.doesNotMatch(JSON.stringify(recording), /random|Credential|\\n </);
  assert.deepEqual(Object.keys(recording.answers), [summary]);

  const replayed = await open({ replay: recording });
  const calls = oneOfEach(replayed.url);
  assert.deepEqual((await calls[summary]()).SummaryMap, first.SummaryMap);
  assert.deepEqual(replayed.missing, []);
  assert.equal((await failure(calls['s3:ListBuckets eu-north-1'])).name, 'NotRecorded');
  assert.deepEqual(replayed.missing, ['s3:ListBuckets eu-north-1 path=/']);
});

test('answers that differ from one call to the next replay in order, the last one for ever', async () => {
  const key = 's3:ListBuckets eu-north-1 path=/';
  const named = (name: string) =>
    xmlAnswer(
      `<ListAllMyBucketsResult><Buckets><Bucket><Name>${name}</Name></Bucket></Buckets></ListAllMyBucketsResult>`,
    );
  const server = await open({ replay: { ...nothing, answers: { [key]: [named('one'), named('two')] } } });
  const call = oneOfEach(server.url)['s3:ListBuckets eu-north-1'];
  const names = [await call(), await call(), await call()].map((answer) => answer.Buckets?.[0]?.Name);
  assert.deepEqual(names, ['one', 'two', 'two']);
});

test('a recording over a base keeps only what differs', () => {
  const a = xmlAnswer('<A/>');
  const b = xmlAnswer('<B/>');
  const base = { ...nothing, answers: { one: [a], two: [a] } };
  assert.deepEqual(difference(base, { ...nothing, answers: { one: [a], two: [b], three: [b] } }, 'good'), {
    ...nothing,
    base: 'good',
    answers: { two: [b], three: [b] },
  });
});

test('waits before each answer when told to', async () => {
  const server = await open({ deny: '*', delayMs: 60 });
  const started = performance.now();
  await failure(oneOfEach(server.url)['iam:GetAccountSummary us-east-1']);
  assert.ok(performance.now() - started >= 55);
});

test('rest-json services: route and error form', async () => {
  const server = await open({ deny: '*' });
  const answer = await fetch(`${server.url}/2015-03-31/functions/?MaxItems=50`, {
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260102/eu-west-1/lambda/aws4_request, Signature=0' },
  });
  assert.deepEqual([answer.status, answer.headers.get('x-amzn-errortype')], [403, 'AccessDeniedException']);
  assert.match(((await answer.json()) as { Message: string }).Message, /lambda:ListFunctions/);
  assert.deepEqual(
    server.seen.map(({ operation, region }) => [operation, region]),
    [['lambda:ListFunctions', 'eu-west-1']],
  );
});
