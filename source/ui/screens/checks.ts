/** Checks: what AWS shows, live while it is being read. */
import type { Layout } from '../../app/layout.ts';
import { checkPane } from '../../app/pane-check.ts';
import { checkRows, checkSort } from '../../app/rows.ts';
import { type CheckProgress, callsAsked, checkProgress, checkState, progressCounts } from '../../app/scan-states.ts';
import type { Scan, State } from '../../app/state.ts';
import { counted, statusTones, statusWords } from '../../app/words.ts';
import type { Check } from '../../core/check.ts';
import type { CheckResult, CheckStatus } from '../../core/finding.ts';
import { sourceMark } from '../../core/foreign-words.ts';
import { cell, fit, type Line, line, type Span, span, wrap } from '../lines.ts';
import type { Look, Token } from '../theme.ts';
import type { Body, Tick } from '../view.ts';
import { emptyLines, paneBody } from './list.ts';

/** The symbol of each status. */
const statusMarks: Record<CheckStatus, string> = { fail: '✖', pass: '✔', unknown: '?', 'not-applicable': '–' };

/** The body of Checks. */
export function checksBody(state: State, plan: Layout, _look: Look, tick: Tick): Body {
  const rows = checkRows(state);
  const all = state.derived?.results.length ?? 0;
  const head = [...scanLines(state, plan, tick), countLine(state, plan)].map((one) => fit(one, plan.body.width));
  const known = checksById(state);
  const draw = (result: CheckResult, own: Layout) => checkLine(result, known.get(result.check), own, state);
  const empty = emptyChecks(state, all);
  return paneBody(plan, state.lists.checks, head, rows, all, draw, empty, (row) => checkPane(state, row));
}

const byId = new WeakMap<readonly Check[], ReadonlyMap<string, Check>>();

function checksById({ checks }: State): ReadonlyMap<string, Check> {
  const known = byId.get(checks) ?? new Map(checks.map((check) => [check.id, check]));
  byId.set(checks, known);
  return known;
}

function emptyChecks(state: State, all: number): Line[] {
  if (all > 0) return emptyLines(['No check matches. esc clears the filter.']);
  if (state.derived === undefined) return emptyLines(['Working out the results…']);
  return emptyLines(['This version has no checks.']);
}

/** What the reading of AWS is doing, or why there is nothing to show. */
function scanLines(state: State, plan: Layout, tick: Tick): Line[] {
  const { scan, facts } = state;
  const width = plan.body.width - 4;
  const account =
    facts === undefined
      ? ''
      : `account ${facts.account === '' ? 'unknown' : facts.account} · ${counted(facts.regions.length, 'region')}`;
  switch (scan.state) {
    case 'loading':
      return [line('  Opening the last reading…')];
    case 'none': {
      const text = state.canScan
        ? 'AWS has not been read yet. R reads the account, read-only, while you go on.'
        : `AWS is not read in this session: ${state.noScan ?? 'it was started without AWS'}`;
      return wrap(text, width).map((part) => line(`  ${part}`, 'unknown'));
    }
    case 'failed':
      return [
        ...wrap(`AWS could not be read: ${scan.reason}`, width).map((part) => line(`  ${part}`, 'bad')),
        line(
          facts === undefined
            ? '  R tries again.'
            : `  Below is what was read ${facts.finishedAt.slice(0, 10)}. R tries again.`,
        ),
      ];
    case 'running': {
      const asked = callsAsked(scan);
      const calls = `${scan.calls}${asked === undefined ? '' : ` of ${asked}`} calls`;
      const progress = scan.total === 0 ? 'connecting' : `${scan.done} of ${scan.total} readings · ${calls}`;
      const trouble = [scan.denied > 0 ? `${scan.denied} denied` : '', scan.failed > 0 ? `${scan.failed} failed` : ''];
      const parts = [account, progress, elapsed(scan.since, tick.now), ...trouble];
      const first = line(`  ${parts.filter((text) => text !== '').join(' · ')}`, 'accent');
      return plan.kind === 'compact' ? [first] : [first, progressLine(state, scan)];
    }
    case 'finished': {
      const denied = scan.denied > 0 ? ` · ${counted(scan.denied, 'reading')} denied` : '';
      const at = facts === undefined ? '' : ` · read ${facts.finishedAt.slice(0, 16).replace('T', ' ')} UTC`;
      const lines = [line(`  ${account} · ${counted(scan.calls, 'call')}${denied}${at}`)];
      if (everythingDenied(state)) {
        const text =
          'AWS refused nearly everything, so nearly everything is unknown. p shows the permissions to ask for.';
        lines.push(...wrap(text, width).map((part) => line(`  ${part}`, 'warning')));
      }
      return lines;
    }
  }
}

