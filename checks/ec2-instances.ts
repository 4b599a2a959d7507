/** Checks of EC2 instances as they run. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { Instance } from '../source/core/facts-network.ts';
import { regionalFact, some } from './reading.ts';
import { labelled, overEach, type Verdict, verdict } from './regional.ts';

const facts: Check['facts'] = ['ec2.instances'];
const operations = ['ec2:DescribeRegions', 'ec2:DescribeInstances'];
const gone = ['shutting-down', 'terminated'];

function overInstances(reader: FactReader, judge: (instance: Instance, label: string) => Verdict) {
  const lists = regionalFact(reader, 'ec2.instances');
  const present = ({ state }: Instance) => !gone.includes(state);
  return {
    ...overEach(
      lists,
      'ec2:DescribeInstances',
      ({ id }) => id,
      (instance) => (present(instance) ? judge(instance, labelled(instance)) : undefined),
    ),
    notApplicable: 'There are no EC2 instances that this concerns.',
  };
}

const imdsv2: Check = {
  id: 'ec2-imdsv2',
  title: 'Instances answer metadata requests only with a session token',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason:
    'One request that an application can be talked into hands over the credentials of the machine’s role.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Stolen role credentials were the way into several well-known breaches, and one setting closes it.',
  judgement:
    'Passes for each instance, running or stopped, that requires session tokens (IMDSv2) or has its metadata endpoint switched off. Terminated instances are left out. An instance whose metadata options AWS did not name is unknown.',
  facts,
  operations,
  fix: {
    summary: 'Require session tokens for instance metadata on the listed instances.',
    console: [
      'Watch the CloudWatch metric MetadataNoToken of the instance for some days: it counts requests without a token.',
      'Open EC2, Instances, the instance, Actions, Instance settings, Modify instance metadata options.',
      'Set IMDSv2 to Required and save; where containers on it ask for metadata, set the hop limit to 2.',
      'Set the same in launch templates and, once old images and agents have been tried with it, as the account’s default.',
    ],
    cli: [
      'aws ec2 modify-instance-metadata-options --instance-id INSTANCE_ID --http-tokens required --region REGION',
      'aws ec2 modify-instance-metadata-defaults --http-tokens required --region REGION',
    ],
    terraform: `resource "aws_instance" "this" {
  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }
}`,
    minutes: 15,
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html',
  ],
  judge: (reader) =>
    overInstances(reader, ({ metadataEndpoint, metadataTokens }, label) => {
      if (metadataEndpoint === 'disabled') return verdict(true, `${label} has its metadata endpoint off.`, '');
      if (metadataTokens === undefined) return { leftOut: 'AWS did not name the metadata options.' };
      return verdict(
        metadataTokens === 'required',
        `${label} requires session tokens for metadata.`,
        `${label} answers metadata requests without a session token.`,
      );
    }),
};

const noPublicAddress: Check = {
  id: 'ec2-no-public-ip',
  title: 'Instances have no public address unless they are tagged as public',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'A machine with a public address is one mistaken rule away from the whole internet.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Auditors ask which machines the internet can reach, and who decided so.',
  judgement:
    'Passes for each instance without a public IPv4 address on any of its interfaces, and for one that carries a tag `public` whose value is not false, no or 0. Stopped instances that keep an address count. IPv6 addresses are public by nature and are left to the security groups.',
  facts,
  operations,
  fix: {
    summary: 'Move the listed instances behind a load balancer or into a private subnet, or tag them public.',
    console: [
      'Find out what reaches the instance from outside; put a load balancer in front, or use Session Manager for access.',
      'Without a public address it also loses its way out: give the subnet a NAT gateway, which costs by the hour, or VPC endpoints first.',
      'Open EC2, Elastic IPs, and disassociate the address; an address given at launch goes with Manage IP addresses of the interface.',
      'Switch off automatic public addresses of the subnet; tag machines that must stay reachable with public = true.',
    ],
    cli: [
      'aws ec2 disassociate-address --association-id ASSOCIATION_ID --region REGION',
      'aws ec2 modify-network-interface-attribute --network-interface-id INTERFACE_ID --no-associate-public-ip-address --region REGION',
      'aws ec2 create-tags --resources INSTANCE_ID --tags Key=public,Value=true --region REGION',
    ],
    terraform: `resource "aws_instance" "this" {
  subnet_id                   = aws_subnet.private.id
  associate_public_ip_address = false
}`,
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html',
  ],
  judge: (reader) =>
    overInstances(reader, ({ publicAddresses, taggedPublic }, label) => {
      if (publicAddresses.length === 0) return verdict(true, `${label} has no public address.`, '');
      const has = `${label} has ${some(publicAddresses)}`;
      return verdict(taggedPublic, `${has} and is tagged as public.`, `${has} and is not tagged as public.`);
    }),
};

const detailedMonitoring: Check = {
  id: 'ec2-detailed-monitoring',
  title: 'Running instances report their metrics every minute',
  service: 'ec2',
  tier: 1,
  severity: 'low',
  severityReason: 'Five-minute figures still show most troubles, only later.',
  criteria: ['CC7.2'],
  why: 'Watching for trouble is judged by how soon it would be seen.',
  judgement:
    'Passes for each running instance with detailed monitoring on or being switched on. Stopped instances are left out.',
  facts,
  operations,
  fix: {
    summary: 'Switch on detailed monitoring for the listed instances; it costs a little for each.',
    console: [
      'Open EC2, Instances, the instance, Actions, Monitor and troubleshoot, Manage detailed monitoring, Enable.',
    ],
    cli: ['aws ec2 monitor-instances --instance-ids INSTANCE_ID --region REGION'],
    terraform: `resource "aws_instance" "this" {
  monitoring = true
}`,
    minutes: 5,
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html'],
  judge: (reader) =>
    overInstances(reader, ({ state, detailedMonitoring: monitoring }, label) => {
      if (state !== 'running') return undefined;
      if (monitoring === undefined) return { leftOut: 'AWS did not name the state of monitoring.' };
      return verdict(
        monitoring === 'enabled' || monitoring === 'pending',
        `${label} has detailed monitoring on.`,
        `${label} has detailed monitoring off.`,
      );
    }),
};

/** Checks of instances. */
export const instanceChecks: Check[] = [imdsv2, noPublicAddress, detailedMonitoring];
