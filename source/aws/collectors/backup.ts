/** AWS Backup: plans, vaults and what is in them. */
import {
  BackupClient,
  GetBackupPlanCommand,
  GetBackupVaultAccessPolicyCommand,
  paginateListBackupPlans,
  paginateListBackupSelections,
  paginateListBackupVaults,
  paginateListProtectedResources,
  paginateListRecoveryPointsByBackupVault,
  type BackupRule as SdkRule,
} from '@aws-sdk/client-backup';
import type { PolicyDocument, Reading } from '../../core/facts.ts';
import type {
  BackupPlan,
  BackupRule,
  BackupSelections,
  BackupVault,
  ProtectedResource,
  RecoveryPoints,
} from '../../core/facts-backup.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { policyDocument } from './policy-document.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 1000;
const clientOf = (session: Session, region: string) => session.client('backup', BackupClient, region);

/** Plans of a region. */
export function plans(session: Session, region: string): Promise<Reading<BackupPlan[]>> {
  const operation = 'backup:ListBackupPlans';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: BackupPlan[] = [];
      for await (const page of paginateListBackupPlans({ client: clientOf(session, region), pageSize }, {})) {
        for (const { BackupPlanId, BackupPlanArn, BackupPlanName, CreationDate } of page.BackupPlansList ?? []) {
          const id = defined(BackupPlanId, 'BackupPlanId');
          all.push({
            id,
            arn: defined(BackupPlanArn, 'BackupPlanArn'),
            name: BackupPlanName ?? id,
            ...omitAbsent({ createdAt: instant(CreationDate) }),
          });
        }
      }
      return all;
    }),
  );
}

/** The rules of each plan. */
export async function rules(session: Session, region: string): Promise<Reading<Record<string, Reading<BackupRule[]>>>> {
  return detailsOf(
    await plans(session, region),
    ({ id }) => id,
    ({ id }) =>
      session.reading('backup:GetBackupPlan', region, async () => {
        const answer = await clientOf(session, region).send(new GetBackupPlanCommand({ BackupPlanId: id }));
        return defined(answer.BackupPlan?.Rules, 'BackupPlan.Rules').map(rule);
      }),
  );
}

function rule(found: SdkRule): BackupRule {
  return {
    name: found.RuleName ?? '',
    continuous: found.EnableContinuousBackup ?? false,
    copiesTo: (found.CopyActions ?? []).flatMap(({ DestinationBackupVaultArn }) => DestinationBackupVaultArn ?? []),
    ...omitAbsent({
      schedule: found.ScheduleExpression || undefined,
      retentionDays: found.Lifecycle?.DeleteAfterDays,
    }),
  };
}

/** What each plan covers. */
export async function selections(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<BackupSelections>>>> {
  return detailsOf(
    await plans(session, region),
    ({ id }) => id,
    ({ id }) =>
      session.reading('backup:ListBackupSelections', region, async () => {
        const made: string[] = [];
        let count = 0;
        const asked = { BackupPlanId: id };
        for await (const page of paginateListBackupSelections({ client: clientOf(session, region), pageSize }, asked)) {
          count += page.BackupSelectionsList?.length ?? 0;
          made.push(...(page.BackupSelectionsList ?? []).flatMap(({ CreationDate }) => instant(CreationDate) ?? []));
        }
        return { count, ...omitAbsent({ since: made.sort()[0] }) };
      }),
  );
}

/** Vaults of a region. */
export function vaults(session: Session, region: string): Promise<Reading<BackupVault[]>> {
  const operation = 'backup:ListBackupVaults';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: BackupVault[] = [];
      for await (const page of paginateListBackupVaults({ client: clientOf(session, region), pageSize }, {})) {
        for (const vault of page.BackupVaultList ?? [])
          all.push({
            name: defined(vault.BackupVaultName, 'BackupVaultName'),
            arn: defined(vault.BackupVaultArn, 'BackupVaultArn'),
            ...omitAbsent({ points: vault.NumberOfRecoveryPoints, locked: vault.Locked }),
          });
      }
      return all;
    }),
  );
}

async function filledVaults(session: Session, region: string): Promise<Reading<BackupVault[]>> {
  const known = await vaults(session, region);
  return known.state === 'ok' ? { state: 'ok', data: known.data.filter(({ points }) => points !== 0) } : known;
}

/** The policy of each vault that holds something. */
export async function vaultPolicies(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<PolicyDocument | null>>>> {
  return detailsOf(
    await filledVaults(session, region),
    ({ name }) => name,
    ({ name }) =>
      session.setting('backup:GetBackupVaultAccessPolicy', region, async () => {
        const command = new GetBackupVaultAccessPolicyCommand({ BackupVaultName: name });
        const { Policy } = await clientOf(session, region).send(command);
        return policyDocument(defined(Policy, 'Policy'));
      }),
  );
}

// Points that can be restored: those still being made, going or gone do not count.
const kept = ['COMPLETED', 'AVAILABLE', 'STOPPED'];

/** Recovery points of each vault that holds something, counted by how they are kept. */
export async function recoveryPoints(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<RecoveryPoints[]>>>> {
  return detailsOf(
    await filledVaults(session, region),
    ({ name }) => name,
    ({ name }) =>
      session.reading('backup:ListRecoveryPointsByBackupVault', region, async () => {
        const groups = new Map<string, RecoveryPoints>();
        const client = clientOf(session, region);
        const asked = { BackupVaultName: name };
        for await (const page of paginateListRecoveryPointsByBackupVault({ client, pageSize }, asked)) {
          for (const { RecoveryPointArn, Status = '', Lifecycle, IsEncrypted } of page.RecoveryPoints ?? []) {
            // One that goes as soon as it is copied is no backup to keep.
            if (!kept.includes(Status) || Lifecycle?.DeleteAfterEvent !== undefined) continue;
            const key = JSON.stringify([IsEncrypted, Lifecycle?.DeleteAfterDays]);
            const group = groups.get(key) ?? {
              count: 0,
              example: defined(RecoveryPointArn, 'RecoveryPointArn'),
              ...omitAbsent({ encrypted: IsEncrypted, retentionDays: Lifecycle?.DeleteAfterDays }),
            };
            group.count += 1;
            groups.set(key, group);
          }
        }
        return [...groups.values()];
      }),
  );
}

/** Resources that AWS Backup has backed up; none, and not asked, where there is no vault. */
export async function protectedResources(session: Session, region: string): Promise<Reading<ProtectedResource[]>> {
  const known = await vaults(session, region);
  if (known.state !== 'ok' || known.data.length === 0) return known.state === 'ok' ? { state: 'ok', data: [] } : known;
  return session.reading('backup:ListProtectedResources', region, async () => {
    const all: ProtectedResource[] = [];
    for await (const page of paginateListProtectedResources({ client: clientOf(session, region), pageSize }, {})) {
      for (const { ResourceArn, LastBackupTime } of page.Results ?? [])
        all.push({
          arn: defined(ResourceArn, 'ResourceArn'),
          ...omitAbsent({ lastBackupAt: instant(LastBackupTime) }),
        });
    }
    return all;
  });
}