/** Nothing in the first two seconds, then minutes and seconds. */
function elapsed(since: number, now: number): string {
  const seconds = Math.floor((now - since) / 1000);
  if (seconds < 2) return '';
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

const progressTokens: Record<CheckProgress, [mark: string, token: Token]> = {
  queued: ['·', 'plain'],
  running: ['▸', 'accent'],
  ok: ['✔', 'good'],
  denied: ['?', 'unknown'],
  failed: ['✖', 'warning'],
  skipped: ['–', 'plain'],
};

/** How many checks are where. */
function progressLine(state: State, scan: Scan & { state: 'running' }): Line {
  const counts = progressCounts(state.checks, scan, state.facts);
  const parts = checkProgress.filter((one) => counts[one] > 0);
  return [
    span('  checks'),
    ...parts.map((one) =>
      span(`   ${progressTokens[one][0]} ${counts[one]} ${one === 'ok' ? 'read' : one}`, progressTokens[one][1]),
    ),
  ];
}

function everythingDenied(state: State): boolean {
  const results = state.derived?.results ?? [];
  const known = results.filter((result) => result.status === 'pass' || result.status === 'fail').length;
  return results.length > 0 && known === 0 && results.some((r) => r.unknown.some((unread) => unread.kind === 'denied'));
}

function countLine(state: State, plan: Layout): Line {
  const results = state.derived?.results ?? [];
  const count = (status: CheckStatus) => results.filter((result) => result.status === status).length;
  const statuses: CheckStatus[] = ['fail', 'pass', 'unknown', 'not-applicable'];
  const narrow = plan.body.width < 80;
  const word = (status: CheckStatus) => (narrow && status === 'not-applicable' ? 'n/a' : statusWords[status]);
  const counts = statuses.flatMap(
    (status): Line => [
      span(`${statusMarks[status]} ${count(status)} ${word(status)}`, statusTones[status]),
      span(narrow ? '  ' : '   '),
    ],
  );
  const only = state.status === undefined ? [] : [span(`only: ${statusWords[state.status]}  `, 'accent')];
  return [span('  '), ...counts, ...only, span(`by ${checkSort(state)}`)];
}

/** A check: status, severity, id, criteria, what was seen, minutes to mend it. Where a scan runs, what it does instead of the severity. */
function checkLine(result: CheckResult, check: Check | undefined, plan: Layout, state: State): Line {
  const title = check?.title ?? '';
  const mark = span(`${statusMarks[result.status]} `, statusTones[result.status]);
  const by = sourceMark(result);
  const against = result.elsewhere?.some(({ disagrees }) => disagrees) ? 'another engine disagrees: ' : '';
  const hand = result.recorded === undefined ? '' : `by hand until ${result.recorded.expires}: `;
  const said = `${against}${hand}${by === undefined ? (isUnread(result, state) ? title : seen(result, title)) : `${by}: ${seenBy(result, title)}`}`;
  if (plan.kind === 'compact') return [mark, span(cell(result.check, plan.body.width - 4))];
  const { width } = plan.body;
  const wide = width >= 100;
  const idWidth = width >= 120 ? 38 : width >= 66 ? 30 : 28;
  const criteriaText = wide ? `${cell(result.criteria.join(' '), 18)} ` : '';
  const rest = width - 2 - 2 - 9 - idWidth - 1 - (wide ? 19 + 8 : 0);
  const minutes = check?.fix.minutes;
  const cost = wide && result.status === 'fail' && minutes !== undefined ? cell(`${minutes} min`, 7, 'right') : '';
  return [
    mark,
    secondColumn(result, check, state),
    span(`${cell(result.check, idWidth)} ${criteriaText}`),
    span(cell(said, rest)),
    span(cost),
  ];
}

/** Before anything was read every check lacks the same: its title says more than that. */
function isUnread({ status }: CheckResult, { facts, scans = [] }: State): boolean {
  return status === 'unknown' && facts === undefined && scans.length === 0;
}

function secondColumn(result: CheckResult, check: Check | undefined, { scan, facts }: State): Span {
  if (scan.state === 'running' && check !== undefined) {
    const { state } = checkState(check, scan, facts);
    // What is read shows its result again: "ok" beside a failure would be read as one.
    if (state !== 'ok') return span(cell(state, 9), progressTokens[state][1]);
  }
  return span(
    cell(result.status === 'unknown' ? 'unknown' : result.severity, 9),
    result.status === 'fail' ? 'bad' : 'plain',
  );
}

/** The same of another engine's result, whose reasons name the engine again. */
function seenBy(result: CheckResult, title: string): string {
  return result.status === 'fail' ? `${result.total - result.passed} of ${result.total} fail` : seen(result, title);
}

function seen(result: CheckResult, title: string): string {
  const [unread] = result.unknown;
  switch (result.status) {
    case 'fail': {
      const failing = result.resources.filter((resource) => resource.status === 'fail');
      const regions = new Set(failing.map((resource) => resource.region)).size;
      const [first] = failing;
      if (failing.length === 1 && first !== undefined) return first.reason;
      return `${failing.length} of ${result.total}${regions > 1 ? `, ${regions} regions` : ''}`;
    }
    case 'unknown':
      if (unread === undefined) return 'unknown';
      return unread.kind === 'denied' ? `denied: ${unread.action ?? unread.operation}` : unread.reason;
    case 'not-applicable':
      return result.notApplicable ?? 'not applicable';
    case 'pass':
      return title;
  }
}
