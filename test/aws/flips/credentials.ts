/** IAM: root user, second factors, passwords, access keys. */
import {
  DeactivateMFADeviceCommand,
  DeleteAccountPasswordPolicyCommand,
  EnableMFADeviceCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { accountId } from '../clients.ts';
import { good, goodPasswordPolicy } from '../seed-good.ts';
import { accountCounter, rewrite } from '../written.ts';
import { credentialRows } from '../written-credentials.ts';
import type { Flip } from './flip.ts';

const device = { UserName: good.user, SerialNumber: `arn:aws:iam::${accountId}:mfa/${good.user}` };

/** Flips of credentials. */
export const credentialFlips: Flip[] = [
  {
    check: 'root-mfa-enabled',
    setting: 'the root user has no second factor',
    written: [accountCounter('AccountMFAEnabled', 0)],
  },
  {
    check: 'root-hardware-mfa',
    setting: 'a virtual device is bound to the root user',
    written: [
      rewrite('iam:ListVirtualMFADevices', (body) =>
        body.replace(
          '<VirtualMFADevices>',
          `<VirtualMFADevices><member><SerialNumber>arn:aws:iam::${accountId}:mfa/root-account-mfa-device</SerialNumber>` +
            `<User><UserId>${accountId}</UserId><Arn>arn:aws:iam::${accountId}:root</Arn>` +
            '<CreateDate>2020-01-02T03:04:05Z</CreateDate></User><EnableDate>2020-01-02T03:04:05Z</EnableDate></member>',
        ),
      ),
    ],
  },
  {
    check: 'root-no-access-keys',
    setting: 'the root user has an access key',
    written: [accountCounter('AccountAccessKeysPresent', 1)],
  },
  {
    check: 'root-not-used-recently',
    setting: 'the root password was used three days ago',
    written: [credentialRows({ '<root_account>': { password_last_used: { daysAgo: 3 } } })],
  },
  {
    check: 'console-user-mfa',
    setting: 'a console user has no second factor',
    apply: ({ iam }) => iam.send(new DeactivateMFADeviceCommand(device)),
    undo: ({ iam }) =>
      iam.send(new EnableMFADeviceCommand({ ...device, AuthenticationCode1: '123456', AuthenticationCode2: '654321' })),
  },
  {
    check: 'password-policy-present',
    setting: 'no password policy',
    apply: ({ iam }) => iam.send(new DeleteAccountPasswordPolicyCommand()),
    undo: ({ iam }) => iam.send(new UpdateAccountPasswordPolicyCommand(goodPasswordPolicy)),
  },
  {
    check: 'password-policy-min-length',
    setting: 'minimum length 13',
    apply: ({ iam }) =>
      iam.send(new UpdateAccountPasswordPolicyCommand({ ...goodPasswordPolicy, MinimumPasswordLength: 13 })),
    undo: ({ iam }) => iam.send(new UpdateAccountPasswordPolicyCommand(goodPasswordPolicy)),
  },
  {
    check: 'access-keys-rotated',
    setting: 'a key is 120 days old',
    written: [credentialRows({ [good.machine]: { access_key_1_last_rotated: { daysAgo: 120 } } })],
  },
  {
    check: 'unused-access-keys-removed',
    setting: 'a key was last used 120 days ago',
    given: [credentialRows({ [good.machine]: { access_key_1_last_rotated: { daysAgo: 200 } } })],
    written: [credentialRows({ [good.machine]: { access_key_1_last_used_date: { daysAgo: 120 } } })],
  },
  {
    check: 'unused-console-passwords-removed',
    setting: 'a password was last used 120 days ago',
    given: [
      credentialRows({
        [good.user]: { user_creation_time: { daysAgo: 400 }, password_last_changed: { daysAgo: 200 } },
      }),
    ],
    written: [credentialRows({ [good.user]: { password_last_used: { daysAgo: 120 } } })],
  },
];
