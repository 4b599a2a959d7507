/** Who holds administrator rights, as the authorization details tell it. */
import type { FactReader } from '../source/core/check.ts';
import type { AttachedPolicy, AuthorizationDetails, IamGroup, IamRole, IamUser } from '../source/core/facts.ts';
import { administratorGrant } from '../source/core/policy.ts';
import { globalFact } from './reading.ts';

// Whoever may write any IAM policy may give themselves the rest.
const administratorPolicies = ['AdministratorAccess', 'IAMFullAccess'];

/** Whether an attached policy is the AWS-managed policy of that name, in any partition. */
export function isAwsManaged(policy: AttachedPolicy, name: string): boolean {
  return new RegExp(`^arn:[^:]+:iam::aws:policy/${name}$`).test(policy.arn);
}

/** Whether a user, group or role holds administrator rights, a user also through its groups. Boundaries are not weighed. */
export function administratorTest(details: AuthorizationDetails): (principal: IamUser | IamGroup | IamRole) => boolean {
  const powerful = new Set(details.policies.filter((p) => administratorGrant(p.document)).map((p) => p.arn));
  const direct = ({ attached, inline }: IamUser | IamGroup | IamRole) =>
    attached.some((p) => powerful.has(p.arn) || administratorPolicies.some((name) => isAwsManaged(p, name))) ||
    inline.some((p) => administratorGrant(p.document) !== undefined);
  const groups = new Set(details.groups.filter(direct).map((group) => group.name));
  return (principal) =>
    direct(principal) || ('groups' in principal && principal.groups.some((name) => groups.has(name)));
}

/**
 * ARNs of the users with administrator rights, for checks that only mark their findings with it. Empty when the
 * authorization details were not read: the mark is an extra (rule S-C4), not a fact those checks need, so they
 * neither declare the operation nor become unknown without it.
 */
export function administratorUsers(facts: FactReader): ReadonlySet<string> {
  const details = globalFact(facts, 'iam.authorization-details');
  if (!details.known) return new Set();
  const isAdministrator = administratorTest(details.data);
  return new Set(details.data.users.filter(isAdministrator).map((user) => user.arn));
}
