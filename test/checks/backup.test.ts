/** AWS Backup, and data stores by whatever saves them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyDocument, Reading } from '../../source/core/facts.ts';
import type {
  BackupRule,
  BackupSelections,
  BackupVault,
  RecoveryPoints,
  RunOutcome,
} from '../../source/core/facts-backup.ts';
import type { Volume } from '../../source/core/facts-network.ts';
import type { DbCluster, DbInstance } from '../../source/core/facts-rds.ts';
import { bucket, daysAgo, denied, globally, ok, policy, type Readings } from './facts.ts';
import { bare, everywhere, here, refused } from './platform-facts.ts';
import { result, table } from './status.ts';

const planArn = 'arn:aws:backup:us-east-1:111122223333:backup-plan:1';
const plan = here('backup.plans', [{ id: '1', arn: planArn, name: 'daily', createdAt: daysAgo(300) }]);
const selected = (reading: Reading<BackupSelections>) => here('backup.selections', { '1': reading });

table('backup-plan-exists', [
  ['with a selection', 'pass', bare(plan, selected(ok({ count: 1 })))],
  ['without one', 'fail', bare(plan, selected(ok({ count: 0 })))],
  ['none', 'fail', bare()],
  ['selections denied', 'unknown', bare(plan, selected(denied('backup:ListBackupSelections')))],
  ['denied', 'unknown', bare(refused('backup.plans'))],
  [
    'denied in another region',
    'pass',
    bare(
      { 'backup.plans': { ...plan['backup.plans'], 'eu-west-1': denied('backup:ListBackupPlans') } },
      selected(ok({ count: 1 })),
    ),
  ],
]);

test('a plan with a selection has been there since the later of both', () => {
  const since = (at: string) => result('backup-plan-exists', bare(plan, selected(ok({ count: 1, since: at })))).since;
  assert.equal(since(daysAgo(100)), daysAgo(100));
  assert.equal(since(daysAgo(400)), daysAgo(300));
});

const rule = (change: Partial<BackupRule> = {}): BackupRule => ({
  name: 'daily',
  schedule: 'cron(0 5 ? * * *)',
  continuous: false,
  retentionDays: 35,
  copiesTo: [],
  ...change,
});
const { retentionDays: _days, ...forEver } = rule();
const { schedule: _schedule, ...unscheduled } = rule();
const rules = (...all: BackupRule[]): Readings => ({ ...plan, ...here('backup.rules', { '1': ok(all) }) });

table('backup-plan-frequency-retention', [
  ['daily for 35 days', 'pass', bare(rules(rule()))],
  ['daily for ever', 'pass', bare(rules(forEver))],
  ['by the default of AWS, which is daily', 'pass', bare(rules(unscheduled))],
  ['continuously', 'pass', bare(rules(rule({ continuous: true, schedule: 'cron(0 5 ? * SUN *)' })))],
  ['not at weekends', 'fail', bare(rules(rule({ schedule: 'cron(0 5 ? * MON-FRI *)' })))],
  [
    'daily for a week, weekly for a year',
    'fail',
    bare(rules(rule({ retentionDays: 7 }), rule({ schedule: 'cron(0 5 ? * SUN *)', retentionDays: 365 }))),
  ],
  [
    'what was promised',
    'pass',
    bare(rules(rule({ schedule: 'rate(7 days)', retentionDays: 14 }))),
    { 'backup-frequency-hours': 168, 'backup-retention-days': 14 },
  ],
  ['no rule', 'fail', bare(rules())],
  ['a schedule nobody can read', 'unknown', bare(rules(rule({ schedule: 'whenever' })))],
  [
    'a schedule nobody can read, kept too short anyway',
    'fail',
    bare(rules(rule({ schedule: 'whenever', retentionDays: 1 }))),
  ],
  ['rules denied', 'unknown', bare(plan, refused('backup.rules'))],
  ['no plan', 'not-applicable', bare()],
]);

test('both values have to be committed to', () => {
  const committed = (values: Record<string, unknown>) =>
    result('backup-plan-frequency-retention', bare(rules(rule())), values).committed;
  assert.deepEqual(
    [
      committed({ 'backup-retention-days': 35 }),
      committed({ 'backup-retention-days': 35, 'backup-frequency-hours': 24 }),
    ],
    [false, true],
  );
});

const vault = (change: Partial<BackupVault> = {}): Readings =>
  here('backup.vaults', [
    {
      name: 'daily',
      arn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:daily',
      points: 3,
      locked: false,
      ...change,
    },
  ]);
const away = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:copies';
const account = 'arn:aws:backup:us-east-1:999988887777:backup-vault:copies';
const beside = 'arn:aws:backup:us-east-1:111122223333:backup-vault:other';
const copied = (...runs: RunOutcome[]) => here('backup.copies', runs);
const succeeded = { target: away, lastSuccessAt: daysAgo(1) };
const failed = { target: away, lastSuccessAt: daysAgo(5), lastFailureAt: daysAgo(1), failure: 'FAILED' };

table('backup-copy-other-region', [
  ['to another region', 'pass', bare(rules(rule({ copiesTo: [away] })), vault(), copied(succeeded))],
  ['to another account', 'pass', bare(rules(rule({ copiesTo: [account] })), vault())],
  ['to a vault beside', 'fail', bare(rules(rule({ copiesTo: [beside] })), vault())],
  ['nowhere', 'fail', bare(rules(rule()), vault())],
  ['failing', 'fail', bare(rules(rule({ copiesTo: [away] })), vault(), copied(failed))],
  [
    'failed and made up for',
    'pass',
    bare(rules(rule({ copiesTo: [away] })), vault(), copied({ ...failed, lastSuccessAt: daysAgo(0) })),
  ],
  ['by hand', 'pass', bare(rules(rule()), vault(), copied(succeeded))],
  ['copies denied', 'unknown', bare(rules(rule({ copiesTo: [away] })), vault(), refused('backup.copies'))],
  ['rules denied', 'unknown', bare(plan, vault(), refused('backup.rules'))],
  ['no plan', 'not-applicable', bare(vault())],
  ['denied', 'unknown', bare(refused('backup.plans'))],
]);

const point = (change: Partial<RecoveryPoints> = {}): RecoveryPoints => ({
  count: 2,
  example: 'arn:aws:ec2:us-east-1::snapshot/snap-1',
  encrypted: true,
  retentionDays: 35,
  ...change,
});
const { retentionDays: _kept, ...kept } = point();
const { encrypted: _encrypted, ...unsaid } = point();
const points = (...groups: RecoveryPoints[]): Readings => ({
  ...vault(),
  ...here('backup.recovery-points', { daily: ok(groups) }),
});

table('backup-recovery-point-retention', [
  ['long enough', 'pass', bare(points(point(), kept))],
  ['some too short', 'fail', bare(points(point(), point({ retentionDays: 34 })))],
  ['what was promised', 'pass', bare(points(point({ retentionDays: 14 }))), { 'backup-retention-days': 14 }],
  ['an empty vault', 'not-applicable', bare(vault({ points: 0 }))],
  ['nothing to restore yet', 'not-applicable', bare(points())],
  ['points denied', 'unknown', bare(vault(), refused('backup.recovery-points'))],
  ['denied', 'unknown', bare(refused('backup.vaults'))],
]);

table('backup-recovery-point-encrypted', [
  ['all', 'pass', bare(points(point()))],
  ['not all', 'fail', bare(points(point(), point({ encrypted: false })))],
  ['left out', 'unknown', bare(points(unsaid))],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('backup.vaults'))],
]);

const deny = (change: object = {}) =>
  policy({ Effect: 'Deny', Principal: '*', Action: 'backup:DeleteRecoveryPoint', Resource: '*', ...change });
const guarded = (document: PolicyDocument | null, change: Partial<BackupVault> = {}): Readings => ({
  ...vault(change),
  ...here('backup.vault-policies', { daily: ok(document) }),
});
const { locked: _locked, ...unlockable } = {
  name: 'daily',
  arn: 'arn:aws:backup:us-east-1:1:backup-vault:daily',
  locked: false,
};

table('backup-manual-deletion-blocked', [
  ['locked', 'pass', bare(guarded(null, { locked: true }))],
  ['denied to everybody', 'pass', bare(guarded(deny()))],
  ['everything denied', 'pass', bare(guarded(deny({ Action: 'backup:*' })))],
  [
    'denied to all but one role',
    'pass',
    bare(
      guarded(deny({ Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/backup' } } })),
    ),
  ],
  [
    'denied to one role only',
    'fail',
    bare(guarded(deny({ Principal: { AWS: 'arn:aws:iam::111122223333:role/intern' } }))),
  ],
  [
    'denied in the clear only',
    'fail',
    bare(guarded(deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }))),
  ],
  ['another action denied', 'fail', bare(guarded(deny({ Action: 'backup:DeleteBackupVault' })))],
  ['allowed', 'fail', bare(guarded(deny({ Effect: 'Allow' })))],
  ['no policy', 'fail', bare(guarded(null))],
  [
    'lock left out',
    'unknown',
    bare(here('backup.vaults', [unlockable]), here('backup.vault-policies', { daily: ok(null) })),
  ],
  ['policy denied', 'unknown', bare(vault(), refused('backup.vault-policies'))],
  ['empty', 'not-applicable', bare(vault({ points: 0 }))],
  ['denied', 'unknown', bare(refused('backup.vaults'))],
]);

const target = 'arn:aws:rds:us-east-1:111122223333:db:orders';
const jobs = (change: Partial<RunOutcome>) => here('backup.jobs', [{ target, ...change }]);

table('backup-jobs-succeed', [
  ['success', 'pass', bare(jobs({ lastSuccessAt: daysAgo(1) }))],
  ['failure', 'fail', bare(jobs({ lastFailureAt: daysAgo(1), failure: 'ABORTED' }))],
  ['failure and success', 'pass', bare(jobs({ lastFailureAt: daysAgo(2), lastSuccessAt: daysAgo(1) }))],
  ['success and failure', 'fail', bare(jobs({ lastFailureAt: daysAgo(1), lastSuccessAt: daysAgo(2) }))],
  ['long ago', 'not-applicable', bare(jobs({ lastFailureAt: daysAgo(8) }))],
  ['still running', 'not-applicable', bare(jobs({}))],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('backup.jobs'))],
]);

const restored = (days: number) => here('backup.restores', [{ type: 'RDS', at: daysAgo(days) }]);
const testing = (days?: number) =>
  here('backup.testing-plans', [{ name: 'monthly', ...(days === undefined ? {} : { lastRunAt: daysAgo(days) }) }]);

table('restore-tested', [
  ['a restore', 'pass', bare(vault(), restored(300))],
  ['a plan that ran', 'pass', bare(vault(), testing(20))],
  ['a plan that never ran', 'fail', bare(vault(), testing())],
  ['long ago', 'fail', bare(vault(), restored(400))],
  ['not as often as promised', 'fail', bare(vault(), restored(100)), { 'restore-test-months': 3 }],
  ['never', 'fail', bare(vault())],
  ['restores denied', 'unknown', bare(vault(), refused('backup.restores'))],
  ['restores denied, a plan ran', 'pass', bare(vault(), testing(20), refused('backup.restores'))],
  ['plans denied', 'unknown', bare(vault(), refused('backup.testing-plans'))],
  ['nothing kept', 'not-applicable', bare(vault({ points: 0 }))],
  ['no vault', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('backup.vaults'), refused('backup.restores'), refused('backup.testing-plans'))],
]);

const stores: Readings = {
  ...everywhere('rds.instances', []),
  ...everywhere('rds.clusters', []),
  ...everywhere('dynamodb.tables', []),
  ...everywhere('dynamodb.point-in-time-recovery', {}),
  ...everywhere('efs.file-systems', []),
  ...everywhere('ec2.volumes', []),
  ...everywhere('ec2.snapshots', []),
  ...globally('s3.buckets', []),
};
const database = (change: Partial<DbInstance> = {}) =>
  here('rds.instances', [
    {
      arn: target,
      id: 'orders',
      engine: 'postgres',
      backupDays: 7,
      logExports: [],
      parameterGroups: [],
      ...change,
    } as DbInstance,
  ]);
const { backupDays: _backup, ...unsaidDatabase } = {
  arn: target,
  id: 'orders',
  engine: 'postgres',
  logExports: [],
  parameterGroups: [],
  backupDays: 1,
};
const saved = (arn: string, days: number) => here('backup.protected', [{ arn, lastBackupAt: daysAgo(days) }]);
const orders = (on: Reading<boolean | null>): Readings => ({
  ...here('dynamodb.tables', ['orders']),
  ...here('dynamodb.point-in-time-recovery', { orders: on }),
});
const files = here('efs.file-systems', [{ id: 'fs-1' }]);
const fileArn = 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1';
const disk = (change: Partial<Volume> = {}) =>
  here('ec2.volumes', [{ id: 'vol-1', attachedTo: ['i-1'], encrypted: true, outlivesMachine: true, ...change }]);
const snapshot = (days: number) =>
  here('ec2.snapshots', [{ id: 'snap-1', volumeId: 'vol-1', startedAt: daysAgo(days) }]);
const one = globally('s3.buckets', [bucket('data')]);
const plain = globally('s3.buckets', [bucket('data', { replication: ok(null) })]);
const critical = { 'critical-buckets': ['data'] };

table('data-stores-backed-up', [
  ['a database with backups', 'pass', bare(stores, database())],
  ['a database without', 'fail', bare(stores, database({ backupDays: 0 }))],
  ['a database without, in AWS Backup', 'pass', bare(stores, database({ backupDays: 0 }), saved(target, 2))],
  ['a database without, long ago in AWS Backup', 'fail', bare(stores, database({ backupDays: 0 }), saved(target, 9))],
  ['a database that does not say', 'unknown', bare(stores, here('rds.instances', [unsaidDatabase]))],
  ['a replica', 'not-applicable', bare(stores, database({ backupDays: 0, replicaOf: 'main' }))],
  ['a member', 'not-applicable', bare(stores, database({ backupDays: 0, cluster: 'main' }))],
  [
    'a cluster without',
    'fail',
    bare(
      stores,
      here('rds.clusters', [{ arn: 'a', id: 'c', engine: 'aurora-mysql', backupDays: 0, logExports: [] } as DbCluster]),
    ),
  ],
  ['a table', 'pass', bare(stores, orders(ok(true)))],
  ['a table without', 'fail', bare(stores, orders(ok(false)))],
  ['a table that does not say', 'unknown', bare(stores, orders(ok(null)))],
  ['a table denied', 'unknown', bare(stores, orders(denied('dynamodb:DescribeContinuousBackups')))],
  [
    'a table denied, in AWS Backup',
    'pass',
    bare(
      stores,
      orders(denied('dynamodb:DescribeContinuousBackups')),
      saved('arn:aws:dynamodb:us-east-1:1:table/orders', 1),
    ),
  ],
  ['files', 'pass', bare(stores, files, saved(fileArn, 1))],
  ['files without', 'fail', bare(stores, files)],
  ['files, AWS Backup denied', 'unknown', bare(stores, files, refused('backup.protected'))],
  ['a disk with a snapshot', 'pass', bare(stores, disk(), snapshot(2))],
  ['a disk with an old snapshot', 'fail', bare(stores, disk(), snapshot(9))],
  ['a disk of a machine in AWS Backup', 'pass', bare(stores, disk(), saved('arn:aws:ec2:us-east-1:1:instance/i-1', 1))],
  ['a disk that goes with its machine', 'not-applicable', bare(stores, disk({ outlivesMachine: false }))],
  ['a disk on no machine', 'not-applicable', bare(stores, disk({ attachedTo: [] }))],
  ['snapshots denied', 'unknown', bare(stores, disk(), refused('ec2.snapshots'))],
  ['a critical bucket', 'pass', bare(stores, one), critical],
  ['a critical bucket without a copy', 'fail', bare(stores, plain), critical],
  [
    'a critical bucket without a copy, in AWS Backup',
    'pass',
    bare(stores, plain, saved('arn:aws:s3:::data', 1)),
    critical,
  ],
  ['a bucket that nobody listed', 'not-applicable', bare(stores, plain)],
  ['buckets denied', 'unknown', bare(stores, { 's3.buckets': { global: denied('s3:ListBuckets') } }), critical],
  ['nothing', 'not-applicable', bare(stores)],
  ['denied', 'unknown', bare(stores, refused('rds.instances'))],
]);
