/** The one place that says pass, fail, not applicable or unknown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check, CheckSettings, FactReader, Judgement } from '../../source/core/check.ts';
import type { Facts, Reading, SecurityGroup } from '../../source/core/facts.ts';
import type { ResourceFinding, UnreadOperation } from '../../source/core/finding.ts';
import { judge, judgeAll } from '../../source/core/judge.ts';

const now = '2026-11-21T12:00:00Z';
const settings = (regions?: string[]): CheckSettings => ({
  commitment: (_id, fallback) => ({ value: fallback, committed: false }),
  now,
  ...(regions ? { regions } : {}),
});

const ok: Reading<SecurityGroup[]> = { state: 'ok', data: [] };
const facts = (
  readings: Facts['readings'] = { 'ec2.security-groups': { a: ok, b: ok } },
  more: Partial<Facts> = {},
): Facts => ({
  factsVersion: 1,
  account: '111122223333',
  partition: 'aws',
  callerArn: '',
  startedAt: now,
  finishedAt: now,
  regions: ['a', 'b'],
  calls: { total: 0, byOperation: {} },
  readings,
  ...more,
});

function check(judgement: Judgement | ((facts: FactReader) => Judgement)): Check {
  return {
    id: 'example',
    title: 'Example',
    service: 'ec2',
    tier: 1,
    severity: 'high',
    severityReason: '',
    criteria: ['CC6.1'],
    why: '',
    judgement: '',
    facts: ['ec2.security-groups'],
    operations: ['ec2:DescribeSecurityGroups', 'ec2:DescribeRegions'],
    fix: { summary: '', console: [], cli: [], minutes: 1 },
    references: [],
    judge: (reader) => (typeof judgement === 'function' ? judgement(reader) : judgement),
  };
}

const found = (status: 'pass' | 'fail', id = 'x', more: Partial<ResourceFinding> = {}): ResourceFinding => ({
  id,
  region: 'a',
  status,
  reason: '',
  ...more,
});
const unread: UnreadOperation = { operation: 'x:Y', region: 'a', reason: 'denied', kind: 'denied', action: 'x:Y' };
const result = (judgement: Judgement) => judge(check(judgement), facts(), settings());

test('a failing resource is a fail, also beside something unread, which is listed', () => {
  const { status, passed, total, unknown } = result({ resources: [found('pass'), found('fail')], unknown: [unread] });
  assert.deepEqual([status, passed, total, unknown], ['fail', 1, 2, [unread]]);
});

test('something unread is unknown, also when all that was read passes', () => {
  assert.equal(result({ resources: [found('pass')], unknown: [unread] }).status, 'unknown');
  assert.equal(result({ resources: [], unknown: [unread], notApplicable: 'none' }).status, 'unknown');
  assert.equal(result({ resources: [], unknown: [unread], notApplicable: 'none' }).notApplicable, undefined);
});

test('nothing to judge does not apply, with its sentence', () => {
  const none = result({ resources: [], unknown: [], notApplicable: 'There is none.' });
  assert.deepEqual([none.status, none.notApplicable], ['not-applicable', 'There is none.']);
  assert.equal(result({ resources: [found('pass')], unknown: [], notApplicable: 'none' }).notApplicable, undefined);
});

test('only when all pass it is a pass; committed is true unless said otherwise', () => {
  const pass = result({ resources: [found('pass')], unknown: [] });
  assert.deepEqual([pass.status, pass.committed, pass.severity, pass.criteria], ['pass', true, 'high', ['CC6.1']]);
  assert.equal(result({ resources: [found('pass')], unknown: [], committed: false }).committed, false);
});

test('failing resources come first, then by region and id', () => {
  const { resources } = result({
    resources: [
      found('pass', '1', { region: 'b' }),
      found('pass', '2'),
      found('fail', '4', { region: 'b' }),
      found('pass', '1'),
    ],
    unknown: [],
  });
  assert.deepEqual(
    resources.map(({ id, region }) => region + id),
    ['b4', 'a1', 'a2', 'b1'],
  );
});

test('since is the latest date, when all pass and all have one', () => {
  const [early, late] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00.000Z'];
  const dated = [found('pass', '1', { since: late }), found('pass', '2', { since: early })];
  assert.equal(result({ resources: dated, unknown: [] }).since, late);
  assert.equal(result({ resources: [...dated, found('pass')], unknown: [] }).since, undefined);
  assert.equal(result({ resources: [...dated, found('fail')], unknown: [] }).since, undefined);
  assert.equal(result({ resources: dated, unknown: [unread] }).since, undefined);
  assert.equal(result({ resources: [], unknown: [] }).since, undefined);
});

test('the same unread operation is listed once', () => {
  const other = { ...unread, operation: 'a:B' };
  assert.deepEqual(result({ resources: [], unknown: [unread, { ...unread }, other] }).unknown, [other, unread]);
});

test('without a scan every check is unknown and names its operations', () => {
  const [never] = judgeAll(undefined, [check({ resources: [found('pass')], unknown: [] })], settings());
  assert.deepEqual(
    [never?.status, never?.unknown.map(({ operation, kind }) => [operation, kind])],
    [
      'unknown',
      [
        ['ec2:DescribeRegions', 'not-run'],
        ['ec2:DescribeSecurityGroups', 'not-run'],
      ],
    ],
  );
});

test('a fact that the snapshot does not hold makes the check unknown, whatever it would say', () => {
  const old = judge(check({ resources: [found('pass')], unknown: [] }), facts({}), settings());
  assert.equal(old.status, 'unknown');
  assert.match(old.unknown[0]?.reason ?? '', /predates this check/);
});

test('an error in a judgement is unknown with its text', () => {
  const broken = check(() => {
    throw new Error('no such field');
  });
  const { status, unknown } = judge(broken, facts(), settings());
  assert.equal(status, 'unknown');
  assert.match(unknown[0]?.reason ?? '', /no such field/);
  assert.equal(unknown[0]?.kind, 'failed');
});

/** The regions and states that a check sees. */
function seen(account: Facts, scope?: string[]): [string, string][] {
  let states: [string, string][] = [];
  const looking = check((reader) => {
    states = reader.each('ec2.security-groups').map(([region, { state }]) => [region, state]);
    return { resources: [], unknown: [] };
  });
  judge(looking, account, settings(scope));
  return states;
}

