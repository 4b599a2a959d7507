/** Checks of what is kept in backup vaults. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import type { BackupVault, RecoveryPoints } from '../source/core/facts-backup.ts';
import { coversAction, coversResource, statements } from '../source/core/policy.ts';
import { refusesAllButChosen } from '../source/core/policy-condition.ts';
import { numberCommitment } from './commitments.ts';
import { regionalFact } from './reading.ts';
import { Details, overEach, type Verdict, verdict } from './regional.ts';

const pointOperations = ['ec2:DescribeRegions', 'backup:ListBackupVaults', 'backup:ListRecoveryPointsByBackupVault'];
const nothingKept = 'No vault of AWS Backup holds a recovery point.';

/** Judges what each vault holds; vaults without recovery points are left out. */
function overVaults(
  reader: FactReader,
  judge: (vault: BackupVault, points: RecoveryPoints[]) => Verdict,
): Pick<Judgement, 'resources' | 'unknown' | 'notApplicable'> {
  const points = new Details(regionalFact(reader, 'backup.recovery-points'), pointOperations[2] ?? '');
  const judged = overEach(
    regionalFact(reader, 'backup.vaults'),
    'backup:ListBackupVaults',
    ({ arn }) => arn,
    (vault, region) => {
      if (vault.points === 0) return undefined;
      const found = points.take(vault.name, region);
      return found === undefined || found.length === 0 ? undefined : judge(vault, found);
    },
  );
  return { ...judged, unknown: [...judged.unknown, ...points.list()], notApplicable: nothingKept };
}

const total = (groups: readonly RecoveryPoints[]) => groups.reduce((sum, { count }) => sum + count, 0);

