/** CloudTrail: what is recorded, how trails are set up, the buckets they deliver to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managementEvents, objectEvents } from '../../checks/cloudtrail-selectors.ts';
import { checkById } from '../../checks/index.ts';
import type { Bucket, Facts, LifecycleRule, Trail, TrailSelectors, TrailStatus } from '../../source/core/facts.ts';
import { judge } from '../../source/core/judge.ts';
import {
  bucket,
  daysAgo,
  denied,
  emptyFacts,
  facts,
  globally,
  ok,
  regions,
  settings,
  trail,
  withTrails,
} from './facts.ts';
import { type Case, result, table } from './status.ts';

const noTrails = withTrails();
const noList = facts({
  'cloudtrail.trails': Object.fromEntries(regions.map((region) => [region, denied('cloudtrail:DescribeTrails')])),
});
const oneRegionDenied = (...trails: Trail[]) =>
  facts({ 'cloudtrail.trails': { 'us-east-1': ok(trails), 'eu-west-1': denied('cloudtrail:DescribeTrails') } });
const status = (change: Partial<TrailStatus> = {}) =>
  ok({ logging: true, latestLogGroupDeliveryAt: daysAgo(0.1), ...change });
const stopped = { status: status({ logging: false }) };
const single = { multiRegion: false };
const statusDenied = { status: denied('cloudtrail:GetTrailStatus') };
const second = (change: Partial<Trail>) =>
  trail({ arn: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/second', name: 'second', ...change });

table('cloudtrail-multi-region', [
  ['a trail', 'pass', withTrails(trail())],
  [
    'an organization trail seen as a shadow',
    'pass',
    facts({ 'cloudtrail.trails': { 'us-east-1': denied('x'), 'eu-west-1': ok([trail({ organization: true })]) } }),
  ],
  ['one of two', 'pass', withTrails(trail(stopped), second({}))],
  ['one of two, the other unread', 'pass', withTrails(trail(statusDenied), second({}))],
  ['none', 'fail', noTrails],
  ['none in the one region that was read', 'fail', oneRegionDenied()],
  ['one region only', 'fail', withTrails(trail(single))],
  ['not logging', 'fail', withTrails(trail(stopped))],
  ['status denied', 'unknown', withTrails(trail(statusDenied))],
  ['denied', 'unknown', noList],
]);

test('one trail seen in many regions is one trail, judged once and dated by the start of its logging', () => {
  const found = result('cloudtrail-multi-region', facts());
  assert.deepEqual([found.total, found.since], [1, daysAgo(200)]);
  assert.equal(result('cloudtrail-log-validation', facts()).total, 1);
  const older = second({ status: status({ startedLoggingAt: daysAgo(300) }) });
  assert.equal(result('cloudtrail-multi-region', withTrails(trail(), older)).since, daysAgo(300));
  const undated = result('cloudtrail-multi-region', withTrails(trail({ status: status() })));
  assert.deepEqual([undated.status, undated.since], ['pass', undefined]);
});

test('a reading of a trail that failed in one region is taken from another', () => {
  const seen = facts({ 'cloudtrail.trails': { 'us-east-1': ok([trail(statusDenied)]), 'eu-west-1': ok([trail()]) } });
  assert.equal(result('cloudtrail-multi-region', seen).status, 'pass');
});

type Classic = TrailSelectors['classic'][number];
const classic = (...changes: Partial<Classic>[]) => ({
  selectors: ok({
    classic: changes.map((change) => ({
      readWriteType: 'All' as const,
      includeManagementEvents: true,
      excludedSources: [],
      dataResources: [],
      ...change,
    })),
    advanced: [],
  }),
});
type Field = TrailSelectors['advanced'][number]['fields'][number];
const advanced = (...selectors: Field[][]) => ({
  selectors: ok({ classic: [], advanced: selectors.map((fields) => ({ fields })) }),
});
const category = (value: string): Field => ({ field: 'eventCategory', equals: [value] });
const readOnly = (value: string): Field => ({ field: 'readOnly', equals: [value] });
const selectorsDenied = { selectors: denied('cloudtrail:GetEventSelectors') };

const recording: Case[] = [
  ['not logging', 'fail', withTrails(trail(stopped))],
  ['another region is not covered', 'fail', withTrails(trail(single))],
  ['no trail', 'fail', noTrails],
  ['one trail does, another is unread', 'pass', withTrails(trail(), second(selectorsDenied))],
  ['selectors denied', 'unknown', withTrails(trail(selectorsDenied))],
  ['status denied', 'unknown', withTrails(trail(statusDenied))],
  ['a trail of the only region read', 'unknown', oneRegionDenied(trail(single))],
  ['denied', 'unknown', noList],
];

table('cloudtrail-management-events', [
  ...recording,
  ['classic', 'pass', withTrails(trail(classic({})))],
  [
    'classic, reads and writes apart',
    'pass',
    withTrails(trail(classic({ readWriteType: 'ReadOnly' }, { readWriteType: 'WriteOnly' }))),
  ],
  ['classic without KMS', 'pass', withTrails(trail(classic({ excludedSources: ['kms.amazonaws.com'] })))],
  ['classic, writes only', 'fail', withTrails(trail(classic({ readWriteType: 'WriteOnly' })))],
  ['classic, data events only', 'fail', withTrails(trail(classic({ includeManagementEvents: false })))],
  ['advanced', 'pass', withTrails(trail(advanced([category('Management')])))],
  [
    'advanced, two halves',
    'pass',
    withTrails(
      trail(advanced([category('Management'), readOnly('true')], [category('Management'), readOnly('false')])),
    ),
  ],
  [
    'advanced without KMS',
    'pass',
    withTrails(trail(advanced([category('Management'), { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }]))),
  ],
  ['advanced, reads only', 'fail', withTrails(trail(advanced([category('Management'), readOnly('true')])))],
  [
    'advanced, one service',
    'fail',
    withTrails(trail(advanced([category('Management'), { field: 'eventSource', equals: ['ec2.amazonaws.com'] }]))),
  ],
  [
    'advanced, some names',
    'fail',
    withTrails(trail(advanced([category('Management'), { field: 'eventName', startsWith: ['Delete'] }]))),
  ],
  ['advanced, data events only', 'fail', withTrails(trail(advanced([category('Data')])))],
  ['no selectors', 'fail', withTrails(trail(advanced()))],
]);

const s3Objects: Field[] = [category('Data'), { field: 'resources.type', equals: ['AWS::S3::Object'] }];
const arn = (change: Partial<Field>): Field => ({ field: 'resources.ARN', ...change });

table('cloudtrail-s3-data-events', [
  ...recording,
  [
    'classic, all buckets',
    'pass',
    withTrails(trail(classic({ dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::'] }] }))),
  ],
  [
    'classic, one bucket',
    'fail',
    withTrails(trail(classic({ dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::data/'] }] }))),
  ],
  [
    'classic, functions',
    'fail',
    withTrails(trail(classic({ dataResources: [{ type: 'AWS::Lambda::Function', values: ['arn:aws:lambda'] }] }))),
  ],
  [
    'classic, writes only',
    'fail',
    withTrails(
      trail(
        classic({ readWriteType: 'WriteOnly', dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] }),
      ),
    ),
  ],
  ['management events only', 'fail', withTrails(trail(classic({})))],
  ['advanced', 'pass', withTrails(trail(advanced(s3Objects)))],
  [
    'advanced, but for the trail’s own bucket',
    'pass',
    withTrails(trail(advanced([...s3Objects, arn({ notStartsWith: ['arn:aws:s3:::logs/'] })]))),
  ],
  [
    'advanced, but for another bucket',
    'fail',
    withTrails(trail(advanced([...s3Objects, arn({ notStartsWith: ['arn:aws:s3:::data/'] })]))),
  ],
  [
    'advanced, one bucket',
    'fail',
    withTrails(trail(advanced([...s3Objects, arn({ startsWith: ['arn:aws:s3:::data/'] })]))),
  ],
  [
    'advanced, some names',
    'fail',
    withTrails(trail(advanced([...s3Objects, { field: 'eventName', equals: ['GetObject'] }]))),
  ],
  [
    'advanced, another kind',
    'fail',
    withTrails(trail(advanced([category('Data'), { field: 'resources.type', equals: ['AWS::DynamoDB::Table'] }]))),
  ],
]);

test('selectors are read the same for one bucket as for all', () => {
  const covers = (fields: Field[], name: string) => {
    const { reads, writes } = objectEvents({ classic: [], advanced: [{ fields }] }, name);
    return reads && writes;
  };
  assert.ok(covers([...s3Objects, arn({ startsWith: ['arn:aws:s3:::data/'] })], 'data'));
  assert.ok(covers([...s3Objects, arn({ startsWith: ['arn:aws:s3:::da'] })], 'data'));
  assert.ok(!covers([...s3Objects, arn({ startsWith: ['arn:aws:s3:::data/part/'] })], 'data'));
  assert.ok(!covers([...s3Objects, arn({ notStartsWith: ['arn:aws:s3:::da'] })], 'data'));
  assert.ok(!covers([...s3Objects, arn({ notStartsWith: ['arn:aws:s3:::data/part/'] })], 'data'));
  assert.ok(covers([...s3Objects, arn({ notStartsWith: ['arn:aws:s3:::other/'] })], 'data'));
  assert.ok(!covers([...s3Objects, arn({ endsWith: ['.pdf'] })], 'data'));
  const apart = managementEvents({
    classic: [],
    advanced: [{ fields: [category('Management'), { field: 'readOnly', notEquals: ['true'] }] }],
  });
  assert.deepEqual([apart.reads, apart.writes], [false, true]);
});

/** Accounts with and without a property of trails; `lacking` is a change that takes it away. */
function property(id: string, lacking: Partial<Trail>, unread: Case[]): void {
  table(id, [
    ['one trail', 'pass', withTrails(trail())],
    ['one that covers all is enough', 'pass', withTrails(trail(), second(lacking))],
    [
      'two that cover one region each',
      'pass',
      withTrails(trail(single), second({ ...single, homeRegion: 'eu-west-1' })),
    ],
    ['lacking', 'fail', withTrails(trail(lacking))],
    ['only a trail of one region has it', 'fail', withTrails(trail(lacking), second(single))],
    ['no trail', 'not-applicable', noTrails],
    ['a trail of one region, another region denied', 'unknown', oneRegionDenied(trail(single))],
    ['denied', 'unknown', noList],
    ...unread,
  ]);
}

