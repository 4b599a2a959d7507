/** Faults of the policy register: missing, not approved, past its review, nowhere to be read. */
import type { Assessment } from './assessment.ts';
import { addMonths, longDay } from './calendar.ts';
import type { Day } from './entry.ts';
import { ownValue } from './own-record.ts';
import type { PolicyRecord } from './register-entry.ts';
import { blank, type RegisterFault, type RegisterInput } from './register-fault.ts';
import { expectedPolicies, knownPolicies, registerConstants, registerControls } from './register-known.ts';

/** Scoping question that holds how often policies are reviewed. */
const reviewQuestion = 'policy-review-months';

/** Everything short in the policy register; the expected ones that are missing come first. */
export function policyFaults({ assessment, today }: RegisterInput): RegisterFault[] {
  const register = assessment.registers.policy;
  const missing = expectedPolicies(assessment)
    .filter(({ id }) => ownValue(register, id) === undefined)
    .map(({ id, title, control }): RegisterFault => {
      const controls = [control, ...registerControls.policyMissing];
      return { register: 'policy', key: id, kind: 'missing', controls, text: `${title} is not entered` };
    });
  return [...missing, ...Object.entries(register).flatMap(([key, policy]) => faultsOf(key, policy, assessment, today))];
}

function faultsOf(key: string, policy: PolicyRecord, assessment: Assessment, today: Day): RegisterFault[] {
  const { title, partOf } = policy;
  const fault = (text: string, controls: RegisterFault['controls']): RegisterFault[] => [
    { register: 'policy', key, kind: 'incomplete', controls, text },
  ];
  if (partOf !== undefined && !blank(partOf)) {
    const whole = partOf === key ? undefined : ownValue(assessment.registers.policy, partOf);
    if (whole !== undefined && blank(whole.partOf)) return [];
    const text = `${title} is said to be part of "${partOf}", which is no policy of its own in the register`;
    return fault(text, registerControls.policyReview);
  }
  const place = blank(policy.where) ? fault(`nothing says where to read ${title}`, registerControls.policyPlace) : [];
  const unapproved = approvalFault(policy, today);
  if (unapproved !== undefined) return [...fault(unapproved, registerControls.policyReview), ...place];
  const due = policyDueOn(policy, assessment, today);
  if (due === undefined || due >= today) return place;
  const text = `${title} was due for review on ${longDay(due)}`;
  return [{ register: 'policy', key, kind: 'overdue', controls: registerControls.policyReview, due, text }, ...place];
}

function approvalFault({ title, approver, approvedOn }: PolicyRecord, today: Day): string | undefined {
  if (approvedOn === undefined) return `${title} is not approved`;
  if (approvedOn > today) return `the approval of ${title} lies ahead, on ${longDay(approvedOn)}`;
  return blank(approver) ? `nothing says who approved ${title}` : undefined;
}

/**
 * The day on which a policy has to be reviewed next: as entered, else so many months after its last approval or review;
 * the earlier of the two where the company committed to a number of months. Undefined before its approval.
 */
export function policyDueOn(policy: PolicyRecord, assessment: Assessment, today: Day): Day | undefined {
  const done = [policy.approvedOn, policy.reviewedOn].flatMap((day) => (day !== undefined && day <= today ? day : []));
  const last = done.sort().at(-1);
  if (last === undefined) return undefined;
  const scoped = assessment.scope[reviewQuestion];
  const byRhythm = addMonths(last, monthsOf(scoped?.value));
  // A next review that was held meanwhile says nothing any more.
  const entered = policy.nextReview !== undefined && policy.nextReview > last ? policy.nextReview : undefined;
  if (entered === undefined) return byRhythm;
  return scoped?.committed === true && byRhythm < entered ? byRhythm : entered;
}

/** The months of scoping where they are a number that makes sense. */
function monthsOf(value: unknown): number {
  const months = typeof value === 'number' ? Math.floor(value) : 0;
  return months >= 1 && months <= 120 ? months : registerConstants.policyMonths;
}

/** The title that this program gives a policy id, if it knows it. */
export function knownTitle(id: string): string | undefined {
  return knownPolicies.find((policy) => policy.id === id)?.title;
}
