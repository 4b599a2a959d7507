/** Findings of other engines on their way into the workspace: from a file, or read from AWS. */

import { foreignLinks } from '../../checks/foreign-findings.ts';
import { addDays, dayIn } from '../core/calendar.ts';
import type { FindingsImport, LoadedFindings } from '../core/foreign-findings.ts';
import type { Gathered, GatherRules } from '../core/foreign-gather.ts';
import { lookBack } from '../core/input-answer.ts';
import { accountsInScope } from '../core/results.ts';
import { saveFindings } from '../workspace/findings.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * What of other engines counts in an assessment: the accounts in scope (while scoping names none: those scanned, or any),
 * and findings inside the look-back, as for evidence (S-E2). Up to a day ahead of this machine's clock.
 */
export function rulesFor({ assessment }: Pick<Workspace, 'assessment'>, now: Date): GatherRules {
  const named = accountsInScope(assessment);
  const accounts = named.length > 0 ? named : [...new Set(assessment.scans.map(({ account }) => account))];
  const span = lookBack(assessment, dayIn(now.toISOString(), assessment.timeZone));
  return {
    links: foreignLinks,
    accounts,
    from: `${span.from}T00:00:00.000Z`,
    to: `${addDays(now.toISOString().slice(0, 10), 1)}T23:59:59.999Z`,
  };
}

/** The imports that gathered findings make, one for each engine; not yet written. */
export function draftImports(
  gathered: Gathered,
  origin: Pick<FindingsImport, 'from' | 'fileSha256'>,
): LoadedFindings[] {
  return gathered.kept.map((kept) => {
    const { engine, version, groups, regions, unmapped } = kept;
    const mapped = groups.reduce((sum, { passed, failed, unknown }) => sum + passed + failed + unknown, 0);
    const others = unmapped.reduce((sum, { count }) => sum + count, 0);
    const instants = groups.flatMap(({ oldest, newest }) => [oldest, newest]).sort();
    return {
      kept,
      import: {
        ...{ engine, ...(version === undefined ? {} : { version }), ...origin, findingsFile: '', sha256: '' },
        accounts: Object.keys(regions).sort(),
        ...{ read: mapped + others, mapped, unmapped: others },
        ...{ oldest: instants[0] ?? '', newest: instants.at(-1) ?? '' },
      },
    };
  });
}

/** Writes the files, then the entries. */
export async function saveImports(
  workspace: Workspace,
  drafts: readonly LoadedFindings[],
  by: string,
): Promise<LoadedFindings[]> {
  const saved: LoadedFindings[] = [];
  for (const draft of drafts) {
    const known = { ...draft.import, ...(await saveFindings(workspace, draft.kept)) };
    await workspace.append({ type: 'findings-import', ...known }, by);
    saved.push({ ...draft, import: known });
  }
  return saved;
}
