/** Functions, containers and runbooks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyStatement, Reading, Unread } from '../../source/core/facts.ts';
import type {
  ImageScan,
  KubernetesEndpoint,
  LambdaFunction,
  LatestImage,
  RegistryScanning,
  Repository,
} from '../../source/core/facts-compute.ts';
import { credentialIn, variable } from '../../source/core/secret-text.ts';
import { daysAgo, denied, ok, policy, type Readings } from './facts.ts';
import { bare, here, refused } from './platform-facts.ts';
import { result, table } from './status.ts';

const arn = 'arn:aws:lambda:us-east-1:111122223333:function:f';
const lambda = (change: Partial<LambdaFunction> = {}): LambdaFunction => ({
  name: 'f',
  arn,
  variables: ok([]),
  changedAt: daysAgo(40),
  ...change,
});
const allows = (change: Partial<PolicyStatement>) =>
  policy({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn, ...change });
const called = (reading: Reading<ReturnType<typeof policy> | null>) => here('lambda.policies', { f: reading });
const one = (change: Partial<LambdaFunction> = {}) => here('lambda.functions', [lambda(change)]);
const everybody: Partial<PolicyStatement> = { Principal: '*' };

table('lambda-not-public', [
  ['no policy', 'pass', bare(one(), called(ok(null)))],
  ['a service', 'pass', bare(one(), called(ok(allows({ Principal: { Service: 's3.amazonaws.com' } }))))],
  ['everybody', 'fail', bare(one(), called(ok(allows(everybody))))],
  [
    'everybody of the organization',
    'pass',
    bare(
      one(),
      called(ok(allows({ ...everybody, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }))),
    ),
  ],
  [
    'an address without sign-in',
    'fail',
    bare(
      one(),
      called(
        ok(
          allows({
            ...everybody,
            Action: 'lambda:InvokeFunctionUrl',
            Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
          }),
        ),
      ),
    ),
  ],
  [
    'a strange condition',
    'unknown',
    bare(one(), called(ok(allows({ ...everybody, Condition: { StringEquals: { 'x:y': 'z' } } })))),
  ],
  ['policy denied', 'unknown', bare(one(), called(denied('lambda:GetPolicy')))],
  ['policies denied', 'unknown', bare(one(), refused('lambda.policies'))],
  ['deleted meanwhile', 'not-applicable', bare(one())],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('lambda.functions'))],
]);

const named = (...names: string[]) => ok(names.map((name) => ({ name })));
const unreadable: Unread = {
  state: 'unavailable',
  operation: 'lambda:ListFunctions',
  reason: 'AWS could not decrypt the variables.',
};

table('lambda-in-vpc', [
  ['in a VPC', 'pass', bare(one({ vpcId: 'vpc-1', variables: named('DB_HOST') }))],
  ['outside, with a database', 'fail', bare(one({ variables: named('STAGE', 'DB_HOST') }))],
  ['outside, with another spelling', 'fail', bare(one({ variables: named('APP_REDIS_CACHE_URL') }))],
  [
    'outside, names that only sound alike',
    'not-applicable',
    bare(one({ variables: named('DB_NAME', 'PAGE_URL', 'TABLE_NAME', 'FEEDBACK_HOST') })),
  ],
  ['outside, without variables', 'not-applicable', bare(one())],
  ['outside, variables unreadable', 'unknown', bare(one({ variables: unreadable }))],
  ['inside, variables unreadable', 'pass', bare(one({ vpcId: 'vpc-1', variables: unreadable }))],
  ['denied', 'unknown', bare(refused('lambda.functions'))],
]);

table('lambda-env-no-secrets', [
  ['nothing', 'pass', bare(one())],
  ['plain settings', 'pass', bare(one({ variables: named('STAGE') }))],
  [
    'a credential',
    'fail',
    bare(one({ variables: ok([{ name: 'DB_PASSWORD', looksLike: 'a credential, by its name' }]) })),
  ],
  ['unreadable', 'unknown', bare(one({ variables: unreadable }))],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('lambda.functions'))],
]);

test('a function without credentials has been so since its last change', () => {
  assert.equal(result('lambda-env-no-secrets', bare(one())).since, daysAgo(40));
});

test('what looks like a credential, and what does not', () => {
  const credentials: [string, string][] = [
    ['DB_PASSWORD', 'hunter22'],
    ['dbPassword', 'hunter22'],
    ['client.secret', 'abcdef'],
    ['API_KEY_2', 'abcdef0123'],
    ['ANYTHING', 'AKIAIOSFODNN7EXAMPLE'],
    ['DATABASE_URL', 'postgres://app:hunter22@db/x'],
    ['REDIS_URL', 'redis://:hunter22@cache:6379'],
    ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['KEY_PEM', `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIE`],
    ['GH', `ghp_${'a1'.repeat(20)}`],
    ['HOOK', `https://hooks.slack.com/services/T0000/B0000/${'x'.repeat(24)}`],
  ];
  for (const [name, value] of credentials) assert.ok(credentialIn(name, value), `${name}=${value}`);
  const others: [string, string][] = [
    ['SECRET_ARN', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db'],
    ['DB_SECRET', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db'],
    ['SECRET_NAME', 'prod-db'],
    ['JWT_SECRET', '/prod/jwt'],
    ['PASSWORD', '{{resolve:ssm-secure:db:1}}'],
    ['PASSWORD', `\${DB_PASSWORD}`],
    ['TOKEN_TTL', '360000'],
    ['PASSWORD_MIN_LENGTH', '14'],
    ['TOKEN', 'true'],
    ['DATABASE_URL', 'postgres://db/x'],
    ['DATABASE_URL', `postgres://app:\${PASSWORD}@db/x`],
    ['MONKEY', 'bananas'],
    ['PASSWORD', ''],
  ];
  for (const [name, value] of others) assert.equal(credentialIn(name, value), undefined, `${name}=${value}`);
  assert.doesNotMatch(JSON.stringify(variable('DB_PASSWORD', 'hunter22')), /hunter/);
});

const uploads = called(ok(allows({ Principal: { Service: 's3.amazonaws.com' } })));
const sends = (reading: Reading<string | null>) => here('lambda.on-failure', { f: reading });

table('lambda-dlq', [
  ['a dead-letter queue', 'pass', bare(one({ deadLetterArn: 'arn:aws:sqs:us-east-1:1:q' }), uploads)],
  ['a destination', 'pass', bare(one(), uploads, sends(ok('arn:aws:sqs:us-east-1:1:q')))],
  ['neither', 'fail', bare(one(), uploads, sends(ok(null)))],
  [
    'called by an API, which waits',
    'not-applicable',
    bare(one(), called(ok(allows({ Principal: { Service: 'apigateway.amazonaws.com' } })))),
  ],
  ['called by nobody', 'not-applicable', bare(one(), called(ok(null)))],
  ['policy denied, neither', 'unknown', bare(one(), called(denied('lambda:GetPolicy')), sends(ok(null)))],
  ['destination denied', 'unknown', bare(one(), uploads, sends(denied('lambda:GetFunctionEventInvokeConfig')))],
  ['denied', 'unknown', bare(refused('lambda.functions'))],
]);

const task = (looksLike?: string): Readings => ({
  ...here('ecs.families', ['api']),
  ...here('ecs.task-definitions', {
    api: ok({
      arn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/api:7',
      family: 'api',
      containers: [
        { name: 'web', variables: [{ name: 'STAGE' }] },
        { name: 'side', variables: [{ name: 'TOKEN', ...(looksLike === undefined ? {} : { looksLike }) }] },
      ],
      registeredAt: daysAgo(90),
    }),
  }),
});

table('ecs-env-no-secrets', [
  ['no credential', 'pass', bare(task())],
  ['a credential in a side container', 'fail', bare(task('a Slack token'))],
  [
    'details denied',
    'unknown',
    bare(task(), here('ecs.task-definitions', { api: denied('ecs:DescribeTaskDefinition') })),
  ],
  ['gone meanwhile', 'not-applicable', bare(task(), here('ecs.task-definitions', {}))],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('ecs.families'))],
]);

test('the container is named, and an unchanged revision dated', () => {
  assert.match(result('ecs-env-no-secrets', bare(task('a Slack token'))).resources[0]?.reason ?? '', /side: TOKEN/);
  assert.equal(result('ecs-env-no-secrets', bare(task())).since, daysAgo(90));
});

const repository = (change: Partial<Repository> = {}): Readings =>
  here('ecr.repositories', [{ name: 'team/api', arn: 'arn:aws:ecr:us-east-1:1:repository/team/api', ...change }]);
const registry = (type: string, ...rules: RegistryScanning['rules']) => here('ecr.scanning', { type, rules });

table('ecr-scan-on-push', [
  ['by its own setting', 'pass', bare(repository({ scanOnPush: true }), registry('BASIC'))],
  ['not', 'fail', bare(repository({ scanOnPush: false }), registry('BASIC'))],
  [
    'by a rule',
    'pass',
    bare(repository({ scanOnPush: false }), registry('BASIC', { frequency: 'SCAN_ON_PUSH', filters: ['*'] })),
  ],
  [
    'by a rule for a part of the name',
    'pass',
    bare(repository({ scanOnPush: false }), registry('BASIC', { frequency: 'SCAN_ON_PUSH', filters: ['api'] })),
  ],
  [
    'by a rule for others',
    'fail',
    bare(repository({ scanOnPush: false }), registry('BASIC', { frequency: 'SCAN_ON_PUSH', filters: ['web*'] })),
  ],
  [
    'by a rule for scans by hand',
    'fail',
    bare(repository({ scanOnPush: false }), registry('BASIC', { frequency: 'MANUAL', filters: ['*'] })),
  ],
  ['enhanced, its own setting does not count', 'fail', bare(repository({ scanOnPush: true }), registry('ENHANCED'))],
  [
    'enhanced, continuously',
    'pass',
    bare(repository(), registry('ENHANCED', { frequency: 'CONTINUOUS_SCAN', filters: ['team/*'] })),
  ],
  ['a region without registry settings', 'pass', bare(repository({ scanOnPush: true }), here('ecr.scanning', null))],
  ['setting left out', 'unknown', bare(repository(), registry('BASIC'))],
  ['registry denied', 'unknown', bare(repository({ scanOnPush: true }), refused('ecr.scanning'))],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('ecr.repositories'))],
]);

const image = (scan: Reading<ImageScan | null>, change: Partial<LatestImage> = {}): Readings => ({
  ...repository(),
  ...here('ecr.latest-images', {
    'team/api': ok({ digest: `sha256:${'1'.repeat(64)}`, tags: ['v1'], pushedAt: daysAgo(20), scan, ...change }),
  }),
});
const found = (change: Partial<ImageScan> = {}) => ok({ status: 'COMPLETE', critical: 1, ...change });

table('ecr-image-vulnerabilities', [
  ['nothing critical', 'pass', bare(image(found({ critical: 0 })))],
  ['critical for long, by the push', 'fail', bare(image(found()))],
  ['critical since yesterday', 'pass', bare(image(found({ criticalSince: daysAgo(1) })))],
  ['critical within what was promised', 'pass', bare(image(found())), { 'patch-days-critical': 30 }],
  ['never scanned', 'fail', bare(image(ok(null)))],
  ['scan failed', 'unknown', bare(image(found({ status: 'FAILED', critical: 0 })))],
  ['scan without a state', 'unknown', bare(image(ok({ critical: 0 })))],
  ['scan denied', 'unknown', bare(image(denied('ecr:DescribeImageScanFindings')))],
  ['images denied', 'unknown', bare(repository(), refused('ecr.latest-images'))],
  ['no image', 'not-applicable', bare(repository(), here('ecr.latest-images', { 'team/api': ok(null) }))],
  ['none', 'not-applicable', bare()],
]);

const cluster = (endpoint: KubernetesEndpoint): Readings => ({
  ...here('eks.clusters', ['main']),
  ...here('eks.endpoints', { main: ok(endpoint) }),
});

table('eks-endpoint-restricted', [
  ['private', 'pass', bare(cluster({ publicAccess: false, privateAccess: true, publicCidrs: ['0.0.0.0/0'] }))],
  ['public', 'fail', bare(cluster({ publicAccess: true, publicCidrs: ['0.0.0.0/0'] }))],
  ['public in halves', 'fail', bare(cluster({ publicAccess: true, publicCidrs: ['0.0.0.0/1', '128.0.0.0/1'] }))],
  ['public by IPv6', 'fail', bare(cluster({ publicAccess: true, publicCidrs: ['203.0.113.0/24', '::/0'] }))],
  ['public for an office', 'pass', bare(cluster({ publicAccess: true, publicCidrs: ['203.0.113.0/24'] }))],
  ['left out', 'unknown', bare(cluster({}))],
  ['ranges left out', 'unknown', bare(cluster({ publicAccess: true }))],
  ['ranges nobody can read', 'unknown', bare(cluster({ publicAccess: true, publicCidrs: ['x'] }))],
  ['details denied', 'unknown', bare(cluster({}), refused('eks.endpoints'))],
  ['none', 'not-applicable', bare()],
]);

const documents = (shared: Reading<boolean>): Readings => ({
  ...here('ssm.documents', ['restart']),
  ...here('ssm.public-documents', { restart: shared }),
});

table('ssm-documents-not-public', [
  ['private', 'pass', bare(documents(ok(false)))],
  ['public', 'fail', bare(documents(ok(true)))],
  ['details denied', 'unknown', bare(documents(denied('ssm:DescribeDocumentPermission')))],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('ssm.documents'))],
]);
