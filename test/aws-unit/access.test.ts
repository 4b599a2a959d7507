import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessError, ssoLogin } from '../../source/aws/access-advice.ts';
import { AwsAccessError } from '../../source/aws/access-error.ts';
import { startScan } from '../../source/aws/background.ts';
import { listProfiles, resolveIdentity } from '../../source/aws/credentials.ts';
import type { ScanRequest } from '../../source/aws/scan-types.ts';

const config = `[default]
region = eu-west-1
[profile corp]
sso_session = main
sso_account_id = 123456789012
sso_role_name = Audit
[profile through]
role_arn = arn:aws:iam::123456789012:role/audit
source_profile = corp
[profile plain]
region = eu-north-1
[sso-session main]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
`;
const saved = { ...process.env };
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'soc2-ready-aws-'));
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), '[plain]\naws_access_key_id = AKIAPLAIN\naws_secret_access_key = s\n');
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  process.env.HOME = folder;
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
});

after(() => {
  process.env = saved;
  rmSync(folder, { recursive: true });
});

async function refusal(request: ScanRequest): Promise<AwsAccessError> {
  const error = await resolveIdentity(request, async () => '000000').catch((thrown: unknown) => thrown);
  assert.ok(error instanceof AwsAccessError, String(error));
  return error;
}

test('profiles of both files, sorted, without sections that are none', async () => {
  assert.deepEqual(await listProfiles(), [
    { name: 'corp', sso: true, ssoKey: 'main' },
    { name: 'default', sso: false, region: 'eu-west-1' },
    { name: 'plain', sso: false, region: 'eu-north-1' },
    { name: 'through', sso: false, roleArn: 'arn:aws:iam::123456789012:role/audit', sourceProfile: 'corp' },
  ]);
});

test('credentials and region of a profile', async () => {
  const found = await resolveIdentity({ profile: 'plain' }, async () => '');
  assert.deepEqual(found, {
    credentials: { accessKeyId: 'AKIAPLAIN', secretAccessKey: 's' },
    region: 'eu-north-1',
    profile: 'plain',
  });
  process.env.AWS_REGION = 'sa-east-1';
  assert.equal((await resolveIdentity({ profile: 'plain' }, async () => '')).region, 'sa-east-1');
  delete process.env.AWS_REGION;
});

test('an unknown profile lists those there are', async () => {
  const { problem, message, next } = await refusal({ profile: 'nope' });
  assert.equal(problem, 'profile-not-found');
  assert.match(message, /"nope"/);
  assert.match(next, /corp, default, plain, through/);
});

test('a sign-in that is over names the exact line, also behind a role', async () => {
  for (const profile of ['corp', 'through']) {
    const { problem, next } = await refusal({ profile });
    assert.deepEqual([problem, next], ['sso-expired', 'aws sso login --profile corp']);
  }
  assert.equal(ssoLogin("it's mine"), "aws sso login --profile 'it'\\''s mine'");
});

test('no credentials at all', async () => {
  const { problem, next } = await refusal({});
  assert.equal(problem, 'no-credentials');
  assert.match(next, /--profile/);
});

test('an endpoint that is no address', async () => {
  assert.equal((await refusal({ profile: 'plain', endpoint: 'localhost:5000' })).problem, 'network');
});

test('errors of taking a role', () => {
  const context = { profiles: [], region: 'us-east-1', profile: 'p' };
  const problem = (name: string, message: string) =>
    accessError(Object.assign(new Error(message), { name }), context).problem;
  assert.equal(
    problem('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. '),
    'mfa',
  );
  assert.equal(problem('ValidationError', "1 validation error detected: Value '1' at 'tokenCode' failed"), 'mfa');
  assert.equal(
    problem('AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole on resource: role/mfa'),
    'role-denied',
  );
  assert.equal(problem('ExpiredToken', 'expired'), 'session-expired');
  assert.equal(problem('RequestTimeTooSkewed', ''), 'clock');
  const secret = accessError(
    Object.assign(new Error('Command failed: get-keys --secret hunter2'), { name: 'CredentialsProviderError' }),
    context,
  );
  assert.doesNotMatch(secret.message, /hunter2/);
});

test('a worker carries the error over as what it was; a cancelled scan rejects and tells nothing more', async () => {
  const request: ScanRequest = {
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    endpoint: 'http://127.0.0.1:9',
    regions: ['us-east-1'],
  };
  let told = 0;
  const cancelled = startScan(request, () => (told += 1));
  cancelled.cancel();
  await assert.rejects(cancelled.done, { name: 'AbortError' });
  await assert.rejects(startScan(request, () => undefined).done, (error) => {
    assert.ok(error instanceof AwsAccessError);
    assert.equal(error.problem, 'network');
    assert.match(error.message, /127\.0\.0\.1:9/);
    return true;
  });
  assert.equal(told, 0);
});
