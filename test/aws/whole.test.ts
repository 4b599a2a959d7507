/** What holds over all 148 checks at once: everything denied in one run, and one check alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import { startOperations } from '../../source/aws/permissions.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { accountsOf, allSuites } from './all-suites.ts';
import type { Refuser } from './errors.ts';
import { iamAction } from './operations.ts';
import { scanAccount } from './scan-account.ts';
import { scanSuite } from './suite.ts';

const replay = { recordedAt: '2026-11-21T00:00:00.000Z', answers: {} };
const refusers: Refuser[] = ['identity', 'explicit', 'scp', 'boundary', 'session', 'resource', 'endpoint'];

for (const denyBy of refusers) {
  test(`every call of a whole scan denied (${denyBy}), each in the form of its protocol: 148 of 148 unknown`, async () => {
    const options = { replay, deny: '*' as const, denyBy };
    const { results, seen } = await scanAccount(options, { checks: allChecks, scoping: {} });
    assert.equal(results.size, 148);
    assert.deepEqual(
      [...results.values()].filter(({ status }) => status !== 'unknown'),
      [],
    );
    for (const { check, unknown, passed, total, resources } of results.values()) {
      assert.deepEqual([check, passed, total, resources], [check, 0, 0, []]);
      assert.ok(unknown.length > 0, check);
      for (const { operation, action, reason } of unknown) {
        assert.equal(action, iamAction(operation), check);
        assert.ok(reason.includes(action ?? ''), `${check}: ${reason}`);
      }
    }
    // Every service and each of the six ways of writing an error was there.
    assert.deepEqual([...new Set(seen.map(({ protocol }) => protocol))].sort(), protocols);
    assert.ok(seen.every(({ status }) => typeof status === 'number' && status >= 400));
  });
}

const protocols = ['ec2', 'json', 'query', 'rest-json', 'rest-xml', 's3'];

for (const suite of allSuites) {
  for (const { title, options } of accountsOf(suite)) {
    test(`${suite.folder || 'base'}, the ${title} account: one check alone makes only its own calls, and says the same`, async () => {
      const together = await scanSuite(suite, options);
      for (const check of suite.checks) {
        const own = new Set([...startOperations, ...check.operations]);
        const { calls, facts, results } = await scanSuite(suite, options, [check]);
        const foreign = [...calls.keys(), ...Object.keys(facts.calls.byOperation)].filter((name) => !own.has(name));
        assert.deepEqual([check.id, foreign], [check.id, []]);
        assert.deepEqual(withoutRights(results.get(check.id)), withoutRights(together.results.get(check.id)));
      }
    });
  }
}

/** Who is an administrator is told where another check has read it. */
function withoutRights(result: CheckResult | undefined): unknown {
  return { ...result, resources: result?.resources.map(({ privileged: _, ...finding }) => finding) };
}

test('those are all 148', () => {
  const ids = allSuites.flatMap(({ checks }) => checks.map(({ id }) => id));
  assert.deepEqual(
    ids.sort(),
    allChecks.map(({ id }) => id),
  );
});
