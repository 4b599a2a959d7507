/** Tells which AWS operation an HTTP request is, whatever the protocol of its service. */
import type { IncomingHttpHeaders } from 'node:http';
import { restRoutes } from './routes.ts';

/** How a service writes requests and, which matters more here, errors. */
export type Protocol = 'query' | 'ec2' | 'json' | 's3' | 'rest-xml' | 'rest-json';

/** A request as it came off the wire. */
export interface WireRequest {
  method: string;
  /** Path and query string. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What a request asks. */
export interface Call {
  /** As the catalogue names it: `s3control`, not the signing name `s3`. */
  service: string;
  /** `service:Name`, such as `iam:GetAccountSummary`. */
  operation: string;
  /** The region it is signed for. */
  region: string;
  protocol: Protocol;
  /** Everything asked for beside the operation, flat; of REST services path, query and the account header. */
  parameters: Record<string, string>;
}

// Scope of a SigV4 signature: Credential=KEY/DAY/REGION/SERVICE/aws4_request.
const scope = /Credential=[^/\s]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

// Bookkeeping of the SDK that says nothing about what is asked.
const idle = new Set(['Action', 'Version', 'x-id']);

// Services of which the catalogue has another name than signatures.
const names: Record<string, string> = { elasticmapreduce: 'emr', monitoring: 'cloudwatch', sso: 'sso-admin' };

/** Names the operation of a request. One that cannot be told is `unknown:METHOD PATH`, so that a test sees it. */
export function identify(request: WireRequest): Call {
  const [, region = 'unsigned', signedFor = ''] = scope.exec(request.headers.authorization ?? '') ?? [];
  const url = new URL(request.url, 'http://127.0.0.1');
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const name = target.slice(target.lastIndexOf('.') + 1);
    return call(
      names[signedFor] ?? signedFor,
      name,
      region,
      'json',
      flat(JSON.parse(request.body.toString('utf8') || '{}')),
    );
  }
  const type = request.headers['content-type'] ?? '';
  const form = new URLSearchParams(
    type.startsWith('application/x-www-form-urlencoded') ? request.body.toString('utf8') : url.search,
  );
  const action = form.get('Action');
  if (action !== null) {
    // Both generations of load balancers sign alike and differ in the version of their interface.
    const service =
      signedFor !== 'elasticloadbalancing' ? signedFor : form.get('Version') === '2012-06-01' ? 'elb' : 'elbv2';
    return call(service, action, region, signedFor === 'ec2' ? 'ec2' : 'query', pairs(form));
  }
  return identifyRest(request, url, signedFor, region);
}

function identifyRest(request: WireRequest, url: URL, signedFor: string, region: string): Call {
  const path = decodeURIComponent(url.pathname);
  const account = request.headers['x-amz-account-id'];
  const parameters = {
    path,
    ...pairs(url.searchParams),
    ...(typeof account === 'string' ? { 'x-amz-account-id': account } : {}),
  };
  for (const route of restRoutes) {
    if (route.signedFor !== signedFor || route.method !== request.method || !route.path.test(path)) continue;
    if (route.query !== undefined && !url.searchParams.has(route.query)) continue;
    const body = route.withBody === true ? flat(JSON.parse(request.body.toString('utf8') || '{}')) : {};
    return call(route.service, route.name, region, route.protocol, { ...parameters, ...body });
  }
  return call('unknown', `${request.method} ${request.url}`, region, 'rest-json', parameters);
}

function call(
  service: string,
  name: string,
  region: string,
  protocol: Protocol,
  parameters: Record<string, string>,
): Call {
  return { service, operation: `${service}:${name}`, region, protocol, parameters };
}

function pairs(params: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...params].filter(([name]) => !idle.has(name)));
}

function flat(body: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
