/**
 * What earlier scans of an account show: since when a check has passed each time it was looked at (rule S-O2), and which
 * failed when they were last read (rule S-C3).
 */
import type { Facts } from './facts.ts';
import type { CheckResult } from './finding.ts';

/** Most days between two scans for the time between them to count as seen. */
export const longestGapDays = 35;

/** Per account and check: the UTC instant of the first scan of an unbroken row in which the check passed. */
export interface ScanHistory {
  /** What the checks were judged against (results.ts); for other values it says nothing. */
  key: string;
  passing: Record<string, Record<string, string>>;
  /** Per account and check: the failure of the last scan that could conclude, where the newest could not. */
  failing: Record<string, Record<string, LastFailure>>;
  /** Per account: the regions that count, where scoping names none ({@link regionsThatCount}). */
  regions: Record<string, readonly string[]>;
}

/** A failure seen by an earlier scan, and when. */
export interface LastFailure {
  /** UTC instant. */
  at: string;
  result: CheckResult;
}

/** One scan of an account as far as the history goes. */
export interface PastScan {
  /** UTC instant. */
  finishedAt: string;
  regions: readonly string[];
  /** Checks that passed, everything read. */
  passed: ReadonlySet<string>;
  /** Checks on which it concluded, by id. */
  concluded: ReadonlyMap<string, CheckResult>;
}

/**
 * The regions that count from a scan on: all that it read, and where somebody narrowed it (`--region`) those before it
 * too. A region that is left out is not read, it is not gone.
 *
 * @param before what counted until then; empty before the first scan.
 */
export function regionsThatCount(before: readonly string[], { regions, regionsNamed }: Facts): readonly string[] {
  return regionsNamed === true ? [...new Set([...before, ...regions])].sort() : regions;
}

/** A scan with its results, for the history. */
export function pastScan({ finishedAt, regions }: Facts, results: readonly CheckResult[]): PastScan {
  const passed = results.filter(({ status, unknown }) => status === 'pass' && unknown.length === 0);
  const concluded = results.filter(({ status }) => status !== 'unknown');
  return {
    finishedAt,
    regions,
    passed: new Set(passed.map(({ check }) => check)),
    concluded: new Map(concluded.map((result) => [result.check, result])),
  };
}

/**
 * Since when each check has passed, from the scans of one account, newest first. A row is broken by a scan in which the
 * check did not pass, by more than {@link longestGapDays} without one, and by one that left out a region which the newest
 * read. A check that passes only in the newest has no row yet.
 */
export function passingSince(scans: readonly PastScan[]): Record<string, string> {
  const [newest, ...earlier] = scans;
  const since: Record<string, string> = {};
  if (newest === undefined) return since;
  let open = [...newest.passed];
  let after = newest.finishedAt;
  for (const scan of earlier) {
    const gap = (Date.parse(after) - Date.parse(scan.finishedAt)) / 86_400_000;
    // Compared so that an instant that is none breaks the row too.
    if (!(gap <= longestGapDays) || !newest.regions.every((region) => scan.regions.includes(region))) break;
    open = open.filter((check) => scan.passed.has(check));
    for (const check of open) since[check] = scan.finishedAt;
    if (open.length === 0) break;
    after = scan.finishedAt;
  }
  return since;
}

/**
 * The failures that the newest scan of an account could not look at again, from its scans, newest first: of each check on
 * which the newest did not conclude, the last conclusion, if it is a failure. What failed and cannot be read is not mended.
 */
export function lastFailures(scans: readonly PastScan[]): Record<string, LastFailure> {
  const [newest, ...earlier] = scans;
  const failures: Record<string, LastFailure> = {};
  if (newest === undefined) return failures;
  const settled = new Set(newest.concluded.keys());
  for (const { finishedAt, concluded } of earlier)
    for (const [check, result] of concluded) {
      if (settled.has(check)) continue;
      settled.add(check);
      if (result.status === 'fail') failures[check] = { at: finishedAt, result };
    }
  return failures;
}
