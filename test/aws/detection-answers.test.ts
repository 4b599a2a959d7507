/** Answers of detection that are neither data nor a denial: services that are off, many findings, pages, other forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '../../source/core/facts.ts';
import { errorAnswer } from './answer.ts';
import { accountId } from './clients.ts';
import { detectionSuite } from './detection-suite.ts';
import type { Call } from './identify.ts';
import type { Outcome } from './scan-account.ts';
import type { Written } from './server.ts';
import { recordingOf, scanSuite } from './suite.ts';
import { daysBefore, fault, rewriteJson } from './written.ts';
import { restAnswer } from './written-identity.ts';
import { jsonAnswer } from './written-network.ts';

const [good, , empty] = detectionSuite.accounts;

/** Scans what one check needs, with these answers over those of the good or the empty account. */
async function scan(check: string, account: 'good' | 'empty', ...written: Written[]): Promise<Outcome> {
  const base = account === 'good' ? good : empty;
  const checks = detectionSuite.checks.filter(({ id }) => id === check);
  assert.equal(checks.length, 1);
  const replay = recordingOf(detectionSuite, account);
  return scanSuite(detectionSuite, { replay, written: [...base.written, ...written] }, checks);
}

const status = ({ results }: Outcome, check: string) => results.get(check)?.status;
const refused = (operation: string, httpStatus: number, code: string, message = 'no'): Written =>
  fault(operation, ({ call }) => errorAnswer(call, httpStatus, code, message));
const data = <T>(reading: Reading<T> | undefined) => (reading?.state === 'ok' ? reading.data : reading);
const answer = (operation: string, make: (call: Call, now: Date) => ReturnType<typeof restAnswer>): Written => ({
  operation,
  answer: ({ call, now }) => make(call, now),
});

test('each form in which Security Hub says that it is off is an answer, and asks nothing more', async () => {
  for (const [httpStatus, code] of [
    [401, 'InvalidAccessException'],
    [404, 'ResourceNotFoundException'],
  ] as const) {
    const off = refused('securityhub:DescribeHub', httpStatus, code);
    const outcome = await scan('securityhub-enabled', 'good', off);
    assert.equal(status(outcome, 'securityhub-enabled'), 'fail');
    assert.equal(outcome.calls.get('securityhub:GetEnabledStandards'), undefined);
    assert.equal(
      status(await scan('securityhub-findings-clear', 'good', off), 'securityhub-findings-clear'),
      'not-applicable',
    );
  }
});

test('an account that is not signed up is unknown, never off', async () => {
  for (const [check, operation] of [
    ['guardduty-all-regions', 'guardduty:ListDetectors'],
    ['securityhub-enabled', 'securityhub:DescribeHub'],
    ['config-recorder-all-regions', 'config:DescribeConfigurationRecorders'],
    ['external-access-analyzer-enabled', 'accessanalyzer:ListAnalyzers'],
  ] as const) {
    const outcome = await scan(check, 'good', refused(operation, 403, 'SubscriptionRequiredException'));
    assert.equal(status(outcome, check), 'unknown');
    assert.equal(outcome.results.get(check)?.unknown[0]?.kind, 'unavailable');
  }
});

test('Inspector that could not tell of the account is unknown; one that was never on is off', async () => {
  const failed = answer('inspector2:BatchGetAccountStatus', () =>
    restAnswer({
      accounts: [],
      failedAccounts: [{ accountId, errorCode: 'ACCESS_DENIED', errorMessage: 'no access' }],
    }),
  );
  assert.equal(status(await scan('inspector-enabled', 'good', failed), 'inspector-enabled'), 'unknown');
  const never = answer('inspector2:BatchGetAccountStatus', () => restAnswer({ accounts: [], failedAccounts: [] }));
  assert.equal(status(await scan('inspector-enabled', 'good', never), 'inspector-enabled'), 'fail');
  const outcome = await scan('inspector-findings-sla', 'good', never);
  assert.equal(status(outcome, 'inspector-findings-sla'), 'not-applicable');
  assert.equal(outcome.calls.get('inspector2:ListFindings'), undefined);
});

