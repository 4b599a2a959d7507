/** Distributions and APIs of the good and the bad account. */
import {
  APIGatewayClient,
  type CacheClusterSize,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client, CreateApiCommand, CreateRouteCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFrontClient, CreateDistributionCommand, type ViewerProtocolPolicy } from '@aws-sdk/client-cloudfront';
import { accountId, type SeedClients } from './clients.ts';
import { networkHome } from './seed-network.ts';

/** The client of REST APIs in the region that is used. */
export const rest = (clients: SeedClients) => clients.of(APIGatewayClient, networkHome);

/** The client of HTTP and WebSocket APIs there. */
export const http = (clients: SeedClients) => clients.of(ApiGatewayV2Client, networkHome);

/** Where access logs of APIs go. */
export const apiLogs = `arn:aws:logs:${networkHome}:${accountId}:log-group:api-access`;

/** The only stage's name. */
export const stageName = 'live';

/** The id of the only REST API. */
export async function restApiId(clients: SeedClients): Promise<string> {
  const { items = [] } = await rest(clients).send(new GetRestApisCommand());
  return items[0]?.id ?? '';
}

/** Changes settings of the stage, each a path and its value. */
export async function changeStage(
  clients: SeedClients,
  values: Record<string, string>,
  op: 'replace' | 'remove' = 'replace',
) {
  const patchOperations = Object.entries(values).map(([path, value]) => ({
    op,
    path,
    ...(op === 'replace' ? { value } : {}),
  }));
  await rest(clients).send(new UpdateStageCommand({ restApiId: await restApiId(clients), stageName, patchOperations }));
}

/** A distribution before a site of one's own. */
export async function distribution(
  clients: SeedClients,
  ViewerProtocolPolicy: ViewerProtocolPolicy,
  admin = ViewerProtocolPolicy,
) {
  const behavior = (policy: ViewerProtocolPolicy) => ({
    TargetOriginId: 'site',
    ViewerProtocolPolicy: policy,
    ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' as const } },
    MinTTL: 0,
  });
  await clients.of(CloudFrontClient, 'us-east-1').send(
    new CreateDistributionCommand({
      DistributionConfig: {
        CallerReference: ViewerProtocolPolicy,
        Comment: '',
        Enabled: true,
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: 'site',
              DomainName: 'origin.example.com',
              CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
            },
          ],
        },
        DefaultCacheBehavior: behavior(ViewerProtocolPolicy),
        CacheBehaviors: { Quantity: 1, Items: [{ PathPattern: '/admin/*', ...behavior(admin) }] },
      },
    }),
  );
}

/** A REST API with one method and one stage with a cache. */
export async function restApi(clients: SeedClients, name: string, authorizationType: string): Promise<void> {
  const { id: restApiId } = await rest(clients).send(new CreateRestApiCommand({ name }));
  const { items = [] } = await rest(clients).send(new GetResourcesCommand({ restApiId }));
  const { id: resourceId } = await rest(clients).send(
    new CreateResourceCommand({ restApiId, parentId: items[0]?.id, pathPart: 'orders' }),
  );
  for (const [httpMethod, type] of [
    ['GET', authorizationType],
    ['OPTIONS', 'NONE'],
  ] as const) {
    const method = { restApiId, resourceId, httpMethod };
    await rest(clients).send(new PutMethodCommand({ ...method, authorizationType: type }));
    await rest(clients).send(new PutIntegrationCommand({ ...method, type: 'MOCK' }));
  }
  const { id: deploymentId } = await rest(clients).send(new CreateDeploymentCommand({ restApiId }));
  const cache = { cacheClusterEnabled: true, cacheClusterSize: '0.5' as CacheClusterSize };
  await rest(clients).send(new CreateStageCommand({ restApiId, stageName, deploymentId, ...cache }));
}

/** An HTTP API with one route. */
export async function httpApi(
  clients: SeedClients,
  Name: string,
  AuthorizationType: 'AWS_IAM' | 'NONE',
): Promise<void> {
  const { ApiId } = await http(clients).send(new CreateApiCommand({ Name, ProtocolType: 'HTTP' }));
  await http(clients).send(new CreateRouteCommand({ ApiId, RouteKey: 'GET /fleet', AuthorizationType }));
}

/** Distributions and APIs that pass. */
export async function seedGoodApis(clients: SeedClients): Promise<void> {
  await distribution(clients, 'redirect-to-https');
  await restApi(clients, 'orders', 'AWS_IAM');
  await changeStage(clients, {
    '/accessLogSettings/destinationArn': apiLogs,
    '/*/*/caching/enabled': 'true',
    '/*/*/caching/dataEncrypted': 'true',
  });
  await httpApi(clients, 'fleet', 'AWS_IAM');
}

/** Distributions and APIs that fail. */
export async function seedBadApis(clients: SeedClients): Promise<void> {
  await distribution(clients, 'redirect-to-https', 'allow-all');
  await restApi(clients, 'open-orders', 'NONE');
  await changeStage(clients, { '/*/*/caching/enabled': 'true', '/*/*/caching/dataEncrypted': 'false' });
  await httpApi(clients, 'open-fleet', 'NONE');
}
