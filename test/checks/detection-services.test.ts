/** Security Hub, Inspector, Access Analyzer, findings of GuardDuty, and whom findings reach. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts, FactTypes, Reading } from '../../source/core/facts.ts';
import type { HubFinding, OpenFindings, ThreatFinding, Weakness } from '../../source/core/facts-security.ts';
import { findingRule, without } from './detection-facts.ts';
import { daysAgo, denied, facts, ok, type Readings } from './facts.ts';
import { everywhere, here } from './network-facts.ts';
import { result, table } from './status.ts';

/** The facts, with one region's reading of one of them denied. */
function deniedIn(region: string, name: keyof FactTypes, operation: string, { readings }: Facts): Facts {
  return facts({ ...readings, [name]: { ...readings[name], [region]: denied(operation) } });
}

const threat = (severity: number, days: number): ThreatFinding => ({
  id: `f-${severity}-${days}`,
  type: 'UnauthorizedAccess:EC2/SSHBruteForce',
  severity,
  createdAt: daysAgo(days),
});
const threats = (...findings: ThreatFinding[]) =>
  facts(here('guardduty.findings', { findings, more: false }, { findings: [], more: false }));

table('guardduty-findings-triaged', [
  ['none open', 'pass', threats()],
  ['young ones', 'pass', threats(threat(8, 0.9), threat(5, 6.9), threat(2, 29))],
  ['a high one of two days', 'fail', threats(threat(8, 2))],
  ['a critical one of two days', 'fail', threats(threat(9.5, 2))],
  ['a medium one of eight days', 'fail', threats(threat(8, 0.1), threat(4, 8))],
  ['a low one of a month', 'fail', threats(threat(3.9, 31))],
  ['three days for all', 'pass', threats(threat(8, 2)), { 'triage-days': 3 }],
  ['three days for all, a low one of four', 'fail', threats(threat(2, 4)), { 'triage-days': 3 }],
  ['without a date', 'unknown', threats(without(threat(8, 1), 'createdAt'))],
  ['without a date, another late', 'fail', threats(without(threat(8, 1), 'createdAt'), threat(8, 3))],
  ['off', 'not-applicable', facts({ 'guardduty.findings': everywhere(null) })],
  ['off in one region', 'pass', facts(here('guardduty.findings', { findings: [], more: false }, null))],
  ['denied in one region', 'unknown', deniedIn('eu-west-1', 'guardduty.findings', 'guardduty:ListFindings', threats())],
]);

test('a default of triage only corroborates; many late findings are counted as at least so many', () => {
  assert.equal(result('guardduty-findings-triaged', threats()).committed, false);
  assert.equal(result('guardduty-findings-triaged', threats(), { 'triage-days': 3 }).committed, true);
  const many = { findings: [threat(8, 9), threat(8, 5)], more: true };
  const [first] = result('guardduty-findings-triaged', facts(here('guardduty.findings', many, null))).resources;
  assert.match(
    first?.reason ?? '',
    /^2 or more findings are open too long: .*high \(open 9 days, allowed 1\), .*open 5 days/,
  );
});

const hub = { subscribedAt: daysAgo(300) };
const cis = 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0';
const hubs = (
  standards: Reading<FactTypes['securityhub.standards']>,
  on: Reading<FactTypes['securityhub.hub']> = ok(hub),
) =>
  facts({
    'securityhub.hub': { 'eu-west-1': on, 'us-east-1': ok(hub) },
    'securityhub.standards': { 'eu-west-1': standards, 'us-east-1': ok([{ arn: cis, status: 'READY' }]) },
  });

table('securityhub-enabled', [
  ['on', 'pass', hubs(ok([{ arn: cis, status: 'READY' }]))],
  [
    'one ready, one not',
    'pass',
    hubs(
      ok([
        { arn: cis, status: 'READY' },
        { arn: 'x', status: 'FAILED' },
      ]),
    ),
  ],
  ['off in one region', 'fail', hubs(ok(null), ok(null))],
  ['no standard', 'fail', hubs(ok([]))],
  ['none ready', 'fail', hubs(ok([{ arn: cis, status: 'INCOMPLETE' }]))],
  ['status left out', 'unknown', hubs(ok([{ arn: cis }]))],
  ['standards denied', 'unknown', hubs(denied('securityhub:GetEnabledStandards'))],
  ['denied', 'unknown', hubs(denied('securityhub:DescribeHub'), denied('securityhub:DescribeHub'))],
  [
    'off in one region, denied in the other',
    'fail',
    facts({
      'securityhub.hub': { 'eu-west-1': ok(null), 'us-east-1': denied('securityhub:DescribeHub') },
      'securityhub.standards': { 'eu-west-1': ok(null), 'us-east-1': denied('securityhub:DescribeHub') },
    }),
  ],
]);

