/** From judgements to results: the one place that says pass, fail, not applicable or unknown. */
import type { Check, CheckSettings, FactReader, Judgement } from './check.ts';
import { factSources } from './fact-sources.ts';
import { type FactName, type Facts, type FactTypes, globalRegion, type Reading } from './facts.ts';
import type { CheckResult, CheckStatus, ResourceFinding, UnreadOperation } from './finding.ts';

/**
 * Facts as checks see them: only regions in scope, and a region in scope (or, with none named, of the scan) that has no
 * reading shows as unavailable. When nobody named regions and those enabled could not be listed, the failed list itself
 * shows among the regions. So no check can take "not looked" for "nothing there".
 */
export function factReader(facts: Facts, settings: CheckSettings): FactReader {
  const inScope = settings.regions !== undefined && settings.regions.length > 0 ? settings.regions : undefined;
  const enabled = facts.readings['ec2.regions']?.[globalRegion];
  const readings = <Name extends FactName>(
    name: Name,
    scope: readonly string[] | undefined,
    wanted: readonly string[],
    whole: boolean,
  ) => {
    const all = Object.entries(facts.readings[name] ?? {}) as [string, Reading<FactTypes[Name]>][];
    const { operation, regional } = factSources[name];
    if (!regional || all.length === 0) return all.sort(byRegion);
    const judged = all.filter(([region]) => scope === undefined || region === globalRegion || scope.includes(region));
    const missing = wanted.filter((region) => !judged.some(([read]) => read === region));
    const reason = 'This region was not read in this scan.';
    const unlisted = whole && enabled !== undefined && enabled.state !== 'ok';
    return [
      ...judged,
      ...(unlisted ? [[globalRegion, enabled] satisfies [string, Reading<never>]] : []),
      ...missing.map((region): [string, Reading<never>] => [region, { state: 'unavailable', operation, reason }]),
    ].sort(byRegion);
  };
  return {
    each: (name) =>
      readings(name, inScope, inScope ?? facts.regions, inScope === undefined && facts.regionsNamed !== true),
    everywhere: (name) => readings(name, undefined, enabled?.state === 'ok' ? enabled.data : facts.regions, true),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byRegion = (a: [string, unknown], b: [string, unknown]) => compare(a[0], b[0]);

/**
 * The result of one check. Status: any failing resource is a fail; else anything unread is unknown (rule S-C3); else
 * nothing to judge is not applicable; else pass. A judgement that throws is unknown with the error's text.
 *
 * @param facts undefined when the account was never scanned.
 */
export function judge(check: Check, facts: Facts | undefined, settings: CheckSettings): CheckResult {
  return resultOf(check, judgement(check, facts, settings));
}

/** The results of several checks over one account, in the order of the checks. */
export function judgeAll(facts: Facts | undefined, checks: readonly Check[], settings: CheckSettings): CheckResult[] {
  return checks.map((check) => judge(check, facts, settings));
}

function judgement(check: Check, facts: Facts | undefined, settings: CheckSettings): Judgement {
  if (facts === undefined) return unread(check, 'not-run', 'This account has not been scanned yet.');
  const absent = check.facts.filter((name) => Object.keys(facts.readings[name] ?? {}).length === 0);
  if (absent.length > 0) {
    return unread(check, 'not-run', `The snapshot predates this check: it holds no ${absent.join(', ')}.`);
  }
  try {
    return check.judge(factReader(facts, settings), settings);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return unread(check, 'failed', `The facts could not be judged: ${text}`);
  }
}

function unread(check: Check, kind: UnreadOperation['kind'], reason: string): Judgement {
  const unknown = check.operations.map((operation) => ({ operation, region: globalRegion, reason, kind }));
  return { resources: [], unknown };
}

function resultOf(check: Check, { resources, unknown, notApplicable, committed }: Judgement): CheckResult {
  const passed = resources.filter((resource) => resource.status === 'pass').length;
  const status = statusOf(resources.length - passed, unknown.length, resources.length);
  const since = status === 'pass' ? latest(resources) : undefined;
  return {
    check: check.id,
    status,
    severity: check.severity,
    criteria: check.criteria,
    passed,
    total: resources.length,
    resources: resources.toSorted(failingFirst),
    unknown: distinct(unknown),
    ...(since === undefined ? {} : { since }),
    ...(status === 'not-applicable' ? { notApplicable: notApplicable ?? 'There is nothing to judge.' } : {}),
    committed: committed ?? true,
  };
}

function statusOf(failed: number, unreadOperations: number, total: number): CheckStatus {
  if (failed > 0) return 'fail';
  if (unreadOperations > 0) return 'unknown';
  return total === 0 ? 'not-applicable' : 'pass';
}

function failingFirst(a: ResourceFinding, b: ResourceFinding): number {
  return compare(a.status, b.status) || compare(a.region, b.region) || compare(a.id, b.id);
}

/** Since when all resources are as they are: the latest date, and none when one resource has none. */
function latest(resources: readonly ResourceFinding[]): string | undefined {
  const dates = resources.map(({ since }) => since);
  return dates.includes(undefined)
    ? undefined
    : dates.reduce((a, b) => (Date.parse(a ?? '') > Date.parse(b ?? '') ? a : b));
}

function distinct(unknown: readonly UnreadOperation[]): UnreadOperation[] {
  const byText = new Map(
    unknown.map((entry) => [JSON.stringify([entry.operation, entry.region, entry.reason]), entry]),
  );
  return [...byText.values()].sort((a, b) => compare(a.operation, b.operation) || compare(a.region, b.region));
}
