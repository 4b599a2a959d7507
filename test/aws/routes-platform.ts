/** Routes of the account, Artifact, compute and backup. */
import type { Route } from './routes.ts';

const rest = (service: string, method: string, path: RegExp, name: string): Route => ({
  signedFor: service,
  service,
  protocol: 'rest-json',
  method,
  path,
  name,
});

/** All of them. */
export const platformRoutes: Route[] = [
  rest('account', 'POST', /^\/getAlternateContact$/, 'GetAlternateContact'),
  rest('artifact', 'GET', /^\/v1\/report\/list$/, 'ListReports'),
  rest('lambda', 'GET', /^\/2015-03-31\/functions\/[^/]+\/policy$/, 'GetPolicy'),
  rest('lambda', 'GET', /^\/2019-09-25\/functions\/[^/]+\/event-invoke-config$/, 'GetFunctionEventInvokeConfig'),
  rest('eks', 'GET', /^\/clusters$/, 'ListClusters'),
  rest('eks', 'GET', /^\/clusters\/[^/]+$/, 'DescribeCluster'),
];
