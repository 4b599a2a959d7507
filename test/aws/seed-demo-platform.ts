/** The demo's functions, containers, pipeline and backups: a pipeline without approval, a password in a variable, a tested habit or two. */
import { accountId, type SeedClients } from './clients.ts';
import { backup, seedPlan } from './seed-backup.ts';
import {
  allowCall,
  createFunction,
  functionRole,
  goodVariables,
  pushImage,
  registerTask,
  subnetIds,
} from './seed-compute.ts';
import { createPipeline, createProject, createStack, deliveryRole } from './seed-delivery.ts';
import type { Written } from './server.ts';
import { backupAnswers, diskLifetimes } from './written-backup.ts';
import { criticalFinding } from './written-compute.ts';
import { consoleWrites, drift, pipelineTimes } from './written-delivery.ts';
import { artifactReports, identityCenterIn, noOrganization } from './written-identity.ts';

/** Fills the demo's account with them. */
export async function seedDemoPlatform(clients: SeedClients): Promise<void> {
  await functionRole(clients);
  await createFunction(clients, 'telemetry-ingest', { STAGE: 'production' }, await subnetIds(clients));
  const device = { Principal: 'iot.amazonaws.com', SourceArn: `arn:aws:iot:eu-west-1:${accountId}:rule/telemetry` };
  await allowCall(clients, 'telemetry-ingest', 'devices', device);
  await createFunction(clients, 'nightly-export', {
    DB_HOST: 'reports.example.com',
    DB_PASSWORD: 'made-up-for-the-demo',
  });
  await registerTask(clients, goodVariables);
  await pushImage(clients, true);
  await deliveryRole(clients);
  await createStack(clients, 'eu-west-1', 'fleet-network');
  await createStack(clients, 'us-west-2', 'trial-2024');
  const address = 'https://github.com/example-robotics/fleet-api.git';
  await createProject(clients, 'fleet-api', { name: 'STAGE', value: 'production' }, address);
  await createPipeline(clients, false);
  await seedPlan(clients, { ScheduleExpression: 'cron(0 3 ? * * *)', Lifecycle: { DeleteAfterDays: 35 } });
}

/** What the emulator cannot say of them. */
export function writtenDemoPlatform(): Written[] {
  const database = backup.database.replace('orders', 'fleet');
  return [
    identityCenterIn(undefined),
    noOrganization,
    artifactReports(52),
    criticalFinding(12),
    drift('IN_SYNC', 12),
    ...pipelineTimes,
    consoleWrites(34),
    diskLifetimes,
    ...backupAnswers({ database, guarded: false, copies: [], restoredDaysAgo: 430 }),
  ];
}
