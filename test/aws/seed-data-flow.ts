/** What carries data between stores, and what works on it, of the good and the bad account. */
import {
  CreateReplicationInstanceCommand,
  CreateReplicationSubnetGroupCommand,
  DatabaseMigrationServiceClient,
} from '@aws-sdk/client-database-migration-service';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { EMRClient, PutBlockPublicAccessConfigurationCommand, RunJobFlowCommand } from '@aws-sdk/client-emr';
import { CreateNotebookInstanceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { accountId, type SeedClients } from './clients.ts';
import { dataHome } from './seed-data-rds.ts';
import { policy } from './seed-parts.ts';

/** The key of topics. */
export const topicKey = `arn:aws:kms:${dataHome}:${accountId}:key/11111111-2222-4333-8444-555555555555`;

/** A statement for everybody, or for a bucket's notices only. */
export function messagePolicy(Action: string, Resource: string, open: boolean): string {
  const Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::good-uploads' }, StringEquals: source };
  return policy({ Sid: 'Send', Effect: 'Allow', Principal: '*', Action, Resource, ...(open ? {} : { Condition }) });
}
const source = { 'aws:SourceAccount': accountId };

/** A topic. */
export async function seedTopic(clients: SeedClients, Name: string, guarded: boolean): Promise<void> {
  const sns = clients.of(SNSClient, dataHome);
  const { TopicArn = '' } = await sns.send(
    new CreateTopicCommand({ Name, ...(guarded ? { Attributes: { KmsMasterKeyId: topicKey } } : {}) }),
  );
  const AttributeValue = messagePolicy('SNS:Publish', TopicArn, !guarded);
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
}

/** A queue, with a policy unless told. */
export async function seedQueue(clients: SeedClients, QueueName: string, open?: boolean): Promise<void> {
  const arn = `arn:aws:sqs:${dataHome}:${accountId}:${QueueName}`;
  const Attributes = open === undefined ? {} : { Policy: messagePolicy('sqs:SendMessage', arn, open) };
  await clients.of(SQSClient, dataHome).send(new CreateQueueCommand({ QueueName, Attributes }));
}

/** An EMR cluster that waits for work. */
export async function seedHadoop(clients: SeedClients, Name: string, blocked: boolean): Promise<void> {
  const emr = clients.of(EMRClient, dataHome);
  await emr.send(
    new RunJobFlowCommand({
      Name,
      ReleaseLabel: 'emr-7.5.0',
      JobFlowRole: 'EMR_EC2_DefaultRole',
      ServiceRole: 'EMR_DefaultRole',
      Instances: {
        KeepJobFlowAliveWhenNoSteps: true,
        InstanceGroups: [
          { InstanceRole: 'MASTER', InstanceType: 'm7g.xlarge', InstanceCount: 1 },
          { InstanceRole: 'CORE', InstanceType: 'm7g.xlarge', InstanceCount: 1 },
        ],
      },
    }),
  );
  await block(clients, blocked);
}

/** Switches the block on public access of EMR. */
export async function block(clients: SeedClients, on: boolean): Promise<void> {
  await clients.of(EMRClient, dataHome).send(
    new PutBlockPublicAccessConfigurationCommand({
      BlockPublicAccessConfiguration: {
        BlockPublicSecurityGroupRules: on,
        PermittedPublicSecurityGroupRuleRanges: [{ MinRange: 22, MaxRange: 22 }],
      },
    }),
  );
}

/** A replication instance. */
export async function seedReplication(clients: SeedClients, id: string, open: boolean): Promise<void> {
  const dms = clients.of(DatabaseMigrationServiceClient, dataHome);
  const ReplicationSubnetGroupIdentifier = `${id}-subnets`;
  await dms.send(
    new CreateReplicationSubnetGroupCommand({
      ReplicationSubnetGroupIdentifier,
      ReplicationSubnetGroupDescription: 'Seeded',
      SubnetIds: [await someSubnet(clients)],
    }),
  );
  const made = new CreateReplicationInstanceCommand({
    ReplicationInstanceIdentifier: id,
    ReplicationInstanceClass: 'dms.t3.medium',
    ReplicationSubnetGroupIdentifier,
    PubliclyAccessible: open,
  });
  // The emulator makes it, and tells when by a text where AWS sends a number.
  await dms.send(made).catch((error: unknown) => {
    if (!String(error).includes('Deserialization error')) throw error;
  });
}

/** A notebook. */
export async function seedNotebook(clients: SeedClients, name: string, direct: boolean): Promise<void> {
  await clients.of(SageMakerClient, dataHome).send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName: name,
      InstanceType: 'ml.t3.medium',
      RoleArn: `arn:aws:iam::${accountId}:role/notebooks`,
      SubnetId: await someSubnet(clients),
      DirectInternetAccess: direct ? 'Enabled' : 'Disabled',
    }),
  );
}

/** The first subnet of the region's default VPC. */
export async function someSubnet(clients: SeedClients): Promise<string> {
  const { Subnets = [] } = await clients.ec2(dataHome).send(new DescribeSubnetsCommand());
  return Subnets.map(({ SubnetId }) => SubnetId ?? '').sort()[0] ?? '';
}
