/**
 * Results of other engines beside ours. Our own reading wins wherever it came to a conclusion; what contradicts it is
 * shown. Where our scan is unknown, theirs stands in as far as the published mapping lets it, while it is fresh, and
 * only when it speaks of every region in scope: silence is no pass (rule S-C7).
 */
import type { Assessment } from './assessment.ts';
import { addMonths, dayIn } from './calendar.ts';
import type { Check } from './check.ts';
import { lookBackMonths } from './constants.ts';
import type { CheckResult, CheckStatus, ResourceFinding } from './finding.ts';
import { decideBy } from './foreign-decide.ts';
import {
  type Elsewhere,
  type ElsewhereResult,
  type Engine,
  engineNames,
  type FindingGroup,
  type ForeignLink,
  type LoadedFindings,
} from './foreign-findings.ts';
import { lookBack } from './input-answer.ts';
import { type Span, within } from './observation-window.ts';
import { ownValue } from './own-record.ts';

/** What the results of one account are completed from. */
export interface AccountElsewhere {
  elsewhere: Elsewhere;
  assessment: Assessment;
  account: string;
  /** Regions in scope; undefined: those in which the engine found anything. */
  regions: readonly string[] | undefined;
  checks: readonly Check[];
  /** UTC instant. */
  now: string;
}

/** Accounts of which any import tells something. */
export function accountsElsewhere({ imports }: Elsewhere): string[] {
  return [...new Set(imports.flatMap(({ import: { accounts } }) => accounts))];
}

/** The results of one account with what other engines say: filled where ours are unknown, else shown beside them. */
export function withElsewhere(results: readonly CheckResult[], from: AccountElsewhere): CheckResult[] {
  const { assessment, now, account } = from;
  const imports = newest(from.elsewhere.imports, account);
  if (imports.length === 0) return [...results];
  const span = lookBack(assessment, dayIn(now, assessment.timeZone));
  const checks = new Map(from.checks.map((check) => [check.id, check]));
  return results.map((result) => {
    const check = checks.get(result.check);
    const said = imports.flatMap((loaded) => {
      const links = from.elsewhere.links.filter((l) => l.check === result.check && l.engine === loaded.kept.engine);
      return check === undefined || links.length === 0 ? [] : saidBy(loaded, links, { ...from, span, check });
    });
    return said.length === 0 ? result : combined(result, said);
  });
}

/** The newest import of each engine that knows the account. */
function newest(imports: readonly LoadedFindings[], account: string): LoadedFindings[] {
  const byEngine = new Map<Engine, LoadedFindings>();
  for (const loaded of imports) if (loaded.import.accounts.includes(account)) byEngine.set(loaded.kept.engine, loaded);
  return [...byEngine.values()];
}

/** What one engine says of one check. `groups` are those that decide, or all where none does. */
interface Said {
  result: ElsewhereResult;
  groups: FindingGroup[];
  /** It says what it says of every region in scope. */
  complete: boolean;
}

interface Asked extends AccountElsewhere {
  span: Span;
  check: Check;
}

function saidBy(loaded: LoadedFindings, links: readonly ForeignLink[], asked: Asked): Said[] {
  const {
    kept,
    import: { from, engine, version },
  } = loaded;
  const { account, assessment, span } = asked;
  const of = (group: FindingGroup) => links.find(({ id }) => id === group.id);
  const all = kept.groups.filter((group) => group.account === account && of(group) !== undefined);
  if (all.length === 0) return [];
  const fresh = all.filter(({ oldest }) => within(dayIn(oldest, assessment.timeZone), span));
  const { check, regions } = asked;
  const decided = decideBy(fresh, { check, links, regions, seen: ownValue(kept.regions, account) ?? [] });
  // What decides nothing is shown with everything that was found.
  const groups = decided.counts === 'nothing' ? all : decided.groups;
  const sum = (count: (group: FindingGroup) => number) => groups.reduce((total, group) => total + count(group), 0);
  const [passed, failed, open] = [sum((g) => g.passed), sum((g) => g.failed), sum((g) => g.unknown)];
  const seen = groups.map(({ oldest }) => oldest).sort()[0] ?? '';
  const said: CheckStatus = failed > 0 ? 'fail' : open > 0 || passed === 0 ? 'unknown' : 'pass';
  const stale = fresh.length < all.length && decided.counts === 'nothing';
  const why = stale ? `It is older than the look-back (${span.from} and later count).` : decided.why;
  return [
    {
      result: {
        ...{ engine, ...(version === undefined ? {} : { version }), from, said, counts: decided.counts },
        ids: [...new Set(groups.map(({ id }) => id))].sort(),
        passed,
        total: passed + failed,
        seen,
        expires: addMonths(dayIn(seen, assessment.timeZone), lookBackMonths),
        disagrees: false,
        ...(why === undefined ? {} : { why }),
      },
      groups,
      complete: decided.complete,
    },
  ];
}

/** Our result with what others say: ours where it concluded, theirs where it did not. */
function combined(result: CheckResult, said: readonly Said[]): CheckResult {
  const concluded = result.status !== 'unknown';
  const contradicts = ({ result: { said: theirs, counts } }: Said): boolean =>
    result.status === 'pass' || result.status === 'not-applicable'
      ? theirs === 'fail'
      : result.status === 'fail' && counts === 'pass';
  const all = said
    .map((one) => ({ ...one, result: { ...one.result, disagrees: concluded && contradicts(one) } }))
    .sort((a, b) => Number(b.result.disagrees) - Number(a.result.disagrees));
  const elsewhere = all.map((one) => one.result);
  if (concluded) return { ...result, elsewhere };
  // A failure before a pass: of two engines the worse one stands.
  const used = all.find((one) => one.result.counts === 'fail') ?? all.find((one) => one.result.counts === 'pass');
  if (used === undefined) return { ...result, elsewhere };
  return filled(
    result,
    used,
    elsewhere.map((one) =>
      one === used.result
        ? one
        : { ...one, disagrees: used.result.counts === 'fail' ? one.counts === 'pass' : one.said === 'fail' },
    ),
  );
}

function filled(
  result: CheckResult,
  { result: theirs, groups, complete }: Said,
  elsewhere: ElsewhereResult[],
): CheckResult {
  const { engine, version, ids, seen, expires, from, counts } = theirs;
  const name = engineNames[engine];
  const reason = (id: string, verb: string) => `${name} ${id} ${verb} it, as of ${seen.slice(0, 10)} (${from}).`;
  const resources = groups.flatMap((group): ResourceFinding[] => [
    ...group.failing.map((id) => ({
      id,
      region: group.region,
      status: 'fail' as const,
      reason: reason(group.id, 'fails'),
    })),
    ...group.passing.map((id) => ({
      id,
      region: group.region,
      status: 'pass' as const,
      reason: reason(group.id, 'passes'),
    })),
  ]);
  const { since: _, sinceBy: __, ...rest } = result;
  return {
    ...rest,
    status: counts === 'fail' ? 'fail' : 'pass',
    passed: theirs.passed,
    total: theirs.total,
    resources: resources.sort((a, b) => (a.status === b.status ? 0 : a.status === 'fail' ? -1 : 1)),
    // A failure of part of the question leaves the rest unread: it counts as if nothing passed.
    unknown: complete ? [] : result.unknown,
    source: {
      engine,
      ...(version === undefined ? {} : { version }),
      ids,
      seen,
      expires,
      from,
      insteadOf: result.unknown,
    },
    elsewhere,
  };
}
