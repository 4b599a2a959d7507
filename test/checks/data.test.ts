/** Data stores other than RDS, and what carries data between them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyStatement } from '../../source/core/facts.ts';
import type { Cache, EmrBlock, RedshiftCluster, SearchDomain } from '../../source/core/facts-data.ts';
import { stores, storesWithout, without } from './data-facts.ts';
import { daysAgo, denied, ok, policy } from './facts.ts';
import { result, table } from './status.ts';

const pitr = (on: boolean | null) =>
  stores({ 'dynamodb.tables': ['carts'], 'dynamodb.point-in-time-recovery': { carts: ok(on) } });

table('dynamodb-pitr', [
  ['on', 'pass', pitr(true)],
  ['off', 'fail', pitr(false)],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', pitr(null)],
  ['list denied', 'unknown', storesWithout(['dynamodb.tables', 'dynamodb.point-in-time-recovery'])],
  [
    'one denied',
    'unknown',
    stores({ 'dynamodb.point-in-time-recovery': { a: ok(true), b: denied('dynamodb:DescribeContinuousBackups') } }),
  ],
]);

const warehouse = (change: Partial<RedshiftCluster> = {}): RedshiftCluster => ({
  id: 'warehouse',
  encrypted: true,
  public: false,
  snapshotDays: 35,
  parameterGroups: ['strict'],
  ...change,
});
const clusters = (change: Partial<RedshiftCluster> = {}) => stores({ 'redshift.clusters': [warehouse(change)] });
const lacking = (key: 'encrypted' | 'public' | 'snapshotDays') =>
  stores({ 'redshift.clusters': [without(warehouse(), key) as RedshiftCluster] });
const noClusters = storesWithout(['redshift.clusters', 'redshift.require-ssl', 'redshift.logging']);

table('redshift-encrypted', [
  ['encrypted', 'pass', clusters()],
  ['plain', 'fail', clusters({ encrypted: false })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', lacking('encrypted')],
  ['denied', 'unknown', noClusters],
]);

table('redshift-not-public', [
  ['inside', 'pass', clusters()],
  ['a public address', 'fail', clusters({ public: true })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', lacking('public')],
  ['denied', 'unknown', noClusters],
]);

const tls = (value: string | null) =>
  stores({ 'redshift.clusters': [warehouse()], 'redshift.require-ssl': { strict: ok(value) } });

table('redshift-tls', [
  ['demanded', 'pass', tls('true')],
  ['not demanded', 'fail', tls('false')],
  ['not set', 'fail', tls(null)],
  ['nothing there', 'not-applicable', stores()],
  ['no group told', 'unknown', clusters({ parameterGroups: [] })],
  ['the group told nothing', 'unknown', clusters()],
  ['parameters denied', 'unknown', storesWithout(['redshift.require-ssl'], { 'redshift.clusters': [warehouse()] })],
  ['denied', 'unknown', noClusters],
]);

const logging = (on: boolean | null) => stores({ 'redshift.logging': { warehouse: ok(on) } });

table('redshift-audit-logging', [
  ['on', 'pass', logging(true)],
  ['off', 'fail', logging(false)],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', logging(null)],
  ['denied', 'unknown', noClusters],
]);

table('redshift-snapshots', [
  ['as long as the default', 'pass', clusters({ snapshotDays: 7 })],
  ['shorter than the default', 'fail', clusters({ snapshotDays: 6 })],
  ['as long as AWS can', 'pass', clusters({ snapshotDays: 35 }), { 'backup-retention-days': 365 }],
  ['shorter than committed', 'fail', clusters({ snapshotDays: 7 }), { 'backup-retention-days': 30 }],
  ['none', 'fail', clusters({ snapshotDays: 0 })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', lacking('snapshotDays')],
  ['denied', 'unknown', noClusters],
]);

const group = (change: Partial<Cache> = {}) =>
  stores({ 'elasticache.groups': [{ id: 'sessions', backupDays: 7, ...change }] });
const cache = (change: Partial<Cache>) =>
  stores({ 'elasticache.clusters': [{ id: 'lookups', engine: 'valkey', backupDays: 7, ...change }] });

table('elasticache-backups', [
  ['a group', 'pass', group()],
  ['a single cache', 'pass', cache({})],
  ['a group without', 'fail', group({ backupDays: 0 })],
  ['a single cache without', 'fail', cache({ backupDays: 0 })],
  ['a group for too short', 'fail', group(), { 'backup-retention-days': 15 }],
  ['a member is the group’s', 'not-applicable', cache({ group: 'sessions', backupDays: 0 })],
  ['memcached', 'not-applicable', cache({ engine: 'memcached', backupDays: 0 })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', stores({ 'elasticache.groups': [{ id: 'sessions' }] })],
  ['no engine told', 'unknown', stores({ 'elasticache.clusters': [{ id: 'x', backupDays: 7 }] })],
  ['groups denied', 'unknown', storesWithout(['elasticache.groups'])],
  ['caches denied', 'unknown', storesWithout(['elasticache.clusters'])],
]);

const role = { AWS: 'arn:aws:iam::111122223333:role/search' };
const allow = (change: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Sid: 'Open',
  Effect: 'Allow',
  Principal: '*',
  Action: 'es:*',
  Resource: '*',
  ...change,
});
const closed = ok(policy(allow({ Principal: role })));
const open = ok(policy(allow()));
const unclear = { StringEquals: { 'acme:new-key': 'x' } };

const search = (change: Partial<SearchDomain> = {}): SearchDomain => ({
  name: 'catalogue',
  encryptedAtRest: true,
  nodeToNode: true,
  vpcId: 'vpc-1',
  policy: closed,
  logs: ['AUDIT_LOGS', 'INDEX_SLOW_LOGS', 'SEARCH_SLOW_LOGS', 'ES_APPLICATION_LOGS'],
  ...change,
});
const domain = (change: Partial<SearchDomain> = {}) => stores({ 'opensearch.domains': [search(change)] });
const domainWithout = (key: keyof SearchDomain, change: Partial<SearchDomain> = {}) =>
  stores({ 'opensearch.domains': [without(search(change), key) as SearchDomain] });
const noDomains = storesWithout(['opensearch.domains']);

table('opensearch-encryption-at-rest', [
  ['on', 'pass', domain()],
  ['off', 'fail', domain({ encryptedAtRest: false })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', domainWithout('encryptedAtRest')],
  ['denied', 'unknown', noDomains],
]);

table('opensearch-node-to-node', [
  ['on', 'pass', domain()],
  ['off', 'fail', domain({ nodeToNode: false })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', domainWithout('nodeToNode')],
  ['denied', 'unknown', noDomains],
]);

table('opensearch-in-vpc', [
  ['in a VPC for a role', 'pass', domain()],
  ['in a VPC without a policy', 'pass', domain({ policy: ok(null) })],
  ['in a VPC for everybody', 'fail', domain({ policy: open })],
  ['in a VPC for everybody who signs in', 'pass', domain({ policy: open, fineGrained: true })],
  ['a public endpoint for a role', 'fail', domainWithout('vpcId')],
  ['a public endpoint with sign-in', 'fail', domainWithout('vpcId', { fineGrained: true })],
  [
    'a public endpoint, policy unread',
    'fail',
    domainWithout('vpcId', { policy: denied('opensearch:DescribeDomains') }),
  ],
  ['nothing there', 'not-applicable', stores()],
  ['an unknown condition', 'unknown', domain({ policy: ok(policy(allow({ Condition: unclear }))) })],
  ['policy unread', 'unknown', domain({ policy: denied('opensearch:DescribeDomains') })],
  ['denied', 'unknown', noDomains],
]);

table('opensearch-logs', [
  ['all', 'pass', domain()],
  ['no audit', 'fail', domain({ logs: ['INDEX_SLOW_LOGS', 'SEARCH_SLOW_LOGS'] })],
  ['none', 'fail', domain({ logs: [] })],
  ['nothing there', 'not-applicable', stores()],
  ['denied', 'unknown', noDomains],
]);

table('efs-encrypted', [
  ['encrypted', 'pass', stores({ 'efs.file-systems': [{ id: 'fs-1', name: 'uploads', encrypted: true }] })],
  ['plain', 'fail', stores({ 'efs.file-systems': [{ id: 'fs-1', encrypted: false }] })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', stores({ 'efs.file-systems': [{ id: 'fs-1' }] })],
  ['denied', 'unknown', storesWithout(['efs.file-systems'])],
]);

const arn = 'arn:aws:sns:us-east-1:111122223333:alarms';
const topic = (...statements: PolicyStatement[]) =>
  stores({ 'sns.topics': { [arn]: ok({ policy: policy(...statements) }) } });

table('sns-encrypted', [
  ['with a key', 'pass', stores({ 'sns.topics': { [arn]: ok({ kmsKeyId: 'alias/aws/sns', policy: null }) } })],
  ['without', 'fail', topic()],
  ['nothing there', 'not-applicable', stores()],
  ['one denied', 'unknown', stores({ 'sns.topics': { [arn]: denied('sns:GetTopicAttributes') } })],
  ['denied', 'unknown', storesWithout(['sns.topics'])],
]);

/** What AWS gives a new topic: everybody, as long as they are of the own account. */
const own = { StringEquals: { 'AWS:SourceOwner': '111122223333' } };

