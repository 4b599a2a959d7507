/** What the live checks behind one control say together (rules S-C1 to S-C6). */
import { materialSeverities } from './constants.ts';
import type { Severity } from './finding.ts';
import { type ConstantName, type Constants, publishedConstants } from './model-constants.ts';
import type { CheckInput, ControlInput } from './score-types.ts';

/** The constant that bounds beside a failure of each severity (rule S-C2). */
export const capName = {
  critical: 'cap-critical',
  high: 'cap-high',
  medium: 'cap-medium',
  low: 'cap-low',
} as const satisfies Record<Severity, ConstantName>;

/** Rules S-C1, S-C5: whether a check counts, or only corroborates. */
export function counts(check: CheckInput): boolean {
  return check.determinative && check.committed;
}

/** A failing check that counts. */
export function isFailing(check: CheckInput): boolean {
  return counts(check) && check.result === 'fail';
}

/** Rule S-C3: a check that counts and came to no conclusion. */
export function isUnread(check: CheckInput): boolean {
  return counts(check) && check.result !== 'pass' && check.result !== 'fail' && check.result !== 'not-applicable';
}

/** Whether any counting check of the control fails. */
export function failing(control: ControlInput): boolean {
  return control.checks.some(isFailing);
}

/** Whether any counting check of the control has no conclusion. */
export function unread(control: ControlInput): boolean {
  return control.checks.some(isUnread);
}

/**
 * Rule S-C2: what a failing check leaves of a control: its severity cap, or the pass rate when that is lower. With part
 * of it unread the rate could be anything, so it is taken as 0: else denying a region full of failures would lift it.
 */
export function failureValue(check: CheckInput, constants: Constants = publishedConstants): number {
  if (check.partlyUnread) return 0;
  const cap = constants[capName[check.severity]];
  return check.total <= 1 ? cap : Math.min(cap, check.passed / check.total);
}

/** The lowest value over the counting checks with a conclusion: 1 when all pass; null when none has one. */
export function checkValue(control: ControlInput, constants: Constants = publishedConstants): number | null {
  const values = control.checks
    .filter((check) => counts(check) && (check.result === 'pass' || check.result === 'fail'))
    .map((check) => (check.result === 'pass' ? 1 : failureValue(check, constants)));
  return values.length === 0 ? null : Math.min(...values);
}

/** At least one counting check passes, and every other passes too or does not apply: nothing fails, nothing is unread. */
export function allPass(control: ControlInput): boolean {
  return checkValue(control) === 1 && !unread(control);
}

/** Rule S-C4: a failure that blocks, whatever is claimed; unless an exception to it is approved and in force (rule S-X1). */
export function isMaterial(check: CheckInput, constants: Constants = publishedConstants): boolean {
  return (
    check.excepted !== true &&
    isFailing(check) &&
    materialSeverities.includes(check.severity) &&
    (check.total <= 1 || check.privileged || (check.total - check.passed) / check.total > constants['material-share'])
  );
}

/** Whether any check of the control fails materially. */
export function material(control: ControlInput, constants: Constants = publishedConstants): boolean {
  return control.checks.some((check) => isMaterial(check, constants));
}

/** Rule S-C6: passing live checks are as good as a system export. */
export function effectiveTier(control: ControlInput): 0 | 1 | 2 | 3 {
  return allPass(control) ? 3 : control.tier;
}

/** Rule S-N1: a justified N/A leaves both sides, but is refused while a counting check fails. */
export function notApplicable(control: ControlInput): boolean {
  return control.answer === 'NA' && !failing(control);
}
