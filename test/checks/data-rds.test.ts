/** RDS and Aurora. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cluster, instance, snapshot, stores, storesWithout, without } from './data-facts.ts';
import { daysAgo, denied, ok } from './facts.ts';
import { result, table } from './status.ts';

const db = (change: Parameters<typeof instance>[1]) => stores({ 'rds.instances': [instance('orders', change)] });
const aurora = (change: Parameters<typeof cluster>[1]) => stores({ 'rds.clusters': [cluster('shop', change)] });
const lacking = (key: 'encrypted' | 'backupDays' | 'multiAz' | 'deletionProtection' | 'public' | 'tags') =>
  stores({ 'rds.instances': [without(instance('orders'), key) as ReturnType<typeof instance>] });
const member = instance('shop-1', {
  cluster: 'shop',
  encrypted: false,
  backupDays: 0,
  multiAz: false,
  deletionProtection: false,
  logExports: [],
});
const withMember = stores({ 'rds.instances': [member], 'rds.clusters': [cluster('shop')] });
const replica = { replicaOf: 'orders', backupDays: 0, multiAz: false, deletionProtection: false };

table('rds-not-public', [
  ['inside', 'pass', db({})],
  ['a public address', 'fail', db({ public: true })],
  [
    'a member with a public address',
    'fail',
    stores({ 'rds.instances': [instance('m', { cluster: 'c', public: true })] }),
  ],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', lacking('public')],
  ['denied', 'unknown', storesWithout(['rds.instances'])],
]);

table('rds-encrypted', [
  ['both', 'pass', stores({ 'rds.instances': [instance('orders')], 'rds.clusters': [cluster('shop')] })],
  ['a plain instance', 'fail', db({ encrypted: false })],
  ['a plain cluster', 'fail', aurora({ encrypted: false })],
  ['a member is the cluster’s', 'pass', withMember],
  ['a plain replica', 'fail', db({ ...replica, encrypted: false })],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', lacking('encrypted')],
  ['clusters denied', 'unknown', storesWithout(['rds.clusters'], { 'rds.instances': [instance('orders')] })],
  ['instances denied', 'unknown', storesWithout(['rds.instances'])],
]);

test('encryption is as old as the youngest database', () => {
  const made = stores({
    'rds.instances': [instance('orders', { createdAt: daysAgo(20) })],
    'rds.clusters': [cluster('shop', { createdAt: daysAgo(90) })],
  });
  assert.equal(result('rds-encrypted', made).since, daysAgo(20));
});

table('rds-snapshot-encrypted', [
  ['both', 'pass', stores({ 'rds.snapshots': [snapshot('a')], 'rds.cluster-snapshots': [snapshot('b')] })],
  ['plain', 'fail', stores({ 'rds.snapshots': [snapshot('a', { encrypted: false })] })],
  ['plain of a cluster', 'fail', stores({ 'rds.cluster-snapshots': [snapshot('a', { encrypted: false })] })],
  ['plain, made by AWS', 'fail', stores({ 'rds.snapshots': [snapshot('a', { type: 'automated', encrypted: false })] })],
  ['nothing there', 'not-applicable', stores()],
  [
    'AWS does not say',
    'unknown',
    stores({ 'rds.snapshots': [without(snapshot('a'), 'encrypted') as ReturnType<typeof snapshot>] }),
  ],
  ['denied', 'unknown', storesWithout(['rds.cluster-snapshots'], { 'rds.snapshots': [snapshot('a')] })],
]);

const plain = snapshot('a', { encrypted: false });
const shared = (...who: string[]) => ({ [plain.arn]: ok(who) });

table('rds-snapshot-not-public', [
  ['encrypted, not asked', 'pass', stores({ 'rds.snapshots': [snapshot('a')] })],
  [
    'made by AWS, not asked',
    'pass',
    stores({ 'rds.snapshots': [snapshot('a', { type: 'awsbackup', encrypted: false })] }),
  ],
  ['plain and private', 'pass', stores({ 'rds.snapshots': [plain], 'rds.snapshot-shares': shared() })],
  [
    'shared with one account',
    'pass',
    stores({ 'rds.snapshots': [plain], 'rds.snapshot-shares': shared('999988887777') }),
  ],
  ['public', 'fail', stores({ 'rds.snapshots': [plain], 'rds.snapshot-shares': shared('999988887777', 'all') })],
  [
    'public of a cluster',
    'fail',
    stores({ 'rds.cluster-snapshots': [plain], 'rds.cluster-snapshot-shares': shared('all') }),
  ],
  ['deleted meanwhile', 'not-applicable', stores({ 'rds.snapshots': [plain] })],
  ['nothing there', 'not-applicable', stores()],
  ['list denied', 'unknown', storesWithout(['rds.snapshots', 'rds.snapshot-shares'])],
  [
    'attributes denied',
    'unknown',
    stores({
      'rds.snapshots': [plain, snapshot('b')],
      'rds.snapshot-shares': { [plain.arn]: denied('rds:DescribeDBSnapshotAttributes') },
    }),
  ],
  ['attributes of no snapshot read', 'unknown', storesWithout(['rds.snapshot-shares'], { 'rds.snapshots': [plain] })],
]);

table('rds-backups-enabled', [
  ['as long as the default', 'pass', db({ backupDays: 7 })],
  ['shorter than the default', 'fail', db({ backupDays: 6 })],
  ['shorter than committed', 'fail', db({ backupDays: 7 }), { 'backup-retention-days': 14 }],
  ['as long as AWS can', 'pass', db({ backupDays: 35 }), { 'backup-retention-days': 365 }],
  ['none', 'fail', db({ backupDays: 0 })],
  ['none, though nothing is committed to', 'fail', db({ backupDays: 0 }), { 'backup-retention-days': 0 }],
  ['a cluster of a day', 'fail', aurora({ backupDays: 1 })],
  ['a member is the cluster’s', 'pass', withMember],
  ['a replica alone', 'not-applicable', db(replica)],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', lacking('backupDays')],
  ['denied', 'unknown', storesWithout(['rds.clusters'], { 'rds.instances': [instance('orders')] })],
]);

test('backups are judged against a default until somebody commits to a number', () => {
  assert.equal(result('rds-backups-enabled', db({})).committed, false);
  assert.equal(result('rds-backups-enabled', db({}), { 'backup-retention-days': 14 }).committed, true);
});

const tags = { tags: ['environment=production', 'critical'] };

table('rds-multi-az', [
  ['a standby', 'pass', db({}), tags],
  ['one zone', 'fail', db({ multiAz: false }), tags],
  ['a cluster in one zone', 'fail', aurora({ multiAz: false }), tags],
  ['a key alone', 'fail', db({ multiAz: false, tags: { Critical: 'yes' } }), tags],
  ['one zone, another tag', 'not-applicable', db({ multiAz: false, tags: { environment: 'test' } }), tags],
  ['one zone, no tags named', 'fail', db({ multiAz: false, tags: {} })],
  ['a member is the cluster’s', 'pass', withMember, tags],
  ['a replica alone', 'not-applicable', db(replica), tags],
  ['nothing there', 'not-applicable', stores(), tags],
  ['tags not told', 'unknown', lacking('tags'), tags],
  ['AWS does not say', 'unknown', lacking('multiAz'), tags],
  ['denied', 'unknown', storesWithout(['rds.instances']), tags],
]);

test('a second zone counts only where scoping commits to what production is', () => {
  assert.equal(result('rds-multi-az', db({ multiAz: false })).committed, false);
  assert.equal(result('rds-multi-az', db({ multiAz: false }), tags).committed, true);
});

table('rds-deletion-protection', [
  ['on', 'pass', db({})],
  ['off', 'fail', db({ deletionProtection: false })],
  ['off on a cluster', 'fail', aurora({ deletionProtection: false })],
  ['a member is the cluster’s', 'pass', withMember],
  ['a replica alone', 'not-applicable', db(replica)],
  ['nothing there', 'not-applicable', stores()],
  ['AWS does not say', 'unknown', lacking('deletionProtection')],
  ['denied', 'unknown', storesWithout(['rds.clusters'])],
]);

table('rds-log-exports', [
  ['the log of PostgreSQL', 'pass', db({})],
  ['none', 'fail', db({ logExports: [] })],
  ['errors of MySQL only', 'fail', db({ engine: 'mysql', logExports: ['error', 'slowquery'] })],
  ['both of MySQL', 'pass', db({ engine: 'mysql', logExports: ['error', 'audit'] })],
  ['errors of SQL Server', 'pass', db({ engine: 'sqlserver-se', logExports: ['error'] })],
  ['a cluster without audit', 'fail', aurora({ logExports: ['error'] })],
  ['a replica', 'fail', db({ ...replica, logExports: [] })],
  ['nothing there', 'not-applicable', stores()],
  ['an engine nobody here knows', 'unknown', db({ engine: 'dbase' })],
  ['denied', 'unknown', storesWithout(['rds.instances'])],
]);

const set = (engine: string, values: Record<string, string | null>, group = 'strict') =>
  stores({
    'rds.instances': [instance('orders', { engine, parameterGroups: [group] })],
    'rds.parameters': { strict: ok(values) },
  });
const setOfCluster = (engine: string, values: Record<string, string | null>) =>
  stores({
    'rds.instances': [{ ...member, engine, parameterGroups: ['other'] }],
    'rds.clusters': [cluster('shop', { engine })],
    'rds.cluster-parameters': { 'strict-cluster': ok(values) },
  });

table('rds-tls-required', [
  ['PostgreSQL', 'pass', set('postgres', { 'rds.force_ssl': '1' })],
  ['PostgreSQL, off', 'fail', set('postgres', { 'rds.force_ssl': '0' })],
  ['PostgreSQL, no value', 'fail', set('postgres', { 'rds.force_ssl': null })],
  ['MySQL by a word', 'pass', set('mysql', { require_secure_transport: 'ON' })],
  ['MySQL, off by a word', 'fail', set('mysql', { require_secure_transport: 'OFF' })],
  ['MariaDB without the parameter', 'fail', set('mariadb', {})],
  ['SQL Server, the wrong parameter', 'fail', set('sqlserver-ex', { require_secure_transport: '1' })],
  ['Aurora by its cluster', 'pass', setOfCluster('aurora-postgresql', { 'rds.force_ssl': '1' })],
  ['DocumentDB', 'pass', setOfCluster('docdb', { tls: 'tls1.2+' })],
  ['DocumentDB, off', 'fail', setOfCluster('docdb', { tls: 'disabled' })],
  ['Oracle has no such parameter', 'not-applicable', set('oracle-se2', {})],
  ['nothing there', 'not-applicable', stores()],
  ['the group told nothing', 'unknown', set('postgres', {}, 'gone')],
  ['parameters denied', 'unknown', storesWithout(['rds.parameters'], { 'rds.instances': [instance('orders')] })],
  [
    'one group denied',
    'unknown',
    stores({ 'rds.instances': [instance('a')], 'rds.parameters': { strict: denied('rds:DescribeDBParameters') } }),
  ],
  ['clusters denied', 'unknown', storesWithout(['rds.clusters', 'rds.cluster-parameters'])],
]);
