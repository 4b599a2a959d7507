/** Answers of data stores that are neither data nor a denial: deleted meanwhile, none, pages, other forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '../../source/core/facts.ts';
import { errorAnswer } from './answer.ts';
import { dataSuite } from './data-suite.ts';
import type { Outcome } from './scan-account.ts';
import type { Written } from './server.ts';
import { recordingOf, scanSuite } from './suite.ts';
import { fault } from './written.ts';

const [good, , empty] = dataSuite.accounts;

/** Scans what one check needs, with these answers over those of the good or the empty account. */
async function scan(check: string, account: 'good' | 'empty', ...written: Written[]): Promise<Outcome> {
  const base = account === 'good' ? good : empty;
  const checks = dataSuite.checks.filter(({ id }) => id === check);
  assert.equal(checks.length, 1);
  return scanSuite(
    dataSuite,
    { replay: recordingOf(dataSuite, account), written: [...base.written, ...written] },
    checks,
  );
}

const status = ({ results }: Outcome, check: string) => results.get(check)?.status;
const json = (body: object) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const refused = (operation: string, httpStatus: number, code: string, message = 'gone'): Written =>
  fault(operation, ({ call }) => errorAnswer(call, httpStatus, code, message));
const data = <T>(reading: Reading<T> | undefined) => (reading?.state === 'ok' ? reading.data : reading);

const gone: [check: string, operation: string, httpStatus: number, code: string, message?: string][] = [
  ['dynamodb-pitr', 'dynamodb:DescribeContinuousBackups', 400, 'TableNotFoundException'],
  ['redshift-audit-logging', 'redshift:DescribeLoggingStatus', 404, 'ClusterNotFound'],
  ['sns-encrypted', 'sns:GetTopicAttributes', 404, 'NotFound'],
  ['sqs-not-public', 'sqs:GetQueueAttributes', 400, 'QueueDoesNotExist'],
  [
    'sagemaker-notebook-no-direct-internet',
    'sagemaker:DescribeNotebookInstance',
    400,
    'ValidationException',
    'RecordNotFound',
  ],
];

for (const [check, operation, httpStatus, code, message] of gone) {
  test(`${operation} of what was deleted meanwhile: left out, not unknown`, async () => {
    const outcome = await scan(check, 'good', refused(operation, httpStatus, code, message));
    assert.ok((outcome.calls.get(operation) ?? 0) > 0);
    assert.equal(status(outcome, check), 'not-applicable');
  });
}

test('an EMR cluster that ended meanwhile is left out, another fault of the question is not', async () => {
  const check = 'emr-no-public-master';
  const code = 'InvalidRequestException';
  const ended = await scan(check, 'good', refused('emr:DescribeCluster', 400, code, 'Cluster id j-1 is not valid.'));
  assert.equal(status(ended, check), 'pass');
  const other = await scan(check, 'good', refused('emr:DescribeCluster', 400, code, 'Something else.'));
  assert.equal(status(other, check), 'unknown');
});

test('SageMaker without notebooks in the region, and DMS that says none by an error: nothing there', async () => {
  for (const [check, operation, code] of [
    ['sagemaker-notebook-no-direct-internet', 'sagemaker:ListNotebookInstances', 'UnknownOperationException'],
    ['dms-not-public', 'dms:DescribeReplicationInstances', 'ResourceNotFoundFault'],
  ] as const) {
    assert.equal(status(await scan(check, 'empty', refused(operation, 400, code)), check), 'not-applicable');
  }
});

test('EMR nodes in fleets are asked for by fleet', async () => {
  const check = 'emr-no-public-master';
  const fleet: Written = {
    operation: 'emr:DescribeCluster',
    answer: () => json({ Cluster: { Id: 'j-1', InstanceCollectionType: 'INSTANCE_FLEET' } }),
  };
  const asked: (string | undefined)[] = [];
  const nodes: Written = {
    operation: 'emr:ListInstances',
    answer: ({ call }) => {
      asked.push(call.parameters.InstanceFleetType, call.parameters.InstanceGroupTypes);
      return json({ Instances: [{ PublicIpAddress: '198.51.100.9', Status: { State: 'RUNNING' } }] });
    },
  };
  const outcome = await scan(check, 'good', fleet, nodes);
  assert.equal(status(outcome, check), 'fail');
  assert.deepEqual(asked, ['MASTER', undefined]);
});

test('queues come in pages: all are read', async () => {
  const url = (name: string) => `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}`;
  const pages: Written[] = [
    {
      operation: 'sqs:ListQueues',
      answer: ({ call }) => {
        assert.equal(call.parameters.MaxResults, '1000');
        return call.parameters.NextToken === undefined
          ? json({ QueueUrls: [url('one')], NextToken: 'more' })
          : json({ QueueUrls: [url('two')] });
      },
    },
    { operation: 'sqs:GetQueueAttributes', answer: () => json({}) },
  ];
  const { facts } = await scan('sqs-not-public', 'empty', ...pages);
  const found = data(facts.readings['sqs.policies']?.['eu-west-1']);
  assert.deepEqual(Object.keys(found ?? {}), [url('one'), url('two')]);
});

test('domains are asked about five at a time', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const list: Written = {
    operation: 'opensearch:ListDomainNames',
    answer: ({ call }) =>
      json({ DomainNames: call.region === 'eu-west-1' ? names.map((DomainName) => ({ DomainName })) : [] }),
  };
  const answered: Written = {
    operation: 'opensearch:DescribeDomains',
    answer: ({ before }) =>
      json({
        DomainStatusList: names.slice(before * 5, before * 5 + 5).map((DomainName) => ({
          DomainName,
          // One of them is being deleted, and one has a policy that is no policy.
          Deleted: DomainName === 'b',
          AccessPolicies: DomainName === 'c' ? 'half a policy' : '',
          NodeToNodeEncryptionOptions: { Enabled: true },
        })),
      }),
  };
  const outcome = await scan('opensearch-node-to-node', 'empty', list, answered);
  assert.equal(outcome.calls.get('opensearch:DescribeDomains'), 2);
  assert.equal(outcome.results.get('opensearch-node-to-node')?.passed, 6);
  const found = data(outcome.facts.readings['opensearch.domains']?.['eu-west-1']);
  assert.ok(Array.isArray(found));
  assert.deepEqual(
    found.map(({ name, policy }) => `${name} ${policy.state}`),
    ['a ok', 'c failed', 'd ok', 'e ok', 'f ok', 'g ok'],
  );
});

test('one check makes only its own calls', async () => {
  const { calls } = await scan('rds-not-public', 'good');
  assert.deepEqual([...calls.keys()].sort(), [
    'ec2:DescribeRegions',
    'rds:DescribeDBInstances',
    'sts:GetCallerIdentity',
  ]);
});

test('an account without data stores: fifteen calls a region', async () => {
  const { calls } = await scanSuite(dataSuite, { replay: recordingOf(dataSuite, 'empty'), written: empty.written });
  const total = [...calls].filter(([name]) => !/^(sts|ec2):/.test(name)).reduce((sum, [, count]) => sum + count, 0);
  assert.equal(total / 2, 15, JSON.stringify([...calls]));
});