test('a key that cannot rotate, or went away meanwhile, is left out', async () => {
  for (const [code, expected] of [
    ['UnsupportedOperationException', 'not-applicable'],
    ['KMSInvalidStateException', 'not-applicable'],
    ['NotFoundException', 'not-applicable'],
    ['KMSInternalException', 'unknown'],
  ] as const) {
    const outcome = await scan('kms-rotation', 'good', refused('kms:GetKeyRotationStatus', 400, code));
    assert.equal(status(outcome, 'kms-rotation'), expected, code);
  }
  const gone = await scan('kms-not-pending-deletion', 'good', refused('kms:DescribeKey', 400, 'NotFoundException'));
  assert.equal(status(gone, 'kms-not-pending-deletion'), 'not-applicable');
});

test('an alarm’s topic that does not exist reaches nobody', async () => {
  const outcome = await scan(
    'alarm-topics-have-subscribers',
    'good',
    refused('sns:ListSubscriptionsByTopic', 404, 'NotFound'),
  );
  const result = outcome.results.get('alarm-topics-have-subscribers');
  assert.equal(result?.status, 'fail');
  assert.match(result?.resources[0]?.reason ?? '', /does not exist/);
});

test('subscriptions come in pages; those not confirmed or deleted do not count', async () => {
  const member = (arn: string) =>
    `<member><SubscriptionArn>${arn}</SubscriptionArn><Protocol>email</Protocol></member>`;
  const pages: Written = {
    operation: 'sns:ListSubscriptionsByTopic',
    answer: ({ call }) => {
      const second = call.parameters.NextToken === 'second';
      const members = second ? member('Deleted') : member('PendingConfirmation');
      const body =
        '<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult>' +
        `<Subscriptions>${members}</Subscriptions>${second ? '' : '<NextToken>second</NextToken>'}` +
        '</ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>';
      return { status: 200, headers: { 'content-type': 'text/xml' }, body };
    },
  };
  const { facts, results } = await scan('alarm-topics-have-subscribers', 'good', pages);
  const topics = data(facts.readings['cloudwatch.alarm-topics']?.['us-east-1']);
  assert.deepEqual(Object.values(topics ?? {}), [{ state: 'ok', data: { confirmed: 0, pending: 1 } }]);
  assert.equal(results.get('alarm-topics-have-subscribers')?.status, 'fail');
});

test('rules and their targets come in pages, and targets are asked only of rules that findings pass', async () => {
  const rule = (Name: string, source: string) => ({
    Name,
    Arn: `arn:aws:events:us-east-1:${accountId}:rule/${Name}`,
    State: 'ENABLED',
    EventPattern: JSON.stringify({ source: [source] }),
  });
  const asked: string[] = [];
  const outcome = await scan(
    'security-findings-routed',
    'good',
    answer('events:ListRules', ({ parameters }) =>
      parameters.NextToken === undefined
        ? jsonAnswer({
            Rules: [
              rule('machines', 'aws.ec2'),
              { Name: 'nightly', State: 'ENABLED', ScheduleExpression: 'rate(1 day)' },
            ],
            NextToken: '2',
          })
        : jsonAnswer({ Rules: [rule('threats', 'aws.guardduty')] }),
    ),
    answer('events:ListTargetsByRule', ({ parameters, region }) => {
      asked.push(parameters.Rule ?? '');
      const Arn = `arn:aws:sns:us-east-1:${accountId}:on-call`;
      return parameters.NextToken === undefined
        ? jsonAnswer({ Targets: [{ Id: '1', Arn: `arn:aws:logs:${region}:${accountId}:log-group:x` }], NextToken: '2' })
        : jsonAnswer({ Targets: [{ Id: '2', Arn }] });
    }),
  );
  assert.equal(status(outcome, 'security-findings-routed'), 'pass');
  assert.deepEqual([...new Set(asked)], ['threats']);
});

