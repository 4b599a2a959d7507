/** Load balancers, web filters, distributions, APIs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusesOldTls } from '../../checks/load-balancer-tls.ts';
import type { Facts, Reading } from '../../source/core/facts.ts';
import type {
  ApiMethod,
  ApiStage,
  ClassicListener,
  ClassicTlsPolicy,
  Distribution,
  Listener,
  ListenerAction,
  LoadBalancer,
  LoadBalancerAttributes,
} from '../../source/core/facts-edge.ts';
import { balancer, bareEdge, closedEdge, fixed, forward, listener, toHttps, unreadDetail } from './edge-facts.ts';
import { daysAgo, ok, type Readings } from './facts.ts';
import { here } from './network-facts.ts';
import { result, table } from './status.ts';

/** One load balancer with these listeners; rules by the port of an HTTP listener, its default action when not said. */
function balanced(
  change: Partial<LoadBalancer>,
  listeners: Listener[],
  rules: Record<number, Reading<ListenerAction[]>> = {},
  ...more: Readings[]
): Facts {
  const one = balancer(change);
  const plain = listeners.filter(({ protocol }) => protocol === 'HTTP');
  return bareEdge(
    here('elbv2.load-balancers', [one], []),
    here('elbv2.listeners', { [one.arn]: ok(listeners) }, {}),
    here(
      'elbv2.rules',
      Object.fromEntries(plain.map(({ arn, port, actions }) => [arn, rules[port ?? 0] ?? ok(actions)])),
      {},
    ),
    ...more,
  );
}

const redirecting = listener('HTTP', 80, { actions: [toHttps] });
const https = listener('HTTPS', 443);
const balancersDenied = bareEdge(
  closedEdge(['elbv2.load-balancers', 'elbv2.listeners', 'elbv2.rules'], 'elbv2:DescribeLoadBalancers'),
);
const listenersDenied = balanced({}, [], {}, closedEdge(['elbv2.listeners']));
const oneListenerDenied = balanced(
  {},
  [],
  {},
  here('elbv2.listeners', { 'arn:lb': unreadDetail('elbv2:DescribeListeners') }, {}),
);
const rulesDenied = balanced({}, [redirecting, https], { 80: unreadDetail('elbv2:DescribeRules') });

/** One classic load balancer. */
function classic(listeners: ClassicListener[], scheme = 'internet-facing', ...more: Readings[]): Facts {
  return bareEdge(here('elb.load-balancers', [{ name: 'old', scheme, listeners }], []), ...more);
}

const ssl = (change: Partial<ClassicListener> = {}): ClassicListener => ({
  protocol: 'HTTPS',
  port: 443,
  certificateArn: 'arn:aws:acm:us-east-1:1:certificate/1',
  policies: ['tls'],
  ...change,
});

table('elb-https-listeners', [
  ['HTTPS', 'pass', balanced({}, [https])],
  ['HTTPS and a redirect', 'pass', balanced({}, [https, redirecting])],
  ['HTTPS and a fixed answer', 'pass', balanced({}, [https, listener('HTTP', 80, { actions: [fixed] })])],
  ['TLS on a network load balancer', 'pass', balanced({ type: 'network' }, [listener('TLS', 443)])],
  ['HTTP', 'fail', balanced({}, [https, listener('HTTP', 80)])],
  [
    'a redirect to HTTP',
    'fail',
    balanced({}, [listener('HTTP', 80, { actions: [{ type: 'redirect', redirectProtocol: 'HTTP' }] })]),
  ],
  [
    'a redirect to the same protocol',
    'fail',
    balanced({}, [listener('HTTP', 80, { actions: [{ type: 'redirect', redirectProtocol: '#{protocol}' }] })]),
  ],
  [
    'a rule that serves in plain behind a redirect',
    'fail',
    balanced({}, [redirecting], { 80: ok([forward, toHttps]) }),
  ],
  ['HTTP, its rules unread', 'fail', balanced({}, [listener('HTTP', 80)], { 80: unreadDetail('elbv2:DescribeRules') })],
  ['a redirect, its rules unread', 'unknown', rulesDenied],
  ['no rules at all', 'unknown', balanced({}, [redirecting], { 80: ok([]) })],
  ['HTTP inside', 'not-applicable', balanced({ scheme: 'internal' }, [listener('HTTP', 80)])],
  [
    'no scheme',
    'fail',
    bareEdge(
      here('elbv2.load-balancers', [{ arn: 'arn:lb', name: 'web', type: 'application' }], []),
      here('elbv2.listeners', { 'arn:lb': ok([listener('HTTP', 80)]) }, {}),
      here('elbv2.rules', {}, {}),
    ),
  ],
  ['TCP', 'unknown', balanced({ type: 'network' }, [listener('TCP', 443)])],
  ['TCP and HTTP', 'fail', balanced({}, [listener('TCP', 443), listener('HTTP', 80)])],
  ['a gateway', 'not-applicable', balanced({ type: 'gateway' }, [listener('GENEVE', 6081)])],
  ['no listeners', 'not-applicable', balanced({}, [])],
  ['classic HTTPS', 'pass', classic([ssl(), ssl({ protocol: 'SSL', port: 8443 })])],
  ['classic HTTP', 'fail', classic([ssl(), { protocol: 'HTTP', port: 80, policies: [] }])],
  ['classic HTTP inside', 'not-applicable', classic([{ protocol: 'HTTP', port: 80, policies: [] }], 'internal')],
  ['classic TCP', 'unknown', classic([{ protocol: 'TCP', port: 443, policies: [] }])],
  ['deleted while reading', 'not-applicable', balanced({}, [], {}, here('elbv2.listeners', {}, {}))],
  ['load balancers denied', 'unknown', balancersDenied],
  ['listeners denied', 'unknown', listenersDenied],
  ['the listeners of one denied', 'unknown', oneListenerDenied],
  ['classic ones denied', 'unknown', balanced({}, [https], {}, closedEdge(['elb.load-balancers']))],
]);

