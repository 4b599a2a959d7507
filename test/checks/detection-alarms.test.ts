/** Alarms, the chain to a person, load, and log groups. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts, FactTypes, Trail } from '../../source/core/facts.ts';
import type { Alarm, LogGroup, MetricFilter } from '../../source/core/facts-alarms.ts';
import type { Instance } from '../../source/core/facts-network.ts';
import type { DbInstance } from '../../source/core/facts-rds.ts';
import { alarm, metricFilter, topic, without } from './detection-facts.ts';
import { account, daysAgo, denied, facts, ok, type Readings, regions, trail } from './facts.ts';
import { everywhere, here } from './network-facts.ts';
import { result, table } from './status.ts';

function deniedIn(region: string, name: keyof FactTypes, operation: string, { readings }: Facts): Facts {
  return facts({ ...readings, [name]: { ...readings[name], [region]: denied(operation) } });
}

const alarms = (...all: Alarm[]) => facts(here('cloudwatch.alarms', all, []));
const quiet = alarm({ name: 'quiet', arn: 'arn:quiet', actions: [] });
const composite = (rule: string, change: Partial<Alarm> = {}) =>
  alarm({ name: 'all', arn: 'arn:all', metrics: [], composite: { rule }, updatedAt: daysAgo(50), ...change });

table('alarms-have-actions', [
  ['acts', 'pass', alarms(alarm())],
  ['no action', 'fail', alarms(alarm(), quiet)],
  ['switched off', 'fail', alarms(alarm({ actionsEnabled: false }))],
  ['part of one that acts', 'pass', alarms(quiet, composite('ALARM("quiet") OR ALARM(other)'))],
  ['part of one that acts, by ARN', 'pass', alarms(quiet, composite('ALARM(arn:quiet) AND NOT OK("x")'))],
  ['part of one with a longer name', 'fail', alarms(quiet, composite('ALARM("quiet-2")'))],
  ['part of one that does not act', 'fail', alarms(quiet, composite('ALARM("quiet")', { actions: [] }))],
  [
    'two levels',
    'pass',
    alarms(
      quiet,
      composite('ALARM("quiet")', { actions: [] }),
      alarm({ name: 'top', arn: 'arn:top', composite: { rule: 'ALARM(all)' } }),
    ),
  ],
  [
    'each in the other',
    'fail',
    alarms(
      composite('ALARM("b")', { actions: [] }),
      alarm({ name: 'b', arn: 'arn:b', actions: [], composite: { rule: 'ALARM(all)' } }),
    ),
  ],
  [
    'holds others back',
    'pass',
    alarms(quiet, composite('ALARM(x)', { composite: { rule: 'ALARM(x)', suppressor: 'quiet' } })),
  ],
  ['no alarms', 'not-applicable', alarms()],
  ['AWS did not say', 'unknown', alarms(without(alarm(), 'actionsEnabled'))],
  ['denied', 'unknown', deniedIn('eu-west-1', 'cloudwatch.alarms', 'cloudwatch:DescribeAlarms', alarms(alarm()))],
]);

test('an alarm is dated by its last change, a part by the later of two', () => {
  assert.equal(result('alarms-have-actions', alarms(alarm())).since, daysAgo(100));
  assert.equal(result('alarms-have-actions', alarms(quiet, composite('ALARM("quiet")'))).since, daysAgo(50));
  assert.equal(result('alarms-have-actions', alarms(without(alarm(), 'updatedAt'))).since, undefined);
});

const topics = (data: FactTypes['cloudwatch.alarm-topics']) =>
  facts({ ...here('cloudwatch.alarms', [alarm()], []), ...here('cloudwatch.alarm-topics', data, {}) });
const heard = { [topic]: ok({ confirmed: 1, pending: 0 }) };
const other = `arn:aws:sns:us-east-1:${account}:other`;

table('alarm-topics-have-subscribers', [
  ['somebody', 'pass', topics(heard)],
  ['nobody', 'fail', topics({ ...heard, [other]: ok({ confirmed: 0, pending: 0 }) })],
  ['nobody confirmed', 'fail', topics({ [topic]: ok({ confirmed: 0, pending: 3 }) })],
  ['gone', 'fail', topics({ [topic]: ok(null) })],
  ['no topics', 'not-applicable', topics({})],
  ['one denied', 'unknown', topics({ ...heard, [other]: denied('sns:ListSubscriptionsByTopic') })],
  [
    'alarms denied',
    'unknown',
    deniedIn('eu-west-1', 'cloudwatch.alarm-topics', 'cloudwatch:DescribeAlarms', topics(heard)),
  ],
]);

const group = 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*';

/** A whole chain, with parts of it changed. */
function chain(
  change: {
    trails?: Trail[];
    filters?: MetricFilter[];
    alarms?: Alarm[];
    topics?: FactTypes['cloudwatch.alarm-topics'];
  } = {},
  more: Readings = {},
): Facts {
  return facts({
    'cloudtrail.trails': everywhere(change.trails ?? [trail({ logGroupArn: group })]),
    ...here('logs.metric-filters', change.filters ?? [metricFilter()], []),
    ...here('cloudwatch.alarms', change.alarms ?? [alarm()], []),
    ...here('cloudwatch.alarm-topics', change.topics ?? heard, {}),
    ...more,
  });
}

