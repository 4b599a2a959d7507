/** Checks: what AWS shows, live while it is being read. */
import type { Layout } from '../../app/layout.ts';
import { checkRows } from '../../app/rows.ts';
import type { State } from '../../app/state.ts';
import { counted, statusTones, statusWords } from '../../app/words.ts';
import type { CheckResult, CheckStatus } from '../../core/finding.ts';
import { sourceMark } from '../../core/foreign-words.ts';
import { cell, type Line, line, span, wrap } from '../lines.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody } from './list.ts';

/** The symbol of each status. */
export const statusMarks: Record<CheckStatus, string> = { fail: '✖', pass: '✔', unknown: '?', 'not-applicable': '–' };

/** The body of Checks. */
export function checksBody(state: State, plan: Layout): Body {
  const rows = checkRows(state);
  const all = state.derived?.results.length ?? 0;
  const head = [...scanLines(state, plan), countLine(state)];
  const titles = new Map(state.checks.map((check) => [check.id, check]));
  const draw = (result: CheckResult) =>
    checkLine(result, titles.get(result.check)?.title ?? '', titles.get(result.check)?.fix.minutes, plan);
  return listBody(plan, state.lists.checks, head, rows, all, draw, emptyChecks(state, all));
}

function emptyChecks(state: State, all: number): Line[] {
  if (all > 0) return emptyLines(['No check matches. esc clears the filter.']);
  if (state.derived === undefined) return emptyLines(['Working out the results…']);
  return emptyLines(['This version has no checks.']);
}

/** What the reading of AWS is doing, or why there is nothing to show. */
function scanLines(state: State, plan: Layout): Line[] {
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
      const progress = scan.total === 0 ? 'connecting' : `${scan.done} of ${scan.total} readings · ${scan.calls} calls`;
      const trouble = [scan.denied > 0 ? `${scan.denied} denied` : '', scan.failed > 0 ? `${scan.failed} failed` : ''];
      return [line(`  ${[account, progress, ...trouble].filter((text) => text !== '').join(' · ')}`, 'accent')];
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

function everythingDenied(state: State): boolean {
  const results = state.derived?.results ?? [];
  const known = results.filter((result) => result.status === 'pass' || result.status === 'fail').length;
  return results.length > 0 && known === 0 && results.some((r) => r.unknown.some((unread) => unread.kind === 'denied'));
}

function countLine(state: State): Line {
  const results = state.derived?.results ?? [];
  const count = (status: CheckStatus) => results.filter((result) => result.status === status).length;
  const statuses: CheckStatus[] = ['fail', 'pass', 'unknown', 'not-applicable'];
  const counts = statuses.flatMap(
    (status): Line => [
      span(`${statusMarks[status]} ${count(status)} ${statusWords[status]}`, statusTones[status]),
      span('   '),
    ],
  );
  const only = state.status === undefined ? [] : [span(`only: ${statusWords[state.status]}`, 'accent')];
  return [span('  '), ...counts, ...only];
}

/** A check: status, severity, id, criteria, what was seen, minutes to mend it. */
function checkLine(result: CheckResult, title: string, minutes: number | undefined, plan: Layout): Line {
  const mark = span(`${statusMarks[result.status]} `, statusTones[result.status]);
  const by = sourceMark(result);
  const against = result.elsewhere?.some(({ disagrees }) => disagrees) ? 'another engine disagrees: ' : '';
  const said = `${against}${by === undefined ? seen(result, title) : `${by}: ${seenBy(result, title)}`}`;
  if (plan.kind === 'compact') return [mark, span(cell(result.check, plan.body.width - 4))];
  const wide = plan.kind === 'two-panes';
  const idWidth = wide ? 38 : 28;
  const criteriaText = wide ? `${cell(result.criteria.join(' '), 18)} ` : '';
  const rest = plan.body.width - 2 - 2 - 9 - idWidth - 1 - (wide ? 19 + 8 : 0);
  const cost = wide && result.status === 'fail' && minutes !== undefined ? cell(`${minutes} min`, 7, 'right') : '';
  return [
    mark,
    span(
      cell(result.status === 'unknown' ? 'unknown' : result.severity, 9),
      result.status === 'fail' ? 'bad' : 'plain',
    ),
    span(`${cell(result.check, idWidth)} ${criteriaText}`),
    span(cell(said, rest)),
    span(cost),
  ];
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
