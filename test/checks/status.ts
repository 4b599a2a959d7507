/** Short forms for the tests of single checks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkById } from '../../checks/index.ts';
import type { Facts } from '../../source/core/facts.ts';
import type { CheckResult, CheckStatus } from '../../source/core/finding.ts';
import { judge } from '../../source/core/judge.ts';
import { settings } from './facts.ts';

/** The result of a check over facts, with values of scoping committed to. */
export function result(id: string, facts: Facts, committed: Record<string, unknown> = {}): CheckResult {
  const check = checkById(id);
  assert.ok(check, `no check ${id}`);
  return judge(check, facts, settings(committed));
}

/** One line of a table: what the account is like, the status to expect, the facts, and values of scoping. */
export type Case = [title: string, expected: CheckStatus, facts: Facts, committed?: Record<string, unknown>];

/** Ids of the checks that have had a table, in this process. */
export const tables: string[] = [];

/**
 * Checks that always find something to judge, by design, and why. In any account that was read they pass or fail; `not
 * applicable` would be a lie.
 */
export const alwaysJudged: Record<string, string> = {
  'root-no-access-keys': 'every account has a root user',
  'root-not-used-recently': 'every account has a root user',
  's3-account-public-access-block': 'the block is of the account, whether it has buckets or not',
  'cloudtrail-multi-region': 'an account without a trail fails',
  'cloudtrail-management-events': 'an account without a trail fails',
  'cloudtrail-s3-data-events': 'an account without a trail fails',
  'guardduty-all-regions': 'a region in scope without a detector fails',
  'config-recorder-all-regions': 'a region in scope without a recorder fails',
  'securityhub-enabled': 'an account that has not switched it on fails',
  'external-access-analyzer-enabled': 'a region in scope without an analyzer fails',
  'alarm-root-usage': 'an account without the alarm fails',
  'security-contact-registered': 'every account can have a security contact',
  'aws-soc-report-available': 'AWS offers its report to every account',
  'console-changes-in-window': 'no such change is what passes',
  'backup-plan-exists': 'an account without a plan fails',
};

/** A test per check over a table of accounts; every status the check can have must be among them. */
export function table(id: string, cases: Case[]) {
  tables.push(id);
  test(id, () => {
    for (const [title, expected, facts, committed] of cases) {
      const { status, resources, unknown } = result(id, facts, committed);
      assert.equal(status, expected, `${title}: ${JSON.stringify([resources, unknown])}`);
      for (const { reason } of [...resources, ...unknown]) assert.match(reason, /[.)]$/, `${id}, ${title}: ${reason}`);
    }
    const statuses: CheckStatus[] = [
      'pass',
      'fail',
      'unknown',
      ...(id in alwaysJudged ? [] : ['not-applicable' as const]),
    ];
    assert.deepEqual(
      statuses.filter((status) => !cases.some(([, expected]) => expected === status)),
      [],
    );
    if (id in alwaysJudged)
      assert.ok(
        cases.every(([, expected]) => expected !== 'not-applicable'),
        id,
      );
  });
}