const pointRetention: Check = {
  id: 'backup-recovery-point-retention',
  title: 'Backups are kept as long as promised',
  service: 'backup',
  tier: 1,
  severity: 'medium',
  severityReason: 'A backup that is gone before the damage is noticed is none.',
  criteria: ['A1.2', 'CC7.4', 'C1.2'],
  why: 'Plans say what should be kept; the points themselves say what is.',
  judgement:
    'Passes for each vault all of whose recovery points are kept for at least the days in scoping (default 35) or for ever. Points that are still being made or are going are left out, as are vaults without any.',
  facts: ['backup.vaults', 'backup.recovery-points'],
  operations: pointOperations,
  commitment: 'backup-retention-days',
  fix: {
    summary: 'Lengthen the retention of the rules behind the listed points.',
    console: [
      'Open AWS Backup, Backup vaults, the vault, and look which plan made the short-lived points.',
      'Open the plan, the rule, Edit, and set the retention period; new points follow it.',
      'For points that exist choose Actions, Edit retention.',
    ],
    cli: [
      'aws backup update-recovery-point-lifecycle --backup-vault-name VAULT --recovery-point-arn POINT_ARN --lifecycle DeleteAfterDays=35 --region REGION',
    ],
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html'],
  judge(reader, settings) {
    const { value: days, committed } = numberCommitment(settings, 'backup-retention-days', 35);
    const judged = overVaults(reader, ({ name }, groups) => {
      const short = groups.filter(({ retentionDays }) => retentionDays !== undefined && retentionDays < days);
      const shortest = Math.min(...short.map(({ retentionDays = 0 }) => retentionDays));
      return verdict(
        short.length === 0,
        `All ${total(groups)} recovery points in ${name} are kept for ${days} days or longer.`,
        `${total(short)} of ${total(groups)} recovery points in ${name} are kept for less than ${days} days, down to ${shortest}, such as ${short[0]?.example}.`,
      );
    });
    return { ...judged, committed };
  },
};

const pointEncrypted: Check = {
  id: 'backup-recovery-point-encrypted',
  title: 'Backups are encrypted',
  service: 'backup',
  tier: 1,
  severity: 'medium',
  severityReason: 'A plain copy undoes the encryption of its source.',
  criteria: ['A1.2', 'CC6.1', 'CC7.4'],
  why: 'Copies hold the same data as what they are of, and lie around for longer.',
  judgement:
    'Passes for each vault all of whose recovery points are encrypted. Vaults without recovery points are left out.',
  facts: ['backup.vaults', 'backup.recovery-points'],
  operations: pointOperations,
  fix: {
    summary: 'Encrypt the sources of the listed points; their next backups will be encrypted too.',
    console: [
      'Open AWS Backup, Backup vaults, the vault, and look which resources the plain points are of.',
      'Encrypt those resources: for EBS and RDS by a copy of a snapshot with a key, from which you restore.',
      'Delete the plain points when the encrypted ones reach back far enough.',
    ],
    cli: [
      'aws backup list-recovery-points-by-backup-vault --backup-vault-name VAULT --query "RecoveryPoints[?IsEncrypted==\\`false\\`].ResourceArn" --region REGION',
    ],
    minutes: 90,
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html'],
  judge: (reader) =>
    overVaults(reader, ({ name }, groups): Verdict => {
      const plain = groups.filter(({ encrypted }) => encrypted === false);
      if (plain.length > 0) {
        const reason = `${total(plain)} of ${total(groups)} recovery points in ${name} are not encrypted, such as ${plain[0]?.example}.`;
        return verdict(false, '', reason);
      }
      if (groups.some(({ encrypted }) => encrypted === undefined)) {
        const operation = 'backup:ListRecoveryPointsByBackupVault';
        return { leftOut: 'AWS did not say whether some recovery points are encrypted.', operation };
      }
      return verdict(true, `All ${total(groups)} recovery points in ${name} are encrypted.`, '');
    }),
};

const deletionBlocked: Check = {
  id: 'backup-manual-deletion-blocked',
  title: 'Backups cannot be deleted by hand',
  service: 'backup',
  tier: 1,
  severity: 'medium',
  severityReason: 'Who wants to do harm deletes the backups first.',
  criteria: ['A1.2', 'CC7.4'],
  why: 'Backups protect from intruders and mistakes only where those cannot reach them.',
  judgement:
    'Passes for each vault with a vault lock, or whose policy denies the deletion of recovery points to everybody, or to everybody but chosen callers. Vaults without recovery points are left out.',
  facts: ['backup.vaults', 'backup.vault-policies'],
  operations: ['ec2:DescribeRegions', 'backup:ListBackupVaults', 'backup:GetBackupVaultAccessPolicy'],
  fix: {
    summary: 'Lock the listed vaults, or deny deletion in their policies.',
    console: [
      'Look up the shortest and longest time for which plans keep points in the vault: a lock that asks for more, or allows less, makes their jobs fail.',
      'Open AWS Backup, Vault locks, Create vault lock, and choose governance mode first; compliance mode cannot be undone.',
      'Or open the vault, Access policy, Edit, Deny deleting of recovery points.',
    ],
    cli: [
      'aws backup put-backup-vault-lock-configuration --backup-vault-name VAULT --min-retention-days 35 --region REGION',
      'aws backup put-backup-vault-access-policy --backup-vault-name VAULT --policy file://policy.json --region REGION',
    ],
    terraform: `resource "aws_backup_vault_lock_configuration" "this" {
  backup_vault_name  = aws_backup_vault.this.name
  min_retention_days = 35
}`,
    minutes: 20,
  },
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
  ],
  judge(reader) {
    const policies = new Details(regionalFact(reader, 'backup.vault-policies'), 'backup:GetBackupVaultAccessPolicy');
    const judged = overEach(
      regionalFact(reader, 'backup.vaults'),
      'backup:ListBackupVaults',
      ({ arn }) => arn,
      ({ name, arn, points, locked }, region): Verdict => {
        if (points === 0) return undefined;
        if (locked) return verdict(true, `${name} is locked.`, '');
        const policy = policies.take(name, region);
        if (policy === undefined) return undefined;
        const point = `${arn.replace(/:backup-vault:.*$/, '')}:recovery-point:any`;
        const denies = statements(policy ?? { Statement: [] }).some(
          (one) =>
            refusesAllButChosen(one) && coversAction(one, 'backup:DeleteRecoveryPoint') && coversResource(one, point),
        );
        if (denies) return verdict(true, `The policy of ${name} denies the deletion of recovery points.`, '');
        if (locked === undefined) return { leftOut: 'AWS did not say whether the vault is locked.' };
        return verdict(
          false,
          '',
          `${name} is not locked, and its policy does not deny the deletion of recovery points.`,
        );
      },
    );
    return { ...judged, unknown: [...judged.unknown, ...policies.list()], notApplicable: nothingKept };
  },
};

/** Checks of what vaults keep. */
export const backupVaultChecks: Check[] = [pointRetention, pointEncrypted, deletionBlocked];
