/** Whether the policy of a resource lets everybody in. */
import type { PolicyDocument } from '../source/core/facts.ts';
import { publicStatements } from '../source/core/policy-condition.ts';
import { some } from './reading.ts';
import type { Verdict } from './regional.ts';

/** How such policies are read, for the words of a check. */
export const howPoliciesAreRead =
  'A wildcard principal or NotPrincipal counts unless a condition, or a denial of all others, narrows it to callers that were chosen; a condition this program does not know makes the resource unknown.';

/** Judges a policy; null: there is none, and then only the own account has access. */
export function judgePublic(name: string, policy: PolicyDocument | null): Exclude<Verdict, undefined> {
  if (policy === null) return { status: 'pass', reason: `${name} has no policy, so only its own account has access.` };
  const found = publicStatements(policy);
  const certain = found.filter((one) => one.certain);
  if (certain.length > 0) {
    const sids = certain.flatMap(({ statement }) => statement.Sid ?? []);
    return {
      status: 'fail',
      reason: `The policy of ${name} allows everybody${sids.length > 0 ? ` (${some(sids)})` : ''}.`,
    };
  }
  if (found.length > 0) return { leftOut: 'The policy allows everybody under a condition that cannot be judged here.' };
  return { status: 'pass', reason: `The policy of ${name} lets in only callers that were chosen.` };
}