test('of very many findings of GuardDuty the oldest of each severity are read', async () => {
  const asked: string[] = [];
  const lists = answer('guardduty:ListFindings', ({ parameters }) => {
    const criteria = JSON.parse(parameters.findingCriteria ?? '{}') as {
      criterion: Record<string, { equals: string[] }>;
    };
    assert.deepEqual(criteria.criterion['service.archived']?.equals, ['false']);
    assert.deepEqual(criteria.criterion.accountId?.equals, [accountId]);
    assert.deepEqual(JSON.parse(parameters.sortCriteria ?? '{}'), { attributeName: 'createdAt', orderBy: 'ASC' });
    const severities = criteria.criterion.severity?.equals;
    asked.push(severities?.join('') ?? 'all');
    return restAnswer({ findingIds: [`f-${severities?.[0] ?? 'all'}`], nextToken: 'more' });
  });
  const details = answer('guardduty:GetFindings', ({ parameters }, now) =>
    restAnswer({
      findings: (JSON.parse(parameters.findingIds ?? '[]') as string[]).map((id) => ({
        id,
        type: 'Recon:EC2/Portscan',
        severity: Number(id.slice(2)),
        createdAt: daysBefore(now, id === 'f-4' ? 9 : 0.1),
      })),
    }),
  );
  const outcome = await scan('guardduty-findings-triaged', 'good', lists, details);
  assert.deepEqual([...new Set(asked)].sort(), ['123', '456', '78910', 'all']);
  const found = data(outcome.facts.readings['guardduty.findings']?.['us-east-1']);
  assert.deepEqual(found && 'findings' in found ? [found.findings.map(({ id }) => id), found.more] : found, [
    ['f-1', 'f-4', 'f-7'],
    true,
  ]);
  const result = outcome.results.get('guardduty-findings-triaged');
  assert.match(
    result?.resources[0]?.reason ?? '',
    /^1 or more findings are open too long: Recon:EC2\/Portscan, medium/,
  );
});

test('Security Hub and Inspector are asked for the account’s own findings, oldest first, by severity when there are many', async () => {
  const hub: string[] = [];
  const lists = answer('securityhub:GetFindings', ({ parameters, region }, now) => {
    const filters = JSON.parse(parameters.Filters ?? '{}') as Record<string, { Value: string }[]>;
    const values = (name: string) => filters[name]?.map(({ Value }) => Value);
    assert.deepEqual([values('WorkflowStatus'), values('RecordState')], [['NEW'], ['ACTIVE']]);
    assert.deepEqual([values('Region'), values('AwsAccountId')], [[region], [accountId]]);
    hub.push(values('SeverityLabel')?.join(' ') ?? '');
    const finding = {
      Id: 'f',
      Title: 'S3.1',
      CreatedAt: daysBefore(now, 1),
      Severity: { Label: values('SeverityLabel')?.[0] },
    };
    return restAnswer({ Findings: [finding], NextToken: 'more' });
  });
  const outcome = await scan('securityhub-findings-clear', 'good', lists);
  assert.equal(status(outcome, 'securityhub-findings-clear'), 'pass');
  assert.deepEqual([...new Set(hub)].sort(), ['CRITICAL', 'CRITICAL HIGH', 'HIGH']);

  const inspector: string[] = [];
  const weak = answer('inspector2:ListFindings', ({ parameters }, now) => {
    const { severity, findingStatus, awsAccountId } = JSON.parse(parameters.filterCriteria ?? '{}') as Record<
      string,
      { value: string }[]
    >;
    assert.deepEqual([findingStatus?.[0]?.value, awsAccountId?.[0]?.value], ['ACTIVE', accountId]);
    assert.deepEqual(JSON.parse(parameters.sortCriteria ?? '{}'), { field: 'FIRST_OBSERVED_AT', sortOrder: 'ASC' });
    const wanted = severity?.map(({ value }) => value) ?? [];
    inspector.push(wanted.join(' '));
    const firstObservedAt = Math.floor(now.getTime() / 1000) - 86_400;
    return restAnswer({
      findings: [{ findingArn: 'arn:f', severity: wanted[0], firstObservedAt, resources: [] }],
      nextToken: 'more',
    });
  });
  assert.equal(status(await scan('inspector-findings-sla', 'good', weak), 'inspector-findings-sla'), 'pass');
  assert.deepEqual([...new Set(inspector)].sort(), ['CRITICAL', 'CRITICAL HIGH MEDIUM LOW', 'HIGH', 'LOW', 'MEDIUM']);
});

