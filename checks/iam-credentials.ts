/** Checks of passwords and access keys, from the IAM credential report. */
import type { Check, CheckSettings } from '../source/core/check.ts';
import { numberCommitment } from './commitments.ts';
import { overKeys, overPasswords, type Verdict } from './credential-rows.ts';
import { day, daysSince } from './reading.ts';

const reportDocumentation = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html';
const facts: Check['facts'] = ['iam.credential-report'];
const operations = ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'];

const consoleUserMfa: Check = {
  id: 'console-user-mfa',
  title: 'Every console user has a second factor',
  service: 'iam',
  tier: 1,
  severity: 'critical',
  severityReason: 'A console password alone is the most often stolen credential.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Auditors test that nobody reaches the console with a password alone, person by person.',
  judgement:
    'Passes for each IAM user with a console password who has a second factor. A failing user is marked privileged when the authorization details, if they were read, show administrator rights. The root user is judged by its own checks.',
  facts,
  operations,
  fix: {
    summary: 'Have each listed user register a second factor, or take the console password away.',
    console: [
      'Open IAM, Users, the user, Security credentials.',
      'Assign an MFA device together with its owner, or choose Manage console access and disable it.',
      'Attach a policy that denies all but self-service until a second factor was used; not to users whose access keys programs use, as it stops those too.',
      'Better still, move people to IAM Identity Center and delete their IAM users.',
    ],
    cli: ['aws iam list-mfa-devices --user-name USER', 'aws iam delete-login-profile --user-name USER'],
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html', reportDocumentation],
  judge: (reader) =>
    overPasswords(reader, (row) =>
      row.mfaActive
        ? { status: 'pass', reason: `${row.user} has a console password and a second factor.` }
        : { status: 'fail', reason: `${row.user} has a console password and no second factor.` },
    ),
};

const accessKeysRotated: Check = {
  id: 'access-keys-rotated',
  title: 'Access keys are renewed in time',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'The older a key, the more places hold a copy of it.',
  criteria: ['CC6.1', 'CC6.2'],
  why: 'Long-lived keys leak through laptops, logs and repositories; a committed age bounds the damage.',
  judgement:
    'Passes for each active access key that was made or renewed within the number of days in scoping (default 90). Inactive keys are not judged. The date of the last renewal shows since when it holds.',
  facts,
  operations,
  commitment: 'access-key-age-days',
  fix: {
    summary: 'Renew the listed keys, or replace them by roles.',
    console: [
      'Prefer a role: for people IAM Identity Center, for pipelines OpenID Connect, for servers an instance profile.',
      'Else open IAM, Users, the user, Security credentials and create a second key.',
      'Change what uses the old key, deactivate it, watch for errors, then delete it.',
    ],
    cli: [
      'aws iam create-access-key --user-name USER',
      'aws iam update-access-key --user-name USER --access-key-id OLD_KEY_ID --status Inactive',
      'aws iam delete-access-key --user-name USER --access-key-id OLD_KEY_ID',
    ],
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html', reportDocumentation],
  judge(reader, settings) {
    const { value: days, committed } = numberCommitment(settings, 'access-key-age-days', 90);
    const judgement = overKeys(reader, ({ lastRotatedAt }, name) => {
      const age = daysSince(lastRotatedAt, settings.now);
      if (lastRotatedAt === undefined || age === undefined) return `The report gives no age for ${name}.`;
      const reason = `${name} was made on ${day(lastRotatedAt)}, ${Math.floor(age)} days ago; the limit is ${days}.`;
      return age > days ? { status: 'fail', reason } : { status: 'pass', reason, since: lastRotatedAt };
    });
    return { ...judgement, committed };
  },
};

/** Judges a credential by its last use, or when it was never used by when it was made. */
function unused(used: string | undefined, made: string | undefined, name: string, days: number, now: string) {
  const age = daysSince(used ?? made, now);
  if (age === undefined) return `The report does not say when ${name} was last used or made.`;
  const since = day(used ?? made ?? '');
  const seen = used === undefined ? `was made on ${since} and never used` : `was last used on ${since}`;
  const verdict: Verdict = {
    status: age > days ? 'fail' : 'pass',
    reason: `${name} ${seen}; the limit is ${days} days without use.`,
  };
  return verdict;
}

function unusedDays(settings: CheckSettings) {
  return numberCommitment(settings, 'credential-unused-days', 90);
}

const unusedAccessKeysRemoved: Check = {
  id: 'unused-access-keys-removed',
  title: 'Access keys that nobody uses are gone',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'A forgotten key is watched by nobody and still opens the door.',
  criteria: ['CC6.2', 'CC6.3'],
  why: 'Access that is no longer needed has to end; idle keys show that it does not.',
  judgement:
    'Passes for each active access key used within the number of days in scoping (default 90). A key that was never used is measured from when it was made. Inactive keys are not judged.',
  facts,
  operations,
  commitment: 'credential-unused-days',
  fix: {
    summary: 'Deactivate the listed keys, then delete them.',
    console: [
      'Open IAM, Users, the user, Security credentials.',
      'Deactivate the key and tell its owner.',
      'Delete it after a week without complaints.',
    ],
    cli: [
      'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
      'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    ],
    minutes: 10,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
    reportDocumentation,
  ],
  judge(reader, settings) {
    const { value: days, committed } = unusedDays(settings);
    const judgement = overKeys(reader, (key, name) =>
      unused(key.lastUsedAt, key.lastRotatedAt, name, days, settings.now),
    );
    return { ...judgement, committed };
  },
};

const unusedConsolePasswordsRemoved: Check = {
  id: 'unused-console-passwords-removed',
  title: 'Console passwords that nobody uses are gone',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'An idle login is often that of somebody who left.',
  criteria: ['CC6.2', 'CC6.3'],
  why: 'Auditors compare leavers with accounts; idle logins are where they find them.',
  judgement:
    'Passes for each console password used within the number of days in scoping (default 90). A password that was never used is measured from when it was set, or else from when the user was made.',
  facts,
  operations,
  commitment: 'credential-unused-days',
  fix: {
    summary: 'Take console access away from the listed users, or delete them.',
    console: [
      'Ask the line manager whether the person still needs it.',
      'Open IAM, Users, the user, Security credentials, Manage console access, and disable it.',
      'Delete the user when nothing else of it is in use.',
    ],
    cli: ['aws iam delete-login-profile --user-name USER'],
    minutes: 10,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
    reportDocumentation,
  ],
  judge(reader, settings) {
    const { value: days, committed } = unusedDays(settings);
    const judgement = overPasswords(reader, (row) =>
      unused(
        row.passwordLastUsedAt,
        row.passwordLastChangedAt ?? row.createdAt,
        `the password of ${row.user}`,
        days,
        settings.now,
      ),
    );
    return { ...judgement, committed };
  },
};

/** Checks of passwords and access keys. */
export const credentialChecks: Check[] = [
  consoleUserMfa,
  accessKeysRotated,
  unusedAccessKeysRemoved,
  unusedConsolePasswordsRemoved,
];
