/** Application, network and gateway load balancers: listeners, rules, attributes. */
import {
  type Action,
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeRules,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Reading } from '../../core/facts.ts';
import type { Listener, ListenerAction, LoadBalancer, LoadBalancerAttributes } from '../../core/facts-edge.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, omitAbsent } from './values.ts';

const pageSize = 400;

const elbv2 = (session: Session, region: string) => session.client('elbv2', ElasticLoadBalancingV2Client, region);
const arnOf = ({ arn }: { arn: string }) => arn;

/** Load balancers of a region. */
export function loadBalancers(session: Session, region: string): Promise<Reading<LoadBalancer[]>> {
  const operation = 'elbv2:DescribeLoadBalancers';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: LoadBalancer[] = [];
      for await (const page of paginateDescribeLoadBalancers({ client: elbv2(session, region), pageSize }, {})) {
        for (const { LoadBalancerArn, LoadBalancerName = '', Type, Scheme } of page.LoadBalancers ?? []) {
          all.push({
            arn: defined(LoadBalancerArn, 'LoadBalancerArn'),
            name: LoadBalancerName,
            type: defined(Type, 'Type'),
            ...omitAbsent({ scheme: Scheme }),
          });
        }
      }
      return all;
    }),
  );
}

/** Listeners of each load balancer. */
export function listeners(session: Session, region: string): Promise<Reading<Record<string, Reading<Listener[]>>>> {
  const operation = 'elbv2:DescribeListeners';
  return session.once(`${operation} ${region}`, async () =>
    detailsOf(await loadBalancers(session, region), arnOf, ({ arn }) =>
      session.reading(operation, region, async () => {
        const all: Listener[] = [];
        const input = { LoadBalancerArn: arn };
        for await (const page of paginateDescribeListeners({ client: elbv2(session, region), pageSize }, input)) {
          for (const { ListenerArn, Protocol, Port, SslPolicy, DefaultActions = [] } of page.Listeners ?? []) {
            all.push({
              arn: defined(ListenerArn, 'ListenerArn'),
              ...omitAbsent({ protocol: Protocol, port: Port, tlsPolicy: SslPolicy }),
              actions: DefaultActions.map(action),
            });
          }
        }
        return all;
      }),
    ),
  );
}

/** Actions of every rule of each HTTP listener; other listeners are not asked about. */
export async function rules(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<ListenerAction[]>>>> {
  const operation = 'elbv2:DescribeRules';
  const found = await listeners(session, region);
  if (found.state !== 'ok') return found;
  const all = Object.values(found.data).flatMap((reading) => (reading.state === 'ok' ? reading.data : []));
  const plain = all.filter(({ protocol }) => protocol === 'HTTP');
  return detailsOf({ state: 'ok', data: plain }, arnOf, ({ arn }) =>
    session.reading(operation, region, async () => {
      const actions: ListenerAction[] = [];
      const input = { ListenerArn: arn };
      for await (const page of paginateDescribeRules({ client: elbv2(session, region), pageSize }, input))
        actions.push(...(page.Rules ?? []).flatMap(({ Actions = [] }) => Actions.map(action)));
      return actions;
    }),
  );
}

function action({ Type, RedirectConfig }: Action): ListenerAction {
  const redirectProtocol = Type === 'redirect' ? (RedirectConfig?.Protocol ?? '#{protocol}') : undefined;
  return { type: defined(Type, 'Type'), ...omitAbsent({ redirectProtocol }) };
}

/** Attributes of each load balancer. */
export async function attributes(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<LoadBalancerAttributes>>>> {
  const operation = 'elbv2:DescribeLoadBalancerAttributes';
  return detailsOf(await loadBalancers(session, region), arnOf, ({ arn }) =>
    session.reading(operation, region, async () => {
      const command = new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn });
      const { Attributes } = await elbv2(session, region).send(command);
      const value = (key: string) => {
        const text = defined(Attributes, 'Attributes').find(({ Key }) => Key === key)?.Value;
        return text === undefined ? undefined : text === 'true';
      };
      return omitAbsent({
        accessLogs: value('access_logs.s3.enabled'),
        dropInvalidHeaders: value('routing.http.drop_invalid_header_fields.enabled'),
      });
    }),
  );
}
