/** Results of checks: values, also when nothing could be read. */

import type { OperationName } from './facts.ts';
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
  /** The missing IAM action, on a denial. */
  action?: string;
}

/** The result of one check over one account. */
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
  /** UTC instant since when the passing state has held on every resource, where AWS proves it. */
  since?: string;
  /** Why it does not apply, when it does not. */
  notApplicable?: string;
  /** False: it tested a default nobody committed to in scoping, so it only corroborates (rule S-C5). */
  committed: boolean;
}
