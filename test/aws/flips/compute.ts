/** Functions, containers and runbooks. */
import { ECRClient, PutImageScanningConfigurationCommand } from '@aws-sdk/client-ecr';
import {
  DeleteFunctionCommand,
  DeleteFunctionEventInvokeConfigCommand,
  LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import type { SeedClients } from '../clients.ts';
import {
  allowCall,
  compute,
  createFunction,
  goodVariables,
  keepFailures,
  registerTask,
  shareDocument,
} from '../seed-compute.ts';
import { rewriteJson } from '../written.ts';
import { criticalFinding } from '../written-compute.ts';
import type { Flip } from './flip.ts';

const { region } = compute;
const FunctionName = compute.importer;
const lambda = (clients: SeedClients) => clients.of(LambdaClient, region);

/** One more function with these variables, and away again. */
function another(check: string, setting: string, variables: Record<string, string>): Flip {
  return {
    check,
    setting,
    apply: (clients) => createFunction(clients, 'another', variables),
    undo: (clients) => lambda(clients).send(new DeleteFunctionCommand({ FunctionName: 'another' })),
  };
}

function scanOnPush(clients: SeedClients, on: boolean) {
  return clients.of(ECRClient, region).send(
    new PutImageScanningConfigurationCommand({
      repositoryName: compute.repository,
      imageScanningConfiguration: { scanOnPush: on },
    }),
  );
}

/** One for each check. */
export const computeFlips: Flip[] = [
  {
    check: 'lambda-not-public',
    setting: 'everybody may call the function',
    apply: (clients) => allowCall(clients, FunctionName, 'everybody', { Principal: '*' }),
    undo: (clients) => lambda(clients).send(new RemovePermissionCommand({ FunctionName, StatementId: 'everybody' })),
  },
  another('lambda-in-vpc', 'a function outside of the network knows a database', { DB_HOST: 'db.example.com' }),
  another('lambda-env-no-secrets', 'a variable holds an access key', { KEY: 'AKIAIOSFODNN7EXAMPLE' }),
  {
    check: 'lambda-dlq',
    setting: 'failed events go nowhere',
    apply: (clients) => lambda(clients).send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName })),
    undo: (clients) => keepFailures(clients),
  },
  {
    check: 'ecs-env-no-secrets',
    setting: 'a new revision holds a token',
    apply: (clients) => registerTask(clients, { API_TOKEN: 'not-a-real-one' }),
    // A revision stays for ever; a newer one takes its place.
    undo: (clients) => registerTask(clients, goodVariables),
  },
  {
    check: 'ecr-scan-on-push',
    setting: 'scanning on push is off',
    apply: (clients) => scanOnPush(clients, false),
    undo: (clients) => scanOnPush(clients, true),
  },
  {
    check: 'ecr-image-vulnerabilities',
    setting: 'a critical weakness is older than seven days',
    written: [criticalFinding(8)],
  },
  {
    check: 'eks-endpoint-restricted',
    setting: 'the endpoint is public',
    written: [
      rewriteJson('eks:DescribeCluster', (body) => {
        const cluster = body.cluster as { resourcesVpcConfig: object };
        const resourcesVpcConfig = { ...cluster.resourcesVpcConfig, endpointPublicAccess: true };
        return { cluster: { ...cluster, resourcesVpcConfig } };
      }),
    ],
  },
  {
    check: 'ssm-documents-not-public',
    setting: 'a runbook is shared with everybody',
    apply: (clients) => shareDocument(clients, true),
    undo: (clients) => shareDocument(clients, false),
  },
];
