/** API Gateway: REST, HTTP and WebSocket APIs; their stages, and who may call what. Stage variables are never kept. */
import {
  APIGatewayClient,
  GetStagesCommand,
  type MethodSetting,
  paginateGetResources,
  paginateGetRestApis,
  type Stage,
} from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client, GetApisCommand, GetRoutesCommand } from '@aws-sdk/client-apigatewayv2';
import type { Reading } from '../../core/facts.ts';
import type { ApiMethod, ApiStage, HttpApi, RestApi } from '../../core/facts-edge.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 500;

const rest = (session: Session, region: string) => session.client('apigateway', APIGatewayClient, region);
const idOf = ({ id }: { id: string }) => id;

/** REST APIs of a region. */
export function restApis(session: Session, region: string): Promise<Reading<RestApi[]>> {
  const operation = 'apigateway:GetRestApis';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: RestApi[] = [];
      for await (const page of paginateGetRestApis({ client: rest(session, region), pageSize }, {}))
        all.push(...(page.items ?? []).map(({ id, name = '' }) => ({ id: defined(id, 'id'), name })));
      return all;
    }),
  );
}

/** Stages of each REST API. */
export async function stages(session: Session, region: string): Promise<Reading<Record<string, Reading<ApiStage[]>>>> {
  return detailsOf(await restApis(session, region), idOf, ({ id }) =>
    session.reading('apigateway:GetStages', region, async () => {
      const { item = [] } = await rest(session, region).send(new GetStagesCommand({ restApiId: id }));
      return item.map(stage);
    }),
  );
}

function stage({
  stageName,
  accessLogSettings,
  cacheClusterEnabled,
  methodSettings,
  lastUpdatedDate,
}: Stage): ApiStage {
  return {
    name: defined(stageName, 'stageName'),
    accessLog: Boolean(accessLogSettings?.destinationArn),
    cacheCluster: cacheClusterEnabled ?? false,
    methods: Object.entries(methodSettings ?? {}).map(([path, setting]) => methodSetting(path, setting)),
    ...omitAbsent({ changedAt: instant(lastUpdatedDate) }),
  };
}

function methodSetting(path: string, { loggingLevel, cachingEnabled, cacheDataEncrypted }: MethodSetting) {
  return {
    path,
    ...omitAbsent({ logging: loggingLevel }),
    caching: cachingEnabled ?? false,
    cacheEncrypted: cacheDataEncrypted ?? false,
  };
}

/** Methods of each REST API, with their resources in one list instead of one call each. */
export async function methods(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<ApiMethod[]>>>> {
  return detailsOf(await restApis(session, region), idOf, ({ id }) =>
    session.reading('apigateway:GetResources', region, async () => {
      const all: ApiMethod[] = [];
      const input = { restApiId: id, embed: ['methods'] };
      for await (const page of paginateGetResources({ client: rest(session, region), pageSize }, input)) {
        for (const { path = '', resourceMethods = {} } of page.items ?? []) {
          for (const [verb, { authorizationType }] of Object.entries(resourceMethods))
            all.push({ name: `${verb} ${path}`, ...omitAbsent({ authorization: authorizationType }) });
        }
      }
      return all;
    }),
  );
}

const v2 = (session: Session, region: string) => session.client('apigatewayv2', ApiGatewayV2Client, region);

/** Every page of a list; the SDK has no helper for these. */
async function pages<T>(read: (NextToken?: string) => Promise<{ Items?: T[]; NextToken?: string }>): Promise<T[]> {
  const all: T[] = [];
  let NextToken: string | undefined;
  do {
    const page = await read(NextToken);
    all.push(...(page.Items ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return all;
}

/** HTTP and WebSocket APIs of a region. */
export function httpApis(session: Session, region: string): Promise<Reading<HttpApi[]>> {
  const operation = 'apigatewayv2:GetApis';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const found = await pages((NextToken) =>
        v2(session, region).send(new GetApisCommand({ MaxResults: String(pageSize), ...(NextToken && { NextToken }) })),
      );
      return found.map(({ ApiId, Name = '', ProtocolType }) => ({
        id: defined(ApiId, 'ApiId'),
        name: Name,
        ...omitAbsent({ protocol: ProtocolType }),
      }));
    }),
  );
}

/** Routes of each HTTP and WebSocket API. */
export async function routes(session: Session, region: string): Promise<Reading<Record<string, Reading<ApiMethod[]>>>> {
  return detailsOf(await httpApis(session, region), idOf, ({ id }) =>
    session.reading('apigatewayv2:GetRoutes', region, async () => {
      const input = { ApiId: id, MaxResults: String(pageSize) };
      const found = await pages((NextToken) =>
        v2(session, region).send(new GetRoutesCommand({ ...input, ...(NextToken && { NextToken }) })),
      );
      return found.map(({ RouteKey, AuthorizationType }) => ({
        name: defined(RouteKey, 'RouteKey'),
        ...omitAbsent({ authorization: AuthorizationType }),
      }));
    }),
  );
}
