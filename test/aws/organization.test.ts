/** `scan --organization`: several accounts by a role, one account's failure is one account's unknown. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { goodAccount } from './accounts.ts';
import { errorAnswer, xmlAnswer } from './answer.ts';
import { baseSuite } from './base-suite.ts';
import { awsPlace } from './command.ts';
import type { Written } from './server.ts';
import { recordingOf } from './suite.ts';

const home = '123456789012';
const member = '222222222222';
const closed = '333333333333';

const accounts: Written = {
  operation: 'organizations:ListAccounts',
  answer: () => ({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ Accounts: [home, member, closed].map((Id) => ({ Id, Status: 'ACTIVE' })) }),
  }),
};

/** The role can be taken in every account but one. The key tells which account it is of. */
const roles: Written = {
  operation: 'sts:AssumeRole',
  answer: ({ call }) => {
    const arn = call.parameters.RoleArn ?? '';
    const account = arn.split(':')[4] ?? '';
    if (account === closed || call.parameters.ExternalId !== 'between-us')
      return errorAnswer(call, 403, 'AccessDenied', `not authorized to perform: sts:AssumeRole on resource: ${arn}`);
    return xmlAnswer(
      '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>' +
        `<AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>` +
        '<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser>' +
        `<AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::${account}:assumed-role/read/x</Arn></AssumedRoleUser>` +
        '</AssumeRoleResult></AssumeRoleResponse>',
    );
  },
};

const caller: Written = {
  operation: 'sts:GetCallerIdentity',
  answer: ({ accessKey }) => {
    const account = accessKey.startsWith('ASIA') ? accessKey.slice(4) : home;
    return xmlAnswer(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>arn:aws:sts::${account}:assumed-role/read/x</Arn><UserId>x</UserId><Account>${account}</Account>` +
        '</GetCallerIdentityResult></GetCallerIdentityResponse>',
    );
  },
};

/** The member has a root user without a second factor; the other account has one. */
const summary: Written = {
  operation: 'iam:GetAccountSummary',
  answer: async ({ accessKey, next }) => {
    const answer = await next();
    if (answer === 'reset' || accessKey !== `ASIA${member}`) return answer;
    return { ...answer, body: answer.body.replace(/(<key>AccountMFAEnabled<\/key>\s*<value>)1/, '$10') };
  },
};

const replay = recordingOf(baseSuite, 'good');
const written = [...goodAccount.written, accounts, roles, caller, summary];
const organization = ['scan', '--organization', '--role', 'read', '--external-id', 'between-us', '--json'];

interface Printed {
  schema: string;
  accounts: { account: string; read: boolean; reason: string | null }[];
  results: {
    check: string;
    status: string;
    resources: { account: string; status: string }[];
    unknown: { account: string; reason: string }[];
  }[];
}

test('each account is read by the role, and merged: any failure fails, an account that cannot be read is unknown', async (t) => {
  const { aws } = await awsPlace(t, { replay, written });
  const { code, stdout } = await aws(...organization, '--check', 'root-mfa-enabled,root-no-access-keys');
  assert.equal(code, 0);
  const printed = JSON.parse(stdout) as Printed;
  assert.deepEqual(
    printed.accounts.map(({ account, read }) => [account, read]),
    [
      [home, true],
      [member, true],
      [closed, false],
    ],
  );
  assert.match(
    printed.accounts[2]?.reason ?? '',
    /333333333333 could not be read as arn:aws:iam::333333333333:role\/read/,
  );
  const [mfa, keys] = printed.results;
  assert.deepEqual(
    [mfa?.status, mfa?.resources.map(({ account, status }) => `${account} ${status}`)],
    ['fail', [`${member} fail`, `${home} pass`]],
  );
  // Both accounts that were read pass; the third is not known.
  assert.deepEqual([keys?.status, keys?.unknown.map(({ account }) => account)], ['unknown', [closed]]);
});

test('one snapshot per account; decisions are over all of them', async (t) => {
  const { aws, run, cwd } = await awsPlace(t, { replay, written });
  const dir = ['--dir', join(cwd, 'acme')];
  await run('init', ...dir);
  const { code } = await aws(...organization, ...dir, '--exclude', closed);
  assert.equal(code, 0);
  const files = readdirSync(join(cwd, 'acme', 'scans'));
  assert.deepEqual(files.map((file) => file.replace(/^.*-(\d{12})\.json\.gz$/, '$1')).sort(), [home, member]);
  const gaps = await run('gaps', '--json', ...dir);
  assert.match(gaps.stdout, /root-mfa-enabled/);
});

test('what is missing is said: the role, a right to list, an account id', async (t) => {
  const { aws } = await awsPlace(t, { replay, written, deny: ['organizations:ListAccounts'] });
  assert.match((await aws('scan', '--organization')).stderr, /needs --role/);
  const denied = await aws(...organization, '--check', 'root-mfa-enabled');
  assert.deepEqual([denied.code, /could not be listed/.test(denied.stderr)], [4, true]);
  assert.equal((await aws(...organization, '--accounts', '12')).code, 2);
});
