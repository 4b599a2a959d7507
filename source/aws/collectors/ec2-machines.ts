/** EC2: instances and the account's own images. User data is never asked for. */
import {
  EC2Client,
  paginateDescribeImages,
  paginateDescribeInstances,
  type Instance as SdkInstance,
  type Tag,
} from '@aws-sdk/client-ec2';
import type { Reading } from '../../core/facts.ts';
import type { Instance, MachineImage } from '../../core/facts-network.ts';
import type { Session } from '../session.ts';
import { defined, omitAbsent } from './values.ts';

// Always sent: without it EC2 grants half the rate and may leave results out.
const pageSize = 1000;

/** Instances of a region, terminated ones included as long as AWS lists them. */
export function instances(session: Session, region: string): Promise<Reading<Instance[]>> {
  const operation = 'ec2:DescribeInstances';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: Instance[] = [];
      const client = session.client('ec2', EC2Client, region);
      for await (const page of paginateDescribeInstances({ client, pageSize }, {})) {
        for (const { Instances = [] } of page.Reservations ?? []) all.push(...Instances.map(instance));
      }
      return all;
    }),
  );
}

function instance(found: SdkInstance): Instance {
  const { InstanceId, State, VpcId, MetadataOptions, Monitoring, Tags } = found;
  return {
    id: defined(InstanceId, 'InstanceId'),
    state: defined(State?.Name, 'State'),
    publicAddresses: publicAddresses(found),
    taggedPublic: Tags?.some(saysPublic) ?? false,
    tags: Object.fromEntries((Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    ...omitAbsent({
      name: nameTag(Tags),
      vpcId: VpcId,
      metadataEndpoint: MetadataOptions?.HttpEndpoint,
      metadataTokens: MetadataOptions?.HttpTokens,
      detailedMonitoring: Monitoring?.State,
    }),
  };
}

/** The addresses of every interface, not only the first one's, which is all that `PublicIpAddress` tells. */
function publicAddresses({ PublicIpAddress, NetworkInterfaces = [] }: SdkInstance): string[] {
  const associations = NetworkInterfaces.flatMap(({ Association, PrivateIpAddresses = [] }) => [
    Association,
    ...PrivateIpAddresses.map((address) => address.Association),
  ]);
  const found = [PublicIpAddress, ...associations.map((association) => association?.PublicIp)];
  return [...new Set(found)].filter((address): address is string => address !== undefined && address !== '').sort();
}

function saysPublic({ Key, Value = '' }: Tag): boolean {
  return Key?.toLowerCase() === 'public' && !['no', 'false', '0'].includes(Value.trim().toLowerCase());
}

/** The value of the `Name` tag; undefined when there is none. */
export function nameTag(tags: readonly Tag[] | undefined): string | undefined {
  return tags?.find(({ Key }) => Key === 'Name')?.Value || undefined;
}

/** Images of a region that the account owns. */
export function images(session: Session, region: string): Promise<Reading<MachineImage[]>> {
  return session.reading('ec2:DescribeImages', region, async () => {
    const all: MachineImage[] = [];
    const client = session.client('ec2', EC2Client, region);
    for await (const page of paginateDescribeImages({ client, pageSize }, { Owners: ['self'] })) {
      for (const { ImageId, Name = '', Public } of page.Images ?? [])
        all.push({ id: defined(ImageId, 'ImageId'), name: Name, ...omitAbsent({ public: Public }) });
    }
    return all;
  });
}
