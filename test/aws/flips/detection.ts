/** Detection, keys, secrets, certificates, alarms and logs. */
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  StartConfigurationRecorderCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GuardDutyClient, ListDetectorsCommand, UpdateDetectorCommand } from '@aws-sdk/client-guardduty';
import { DisableCommand, Inspector2Client } from '@aws-sdk/client-inspector2';
import {
  CancelKeyDeletionCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DisableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { ListSubscriptionsByTopicCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { accountId, type SeedClients } from '../clients.ts';
import { chain, makeAlarm, makeFilter, topicArn } from '../seed-alarms.ts';
import { detectionHome, makeGroup, makeSecret, scanAll, testSettings } from '../seed-detection.ts';
import { analyzersIn, certificatesRun, hubFindings, rotations, threats, weaknesses } from '../written-detection.ts';
import type { Flip } from './flip.ts';

const other = 'eu-west-1';

async function ofKey(clients: SeedClients, work: (kms: KMSClient, KeyId: string) => Promise<unknown>): Promise<void> {
  const kms = clients.of(KMSClient, detectionHome);
  const { Keys = [] } = await kms.send(new ListKeysCommand());
  await work(kms, Keys[0]?.KeyId ?? '');
}

async function setDetector(clients: SeedClients, Enable: boolean): Promise<void> {
  const guardDuty = clients.of(GuardDutyClient, other);
  const { DetectorIds = [] } = await guardDuty.send(new ListDetectorsCommand());
  await guardDuty.send(new UpdateDetectorCommand({ DetectorId: DetectorIds[0], Enable }));
}

const recorder = (clients: SeedClients) => clients.of(ConfigServiceClient, other);
const secrets = (clients: SeedClients) => clients.of(SecretsManagerClient, detectionHome);
const logs = (clients: SeedClients) => clients.of(CloudWatchLogsClient, detectionHome);
const rules = (clients: SeedClients) => clients.of(EventBridgeClient, detectionHome);
const TopicArn = topicArn('on-call');

async function unsubscribe(clients: SeedClients): Promise<void> {
  const sns = clients.of(SNSClient, detectionHome);
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  for (const { SubscriptionArn } of Subscriptions) await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
}

const subscribe = (clients: SeedClients) =>
  clients
    .of(SNSClient, detectionHome)
    .send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'on-call@example.com' }));

const services: Flip[] = [
  {
    check: 'kms-rotation',
    setting: 'a key does not rotate',
    apply: (clients) => ofKey(clients, (kms, KeyId) => kms.send(new DisableKeyRotationCommand({ KeyId }))),
    undo: (clients) => ofKey(clients, (kms, KeyId) => kms.send(new EnableKeyRotationCommand({ KeyId }))),
  },
  {
    check: 'kms-not-pending-deletion',
    setting: 'a key will be deleted',
    apply: (clients) => ofKey(clients, (kms, KeyId) => kms.send(new ScheduleKeyDeletionCommand({ KeyId }))),
    undo: (clients) =>
      ofKey(clients, async (kms, KeyId) => {
        await kms.send(new CancelKeyDeletionCommand({ KeyId }));
        await kms.send(new EnableKeyCommand({ KeyId }));
      }),
  },
  {
    check: 'secret-rotation-enabled',
    setting: 'one secret is not rotated',
    apply: (clients) => makeSecret(clients, 'plain', false),
    undo: (clients) =>
      secrets(clients).send(new DeleteSecretCommand({ SecretId: 'plain', ForceDeleteWithoutRecovery: true })),
  },
  // Time is not to be had from the emulator.
  { check: 'secret-rotation-succeeds', setting: 'a rotation is overdue', written: [rotations(40, -10)] },
  { check: 'acm-certificate-expiry', setting: 'a certificate runs out in ten days', written: [certificatesRun(10)] },
  {
    check: 'guardduty-all-regions',
    setting: 'the detector of one region is suspended',
    apply: (clients) => setDetector(clients, false),
    undo: (clients) => setDetector(clients, true),
  },
  // The emulator has no findings.
  { check: 'guardduty-findings-triaged', setting: 'a finding is four days old', written: threats([8, 4]) },
  {
    check: 'config-recorder-all-regions',
    setting: 'one recorder stopped',
    apply: (clients) =>
      recorder(clients).send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: 'default' })),
    undo: (clients) =>
      recorder(clients).send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: 'default' })),
  },
  {
    check: 'securityhub-enabled',
    setting: 'it is off in one region',
    apply: (clients) => clients.of(SecurityHubClient, other).send(new DisableSecurityHubCommand({})),
    undo: (clients) => testSettings(clients, other),
  },
  { check: 'securityhub-findings-clear', setting: 'a critical one is old', written: [hubFindings(['CRITICAL', 8])] },
  {
    check: 'inspector-enabled',
    setting: 'machines are not scanned',
    apply: (clients) =>
      clients
        .of(Inspector2Client, detectionHome)
        .send(new DisableCommand({ accountIds: [accountId], resourceTypes: ['EC2'] })),
    undo: (clients) => scanAll(clients, detectionHome),
  },
  { check: 'inspector-findings-sla', setting: 'a critical weakness is old', written: [weaknesses(['CRITICAL', 8])] },
  {
    check: 'external-access-analyzer-enabled',
    setting: 'one region has none',
    // The emulator does not know the service.
    written: [analyzersIn([detectionHome])],
  },
];