property('cloudtrail-log-validation', { logFileValidation: false }, []);

const { kmsKeyId: _key, ...keyless } = trail();
table('cloudtrail-kms-encryption', [
  ['a key', 'pass', withTrails(trail())],
  ['none', 'fail', withTrails(keyless)],
  ['no trail', 'not-applicable', noTrails],
  ['denied', 'unknown', noList],
]);

const { logGroupArn: _group, ...groupless } = trail();
const undelivered: Partial<Trail> = { status: ok({ logging: true }) };
property('cloudtrail-to-cloudwatch', { status: status({ latestLogGroupDeliveryAt: daysAgo(2) }) }, [
  ['no log group', 'fail', withTrails(groupless)],
  ['no log group, status denied', 'fail', withTrails({ ...groupless, ...statusDenied })],
  ['an error', 'fail', withTrails(trail({ status: status({ latestLogGroupDeliveryError: 'AccessDenied' }) }))],
  ['not logging', 'fail', withTrails(trail(stopped))],
  ['neither delivery nor error', 'unknown', withTrails(trail(undelivered))],
  ['status denied', 'unknown', withTrails(trail(statusDenied))],
]);

property('cloudtrail-delivery-healthy', { status: status({ latestDeliveryError: 'NoSuchBucket' }) }, [
  ['not logging', 'fail', withTrails(trail(stopped))],
  ['status denied', 'unknown', withTrails(trail(statusDenied))],
]);