const withPattern = (pattern: string) => chain({ filters: [metricFilter({ pattern })] });
const triggered = (change: NonNullable<Alarm['trigger']>) =>
  chain({ alarms: [alarm({ trigger: { ...alarm().trigger, ...change } })] });
const caller = (id: string): Readings => ({
  'sts.caller': { global: ok({ account: id, arn: `arn:aws:iam::${id}:user/a` }) },
});

table('alarm-root-usage', [
  ['whole', 'pass', chain()],
  [
    'the older pattern',
    'pass',
    withPattern('{ ($.userIdentity.type = "Root") && ($.eventType != "AwsServiceEvent") }'),
  ],
  ['by the ARN', 'pass', withPattern('{ $.userIdentity.arn = "arn:aws:iam::111122223333:root" }')],
  ['sign-ins only', 'fail', withPattern('{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }')],
  ['changes only', 'fail', withPattern('{ $.userIdentity.type = "Root" && $.readOnly IS FALSE }')],
  ['everybody', 'fail', withPattern('{ $.userIdentity.type = "*" }')],
  ['a text', 'fail', withPattern('Root')],
  ['two filters, one right', 'pass', chain({ filters: [metricFilter({ pattern: 'Root' }), metricFilter()] })],
  ['the filter of another group', 'fail', chain({ filters: [metricFilter({ group: 'other' })] })],
  ['no filter', 'fail', chain({ filters: [] })],
  ['no alarm', 'fail', chain({ alarms: [] })],
  [
    'an alarm on another metric',
    'fail',
    chain({ alarms: [alarm({ metrics: [{ namespace: 'Security', name: 'Other', dimensions: {} }] })] }),
  ],
  ['an alarm over zero', 'pass', triggered({ comparison: 'GreaterThanThreshold', threshold: 0 })],
  ['an alarm over one', 'fail', triggered({ comparison: 'GreaterThanThreshold', threshold: 1 })],
  ['an alarm from five', 'fail', triggered({ threshold: 5 })],
  ['an alarm below', 'fail', triggered({ comparison: 'LessThanThreshold', threshold: 1 })],
  ['an alarm after three periods', 'fail', triggered({ periods: 3 })],
  ['an expression', 'pass', chain({ alarms: [without(alarm({ expression: true }), 'trigger')] })],
  ['actions switched off', 'fail', chain({ alarms: [alarm({ actionsEnabled: false })] })],
  ['no subscriber', 'fail', chain({ topics: { [topic]: ok({ confirmed: 0, pending: 1 }) } })],
  [
    'a function instead of a topic',
    'unknown',
    chain({ alarms: [alarm({ actions: ['arn:aws:lambda:us-east-1:1:function:f'] })] }),
  ],
  ['not logging', 'fail', chain({ trails: [trail({ logGroupArn: group, status: ok({ logging: false }) })] })],
  ['no log group', 'fail', chain({ trails: [without(trail(), 'logGroupArn')] })],
  ['one region', 'fail', chain({ trails: [trail({ logGroupArn: group, multiRegion: false })] })],
  [
    'writes only',
    'fail',
    chain({
      trails: [
        trail({
          logGroupArn: group,
          selectors: ok({
            classic: [
              { readWriteType: 'WriteOnly', includeManagementEvents: true, excludedSources: [], dataResources: [] },
            ],
            advanced: [],
          }),
        }),
      ],
    }),
  ],
  ['no trail', 'fail', chain({ trails: [] })],
  ['the log group of another account', 'unknown', chain({ filters: [] }, caller('999988887777'))],
  ['the own account', 'pass', chain({}, caller(account))],
  [
    'the second trail',
    'pass',
    chain({
      trails: [trail({ arn: 'arn:a', name: 'a', status: ok({ logging: false }) }), trail({ logGroupArn: group })],
    }),
  ],
  [
    'status denied',
    'unknown',
    chain({ trails: [trail({ logGroupArn: group, status: denied('cloudtrail:GetTrailStatus') })] }),
  ],
  [
    'status denied, no filter',
    'fail',
    chain({ filters: [], trails: [trail({ logGroupArn: group, status: denied('cloudtrail:GetTrailStatus') })] }),
  ],
  [
    'selectors denied',
    'unknown',
    chain({ trails: [trail({ logGroupArn: group, selectors: denied('cloudtrail:GetEventSelectors') })] }),
  ],
  ['filters denied', 'unknown', deniedIn('us-east-1', 'logs.metric-filters', 'logs:DescribeMetricFilters', chain())],
  ['alarms denied', 'unknown', deniedIn('us-east-1', 'cloudwatch.alarms', 'cloudwatch:DescribeAlarms', chain())],
  ['subscribers denied', 'unknown', chain({ topics: { [topic]: denied('sns:ListSubscriptionsByTopic') } })],
  [
    'trails denied everywhere',
    'unknown',
    facts({
      ...chain().readings,
      'cloudtrail.trails': Object.fromEntries(regions.map((region) => [region, denied('cloudtrail:DescribeTrails')])),
    }),
  ],
  ['trails denied elsewhere', 'pass', deniedIn('eu-west-1', 'cloudtrail.trails', 'cloudtrail:DescribeTrails', chain())],
]);

