/** What changed between two scans of one account, both judged by the same checks. */
import { type Facts, globalRegion } from './facts.ts';
import type { CheckResult, ResourceFinding, Severity } from './finding.ts';

/** What became of a finding. */
export type DriftKind = 'new' | 'fixed' | 'changed' | 'cannot compare';

/** One line of the drift. */
export interface Drift {
  kind: DriftKind;
  check: string;
  severity: Severity;
  /** Resource and its region; absent where the whole check cannot be compared. */
  resource?: string;
  region?: string;
  /** What was seen before and after; `not there` where the resource was not among those judged. */
  before: string;
  after: string;
}

/** One side: a scan and its results. */
export interface Judged {
  facts: Facts;
  results: readonly CheckResult[];
}

const gone = 'not there';

/**
 * New: fails now and did not. Fixed: failed and passes now, or is gone. Changed: fails as before, for another reason; or
 * a check that applies to nothing now applies, or the reverse. Cannot compare: one side could not read what the other
 * saw; that is never fixed and never new.
 */
export function drift(before: Judged, after: Judged): Drift[] {
  const later = new Map(after.results.map((result) => [result.check, result]));
  const lines = before.results.flatMap((result) => {
    const now = later.get(result.check);
    return now === undefined ? [] : ofCheck(result, now, { before: before.facts, after: after.facts });
  });
  const order: DriftKind[] = ['new', 'cannot compare', 'changed', 'fixed'];
  const severities: Severity[] = ['critical', 'high', 'medium', 'low'];
  return lines.sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
}

function ofCheck(before: CheckResult, after: CheckResult, facts: { before: Facts; after: Facts }): Drift[] {
  const { check, severity } = before;
  const base = { check, severity };
  const lines: Drift[] = [];
  const old = byKey(before.resources);
  const now = byKey(after.resources);
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key), now.get(key)];
    const found = is ?? was;
    if (found === undefined) continue;
    const line = {
      ...base,
      resource: found.id,
      region: found.region,
      before: was?.reason ?? gone,
      after: is?.reason ?? gone,
    };
    if (was?.status !== 'fail' && is?.status !== 'fail') continue;
    const unreadSide =
      was === undefined
        ? unread(before, facts.before, found.region)
        : is === undefined
          ? unread(after, facts.after, found.region)
          : undefined;
    if (unreadSide !== undefined) {
      const side = was === undefined ? { before: unreadSide } : { after: unreadSide };
      lines.push({ kind: 'cannot compare', ...line, ...side });
    } else if (is?.status === 'fail' && was?.status !== 'fail') lines.push({ kind: 'new', ...line });
    else if (was?.status === 'fail' && is?.status !== 'fail') lines.push({ kind: 'fixed', ...line });
    else if (was?.reason !== is?.reason) lines.push({ kind: 'changed', ...line });
  }
  if (lines.length > 0 || before.status === after.status) return lines;
  const line = { ...base, before: words(before), after: words(after) };
  const incomparable = before.status === 'unknown' || after.status === 'unknown';
  return [{ kind: incomparable ? 'cannot compare' : 'changed', ...line }];
}

/** Why a resource may be missing from a result without being gone; undefined: it was looked for and not found. */
function unread(result: CheckResult, facts: Facts, region: string): string | undefined {
  const open = result.unknown.find(
    (entry) => entry.region === region || entry.region === globalRegion || region === globalRegion,
  );
  if (open !== undefined) return open.reason;
  const read =
    region === globalRegion || facts.regions.includes(region) || result.resources.some((r) => r.region === region);
  return read ? undefined : `${region} was not read in this scan.`;
}

function byKey(resources: readonly ResourceFinding[]): Map<string, ResourceFinding> {
  return new Map(resources.map((resource) => [`${resource.region} ${resource.id}`, resource]));
}

function words({ status, unknown, notApplicable }: CheckResult): string {
  if (status === 'unknown') return `unknown: ${unknown[0]?.reason ?? 'not read'}`;
  return status === 'not-applicable' ? `does not apply: ${notApplicable ?? 'nothing to judge'}` : status;
}
