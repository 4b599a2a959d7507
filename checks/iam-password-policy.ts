/** Checks of the account's password policy for IAM users. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import { type CredentialReport, globalRegion, type PasswordPolicy } from '../source/core/facts.ts';
import { numberCommitment } from './commitments.ts';
import { globalFact } from './reading.ts';

const documentation = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html';

// The report decides whether a policy that falls short matters to anybody. Without it a good policy still passes; one that
// falls short is unknown, for it may not apply at all.
const facts: Check['facts'] = ['iam.password-policy', 'iam.credential-report'];
const operations = ['iam:GetAccountPasswordPolicy', 'iam:GenerateCredentialReport', 'iam:GetCredentialReport'];

// What AWS asks of passwords in an account without a policy of its own.
const defaultLength = 8;

/** Whether no IAM user of the report has a console password; false where a row does not say. */
function nobodyHasPassword({ rows }: CredentialReport): boolean {
  return rows.every((row) => row.user === '<root_account>' || row.passwordEnabled === false);
}

function overPolicy(
  reader: FactReader,
  judge: (policy: PasswordPolicy | null) => { good: boolean; reason: string },
): Judgement {
  const policy = globalFact(reader, 'iam.password-policy');
  if (!policy.known) return { resources: [], unknown: [policy.unread] };
  const { good, reason } = judge(policy.data);
  if (!good) {
    const report = globalFact(reader, 'iam.credential-report');
    if (!report.known) return { resources: [], unknown: [report.unread] };
    if (nobodyHasPassword(report.data)) {
      return { resources: [], unknown: [], notApplicable: 'No IAM user has a console password.' };
    }
  }
  const finding = { id: 'password policy', region: globalRegion, reason };
  return { resources: [{ ...finding, status: good ? 'pass' : 'fail' }], unknown: [] };
}

const console = [
  'Open IAM, Account settings, Password policy, Edit.',
  'Choose Custom and set at least the length that your access policy names.',
  'Require the kinds of characters your policy names, refuse earlier passwords, and save.',
];
const update =
  'aws iam update-account-password-policy --minimum-password-length 14 --require-uppercase-characters --require-lowercase-characters --require-numbers --require-symbols --password-reuse-prevention 24 --allow-users-to-change-password';
const terraform = `resource "aws_iam_account_password_policy" "this" {
  minimum_password_length        = 14
  require_uppercase_characters   = true
  require_lowercase_characters   = true
  require_numbers                = true
  require_symbols                = true
  password_reuse_prevention      = 24
  allow_users_to_change_password = true
}`;

const passwordPolicyPresent: Check = {
  id: 'password-policy-present',
  title: 'The account has a password policy of its own',
  service: 'iam',
  tier: 1,
  severity: 'medium',
  severityReason: 'Without one, passwords of eight characters do; a second factor still stands in the way.',
  criteria: ['CC6.1', 'CC6.2'],
  why: 'The rule in the access policy has to be enforced somewhere; this is where for IAM users.',
  judgement:
    'Passes when the account has set a password policy. Fails when it has none. Does not apply when there is none and the credential report shows that no IAM user has a console password.',
  facts,
  operations,
  fix: { summary: 'Set a password policy for IAM users.', console, cli: [update], terraform, minutes: 10 },
  references: [documentation],
  judge: (reader) =>
    overPolicy(reader, (policy) => ({
      good: policy !== null,
      reason: policy === null ? 'The account has no password policy.' : 'The account has a password policy.',
    })),
};

const passwordPolicyMinLength: Check = {
  id: 'password-policy-min-length',
  title: 'Passwords must be long enough',
  service: 'iam',
  tier: 1,
  severity: 'medium',
  severityReason: 'Short passwords are the first to be guessed; a second factor still stands in the way.',
  criteria: ['CC6.1', 'CC6.2'],
  why: 'Length is what makes a password hard to guess, and the figure an auditor compares with your policy.',
  judgement:
    'Passes when the password policy asks for at least the length in scoping (default 14). An account without a policy asks for 8. Does not apply when it falls short and the credential report shows that no IAM user has a console password.',
  facts,
  operations,
  commitment: 'password-min-length',
  fix: { summary: 'Raise the minimum password length.', console, cli: [update], terraform, minutes: 10 },
  references: [documentation],
  judge(reader, settings) {
    const { value: wanted, committed } = numberCommitment(settings, 'password-min-length', 14);
    const judgement = overPolicy(reader, (policy) => {
      const length = policy?.minimumLength ?? defaultLength;
      const whose = policy === null ? 'Without a password policy, AWS asks for' : 'The password policy asks for';
      return { good: length >= wanted, reason: `${whose} ${length} characters; the minimum is ${wanted}.` };
    });
    return { ...judgement, committed };
  },
};

/** Checks of the password policy. */
export const passwordPolicyChecks: Check[] = [passwordPolicyPresent, passwordPolicyMinLength];
