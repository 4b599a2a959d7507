/** Checks of ECS task definitions, EKS endpoints and shared runbooks. */
import type { Check } from '../source/core/check.ts';
import { isInternet, parseCidr } from '../source/core/network.ts';
import { credentialShapes, withoutCredentials } from './plain-secrets.ts';
import { regionalFact, some } from './reading.ts';
import { Details, overEach, verdict } from './regional.ts';

const taskSecrets: Check = {
  id: 'ecs-env-no-secrets',
  title: 'No task definition holds a credential in its variables',
  service: 'ecs',
  tier: 1,
  severity: 'critical',
  severityReason: 'Whoever may describe task definitions can read it, and no revision ever forgets it.',
  criteria: ['CC6.1'],
  why: 'Secrets belong where reading them is limited and recorded.',
  judgement: `Passes for each family of task definitions whose newest active revision has no environment variable that looks like a credential. ${credentialShapes} Secrets given by reference are the way to do it. Older revisions are not looked at: deregister them after a secret was in one. A revision cannot change, so its date shows since when.`,
  facts: ['ecs.families', 'ecs.task-definitions'],
  operations: ['ec2:DescribeRegions', 'ecs:ListTaskDefinitionFamilies', 'ecs:DescribeTaskDefinition'],
  fix: {
    summary: 'Move the credential to Secrets Manager, replace it, and refer to it from the task definition.',
    console: [
      'Open Secrets Manager, Store a new secret, with a new value: the old one has been readable.',
      'Open ECS, Task definitions, the family, Create new revision; under Environment variables set Value type to ValueFrom with the ARN of the secret.',
      'Let the task execution role read that secret, and deploy the new revision.',
      'Deregister and delete the old revisions, and revoke the old credential.',
    ],
    cli: [
      'aws ecs register-task-definition --cli-input-json file://task-definition.json --region REGION',
      'aws ecs deregister-task-definition --task-definition FAMILY:REVISION --region REGION',
    ],
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html',
  ],
  judge(reader) {
    const definitions = new Details(regionalFact(reader, 'ecs.task-definitions'), 'ecs:DescribeTaskDefinition');
    const judged = overEach(
      regionalFact(reader, 'ecs.families'),
      'ecs:ListTaskDefinitionFamilies',
      (family) => family,
      (family, region) => {
        const found = definitions.take(family, region);
        if (found === undefined) return undefined;
        const single = found.containers.length === 1;
        const variables = found.containers.flatMap(({ name, variables: own }) =>
          own.map((one) => ({ ...one, name: single ? one.name : `${name}: ${one.name}` })),
        );
        return withoutCredentials(found.arn.split('/').at(-1) ?? family, variables, found.registeredAt);
      },
    );
    const unknown = [...judged.unknown, ...definitions.list()];
    return { ...judged, unknown, notApplicable: 'There are no ECS task definitions.' };
  },
};