table('alb-http-redirect', [
  ['a redirect', 'pass', balanced({}, [redirecting])],
  ['a redirect inside', 'pass', balanced({ scheme: 'internal' }, [redirecting])],
  ['HTTP inside', 'fail', balanced({ scheme: 'internal' }, [listener('HTTP', 80)])],
  ['HTTP', 'fail', balanced({}, [listener('HTTP', 80)])],
  ['a rule that serves', 'fail', balanced({}, [redirecting], { 80: ok([forward, toHttps]) })],
  ['one port of two', 'fail', balanced({}, [redirecting, listener('HTTP', 8080)])],
  ['no HTTP listener', 'not-applicable', balanced({}, [https])],
  ['a network load balancer', 'not-applicable', balanced({ type: 'network' }, [listener('TCP', 80)])],
  ['rules denied', 'unknown', rulesDenied],
  ['listeners denied', 'unknown', listenersDenied],
  ['load balancers denied', 'unknown', balancersDenied],
]);

test('the lowest version of TLS is read from the names of AWS’s policies', () => {
  const modern = [
    'TLS13-1-2-2021-06',
    'TLS13-1-2-Res-2021-06',
    'TLS13-1-2-Ext1-2021-06',
    'TLS13-1-2-Ext2-2021-06',
    'TLS13-1-3-2021-06',
    'TLS13-1-2-FIPS-2023-04',
    'TLS13-1-3-FIPS-2023-04',
    'TLS13-1-2-Res-PQ-2025-09',
    'TLS-1-2-2017-01',
    'TLS-1-2-Ext-2018-06',
    'FS-1-2-2019-08',
    'FS-1-2-Res-2020-10',
  ];
  const old = [
    '2016-08',
    '2015-05',
    'FS-2018-06',
    'FS-1-1-2019-08',
    'TLS-1-1-2017-01',
    'TLS-1-0-2015-04',
    'TLS13-1-0-2021-06',
    'TLS13-1-1-2021-06',
    'TLS13-1-0-FIPS-2023-04',
  ];
  for (const name of modern) assert.equal(refusesOldTls(`ELBSecurityPolicy-${name}`), true, name);
  for (const name of old) assert.equal(refusesOldTls(`ELBSecurityPolicy-${name}`), false, name);
  for (const name of ['', 'mine', 'ELBSecurityPolicy-Next']) assert.equal(refusesOldTls(name), undefined, name);
});

const policy = (change: Partial<ClassicTlsPolicy>): Readings =>
  here('elb.tls-policies', { old: ok([{ name: 'tls', on: [], off: [], ...change }]) }, {});
const switched = { on: ['TLSv1.2'], off: ['SSLv3', 'TLSv1', 'TLSv1.1'] };
const oldPolicy = listener('HTTPS', 443, { tlsPolicy: 'ELBSecurityPolicy-2016-08' });

/** A listener of which AWS named no policy. */
function policyLeftOut(): Listener {
  const { tlsPolicy: _, ...rest } = https;
  return rest;
}

