/** What the earlier scans of a workspace show, read from their files. */
import type { Check } from '../core/check.ts';
import { keep } from '../core/own-record.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { judged, judgementKey } from '../core/results.ts';
import {
  lastFailures,
  type PastScan,
  passingSince,
  pastScan,
  regionsThatCount,
  type ScanHistory,
} from '../core/scan-history.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Scans of one account that are looked at, newest first: a weekly scan for half a year. Older ones cost more than they tell. */
const mostScans = 26;

/**
 * Since when each check has passed in the scans of each account, which failed when they were last read, and which regions
 * count. One scan is in memory at a time; one that cannot be read ends the row. With a single scan of an account there is
 * nothing to read.
 */
export async function scanHistory(
  workspace: Pick<Workspace, 'assessment' | 'readScan'>,
  questionnaire: Questionnaire,
  checks: readonly Check[],
): Promise<ScanHistory> {
  const { assessment } = workspace;
  const history: ScanHistory = { key: judgementKey(assessment, questionnaire), passing: {}, failing: {}, regions: {} };
  for (const account of new Set(assessment.scans.map((scan) => scan.account))) {
    const files = assessment.scans
      .filter((scan) => scan.account === account)
      .toSorted((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt))
      .slice(-mostScans);
    if (files.length < 2) continue;
    let past: PastScan[] = [];
    let regions: readonly string[] = [];
    for (const { file } of files) {
      const facts = await workspace.readScan(file).catch(() => undefined);
      regions = facts === undefined ? regions : regionsThatCount(regions, facts);
      past =
        facts === undefined
          ? []
          : [pastScan(facts, judged(facts, { checks, assessment, questionnaire }, regions)), ...past];
    }
    keep(history.passing, account, passingSince(past));
    keep(history.failing, account, lastFailures(past));
    keep(history.regions, account, regions);
  }
  return history;
}