table('sns-not-public', [
  ['as AWS makes it', 'pass', topic(allow({ Principal: { AWS: '*' }, Condition: own }))],
  ['no policy', 'pass', stores({ 'sns.topics': { [arn]: ok({ policy: null }) } })],
  ['a service', 'pass', topic(allow({ Principal: { Service: 'events.amazonaws.com' } }))],
  ['everybody', 'fail', topic(allow())],
  ['everybody but one', 'fail', topic(without(allow({ NotPrincipal: role }), 'Principal'))],
  ['everybody over TLS', 'fail', topic(allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))],
  ['everybody of some kind', 'unknown', topic(allow({ Condition: { StringEquals: { 'sns:Endpoint': 'https://x' } } }))],
  ['nothing there', 'not-applicable', stores()],
  ['denied', 'unknown', storesWithout(['sns.topics'])],
]);

const url = 'https://sqs.us-east-1.amazonaws.com/111122223333/orders';
const queue = (...statements: PolicyStatement[]) =>
  stores({ 'sqs.policies': { [url]: ok(statements.length === 0 ? null : policy(...statements)) } });
const bucketOnly = { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::uploads' } };

table('sqs-not-public', [
  ['no policy', 'pass', queue()],
  ['a role', 'pass', queue(allow({ Principal: role }))],
  ['everybody', 'fail', queue(allow())],
  ['any topic of anybody', 'fail', queue(allow({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } } }))],
  ['nothing there', 'not-applicable', stores()],
  ['one denied', 'unknown', stores({ 'sqs.policies': { [url]: denied('sqs:GetQueueAttributes') } })],
  ['denied', 'unknown', storesWithout(['sqs.policies'])],
]);

