/** Routes of CloudFront and API Gateway. */
import type { Route } from './routes.ts';

const cloudfront = { signedFor: 'cloudfront', service: 'cloudfront', protocol: 'rest-xml', method: 'GET' } as const;
const apigateway = { signedFor: 'apigateway', service: 'apigateway', protocol: 'rest-json', method: 'GET' } as const;
const apigatewayv2 = { ...apigateway, service: 'apigatewayv2' } as const;

/** All of them. */
export const edgeRoutes: Route[] = [
  { ...cloudfront, path: /^\/2020-05-31\/distribution$/, name: 'ListDistributions' },
  { ...apigateway, path: /^\/restapis$/, name: 'GetRestApis' },
  { ...apigateway, path: /^\/restapis\/[^/]+\/stages$/, name: 'GetStages' },
  { ...apigateway, path: /^\/restapis\/[^/]+\/resources$/, name: 'GetResources' },
  { ...apigatewayv2, path: /^\/v2\/apis$/, name: 'GetApis' },
  { ...apigatewayv2, path: /^\/v2\/apis\/[^/]+\/routes$/, name: 'GetRoutes' },
];
