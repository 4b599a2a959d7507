/** Stacks, builds and pipelines of the good and the bad account. */
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CodeBuildClient, CreateProjectCommand } from '@aws-sdk/client-codebuild';
import {
  CodePipelineClient,
  CreatePipelineCommand,
  type PipelineDeclaration,
  UpdatePipelineCommand,
} from '@aws-sdk/client-codepipeline';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { accountId, type SeedClients } from './clients.ts';
import { trust } from './seed-parts.ts';

const region = 'eu-west-1';

/** Names that flips and scoping refer to. */
export const delivery = {
  region,
  productionTag: 'environment=production',
  pipeline: 'release',
  project: 'build',
} as const;

const roleArn = `arn:aws:iam::${accountId}:role/delivery`;

/** A stack with one topic. */
export async function createStack(clients: SeedClients, where: string, StackName: string): Promise<void> {
  const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  await clients.of(CloudFormationClient, where).send(new CreateStackCommand({ StackName, TemplateBody }));
}

/** A build project with this plain variable, fetching from this address. */
export async function createProject(
  clients: SeedClients,
  name: string,
  variable: { name: string; value: string },
  location: string,
): Promise<void> {
  await clients.of(CodeBuildClient, region).send(
    new CreateProjectCommand({
      name,
      source: { type: 'GITHUB', location },
      artifacts: { type: 'NO_ARTIFACTS' },
      serviceRole: roleArn,
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/amazonlinux2-x86_64-standard:5.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        environmentVariables: [
          { ...variable, type: 'PLAINTEXT' },
          { name: 'NPM_TOKEN', value: 'build/npm-token', type: 'SECRETS_MANAGER' },
        ],
      },
    }),
  );
}

/** The pipeline of production, with or without an approval. */
export function pipeline(withApproval: boolean): PipelineDeclaration {
  const action = (name: string, category: 'Source' | 'Approval' | 'Deploy', provider: string) => ({
    name,
    actions: [{ name, actionTypeId: { category, owner: 'AWS' as const, provider, version: '1' }, runOrder: 1 }],
  });
  return {
    name: delivery.pipeline,
    roleArn,
    artifactStore: { type: 'S3', location: 'artifacts' },
    stages: [
      action('Source', 'Source', 'CodeStarSourceConnection'),
      ...(withApproval ? [action('Approve', 'Approval', 'Manual')] : []),
      action('Deploy', 'Deploy', 'ECS'),
    ],
    version: 1,
  };
}

/** Puts the pipeline with or without an approval in place of the one there is. */
export async function updatePipeline(clients: SeedClients, withApproval: boolean): Promise<void> {
  const command = new UpdatePipelineCommand({ pipeline: pipeline(withApproval) });
  await clients.of(CodePipelineClient, region).send(command);
}

/** The role of builds and pipelines. */
export async function deliveryRole({ iam }: SeedClients): Promise<void> {
  const AssumeRolePolicyDocument = trust({ Principal: { Service: 'codepipeline.amazonaws.com' } });
  await iam.send(new CreateRoleCommand({ RoleName: 'delivery', AssumeRolePolicyDocument }));
}

/** The pipeline of production. */
export async function createPipeline(clients: SeedClients, withApproval: boolean): Promise<void> {
  const [key, value] = delivery.productionTag.split('=');
  const command = new CreatePipelineCommand({ pipeline: pipeline(withApproval), tags: [{ key, value }] });
  await clients.of(CodePipelineClient, region).send(command);
}

const address = 'https://github.com/example/app.git';

/** Fills the good account. */
export async function seedGoodDelivery(clients: SeedClients): Promise<void> {
  await deliveryRole(clients);
  await createStack(clients, region, 'network');
  await createProject(clients, delivery.project, { name: 'STAGE', value: 'production' }, address);
  await createPipeline(clients, true);
}

/** Fills the bad account, one stack lying where the company does not work. */
export async function seedBadDelivery(clients: SeedClients): Promise<void> {
  await deliveryRole(clients);
  await createStack(clients, 'us-east-1', 'forgotten');
  await createProject(
    clients,
    delivery.project,
    { name: 'AWS_ACCESS_KEY_ID', value: 'AKIAIOSFODNN7EXAMPLE' },
    address.replace('//', '//deploy:not-a-real-token@'),
  );
  await createPipeline(clients, false);
}