const hubFinding = (severity: HubFinding['severity'], days: number): HubFinding => ({
  id: 'f',
  title: 'S3.1',
  severity,
  createdAt: daysAgo(days),
});
const hubFindings = (...findings: HubFinding[]) => facts(here('securityhub.findings', { findings, more: false }, null));
const promise = { 'patch-days-critical': 7, 'patch-days-high': 14 };

table('securityhub-findings-clear', [
  ['none', 'pass', hubFindings()],
  ['young', 'pass', hubFindings(hubFinding('CRITICAL', 29), hubFinding('HIGH', 59))],
  ['a critical one of 31 days', 'fail', hubFindings(hubFinding('CRITICAL', 31))],
  ['a high one of 61 days', 'fail', hubFindings(hubFinding('HIGH', 61))],
  ['a shorter promise', 'fail', hubFindings(hubFinding('CRITICAL', 8)), promise],
  ['a shorter promise, high', 'pass', hubFindings(hubFinding('HIGH', 13)), promise],
  ['without a date', 'unknown', hubFindings(without(hubFinding('HIGH', 1), 'createdAt'))],
  ['off', 'not-applicable', facts({ 'securityhub.findings': everywhere(null) })],
  ['denied', 'unknown', deniedIn('eu-west-1', 'securityhub.findings', 'securityhub:GetFindings', hubFindings())],
]);

const scan = (states: FactTypes['inspector2.states'], used: Readings = {}) =>
  facts({
    'inspector2.states': everywhere(states),
    'ec2.instances': everywhere([]),
    'ecr.repositories': everywhere([]),
    'lambda.functions': everywhere([]),
    ...used,
  });
const on = { ec2: 'ENABLED', ecr: 'ENABLED', lambda: 'ENABLED' };
const job = { name: 'job', arn: 'arn:job' } as FactTypes['lambda.functions'][number];
const functions: Readings = { 'lambda.functions': everywhere([job]) };
const machine = { id: 'i-1', state: 'running', publicAddresses: [], taggedPublic: false };

table('inspector-enabled', [
  ['all on', 'pass', scan(on, functions)],
  ['what is used is on', 'pass', scan({ ...on, ec2: 'DISABLED' }, functions)],
  ['what is used is off', 'fail', scan({ ...on, lambda: 'DISABLED' }, functions)],
  [
    'never switched on',
    'fail',
    scan(null, {
      'ecr.repositories': here('ecr.repositories', [{ name: 'app', arn: 'arn:app' }], [])['ecr.repositories'],
    } as Readings),
  ],
  ['a machine', 'fail', scan(null, { 'ec2.instances': everywhere([machine]) })],
  [
    'a terminated machine',
    'not-applicable',
    scan(null, { 'ec2.instances': everywhere([{ ...machine, state: 'terminated' }]) }),
  ],
  ['suspended', 'fail', scan({ ec2: 'SUSPENDED', ecr: 'SUSPENDED', lambda: 'SUSPENDED' }, functions)],
  ['nothing to scan', 'not-applicable', scan(null)],
  ['AWS did not say', 'unknown', scan({ ec2: 'ENABLED' }, functions)],
  [
    'off, use unknown',
    'unknown',
    scan(null, { 'lambda.functions': { 'eu-west-1': denied('lambda:ListFunctions'), 'us-east-1': ok([]) } }),
  ],
  [
    'on, use unknown',
    'pass',
    scan(on, { 'lambda.functions': { 'eu-west-1': denied('lambda:ListFunctions'), 'us-east-1': ok([]) } }),
  ],
  ['denied', 'unknown', deniedIn('eu-west-1', 'inspector2.states', 'inspector2:BatchGetAccountStatus', scan(on))],
]);

const weakness = (severity: string, days: number, resource = 'i-1'): Weakness => ({
  arn: `arn:${severity}-${days}`,
  title: 'CVE-2026-1',
  severity,
  resource,
  firstSeenAt: daysAgo(days),
});
const weaknesses = (...findings: Weakness[]) => facts(here('inspector2.findings', { findings, more: false }, null));

