/** Every action of the whole policy, taken out once: the scan lacks that one, and no other. Enforced over HTTP by IAM action. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import { leastPrivilegePolicy, startOperations } from '../../source/aws/permissions.ts';
import { managedPolicyLimit, policyLength } from '../../source/aws/role-templates.ts';
import { missingPermissions, missingStatement } from '../../source/core/missing-permissions.ts';
import { accountsOf, allSuites, checksWith } from './all-suites.ts';
import { iamAction } from './operations.ts';
import { scanSuite } from './suite.ts';

const policy = leastPrivilegePolicy([
  ...new Set([...startOperations, ...allChecks.flatMap(({ operations }) => operations)]),
]);
const actions = [policy.Statement].flat().flatMap(({ Action = [] }) => Action);
const operations = [...new Set(allChecks.flatMap((check) => check.operations)), ...startOperations];

test('the policy of all 148 checks fits into one managed policy', () => {
  assert.equal(allChecks.length, 148);
  assert.ok(policyLength(policy) <= managedPolicyLimit, `${policyLength(policy)} characters`);
});

for (const suite of allSuites) {
  for (const { title, options } of accountsOf(suite)) {
    test(`${suite.folder || 'base'}, the ${title} account with exactly the policy: nothing is denied`, async () => {
      const { facts, results } = await scanSuite(suite, { ...options, allow: actions });
      assert.deepEqual(missingPermissions(facts), []);
      const denied = [...results.values()].filter(({ unknown }) => unknown.some(({ kind }) => kind === 'denied'));
      assert.deepEqual(denied, []);
    });
  }
}

for (const action of actions) {
  test(`without ${action} that one is named, and no other`, async () => {
    const denied = operations.filter((operation) => iamAction(operation) === action);
    const start = denied.some((operation) => startOperations.includes(operation));
    let named = 0;
    for (const suite of allSuites) {
      // What every scan starts with is no check's own; one check shows it.
      const checks = start ? suite.checks.slice(0, 1) : checksWith(suite, (name) => denied.includes(name));
      if (checks.length === 0) continue;
      const extra = denied.flatMap((operation) => suite.withDenied?.(operation) ?? []);
      for (const { title, options } of accountsOf(suite)) {
        const written = [...(options.written ?? []), ...extra];
        const allow = actions.filter((other) => other !== action);
        const { facts, calls } = await scanSuite(suite, { ...options, written, allow }, checks);
        const missing = missingPermissions(facts);
        const asked = denied.some((operation) => calls.has(operation));
        if (asked) named += 1;
        assert.deepEqual([title, ...missing.map((entry) => entry.action)], asked ? [title, action] : [title]);
        if (asked) assert.deepEqual([missingStatement(missing)?.Statement].flat()[0]?.Action, [action]);
      }
    }
    assert.ok(named > 0, 'nowhere asked for');
  });
}
