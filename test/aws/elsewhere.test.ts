/** `scan --source`: findings of Security Hub and of a Config aggregator, as a person reads them, against the test API. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorAnswer, xmlAnswer } from './answer.ts';
import { awsPlace } from './command.ts';
import type { Call } from './identify.ts';
import type { Recording } from './record.ts';
import type { Written } from './server.ts';
import { fault } from './written.ts';
import { restAnswer } from './written-identity.ts';
import { jsonAnswer } from './written-network.ts';

// Everything here is written by hand: the emulator knows neither controls nor aggregators.
const replay: Recording = { recordedAt: new Date().toISOString(), answers: {} } as unknown as Recording;
const home = '123456789012';
const member = '222222222222';

const caller: Written = {
  operation: 'sts:GetCallerIdentity',
  answer: () =>
    xmlAnswer(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>arn:aws:iam::${home}:user/a</Arn><UserId>x</UserId><Account>${home}</Account>` +
        '</GetCallerIdentityResult></GetCallerIdentityResponse>',
    ),
};
const hub: Written = {
  operation: 'securityhub:DescribeHub',
  answer: () =>
    restAnswer({
      HubArn: `arn:aws:securityhub:us-east-1:${home}:hub/default`,
      SubscribedAt: '2025-01-01T00:00:00.000Z',
    }),
};

const values = (call: Call, name: string): string[] =>
  (JSON.parse(call.parameters.Filters ?? '{}') as Record<string, { Value: string }[]>)[name]?.map(
    ({ Value }) => Value,
  ) ?? [];

/** A finding as GetFindings answers with it. */
const finding = (account: string, region: string, control: string, status: string, id: string) => ({
  SchemaVersion: '2018-10-08',
  Id: `arn:aws:securityhub:${region}:${account}:security-control/${control}/finding/${id}`,
  ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
  GeneratorId: `security-control/${control}`,
  AwsAccountId: account,
  Region: region,
  CreatedAt: '2025-01-01T00:00:00.000Z',
  UpdatedAt: new Date().toISOString(),
  Title: `\u001b[31m${control}`,
  Description: control,
  Severity: { Label: 'HIGH' },
  Resources: [{ Type: 'Other', Id: id, Region: region }],
  Compliance: { Status: status, SecurityControlId: control },
  RecordState: 'ACTIVE',
  Workflow: { Status: 'NEW' },
});

const everything = ['us-east-1', 'eu-west-1'].flatMap((region) =>
  [home, member].flatMap((account) => [
    finding(account, region, 'IAM.9', account === member ? 'FAILED' : 'PASSED', `AWS::::Account:${account}`),
    finding(account, region, 'EC2.2', 'PASSED', `arn:aws:ec2:${region}:${account}:security-group/sg-1`),
    finding(account, region, 'KMS.4', 'NOT_AVAILABLE', `AWS::::Account:${account}`),
  ]),
);

/** One finding a page. */
const findings: Written = {
  operation: 'securityhub:GetFindings',
  answer: ({ call }) => {
    assert.deepEqual(values(call, 'RecordState'), ['ACTIVE']);
    const controls = values(call, 'ComplianceSecurityControlId');
    assert.ok(controls.length > 0 && controls.length <= 20, 'a filter takes 20 values');
    const all = everything.filter(
      ({ Region, Compliance }) =>
        values(call, 'Region').includes(Region) && controls.includes(Compliance.SecurityControlId),
    );
    const at = Number(call.parameters.NextToken ?? 0);
    return restAnswer({
      Findings: all.slice(at, at + 1),
      ...(at + 1 < all.length ? { NextToken: String(at + 1) } : {}),
    });
  },
};

interface Printed {
  schema: string;
  accounts: string[];
  regions: { region: string; findings: number | null; reason: string | null }[];
  results: {
    check: string;
    status: string;
    source?: { engine: string; ids: string[]; seen: string; from: string };
    resources: { account: string; status: string }[];
    unknown: { reason: string; kind: string; action?: string }[];
  }[];
  coverage: { known: number; total: number };
}

const of = ({ results }: Printed, check: string) => results.find((result) => result.check === check);
const hubScan = ['scan', '--source', 'securityhub', '--regions', 'us-east-1,eu-west-1', '--json'];

