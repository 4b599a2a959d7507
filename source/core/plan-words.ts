/** What a plan item tells its owner to do, by the cause of the gap. */
import type { Gap } from './decision.ts';
import type { Control } from './questionnaire.ts';

/**
 * The action, with a verb. `unreadOnly`: the control is answered, and only a live check could not be read.
 * `inherited`: the answer is that another organisation runs it.
 */
export function actionFor(gap: Gap, control: Control, unreadOnly: boolean, inherited: boolean): string {
  const { action } = control.remediation;
  if (unreadOnly)
    return 'Let the scan read what it could not, or record the result by hand with evidence, name and date.';
  if (gap.cause === 'contradicted') return `Mend what ${gap.checks.join(', ')} shows, then scan again.`;
  if (gap.cause === 'overdue register entry') return `Enter or renew what the registers lack for ${control.id}.`;
  if (gap.cause === 'unknown') return `Ask: ${control.title}? If it is not in place: ${action}`;
  if (gap.cause === 'unsupported N/A')
    return `Give the reason, an approver and a review date. If it does apply: ${action}`;
  if (gap.cause !== 'not evidenced') return action;
  if (inherited) return "Get the vendor's report, read it, and assign the customer's duties in it.";
  return `Attach a dated record of the last run of ${control.id}, with its place, its date and a second name that saw it.`;
}

/** What will be looked at to call it done. */
export function acceptedWhen(gap: Gap, control: Control, unreadOnly: boolean): string {
  if (unreadOnly) return 'The next scan reads it, or its result is on record with evidence.';
  if (gap.cause === 'contradicted') return `A scan after the fix passes ${gap.checks.join(', ')}.`;
  if (gap.cause === 'overdue register entry') return 'The registers lack nothing for this control.';
  return control.remediation.acceptedWhen;
}