test('a broken chain names its furthest link, a whole one all of them', () => {
  const reason = (account: Facts) => result('alarm-root-usage', account).resources[0]?.reason;
  assert.equal(
    reason(chain({ filters: [] })),
    'Nobody hears of use of the root user: no metric filter of trail counts it.',
  );
  assert.equal(
    reason(triggered({ threshold: 5 })),
    'Nobody hears of use of the root user: root does not go off at the first event.',
  );
  assert.equal(
    reason(chain()),
    'main records it; root-usage counts it, root tells the topic on-call with 1 confirmed subscriber.',
  );
});

const machine = (change: Partial<Instance> = {}): Instance => ({
  id: 'i-1',
  state: 'running',
  publicAddresses: [],
  taggedPublic: false,
  tags: { env: 'prod' },
  ...change,
});
const database = (change: Partial<DbInstance> = {}): DbInstance => ({
  arn: 'arn:aws:rds:us-east-1:1:db:main',
  id: 'main',
  engine: 'postgres',
  tags: { env: 'prod' },
  logExports: [],
  parameterGroups: [],
  ...change,
});
const balancer = {
  arn: 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/web/1',
  name: 'web',
  type: 'application',
};
const load = (name: string, dimensions: Record<string, string>) =>
  alarm({ metrics: [{ namespace: 'AWS/X', name, dimensions }] });
const all = [
  load('CPUUtilization', { InstanceId: 'i-1' }),
  load('FreeStorageSpace', { DBInstanceIdentifier: 'main' }),
  load('RequestCount', { LoadBalancer: 'app/web/1', TargetGroup: 'x' }),
];

function loads(watch: Alarm[], change: Readings = {}): Facts {
  return facts({
    ...here('cloudwatch.alarms', watch, []),
    ...here('ec2.instances', [machine()], []),
    ...here('rds.instances', [database()], []),
    ...here('elbv2.load-balancers', [balancer], []),
    ...here('elbv2.tags', { [balancer.arn]: ok({ env: 'prod' }) }, {}),
    ...change,
  });
}
const tagged = { tags: ['env=prod'] };
const only = (change: Readings) => ({
  ...here('ec2.instances', [], []),
  ...here('rds.instances', [], []),
  ...here('elbv2.load-balancers', [], []),
  ...change,
});
const machines = (...list: Instance[]) => only(here('ec2.instances', list, []));

