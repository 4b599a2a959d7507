/** The imported lists of a workspace, with what they are judged against. */

import type { Facts } from '../core/facts.ts';
import type { PopulationContext } from '../core/population.ts';
import { populationResults } from '../core/population.ts';
import { populationContext } from '../core/population-context.ts';
import type { PopulationImport } from '../core/population-entry.ts';
import { populationKindNames } from '../core/population-kinds.ts';
import { type PopulationReport, populationReport } from '../core/population-report.ts';
import type { PopulationRow } from '../core/population-rows.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { loadRows } from '../workspace/populations.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A workspace's lists. */
export interface PopulationStore {
  workspace: Workspace;
  questionnaire: Questionnaire;
  scans: Facts[];
  /** Rows by kind, of every list that can be read. */
  rows: Map<PopulationKind, readonly PopulationRow[]>;
  /** One sentence per list that cannot. */
  problems: string[];
}

/** Reads the rows of every imported list, and the latest scans. */
export async function openStore(workspace: Workspace, questionnaire: Questionnaire): Promise<PopulationStore> {
  const rows: PopulationStore['rows'] = new Map();
  const problems: string[] = [];
  for (const imported of importsOf(workspace))
    try {
      rows.set(imported.kind, await loadRows(workspace, imported));
    } catch (error) {
      problems.push(`${(error as Error).message} ${(error as { next?: string }).next ?? ''}`.trim());
    }
  return { workspace, questionnaire, scans: await workspace.latestScans(), rows, problems };
}

/** The latest import of each kind, in the order of the kinds. */
export function importsOf(workspace: Workspace): PopulationImport[] {
  const { imports } = workspace.assessment.populations;
  return populationKindNames.flatMap((kind) => imports[kind] ?? []);
}

/** What lists are judged against now; `instead` are rows not stored yet. */
export function contextOf(
  { workspace, questionnaire, scans, rows }: PopulationStore,
  now: string,
  instead?: { kind: PopulationKind; rows: readonly PopulationRow[]; exported: string },
): PopulationContext {
  const lists: PopulationContext['lists'] = {};
  for (const { kind, exported } of importsOf(workspace)) {
    const known = rows.get(kind);
    if (known !== undefined) lists[kind] = { rows: known, exported };
  }
  if (instead !== undefined) lists[instead.kind] = { rows: instead.rows, exported: instead.exported };
  return populationContext({ assessment: workspace.assessment, questionnaire, scans, lists, now });
}

/** The report on each readable list. */
export function reportsOf(store: PopulationStore, now: string): PopulationReport[] {
  const context = contextOf(store, now);
  return importsOf(store.workspace).flatMap((imported) => {
    const rows = store.rows.get(imported.kind);
    return rows === undefined ? [] : [populationReport(imported, rows, context)];
  });
}

/**
 * Writes down anew each list whose outcome has changed since it was imported: by a committed value, a scan, another
 * list, or an account that was confirmed. Resolves to their kinds.
 */
export async function refresh(store: PopulationStore, by: string, now: string): Promise<PopulationKind[]> {
  const outdated = reportsOf(store, now).filter((report) => report.outdated);
  for (const { import: imported, findings } of outdated)
    await store.workspace.append(
      { ...importOnly(imported), type: 'population-import', results: populationResults(findings) },
      by,
    );
  return outdated.map(({ kind }) => kind);
}

/** An import without what the journal added around it. */
export function importOnly(imported: PopulationImport): PopulationImport {
  const { kind, rowsFile, sha256, rows, columns, dates, source, query, exported, count, file, fileSha256 } = imported;
  const { from, to, seed, sample, results } = imported;
  const all = { kind, rowsFile, sha256, rows, columns, dates, source, query, exported, count, file, fileSha256 };
  return JSON.parse(JSON.stringify({ ...all, from, to, seed, sample, results })) as PopulationImport;
}
