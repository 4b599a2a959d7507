/** What `scan` and `judge` print. */
import { allChecks, checkById } from '../../checks/index.ts';
import type { Check } from '../core/check.ts';
import type { Facts } from '../core/facts.ts';
import type { CheckResult, Severity } from '../core/finding.ts';
import { Redactor } from '../core/redact.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { text } from './session.ts';
import type { Options } from './table.ts';

/** Least bad first. */
const severities: Severity[] = ['low', 'medium', 'high', 'critical'];

/** The contract of `scan --json`. */
export interface ScanReport {
  schema: 'soc2-ready/scan@1';
  account: string;
  partition: string;
  startedAt: string;
  finishedAt: string;
  regions: string[];
  calls: Facts['calls'];
  results: (Pick<CheckResult, 'check' | 'status' | 'severity' | 'criteria' | 'passed' | 'total'> & {
    resources: Pick<CheckResult['resources'][number], 'id' | 'region' | 'status' | 'reason'>[];
    unknown: Pick<CheckResult['unknown'][number], 'operation' | 'region' | 'reason'>[];
    /** Null where AWS does not prove it. */
    since: string | null;
    /** Set where a person recorded the result, since the scan could not conclude. */
    recorded?: CheckResult['recorded'];
  })[];
  /** Checks with a conclusion, of all that ran. */
  coverage: { known: number; total: number };
}

/** The value printed by `scan --json`. */
function scanReport(facts: Facts, results: readonly CheckResult[]): ScanReport {
  const { account, partition, startedAt, finishedAt, regions, calls } = facts;
  return {
    schema: 'soc2-ready/scan@1',
    ...{ account, partition, startedAt, finishedAt, regions, calls },
    results: results.map(
      ({ check, status, severity, criteria, passed, total, resources, unknown, since, recorded }) => ({
        ...{ check, status, severity, criteria, passed, total },
        resources: resources.map(({ id, region, status, reason }) => ({ id, region, status, reason })),
        unknown: unknown.map(({ operation, region, reason }) => ({ operation, region, reason })),
        since: since ?? null,
        ...(recorded === undefined ? {} : { recorded }),
      }),
    ),
    coverage: { known: results.filter((result) => result.status !== 'unknown').length, total: results.length },
  };
}

function table(results: readonly CheckResult[]) {
  const order = ['fail', 'unknown', 'pass', 'not-applicable'];
  const sorted = [...results].sort(
    (a, b) =>
      order.indexOf(a.status) - order.indexOf(b.status) ||
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      (a.check < b.check ? -1 : 1),
  );
  const rows = sorted.map((r) => {
    const seen = r.resources[0]?.reason ?? r.unknown[0]?.reason ?? r.notApplicable ?? '';
    return [r.status, r.severity, r.check, r.total > 0 ? `${r.passed} of ${r.total}` : '', r.criteria.join(' '), seen];
  });
  return { header: ['status', 'severity', 'check', 'passed', 'criteria', 'seen'], rows };
}

/** Prints results in the form asked for, with --redact without anything that tells whose they are. */
export function printResults(facts: Facts, results: readonly CheckResult[], options: Options): void {
  const format = formatOption(options);
  const redactor = options.redact === true ? new Redactor([facts]) : undefined;
  const shown = redactor?.results(results) ?? results;
  const account = redactor?.text(facts.account) ?? facts.account;
  if (format === 'json') emit(json(scanReport({ ...facts, account }, shown)), options);
  else emit(formatTable(table(shown), format), options);
}

/** Prints the results of several accounts, merged per check, and how each account was read; `inactive` were not tried. */
export function printOrganization(
  scans: readonly Facts[],
  inactive: readonly { account: string; state: string }[],
  results: readonly CheckResult[],
  options: Options,
): void {
  const format = formatOption(options);
  const redactor = options.redact === true ? new Redactor(scans) : undefined;
  const shown = redactor?.results(results) ?? results;
  if (format !== 'json') {
    emit(formatTable(table(shown), format), options);
    return;
  }
  const hide = (said: string) => redactor?.text(said) ?? said;
  const notTried = inactive.map(({ account, state }) => ({
    ...{ account: hide(account), read: false, reason: `The account is ${state.toLowerCase()}: not tried.` },
    ...{ regions: [], calls: 0 },
  }));
  const accounts = scans.map((facts) => {
    const readings = Object.values(facts.readings).flatMap((byRegion) => Object.values(byRegion));
    const read = readings.some(({ state }) => state === 'ok');
    const why = readings.find((reading) => reading.state !== 'ok');
    const reason = read || why === undefined || why.state === 'ok' ? null : why.reason;
    return {
      account: hide(facts.account),
      read,
      reason: reason === null ? null : hide(reason),
      regions: facts.regions,
      calls: facts.calls.total,
    };
  });
  const known = shown.filter(({ status }) => status !== 'unknown').length;
  const coverage = { known, total: shown.length };
  emit(
    json({ schema: 'soc2-ready/scan-organization@1', accounts: [...accounts, ...notTried], results: shown, coverage }),
    options,
  );
}

/** 3 when a check fails at or over the severity of --fail-on, else 0. */
export function exitCodeOf(results: readonly CheckResult[], threshold: number): number {
  return results.some((r) => r.status === 'fail' && atLeast(r.severity, threshold)) ? 3 : 0;
}

/** Whether a severity is at or over what {@link failOn} gave. */
export function atLeast(severity: Severity, threshold: number): boolean {
  return severities.indexOf(severity) >= threshold;
}

/** The checks of --check, or all; an unknown id is a usage error. */
export function chosenChecks(options: Options): readonly Check[] {
  const wanted = options.check;
  if (!Array.isArray(wanted) || wanted.length === 0) return allChecks;
  return wanted
    .flatMap((list) => list.split(','))
    .map((id) => {
      const check = checkById(id.trim());
      if (check === undefined)
        throw new CommandError(2, `There is no check "${id}".`, 'soc2-ready checks list names them.');
      return check;
    });
}

/** Index among the severities at and over which to exit 3; above all of them without --fail-on. */
export function failOn(options: Options): number {
  const level = text(options, 'fail-on');
  if (level === undefined) return severities.length;
  const index = severities.indexOf(level as Severity);
  if (index === -1) throw new CommandError(2, `--fail-on takes critical, high, medium or low, not "${level}".`);
  return index;
}
