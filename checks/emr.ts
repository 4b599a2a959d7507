/** Checks of EMR. */
import type { Check } from '../source/core/check.ts';
import type { EmrBlock } from '../source/core/facts-data.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { mergePorts } from '../source/core/network.ts';
import { Details } from './details.ts';
import { regionalFact } from './reading.ts';
import { labelled, overEach, type Verdict, verdict } from './regional.ts';

// A block with nearly every port left out blocks nothing: our judgement, over nine tenths of them.
const nearlyAll = 60_000;

function judgeBlock(region: string, { on, exceptions, changedAt }: EmrBlock): ResourceFinding {
  const ports = mergePorts(exceptions);
  const left = ports.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const which = ports.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
  const except = ports.length > 0 ? `, but for ${left === 1 ? 'port' : 'ports'} ${which}` : '';
  const seen = on
    ? `EMR blocks public access in ${region}${except}.`
    : `EMR does not block public access in ${region}.`;
  return {
    id: `block public access, ${region}`,
    region,
    ...verdict(on && left < nearlyAll, seen, seen),
    ...(changedAt === undefined ? {} : { since: changedAt }),
  };
}

const noPublicPrimary: Check = {
  id: 'emr-no-public-master',
  title: 'EMR clusters are not reached from the internet',
  service: 'emr',
  tier: 1,
  severity: 'medium',
  severityReason: 'The primary node offers web pages and shells that were made for trusted networks.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A cluster is made in minutes and forgotten as fast; the block holds whoever makes the next one.',
  judgement:
    'Passes for each cluster that is starting, running or waiting and whose primary nodes have no public address, and for each region with such a cluster where EMR blocks public access. Port 22 is left out of the block by AWS and named; a block with nearly every port left out fails. Regions without clusters are left out.',
  facts: ['emr.clusters', 'emr.public-primaries', 'emr.block-public-access'],
  operations: [
    'ec2:DescribeRegions',
    'emr:ListClusters',
    'emr:DescribeCluster',
    'emr:ListInstances',
    'emr:GetBlockPublicAccessConfiguration',
  ],
  fix: {
    summary: 'Run clusters in private subnets, and switch on the block in the listed regions.',
    console: [
      'Open EMR, Block public access, Edit, and turn it on; take port 22 out of the exceptions.',
      'Make the cluster anew in a private subnet with a NAT gateway or VPC endpoints; a running one cannot be moved.',
      'Reach its pages through Systems Manager Session Manager or EMR Studio.',
    ],
    cli: [
      'aws emr put-block-public-access-configuration --block-public-access-configuration "BlockPublicSecurityGroupRules=true,PermittedPublicSecurityGroupRuleRanges=[]" --region REGION',
    ],
    terraform: `resource "aws_emr_block_public_access_configuration" "this" {
  block_public_security_group_rules = true
}`,
    minutes: 90,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-vpc-subnet.html',
  ],
  judge(reader) {
    const primaries = new Details(reader, 'emr.public-primaries', 'emr:ListInstances');
    const clusters = overEach(
      regionalFact(reader, 'emr.clusters'),
      'emr:ListClusters',
      ({ id }) => id,
      (one, region): Verdict => {
        // Ended between the list and the question.
        if (!primaries.has(region, one.id)) return undefined;
        const addresses = primaries.take(region, one.id, one.id)?.data;
        if (addresses === undefined) return undefined;
        return verdict(
          addresses.length === 0,
          `${labelled(one)} has no public primary node.`,
          `${labelled(one)} has a primary node with the public address ${addresses.join(', ')}.`,
        );
      },
    );
    const blocks = regionalFact(reader, 'emr.block-public-access');
    const judged = [...blocks.read].flatMap(([region, block]) => (block === null ? [] : [judgeBlock(region, block)]));
    return {
      resources: [...clusters.resources, ...judged],
      unknown: [...clusters.unknown, ...primaries.list(), ...blocks.unread],
      notApplicable: 'There are no EMR clusters at work.',
    };
  },
};

/** Checks of EMR. */
export const emrChecks: Check[] = [noPublicPrimary];
