/** The least-privilege IAM policy for a scan. */
import type { OperationName, PolicyDocument } from '../core/facts.ts';
import { iamAction, isAllowed } from './operations.ts';

/** Operations that every scan sends, whatever its checks: add them to those of the checks. */
export const startOperations: readonly OperationName[] = ['sts:GetCallerIdentity', 'ec2:DescribeRegions'];

/**
 * An identity policy that allows exactly the actions behind the operations given (usually those of the checks that
 * run), sorted, each once. Every resource: the read actions used here that take a resource are asked about all
 * buckets and trails of the account. `sts:GetCallerIdentity` is left out, for AWS always allows it.
 *
 * @throws RangeError for an operation that no client of ours may send.
 */
export function leastPrivilegePolicy(operations: readonly OperationName[]): PolicyDocument {
  for (const operation of operations) {
    if (!isAllowed(operation)) throw new RangeError(`${operation} is not among the operations this program reads`);
  }
  const actions = new Set(operations.map(iamAction));
  actions.delete('sts:GetCallerIdentity');
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Soc2ReadyReadOnly', Effect: 'Allow', Action: [...actions].sort(), Resource: '*' }],
  };
}

/**
 * What the one who asks for `scan --organization` needs: to list the accounts, to take the role of that name in each,
 * and to read their own account, for which no role is taken. The accounts themselves need a role that carries
 * {@link leastPrivilegePolicy}.
 *
 * @throws RangeError as {@link leastPrivilegePolicy}.
 */
export function organizationPolicy(operations: readonly OperationName[], role: string): PolicyDocument {
  const { Version, Statement } = leastPrivilegePolicy([...operations, 'organizations:ListAccounts']);
  const take = { Sid: 'Soc2ReadyTakeRole', Effect: 'Allow' as const, Action: ['sts:AssumeRole'] };
  return { Version, Statement: [...[Statement].flat(), { ...take, Resource: `arn:aws:iam::*:role/${role}` }] };
}
