/** What the demo's account cannot get from the emulator: its past. Days count back from the recording. */
import { accountId } from './clients.ts';
import { demoPeople, demoRegions, demoWithoutMfa } from './seed-demo.ts';
import { writtenDemoDetection } from './seed-demo-detection.ts';
import { writtenDemoNetwork } from './seed-demo-network.ts';
import { writtenDemoPlatform } from './seed-demo-platform.ts';
import type { Written } from './server.ts';
import { bucketRegions, enabledRegions, policyStatus, rewrite, rewriteJson } from './written.ts';
import { type CredentialEdit, credentialRows } from './written-credentials.ts';
import { storesEverywhere } from './written-data.ts';
import { encodedDocuments, roleUse, userMade } from './written-principals.ts';

/** Answers written by hand over the emulator's for the demo. */
export function writtenDemo(): Written[] {
  const rows: Record<string, CredentialEdit> = {
    '<root_account>': {
      user_creation_time: { daysAgo: 1130 },
      password_last_used: { daysAgo: 41 },
      password_enabled: 'not_supported',
    },
  };
  const made: Written[] = [];
  const people = Object.values(demoPeople).flat();
  people.forEach((name, index) => {
    // The founders came first; the others over two and a half years, one finance user a month ago.
    const days = Math.max(30, 1100 - index * 97);
    rows[name] = {
      user_creation_time: { daysAgo: days },
      password_last_used: { daysAgo: (index * 5) % 13 },
      password_last_changed: { daysAgo: Math.min(days, 60 + index * 20) },
    };
    made.push(userMade(name, days));
  });
  rows['i.duarte'] = {
    ...rows['i.duarte'],
    access_key_1_last_rotated: { daysAgo: 38 },
    access_key_1_last_used_date: { daysAgo: 1 },
  };
  rows[demoWithoutMfa.machine] = {
    user_creation_time: { daysAgo: 412 },
    password_last_changed: { daysAgo: 412 },
    access_key_1_last_rotated: { daysAgo: 412 },
    access_key_1_last_used_date: { daysAgo: 0 },
  };
  rows[demoWithoutMfa.leaver] = {
    user_creation_time: { daysAgo: 903 },
    password_last_used: { daysAgo: 189 },
    password_last_changed: { daysAgo: 903 },
    access_key_1_last_rotated: { daysAgo: 640 },
    access_key_1_last_used_date: { daysAgo: 203 },
  };
  made.push(userMade(demoWithoutMfa.machine, 412), userMade(demoWithoutMfa.leaver, 903));
  return [
    // The emulator calls every caller `user/moto`.
    rewrite('sts:GetCallerIdentity', (body) =>
      body.replace(/(<Arn>)[^<]*/, `$1arn:aws:sts::${accountId}:assumed-role/readiness-read/soc2-ready`),
    ),
    enabledRegions(demoRegions),
    bucketRegions,
    policyStatus,
    encodedDocuments,
    credentialRows(rows),
    ...storesEverywhere,
    ...made,
    ...writtenDemoNetwork(),
    ...writtenDemoDetection(),
    ...writtenDemoPlatform(),
    roleUse('fleet-api', { createdDaysAgo: 620, usedDaysAgo: 0 }),
    roleUse('telemetry-ingest', { createdDaysAgo: 520, usedDaysAgo: 0 }),
    roleUse('nightly-export', { createdDaysAgo: 480, usedDaysAgo: 231 }),
    roleUse('vendor-monitoring', { createdDaysAgo: 300, usedDaysAgo: 1 }),
    roleUse('vendor-log-shipper', { createdDaysAgo: 710, usedDaysAgo: 3 }),
    rewriteJson('cloudtrail:GetTrailStatus', (status, now) => {
      const seconds = Math.floor(now.getTime() / 1000);
      return { ...status, StartLoggingTime: seconds - 264 * 86_400, LatestDeliveryTime: seconds - 240 };
    }),
  ];
}
