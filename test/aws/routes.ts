/** Method, path and sub-resource of the REST operations that the program calls. Query and JSON 1.x name theirs. */
import type { Protocol } from './identify.ts';
import { dataRoutes } from './routes-data.ts';
import { detectionRoutes } from './routes-detection.ts';
import { edgeRoutes } from './routes-edge.ts';
import { platformRoutes } from './routes-platform.ts';

/** One way a request of a REST service can look. */
export interface Route {
  /** Signing name in the request's credential scope. */
  signedFor: string;
  method: string;
  path: RegExp;
  /** A query parameter that must be there. */
  query?: string;
  service: string;
  /** What it asks stands in the body, which then counts among the parameters. */
  withBody?: boolean;
  name: string;
  protocol: Protocol;
}

const bucketReads: [query: string, name: string][] = [
  ['accelerate', 'GetBucketAccelerateConfiguration'],
  ['acl', 'GetBucketAcl'],
  ['encryption', 'GetBucketEncryption'],
  ['lifecycle', 'GetBucketLifecycleConfiguration'],
  ['location', 'GetBucketLocation'],
  ['logging', 'GetBucketLogging'],
  ['notification', 'GetBucketNotificationConfiguration'],
  ['object-lock', 'GetObjectLockConfiguration'],
  ['ownershipControls', 'GetBucketOwnershipControls'],
  ['policy', 'GetBucketPolicy'],
  ['policyStatus', 'GetBucketPolicyStatus'],
  ['publicAccessBlock', 'GetPublicAccessBlock'],
  ['replication', 'GetBucketReplication'],
  ['tagging', 'GetBucketTagging'],
  ['versioning', 'GetBucketVersioning'],
];

// First match wins: S3 Control signs as s3, so its versioned path comes before the bucket paths.
const s3control = { signedFor: 's3', service: 's3control', protocol: 'rest-xml' } as const;
const s3 = { signedFor: 's3', service: 's3', protocol: 's3' } as const;
const bucket = /^\/[^/]+\/?$/;

/** All routes, in the order to try them. */
export const restRoutes: Route[] = [
  ...dataRoutes,
  ...edgeRoutes,
  {
    ...s3control,
    method: 'GET',
    path: /^\/v20180820\/configuration\/publicAccessBlock$/,
    name: 'GetPublicAccessBlock',
  },
  { ...s3control, method: 'GET', path: /^\/v20180820\/accesspoint$/, name: 'ListAccessPoints' },
  { ...s3, method: 'GET', path: /^\/$/, name: 'ListBuckets' },
  ...bucketReads.map(([query, name]): Route => ({ ...s3, method: 'GET', path: bucket, query, name })),
  { ...s3, method: 'HEAD', path: bucket, name: 'HeadBucket' },
  { ...s3, method: 'GET', path: bucket, name: 'ListObjectsV2' },
  ...platformRoutes,
  ...detectionRoutes,
  {
    signedFor: 'lambda',
    service: 'lambda',
    protocol: 'rest-json',
    method: 'GET',
    path: /^\/2015-03-31\/functions\/?$/,
    name: 'ListFunctions',
  },
];
