/** The results of several accounts as one per check: any failure fails, then anything unread is unknown. */
import type { CheckResult, CheckStatus } from './finding.ts';

/** The results of one account. */
export interface AccountResults {
  account: string;
  results: readonly CheckResult[];
}

/** One result per check; resources and what could not be read keep their account. All must hold the same checks. */
export function mergeResults(accounts: readonly AccountResults[]): CheckResult[] {
  const [first] = accounts;
  if (first === undefined) return [];
  return first.results.map(({ check }) =>
    mergeOne(
      accounts.flatMap(({ account, results }) =>
        results.filter((result) => result.check === check).map((result) => withAccount(result, account)),
      ),
    ),
  );
}

function withAccount(result: CheckResult, account: string): CheckResult {
  return {
    ...result,
    resources: result.resources.map((resource) => ({ ...resource, account })),
    unknown: result.unknown.map((unread) => ({ ...unread, account })),
    ...(result.elsewhere && { elsewhere: result.elsewhere.map((said) => ({ ...said, account })) }),
  };
}

function mergeOne(results: readonly CheckResult[]): CheckResult {
  const [first] = results;
  if (first === undefined) throw new RangeError('no result to merge');
  const { check, severity, criteria } = first;
  const status = statusOf(results.map((result) => result.status));
  const resources = results.flatMap((result) => result.resources);
  const passing = results.filter((result) => result.status === 'pass');
  const dates = passing.flatMap(({ since }) => since ?? []);
  // In place everywhere only since the last account has it, and only where every one is dated.
  const since =
    status === 'pass' && dates.length === passing.length
      ? dates.reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b))
      : undefined;
  const recorded = results.find((result) => result.recorded !== undefined)?.recorded;
  const source = results.find((result) => result.status === status && result.source !== undefined)?.source;
  const elsewhere = results
    .flatMap((result) => result.elsewhere ?? [])
    .toSorted((a, b) => Number(b.disagrees) - Number(a.disagrees));
  const notApplicable = results.find((result) => result.notApplicable !== undefined)?.notApplicable;
  return {
    ...{ check, status, severity, criteria },
    passed: results.reduce((sum, result) => sum + result.passed, 0),
    total: results.reduce((sum, result) => sum + result.total, 0),
    resources: resources.toSorted((a, b) => (a.status === b.status ? 0 : a.status === 'fail' ? -1 : 1)),
    unknown: results.flatMap((result) => result.unknown),
    ...(since === undefined ? {} : { since }),
    ...(since !== undefined && passing.some(({ sinceBy }) => sinceBy === 'scans') ? { sinceBy: 'scans' as const } : {}),
    ...(status === 'not-applicable' && notApplicable !== undefined ? { notApplicable } : {}),
    ...(recorded === undefined ? {} : { recorded }),
    ...(source === undefined ? {} : { source }),
    ...(elsewhere.length === 0 ? {} : { elsewhere }),
    committed: results.every((result) => result.committed),
  };
}

/** Fail over unknown over pass over not applicable. */
function statusOf(statuses: readonly CheckStatus[]): CheckStatus {
  const order: CheckStatus[] = ['fail', 'unknown', 'pass', 'not-applicable'];
  return order.find((status) => statuses.includes(status)) ?? 'unknown';
}
