/** Detection, keys, secrets and alarms of the demo's company: well begun at home, forgotten elsewhere. */
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { accountId, type SeedClients } from './clients.ts';
import { makeAlarm, makeRule, patterns, topicArn } from './seed-alarms.ts';
import {
  makeCertificate,
  makeGroup,
  makeKey,
  makeRecorder,
  makeSecret,
  scanAll,
  testSettings,
  watch,
} from './seed-detection.ts';
import type { Written } from './server.ts';
import { rewriteJson } from './written.ts';
import {
  analyzersIn,
  gatheredIn,
  hubFindings,
  lastDelivery,
  nextKeyRotation,
  rotations,
  standards,
  threats,
  weaknesses,
} from './written-detection.ts';

const home = 'eu-west-1';

/** Fills the demo's account with them. Its topic `on-call` and its database `fleet` must be there. */
export async function seedDemoDetection(clients: SeedClients): Promise<void> {
  for (const region of [home, 'us-east-1']) await watch(clients, region);
  await makeRecorder(clients, home, true);
  await makeRecorder(clients, 'us-east-1', false);
  await testSettings(clients, home);
  await scanAll(clients, home, ['EC2', 'ECR']);
  await makeKey(clients, true, home);
  await makeKey(clients, false, home);
  await makeSecret(clients, 'fleet/database', true, home);
  await makeSecret(clients, 'partners/maps-api', false, home);
  await makeCertificate(clients, 'fleet.example-robotics.example', home);
  await makeCertificate(clients, 'legacy.example-robotics.example', home);
  await seedAlarms(clients);
  const key = `arn:aws:kms:${home}:${accountId}:key/11111111-2222-4333-8444-555555555555`;
  await makeGroup(clients, '/fleet/api', 400, key, home);
  await makeGroup(clients, '/aws/lambda/telemetry-ingest', 90, undefined, home);
  await makeGroup(clients, '/aws/lambda/nightly-export', undefined, undefined, home);
}

async function seedAlarms(clients: SeedClients): Promise<void> {
  const TopicArn = topicArn('on-call', home);
  const subscription = { TopicArn, Protocol: 'email', Endpoint: 'on-call@example-robotics.example' };
  await clients.of(SNSClient, home).send(new SubscribeCommand(subscription));
  const load = (AlarmName: string, Namespace: string, MetricName: string, Name: string, Value: string) =>
    makeAlarm(clients, { AlarmName, Namespace, MetricName, Dimensions: [{ Name, Value }], Threshold: 80 }, home);
  await load('fleet-database-cpu', 'AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'fleet');
  await load('fleet-database-storage', 'AWS/RDS', 'FreeStorageSpace', 'DBInstanceIdentifier', 'fleet');
  await makeAlarm(
    clients,
    { AlarmName: 'telemetry-lag', Namespace: 'Fleet', MetricName: 'Lag', AlarmActions: [] },
    home,
  );
  const unheard = { AlarmName: 'map-errors', Namespace: 'Fleet', MetricName: 'MapErrors' };
  await makeAlarm(clients, { ...unheard, AlarmActions: [topicArn('fleet-events', home)] }, home);
  await makeRule(clients, 'guardduty-findings', patterns.guardDuty, 'on-call', home);
}

/** What the emulator cannot say of them. */
export function writtenDemoDetection(): Written[] {
  return [
    nextKeyRotation,
    analyzersIn([home]),
    ...threats([5, 3], [2, 12]),
    standards('READY'),
    ...gatheredIn(''),
    hubFindings(['HIGH', 74], ['CRITICAL', 20], ['HIGH', 6]),
    weaknesses(['CRITICAL', 11], ['HIGH', 38], ['MEDIUM', 130]),
    lastDelivery('SUCCESS'),
    rotations(17, 13),
    // One runs for long, the old one is nearly over.
    rewriteJson('acm:ListCertificates', ({ CertificateSummaryList: all }, now) => ({
      CertificateSummaryList: (all as { DomainName: string }[]).map((one) => ({
        ...one,
        Status: 'ISSUED',
        InUse: true,
        NotAfter: Math.floor(now.getTime() / 1000) + (one.DomainName.startsWith('legacy') ? 19 : 203) * 86_400,
      })),
    })),
  ];
}
