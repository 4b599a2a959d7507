/** AWS Backup. */
import { rewriteJson } from '../written.ts';
import { backupAnswers, type WrittenBackup } from '../written-backup.ts';
import type { Flip } from './flip.ts';

const flip = (check: string, setting: string, change: Partial<WrittenBackup>): Flip => ({
  check,
  setting,
  written: backupAnswers(change),
});

/** The plan's only rule changed, in the answer: the emulator cannot change a plan. */
function rule(check: string, setting: string, change: object): Flip {
  return {
    check,
    setting,
    written: [
      rewriteJson('backup:GetBackupPlan', (body) => {
        const plan = body.BackupPlan as { Rules: object[] };
        return { ...body, BackupPlan: { ...plan, Rules: plan.Rules.map((one) => ({ ...one, ...change })) } };
      }),
    ],
  };
}

/** One for each check. */
export const backupFlips: Flip[] = [
  flip('backup-plan-exists', 'the plan selects nothing', { selected: false }),
  rule('backup-plan-frequency-retention', 'weekends are left out', { ScheduleExpression: 'cron(0 5 ? * MON-FRI *)' }),
  flip('backup-copy-other-region', 'the last copy failed', { copies: [{ state: 'FAILED', daysAgo: 1 }] }),
  flip('backup-recovery-point-retention', 'one recovery point is kept for 34 days', { retentionDays: 34 }),
  flip('backup-recovery-point-encrypted', 'recovery points are plain', { encrypted: false }),
  flip('backup-manual-deletion-blocked', 'the vault has no policy', { guarded: false }),
  flip('backup-jobs-succeed', 'the last backup failed', {
    jobs: [
      { state: 'COMPLETED', daysAgo: 2 },
      { state: 'FAILED', daysAgo: 1 },
    ],
  }),
  flip('data-stores-backed-up', 'the file system was last backed up nine days ago', { filesDaysAgo: 9 }),
  flip('restore-tested', 'the last restore is 13 months ago', { restoredDaysAgo: 400 }),
];