test('a queue that takes the notices of one bucket is not public', () => {
  // Bucket names are of the whole world and their ARNs name no account: the value is fixed all the same.
  assert.equal(result('sqs-not-public', queue(allow({ Condition: bucketOnly }))).status, 'pass');
});

const hadoop = (addresses: string[], block: Partial<EmrBlock> = {}) =>
  stores({
    'emr.clusters': [{ id: 'j-1', name: 'nightly' }],
    'emr.public-primaries': { 'j-1': ok(addresses) },
    'emr.block-public-access': { on: true, exceptions: [{ from: 22, to: 22 }], changedAt: daysAgo(90), ...block },
  });

table('emr-no-public-master', [
  ['private and blocked', 'pass', hadoop([])],
  ['a public address', 'fail', hadoop(['198.51.100.7'])],
  ['not blocked', 'fail', hadoop([], { on: false })],
  [
    'a block with every port left out in two halves',
    'fail',
    hadoop([], {
      exceptions: [
        { from: 0, to: 32_767 },
        { from: 32_768, to: 65_535 },
      ],
    }),
  ],
  ['nothing there', 'not-applicable', stores()],
  [
    'ended meanwhile',
    'pass',
    stores({
      'emr.clusters': [{ id: 'j-1', name: 'nightly' }],
      'emr.block-public-access': { on: true, exceptions: [] },
    }),
  ],
  [
    'nodes denied',
    'unknown',
    storesWithout(['emr.public-primaries'], {
      'emr.clusters': [{ id: 'j-1', name: 'nightly' }],
      'emr.block-public-access': { on: true, exceptions: [] },
    }),
  ],
  ['block denied', 'unknown', storesWithout(['emr.block-public-access'])],
  ['denied', 'unknown', storesWithout(['emr.clusters', 'emr.public-primaries', 'emr.block-public-access'])],
]);

table('dms-not-public', [
  ['inside', 'pass', stores({ 'dms.instances': [{ id: 'mover', public: false }] })],
  ['a public address', 'fail', stores({ 'dms.instances': [{ id: 'mover', public: true }] })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', stores({ 'dms.instances': [{ id: 'mover' }] })],
  ['denied', 'unknown', storesWithout(['dms.instances'])],
]);

const notebook = (access: string | null) => stores({ 'sagemaker.direct-internet': { lab: ok(access) } });

table('sagemaker-notebook-no-direct-internet', [
  ['without', 'pass', notebook('Disabled')],
  ['with', 'fail', notebook('Enabled')],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', notebook(null)],
  ['denied', 'unknown', storesWithout(['sagemaker.direct-internet'])],
]);
