/** Load balancers and web filters of the good and the bad account, and what lies behind them. */
import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import {
  CreateLoadBalancerCommand as CreateClassicCommand,
  CreateLoadBalancerPolicyCommand,
  ElasticLoadBalancingClient,
  ModifyLoadBalancerAttributesCommand as ModifyClassicAttributesCommand,
  SetLoadBalancerPoliciesOfListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { UploadServerCertificateCommand } from '@aws-sdk/client-iam';
import {
  AssociateWebACLCommand,
  CreateWebACLCommand,
  PutLoggingConfigurationCommand,
  type Scope,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { accountId, type SeedClients } from './clients.ts';
import { seedBadApis, seedGoodApis } from './seed-apis.ts';
import { defaultVpc, makeBucket, networkHome } from './seed-network.ts';

/** The bucket of access logs. */
export const edgeLogBucket = 'edge-access-logs';

/** Policies of TLS, one of each kind. */
export const tls = { good: 'ELBSecurityPolicy-TLS13-1-2-2021-06', bad: 'ELBSecurityPolicy-2016-08' };

/** The client of load balancers in the region that is used. */
export const elbv2 = (clients: SeedClients) => clients.of(ElasticLoadBalancingV2Client, networkHome);

/** The client of classic load balancers there. */
export const elb = (clients: SeedClients) => clients.of(ElasticLoadBalancingClient, networkHome);

/** The client of web filters, of the region's own resources or of CloudFront. */
export const waf = (clients: SeedClients, scope: Scope) =>
  clients.of(WAFV2Client, scope === 'REGIONAL' ? networkHome : 'us-east-1');

/** A certificate of Certificate Manager. */
export async function certificate(clients: SeedClients): Promise<string> {
  const acm = clients.of(ACMClient, networkHome);
  const { CertificateArn = '' } = await acm.send(new RequestCertificateCommand({ DomainName: 'shop.example.com' }));
  return CertificateArn;
}

/** A certificate that was uploaded to IAM. */
export async function uploadedCertificate(clients: SeedClients): Promise<string> {
  const parts = { CertificateBody: 'a body', PrivateKey: 'a key' };
  const { ServerCertificateMetadata } = await clients.iam.send(
    new UploadServerCertificateCommand({ ServerCertificateName: 'old', ...parts }),
  );
  return ServerCertificateMetadata?.Arn ?? '';
}

/** What a listener of these accounts does. */
export const toHttps: Action = {
  Type: 'redirect',
  RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
};

/** Forwards to a new target group. */
export async function forwardTo(
  clients: SeedClients,
  Name: string,
  Protocol: 'HTTP' | 'TCP' = 'HTTP',
): Promise<Action> {
  const VpcId = await defaultVpc(clients.ec2(networkHome));
  const { TargetGroups = [] } = await elbv2(clients).send(
    new CreateTargetGroupCommand({ Name, Protocol, Port: 8080, VpcId }),
  );
  return { Type: 'forward', TargetGroupArn: TargetGroups[0]?.TargetGroupArn };
}

/** A load balancer that faces the internet; its ARN. */
export async function loadBalancer(
  clients: SeedClients,
  Name: string,
  Type: 'application' | 'network',
): Promise<string> {
  const { Subnets = [] } = await clients.ec2(networkHome).send(new DescribeSubnetsCommand());
  const ids = Subnets.slice(0, 2).map(({ SubnetId = '' }) => SubnetId);
  const { LoadBalancers = [] } = await elbv2(clients).send(
    new CreateLoadBalancerCommand({ Name, Type, Scheme: 'internet-facing', Subnets: ids }),
  );
  return LoadBalancers[0]?.LoadBalancerArn ?? '';
}

/** Attributes of a load balancer. */
export function attributes(clients: SeedClients, LoadBalancerArn: string, values: Record<string, string>) {
  const Attributes = Object.entries(values).map(([Key, Value]) => ({ Key, Value }));
  return elbv2(clients).send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
}

/** A classic load balancer with one HTTPS listener and a TLS policy made from one of AWS's. */
async function classic(clients: SeedClients, LoadBalancerName: string, SSLCertificateId: string, policy: string) {
  await elb(clients).send(
    new CreateClassicCommand({
      LoadBalancerName,
      AvailabilityZones: [`${networkHome}a`],
      Listeners: [{ Protocol: 'HTTPS', LoadBalancerPort: 443, InstancePort: 8080, SSLCertificateId }],
    }),
  );
  await elb(clients).send(
    new CreateLoadBalancerPolicyCommand({
      LoadBalancerName,
      PolicyName: 'tls',
      PolicyTypeName: 'SSLNegotiationPolicyType',
      PolicyAttributes: [{ AttributeName: 'Reference-Security-Policy', AttributeValue: policy }],
    }),
  );
  await elb(clients).send(
    new SetLoadBalancerPoliciesOfListenerCommand({ LoadBalancerName, LoadBalancerPort: 443, PolicyNames: ['tls'] }),
  );
}

/** Access logs of a classic load balancer, on or off. */
export function classicLogs(clients: SeedClients, LoadBalancerName: string, Enabled: boolean) {
  const AccessLog = { Enabled, ...(Enabled ? { S3BucketName: edgeLogBucket, EmitInterval: 5 } : {}) };
  return elb(clients).send(
    new ModifyClassicAttributesCommand({ LoadBalancerName, LoadBalancerAttributes: { AccessLog } }),
  );
}

/** A web filter; its ARN. */
export async function webAcl(clients: SeedClients, Name: string, Scope: Scope): Promise<string> {
  const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: Name };
  const { Summary } = await waf(clients, Scope).send(
    new CreateWebACLCommand({ Name, Scope, DefaultAction: { Allow: {} }, VisibilityConfig, Rules: [] }),
  );
  return Summary?.ARN ?? '';
}

/** A log of a web filter. */
export function logFilter(clients: SeedClients, Scope: Scope, ResourceArn: string) {
  const region = Scope === 'REGIONAL' ? networkHome : 'us-east-1';
  const LogDestinationConfigs = [`arn:aws:logs:${region}:${accountId}:log-group:aws-waf-logs-edge`];
  return waf(clients, Scope).send(
    new PutLoggingConfigurationCommand({ LoggingConfiguration: { ResourceArn, LogDestinationConfigs } }),
  );
}

/** Stands a filter before a load balancer. */
export function filterBefore(clients: SeedClients, ResourceArn: string, WebACLArn: string) {
  return waf(clients, 'REGIONAL').send(new AssociateWebACLCommand({ ResourceArn, WebACLArn }));
}

/** Every check of the edge passes. */
export async function seedGoodEdge(clients: SeedClients): Promise<void> {
  const CertificateArn = await certificate(clients);
  const secured = { Certificates: [{ CertificateArn }], SslPolicy: tls.good };
  await makeBucket(clients.s3(networkHome), edgeLogBucket);
  const logs = { 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': edgeLogBucket };
  const shop = await loadBalancer(clients, 'shop', 'application');
  const DefaultActions = [await forwardTo(clients, 'shop')];
  await elbv2(clients).send(
    new CreateListenerCommand({ LoadBalancerArn: shop, Protocol: 'HTTPS', Port: 443, ...secured, DefaultActions }),
  );
  await elbv2(clients).send(
    new CreateListenerCommand({ LoadBalancerArn: shop, Protocol: 'HTTP', Port: 80, DefaultActions: [toHttps] }),
  );
  await attributes(clients, shop, { ...logs, 'routing.http.drop_invalid_header_fields.enabled': 'true' });
  const ingest = await loadBalancer(clients, 'ingest', 'network');
  await elbv2(clients).send(
    new CreateListenerCommand({
      LoadBalancerArn: ingest,
      Protocol: 'TLS',
      Port: 443,
      ...secured,
      DefaultActions: [await forwardTo(clients, 'ingest', 'TCP')],
    }),
  );
  await attributes(clients, ingest, logs);
  await classic(clients, 'legacy', CertificateArn, 'ELBSecurityPolicy-TLS-1-2-2017-01');
  await classicLogs(clients, 'legacy', true);
  const regional = await webAcl(clients, 'shop', 'REGIONAL');
  await logFilter(clients, 'REGIONAL', regional);
  await filterBefore(clients, shop, regional);
  await logFilter(clients, 'CLOUDFRONT', await webAcl(clients, 'site', 'CLOUDFRONT'));
  await seedGoodApis(clients);
}

/** Every check of the edge fails. */
export async function seedBadEdge(clients: SeedClients): Promise<void> {
  const Certificates = [{ CertificateArn: await certificate(clients) }];
  const LoadBalancerArn = await loadBalancer(clients, 'open', 'application');
  const DefaultActions = [await forwardTo(clients, 'open')];
  const { bad: SslPolicy } = tls;
  const listeners = [
    { Protocol: 'HTTP', Port: 80 },
    { Protocol: 'HTTPS', Port: 443, Certificates, SslPolicy },
  ] as const;
  for (const listener of listeners)
    await elbv2(clients).send(
      new CreateListenerCommand({
        LoadBalancerArn,
        DefaultActions,
        ...listener,
        ...('Certificates' in listener ? { Certificates } : {}),
      }),
    );
  // AWS always lists the attribute, the emulator only once it was set.
  await attributes(clients, LoadBalancerArn, { 'routing.http.drop_invalid_header_fields.enabled': 'false' });
  await classic(clients, 'older', await uploadedCertificate(clients), tls.bad);
  await webAcl(clients, 'unread', 'REGIONAL');
  await seedBadApis(clients);
}
