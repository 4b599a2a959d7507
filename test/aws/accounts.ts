/** The three test accounts: what the emulator is seeded with, and what is written by hand over its answers. */
import { regions, type SeedClients } from './clients.ts';
import { bad, seedBad } from './seed-bad.ts';
import { good, seedGood } from './seed-good.ts';
import type { Written } from './server.ts';
import { accountCounter, bucketRegions, enabledRegions, policyStatus, rewriteJson } from './written.ts';
import { credentialRows } from './written-credentials.ts';
import { noOrganization } from './written-identity.ts';
import { encodedDocuments, roleUse } from './written-principals.ts';

/** An account of the tests. */
export interface Account {
  /** Also the name of its recording. */
  name: 'good' | 'bad' | 'empty';
  seed(clients: SeedClients): Promise<void>;
  written: Written[];
}

/** What the emulator does otherwise than AWS in every account. */
const everywhere = [
  ...[enabledRegions(regions), bucketRegions, policyStatus, encodedDocuments],
  ...[credentialRows({}), noOrganization],
];

/** Delivery times of a trail, as epoch seconds: the emulator has none for CloudWatch Logs and cannot fail. */
function delivery(change: (now: number) => Record<string, unknown>): Written {
  return rewriteJson('cloudtrail:GetTrailStatus', (status, now) => ({
    ...status,
    ...change(Math.floor(now.getTime() / 1000)),
  }));
}

/** Passes every check. */
export const goodAccount: Account = {
  name: 'good',
  seed: seedGood,
  written: [
    ...everywhere,
    accountCounter('AccountMFAEnabled', 1),
    credentialRows({
      '<root_account>': { mfa_active: 'true', password_last_used: { daysAgo: 300 } },
      [good.user]: { password_last_changed: { daysAgo: 30 }, password_last_used: { daysAgo: 1 } },
      [good.machine]: { access_key_1_last_rotated: { daysAgo: 30 }, access_key_1_last_used_date: { daysAgo: 1 } },
    }),
    roleUse(good.appRole, { createdDaysAgo: 400, usedDaysAgo: 1 }),
    roleUse(good.vendorRole, { createdDaysAgo: 400, usedDaysAgo: 2 }),
    delivery((now) => ({ LatestDeliveryTime: now - 600, LatestCloudWatchLogsDeliveryTime: now - 300 })),
  ],
};

/** Fails every check that one account can fail together. */
export const badAccount: Account = {
  name: 'bad',
  seed: seedBad,
  written: [
    ...everywhere,
    accountCounter('AccountAccessKeysPresent', 1),
    credentialRows({
      '<root_account>': { password_last_used: { daysAgo: 2 }, access_key_1_active: 'true' },
      [bad.user]: {
        user_creation_time: { daysAgo: 500 },
        password_last_used: { daysAgo: 200 },
        password_last_changed: { daysAgo: 500 },
        access_key_1_last_rotated: { daysAgo: 500 },
        access_key_1_last_used_date: { daysAgo: 200 },
        access_key_2_last_rotated: { daysAgo: 400 },
      },
    }),
    roleUse(bad.oldRole, { createdDaysAgo: 800, usedDaysAgo: 300 }),
    delivery((now) => ({
      IsLogging: false,
      LatestDeliveryTime: now - 20 * 86_400,
      LatestDeliveryError: 'AccessDenied',
      LatestDeliveryAttemptTime: new Date(now * 1000).toISOString(),
    })),
  ],
};

/** An account on its first day: only what AWS puts there itself. */
export const emptyAccount: Account = { name: 'empty', seed: async () => {}, written: everywhere };

/** All three. */
export const accounts = [goodAccount, badAccount, emptyAccount];