const endpointRestricted: Check = {
  id: 'eks-endpoint-restricted',
  title: 'Kubernetes control planes are not open to the internet',
  service: 'eks',
  tier: 1,
  severity: 'high',
  severityReason: 'Sign-in is still asked for, but one stolen token or one hole in the API is then enough.',
  criteria: ['CC6.6'],
  why: 'The control plane can do everything in the cluster; it belongs behind a network that you chose.',
  judgement:
    'Passes for each EKS cluster whose API endpoint is private only, or public for address ranges that together are not the internet (less than a quarter of the public addresses).',
  facts: ['eks.clusters', 'eks.endpoints'],
  operations: ['ec2:DescribeRegions', 'eks:ListClusters', 'eks:DescribeCluster'],
  fix: {
    summary: 'Make the endpoint private, or limit the public one to the addresses you work from.',
    console: [
      'Open EKS, the cluster, Networking, Manage endpoint access.',
      'Choose Private, or Public and private with the CIDR blocks of your offices, VPN and pipeline.',
      'Check that nodes and pipelines still reach the API.',
    ],
    cli: [
      'aws eks update-cluster-config --name CLUSTER --resources-vpc-config endpointPublicAccess=true,publicAccessCidrs=OFFICE_CIDR,endpointPrivateAccess=true --region REGION',
    ],
    terraform: `resource "aws_eks_cluster" "this" {
  # …
  vpc_config {
    endpoint_private_access = true
    endpoint_public_access  = true
    public_access_cidrs     = var.office_cidrs
    subnet_ids              = var.subnet_ids
  }
}`,
    minutes: 45,
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html'],
  judge(reader) {
    const endpoints = new Details(regionalFact(reader, 'eks.endpoints'), 'eks:DescribeCluster');
    const operation = 'eks:DescribeCluster';
    const judged = overEach(
      regionalFact(reader, 'eks.clusters'),
      'eks:ListClusters',
      (name) => name,
      (name, region) => {
        const found = endpoints.take(name, region);
        if (found === undefined) return undefined;
        const { publicAccess, publicCidrs } = found;
        if (publicAccess === undefined)
          return { leftOut: 'AWS did not say whether the endpoint is public.', operation };
        if (!publicAccess) return verdict(true, `The endpoint of ${name} is private.`, '');
        if (publicCidrs === undefined)
          return { leftOut: 'AWS did not say who may use the public endpoint.', operation };
        const ranges = publicCidrs.map(parseCidr);
        if (ranges.includes(undefined)) return { leftOut: 'An address range could not be read.', operation };
        const known = ranges.filter((range) => range !== undefined);
        return verdict(
          !isInternet(known),
          `The endpoint of ${name} is public for ${some(publicCidrs)} only.`,
          `The endpoint of ${name} is open to the internet (${some(publicCidrs)}).`,
        );
      },
    );
    const unknown = [...judged.unknown, ...endpoints.list()];
    return { ...judged, unknown, notApplicable: 'There are no EKS clusters.' };
  },
};

const documentsNotPublic: Check = {
  id: 'ssm-documents-not-public',
  title: 'No runbook of yours is shared with everybody',
  service: 'ssm',
  tier: 1,
  severity: 'high',
  severityReason: 'Runbooks tell how machines are set up, and often hold names, paths and sometimes passwords.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Sharing one with all accounts publishes it for good: whoever saw it may keep a copy.',
  judgement: 'Passes for each Systems Manager document that the account owns and does not share with all accounts.',
  facts: ['ssm.documents', 'ssm.public-documents'],
  operations: ['ec2:DescribeRegions', 'ssm:ListDocuments', 'ssm:DescribeDocumentPermission'],
  fix: {
    summary: 'Stop sharing the listed documents, and block public sharing in every region.',
    console: [
      'Open Systems Manager, Documents, Owned by me, the document, Details, Sharing, and choose Private.',
      'Under Documents, Preferences, Edit, block public sharing for the account and region.',
      'Replace any credential that the document held.',
    ],
    cli: [
      'aws ssm modify-document-permission --name DOCUMENT --permission-type Share --account-ids-to-remove all --region REGION',
      'aws ssm update-service-setting --setting-id /ssm/documents/console/public-sharing-permission --setting-value Disable --region REGION',
    ],
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html'],
  judge(reader) {
    const shares = new Details(regionalFact(reader, 'ssm.public-documents'), 'ssm:DescribeDocumentPermission');
    const judged = overEach(
      regionalFact(reader, 'ssm.documents'),
      'ssm:ListDocuments',
      (name) => name,
      (name, region) => {
        const open = shares.take(name, region);
        if (open === undefined) return undefined;
        return verdict(!open, `${name} is not shared with everybody.`, `${name} is shared with everybody.`);
      },
    );
    const unknown = [...judged.unknown, ...shares.list()];
    return { ...judged, unknown, notApplicable: 'The account owns no Systems Manager documents.' };
  },
};

/** Checks of task definitions, clusters and runbooks. */
export const containerChecks: Check[] = [taskSecrets, endpointRestricted, documentsNotPublic];
