/** Answers written by hand for AWS Backup: the emulator has plans and vaults, and nothing of what is in them. */
import { type Answer, errorAnswer } from './answer.ts';
import type { Call } from './identify.ts';
import { backup } from './seed-backup.ts';
import { policy } from './seed-parts.ts';
import type { Written } from './server.ts';
import { rewrite, rewriteJson } from './written.ts';
import { restAnswer } from './written-identity.ts';

/** What AWS Backup holds and did in eu-west-1; elsewhere it has nothing. Days count back. */
export interface WrittenBackup {
  /** ARN of the database that is backed up. */
  database: string;
  /** The plan covers something. */
  selected: boolean;
  retentionDays: number;
  encrypted: boolean;
  /** The policy of the vault denies deletion. */
  guarded: boolean;
  jobs: { state: 'COMPLETED' | 'FAILED'; daysAgo: number }[];
  copies: { state: 'COMPLETED' | 'FAILED'; daysAgo: number }[];
  restoredDaysAgo: number;
  /** Days since the file system was backed up; absent for never. */
  filesDaysAgo?: number;
}

/** A backup as it should be. */
export const goodBackup: WrittenBackup = {
  database: backup.database,
  selected: true,
  retentionDays: 35,
  encrypted: true,
  guarded: true,
  jobs: [
    { state: 'FAILED', daysAgo: 2 },
    { state: 'COMPLETED', daysAgo: 1 },
  ],
  copies: [{ state: 'COMPLETED', daysAgo: 1 }],
  restoredDaysAgo: 60,
  filesDaysAgo: 1,
};

const denial = { Effect: 'Deny', Principal: { AWS: '*' }, Action: ['backup:DeleteRecoveryPoint'], Resource: '*' };

/** Whether a disk goes with its machine, which the emulator does not tell: the first one does, those attached later stay. */
export const diskLifetimes: Written = rewrite('ec2:DescribeVolumes', (body) =>
  body.replace(
    /(<device>([^<]*)<\/device>)/g,
    (_, tag: string, device: string) => `${tag}<deleteOnTermination>${device === '/dev/xvda'}</deleteOnTermination>`,
  ),
);

/** The answers. Recovery points come in two pages. */
export function backupAnswers(change: Partial<WrittenBackup> = {}): Written[] {
  const is = { ...goodBackup, ...change };
  const seconds = (now: Date, days: number) => Math.floor(now.getTime() / 1000) - Math.floor(days * 86_400);
  const here = (name: string, answer: (call: Call, now: Date) => object | Answer, elsewhere: object): Written => ({
    operation: `backup:${name}`,
    answer: ({ call, now }) => {
      const made = call.region === backup.region ? answer(call, now) : elsewhere;
      return 'status' in made && 'body' in made ? (made as Answer) : restAnswer(made);
    },
  });
  const point = (now: Date, index: number) => ({
    RecoveryPointArn: `arn:aws:ec2:${backup.region}::snapshot/snap-${String(index).padStart(17, '0')}`,
    BackupVaultName: backup.vault,
    ResourceArn: is.database,
    ResourceType: 'RDS',
    Status: index === 3 ? 'DELETING' : 'COMPLETED',
    CreationDate: seconds(now, index),
    CompletionDate: seconds(now, index),
    Lifecycle: { DeleteAfterDays: index === 1 ? is.retentionDays : index === 3 ? 1 : 400 },
    IsEncrypted: index === 3 ? false : is.encrypted,
  });
  return [
    rewriteJson('backup:ListBackupVaults', (body) => ({
      BackupVaultList: (body.BackupVaultList as object[]).map((vault) => ({
        ...vault,
        NumberOfRecoveryPoints: 3,
        Locked: false,
      })),
    })),
    here(
      'ListBackupSelections',
      (_, now) => ({
        BackupSelectionsList: is.selected
          ? [
              {
                SelectionId: '1',
                SelectionName: 'tagged',
                CreationDate: seconds(now, 300),
                IamRoleArn: 'arn:aws:iam::123456789012:role/backup',
              },
            ]
          : [],
      }),
      { BackupSelectionsList: [] },
    ),
    here(
      'GetBackupVaultAccessPolicy',
      (call) =>
        is.guarded
          ? { BackupVaultName: backup.vault, Policy: policy(denial) }
          : errorAnswer(call, 400, 'ResourceNotFoundException', 'There is no access policy.'),
      {},
    ),
    here(
      'ListRecoveryPointsByBackupVault',
      (call, now) =>
        call.parameters.nextToken === 'second'
          ? { RecoveryPoints: [point(now, 2), point(now, 3)] }
          : { RecoveryPoints: [point(now, 1)], NextToken: 'second' },
      {},
    ),
    here(
      'ListBackupJobs',
      (_, now) => ({
        BackupJobs: is.jobs.map(({ state, daysAgo }) => ({
          BackupJobId: `job-${daysAgo}`,
          ResourceArn: is.database,
          ResourceType: 'RDS',
          State: state,
          CreationDate: seconds(now, daysAgo),
          CompletionDate: seconds(now, daysAgo),
        })),
      }),
      {},
    ),
    here(
      'ListCopyJobs',
      (_, now) => ({
        CopyJobs: is.copies.map(({ state, daysAgo }) => ({
          CopyJobId: `copy-${daysAgo}`,
          DestinationBackupVaultArn: backup.copyVault,
          State: state,
          CreationDate: seconds(now, daysAgo),
          CompletionDate: seconds(now, daysAgo),
        })),
      }),
      {},
    ),
    here(
      'ListRestoreJobs',
      (_, now) => ({
        RestoreJobs: [
          { RestoreJobId: '1', Status: 'FAILED', ResourceType: 'RDS', CompletionDate: seconds(now, 1) },
          {
            RestoreJobId: '2',
            Status: 'COMPLETED',
            ResourceType: 'RDS',
            CompletionDate: seconds(now, is.restoredDaysAgo),
            ValidationStatus: 'SUCCESSFUL',
          },
        ],
      }),
      {},
    ),
    // The emulator's id changes from run to run.
    rewriteJson('efs:DescribeFileSystems', (body) => ({
      FileSystems: (body.FileSystems as object[]).map((one) => ({ ...one, FileSystemId: backup.fileSystem })),
    })),
    here(
      'ListProtectedResources',
      (_, now) => ({
        Results:
          is.filesDaysAgo === undefined
            ? []
            : [
                {
                  ResourceArn: `arn:aws:elasticfilesystem:${backup.region}:123456789012:file-system/${backup.fileSystem}`,
                  ResourceType: 'EFS',
                  LastBackupTime: seconds(now, is.filesDaysAgo),
                },
              ],
      }),
      {},
    ),
    here(
      'ListRestoreTestingPlans',
      (_, now) => ({
        RestoreTestingPlans: [
          {
            RestoreTestingPlanArn: `arn:aws:backup:${backup.region}:123456789012:restore-testing-plan:monthly`,
            RestoreTestingPlanName: 'monthly',
            ScheduleExpression: 'cron(0 5 1 * ? *)',
            CreationTime: seconds(now, 900),
            LastExecutionTime: seconds(now, is.restoredDaysAgo + 5),
          },
        ],
      }),
      {},
    ),
  ];
}
