/** Classic load balancers: listeners, attributes, TLS policies. */
import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancerPoliciesCommand,
  ElasticLoadBalancingClient,
  type PolicyDescription,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing';
import type { Reading } from '../../core/facts.ts';
import type { ClassicLoadBalancer, ClassicTlsPolicy, LoadBalancerAttributes } from '../../core/facts-edge.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, omitAbsent } from './values.ts';

const pageSize = 400;

const elb = (session: Session, region: string) => session.client('elb', ElasticLoadBalancingClient, region);
const nameOf = ({ name }: { name: string }) => name;

/** Classic load balancers of a region. */
export function loadBalancers(session: Session, region: string): Promise<Reading<ClassicLoadBalancer[]>> {
  const operation = 'elb:DescribeLoadBalancers';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: ClassicLoadBalancer[] = [];
      for await (const page of paginateDescribeLoadBalancers({ client: elb(session, region), pageSize }, {})) {
        for (const { LoadBalancerName, Scheme, ListenerDescriptions = [] } of page.LoadBalancerDescriptions ?? []) {
          all.push({
            name: defined(LoadBalancerName, 'LoadBalancerName'),
            ...omitAbsent({ scheme: Scheme }),
            listeners: ListenerDescriptions.map(({ Listener, PolicyNames = [] }) => ({
              ...omitAbsent({
                protocol: Listener?.Protocol?.toUpperCase(),
                port: Listener?.LoadBalancerPort,
                certificateArn: Listener?.SSLCertificateId || undefined,
              }),
              policies: PolicyNames,
            })),
          });
        }
      }
      return all;
    }),
  );
}

/** Attributes of each classic load balancer. */
export async function attributes(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<LoadBalancerAttributes>>>> {
  const operation = 'elb:DescribeLoadBalancerAttributes';
  return detailsOf(await loadBalancers(session, region), nameOf, ({ name }) =>
    session.reading(operation, region, async () => {
      const command = new DescribeLoadBalancerAttributesCommand({ LoadBalancerName: name });
      const { LoadBalancerAttributes: found } = await elb(session, region).send(command);
      return omitAbsent({ accessLogs: defined(found, 'LoadBalancerAttributes').AccessLog?.Enabled });
    }),
  );
}

/** TLS policies of each classic load balancer that speaks TLS; others are not asked about. */
export async function tlsPolicies(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<ClassicTlsPolicy[]>>>> {
  const operation = 'elb:DescribeLoadBalancerPolicies';
  const found = await loadBalancers(session, region);
  if (found.state !== 'ok') return found;
  const speaking = found.data.filter(({ listeners }) =>
    listeners.some(({ protocol = '' }) => ['HTTPS', 'SSL'].includes(protocol)),
  );
  return detailsOf({ state: 'ok', data: speaking }, nameOf, ({ name }) =>
    session.reading(operation, region, async () => {
      const command = new DescribeLoadBalancerPoliciesCommand({ LoadBalancerName: name });
      const { PolicyDescriptions } = await elb(session, region).send(command);
      const policies = defined(PolicyDescriptions, 'PolicyDescriptions');
      return policies.filter(({ PolicyTypeName }) => PolicyTypeName === 'SSLNegotiationPolicyType').map(tlsPolicy);
    }),
  );
}

function tlsPolicy({ PolicyName, PolicyAttributeDescriptions = [] }: PolicyDescription): ClassicTlsPolicy {
  const versions = (wanted: string) =>
    PolicyAttributeDescriptions.flatMap(({ AttributeName = '', AttributeValue }) =>
      AttributeName.startsWith('Protocol-') && AttributeValue === wanted ? [AttributeName.slice(9)] : [],
    );
  const reference = PolicyAttributeDescriptions.find(
    ({ AttributeName }) => AttributeName === 'Reference-Security-Policy',
  )?.AttributeValue;
  return {
    name: defined(PolicyName, 'PolicyName'),
    ...omitAbsent({ reference }),
    on: versions('true'),
    off: versions('false'),
  };
}