table('capacity-alarms-exist', [
  ['all watched', 'pass', loads(all)],
  ['all watched, by tags', 'pass', loads(all), tagged],
  ['the machine is not', 'fail', loads(all.slice(1))],
  ['the database is not', 'fail', loads([...all.slice(0, 1), ...all.slice(2)])],
  ['the load balancer is not', 'fail', loads(all.slice(0, 2))],
  [
    'a status check is not load',
    'fail',
    loads([load('StatusCheckFailed_System', { InstanceId: 'i-1' })], machines(machine())),
  ],
  [
    'nor are errors',
    'fail',
    loads(
      [load('HTTPCode_ELB_5XX_Count', { LoadBalancer: 'app/web/1' })],
      only(here('elbv2.load-balancers', [balancer], [])),
    ),
  ],
  [
    'by its group',
    'pass',
    loads(
      [load('CPUUtilization', { AutoScalingGroupName: 'workers' })],
      machines(machine({ tags: { 'aws:autoscaling:groupName': 'workers' } })),
    ),
  ],
  [
    'by its cluster',
    'pass',
    loads(
      [load('CPUUtilization', { DBClusterIdentifier: 'c' })],
      only(here('rds.instances', [database({ cluster: 'c' })], [])),
    ),
  ],
  ['an alarm of another region', 'fail', loads([], { ...machines(machine()), ...here('cloudwatch.alarms', [], all) })],
  ['another tag', 'not-applicable', loads([], machines(machine({ tags: { env: 'test' } }))), tagged],
  ['stopped', 'not-applicable', loads([], machines(machine({ state: 'stopped' })))],
  ['nothing', 'not-applicable', loads([], only({}))],
  ['tags not kept', 'unknown', loads([], machines(without(machine(), 'tags'))), tagged],
  [
    'tags denied',
    'unknown',
    loads(all, here('elbv2.tags', { [balancer.arn]: denied('elbv2:DescribeTags') }, {})),
    tagged,
  ],
  [
    'tags denied where they do not decide',
    'pass',
    loads(all, here('elbv2.tags', { [balancer.arn]: denied('elbv2:DescribeTags') }, {})),
  ],
  ['alarms denied', 'unknown', deniedIn('us-east-1', 'cloudwatch.alarms', 'cloudwatch:DescribeAlarms', loads(all))],
  ['machines denied', 'unknown', deniedIn('eu-west-1', 'ec2.instances', 'ec2:DescribeInstances', loads(all))],
]);

test('without tags in scoping every machine counts, and the result only corroborates', () => {
  assert.equal(result('capacity-alarms-exist', loads(all)).committed, false);
  assert.equal(result('capacity-alarms-exist', loads(all), tagged).committed, true);
});

const groupOf = (name: string, change: Partial<LogGroup> = {}): LogGroup => ({
  name,
  arn: `arn:aws:logs:us-east-1:111122223333:log-group:${name}`,
  retentionDays: 400,
  kmsKeyId: `arn:aws:kms:us-east-1:${account}:key/1`,
  ...change,
});
const groups = (list: LogGroup[], change: Readings = {}) =>
  facts({
    ...here('logs.groups', list, []),
    'cloudtrail.trails': everywhere([trail({ logGroupArn: group })]),
    ...change,
  });
const short = (name: string) => groupOf(name, { retentionDays: 30 });
const endless = (name: string) => without(groupOf(name), 'retentionDays');
const noTrails: Readings = {
  'cloudtrail.trails': Object.fromEntries(regions.map((region) => [region, denied('cloudtrail:DescribeTrails')])),
};

table('log-retention', [
  ['long', 'pass', groups([groupOf('trail'), groupOf('app')])],
  ['short, but no audit log', 'pass', groups([short('app')])],
  ['the trail’s is short', 'fail', groups([short('trail')])],
  ['the trail’s is short by a longer promise', 'fail', groups([groupOf('trail')]), { 'log-retention-days': 500 }],
  ['a cluster’s is short', 'fail', groups([short('/aws/eks/main/cluster')])],
  ['a database’s is short', 'fail', groups([short('/aws/rds/cluster/main/audit')])],
  ['the trail’s never ends', 'pass', groups([endless('trail')])],
  ['another never ends', 'fail', groups([endless('app')])],
  ['none', 'not-applicable', groups([])],
  ['short, trails denied', 'unknown', groups([short('app')], noTrails)],
  ['never ends, trails denied', 'unknown', groups([endless('app')], noTrails)],
  ['long, trails denied', 'pass', groups([groupOf('app')], noTrails)],
  ['denied', 'unknown', deniedIn('eu-west-1', 'logs.groups', 'logs:DescribeLogGroups', groups([groupOf('trail')]))],
]);

table('log-group-encrypted', [
  ['with a key', 'pass', groups([groupOf('app')])],
  ['without', 'fail', groups([groupOf('app'), without(groupOf('web'), 'kmsKeyId')])],
  ['none', 'not-applicable', groups([])],
  ['denied', 'unknown', deniedIn('eu-west-1', 'logs.groups', 'logs:DescribeLogGroups', groups([groupOf('app')]))],
]);
