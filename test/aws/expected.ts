/** What each check says of the accounts of the tests. */
import assert from 'node:assert/strict';
import { allChecks } from '../../checks/index.ts';
import type { Check } from '../../source/core/check.ts';
import type { CheckResult, CheckStatus } from '../../source/core/finding.ts';
import type { Account } from './accounts.ts';

/** Checks that have something to judge in an account on its first day; all others do not apply. */
const onFirstDay: Record<string, CheckStatus> = {
  'root-mfa-enabled': 'fail',
  'root-hardware-mfa': 'fail',
  'root-no-access-keys': 'pass',
  'root-not-used-recently': 'pass',
  's3-account-public-access-block': 'fail',
  'cloudtrail-multi-region': 'fail',
  'cloudtrail-management-events': 'fail',
  'cloudtrail-s3-data-events': 'fail',
  // AWS makes a default security group, open to itself, with each region.
  'sg-default-closed': 'fail',
  'sg-no-admin-ports-from-internet': 'pass',
  'sg-no-all-ports-from-internet': 'pass',
  'sg-no-database-ports-from-internet': 'pass',
  'sg-no-rdp-from-internet': 'pass',
  'sg-no-ssh-from-internet': 'pass',
  'sg-open-ports-authorized': 'pass',
};

/** Asserts the status of every check on an account: all pass on the good one, all fail on the bad one. */
export function assertStatuses(account: Account['name'], results: Map<string, CheckResult>): void {
  const expected = Object.fromEntries(allChecks.map(({ id }) => [id, statusOn(account, id)]));
  const actual = Object.fromEntries([...results].map(([id, { status }]) => [id, status]));
  assert.deepEqual(actual, expected);
}

/** The status that a check must have on an account. */
export function statusOn(account: Account['name'], check: string): CheckStatus {
  if (account === 'good') return 'pass';
  return account === 'bad' ? 'fail' : (onFirstDay[check] ?? 'not-applicable');
}

/** A check by its id. */
export function checkOf(id: string): Check {
  const check = allChecks.find((candidate) => candidate.id === id);
  assert.ok(check, `no check ${id}`);
  return check;
}
