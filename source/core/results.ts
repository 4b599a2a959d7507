/**
 * The results of all checks over all accounts in scope, in one place, so that screens, score and report agree: judged
 * from the latest scan of each account, dated from earlier scans, completed by what people recorded, merged per check.
 */
import type { Assessment } from './assessment.ts';
import { dayIn } from './calendar.ts';
import type { Check, CheckSettings } from './check.ts';
import { type Facts, globalRegion } from './facts.ts';
import type { CheckResult } from './finding.ts';
import type { Elsewhere } from './foreign-findings.ts';
import { accountsElsewhere, withElsewhere } from './foreign-results.ts';
import { judge, judgeAll } from './judge.ts';
import { mergeResults } from './merge-results.ts';
import { ownValue } from './own-record.ts';
import type { Questionnaire } from './questionnaire.ts';
import { longestGapDays, type ScanHistory } from './scan-history.ts';
import { checkSettings } from './settings.ts';

/** What results are made from. */
export interface ResultsInput {
  /** Latest scan of each account; empty before the first. */
  scans: readonly Facts[];
  checks: readonly Check[];
  assessment: Assessment;
  questionnaire: Questionnaire;
  /** UTC instant. */
  now: string;
  /** From earlier scans, where they have been read. */
  history?: ScanHistory | undefined;
  /** Findings of other engines, where any were taken in. */
  elsewhere?: Elsewhere | undefined;
}

/** One result for each check. */
export function checkResults(input: ResultsInput): CheckResult[] {
  const { checks, assessment, questionnaire, now } = input;
  const inScope = accountsInScope(assessment);
  const scans = input.scans.filter(({ account }) => inScope.length === 0 || inScope.includes(account));
  const told = input.elsewhere === undefined ? [] : accountsElsewhere(input.elsewhere);
  const wanted = inScope.length === 0 && scans.length === 0 ? told : inScope;
  const unscanned = wanted.filter((account) => !scans.some((facts) => facts.account === account));
  const never = (account?: string) => notScanned(checks, checkSettings(assessment, questionnaire, now), account);
  const single = scans.length + unscanned.length <= 1;
  const perAccount = [
    ...scans.map((facts) => {
      const regions = input.history && ownValue(input.history.regions, facts.account);
      return { account: facts.account, results: dated(judged(facts, input, regions), facts, input) };
    }),
    ...(single && scans.length === 0
      ? [{ account: unscanned[0] ?? '', results: never() }]
      : unscanned.map((account) => ({ account, results: never(account) }))),
  ].map(({ account, results }) => ({
    account,
    results: withLastFailure(
      withRecorded(withForeign(results, account, input), account, single, input),
      account,
      input,
    ),
  }));
  const [first] = perAccount;
  return single && first !== undefined ? first.results : mergeResults(perAccount);
}

/** The results of one scan, whatever accounts are in scope: what `scan` and `judge` print. */
export function resultsOfScan(facts: Facts, input: Omit<ResultsInput, 'scans' | 'history'>): CheckResult[] {
  return resultsOfScans([facts], input);
}

/** The results of these scans, one of each account, merged per check. */
export function resultsOfScans(scans: readonly Facts[], input: Omit<ResultsInput, 'scans' | 'history'>): CheckResult[] {
  const { accounts: _, ...scope } = input.assessment.scope;
  return checkResults({ ...input, assessment: { ...input.assessment, scope }, scans });
}

/** The accounts that scoping names; none: whatever was scanned. */
export function accountsInScope({ scope }: Assessment): string[] {
  const value = scope.accounts?.value;
  const texts = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return [...new Set(texts.map((text) => text.replace(/[\s-]/g, '')).filter((text) => /^\d{12}$/.test(text)))];
}

/** What the judgement of a scan hangs on besides its facts: the key of a history. */
export function judgementKey(assessment: Assessment, { hash }: Questionnaire): string {
  const values = Object.entries(assessment.scope).map(([id, { value, committed }]) => [id, value, committed]);
  return JSON.stringify([hash, values.sort()]);
}

const known = new WeakMap<Facts, { checks: readonly Check[]; key: string; results: CheckResult[] }>();

/**
 * The results of one scan by itself. The same facts are judged once for as long as scoping stays as it is.
 *
 * @param counting regions that count although somebody narrowed the scan to fewer (scan-history.ts): what it left out
 *   shows as not read. Regions that scoping names come first.
 */
export function judged(
  facts: Facts,
  { checks, assessment, questionnaire }: Pick<ResultsInput, 'checks' | 'assessment' | 'questionnaire'>,
  counting: readonly string[] = [],
): CheckResult[] {
  const regions = facts.regionsNamed === true && counting.length > 0 ? counting : undefined;
  const key = judgementKey(assessment, questionnaire) + (regions?.join() ?? '');
  const before = known.get(facts);
  if (before?.checks === checks && before.key === key) return before.results;
  const settings = checkSettings(assessment, questionnaire, facts.finishedAt);
  const results = judgeAll(facts, checks, { ...(regions && { regions }), ...settings });
  known.set(facts, { checks, key, results });
  return results;
}

