/** Facts of AWS Backup. A field that AWS left out is absent, never a guess; instants are UTC. */
import type { FactSource } from './fact-sources.ts';
import type { PolicyDocument, Reading } from './facts.ts';

/** A backup plan. */
export interface BackupPlan {
  id: string;
  arn: string;
  name: string;
  createdAt?: string;
}

/** One rule of a plan. */
export interface BackupRule {
  name: string;
  /** `cron(…)` or `rate(…)`; absent: daily, which is what AWS takes then. */
  schedule?: string;
  /** Any point in time can be restored. */
  continuous: boolean;
  /** Days that a backup is kept; absent: for ever. */
  retentionDays?: number;
  /** ARNs of the vaults that get a copy. */
  copiesTo: string[];
}

/** What a plan covers. */
export interface BackupSelections {
  count: number;
  /** When the first of them was made. */
  since?: string;
}

/** A vault. */
export interface BackupVault {
  name: string;
  arn: string;
  /** Recovery points in it. */
  points?: number;
  /** A vault lock keeps recovery points from being deleted early. */
  locked?: boolean;
}

/** Recovery points of a vault that are kept and encrypted alike. */
export interface RecoveryPoints {
  count: number;
  /** ARN of one of them. */
  example: string;
  encrypted?: boolean;
  /** Days that they are kept; absent: for ever. */
  retentionDays?: number;
}

/** How backups or copies of one thing went in the time looked at. */
export interface RunOutcome {
  /** ARN: of the resource for backups, of the vault that gets them for copies. */
  target: string;
  lastSuccessAt?: string;
  lastFailureAt?: string;
  /** `FAILED`, `ABORTED`, `EXPIRED`: the state of the last failure. */
  failure?: string;
}

/** The newest completed restore of a kind of resource. */
export interface Restore {
  /** `RDS`, `EBS` … */
  type: string;
  at: string;
  /** `SUCCESSFUL`, `FAILED` … where what was restored was validated. */
  validation?: string;
}

/** A restore testing plan. */
export interface RestoreTestingPlan {
  name: string;
  lastRunAt?: string;
}

/** A resource that AWS Backup has backed up. */
export interface ProtectedResource {
  arn: string;
  lastBackupAt?: string;
}

/** Facts of this group, each per region. Where there is no vault nothing can be kept, and the rest is not asked. */
export interface BackupFacts {
  /** backup:ListBackupPlans */
  'backup.plans': BackupPlan[];
  /** backup:GetBackupPlan, by plan id */
  'backup.rules': Record<string, Reading<BackupRule[]>>;
  /** backup:ListBackupSelections, by plan id */
  'backup.selections': Record<string, Reading<BackupSelections>>;
  /** backup:ListBackupVaults */
  'backup.vaults': BackupVault[];
  /** backup:GetBackupVaultAccessPolicy, by name of each vault that holds something; null: none */
  'backup.vault-policies': Record<string, Reading<PolicyDocument | null>>;
  /** backup:ListRecoveryPointsByBackupVault, by name of each vault that holds something */
  'backup.recovery-points': Record<string, Reading<RecoveryPoints[]>>;
  /** backup:ListBackupJobs, the last 7 days */
  'backup.jobs': RunOutcome[];
  /** backup:ListCopyJobs */
  'backup.copies': RunOutcome[];
  /** backup:ListRestoreJobs */
  'backup.restores': Restore[];
  /** backup:ListRestoreTestingPlans */
  'backup.testing-plans': RestoreTestingPlan[];
  /** backup:ListProtectedResources */
  'backup.protected': ProtectedResource[];
}

/** How each of these facts is read. */
export const backupSources: Record<keyof BackupFacts, FactSource> = {
  'backup.plans': { operation: 'backup:ListBackupPlans', regional: true },
  'backup.rules': { operation: 'backup:GetBackupPlan', regional: true },
  'backup.selections': { operation: 'backup:ListBackupSelections', regional: true },
  'backup.vaults': { operation: 'backup:ListBackupVaults', regional: true },
  'backup.vault-policies': { operation: 'backup:GetBackupVaultAccessPolicy', regional: true },
  'backup.recovery-points': { operation: 'backup:ListRecoveryPointsByBackupVault', regional: true },
  'backup.jobs': { operation: 'backup:ListBackupJobs', regional: true },
  'backup.copies': { operation: 'backup:ListCopyJobs', regional: true },
  'backup.restores': { operation: 'backup:ListRestoreJobs', regional: true },
  'backup.testing-plans': { operation: 'backup:ListRestoreTestingPlans', regional: true },
  'backup.protected': { operation: 'backup:ListProtectedResources', regional: true },
};
