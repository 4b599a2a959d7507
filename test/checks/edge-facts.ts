/** Builders of facts for the tests of what stands at the edge: an account with nothing, one thing added at a time. */

import type { FactName, Facts, Reading } from '../../source/core/facts.ts';
import {
  type EdgeFacts,
  edgeSources,
  type Listener,
  type ListenerAction,
  type LoadBalancer,
} from '../../source/core/facts-edge.ts';
import { denied, facts, ok, type Readings, regions } from './facts.ts';

const lists: FactName[] = [
  'elbv2.load-balancers',
  'elb.load-balancers',
  'wafv2.web-acls',
  'apigateway.rest-apis',
  'apigatewayv2.apis',
];
const names = Object.keys(edgeSources) as (keyof EdgeFacts)[];

/** An account with nothing at its edge, with these readings in their place. */
export function bareEdge(...changes: Readings[]): Facts {
  const readings = names.map((name) => {
    const { regional } = edgeSources[name];
    const nothing = !regional || lists.includes(name) ? [] : {};
    return [name, Object.fromEntries((regional ? regions : ['global']).map((region) => [region, ok(nothing)]))];
  });
  return facts(Object.assign({}, Object.fromEntries(readings), ...changes));
}

/** Facts denied wherever they are kept, by the operation that lists them or another one. */
export function closedEdge(asked: (keyof EdgeFacts)[], operation?: string): Readings {
  return Object.fromEntries(
    asked.map((name) => {
      const { regional, operation: own } = edgeSources[name];
      const places = regional ? regions : ['global'];
      return [name, Object.fromEntries(places.map((place) => [place, denied(operation ?? own)]))];
    }),
  ) as Readings;
}

/** One detail that could not be read. */
export const unreadDetail = (operation: string): Reading<never> => denied(operation);

export const forward: ListenerAction = { type: 'forward' };
export const toHttps: ListenerAction = { type: 'redirect', redirectProtocol: 'HTTPS' };
export const fixed: ListenerAction = { type: 'fixed-response' };

export function balancer(change: Partial<LoadBalancer> = {}): LoadBalancer {
  return { arn: 'arn:lb', name: 'web', type: 'application', scheme: 'internet-facing', ...change };
}

export function listener(protocol: string, port: number, change: Partial<Listener> = {}): Listener {
  return {
    arn: `arn:listener:${protocol}:${port}`,
    protocol,
    port,
    actions: [forward],
    ...(['HTTPS', 'TLS'].includes(protocol) ? { tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' } : {}),
    ...change,
  };
}