test('Security Hub: every page of every account and region, results marked with their source, kept in the workspace', async (t) => {
  const { aws, run, server } = await awsPlace(t, { replay, written: [caller, hub, findings] });
  assert.equal((await run('init', 'acme', '--time-zone', 'UTC')).code, 0);
  const { code, stdout, stderr } = await aws(...hubScan, '--dir', 'acme');
  assert.equal(code, 0, stderr);
  const printed = JSON.parse(stdout) as Printed;
  assert.equal(printed.schema, 'soc2-ready/scan-source@1');
  assert.deepEqual(printed.accounts, [home, member]);
  assert.deepEqual(
    printed.regions.map(({ findings: count }) => count),
    [6, 6],
  );
  const mfa = of(printed, 'root-mfa-enabled');
  assert.deepEqual(
    [mfa?.status, mfa?.source?.engine, mfa?.source?.from],
    ['fail', 'securityhub', 'securityhub:GetFindings'],
  );
  assert.ok(mfa?.resources.some(({ account, status }) => account === member && status === 'fail'));
  assert.equal(of(printed, 'sg-default-closed')?.status, 'pass');
  assert.equal(of(printed, 'kms-rotation')?.status, 'unknown', 'no conclusion is no pass');
  assert.equal(of(printed, 'dms-not-public')?.status, 'unknown', 'silence is no pass');
  assert.deepEqual(server.missing, []);
  const kept = JSON.parse((await run('score', '--json', '--dir', 'acme')).stdout);
  assert.ok(kept, 'the assessment is decided with it');
});

test('Security Hub off, denied in the middle of its pages, or no such source: unknown, with its sentence', async (t) => {
  const off = fault('securityhub:DescribeHub', ({ call }) =>
    errorAnswer(call, 401, 'InvalidAccessException', 'not subscribed'),
  );
  const first = await awsPlace(t, { replay, written: [caller, off] });
  const nothing = await first.aws(...hubScan);
  assert.equal(nothing.code, 4);
  const printed = JSON.parse(nothing.stdout) as Printed;
  assert.equal(printed.coverage.known, 0);
  assert.match(
    of(printed, 'root-mfa-enabled')?.unknown[0]?.reason ?? '',
    /Security Hub CSPM is not switched on in us-east-1/,
  );

  const half: Written = {
    operation: 'securityhub:GetFindings',
    answer: (context) =>
      context.call.parameters.NextToken !== undefined
        ? errorAnswer(context.call, 403, 'AccessDeniedException', 'no')
        : findings.answer(context),
  };
  const second = await awsPlace(t, { replay, written: [caller, hub, half] });
  const denied = JSON.parse((await second.aws(...hubScan)).stdout) as Printed;
  assert.equal(denied.coverage.known, 0, 'half an answer is no answer');
  const [unread] = of(denied, 'sg-default-closed')?.unknown ?? [];
  assert.deepEqual([unread?.kind, unread?.action], ['denied', 'securityhub:GetFindings']);

  const wrong = await second.aws('scan', '--source', 'guardduty');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /--source takes securityhub or config-aggregator/);
});

const rules = [
  [home, 'us-east-1', 'securityhub-root-account-mfa-enabled-1a2b3c4d', 'COMPLIANT'],
  [home, 'us-east-1', 'vpc-default-security-group-closed', 'NON_COMPLIANT'],
  [home, 'eu-west-1', 'OrgConfigRule-vpc-default-security-group-closed-a1b2c3d4', 'COMPLIANT'],
  [home, 'us-east-1', 'kms-cmk-rotation', 'COMPLIANT'],
  [home, 'us-east-1', 'dms-replication-not-public-conformance-pack-abcdefghi', 'INSUFFICIENT_DATA'],
] as const;

const aggregator: Written[] = [
  caller,
  {
    operation: 'config:DescribeConfigurationAggregators',
    answer: () =>
      jsonAnswer({
        ConfigurationAggregators: [{ ConfigurationAggregatorName: 'all' }, { ConfigurationAggregatorName: 'some' }],
      }),
  },
  {
    operation: 'config:DescribeAggregateComplianceByConfigRules',
    answer: ({ call }) => {
      const at = Number(call.parameters.NextToken ?? 0);
      return jsonAnswer({
        AggregateComplianceByConfigRules: rules
          .slice(at, at + 2)
          .map(([AccountId, AwsRegion, ConfigRuleName, ComplianceType]) => ({
            ...{ AccountId, AwsRegion, ConfigRuleName, Compliance: { ComplianceType } },
          })),
        ...(at + 2 < rules.length ? { NextToken: String(at + 2) } : {}),
      });
    },
  },
  {
    operation: 'config:SelectAggregateResourceConfig',
    answer: () =>
      jsonAnswer({
        Results: ['sg-1', 'sg-2'].map((targetResourceId) =>
          JSON.stringify({
            ...{ accountId: home, awsRegion: 'us-east-1' },
            configuration: {
              targetResourceId,
              configRuleList: [
                { configRuleName: 'vpc-default-security-group-closed', complianceType: 'NON_COMPLIANT' },
              ],
            },
          }),
        ),
      }),
  },
];

