/** AWS Backup: how backups, copies and restores went. */
import {
  BackupClient,
  paginateListBackupJobs,
  paginateListCopyJobs,
  paginateListRestoreJobs,
  paginateListRestoreTestingPlans,
} from '@aws-sdk/client-backup';
import type { Reading } from '../../core/facts.ts';
import type { Restore, RestoreTestingPlan, RunOutcome } from '../../core/facts-backup.ts';
import type { Session } from '../session.ts';
import { vaults } from './backup.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 1000;

/** What `read` finds in a region with a vault; none, and not asked, in one without. */
async function whereVaults<T>(
  session: Session,
  region: string,
  operation: string,
  read: (client: BackupClient) => Promise<T[]>,
): Promise<Reading<T[]>> {
  const known = await vaults(session, region);
  if (known.state !== 'ok' || known.data.length === 0) return known.state === 'ok' ? { state: 'ok', data: [] } : known;
  return session.reading(operation, region, () => read(session.client('backup', BackupClient, region)));
}

/** The last success and the last failure of each target. */
class Outcomes {
  readonly #byTarget = new Map<string, RunOutcome>();

  add(target: string, state: string | undefined, at: string | undefined): void {
    const outcome = this.#byTarget.get(target) ?? { target };
    this.#byTarget.set(target, outcome);
    if (at === undefined) return;
    if (state === 'COMPLETED' && !(at < (outcome.lastSuccessAt ?? ''))) outcome.lastSuccessAt = at;
    if (['FAILED', 'ABORTED', 'EXPIRED'].includes(state ?? '') && !(at < (outcome.lastFailureAt ?? ''))) {
      outcome.lastFailureAt = at;
      outcome.failure = state ?? '';
    }
  }

  list(): RunOutcome[] {
    return [...this.#byTarget.values()];
  }
}

/** Days of backup jobs that are looked at. */
const days = 7;

/** How the backups of each resource went in the last 7 days. */
export function jobs(session: Session, region: string): Promise<Reading<RunOutcome[]>> {
  return whereVaults(session, region, 'backup:ListBackupJobs', async (client) => {
    const outcomes = new Outcomes();
    const asked = { ByCreatedAfter: new Date(Date.now() - days * 86_400_000) };
    for await (const page of paginateListBackupJobs({ client, pageSize }, asked)) {
      for (const { ResourceArn, State, CompletionDate, CreationDate } of page.BackupJobs ?? [])
        outcomes.add(defined(ResourceArn, 'ResourceArn'), State, instant(CompletionDate ?? CreationDate));
    }
    return outcomes.list();
  });
}

/** How copies to each vault went, as far back as AWS tells. */
export function copies(session: Session, region: string): Promise<Reading<RunOutcome[]>> {
  return whereVaults(session, region, 'backup:ListCopyJobs', async (client) => {
    const outcomes = new Outcomes();
    for await (const page of paginateListCopyJobs({ client, pageSize }, {})) {
      for (const { DestinationBackupVaultArn, State, CompletionDate, CreationDate } of page.CopyJobs ?? [])
        outcomes.add(
          defined(DestinationBackupVaultArn, 'DestinationBackupVaultArn'),
          State,
          instant(CompletionDate ?? CreationDate),
        );
    }
    return outcomes.list();
  });
}

/** The newest completed restore of each kind of resource. */
export function restores(session: Session, region: string): Promise<Reading<Restore[]>> {
  return whereVaults(session, region, 'backup:ListRestoreJobs', async (client) => {
    const byType = new Map<string, Restore>();
    for await (const page of paginateListRestoreJobs({ client, pageSize }, {})) {
      for (const { Status, CompletionDate, ResourceType = 'resource', ValidationStatus } of page.RestoreJobs ?? []) {
        const at = instant(CompletionDate);
        if (Status !== 'COMPLETED' || at === undefined || at < (byType.get(ResourceType)?.at ?? '')) continue;
        byType.set(ResourceType, { type: ResourceType, at, ...omitAbsent({ validation: ValidationStatus }) });
      }
    }
    return [...byType.values()];
  });
}

/** Restore testing plans. */
export function testingPlans(session: Session, region: string): Promise<Reading<RestoreTestingPlan[]>> {
  return whereVaults(session, region, 'backup:ListRestoreTestingPlans', async (client) => {
    const all: RestoreTestingPlan[] = [];
    for await (const page of paginateListRestoreTestingPlans({ client, pageSize }, {})) {
      for (const { RestoreTestingPlanName, LastExecutionTime } of page.RestoreTestingPlans ?? [])
        all.push({
          name: defined(RestoreTestingPlanName, 'RestoreTestingPlanName'),
          ...omitAbsent({ lastRunAt: instant(LastExecutionTime) }),
        });
    }
    return all;
  });
}