table('inspector-findings-sla', [
  ['none', 'pass', weaknesses()],
  ['young', 'pass', weaknesses(weakness('CRITICAL', 29), weakness('HIGH', 59))],
  ['old but medium, nothing committed', 'pass', weaknesses(weakness('MEDIUM', 400))],
  ['old and medium, committed', 'fail', weaknesses(weakness('MEDIUM', 91)), { 'patch-days-medium': 90 }],
  ['critical', 'fail', weaknesses(weakness('CRITICAL', 31))],
  ['high', 'fail', weaknesses(weakness('HIGH', 61))],
  ['a shorter promise', 'fail', weaknesses(weakness('CRITICAL', 8)), promise],
  ['without a date', 'unknown', weaknesses(without(weakness('HIGH', 1), 'firstSeenAt'))],
  ['nothing scanned', 'not-applicable', facts({ 'inspector2.findings': everywhere(null) })],
  ['denied', 'unknown', deniedIn('eu-west-1', 'inspector2.findings', 'inspector2:ListFindings', weaknesses())],
]);

test('weaknesses are judged by resource, and are a promise once critical and high are committed', () => {
  const account = weaknesses(weakness('CRITICAL', 9), weakness('CRITICAL', 8), weakness('HIGH', 1, 'i-2'));
  const { passed, total, committed, resources } = result('inspector-findings-sla', account, promise);
  assert.deepEqual([passed, total, committed], [1, 2, true]);
  assert.deepEqual(
    resources.map(({ id, status }) => [id, status]),
    [
      ['i-1', 'fail'],
      ['i-2', 'pass'],
    ],
  );
  assert.equal(result('inspector-findings-sla', account, { 'patch-days-critical': 7 }).committed, false);
});

const analyzers = (...all: FactTypes['accessanalyzer.analyzers']) =>
  facts({ 'accessanalyzer.analyzers': everywhere(all) });

table('external-access-analyzer-enabled', [
  ['of the account', 'pass', analyzers({ name: 'a', type: 'ACCOUNT', status: 'ACTIVE' })],
  ['of the organization', 'pass', analyzers({ name: 'a', type: 'ORGANIZATION', status: 'ACTIVE' })],
  ['of unused access', 'fail', analyzers({ name: 'a', type: 'ACCOUNT_UNUSED_ACCESS', status: 'ACTIVE' })],
  ['of inner access', 'fail', analyzers({ name: 'a', type: 'ORGANIZATION_INTERNAL_ACCESS', status: 'ACTIVE' })],
  ['failed', 'fail', analyzers({ name: 'a', type: 'ACCOUNT', status: 'FAILED' })],
  [
    'one failed, one active',
    'pass',
    analyzers({ name: 'a', type: 'ACCOUNT', status: 'FAILED' }, { name: 'b', type: 'ACCOUNT', status: 'ACTIVE' }),
  ],
  ['none', 'fail', analyzers()],
  [
    'none in one region',
    'fail',
    facts(here('accessanalyzer.analyzers', [{ name: 'a', type: 'ACCOUNT', status: 'ACTIVE' }], [])),
  ],
  ['type left out', 'unknown', analyzers({ name: 'a', status: 'ACTIVE' })],
  ['status left out', 'unknown', analyzers({ name: 'a', type: 'ACCOUNT' })],
  [
    'denied',
    'unknown',
    deniedIn(
      'eu-west-1',
      'accessanalyzer.analyzers',
      'accessanalyzer:ListAnalyzers',
      analyzers({ name: 'a', type: 'ACCOUNT', status: 'ACTIVE' }),
    ),
  ],
]);

const watching = [{ id: 'd1', details: ok({ status: 'ENABLED' }) }];

/** GuardDuty on in us-east-1, Security Hub off, these rules there. */
function routes(rules: FactTypes['events.finding-rules'], change: Readings = {}): Facts {
  return facts({
    ...here('guardduty.detectors', watching, []),
    'securityhub.hub': everywhere(null),
    'securityhub.aggregation': { global: ok(null) },
    ...here('events.finding-rules', rules, []),
    ...change,
  });
}

const nobody = ok({ confirmed: 0, pending: 2 });
const gathered = (mode: string, home = 'eu-west-1', regions: string[] = []): Readings => ({
  'securityhub.hub': everywhere(hub),
  'securityhub.aggregation': { global: ok({ home, mode, regions }) },
  'guardduty.detectors': everywhere(watching),
});
const inHub = findingRule({ passes: ['guardduty-in-hub', 'hub'] });
const elsewhere = here('events.finding-rules', [], [inHub]);

