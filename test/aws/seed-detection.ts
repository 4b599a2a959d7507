/** Detectors, recorders, keys, secrets, certificates and logs of the good and the bad account. */
import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { EnableCommand, Inspector2Client, type ResourceScanType } from '@aws-sdk/client-inspector2';
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { CreateSecretCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { EnableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { accountId, regions, type SeedClients } from './clients.ts';

/** The region in which most of it is. */
export const detectionHome = 'us-east-1';

/** Makes a key of the customer's own; its id. */
export async function makeKey(clients: SeedClients, rotates: boolean, region = detectionHome): Promise<string> {
  const kms = clients.of(KMSClient, region);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata?.KeyId ?? '';
  if (rotates) await kms.send(new EnableKeyRotationCommand({ KeyId }));
  return KeyId;
}

/** Makes a secret, rotated every 30 days or never. */
export async function makeSecret(
  clients: SeedClients,
  Name: string,
  rotates: boolean,
  region = detectionHome,
): Promise<void> {
  const manager = clients.of(SecretsManagerClient, region);
  await manager.send(new CreateSecretCommand({ Name, SecretString: 'not-a-real-one' }));
  if (rotates)
    await manager.send(new RotateSecretCommand({ SecretId: Name, RotationRules: { AutomaticallyAfterDays: 30 } }));
}

/** Makes a recorder of all types, or of buckets only, and starts it. */
export async function makeRecorder(clients: SeedClients, region: string, allSupported: boolean): Promise<void> {
  const config = clients.of(ConfigServiceClient, region);
  await config.send(
    new PutConfigurationRecorderCommand({
      ConfigurationRecorder: {
        name: 'default',
        roleARN: `arn:aws:iam::${accountId}:role/config`,
        recordingGroup: allSupported ? { allSupported } : { resourceTypes: ['AWS::S3::Bucket'] },
      },
    }),
  );
  await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name: 'default', s3BucketName: 'config' } }));
  await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: 'default' }));
}

/** Turns on GuardDuty in a region. */
export async function watch(clients: SeedClients, region: string): Promise<void> {
  await clients.of(GuardDutyClient, region).send(new CreateDetectorCommand({ Enable: true }));
}

/** Turns on Inspector for everything in a region. */
export async function scanAll(
  clients: SeedClients,
  region: string,
  resourceTypes: ResourceScanType[] = ['EC2', 'ECR', 'LAMBDA'],
): Promise<void> {
  const command = new EnableCommand({ accountIds: [accountId], resourceTypes });
  await clients.of(Inspector2Client, region).send(command);
}

/** Turns on Security Hub in a region. */
export async function testSettings(clients: SeedClients, region: string): Promise<void> {
  await clients.of(SecurityHubClient, region).send(new EnableSecurityHubCommand({ EnableDefaultStandards: true }));
}

/** Makes a log group. */
export async function makeGroup(
  clients: SeedClients,
  logGroupName: string,
  retentionInDays?: number,
  kmsKeyId?: string,
  region = detectionHome,
): Promise<void> {
  const logs = clients.of(CloudWatchLogsClient, region);
  await logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
  if (retentionInDays !== undefined) await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
}

/** The key of the good account's log groups. */
export const logKey = `arn:aws:kms:${detectionHome}:${accountId}:key/11111111-2222-4333-8444-555555555555`;

/** Asks for a certificate; what uses it, and until when it runs, is written by hand. */
export async function makeCertificate(
  clients: SeedClients,
  DomainName = 'www.example.com',
  region = detectionHome,
): Promise<void> {
  const command = new RequestCertificateCommand({ DomainName, ValidationMethod: 'DNS' });
  await clients.of(ACMClient, region).send(command);
}

/** The services of the good account. */
export async function seedGoodServices(clients: SeedClients): Promise<void> {
  await makeKey(clients, true);
  await makeSecret(clients, 'database', true);
  await makeCertificate(clients);
  for (const region of regions) {
    await watch(clients, region);
    await makeRecorder(clients, region, true);
    await testSettings(clients, region);
    await scanAll(clients, region);
  }
}

/** The services of the bad account: one of everything that should not be. */
export async function seedBadServices(clients: SeedClients): Promise<void> {
  await makeKey(clients, false);
  const KeyId = await makeKey(clients, false);
  await clients.of(KMSClient, detectionHome).send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await makeSecret(clients, 'database', true);
  await makeSecret(clients, 'vendor', false);
  await makeCertificate(clients);
  await watch(clients, detectionHome);
  await makeRecorder(clients, detectionHome, false);
  await testSettings(clients, detectionHome);
  await scanAll(clients, detectionHome);
  await makeGroup(clients, '/app');
}
