/** What is made of the policy that `permissions` prints; permissions-each.test.ts shows that it is exactly what a scan needs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { leastPrivilegePolicy, startOperations } from '../../source/aws/permissions.ts';
import { cloudFormationRole, policyLength, terraformRole } from '../../source/aws/role-templates.ts';
import { missingPermissions, missingStatement } from '../../source/core/missing-permissions.ts';
import { goodAccount } from './accounts.ts';
import { baseSuite } from './base-suite.ts';
import { recordingOf, scanSuite } from './suite.ts';

const operations = [...new Set([...startOperations, ...baseSuite.checks.flatMap((check) => check.operations)])];
const policy = leastPrivilegePolicy(operations);
const actions = [policy.Statement].flat().flatMap(({ Action = [] }) => Action);

test('what a service control policy forbids is not in the statement to grant', async () => {
  const replay = recordingOf(baseSuite, 'good');
  const denied = { deny: ['iam:GetAccountSummary'], denyBy: 'scp' as const };
  const { facts } = await scanSuite(baseSuite, { replay, written: goodAccount.written, ...denied });
  const missing = missingPermissions(facts);
  assert.deepEqual(
    missing.map(({ action, grantHelps }) => [action, grantHelps]),
    [['iam:GetAccountSummary', false]],
  );
  assert.equal(missingStatement(missing), undefined);
});

test('the role templates carry the same actions and ask for the external id', () => {
  const template = parse(cloudFormationRole(policy, 'between-us'), { logLevel: 'silent' });
  const role = template.Resources.ReadRole.Properties;
  assert.deepEqual(role.Policies[0].PolicyDocument.Statement[0].Action, actions);
  assert.equal(template.Parameters.ExternalId.Default, 'between-us');
  assert.deepEqual(role.AssumeRolePolicyDocument.Statement[0].Condition, {
    StringEquals: { 'sts:ExternalId': 'ExternalId' },
  });
  const terraform = terraformRole(policy);
  const listed = [.../^ {6}"([^"]+)",$/gm[Symbol.matchAll](terraform)].map(([, action]) => action);
  assert.deepEqual(listed, actions);
  assert.match(terraform, /variable = "sts:ExternalId"/);
  // What AWS takes in the policies of a role together.
  assert.ok(policyLength(policy) <= 10_240);
});
