import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { CreateUserCommand, IAMClient, paginateListUsers } from '@aws-sdk/client-iam';
import { GetObjectCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { PutPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { allowedOperations, iamAction, isAllowed } from '../../source/aws/operations.ts';
import { leastPrivilegePolicy } from '../../source/aws/permissions.ts';
import { buildClient, type ClientSettings, Transport, WriteRefusedError } from '../../source/aws/read-only.ts';

const passed: string[] = [];
const settings: ClientSettings = {
  credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
  endpoint: 'http://127.0.0.1:9',
  transport: new Transport(),
  pass: async (operation, region) => {
    passed.push(`${operation} ${region}`);
    throw new Error('passed the gate');
  },
};

test('no client lets a command through that is not on the list', async () => {
  passed.length = 0;
  const refused: Promise<unknown>[] = [
    buildClient('iam', IAMClient, 'us-east-1', settings).send(new CreateUserCommand({ UserName: 'x' })),
    buildClient('ec2', EC2Client, 'us-east-1', settings).send(new TerminateInstancesCommand({ InstanceIds: ['i-1'] })),
    buildClient('s3', S3Client, 'us-east-1', settings).send(new PutBucketPolicyCommand({ Bucket: 'b', Policy: '{}' })),
    buildClient('s3control', S3ControlClient, 'us-east-1', settings).send(
      new PutPublicAccessBlockCommand({ AccountId: '123456789012', PublicAccessBlockConfiguration: {} }),
    ),
    buildClient('cloudtrail', CloudTrailClient, 'us-east-1', settings).send(new StopLoggingCommand({ Name: 't' })),
    buildClient('sts', STSClient, 'us-east-1', settings).send(
      new AssumeRoleCommand({ RoleArn: 'r', RoleSessionName: 's' }),
    ),
    // Reads that are not on the list either: contents of objects are nobody's business.
    buildClient('s3', S3Client, 'us-east-1', settings).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
    paginateListUsers({ client: buildClient('iam', IAMClient, 'us-east-1', settings) }, {}).next(),
  ];
  for (const attempt of refused) await assert.rejects(attempt, WriteRefusedError);
  assert.deepEqual(passed, []);
});

test('an allowed command passes the gate once, by its catalogue name', async () => {
  passed.length = 0;
  const client = buildClient('sts', STSClient, 'eu-west-1', settings);
  await assert.rejects(client.send(new GetCallerIdentityCommand({})), /passed the gate/);
  assert.deepEqual(passed, ['sts:GetCallerIdentity eu-west-1']);
});

test('services read by GET refuse any other request at the last moment too', async () => {
  const handler = new Transport().handler('s3');
  const request = {
    method: 'PUT',
    protocol: 'http:',
    hostname: '127.0.0.1',
    port: 9,
    path: '/',
    headers: {},
    query: {},
  };
  await assert.rejects(handler.handle(request), WriteRefusedError);
});

test('the list holds read verbs only', () => {
  for (const { operation } of allowedOperations) {
    assert.match(
      operation,
      /^[\w-]+:((Batch)?Get|List|Describe|Lookup)[A-Z]|^config:SelectAggregateResourceConfig$|^iam:GenerateCredentialReport$/,
    );
  }
  assert.equal(new Set(allowedOperations.map(({ operation }) => operation)).size, allowedOperations.length);
  assert.ok(!isAllowed('s3:GetObject'));
  assert.ok(!allowedOperations.some(({ operation }) => operation === 'sts:GetSessionToken'));
});

test('clients are built in one place, and collectors name nothing that is not on the list', () => {
  const listed = new Set(allowedOperations.map(({ operation }) => operation.replace(/^[\w-]+:/, '')));
  const files = globSync('source/aws/**/*.ts');
  assert.ok(files.length > 20);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (!file.endsWith('read-only.ts')) assert.doesNotMatch(text, /new \w+Client\(/, file);
    for (const [, name = ''] of text.matchAll(/(?:new |paginate)([A-Z]\w+?)(?:Command)?\(/g)) {
      if (/new \w+Command\(|paginate\w+\(/.test(text) && /^(Get|List|Describe|Put|Create|Delete|Generate)/.test(name)) {
        assert.ok(listed.has(name), `${file}: ${name}`);
      }
    }
  }
});

test('the least-privilege policy has each action once, sorted, in the words of IAM', () => {
  const policy = leastPrivilegePolicy([
    'sts:GetCallerIdentity',
    's3:ListBuckets',
    's3:GetBucketEncryption',
    's3:ListBuckets',
  ]);
  assert.deepEqual(policy.Statement, [
    {
      Sid: 'Soc2ReadyReadOnly',
      Effect: 'Allow',
      Action: ['s3:GetEncryptionConfiguration', 's3:ListAllMyBuckets'],
      Resource: '*',
    },
  ]);
  assert.equal(iamAction('s3control:GetPublicAccessBlock'), 's3:GetAccountPublicAccessBlock');
  assert.throws(() => leastPrivilegePolicy(['s3:PutObject']), RangeError);
});
