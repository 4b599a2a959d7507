/** Load balancers, web filters, distributions and APIs. */

import { ACMClient, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { GetApisCommand, GetRoutesCommand, UpdateRouteCommand } from '@aws-sdk/client-apigatewayv2';
import { SetLoadBalancerListenerSSLCertificateCommand } from '@aws-sdk/client-elastic-load-balancing';
import {
  CreateListenerCommand,
  CreateRuleCommand,
  DeleteListenerCommand,
  DeleteRuleCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  type Listener,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListServerCertificatesCommand } from '@aws-sdk/client-iam';
import {
  DeleteLoggingConfigurationCommand,
  DisassociateWebACLCommand,
  ListWebACLsCommand,
  type Scope,
} from '@aws-sdk/client-wafv2';
import type { SeedClients } from '../clients.ts';
import { apiLogs, changeStage, http } from '../seed-apis.ts';
import {
  attributes,
  classicLogs,
  elb,
  elbv2,
  filterBefore,
  logFilter,
  tls,
  uploadedCertificate,
  waf,
} from '../seed-edge.ts';
import { networkHome } from '../seed-network.ts';
import { behaviours } from '../written-edge.ts';
import type { Flip } from './flip.ts';

async function shop(clients: SeedClients): Promise<string> {
  const { LoadBalancers = [] } = await elbv2(clients).send(new DescribeLoadBalancersCommand({ Names: ['shop'] }));
  return LoadBalancers[0]?.LoadBalancerArn ?? '';
}

async function listenerAt(clients: SeedClients, port: number): Promise<Listener> {
  const LoadBalancerArn = await shop(clients);
  const { Listeners = [] } = await elbv2(clients).send(new DescribeListenersCommand({ LoadBalancerArn }));
  return Listeners.find(({ Port }) => Port === port) ?? {};
}

async function forward(clients: SeedClients) {
  const { TargetGroups = [] } = await elbv2(clients).send(new DescribeTargetGroupsCommand({ Names: ['shop'] }));
  return { Type: 'forward' as const, TargetGroupArn: TargetGroups[0]?.TargetGroupArn };
}

async function policy(clients: SeedClients, SslPolicy: string): Promise<void> {
  const { ListenerArn } = await listenerAt(clients, 443);
  await elbv2(clients).send(new ModifyListenerCommand({ ListenerArn, SslPolicy }));
}

/** The certificate of the classic load balancer. */
function present(clients: SeedClients, SSLCertificateId: string) {
  const command = { LoadBalancerName: 'legacy', LoadBalancerPort: 443, SSLCertificateId };
  return elb(clients).send(new SetLoadBalancerListenerSSLCertificateCommand(command));
}

async function managedCertificate(clients: SeedClients): Promise<string> {
  const { CertificateSummaryList = [] } = await clients.of(ACMClient, networkHome).send(new ListCertificatesCommand());
  return CertificateSummaryList[0]?.CertificateArn ?? '';
}

async function aclArn(clients: SeedClients, Scope: Scope): Promise<string> {
  const { WebACLs = [] } = await waf(clients, Scope).send(new ListWebACLsCommand({ Scope }));
  return WebACLs[0]?.ARN ?? '';
}

async function authorize(clients: SeedClients, AuthorizationType: 'AWS_IAM' | 'NONE'): Promise<void> {
  const { Items: apis = [] } = await http(clients).send(new GetApisCommand());
  const ApiId = apis[0]?.ApiId;
  const { Items: routes = [] } = await http(clients).send(new GetRoutesCommand({ ApiId }));
  const RouteId = routes[0]?.RouteId;
  await http(clients).send(new UpdateRouteCommand({ ApiId, RouteId, AuthorizationType }));
}

const dropHeaders = 'routing.http.drop_invalid_header_fields.enabled';

/** Flips of the edge. */
export const edgeFlips: Flip[] = [
  {
    check: 'elb-https-listeners',
    setting: 'a plain listener stands on port 8080',
    apply: async (clients) => {
      const listener = { LoadBalancerArn: await shop(clients), Protocol: 'HTTP' as const, Port: 8080 };
      await elbv2(clients).send(new CreateListenerCommand({ ...listener, DefaultActions: [await forward(clients)] }));
    },
    undo: async (clients) => {
      const { ListenerArn } = await listenerAt(clients, 8080);
      await elbv2(clients).send(new DeleteListenerCommand({ ListenerArn }));
    },
  },
  {
    check: 'alb-http-redirect',
    setting: 'one rule of the HTTP listener serves in plain',
    apply: async (clients) => {
      const { ListenerArn } = await listenerAt(clients, 80);
      const Conditions = [{ Field: 'path-pattern', Values: ['/health'] }];
      const rule = { ListenerArn, Conditions, Priority: 1, Actions: [await forward(clients)] };
      await elbv2(clients).send(new CreateRuleCommand(rule));
    },
    undo: async (clients) => {
      const { ListenerArn } = await listenerAt(clients, 80);
      const { Rules = [] } = await elbv2(clients).send(new DescribeRulesCommand({ ListenerArn }));
      for (const { RuleArn } of Rules.filter(({ IsDefault }) => !IsDefault))
        await elbv2(clients).send(new DeleteRuleCommand({ RuleArn }));
    },
  },
  {
    check: 'elb-tls-policy',
    setting: 'a policy lets TLS 1.0 in',
    apply: (clients) => policy(clients, tls.bad),
    undo: (clients) => policy(clients, tls.good),
  },
  {
    check: 'elb-acm-certificate',
    setting: 'a certificate was uploaded to IAM',
    apply: async (clients) => {
      const { ServerCertificateMetadataList: known = [] } = await clients.iam.send(new ListServerCertificatesCommand());
      await present(clients, known[0]?.Arn ?? (await uploadedCertificate(clients)));
    },
    undo: async (clients) => present(clients, await managedCertificate(clients)),
  },
  {
    check: 'alb-drop-invalid-headers',
    setting: 'invalid header fields are handed on',
    apply: async (clients) => attributes(clients, await shop(clients), { [dropHeaders]: 'false' }),
    undo: async (clients) => attributes(clients, await shop(clients), { [dropHeaders]: 'true' }),
  },
  {
    check: 'elb-access-logs',
    setting: 'the classic load balancer keeps no logs',
    apply: (clients) => classicLogs(clients, 'legacy', false),
    undo: (clients) => classicLogs(clients, 'legacy', true),
  },
  {
    check: 'alb-waf-attached',
    setting: 'the web ACL is taken off',
    apply: async (clients) =>
      waf(clients, 'REGIONAL').send(new DisassociateWebACLCommand({ ResourceArn: await shop(clients) })),
    undo: async (clients) => filterBefore(clients, await shop(clients), await aclArn(clients, 'REGIONAL')),
  },
  {
    check: 'wafv2-logging',
    setting: 'the filter of CloudFront keeps no log',
    apply: async (clients) => {
      const ResourceArn = await aclArn(clients, 'CLOUDFRONT');
      await waf(clients, 'CLOUDFRONT').send(new DeleteLoggingConfigurationCommand({ ResourceArn }));
    },
    undo: async (clients) => logFilter(clients, 'CLOUDFRONT', await aclArn(clients, 'CLOUDFRONT')),
  },
  {
    check: 'cloudfront-viewer-https',
    setting: 'one path is served in plain',
    written: [behaviours('redirect-to-https', 'allow-all')],
  },
  {
    check: 'apigw-logging',
    setting: 'access logs are off',
    apply: (clients) => changeStage(clients, { '/accessLogSettings': '' }, 'remove'),
    undo: (clients) => changeStage(clients, { '/accessLogSettings/destinationArn': apiLogs }),
  },
  {
    check: 'apigw-authorizer',
    setting: 'a route is open',
    apply: (clients) => authorize(clients, 'NONE'),
    undo: (clients) => authorize(clients, 'AWS_IAM'),
  },
  {
    check: 'apigw-cache-encrypted',
    setting: 'cache data is plain',
    apply: (clients) => changeStage(clients, { '/*/*/caching/dataEncrypted': 'false' }),
    undo: (clients) => changeStage(clients, { '/*/*/caching/dataEncrypted': 'true' }),
  },
];