test('composite alarms and alarms on an expression are read, of the types asked for', async () => {
  const alarms = answer('cloudwatch:DescribeAlarms', ({ parameters, region }) => {
    assert.deepEqual(JSON.parse(parameters.AlarmTypes ?? '[]'), ['MetricAlarm', 'CompositeAlarm']);
    if (region !== 'us-east-1') return jsonAnswer({ MetricAlarms: [], CompositeAlarms: [] });
    if (parameters.NextToken === undefined) {
      const metric = {
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'InstanceId', Value: 'i-1' }],
      };
      const Metrics = [
        { Id: 'a', MetricStat: { Metric: metric, Period: 60, Stat: 'Average' } },
        { Id: 'b', Expression: 'ANOMALY_DETECTION_BAND(a)' },
      ];
      const alarm = { AlarmName: 'odd', AlarmArn: 'arn:odd', ActionsEnabled: true, AlarmActions: [], Metrics };
      return jsonAnswer({ MetricAlarms: [alarm], NextToken: '2' });
    }
    const composite = {
      AlarmName: 'all',
      AlarmArn: 'arn:all',
      ActionsEnabled: true,
      AlarmActions: ['arn:aws:sns:us-east-1:1:t'],
      AlarmRule: 'ALARM("odd")',
    };
    return jsonAnswer({ CompositeAlarms: [composite] });
  });
  const { facts, results } = await scan('alarms-have-actions', 'good', alarms);
  assert.equal(results.get('alarms-have-actions')?.status, 'pass');
  const [odd, all] = (data(facts.readings['cloudwatch.alarms']?.['us-east-1']) ?? []) as {
    metrics: unknown;
    expression: boolean;
    composite?: unknown;
  }[];
  assert.deepEqual(odd?.metrics, [{ namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: { InstanceId: 'i-1' } }]);
  assert.deepEqual([odd?.expression, all?.composite], [true, { rule: 'ALARM("odd")' }]);
});

test('recorders that a service keeps for itself do not count', async () => {
  const linked = rewriteJson('config:DescribeConfigurationRecorders', ({ ConfigurationRecorders: all }) => ({
    ConfigurationRecorders: (all as object[]).map((one) => ({ ...one, servicePrincipal: 'securityhub.amazonaws.com' })),
  }));
  const outcome = await scan('config-recorder-all-regions', 'good', linked);
  assert.equal(status(outcome, 'config-recorder-all-regions'), 'fail');
  assert.equal(outcome.calls.get('config:DescribeConfigurationRecorderStatus'), undefined);
});

test('metric filters are asked for only where a trail delivers, and every key type of certificates', async () => {
  const outcome = await scan('alarm-root-usage', 'good');
  assert.deepEqual(
    outcome.seen.filter(({ operation }) => operation === 'logs:DescribeMetricFilters').map(({ region }) => region),
    ['us-east-1'],
  );
  assert.equal((await scan('alarm-root-usage', 'empty')).calls.get('logs:DescribeMetricFilters'), undefined);
  const { seen } = await scan('acm-certificate-expiry', 'good');
  assert.ok(seen.some(({ key }) => key.includes('EC_prime256v1') && key.includes('RSA_4096')));
});
