/** What goes wrong between here and AWS, answered by hand: each becomes unknown with its own sentence, never pass or fail. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseChecks } from '../../checks/index.ts';
import type { Check } from '../../source/core/check.ts';
import type { CheckResult, CheckStatus } from '../../source/core/finding.ts';
import { goodAccount } from './accounts.ts';
import { baseSuite } from './base-suite.ts';
import type { Refuser } from './errors.ts';
import { loadRecording } from './record.ts';
import type { Outcome } from './scan-account.ts';
import type { Written } from './server.ts';
import { scanSuite } from './suite.ts';
import { fault, faults } from './written.ts';

const scanWith = (...extra: Written[]): Promise<Outcome> =>
  scanSuite(baseSuite, { replay: loadRecording('good'), written: [...goodAccount.written, ...extra] });

function statuses(results: Iterable<CheckResult>): Set<CheckStatus> {
  return new Set([...results].map(({ status }) => status));
}

/**
 * The results of the checks of an operation's own service that need it, and of those that do not need it at all. (A
 * check of another service may have another way to its conclusion.)
 */
function split({ results }: Outcome, operation: string): { needing: CheckResult[]; others: CheckResult[] } {
  const [service = ''] = operation.split(':');
  const of = (wanted: Check[]) => wanted.flatMap(({ id }) => results.get(id) ?? []);
  const [without = [], declaring = []] = [false, true].map((needs) =>
    baseChecks.filter((check) => check.operations.includes(operation) === needs),
  );
  return { needing: of(declaring.filter((check) => check.service === service)), others: of(without) };
}

test('throttled twice, then answered: retried until it passes', async () => {
  const outcome = await scanWith(fault('iam:GetAccountPasswordPolicy', faults.throttled, 2));
  assert.equal(outcome.calls.get('iam:GetAccountPasswordPolicy'), 3);
  assert.equal(outcome.facts.calls.byOperation['iam:GetAccountPasswordPolicy'], 1);
  assert.deepEqual(statuses(outcome.results.values()), new Set(['pass']));
});

for (const [what, operation, make, sentence] of [
  ['throttled for ever', 'cloudtrail:DescribeTrails', faults.throttled, /too often/],
  ['a fault of the service', 'iam:GetAccountSummary', faults.internal, /./],
  ['a body that breaks off', 's3:ListBuckets', faults.malformed, /./],
  ['a connection that is cut', 'ec2:DescribeSecurityGroups', faults.reset, /./],
] as const) {
  test(`${what}: the checks that need it are unknown, the others are as they were`, async () => {
    const outcome = await scanWith(fault(operation, make));
    const { needing, others } = split(outcome, operation);
    assert.deepEqual(statuses(needing), new Set(['unknown']));
    assert.deepEqual(statuses(others), new Set(['pass']));
    for (const { unknown } of needing) {
      assert.deepEqual(new Set(unknown.map(({ kind }) => kind)), new Set(['failed']));
      assert.match(unknown[0]?.reason ?? '', sentence);
    }
    assert.ok((outcome.calls.get(operation) ?? 0) >= (what === 'a body that breaks off' ? 1 : 2), 'tried again');
  });
}

test('the session runs out in mid-scan: unknown with that reason, what was read before stays', async () => {
  const outcome = await scanWith(
    ...['s3:GetBucketAcl', 's3:GetBucketPolicy', 'cloudtrail:GetTrailStatus', 'ec2:DescribeSecurityGroups'].map(
      (operation) => fault(operation, faults.expired),
    ),
  );
  assert.equal(outcome.results.get('password-policy-present')?.status, 'pass');
  const ssh = outcome.results.get('sg-no-ssh-from-internet');
  assert.equal(ssh?.status, 'unknown');
  assert.match(ssh?.unknown[0]?.reason ?? '', /expired|session|sign in/i);
});

for (const [by, words] of [
  ['scp', /service control policy/i],
  ['boundary', /boundary/i],
  ['session', /session policy/i],
  ['resource', /resource|bucket policy/i],
] satisfies [Refuser, RegExp][]) {
  test(`denied by ${by}: the sentence says who refused`, async () => {
    const outcome = await scanWith(fault('s3:GetBucketVersioning', faults.deniedBy(by)));
    const result = outcome.results.get('s3-versioning');
    assert.equal(result?.status, 'unknown');
    assert.match(result?.unknown[0]?.reason ?? '', words);
    assert.equal(result?.unknown[0]?.action, 's3:GetBucketVersioning');
  });
}