const alarmsAndLogs: Flip[] = [
  {
    check: 'security-findings-routed',
    setting: 'the rule for findings of the other region is disabled',
    apply: (clients) => rules(clients).send(new DisableRuleCommand({ Name: chain.hubRule })),
    undo: (clients) => rules(clients).send(new EnableRuleCommand({ Name: chain.hubRule })),
  },
  {
    check: 'alarms-have-actions',
    setting: 'the actions of an alarm are off',
    apply: (clients) => makeAlarm(clients, { ActionsEnabled: false }),
    undo: (clients) => makeAlarm(clients, {}),
  },
  {
    check: 'alarm-topics-have-subscribers',
    setting: 'nobody is subscribed',
    apply: unsubscribe,
    undo: subscribe,
  },
  {
    check: 'alarm-root-usage',
    setting: 'the filter counts sign-ins only',
    apply: (clients) => replaceFilter(clients, '{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }'),
    undo: (clients) => replaceFilter(clients),
  },
  {
    check: 'capacity-alarms-exist',
    setting: 'the alarm of the database looks at another',
    apply: (clients) => database(clients, 'another'),
    undo: (clients) => database(clients, 'main'),
  },
  {
    check: 'log-retention',
    setting: 'logs of the trail end after 90 days',
    apply: (clients) =>
      logs(clients).send(new PutRetentionPolicyCommand({ logGroupName: chain.group, retentionInDays: 90 })),
    undo: (clients) =>
      logs(clients).send(new PutRetentionPolicyCommand({ logGroupName: chain.group, retentionInDays: 400 })),
  },
  {
    check: 'log-group-encrypted',
    setting: 'one group has no key',
    apply: (clients) => makeGroup(clients, '/plain', 30),
    undo: (clients) => logs(clients).send(new DeleteLogGroupCommand({ logGroupName: '/plain' })),
  },
];

/** The emulator keeps a filter beside another of the same name. */
async function replaceFilter(clients: SeedClients, pattern?: string): Promise<void> {
  await logs(clients).send(new DeleteMetricFilterCommand({ logGroupName: chain.group, filterName: chain.filter }));
  await makeFilter(clients, pattern);
}

const database = (clients: SeedClients, Value: string) =>
  makeAlarm(clients, {
    AlarmName: 'database-cpu',
    Namespace: 'AWS/RDS',
    MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'DBInstanceIdentifier', Value }],
    Threshold: 80,
  });

/** One for each check of the group. */
export const detectionFlips: Flip[] = [...services, ...alarmsAndLogs];