test('what other trails lack is said beside the one that is enough', () => {
  const found = result('cloudtrail-log-validation', withTrails(trail(), second({ logFileValidation: false })));
  assert.match(found.resources[0]?.reason ?? '', /Not so: second\./);
});

const withBucket = (change: Partial<Bucket>, trails: Trail[] = [trail()], account: Facts = facts()): Facts => ({
  ...account,
  readings: {
    ...account.readings,
    ...withTrails(...trails).readings,
    ...globally('s3.buckets', [bucket('logs', change)]),
  },
});
const exposed = {
  publicAccessBlock: ok(null),
  acl: ok([{ grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' }]),
};
const unblocked = (change: Partial<Bucket>): Facts => {
  const account = withBucket(change);
  return { ...account, readings: { ...account.readings, ...globally('s3.account-public-access-block', null) } };
};
const elsewhere = withTrails(trail({ bucket: 'of-another-account' }));
const bucketsDenied = facts({ 's3.buckets': { global: denied('s3:ListBuckets') } });

table('cloudtrail-bucket-not-public', [
  ['closed', 'pass', facts()],
  ['closed, a region denied', 'pass', oneRegionDenied(trail())],
  ['public but blocked by the account', 'pass', withBucket(exposed)],
  ['public', 'fail', unblocked(exposed)],
  [
    'another bucket is public',
    'pass',
    facts({
      ...globally('s3.account-public-access-block', null),
      ...globally('s3.buckets', [bucket('logs'), bucket('x', exposed)]),
    }),
  ],
  ['in another account', 'unknown', elsewhere],
  ['ACL denied', 'unknown', unblocked({ publicAccessBlock: ok(null), acl: denied('s3:GetBucketAcl') })],
  ['buckets denied', 'unknown', bucketsDenied],
  ['trails denied', 'unknown', noList],
  ['no trail', 'not-applicable', emptyFacts()],
]);

const expiring = (change: Partial<LifecycleRule>, more: Partial<Bucket> = {}): Partial<Bucket> => ({
  lifecycle: ok({
    rules: [{ id: 'clean', enabled: true, prefix: '', narrowed: false, expirationDays: 90, ...change }],
  }),
  versioning: ok({ status: 'never', mfaDelete: false }),
  objectLock: ok(null),
  ...more,
});
const { keyPrefix: _prefix, ...untold } = trail();
const versioned = { versioning: ok({ status: 'Enabled' as const, mfaDelete: false }) };

table('cloudtrail-bucket-retention', [
  ['no rules', 'pass', facts()],
  ['late enough', 'pass', withBucket(expiring({ expirationDays: 365 }))],
  ['too early', 'fail', withBucket(expiring({}))],
  [
    'too early for a longer promise',
    'fail',
    withBucket(expiring({ expirationDays: 400 })),
    { 'log-retention-days': 730 },
  ],
  ['within a shorter promise', 'pass', withBucket(expiring({})), { 'log-retention-days': 60 }],
  ['a rule that is off', 'pass', withBucket(expiring({ enabled: false }))],
  ['a fixed date', 'fail', withBucket(expiring({ expirationDate: '2026-01-01' }))],
  ['on the trail’s files', 'fail', withBucket(expiring({ prefix: 'AWSLogs/111122223333/CloudTrail/' }))],
  [
    'on files of another service',
    'pass',
    withBucket(expiring({ prefix: 'AWSLogs/111122223333/elasticloadbalancing/' })),
  ],
  ['on another prefix', 'pass', withBucket(expiring({ prefix: 'tmp/' }))],
  ['on the trail’s own prefix', 'fail', withBucket(expiring({ prefix: 'audit/' }), [trail({ keyPrefix: 'audit' })])],
  ['on another prefix, the trail’s not told', 'unknown', withBucket(expiring({ prefix: 'tmp/' }), [untold])],
  ['narrowed by size or tags', 'unknown', withBucket(expiring({ narrowed: true }))],
  ['kept as versions for ever', 'pass', withBucket(expiring({}, versioned))],
  ['kept as versions long enough', 'pass', withBucket(expiring({ noncurrentExpirationDays: 275 }, versioned))],
  ['kept as versions too short', 'fail', withBucket(expiring({ noncurrentExpirationDays: 30 }, versioned))],
  ['locked long enough', 'pass', withBucket(expiring({}, { objectLock: ok({ mode: 'COMPLIANCE', years: 1 }) }))],
  ['lock without retention', 'fail', withBucket(expiring({}, { objectLock: ok({}) }))],
  ['too early, versions denied', 'unknown', withBucket(expiring({}, { versioning: denied('s3:GetBucketVersioning') }))],
  [
    'too early, lock denied',
    'unknown',
    withBucket(expiring({}, { objectLock: denied('s3:GetObjectLockConfiguration') })),
  ],
  ['no rules, versions denied', 'pass', withBucket({ versioning: denied('s3:GetBucketVersioning') })],
  ['rules denied', 'unknown', withBucket({ lifecycle: denied('s3:GetBucketLifecycleConfiguration') })],
  ['in another account', 'unknown', elsewhere],
  ['no trail', 'not-applicable', emptyFacts()],
]);

test('only regions in scope are judged, and one in scope that was not read is unknown', () => {
  const check = checkById('cloudtrail-log-validation');
  assert.ok(check);
  const bad = trail({ ...single, homeRegion: 'eu-west-1', logFileValidation: false });
  const seen = facts({ 'cloudtrail.trails': { 'us-east-1': ok([trail(single)]), 'eu-west-1': ok([bad]) } });
  assert.equal(judge(check, seen, settings()).status, 'fail');
  assert.equal(judge(check, seen, settings({}, ['us-east-1'])).status, 'pass');
  assert.equal(judge(check, seen, settings({}, ['us-east-1', 'sa-east-1'])).status, 'unknown');
});
