/** Readers of what stands at the edge: load balancers, web filters, distributions, APIs. */
import type { EdgeFacts } from '../core/facts-edge.ts';
import type { Readers } from './plan.ts';

const elbv2 = () => import('./collectors/elbv2.ts');
const elb = () => import('./collectors/elb.ts');
const waf = () => import('./collectors/wafv2.ts');
const apis = () => import('./collectors/api-gateway.ts');

/** Readers of this group. */
export const edgeReaders: Pick<Readers, keyof EdgeFacts> = {
  'elbv2.load-balancers': { regional: true, load: async () => (await elbv2()).loadBalancers },
  'elbv2.listeners': { regional: true, load: async () => (await elbv2()).listeners },
  'elbv2.rules': { regional: true, load: async () => (await elbv2()).rules },
  'elbv2.attributes': { regional: true, load: async () => (await elbv2()).attributes },
  'elb.load-balancers': { regional: true, load: async () => (await elb()).loadBalancers },
  'elb.attributes': { regional: true, load: async () => (await elb()).attributes },
  'elb.tls-policies': { regional: true, load: async () => (await elb()).tlsPolicies },
  'wafv2.load-balancer-acls': { regional: true, load: async () => (await waf()).loadBalancerAcls },
  'wafv2.web-acls': { regional: true, load: async () => (await waf()).webAcls },
  'wafv2.cloudfront-web-acls': { regional: false, load: async () => (await waf()).cloudFrontWebAcls },
  'cloudfront.distributions': {
    regional: false,
    load: async () => (await import('./collectors/cloudfront.ts')).distributions,
  },
  'apigateway.rest-apis': { regional: true, load: async () => (await apis()).restApis },
  'apigateway.stages': { regional: true, load: async () => (await apis()).stages },
  'apigateway.methods': { regional: true, load: async () => (await apis()).methods },
  'apigatewayv2.apis': { regional: true, load: async () => (await apis()).httpApis },
  'apigatewayv2.routes': { regional: true, load: async () => (await apis()).routes },
};