function notScanned(checks: readonly Check[], settings: CheckSettings, account: string | undefined): CheckResult[] {
  const results = checks.map((check) => judge(check, undefined, settings));
  if (account === undefined) return results;
  const reason = `The account ${account} is in scope and has not been scanned yet.`;
  return results.map((result) => ({ ...result, unknown: result.unknown.map((entry) => ({ ...entry, reason })) }));
}

/** Passing results with a date from earlier scans, where AWS gives none and the newest scan is not old. */
function dated(results: CheckResult[], facts: Facts, { history, assessment, questionnaire, now }: ResultsInput) {
  const age = (Date.parse(now) - Date.parse(facts.finishedAt)) / 86_400_000;
  const passing = history && ownValue(history.passing, facts.account);
  if (passing === undefined || age > longestGapDays || history?.key !== judgementKey(assessment, questionnaire))
    return results;
  return results.map((result): CheckResult => {
    const since = passing[result.check];
    if (result.status !== 'pass' || result.since !== undefined || since === undefined) return result;
    return { ...result, since, sinceBy: 'scans' };
  });
}

/**
 * Where nothing at all concludes now and the check failed when it was last read, that failure stands, with what could not
 * be read beside it: taking a permission away mends nothing (rule S-C3, docs/decisions/0016).
 */
function withLastFailure(
  results: CheckResult[],
  account: string,
  { history, assessment, questionnaire }: ResultsInput,
) {
  const failing = history && ownValue(history.failing, account);
  if (failing === undefined || history?.key !== judgementKey(assessment, questionnaire)) return results;
  return results.map((result): CheckResult => {
    const last = failing[result.check];
    if (last === undefined || !isOlder(result, last.at, assessment.timeZone)) return result;
    const { passed, total, resources } = last.result;
    const seen = `As read on ${last.at.slice(0, 10)}; it could not be read since.`;
    const { recorded, source, notApplicable: _, ...rest } = result;
    return {
      ...rest,
      ...{ status: 'fail', passed, total, lastRead: last.at },
      unknown: recorded?.insteadOf ?? source?.insteadOf ?? result.unknown,
      resources: resources.map((resource) => ({ ...resource, reason: `${resource.reason} ${seen}` })),
    };
  });
}

/** Whether nothing about a check is as new as the failure read at an instant: no conclusion, or one from before it. */
function isOlder({ status, recorded, source }: CheckResult, at: string, timeZone: string): boolean {
  if (recorded !== undefined) return recorded.date < dayIn(at, timeZone);
  return source === undefined ? status === 'unknown' : Date.parse(source.seen) < Date.parse(at);
}

/** What other engines say of the account. */
function withForeign(results: CheckResult[], account: string, input: ResultsInput): CheckResult[] {
  const { elsewhere, assessment, questionnaire, checks, now } = input;
  if (elsewhere === undefined || elsewhere.imports.length === 0) return results;
  const scanned = input.scans.find((facts) => facts.account === account)?.regions;
  const regions = checkSettings(assessment, questionnaire, now).regions ?? scanned;
  const known = regions !== undefined && regions.length > 0 ? regions : undefined;
  return withElsewhere(results, { elsewhere, assessment, account, regions: known, checks, now });
}

/** Where a scan could not conclude, what a person recorded, while it counts. */
function withRecorded(results: CheckResult[], account: string, single: boolean, input: ResultsInput): CheckResult[] {
  const { assessment, now } = input;
  const today = dayIn(now, assessment.timeZone);
  const counting = assessment.manualResults.filter(
    (manual) =>
      manual.date <= today &&
      today <= manual.expires &&
      (manual.account === account || (single && manual.account === undefined)),
  );
  if (counting.length === 0) return results;
  return results.map((result): CheckResult => {
    const manual = result.status === 'unknown' ? counting.findLast(({ check }) => check === result.check) : undefined;
    if (manual === undefined) return result;
    const { status, evidence, where, date, expires, by } = manual;
    const reason = `${evidence} (${where}); recorded by ${by} on ${date}, counts until ${expires}.`;
    const judgedOne = status !== 'not-applicable';
    return {
      ...result,
      status,
      passed: status === 'pass' ? 1 : 0,
      total: judgedOne ? 1 : 0,
      resources: judgedOne ? [{ id: 'recorded by hand', region: globalRegion, status, reason }] : [],
      unknown: [],
      ...(judgedOne ? {} : { notApplicable: reason }),
      recorded: { by, evidence, where, date, expires, insteadOf: result.unknown },
    };
  });
}
