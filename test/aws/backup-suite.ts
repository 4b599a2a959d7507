/** AWS Backup. */
import { backupChecks } from '../../checks/platform.ts';
import { regions } from './clients.ts';
import { backupFlips } from './flips/backup.ts';
import { backup, seedBadBackup, seedGoodBackup } from './seed-backup.ts';
import type { Suite } from './suite.ts';
import { bucketRegions, enabledRegions } from './written.ts';
import { backupAnswers, diskLifetimes } from './written-backup.ts';

const everywhere = [enabledRegions(regions), bucketRegions, diskLifetimes];

/** Its recordings are in `recordings/backup/`. */
export const backupSuite: Suite = {
  folder: 'backup',
  checks: backupChecks,
  accounts: [
    { name: 'good', seed: seedGoodBackup, written: [...everywhere, ...backupAnswers()] },
    {
      name: 'bad',
      seed: seedBadBackup,
      written: [
        ...everywhere,
        ...backupAnswers({
          selected: false,
          retentionDays: 7,
          encrypted: false,
          guarded: false,
          jobs: [{ state: 'FAILED', daysAgo: 1 }],
          copies: [],
          restoredDaysAgo: 500,
        }),
      ],
    },
    { name: 'empty', seed: async () => {}, written: everywhere },
  ],
  flips: backupFlips,
  onFirstDay: { 'backup-plan-exists': 'fail' },
  scoping: {
    'backup-retention-days': 35,
    'backup-frequency-hours': 24,
    'restore-test-months': 12,
    'critical-buckets': [backup.bucket],
  },
};
