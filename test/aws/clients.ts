/** SDK clients for seeding the emulator. Seeds write, so they are apart from the program's own read-only clients. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';

/** The account that the emulator plays. */
export const accountId = '123456789012';

/** The regions of every test account, all others being switched off. */
export const regions = ['eu-west-1', 'us-east-1'];

/** Clients of a seed. */
export interface SeedClients {
  iam: IAMClient;
  s3Control: S3ControlClient;
  s3(region: string): S3Client;
  cloudTrail(region: string): CloudTrailClient;
  ec2(region: string): EC2Client;
  /** The client of any other service. */
  of<Client extends { destroy(): void }>(Class: new (config: never) => Client, region: string): Client;
  /** Closes every connection. */
  destroy(): void;
}

/** Clients that write to the emulator at `endpoint`. */
export function seedClients(endpoint: string): SeedClients {
  const common = { endpoint, credentials: { accessKeyId: 'seed', secretAccessKey: 'seed' }, maxAttempts: 1 };
  const made: { destroy(): void }[] = [];
  const keep = <Client extends { destroy(): void }>(client: Client): Client => {
    made.push(client);
    return client;
  };
  const perRegion = <Client extends { destroy(): void }>(make: (region: string) => Client) => {
    const clients = new Map<string, Client>();
    return (region: string): Client => {
      const client = clients.get(region) ?? keep(make(region));
      clients.set(region, client);
      return client;
    };
  };
  const others = new Map<string, { destroy(): void }>();
  return {
    iam: keep(new IAMClient({ ...common, region: 'us-east-1' })),
    // The service model puts the account id before the host, which no address of digits bears.
    s3Control: keep(
      new S3ControlClient({ ...common, region: 'us-east-1', endpointProvider: () => ({ url: new URL(endpoint) }) }),
    ),
    s3: perRegion((region) => new S3Client({ ...common, region, forcePathStyle: true })),
    cloudTrail: perRegion((region) => new CloudTrailClient({ ...common, region })),
    ec2: perRegion((region) => new EC2Client({ ...common, region })),
    of: (Class, region) => {
      const key = `${Class.name} ${region}`;
      const client = others.get(key) ?? keep(new Class({ ...common, region } as never));
      others.set(key, client);
      return client as InstanceType<typeof Class>;
    },
    destroy: () => {
      for (const client of made) client.destroy();
    },
  };
}
