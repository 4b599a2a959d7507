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
];