table('elb-tls-policy', [
  ['TLS 1.2', 'pass', balanced({}, [https, redirecting])],
  ['an old policy', 'fail', balanced({}, [oldPolicy])],
  ['an old policy inside', 'fail', balanced({ scheme: 'internal' }, [oldPolicy])],
  ['one port of two', 'fail', balanced({ type: 'network' }, [listener('TLS', 443), { ...oldPolicy, arn: 'arn:2' }])],
  ['a policy nobody knows', 'unknown', balanced({}, [listener('HTTPS', 443, { tlsPolicy: 'ELBSecurityPolicy-Next' })])],
  ['no policy named', 'unknown', balanced({}, [policyLeftOut()])],
  ['no TLS', 'not-applicable', balanced({}, [listener('HTTP', 80)])],
  ['classic, by its switches', 'pass', classic([ssl()], 'internet-facing', policy(switched))],
  ['classic, TLS 1.0 on', 'fail', classic([ssl()], 'internet-facing', policy({ on: ['TLSv1', 'TLSv1.2'] }))],
  [
    'classic, made from a new policy',
    'pass',
    classic([ssl()], 'internet-facing', policy({ reference: 'ELBSecurityPolicy-TLS-1-2-2017-01' })),
  ],
  [
    'classic, made from an old policy',
    'fail',
    classic([ssl()], 'internet-facing', policy({ reference: 'ELBSecurityPolicy-2016-08' })),
  ],
  ['classic, some switches left out', 'unknown', classic([ssl()], 'internet-facing', policy({ on: ['TLSv1.2'] }))],
  [
    'classic, a policy that is not there',
    'unknown',
    classic([ssl({ policies: ['other'] })], 'internet-facing', policy(switched)),
  ],
  ['classic policies denied', 'unknown', classic([ssl()], 'internet-facing', closedEdge(['elb.tls-policies']))],
  ['listeners denied', 'unknown', listenersDenied],
  ['load balancers denied', 'unknown', balancersDenied],
]);

table('elb-acm-certificate', [
  ['of Certificate Manager', 'pass', classic([ssl(), { protocol: 'HTTP', port: 80, policies: [] }])],
  ['of IAM', 'fail', classic([ssl({ certificateArn: 'arn:aws:iam::1:server-certificate/old' })])],
  ['none named', 'unknown', classic([{ protocol: 'SSL', port: 443, policies: [] }])],
  ['no TLS', 'not-applicable', classic([{ protocol: 'HTTP', port: 80, policies: [] }])],
  ['denied', 'unknown', bareEdge(closedEdge(['elb.load-balancers']))],
]);

/** One load balancer with these attributes. */
function attributed(
  change: Partial<LoadBalancer>,
  attributes: LoadBalancerAttributes,
  listeners: Listener[] = [],
): Facts {
  return balanced(change, listeners, {}, here('elbv2.attributes', { 'arn:lb': ok(attributes) }, {}));
}
const attributesDenied = balanced({}, [https], {}, closedEdge(['elbv2.attributes']));

table('alb-drop-invalid-headers', [
  ['dropped', 'pass', attributed({}, { dropInvalidHeaders: true })],
  ['handed on', 'fail', attributed({ scheme: 'internal' }, { dropInvalidHeaders: false })],
  ['not named', 'unknown', attributed({}, {})],
  ['a network load balancer', 'not-applicable', attributed({ type: 'network' }, {})],
  ['denied', 'unknown', attributesDenied],
  ['load balancers denied', 'unknown', balancersDenied],
]);

const classicLogs = (reading: Reading<LoadBalancerAttributes>) =>
  classic([], 'internal', here('elb.attributes', { old: reading }, {}));

table('elb-access-logs', [
  ['on', 'pass', attributed({}, { accessLogs: true })],
  ['off', 'fail', attributed({}, { accessLogs: false })],
  ['not named', 'unknown', attributed({}, {})],
  [
    'off where TLS ends on a network load balancer',
    'fail',
    attributed({ type: 'network' }, { accessLogs: false }, [listener('TLS', 443)]),
  ],
  [
    'off where nothing could be logged',
    'not-applicable',
    attributed({ type: 'network' }, { accessLogs: false }, [listener('TCP', 443)]),
  ],
  ['a gateway', 'not-applicable', attributed({ type: 'gateway' }, {})],
  ['classic, on', 'pass', classicLogs(ok({ accessLogs: true }))],
  ['classic, off', 'fail', classicLogs(ok({ accessLogs: false }))],
  ['classic, denied', 'unknown', classicLogs(unreadDetail('elb:DescribeLoadBalancerAttributes'))],
  ['attributes denied', 'unknown', attributesDenied],
  [
    'the listeners of a network load balancer denied',
    'unknown',
    balanced(
      { type: 'network' },
      [],
      {},
      closedEdge(['elbv2.listeners']),
      here('elbv2.attributes', { 'arn:lb': ok({ accessLogs: false }) }, {}),
    ),
  ],
]);

