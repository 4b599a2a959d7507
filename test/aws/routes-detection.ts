/** Routes of GuardDuty, Security Hub, Inspector and Access Analyzer. */
import type { Route } from './routes.ts';

const rest = (service: string, method: string, path: RegExp, name: string, signedFor = service): Route => ({
  signedFor,
  service,
  protocol: 'rest-json',
  method,
  path,
  name,
  withBody: method === 'POST',
});

/** All of them. */
export const detectionRoutes: Route[] = [
  rest('guardduty', 'GET', /^\/detector$/, 'ListDetectors'),
  rest('guardduty', 'GET', /^\/detector\/[^/]+$/, 'GetDetector'),
  rest('guardduty', 'POST', /^\/detector\/[^/]+\/findings$/, 'ListFindings'),
  rest('guardduty', 'POST', /^\/detector\/[^/]+\/findings\/get$/, 'GetFindings'),
  rest('securityhub', 'GET', /^\/accounts$/, 'DescribeHub'),
  rest('securityhub', 'POST', /^\/standards\/get$/, 'GetEnabledStandards'),
  rest('securityhub', 'POST', /^\/findings$/, 'GetFindings'),
  rest('securityhub', 'GET', /^\/findingAggregator\/list$/, 'ListFindingAggregators'),
  rest('securityhub', 'GET', /^\/findingAggregator\/get\/.+$/, 'GetFindingAggregator'),
  rest('inspector2', 'POST', /^\/status\/batch\/get$/, 'BatchGetAccountStatus'),
  rest('inspector2', 'POST', /^\/findings\/list$/, 'ListFindings'),
  rest('accessanalyzer', 'GET', /^\/analyzer$/, 'ListAnalyzers', 'access-analyzer'),
];
