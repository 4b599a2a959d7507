/** Check of APIs: who may call. */
import type { Check } from '../source/core/check.ts';
import type { ApiMethod } from '../source/core/facts-edge.ts';
import { regionalFact, some } from './reading.ts';
import { Details, labelled, overEach, type Verdict, verdict } from './regional.ts';

const authorizer: Check = {
  id: 'apigw-authorizer',
  title: 'Every method and route of an API asks who calls',
  service: 'apigateway',
  tier: 1,
  severity: 'high',
  severityReason: 'A route without a check of its own is open to everybody who finds the address.',
  criteria: ['CC6.1'],
  why: 'Auditors ask which parts can be reached without signing in, and who decided so.',
  judgement:
    'Passes for each REST or HTTP API whose methods and routes all have an authorization other than NONE, and for each WebSocket API whose $connect route has. OPTIONS, which browsers send unsigned, is left out. An API key is not an authorization. Scoping holds no list of routes that are meant to be open, and the function behind may check by itself, so the result only corroborates.',
  facts: ['apigateway.rest-apis', 'apigateway.methods', 'apigatewayv2.apis', 'apigatewayv2.routes'],
  operations: [
    'ec2:DescribeRegions',
    'apigateway:GetRestApis',
    'apigateway:GetResources',
    'apigatewayv2:GetApis',
    'apigatewayv2:GetRoutes',
  ],
  fix: {
    summary: 'Give the listed methods and routes an authorizer, or note why they are open.',
    console: [
      'Open API Gateway, the API, Authorizers, and create one: Cognito, JWT, Lambda, or use IAM.',
      'Open Resources, the method, Method request, Authorization; of HTTP APIs Routes, Attach authorization.',
      'Tell those who call it first, and try on a test stage: calls without the authorization are refused from the deployment on.',
      'Deploy the API to its stages.',
    ],
    cli: [
      'aws apigateway update-method --rest-api-id API_ID --resource-id RESOURCE_ID --http-method METHOD --patch-operations op=replace,path=/authorizationType,value=AWS_IAM --region REGION',
      'aws apigatewayv2 update-route --api-id API_ID --route-id ROUTE_ID --authorization-type JWT --authorizer-id AUTHORIZER_ID --region REGION',
    ],
    terraform: `resource "aws_apigatewayv2_route" "this" {
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "GET /orders"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.this.id
}`,
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html',
  ],
  judge(reader) {
    const methods = new Details(regionalFact(reader, 'apigateway.methods'), 'apigateway:GetResources');
    const routes = new Details(regionalFact(reader, 'apigatewayv2.routes'), 'apigatewayv2:GetRoutes');
    const rest = overEach(
      regionalFact(reader, 'apigateway.rest-apis'),
      'apigateway:GetResources',
      ({ id }) => id,
      (api, region) => authorization(methods.take(api.id, region, labelled(api)), labelled(api)),
    );
    const http = overEach(
      regionalFact(reader, 'apigatewayv2.apis'),
      'apigatewayv2:GetRoutes',
      ({ id }) => id,
      (api, region) => {
        const all = routes.take(api.id, region, labelled(api));
        // Once connected, a WebSocket's other routes have no authorization of their own.
        const asked = api.protocol === 'WEBSOCKET' ? all?.filter(({ name }) => name === '$connect') : all;
        return authorization(asked, labelled(api));
      },
    );
    return {
      resources: [...rest.resources, ...http.resources],
      unknown: [...rest.unknown, ...http.unknown, ...methods.list(), ...routes.list()],
      notApplicable: 'No API has a method or route.',
      committed: false,
    };
  },
};

function authorization(methods: readonly ApiMethod[] | undefined, label: string): Verdict {
  const judged = methods?.filter(({ name }) => !/^OPTIONS /.test(name)) ?? [];
  if (judged.length === 0) return undefined;
  const open = judged.filter((method) => method.authorization === 'NONE').map(({ name }) => name);
  if (open.length > 0) return verdict(false, '', `${label} lets everybody call ${some(open)}.`);
  if (judged.some((method) => method.authorization === undefined))
    return { leftOut: 'AWS did not name the authorization of a method or route.' };
  return verdict(true, `${label} asks who calls, on every method or route.`, '');
}

/** Checks of who may call. */
export const apiAuthorizationChecks: Check[] = [authorizer];
