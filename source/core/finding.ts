/** Results of checks: values, also when nothing could be read. */

import type { OperationName } from './facts.ts';
import type { ElsewhereResult, ResultSource } from './foreign-findings.ts';
import type { CriterionId } from './framework.ts';

/** How bad a failure is; the catalogue's own judgement, with a reason on each check. */
export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** Outcome of a check. `unknown` is never pass and never fail (rule S-C3). */
export type CheckStatus = 'pass' | 'fail' | 'not-applicable' | 'unknown';

/** What a check says of one resource. */
export interface ResourceFinding {
  /** ARN, name or id a person can find in the console. */
  id: string;
  /** Region, or `global`. */
  region: string;
  status: 'pass' | 'fail';
  /** Account it is in, where several are judged together. */
  account?: string;
  /** One sentence: what was seen. */
  reason: string;
  /** A failing resource that is the root user or holds administrator rights (rule S-C4). */
  privileged?: boolean;
  /** UTC instant since when it has been so, where AWS itself proves it (aws-timestamps.csv). */
  since?: string;
}

/** An operation that could not be read, and so left the check (partly) without a conclusion. */
export interface UnreadOperation {
  operation: OperationName;
  region: string;
  /** One sentence; for a denial it names the missing IAM action. */
  reason: string;
  kind: 'denied' | 'unavailable' | 'failed' | 'not-run';
  /** Account in which, where several are judged together. */
  account?: string;
  /** The missing IAM action, on a denial. */
  action?: string;
}

/** A result that a person recorded because the scan could not conclude. */
export interface RecordedResult {
  /** Who recorded it. */
  by: string;
  /** What was looked at, and where it is kept. */
  evidence: string;
  where: string;
  /** Days `YYYY-MM-DD`: of the evidence, and the last on which it counts. */
  date: string;
  expires: string;
}

/** The result of one check over the accounts in scope (or one account, for a scan by itself). */
export interface CheckResult {
  /** Catalogue id. */
  check: string;
  status: CheckStatus;
  severity: Severity;
  criteria: CriterionId[];
  /** Resources that pass, of those judged. */
  passed: number;
  total: number;
  /** Judged resources, failing ones first, then by region and id. */
  resources: ResourceFinding[];
  unknown: UnreadOperation[];
  /** UTC instant since when the passing state has held on every resource, where AWS or our own scans prove it. */
  since?: string;
  /** `scans`: AWS does not date it; this workspace's scans found it so each time since then. Absent: AWS dates it. */
  sinceBy?: 'scans';
  /** UTC instant of the earlier scan that this failure is from: it could not be read since, and nothing shows it mended. */
  lastRead?: string;
  /** Set when a person recorded it; the scan could not conclude for the reasons in `insteadOf`. */
  recorded?: RecordedResult & { insteadOf: UnreadOperation[] };
  /** Set when the result is another engine's, since the scan could not conclude. Absent: our own reading. */
  source?: ResultSource;
  /** Everything other engines say of it, also what decides nothing; those that disagree with our scan first. */
  elsewhere?: ElsewhereResult[];
  /** Why it does not apply, when it does not. */
  notApplicable?: string;
  /** False: it tested a default nobody committed to in scoping, so it only corroborates (rule S-C5). */
  committed: boolean;
}
