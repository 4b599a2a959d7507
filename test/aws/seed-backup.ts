/** Backup plans and vaults of the good and the bad account. */
import {
  BackupClient,
  type BackupRuleInput,
  CreateBackupPlanCommand,
  CreateBackupVaultCommand,
} from '@aws-sdk/client-backup';
import { CreateFileSystemCommand, EFSClient } from '@aws-sdk/client-efs';
import { RDSClient } from '@aws-sdk/client-rds';
import { PutBucketReplicationCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { accountId, type SeedClients } from './clients.ts';
import { createBucket } from './seed-buckets.ts';
import { seedTable } from './seed-data.ts';
import { seedInstance } from './seed-data-rds.ts';
import { ownImage, startMachine, volumeWithSnapshot } from './seed-network.ts';

/** Names that written answers and flips refer to. */
export const backup = {
  region: 'eu-west-1',
  vault: 'daily',
  copyVault: `arn:aws:backup:us-east-1:${accountId}:backup-vault:copies`,
  database: `arn:aws:rds:eu-west-1:${accountId}:db:orders`,
  fileSystem: 'fs-00000000000000001',
  bucket: 'backup-customer-files',
} as const;

/** A vault and a plan with one rule. */
export async function seedPlan(
  clients: SeedClients,
  rule: Omit<BackupRuleInput, 'RuleName' | 'TargetBackupVaultName'>,
): Promise<void> {
  const client = clients.of(BackupClient, backup.region);
  await client.send(new CreateBackupVaultCommand({ BackupVaultName: backup.vault }));
  await client.send(
    new CreateBackupPlanCommand({
      BackupPlan: {
        BackupPlanName: 'daily',
        Rules: [{ RuleName: 'daily', TargetBackupVaultName: backup.vault, ...rule }],
      },
    }),
  );
}

/** A database, a table, a file system, a disk and a bucket, each saved by its own means where it has one, or not. */
async function seedStores(clients: SeedClients, saved: boolean): Promise<void> {
  const ec2 = clients.ec2(backup.region);
  await seedInstance(clients.of(RDSClient, backup.region), { id: 'orders', engine: 'postgres', guarded: saved });
  await seedTable(clients, 'sessions', saved);
  await clients.of(EFSClient, backup.region).send(new CreateFileSystemCommand({ CreationToken: 'files' }));
  const machine = await startMachine(ec2, { name: 'worker', image: await ownImage(ec2, 'base'), hardened: true });
  if (saved) await volumeWithSnapshot(ec2, true, machine);
  const s3 = clients.s3(backup.region);
  for (const Bucket of [backup.bucket, `${backup.bucket}-copy`]) {
    await createBucket(s3, backup.region, Bucket);
    if (saved)
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  if (saved) await replicate(clients);
}

/** Copies the bucket to another one. */
export async function replicate(clients: SeedClients): Promise<void> {
  await clients.s3(backup.region).send(
    new PutBucketReplicationCommand({
      Bucket: backup.bucket,
      ReplicationConfiguration: {
        Role: `arn:aws:iam::${accountId}:role/replication`,
        Rules: [
          {
            Status: 'Enabled',
            Priority: 1,
            Filter: { Prefix: '' },
            DeleteMarkerReplication: { Status: 'Disabled' },
            Destination: { Bucket: `arn:aws:s3:::${backup.bucket}-copy` },
          },
        ],
      },
    }),
  );
}

/** Fills the good account. */
export async function seedGoodBackup(clients: SeedClients): Promise<void> {
  await seedStores(clients, true);
  await seedPlan(clients, {
    ScheduleExpression: 'cron(0 5 ? * * *)',
    Lifecycle: { DeleteAfterDays: 35 },
    CopyActions: [{ DestinationBackupVaultArn: backup.copyVault }],
  });
}

/** Fills the bad account: weekly, kept for a week, and never copied. */
export async function seedBadBackup(clients: SeedClients): Promise<void> {
  await seedStores(clients, false);
  await seedPlan(clients, { ScheduleExpression: 'cron(0 5 ? * SUN *)', Lifecycle: { DeleteAfterDays: 7 } });
}
