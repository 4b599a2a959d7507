/** IAM: the account's own settings. */
import {
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  IAMClient,
  paginateListVirtualMFADevices,
} from '@aws-sdk/client-iam';
import {
  type AccountSummary,
  globalRegion,
  type PasswordPolicy,
  type Reading,
  type VirtualMfaDevice,
} from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** Counters of the account. A counter AWS leaves out stays absent. */
export function accountSummary(session: Session): Promise<Reading<AccountSummary>> {
  return session.reading('iam:GetAccountSummary', globalRegion, async () => {
    const { SummaryMap } = await session.client('iam', IAMClient).send(new GetAccountSummaryCommand({}));
    const counters: Partial<Record<string, number>> = defined(SummaryMap, 'SummaryMap');
    const present = (count: number | undefined) => (count === undefined ? undefined : count > 0);
    return omitAbsent({
      rootMfaEnabled: present(counters.AccountMFAEnabled),
      rootAccessKeys: counters.AccountAccessKeysPresent,
      rootPasswordPresent: present(counters.AccountPasswordPresent),
      users: counters.Users,
    });
  });
}

/** Virtual MFA devices, assigned or not. */
export function virtualMfaDevices(session: Session): Promise<Reading<VirtualMfaDevice[]>> {
  return session.reading('iam:ListVirtualMFADevices', globalRegion, async () => {
    const devices: VirtualMfaDevice[] = [];
    const client = session.client('iam', IAMClient);
    for await (const page of paginateListVirtualMFADevices({ client, pageSize: 1000 }, {})) {
      for (const { SerialNumber, User, EnableDate } of page.VirtualMFADevices ?? []) {
        devices.push({
          serialNumber: defined(SerialNumber, 'SerialNumber'),
          ...omitAbsent({ userArn: User?.Arn, enabledAt: instant(EnableDate) }),
        });
      }
    }
    return devices;
  });
}

/** The password policy of the account; null when none is set. */
export function passwordPolicy(session: Session): Promise<Reading<PasswordPolicy | null>> {
  return session.setting('iam:GetAccountPasswordPolicy', globalRegion, async () => {
    const { PasswordPolicy } = await session.client('iam', IAMClient).send(new GetAccountPasswordPolicyCommand({}));
    const policy = defined(PasswordPolicy, 'PasswordPolicy');
    return {
      // The length AWS applies when a policy names none.
      minimumLength: policy.MinimumPasswordLength ?? 6,
      requireUppercase: policy.RequireUppercaseCharacters ?? false,
      requireLowercase: policy.RequireLowercaseCharacters ?? false,
      requireNumbers: policy.RequireNumbers ?? false,
      requireSymbols: policy.RequireSymbols ?? false,
      ...omitAbsent({
        maximumAgeDays: policy.MaxPasswordAge || undefined,
        reusePrevention: policy.PasswordReusePrevention || undefined,
      }),
    };
  });
}
