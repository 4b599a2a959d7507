/** `doctor aws`: the missing permissions, and the statement that grants just those. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goodAccount } from './accounts.ts';
import { baseSuite } from './base-suite.ts';
import { awsPlace } from './command.ts';
import { recordingOf } from './suite.ts';

const replay = recordingOf(baseSuite, 'good');
const { written } = goodAccount;
const check = ['--check', 'root-mfa-enabled,s3-default-encryption'];

test('names what is missing with regions and reasons, prints the statement, exits 1', async (t) => {
  const deny = ['iam:GetAccountSummary', 's3:GetEncryptionConfiguration'];
  const { aws } = await awsPlace(t, { replay, written, deny });
  const { code, stdout } = await aws('doctor', 'aws', '--json', ...check);
  assert.equal(code, 1);
  const { missing, statement } = JSON.parse(stdout);
  assert.deepEqual(
    missing.map(({ action }: { action: string }) => action),
    deny,
  );
  assert.deepEqual(missing[0].regions, ['global']);
  assert.deepEqual(statement.Statement[0].Action, deny);
  const words = await aws('doctor', 'aws', ...check);
  assert.match(words.stdout, /2 permissions are missing/);
  assert.match(words.stdout, /No policy of the caller allows iam:GetAccountSummary/);
});

test('with nothing denied it says so and exits 0', async (t) => {
  const { aws } = await awsPlace(t, { replay, written });
  const { code, stdout } = await aws('doctor', 'aws', ...check);
  assert.deepEqual(
    [code, stdout],
    [0, 'account 123456789012 as arn:aws:sts::123456789012:user/moto: no call was denied.\n'],
  );
});
