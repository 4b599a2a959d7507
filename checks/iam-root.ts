/** Checks of the root user. Its findings are always privileged. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import { type AccountSummary, globalRegion } from '../source/core/facts.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { numberCommitment } from './commitments.ts';
import { day, daysSince, globalFact, leftOut } from './reading.ts';

const rootDocumentation = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html';
const rootMfaDocumentation = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html';
const removeRootDocumentation =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management';

const removed = 'The root user has no credentials: they are removed centrally.';

function root(status: 'pass' | 'fail', reason: string): ResourceFinding {
  return { id: 'root', region: globalRegion, status, reason, privileged: true };
}

function credentialsRemoved({ rootPasswordPresent, rootAccessKeys }: AccountSummary): boolean {
  return rootPasswordPresent === false && rootAccessKeys === 0;
}

function fromSummary(facts: FactReader, judge: (summary: AccountSummary) => Judgement): Judgement {
  const summary = globalFact(facts, 'iam.account-summary');
  return summary.known ? judge(summary.data) : { resources: [], unknown: [summary.unread] };
}

const noMfa = root('fail', 'The root user signs in without a second factor.');

function mfaLeftOut(): Judgement {
  const reason = 'AWS did not say whether the root user has a second factor.';
  return { resources: [], unknown: [leftOut('iam:GetAccountSummary', reason)] };
}

const rootMfaEnabled: Check = {
  id: 'root-mfa-enabled',
  title: 'The root user has a second factor',
  service: 'iam',
  tier: 1,
  severity: 'critical',
  severityReason: 'The root user can do anything in the account, and no policy of the account can stop it.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'One stolen password must not be enough to own the account; auditors look at this first.',
  judgement:
    'Passes when AWS reports a second factor on the root user. Does not apply when the root user has neither password nor access keys, as after central removal by the organization. Unknown when AWS leaves the answer out.',
  facts: ['iam.account-summary'],
  operations: ['iam:GetAccountSummary'],
  fix: {
    summary: 'Register a second factor for the root user, or remove its credentials centrally.',
    console: [
      'Sign in as the root user.',
      'Open the account menu, Security credentials.',
      'Under Multi-factor authentication choose Assign MFA device; take a passkey or hardware key.',
      'Register a second device and keep it in another place.',
      'Or remove the root credentials of member accounts from the management account, by the commands after the first; the last two run with the credentials that assume-root gives.',
    ],
    cli: [
      'aws iam get-account-summary --query SummaryMap.AccountMFAEnabled',
      'aws organizations enable-aws-service-access --service-principal iam.amazonaws.com',
      'aws iam enable-organizations-root-credentials-management',
      'aws sts assume-root --target-principal ACCOUNT_ID --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --region REGION',
      'aws iam list-mfa-devices',
      'aws iam delete-login-profile',
    ],
    minutes: 20,
  },
  references: [rootMfaDocumentation, removeRootDocumentation],
  judge: (facts) =>
    fromSummary(facts, (summary) => {
      if (credentialsRemoved(summary)) return { resources: [], unknown: [], notApplicable: removed };
      if (summary.rootMfaEnabled === undefined) return mfaLeftOut();
      const finding = summary.rootMfaEnabled ? root('pass', 'The root user has a second factor.') : noMfa;
      return { resources: [finding], unknown: [] };
    }),
};

const rootHardwareMfa: Check = {
  id: 'root-hardware-mfa',
  title: 'The second factor of the root user is a device, not an app',
  service: 'iam',
  tier: 1,
  severity: 'medium',
  severityReason: 'An app on a phone is a second factor, but it can be copied or lost with the phone.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'The factor of the most powerful user should resist phishing and be kept under lock.',
  judgement:
    'Passes when the root user has a second factor and no virtual device is bound to it, which leaves a passkey or hardware key. Does not apply when the root user has no credentials.',
  facts: ['iam.account-summary', 'iam.virtual-mfa-devices'],
  operations: ['iam:GetAccountSummary', 'iam:ListVirtualMFADevices'],
  fix: {
    summary: 'Replace the authenticator app of the root user by a passkey or hardware key.',
    console: [
      'Sign in as the root user and open Security credentials.',
      'Assign a passkey or security key, and a second one as a spare.',
      'Remove the virtual device once the keys have been tried.',
    ],
    cli: ['aws iam list-virtual-mfa-devices --assignment-status Assigned'],
    minutes: 30,
  },
  references: [rootMfaDocumentation, rootDocumentation],
  judge: (facts) =>
    fromSummary(facts, (summary) => {
      if (credentialsRemoved(summary)) return { resources: [], unknown: [], notApplicable: removed };
      if (summary.rootMfaEnabled === undefined) return mfaLeftOut();
      if (!summary.rootMfaEnabled) return { resources: [noMfa], unknown: [] };
      const devices = globalFact(facts, 'iam.virtual-mfa-devices');
      if (!devices.known) return { resources: [], unknown: [devices.unread] };
      const device = devices.data.find(({ userArn }) => userArn?.endsWith(':root'));
      const finding = device
        ? root('fail', `A virtual device (${device.serialNumber}) is a second factor of the root user.`)
        : root('pass', 'The root user has a second factor, and no virtual device is bound to it.');
      return { resources: [finding], unknown: [] };
    }),
};

const rootNoAccessKeys: Check = {
  id: 'root-no-access-keys',
  title: 'The root user has no access keys',
  service: 'iam',
  tier: 1,
  severity: 'critical',
  severityReason: 'A root access key gives everything, to whoever holds it, without a second factor.',
  criteria: ['CC6.1', 'CC6.2', 'CC6.3'],
  why: 'Root keys cannot be limited by policy and end up in scripts; there is hardly a task that needs one.',
  judgement: 'Passes when AWS counts no access key of the root user. Unknown when AWS leaves the counter out.',
  facts: ['iam.account-summary'],
  operations: ['iam:GetAccountSummary'],
  fix: {
    summary: 'Move what uses the root access keys to a role, then delete the keys.',
    console: [
      'Find what uses the key: its last use is shown under Security credentials of the root user.',
      'Give that work a role of its own.',
      'Deactivate the key, wait a few days, then delete it; only root itself can, by these commands in a CloudShell of its session, or the management account by central root access.',
    ],
    cli: [
      'aws iam update-access-key --access-key-id KEY_ID --status Inactive',
      'aws iam delete-access-key --access-key-id KEY_ID',
    ],
    minutes: 45,
  },
  references: [rootDocumentation, 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user_delete-key.html'],
  judge: (facts) =>
    fromSummary(facts, ({ rootAccessKeys }) => {
      if (rootAccessKeys === undefined) {
        const reason = 'AWS did not say how many access keys the root user has.';
        return { resources: [], unknown: [leftOut('iam:GetAccountSummary', reason)] };
      }
      const finding =
        rootAccessKeys === 0
          ? root('pass', 'The root user has no access key.')
          : root('fail', `The root user has ${rootAccessKeys} access key${rootAccessKeys === 1 ? '' : 's'}.`);
      return { resources: [finding], unknown: [] };
    }),
};

const rootNotUsedRecently: Check = {
  id: 'root-not-used-recently',
  title: 'The root user has not been used lately',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'Daily work as root cannot be traced to a person and cannot be limited.',
  criteria: ['CC6.1', 'CC6.3', 'CC7.2'],
  why: 'Root is for the few tasks that need it; each use should have a ticket and a reason.',
  judgement:
    'Passes when neither the password nor an access key of the root user was used for the number of days in scoping (default 90), by the credential report. Unknown when the report has no row for the root user.',
  facts: ['iam.credential-report'],
  operations: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  commitment: 'root-unused-days',
  fix: {
    summary: 'Give people and pipelines their own roles, and keep root for emergencies with a ticket each time.',
    console: [
      'Look up the root events in CloudTrail (user name root) to see what it was used for.',
      'Give that task to a role, by IAM Identity Center or a deployment pipeline.',
      'Alert on every root sign-in from now on.',
    ],
    cli: [
      'aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=root --region us-east-1',
    ],
    minutes: 60,
  },
  references: [
    rootDocumentation,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html',
  ],
  judge(facts, settings) {
    const { value: days, committed } = numberCommitment(settings, 'root-unused-days', 90);
    const report = globalFact(facts, 'iam.credential-report');
    if (!report.known) return { resources: [], unknown: [report.unread], committed };
    const row = report.data.rows.find(({ user }) => user === '<root_account>');
    if (row === undefined) {
      const reason = 'The credential report has no row for the root user.';
      return { resources: [], unknown: [leftOut('iam:GetCredentialReport', reason)], committed };
    }
    const uses = [row.passwordLastUsedAt, ...row.keys.map((key) => key.lastUsedAt)];
    const last = uses
      .filter((use) => use !== undefined)
      .sort((a, b) => Date.parse(a) - Date.parse(b))
      .at(-1);
    if (last === undefined) {
      return { resources: [root('pass', 'No use of the root user is on record.')], unknown: [], committed };
    }
    const age = daysSince(last, settings.now);
    if (age === undefined) {
      const reason = 'The credential report gives no readable date of last use for the root user.';
      return { resources: [], unknown: [leftOut('iam:GetCredentialReport', reason)], committed };
    }
    const reason = `The root user was last used on ${day(last)}; the limit is ${days} days without use.`;
    return { resources: [root(age < days ? 'fail' : 'pass', reason)], unknown: [], committed };
  },
};

/** Checks of the root user. */
export const rootChecks: Check[] = [rootMfaEnabled, rootHardwareMfa, rootNoAccessKeys, rootNotUsedRecently];
