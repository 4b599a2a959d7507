/** `scan --organization`: several accounts by a role, one account's failure is one account's unknown. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PolicyDocument } from '../../source/core/facts.ts';
import { place } from '../commands/program.ts';
import { goodAccount } from './accounts.ts';
import { errorAnswer, xmlAnswer } from './answer.ts';
import { baseSuite } from './base-suite.ts';
import { awsPlace } from './command.ts';
import type { Written } from './server.ts';
import { recordingOf } from './suite.ts';

const home = '123456789012';
const member = '222233334444';
const closed = '555566667777';
const suspended = '888899990000';

const accounts: Written = {
  operation: 'organizations:ListAccounts',
  answer: () => ({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({
      Accounts: [
        ...[home, member, closed].map((Id) => ({ Id, State: 'ACTIVE' })),
        { Id: suspended, State: 'SUSPENDED' },
      ],
    }),
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
    unknown: { account: string; reason: string; action?: string }[];
  }[];
}

test('each account is read by the role, and merged: any failure fails, an account that cannot be read is unknown', async (t) => {
  const { aws, server } = await awsPlace(t, { replay, written });
  const { code, stdout } = await aws(...organization, '--check', 'root-mfa-enabled,root-no-access-keys');
  assert.equal(code, 0);
  const printed = JSON.parse(stdout) as Printed;
  assert.deepEqual(
    printed.accounts.map(({ account, read }) => [account, read]),
    [
      [home, true],
      [member, true],
      [closed, false],
      [suspended, false],
    ],
  );
  // One that AWS has suspended is listed as such, and neither tried nor counted among the unknown.
  assert.equal(printed.accounts[3]?.reason, 'The account is suspended: not tried.');
  assert.ok(!server.seen.some(({ key }) => key.startsWith('sts:AssumeRole') && key.includes(suspended)));
  assert.match(
    printed.accounts[2]?.reason ?? '',
    /555566667777 could not be read as arn:aws:iam::555566667777:role\/read/,
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

test('--accounts and --exclude choose, and named accounts need no right to list', async (t) => {
  const { aws, server } = await awsPlace(t, { replay, written, deny: ['organizations:ListAccounts'] });
  const chosen = async (...args: string[]) => {
    const { stdout, stderr } = await aws(...organization, '--check', 'root-mfa-enabled', ...args);
    assert.ok(stdout, stderr);
    return (JSON.parse(stdout) as Printed).accounts.map(({ account }) => account);
  };
  assert.deepEqual(await chosen('--accounts', member), [member]);
  assert.deepEqual(await chosen('--accounts', `${member},${home}`, '--accounts', closed), [home, member, closed]);
  assert.deepEqual(await chosen('--accounts', `${member},${home}`, '--exclude', home), [member]);
  assert.ok(!server.calls.has('organizations:ListAccounts'));
});

test('an account that could not be read keeps its earlier snapshot; one that never could be is unknown', async (t) => {
  const locked = new Set<string>();
  const lock: Written = {
    operation: 'sts:AssumeRole',
    answer: ({ call, next }) =>
      [...locked].some((account) => call.parameters.RoleArn?.includes(account))
        ? errorAnswer(call, 403, 'AccessDenied', 'not authorized to perform: sts:AssumeRole')
        : next(),
  };
  const { aws, run, cwd } = await awsPlace(t, { replay, written: [...written, lock] });
  const dir = ['--dir', join(cwd, 'acme')];
  await run('init', ...dir);
  const scans = () => readdirSync(join(cwd, 'acme', 'scans')).map((file) => file.slice(-20, -8));
  await aws(...organization, ...dir, '--accounts', `${member},${closed}`);
  assert.deepEqual(scans().sort(), [member, closed]);
  locked.add(member);
  const { stdout } = await aws(...organization, ...dir, '--accounts', member);
  // This run says what it could not read, and the permission that is missing.
  const [found] = (JSON.parse(stdout) as Printed).results.filter(({ check }) => check === 'root-no-access-keys');
  assert.deepEqual([found?.status, found?.unknown.map(({ action }) => action)], ['unknown', ['sts:AssumeRole']]);
  assert.deepEqual(scans().sort(), [member, closed]);
  const out = join(cwd, 'out');
  await run('report', out, ...dir);
  const { decisions } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  const keys = decisions.results.find(({ check }: { check: string }) => check === 'root-no-access-keys');
  assert.deepEqual(
    [keys.status, keys.passed, keys.unknown.map((unread: { account: string }) => unread.account)],
    ['unknown', 1, [closed]],
  );
  // What is shared names none of the accounts, however many there are.
  const shared = join(cwd, 'shared');
  await run('report', shared, '--redact', ...dir);
  const own = new RegExp(`.{0,80}(${member}|${closed}|good-user).{0,20}`);
  for (const file of readdirSync(shared).filter((name) => /\.(json|html|md|csv)$/.test(name)))
    assert.deepEqual([file, own.exec(readFileSync(join(shared, file), 'utf8'))?.[0]], [file, undefined]);
});

test('what the one who asks needs is printed, and is enough', async (t) => {
  const { run } = place(t);
  const printed = await run('permissions', '--organization', '--role', 'read');
  const { Statement } = JSON.parse(printed.stdout) as PolicyDocument;
  const statements = [Statement].flat();
  const actions = statements.flatMap(({ Action = [] }) => Action);
  assert.deepEqual(statements[1]?.Resource, 'arn:aws:iam::*:role/read');
  assert.equal((await run('permissions', '--organization')).code, 2);
  assert.equal((await run('permissions', '--organization', '--role', 'read', '--terraform')).code, 2);
  for (const without of ['sts:AssumeRole', 'organizations:ListAccounts', 'nothing']) {
    const allow = actions.filter((action) => action !== without);
    const { aws } = await awsPlace(t, { replay, written, allow });
    const { code, stdout, stderr } = await aws(...organization, '--check', 'root-no-access-keys', '--exclude', closed);
    if (without === 'organizations:ListAccounts') assert.match(stderr, /organizations:ListAccounts/);
    else {
      assert.equal(code, 0, stderr);
      const missing = (JSON.parse(stdout) as Printed).results.flatMap(({ unknown }) => unknown);
      assert.deepEqual(
        missing.map(({ account, action }) => [account, action]),
        without === 'nothing' ? [] : [[member, without]],
      );
    }
  }
});

test('what is missing is said: the role, a right to list, an account id', async (t) => {
  const { aws } = await awsPlace(t, { replay, written, deny: ['organizations:ListAccounts'] });
  assert.match((await aws('scan', '--organization')).stderr, /needs --role/);
  const denied = await aws(...organization, '--check', 'root-mfa-enabled');
  assert.deepEqual([denied.code, /could not be listed/.test(denied.stderr)], [4, true]);
  assert.equal((await aws(...organization, '--accounts', '12')).code, 2);
});
