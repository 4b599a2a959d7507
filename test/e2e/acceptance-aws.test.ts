/** What can go wrong between here and AWS, on a real terminal: each is named on the screen, with what to do about it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { loadRecording } from '../aws/record.ts';
import type { Written } from '../aws/server.ts';
import { type ServerOptions, startServer } from '../aws/server.ts';
import { accountCounter, fault, faults } from '../aws/written.ts';
import { type RealTerminal, start, temporaryHome } from './real-terminal.ts';

const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-secret', AWS_REGION: 'us-east-1' };

/** The screen as one line, for sentences that are broken at its edge. */
function flat(screen: string): string {
  return screen.replace(/\s+/g, ' ');
}

/** On Checks, reading AWS. */
async function reading(t: TestContext, home: string, env: Record<string, string>): Promise<RealTerminal> {
  const program = start(t, home, ['--dir', join(home, 'acme')], env);
  await program.until((screen) => screen.includes('Welcome') && screen.includes('? help'));
  program.write('3R');
  return program;
}

describe('nothing can be read', () => {
  test('no credentials: says so, and how to name a profile or make one', async (t) => {
    const program = await reading(t, temporaryHome(t), { AWS_REGION: 'us-east-1' });
    await program.until(
      (screen) => /No AWS credentials were found/.test(flat(screen)) && /aws configure sso/.test(flat(screen)),
    );
    assert.match(program.screen(), /R tries again/);
  });

  test('an expired SSO sign-in: says whose, and the exact line that renews it', async (t) => {
    const home = temporaryHome(t);
    const cache = join(home, '.aws', 'sso', 'cache');
    mkdirSync(cache, { recursive: true });
    writeFileSync(
      join(home, '.aws', 'config'),
      '[profile audit]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Audit\nregion = us-east-1\n' +
        '[sso-session corp]\nsso_start_url = https://x.invalid\nsso_region = us-east-1\nsso_registration_scopes = a\n',
    );
    const token = {
      startUrl: 'https://x.invalid',
      region: 'us-east-1',
      accessToken: 'old',
      expiresAt: '2020-01-01T00:00:00Z',
    };
    writeFileSync(join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`), JSON.stringify(token));
    const program = await reading(t, home, { AWS_PROFILE: 'audit' });
    await program.until(
      (screen) =>
        /sign-in of profile "audit" has expired/.test(flat(screen)) &&
        /aws sso login --profile audit/.test(flat(screen)),
    );
  });

  test('no network: says what could not be reached, and what to look at', async (t) => {
    // Nobody answers at the discard port of this machine.
    const program = await reading(t, temporaryHome(t), { ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    await program.until(
      (screen) =>
        /127\.0\.0\.1:9 could not be reached/.test(flat(screen)) && /AWS_ENDPOINT_URL is right/.test(flat(screen)),
    );
  });
});

describe('a part cannot be read', () => {
  async function read(t: TestContext, options: ServerOptions): Promise<RealTerminal> {
    const server = await startServer({ replay: loadRecording('bad'), ...options });
    t.after(() => server.close());
    const program = await reading(t, temporaryHome(t), { ...keys, AWS_ENDPOINT_URL: server.url });
    program.resize(160, 40);
    await program.until((screen) => screen.includes('fail') && screen.includes('AWS has been read'));
    return program;
  }

  test('AccessDenied on one API: its checks are unknown and name the permission; p shows the policy', async (t) => {
    const program = await read(t, { deny: ['iam:GetAccountPasswordPolicy'] });
    program.write('/password-policy-present\r');
    await program.until((screen) => /▸ \? +unknown +password-policy-present/.test(screen));
    await program.until((screen) => screen.includes('denied: iam:GetAccountPasswordPolicy'));
    program.write('p');
    await program.until((screen) => screen.includes('Permissions that were missing'));
    assert.match(program.screen(), /"iam:GetAccountPasswordPolicy"/);
  });

  test('what was mended is read again with r: one check, one call, and what it shows now', async (t) => {
    let mended = false;
    const counters = [accountCounter('AccountMFAEnabled', 0), accountCounter('AccountMFAEnabled', 1)] as const;
    const root: Written = {
      operation: 'iam:GetAccountSummary',
      answer: (context) => counters[mended ? 1 : 0].answer(context),
    };
    const server = await startServer({ replay: loadRecording('bad'), written: [root] });
    t.after(() => server.close());
    const program = await reading(t, temporaryHome(t), { ...keys, AWS_ENDPOINT_URL: server.url });
    program.resize(160, 40);
    await program.until((screen) => screen.includes('AWS has been read'));
    program.write('/root-mfa-enabled\r');
    await program.until((screen) => /▸ ✖ critical root-mfa-enabled/.test(screen));
    mended = true;
    const before = new Map(server.calls);
    program.write('r');
    await program.until((screen) => screen.includes('Read again. root-mfa-enabled: pass.'));
    await program.until((screen) => /▸ ✔ critical root-mfa-enabled/.test(screen));
    const sent = [...server.calls].filter(([operation, calls]) => calls !== before.get(operation));
    assert.deepEqual(
      sent.map(([operation]) => operation).filter((operation) => operation !== 'sts:GetCallerIdentity'),
      ['iam:GetAccountSummary'],
    );
  });

  test('throttling that does not end: unknown, and why', async (t) => {
    const program = await read(t, { written: [fault('iam:GetAccountPasswordPolicy', faults.throttled)] });
    program.write('/password-policy-present\r');
    await program.until((screen) => /▸ \? +unknown +password-policy-present/.test(screen));
    await program.until((screen) => screen.includes('too often') && screen.includes('R read AWS'));
  });
});
