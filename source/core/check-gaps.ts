/**
 * Failing checks that no row of a control carries: they take nothing from any figure, and what they found is there all the
 * same (rules S-C1, S-C5). One row per check.
 */
import type { CheckResult, Severity } from './finding.ts';
import type { CriterionId } from './framework.ts';
import { listed } from './phrases.ts';
import type { Control, ControlId, Questionnaire } from './questionnaire.ts';
import { step } from './score-trace.ts';
import type { TraceStep } from './score-types.ts';

/** Why a failing check takes nothing away. */
export type CheckStanding = 'no control' | 'corroborates' | 'no commitment';

/** A failing check with a row of its own. */
export interface CheckGap {
  /** Stable: `gap:check:ID`. */
  id: string;
  /** Catalogue id; its page tells how to mend it. */
  check: string;
  criteria: CriterionId[];
  cause: 'failing check';
  standing: CheckStanding;
  /** Controls of the assessment that it is linked to. */
  controls: ControlId[];
  severity: Severity;
  /** What was seen, one sentence. */
  seen: string;
  /** What was seen, and why it counts for nothing. */
  reason: string;
  trace: TraceStep[];
}

/** What the rows are made from. */
export interface CheckGapInput {
  /** Controls in the assessment. */
  controls: readonly Control[];
  questionnaire: Questionnaire;
  results: readonly CheckResult[];
}

const gravity: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** The rows, worst first, then by id. */
export function checkGaps({ controls, questionnaire, results }: CheckGapInput): CheckGap[] {
  const links = Map.groupBy(
    controls.flatMap(({ id, checks }) => checks.map((link) => ({ control: id, ...link }))),
    (link) => link.id,
  );
  const included = new Set(controls.map(({ id }) => id));
  const byCheck = Map.groupBy(results, (result) => result.check);
  return [...byCheck]
    .flatMap(([check, all]): CheckGap[] => {
      const linked = links.get(check) ?? [];
      const failed = all.filter(({ status }) => status === 'fail');
      const determinative = linked.filter(({ role }) => role === 'determinative');
      const [worst] = failed;
      // Where it counts for a control, that control's row carries it.
      if (worst === undefined || (determinative.length > 0 && failed.some(({ committed }) => committed))) return [];
      const standing =
        linked.length === 0 ? 'no control' : determinative.length === 0 ? 'corroborates' : 'no commitment';
      const named = [...new Set(linked.map(({ control }) => control))];
      const left = questionnaire.controls.filter(
        (one) => !included.has(one.id) && one.checks.some(({ id }) => id === check),
      );
      const why = whyNothing(
        standing,
        named,
        left.map(({ id }) => id),
      );
      const found = seen(failed);
      return [
        {
          ...{ id: `gap:check:${check}`, check, criteria: worst.criteria, cause: 'failing check', standing },
          ...{ controls: named, severity: worst.severity, seen: found, reason: `${found} ${why}` },
          trace: [step(standing === 'no commitment' ? 'S-C5' : 'S-C1', `${check} fails. ${why}`)],
        },
      ];
    })
    .sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity) || (a.id < b.id ? -1 : 1));
}

function whyNothing(standing: CheckStanding, controls: ControlId[], left: ControlId[]): string {
  if (standing === 'corroborates') return `It only corroborates ${listed(controls)}, so it takes nothing away.`;
  if (standing === 'no commitment')
    return `Nobody committed to the value it tests, so it takes nothing from ${listed(controls)}.`;
  const asked = left.length === 0 ? '' : ` (${listed(left)} ${left.length === 1 ? 'is' : 'are'} not asked)`;
  return `No control of this assessment rests on it${asked}, so it takes nothing away.`;
}

/** What was seen, of all accounts together. */
function seen(failed: readonly CheckResult[]): string {
  const total = failed.reduce((sum, result) => sum + result.total, 0);
  const count = failed.reduce((sum, result) => sum + result.total - result.passed, 0);
  const found = failed.flatMap(({ resources }) => resources).filter(({ status }) => status === 'fail');
  const shown = found.find(({ privileged }) => privileged) ?? found[0];
  const reason = shown === undefined ? 'It fails.' : shown.reason.replace(/[^.]$/, '$&.');
  return total > 1 ? `${count} of ${total}: ${reason}` : reason;
}