const filtered = (change: Partial<LoadBalancer>, acl: Reading<string | null>) =>
  balanced(change, [], {}, here('wafv2.load-balancer-acls', { 'arn:lb': acl }, {}));

table('alb-waf-attached', [
  ['attached', 'pass', filtered({}, ok('arn:acl'))],
  ['none', 'fail', filtered({}, ok(null))],
  ['inside', 'not-applicable', balanced({ scheme: 'internal' }, [])],
  ['a network load balancer', 'not-applicable', balanced({ type: 'network' }, [])],
  ['denied', 'unknown', filtered({}, unreadDetail('wafv2:GetWebACLForResource'))],
  [
    'load balancers denied',
    'unknown',
    bareEdge(closedEdge(['elbv2.load-balancers', 'wafv2.load-balancer-acls'], 'elbv2:DescribeLoadBalancers')),
  ],
]);

const acl = (logging: Reading<{ destinations: string[] } | null>) => ({ arn: 'arn:acl', name: 'edge', logging });
const kept = ok({ destinations: ['arn:logs'] });

table('wafv2-logging', [
  ['a log', 'pass', bareEdge(here('wafv2.web-acls', [acl(kept)], []))],
  ['none', 'fail', bareEdge(here('wafv2.web-acls', [acl(ok(null))], []))],
  [
    'none for CloudFront',
    'fail',
    bareEdge(here('wafv2.web-acls', [acl(kept)], []), { 'wafv2.cloudfront-web-acls': { global: ok([acl(ok(null))]) } }),
  ],
  ['no filters', 'not-applicable', bareEdge()],
  [
    'the log denied',
    'unknown',
    bareEdge(here('wafv2.web-acls', [acl(unreadDetail('wafv2:GetLoggingConfiguration'))], [])),
  ],
  ['filters denied', 'unknown', bareEdge(closedEdge(['wafv2.web-acls']))],
  [
    'filters of CloudFront denied',
    'unknown',
    bareEdge(here('wafv2.web-acls', [acl(kept)], []), closedEdge(['wafv2.cloudfront-web-acls'])),
  ],
]);

function distributed(...policies: (string | undefined)[]): Facts {
  const behaviors = policies.map((viewerProtocol, index) => ({
    path: index === 0 ? '*' : `/part-${index}`,
    ...(viewerProtocol === undefined ? {} : { viewerProtocol }),
  }));
  const one: Distribution = {
    id: 'E1',
    domain: 'd1.cloudfront.net',
    enabled: true,
    changedAt: daysAgo(100),
    behaviors,
  };
  return bareEdge({ 'cloudfront.distributions': { global: ok([one]) } });
}

table('cloudfront-viewer-https', [
  ['redirects', 'pass', distributed('redirect-to-https', 'https-only')],
  ['plain', 'fail', distributed('allow-all')],
  ['plain on one path', 'fail', distributed('https-only', 'allow-all')],
  ['plain and a hole', 'fail', distributed('allow-all', undefined)],
  ['a policy left out', 'unknown', distributed('https-only', undefined)],
  [
    'disabled',
    'not-applicable',
    bareEdge({ 'cloudfront.distributions': { global: ok([{ id: 'E1', domain: '', enabled: false, behaviors: [] }]) } }),
  ],
  ['none', 'not-applicable', bareEdge()],
  ['denied', 'unknown', bareEdge(closedEdge(['cloudfront.distributions']))],
]);

test('a distribution and a stage show since when they are as they are', () => {
  assert.equal(result('cloudfront-viewer-https', distributed('https-only')).since, daysAgo(100));
  assert.equal(result('apigw-logging', staged({ accessLog: true })).since, daysAgo(50));
});

/** One REST API with one stage. */
function staged(change: Partial<ApiStage>): Facts {
  const stage: ApiStage = {
    name: 'live',
    accessLog: false,
    cacheCluster: false,
    methods: [],
    changedAt: daysAgo(50),
    ...change,
  };
  return bareEdge(
    here('apigateway.rest-apis', [{ id: 'a1', name: 'orders' }], []),
    here('apigateway.stages', { a1: ok([stage]) }, {}),
  );
}

