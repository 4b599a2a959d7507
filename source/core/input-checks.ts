/** Results of live checks as the model takes them (rules S-C1, S-C3, S-C5, S-O2). */
import { dayIn, daysBetween } from './calendar.ts';
import type { CheckResult } from './finding.ts';
import { later, type Span } from './observation-window.ts';
import type { Control, LinkedCheck } from './questionnaire.ts';
import { counts } from './score-checks.ts';
import type { CheckInput } from './score-types.ts';

/**
 * The checks behind a control. A linked check without a result is one that this version does not have, and is left out;
 * one that was not run has a result that says so. A check run over several accounts comes once for each.
 */
export function checkInputs(control: Control, results: ReadonlyMap<string, readonly CheckResult[]>): CheckInput[] {
  return control.checks.flatMap((link) => (results.get(link.id) ?? []).flatMap((result) => toInputs(link, result)));
}

/**
 * One input; two when a check came to a conclusion although part of it could not be read. The unread part is then an
 * input of its own, and beside a failure nothing counts as passing: denying a region lifts no figure and no verdict.
 */
function toInputs(link: LinkedCheck, result: CheckResult): CheckInput[] {
  const { status, severity, passed, total, committed } = result;
  const base = { id: link.id, severity, determinative: link.role === 'determinative', committed };
  const open: CheckInput = {
    ...base,
    result: unreadAs(result),
    passed: 0,
    total: Math.max(1, total),
    privileged: false,
  };
  const partly = result.unknown.length > 0;
  if (status === 'fail') {
    const privileged = result.resources.some((r) => r.status === 'fail' && r.privileged === true);
    const fail: CheckInput = { ...base, result: 'fail', passed, total, privileged };
    return partly ? [{ ...fail, passed: 0, total: Math.max(1, total), partlyUnread: true }, open] : [fail];
  }
  if (status === 'unknown' || partly) return [open];
  return [{ ...base, result: status, passed, total, privileged: false }];
}

/** Why there is no conclusion: denied before anything else, as that is what a person can mend. */
function unreadAs(result: CheckResult): CheckInput['result'] {
  const kinds = result.unknown.map(({ kind }) => kind);
  if (kinds.includes('denied')) return 'denied';
  return kinds.length > 0 && kinds.every((kind) => kind === 'not-run') ? 'not-run' : 'error';
}

/**
 * Rule S-O2: days of the span that a continuous control is shown in place: the least over its counting checks that pass
 * and for which AWS proves since when. Null when it proves that for none; then there are no records (rule S-O1).
 */
export function daysShownInPlace(
  control: Control,
  results: ReadonlyMap<string, readonly CheckResult[]>,
  span: Span,
  timeZone: string,
): number | null {
  const days: number[] = [];
  for (const link of control.checks) {
    for (const result of results.get(link.id) ?? []) {
      const passing = toInputs(link, result).every((input) => counts(input) && input.result === 'pass');
      if (!passing || result.since === undefined) continue;
      const first = later(dayIn(result.since, timeZone), span.from);
      days.push(Math.max(0, daysBetween(first, span.to) + 1));
    }
  }
  return days.length === 0 ? null : Math.min(...days);
}
