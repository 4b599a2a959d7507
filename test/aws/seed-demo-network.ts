/** Machines, networks and the edge of the demo's company: the fleet's own parts are in order, what came before is not. */

import { EnableEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { CreateListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SeedClients } from './clients.ts';
import { distribution, httpApi, restApi } from './seed-apis.ts';
import { attributes, certificate, elbv2, forwardTo, loadBalancer, tls, toHttps, webAcl } from './seed-edge.ts';
import { openToInternet, ownImage, recordTraffic, startMachine, volumeWithSnapshot } from './seed-network.ts';
import type { Written } from './server.ts';
import { daysBefore, rewrite } from './written.ts';
import { behaviours } from './written-edge.ts';
import { imageSnapshots, managedNodes, noPublicSnapshots } from './written-network.ts';

/** Machines with the agent of Systems Manager, once they are started; the emulator does not know which have it. */
const managed: string[] = [];

/** Fills the demo's account with machines, networks, load balancers and APIs. Its log bucket must be there. */
export async function seedDemoNetwork(clients: SeedClients): Promise<void> {
  await seedMachines(clients);
  await seedEdge(clients);
}

async function seedMachines(clients: SeedClients): Promise<void> {
  const home = clients.ec2('eu-west-1');
  await home.send(new EnableEbsEncryptionByDefaultCommand());
  const image = await ownImage(home, 'fleet-base-2026-08');
  for (const name of ['fleet-api-a', 'fleet-api-b'])
    managed.push(await startMachine(home, { name, image, hardened: true }));
  const jump = await startMachine(home, { name: 'jump-host', image, hardened: false });
  await volumeWithSnapshot(home, true);
  await volumeWithSnapshot(home, false, jump);
  await recordTraffic(home, 'example-robotics-logs');
  await openToInternet(home);
  const second = clients.ec2('us-east-1');
  await startMachine(second, { name: 'analytics-notebook', image: await ownImage(second, 'notebook'), hardened: true });
}

async function seedEdge(clients: SeedClients): Promise<void> {
  const Certificates = [{ CertificateArn: await certificate(clients) }];
  const listen = (
    LoadBalancerArn: string,
    rest: Omit<ConstructorParameters<typeof CreateListenerCommand>[0], 'LoadBalancerArn'>,
  ) => elbv2(clients).send(new CreateListenerCommand({ LoadBalancerArn, ...rest }));
  const web = await loadBalancer(clients, 'fleet-web', 'application');
  const secured = { Port: 443, Certificates };
  await listen(web, {
    Protocol: 'HTTPS',
    ...secured,
    SslPolicy: tls.good,
    DefaultActions: [await forwardTo(clients, 'fleet-web')],
  });
  await listen(web, { Protocol: 'HTTP', Port: 80, DefaultActions: [toHttps] });
  const logs = { 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': 'example-robotics-logs' };
  await attributes(clients, web, { ...logs, 'routing.http.drop_invalid_header_fields.enabled': 'false' });
  const ingest = await loadBalancer(clients, 'telemetry-ingest', 'network');
  const DefaultActions = [await forwardTo(clients, 'telemetry-ingest', 'TCP')];
  await listen(ingest, { Protocol: 'TLS', ...secured, SslPolicy: tls.bad, DefaultActions });
  await attributes(clients, ingest, { 'access_logs.s3.enabled': 'false' });
  await webAcl(clients, 'site', 'CLOUDFRONT');
  await distribution(clients, 'redirect-to-https');
  await restApi(clients, 'partner-orders', 'AWS_IAM');
  await httpApi(clients, 'fleet-webhooks', 'NONE');
}

/** What the emulator cannot say of them; to be asked for after the seed. */
export function writtenDemoNetwork(): Written[] {
  return [
    imageSnapshots,
    noPublicSnapshots,
    // One of them waits for two patches.
    ...managedNodes(...managed.map((id, index) => ({ id, patch: index * 2, association: 0, daysAgo: 3 }))),
    rewrite('ec2:DescribeFlowLogs', (body, now) =>
      body.replace(/<creationTime>[^<]*/g, `<creationTime>${daysBefore(now, 231)}`),
    ),
    rewrite('cloudfront:ListDistributions', (body, now) =>
      body.replace(/<LastModifiedTime>[^<]*/g, `<LastModifiedTime>${daysBefore(now, 148)}`),
    ),
    behaviours('redirect-to-https', 'redirect-to-https'),
  ];
}