test('a Config aggregator: rules by the name of their managed rule, failing resources by their own', async (t) => {
  const { aws, server } = await awsPlace(t, { replay, written: aggregator });
  const { code, stdout, stderr } = await aws('scan', '--source', 'config-aggregator', '--aggregator', 'all', '--json');
  assert.equal(code, 0, stderr);
  const printed = JSON.parse(stdout) as Printed;
  assert.deepEqual(printed.accounts, [home]);
  assert.equal(of(printed, 'root-mfa-enabled')?.status, 'pass');
  const groups = of(printed, 'sg-default-closed');
  assert.equal(groups?.status, 'fail');
  assert.equal(groups?.resources.filter(({ status }) => status === 'fail').length, 2);
  assert.equal(of(printed, 'kms-rotation')?.status, 'unknown', 'a rule of another name is not guessed');
  assert.equal(of(printed, 'dms-not-public')?.status, 'unknown', 'no data is no pass');
  const text = await aws('scan', '--source', 'config-aggregator', '--aggregator', 'all');
  assert.match(text.stdout, /2 of \d+ checks that it can serve have a conclusion[\s\S]*nothing was kept/);
  assert.deepEqual([...server.calls.keys()].filter((name) => name.startsWith('config:')).sort(), [
    'config:DescribeAggregateComplianceByConfigRules',
    'config:DescribeConfigurationAggregators',
    'config:SelectAggregateResourceConfig',
  ]);
});

test('no aggregator, several without a name, or one that is not there: unknown, with its sentence', async (t) => {
  const several = await awsPlace(t, { replay, written: aggregator });
  const unnamed = await several.aws('scan', '--source', 'config-aggregator', '--json');
  assert.equal(unnamed.code, 4);
  assert.match(JSON.parse(unnamed.stdout).regions[0].reason, /several aggregators in us-east-1: name one of all, some/);
  const missing = await several.aws('scan', '--source', 'config-aggregator', '--aggregator', 'none', '--json');
  assert.match(JSON.parse(missing.stdout).regions[0].reason, /no aggregator none in us-east-1/);
  const none: Written = {
    operation: 'config:DescribeConfigurationAggregators',
    answer: () => jsonAnswer({ ConfigurationAggregators: [] }),
  };
  const without = await awsPlace(t, { replay, written: [...aggregator, none] });
  const { code, stdout } = await without.aws('scan', '--source', 'config-aggregator', '--json');
  const printed = JSON.parse(stdout) as Printed;
  assert.deepEqual([code, printed.coverage.known], [4, 0]);
  assert.match(of(printed, 'root-mfa-enabled')?.unknown[0]?.reason ?? '', /AWS Config has no aggregator in us-east-1/);
});

test('without the resources the rules still fail; the policy holds exactly what is sent', async (t) => {
  const policy = await awsPlace(t, { replay, written: aggregator });
  const printed = await policy.run('permissions', '--source', 'config-aggregator');
  const { Statement } = JSON.parse(printed.stdout) as { Statement: { Action: string[] }[] };
  const actions = Statement.flatMap(({ Action }) => Action);
  assert.ok(actions.includes('config:SelectAggregateResourceConfig'));
  const allowed = await awsPlace(t, { replay, written: aggregator, allow: actions });
  assert.equal((await allowed.aws('scan', '--source', 'config-aggregator', '--aggregator', 'all')).code, 0);
  const refused = await awsPlace(t, { replay, written: aggregator, deny: ['config:SelectAggregateResourceConfig'] });
  const { stdout } = await refused.aws('scan', '--source', 'config-aggregator', '--aggregator', 'all', '--json');
  assert.equal(of(JSON.parse(stdout) as Printed, 'sg-default-closed')?.status, 'fail');
});