test('checks see the regions in scope, and those that were not read as unavailable', () => {
  assert.deepEqual(seen(facts()), [
    ['a', 'ok'],
    ['b', 'ok'],
  ]);
  assert.deepEqual(seen(facts(), []), [
    ['a', 'ok'],
    ['b', 'ok'],
  ]);
  assert.deepEqual(seen(facts(), ['b']), [['b', 'ok']]);
  assert.deepEqual(seen(facts(), ['b', 'c']), [
    ['b', 'ok'],
    ['c', 'unavailable'],
  ]);
  assert.deepEqual(seen(facts({ 'ec2.security-groups': { a: ok } })), [
    ['a', 'ok'],
    ['b', 'unavailable'],
  ]);
});

test('a list of regions that could not be had shows among them, unless a person named the regions', () => {
  const denied: Reading<never> = {
    state: 'denied',
    operation: 'ec2:DescribeRegions',
    action: 'ec2:DescribeRegions',
    reason: '',
  };
  const readings = { 'ec2.regions': { global: denied }, 'ec2.security-groups': { a: ok } };
  const home = { regions: ['a'] };
  assert.deepEqual(seen(facts(readings, home)), [
    ['a', 'ok'],
    ['global', 'denied'],
  ]);
  assert.deepEqual(seen(facts(readings, { ...home, regionsNamed: true })), [['a', 'ok']]);
  assert.deepEqual(seen(facts(readings, home), ['a']), [['a', 'ok']]);
});

test('facts of global services are always judged', () => {
  let regions: string[] = [];
  const looking = {
    ...check((reader) => {
      regions = reader.each('s3.buckets').map(([region]) => region);
      return { resources: [], unknown: [] };
    }),
    facts: ['s3.buckets' as const],
  };
  judge(looking, facts({ 's3.buckets': { global: { state: 'ok', data: [] } } }), settings(['b']));
  assert.deepEqual(regions, ['global']);
});
