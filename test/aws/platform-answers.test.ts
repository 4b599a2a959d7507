/** What identity, compute, delivery and backup answer besides what accounts show: secrets, things gone, a service without a client. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Transport, WriteRefusedError } from '../../source/aws/read-only.ts';
import { realClock } from '../../source/aws/scheduler.ts';
import { Session } from '../../source/aws/session.ts';
import { signedGet } from '../../source/aws/signed-get.ts';
import { errorAnswer } from './answer.ts';
import { computeSuite } from './compute-suite.ts';
import { deliverySuite } from './delivery-suite.ts';
import { identitySuite } from './identity-suite.ts';
import type { Written } from './server.ts';
import { recordingOf, type Suite, scanSuite } from './suite.ts';
import { fault, faults } from './written.ts';
import { restAnswer } from './written-identity.ts';

const scanned = (suite: Suite, name: 'good' | 'bad', check: string, ...more: Written[]) => {
  const account = suite.accounts.find((one) => one.name === name);
  const written = [...(account?.written ?? []), ...more];
  const only = suite.checks.filter(({ id }) => id === check);
  return scanSuite(suite, { replay: recordingOf(suite, name), written }, only);
};

test('a snapshot holds the names of variables and sources, never a value or an address', async () => {
  for (const check of ['lambda-env-no-secrets', 'ecs-env-no-secrets']) {
    const { facts } = await scanned(computeSuite, 'bad', check);
    assert.match(
      JSON.stringify(facts),
      /DB_PASSWORD.*a credential, by its name|DATABASE_URL.*a password in an address/,
    );
    assert.doesNotMatch(JSON.stringify(facts), /not-a-real|db\.example\.com/);
  }
  const delivery = await scanned(deliverySuite, 'bad', 'codebuild-source-oauth');
  assert.match(JSON.stringify(delivery.facts), /AWS_ACCESS_KEY_ID.*"credentialInAddress":true/);
  assert.doesNotMatch(JSON.stringify(delivery.facts), /AKIA|not-a-real|example\/app/);
});

const artifact = 'aws-soc-report-available';
const operation = 'artifact:ListReports';

test('Artifact is asked again when it is busy, and each question counts once', async () => {
  const { results, facts, calls } = await scanned(
    identitySuite,
    'good',
    artifact,
    fault(operation, faults.throttled, 1),
  );
  assert.equal(results.get(artifact)?.status, 'pass');
  assert.deepEqual([facts.calls.byOperation[operation], calls.get(operation)], [2, 3]);
});

test('an answer of Artifact that is none leaves the check unknown', async () => {
  for (const made of [faults.malformed(), restAnswer({}), restAnswer({ reports: [{ series: 'SOC 2' }] })]) {
    const { results } = await scanned(identitySuite, 'good', artifact, { operation, answer: () => made });
    const { status, unknown } = results.get(artifact) ?? {};
    assert.deepEqual([status, unknown?.map(({ kind }) => kind)], ['unknown', ['failed']]);
    assert.match(unknown?.[0]?.reason ?? '', /could not be understood/);
  }
});

test('an expired session is told as such by Artifact too', async () => {
  const { results } = await scanned(identitySuite, 'good', artifact, fault(operation, faults.expired));
  assert.match(results.get(artifact)?.unknown[0]?.reason ?? '', /session expired/);
});

test('what is not on the list of operations is not sent, without a client as with one', async () => {
  const asked = {
    operation: 'artifact:PutAccountSettings',
    host: 'example.com',
    region: 'us-east-1',
    path: '/',
    query: {},
  };
  const settings = {
    credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
    transport: new Transport(),
    pass: () => Promise.reject(new Error('sent')),
  };
  await assert.rejects(signedGet(asked, settings, realClock), WriteRefusedError);
});

const gone = (name: string, status: number, code: string, message: string) =>
  fault(name, ({ call }) => errorAnswer(call, status, code, message));

test('what was deleted meanwhile is left out', async () => {
  const cases: [suite: Suite, check: string, answer: Written][] = [
    [
      computeSuite,
      'eks-endpoint-restricted',
      gone('eks:DescribeCluster', 404, 'ResourceNotFoundException', 'No cluster found.'),
    ],
    [
      computeSuite,
      'ecs-env-no-secrets',
      gone('ecs:DescribeTaskDefinition', 400, 'ClientException', 'Unable to describe task definition.'),
    ],
    [
      computeSuite,
      'ecr-image-vulnerabilities',
      gone('ecr:DescribeImages', 400, 'RepositoryNotFoundException', 'It does not exist.'),
    ],
    [
      computeSuite,
      'ssm-documents-not-public',
      gone('ssm:DescribeDocumentPermission', 400, 'InvalidDocument', 'It does not exist.'),
    ],
    [
      deliverySuite,
      'codepipeline-manual-approval',
      gone('codepipeline:GetPipeline', 400, 'PipelineNotFoundException', 'No pipeline.'),
    ],
  ];
  for (const [suite, check, answer] of cases) {
    const { results } = await scanned(suite, 'good', check, answer);
    assert.equal(results.get(check)?.status, 'not-applicable', check);
  }
});

test('a region without registry settings scans by repository, and an image that was never scanned fails', async () => {
  const off = gone('ecr:GetRegistryScanningConfiguration', 400, 'ValidationException', 'This feature is disabled');
  const { results } = await scanned(computeSuite, 'good', 'ecr-scan-on-push', off);
  assert.equal(results.get('ecr-scan-on-push')?.status, 'pass');
  const never = gone('ecr:DescribeImageScanFindings', 400, 'ScanNotFoundException', 'Image scan does not exist.');
  const images = await scanned(computeSuite, 'good', 'ecr-image-vulnerabilities', never);
  assert.match(images.results.get('ecr-image-vulnerabilities')?.resources[0]?.reason ?? '', /never scanned/);
});

test('a service that has no address in a region is not there; at home the network is down', () => {
  const session = new Session({
    credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
    home: 'eu-west-1',
  });
  session.account = '123456789012';
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND codepipeline.example'), { code: 'ENOTFOUND' });
  const state = (region: string) => {
    const found = session.classify(error, 'codepipeline:ListPipelines', region);
    return found.kind === 'unread' ? found.unread.state : found.kind;
  };
  assert.deepEqual([state('ap-east-2'), state('eu-west-1')], ['unavailable', 'failed']);
  session.close();
});
