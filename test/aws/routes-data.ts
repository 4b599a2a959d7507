/** REST operations of data stores. */
import type { Route } from './routes.ts';

const search = { signedFor: 'es', service: 'opensearch', protocol: 'rest-json' } as const;

/** Routes of this group. */
export const dataRoutes: Route[] = [
  { ...search, method: 'GET', path: /^\/2021-01-01\/domain$/, name: 'ListDomainNames' },
  { ...search, method: 'POST', path: /^\/2021-01-01\/opensearch\/domain-info$/, name: 'DescribeDomains' },
  {
    signedFor: 'elasticfilesystem',
    service: 'efs',
    protocol: 'rest-json',
    method: 'GET',
    path: /^\/2015-02-01\/file-systems$/,
    name: 'DescribeFileSystems',
  },
];
