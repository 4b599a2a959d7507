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

/** A test per check over a table of accounts; every status a check can have must be among them. */
export function table(
  id: string,
  cases: Case[],
  statuses: CheckStatus[] = ['pass', 'fail', 'not-applicable', 'unknown'],
) {
  test(id, () => {
    for (const [title, expected, facts, committed] of cases) {
      const { status, resources, unknown } = result(id, facts, committed);
      assert.equal(status, expected, `${title}: ${JSON.stringify([resources, unknown])}`);
      for (const { reason } of [...resources, ...unknown]) assert.match(reason, /[.)]$/, `${id}, ${title}: ${reason}`);
    }
    assert.deepEqual(
      statuses.filter((status) => !cases.some(([, expected]) => expected === status)),
      [],
    );
  });
}