table('security-findings-routed', [
  ['to a subscriber', 'pass', routes([findingRule()])],
  ['by the second rule', 'pass', routes([findingRule({ enabled: false, targets: ok([]) }), findingRule()])],
  ['no rule', 'fail', routes([])],
  ['disabled', 'fail', routes([findingRule({ enabled: false, targets: ok([]) })])],
  ['no target', 'fail', routes([findingRule({ targets: ok([]) })])],
  ['never confirmed', 'fail', routes([findingRule({}, nobody)])],
  ['a topic that is gone', 'fail', routes([findingRule({}, ok(null))])],
  ['to a log group', 'fail', routes([findingRule({ targets: ok([{ arn: 'arn:aws:logs:us-east-1:1:log-group:x' }]) })])],
  [
    'to a function',
    'unknown',
    routes([findingRule({ targets: ok([{ arn: 'arn:aws:lambda:us-east-1:1:function:x' }]) })]),
  ],
  ['of Security Hub, which is off', 'fail', routes([inHub])],
  ['of Security Hub', 'pass', routes([inHub], here('securityhub.hub', hub, null))],
  ['of its controls only', 'fail', routes([findingRule({ passes: ['hub'] })], here('securityhub.hub', hub, null))],
  [
    'of its controls, GuardDuty off',
    'pass',
    routes([findingRule({ passes: ['hub'] })], {
      ...here('securityhub.hub', hub, null),
      'guardduty.detectors': everywhere([]),
    }),
  ],
  ['gathered elsewhere', 'pass', routes([], { ...gathered('ALL_REGIONS'), ...elsewhere })],
  [
    'gathered from named regions',
    'pass',
    routes([], { ...gathered('SPECIFIED_REGIONS', 'eu-west-1', ['us-east-1']), ...elsewhere }),
  ],
  [
    'gathered from all but this',
    'fail',
    routes([], { ...gathered('ALL_REGIONS_EXCEPT_SPECIFIED', 'eu-west-1', ['us-east-1']), ...elsewhere }),
  ],
  ['gathered from none', 'fail', routes([], { ...gathered('NO_REGIONS'), ...elsewhere })],
  [
    'gathering denied',
    'unknown',
    routes([], {
      ...gathered('ALL_REGIONS'),
      ...elsewhere,
      'securityhub.aggregation': { global: denied('securityhub:ListFindingAggregators') },
    }),
  ],
  [
    'suspended',
    'not-applicable',
    routes([], here('guardduty.detectors', [{ id: 'd1', details: ok({ status: 'DISABLED' }) }], [])),
  ],
  ['nothing makes findings', 'not-applicable', routes([findingRule()], { 'guardduty.detectors': everywhere([]) })],
  ['targets denied', 'unknown', routes([findingRule({ targets: denied('events:ListTargetsByRule') })])],
  ['subscribers denied', 'unknown', routes([findingRule({}, denied('sns:ListSubscriptionsByTopic'))])],
  ['rules denied', 'unknown', deniedIn('us-east-1', 'events.finding-rules', 'events:ListRules', routes([]))],
  [
    'rules denied where nothing makes findings',
    'pass',
    deniedIn('eu-west-1', 'events.finding-rules', 'events:ListRules', routes([findingRule()])),
  ],
  [
    'detectors denied',
    'unknown',
    deniedIn('eu-west-1', 'guardduty.detectors', 'guardduty:ListDetectors', routes([findingRule()])),
  ],
]);

test('the findings of a region that is gathered elsewhere name the rule', () => {
  const { resources } = result('security-findings-routed', routes([], { ...gathered('ALL_REGIONS'), ...elsewhere }));
  assert.equal(resources.length, 2);
  assert.match(
    resources[1]?.reason ?? '',
    /GuardDuty in us-east-1 reach the topic on-call with 1 confirmed subscriber, by the rule findings\.$/,
  );
});

test('findings of OpenFindings keep their order of age in words', () => {
  const open: OpenFindings<ThreatFinding> = { findings: [threat(8, 2), threat(8, 40)], more: false };
  const [first] = result('guardduty-findings-triaged', facts(here('guardduty.findings', open, null))).resources;
  assert.match(first?.reason ?? '', /^2 findings are open too long: .*40 days.*2 days/);
});
