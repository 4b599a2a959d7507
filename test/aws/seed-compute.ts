/** Functions, containers and runbooks of the good and the bad account. */

import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient, PutImageCommand, StartImageScanCommand } from '@aws-sdk/client-ecr';
import { ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { CreateDocumentCommand, ModifyDocumentPermissionCommand, SSMClient } from '@aws-sdk/client-ssm';
import { accountId, type SeedClients } from './clients.ts';
import { trust } from './seed-parts.ts';

const region = 'eu-west-1';

/** Names that flips refer to. */
export const compute = {
  region,
  importer: 'importer',
  failedQueue: `arn:aws:sqs:${region}:${accountId}:failed`,
  family: 'api',
  repository: 'api',
  document: 'restart-api',
} as const;

const roleArn = `arn:aws:iam::${accountId}:role/functions`;

/** An empty zip archive. */
const code = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

/** The networks a function can run in. */
export async function subnetIds(clients: SeedClients): Promise<string[]> {
  const { Subnets = [] } = await clients.ec2(region).send(new DescribeSubnetsCommand());
  return Subnets.slice(0, 2).flatMap(({ SubnetId }) => SubnetId ?? []);
}

/** The role that functions of these accounts run with. */
export async function functionRole({ iam }: SeedClients): Promise<void> {
  const AssumeRolePolicyDocument = trust({ Principal: { Service: 'lambda.amazonaws.com' } });
  await iam.send(new CreateRoleCommand({ RoleName: 'functions', AssumeRolePolicyDocument }));
}

/** Creates a function. */
export async function createFunction(
  clients: SeedClients,
  FunctionName: string,
  Variables: Record<string, string>,
  SubnetIds: string[] = [],
): Promise<void> {
  await clients.of(LambdaClient, region).send(
    new CreateFunctionCommand({
      FunctionName,
      Role: roleArn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: code },
      Environment: { Variables },
      ...(SubnetIds.length > 0 ? { VpcConfig: { SubnetIds, SecurityGroupIds: ['sg-0a0a0a0a0a0a0a0a0'] } } : {}),
    }),
  );
}

/** Lets a service, or everybody, call a function. */
export async function allowCall(
  clients: SeedClients,
  FunctionName: string,
  StatementId: string,
  caller: { Principal: string; SourceArn?: string },
): Promise<void> {
  await clients
    .of(LambdaClient, region)
    .send(new AddPermissionCommand({ FunctionName, StatementId, Action: 'lambda:InvokeFunction', ...caller }));
}

const bucketCalls = { Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::uploads' };

/** Variables of a task that hold no credential. */
export const goodVariables = { LOG_LEVEL: 'info', DATABASE_URL: 'postgres://db.internal/app' };

/** A task definition with one container. */
export async function registerTask(clients: SeedClients, environment: Record<string, string>): Promise<void> {
  await clients.of(ECSClient, region).send(
    new RegisterTaskDefinitionCommand({
      family: compute.family,
      containerDefinitions: [
        {
          name: 'web',
          image: 'web:1',
          memory: 256,
          environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
          secrets: [{ name: 'TOKEN', valueFrom: `arn:aws:secretsmanager:${region}:${accountId}:secret:token` }],
        },
      ],
    }),
  );
}

/** A repository with an image that was scanned. */
export async function pushImage(clients: SeedClients, scanOnPush: boolean): Promise<void> {
  const ecr = clients.of(ECRClient, region);
  const repositoryName = compute.repository;
  await ecr.send(new CreateRepositoryCommand({ repositoryName, imageScanningConfiguration: { scanOnPush } }));
  const imageManifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: 7023,
      digest: `sha256:${'1'.repeat(64)}`,
    },
    layers: [
      {
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        size: 32654,
        digest: `sha256:${'2'.repeat(64)}`,
      },
    ],
  });
  await ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'v1' }));
  await ecr.send(new StartImageScanCommand({ repositoryName, imageId: { imageTag: 'v1' } }));
}

async function createCluster(clients: SeedClients, publicAccess: boolean): Promise<void> {
  await clients.of(EKSClient, region).send(
    new CreateClusterCommand({
      name: 'main',
      roleArn,
      resourcesVpcConfig: {
        subnetIds: await subnetIds(clients),
        endpointPublicAccess: publicAccess,
        endpointPrivateAccess: true,
        publicAccessCidrs: ['0.0.0.0/0'],
      },
    }),
  );
}

async function createDocument(clients: SeedClients): Promise<void> {
  const Content = JSON.stringify({ schemaVersion: '2.2', description: 'Restarts the service', mainSteps: [] });
  await clients
    .of(SSMClient, region)
    .send(new CreateDocumentCommand({ Name: compute.document, Content, DocumentType: 'Command' }));
}

/** Shares the document with everybody, or stops it. */
export async function shareDocument(clients: SeedClients, everybody: boolean): Promise<void> {
  const change = everybody ? { AccountIdsToAdd: ['all'] } : { AccountIdsToRemove: ['all'] };
  await clients
    .of(SSMClient, region)
    .send(new ModifyDocumentPermissionCommand({ Name: compute.document, PermissionType: 'Share', ...change }));
}

/** Sets where events go that the importer fails on. */
export async function keepFailures(clients: SeedClients): Promise<void> {
  await clients.of(LambdaClient, region).send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: compute.importer,
      DestinationConfig: { OnFailure: { Destination: compute.failedQueue } },
    }),
  );
}

/** Fills the good account. */
export async function seedGoodCompute(clients: SeedClients): Promise<void> {
  await functionRole(clients);
  const reference = `arn:aws:secretsmanager:${region}:${accountId}:secret:db`;
  await createFunction(
    clients,
    compute.importer,
    { DB_SECRET: reference, STAGE: 'production' },
    await subnetIds(clients),
  );
  await allowCall(clients, compute.importer, 'uploads', bucketCalls);
  await keepFailures(clients);
  await registerTask(clients, goodVariables);
  await pushImage(clients, true);
  await createCluster(clients, false);
  await createDocument(clients);
}

/** Fills the bad account. */
export async function seedBadCompute(clients: SeedClients): Promise<void> {
  await functionRole(clients);
  await createFunction(clients, compute.importer, { DB_HOST: 'db.example.com', DB_PASSWORD: 'not-a-real-one' });
  await allowCall(clients, compute.importer, 'uploads', bucketCalls);
  await allowCall(clients, compute.importer, 'everybody', { Principal: '*' });
  await registerTask(clients, { DATABASE_URL: 'postgres://app:not-a-real-one@db.internal/app' });
  await pushImage(clients, false);
  await createCluster(clients, true);
  await createDocument(clients);
  await shareDocument(clients, true);
}