const setting = (path: string, change: Partial<ApiStage['methods'][number]> = {}) => ({
  path,
  caching: false,
  cacheEncrypted: false,
  ...change,
});
const stagesDenied = bareEdge(
  here('apigateway.rest-apis', [{ id: 'a1', name: '' }], []),
  here('apigateway.stages', { a1: unreadDetail('apigateway:GetStages') }, {}),
);
const apisDenied = bareEdge(
  closedEdge(['apigateway.rest-apis', 'apigateway.stages', 'apigateway.methods'], 'apigateway:GetRestApis'),
);
const noStages = bareEdge(
  here('apigateway.rest-apis', [{ id: 'a1', name: '' }], []),
  here('apigateway.stages', { a1: ok([]) }, {}),
);

table('apigw-logging', [
  ['access logs', 'pass', staged({ accessLog: true })],
  ['execution logs', 'pass', staged({ methods: [setting('*/*', { logging: 'ERROR' }), setting('~1a/GET')] })],
  ['none', 'fail', staged({})],
  ['off', 'fail', staged({ methods: [setting('*/*', { logging: 'OFF' })] })],
  [
    'off for one method',
    'fail',
    staged({ methods: [setting('*/*', { logging: 'INFO' }), setting('~1a/GET', { logging: 'OFF' })] }),
  ],
  ['on for one method only', 'fail', staged({ methods: [setting('~1a/GET', { logging: 'INFO' })] })],
  ['no stage', 'not-applicable', noStages],
  ['no API', 'not-applicable', bareEdge()],
  ['stages denied', 'unknown', stagesDenied],
  ['APIs denied', 'unknown', apisDenied],
]);

const cached = (path: string, cacheEncrypted: boolean) => setting(path, { caching: true, cacheEncrypted });

table('apigw-cache-encrypted', [
  ['encrypted', 'pass', staged({ cacheCluster: true, methods: [cached('*/*', true)] })],
  ['plain', 'fail', staged({ cacheCluster: true, methods: [cached('*/*', false)] })],
  [
    'plain for one method',
    'fail',
    staged({ cacheCluster: true, methods: [cached('*/*', true), cached('~1a/GET', false)] }),
  ],
  ['a cache nothing uses', 'not-applicable', staged({ cacheCluster: true, methods: [setting('*/*')] })],
  ['settings without a cache', 'not-applicable', staged({ methods: [cached('*/*', false)] })],
  ['stages denied', 'unknown', stagesDenied],
  ['APIs denied', 'unknown', apisDenied],
]);

const called = (...methods: ApiMethod[]) =>
  bareEdge(
    here('apigateway.rest-apis', [{ id: 'a1', name: 'orders' }], []),
    here('apigateway.methods', { a1: ok(methods) }, {}),
  );
const routed = (protocol: string, ...routes: ApiMethod[]) =>
  bareEdge(
    here('apigatewayv2.apis', [{ id: 'h1', name: 'web', protocol }], []),
    here('apigatewayv2.routes', { h1: ok(routes) }, {}),
  );

table('apigw-authorizer', [
  [
    'by IAM',
    'pass',
    called({ name: 'GET /orders', authorization: 'AWS_IAM' }, { name: 'OPTIONS /orders', authorization: 'NONE' }),
  ],
  [
    'open',
    'fail',
    called({ name: 'GET /orders', authorization: 'NONE' }, { name: 'PUT /orders', authorization: 'CUSTOM' }),
  ],
  ['left out', 'unknown', called({ name: 'GET /orders' })],
  ['only OPTIONS', 'not-applicable', called({ name: 'OPTIONS /orders', authorization: 'NONE' })],
  ['HTTP by JWT', 'pass', routed('HTTP', { name: 'GET /', authorization: 'JWT' })],
  ['HTTP, open', 'fail', routed('HTTP', { name: '$default', authorization: 'NONE' })],
  [
    'WebSocket',
    'pass',
    routed('WEBSOCKET', { name: '$connect', authorization: 'AWS_IAM' }, { name: 'send', authorization: 'NONE' }),
  ],
  ['WebSocket, open', 'fail', routed('WEBSOCKET', { name: '$connect', authorization: 'NONE' })],
  ['no APIs', 'not-applicable', bareEdge()],
  [
    'methods denied',
    'unknown',
    bareEdge(here('apigateway.rest-apis', [{ id: 'a1', name: '' }], []), closedEdge(['apigateway.methods'])),
  ],
  [
    'HTTP APIs denied',
    'unknown',
    bareEdge(closedEdge(['apigatewayv2.apis', 'apigatewayv2.routes'], 'apigatewayv2:GetApis')),
  ],
]);

test('open routes only corroborate, for nobody listed those that are meant to be', () => {
  assert.equal(
    result('apigw-authorizer', routed('HTTP', { name: '$default', authorization: 'NONE' })).committed,
    false,
  );
});
