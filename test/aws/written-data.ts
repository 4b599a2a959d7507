/** Answers written by hand for data stores: what the emulator leaves out or cannot change. */
import { dataHome } from './seed-data-rds.ts';
import type { Written } from './server.ts';
import { rewrite, rewriteJson } from './written.ts';

/** Parameter groups of Redshift that demand TLS; the emulator fixes the parameter to false. */
export const warehouseTls: Written = rewrite('redshift:DescribeClusterParameters', (body) =>
  body.replace(/(<ParameterName>require_ssl<\/ParameterName>\s*<ParameterValue>)false/, '$1true'),
);

/** The VPC of domains that have subnets, which the emulator does not look up. */
export const domainVpc: Written = rewrite('opensearch:DescribeDomains', (body) =>
  body.replace(/("SubnetIds": ?\["subnet-[^\]]*\])/g, '$1, "VPCId": "vpc-0a0a0a0a0a0a0a0a0"'),
);

/** How an EMR cluster groups its nodes, which the emulator does not tell. */
export const instanceGroups: Written = rewriteJson('emr:DescribeCluster', ({ Cluster }) => ({
  Cluster: { ...(Cluster as object), InstanceCollectionType: 'INSTANCE_GROUP' },
}));

/** EMR clusters in the region of the data stores only; the emulator tells them in every region. */
export const hadoopAtHome: Written = {
  operation: 'emr:ListClusters',
  answer: async ({ call, next }) => {
    const answer = await next();
    if (answer === 'reset' || call.region === dataHome) return answer;
    return { ...answer, body: '{"Clusters": []}' };
  },
};

/** Public addresses of the primary nodes of EMR: every node of the emulator has one. */
export function publicPrimaries(address?: string): Written {
  return rewriteJson('emr:ListInstances', ({ Instances = [] }) => ({
    Instances: (Instances as object[]).map((one) => ({ ...one, PublicIpAddress: address })),
  }));
}

/** Dates of replication instances as numbers; the emulator writes texts, which no SDK takes. */
export const replicationDates: Written = rewrite('dms:DescribeReplicationInstances', (body) =>
  body.replace(/("InstanceCreateTime": ?)"([^"]+)"/g, (_, tag: string, at: string) => `${tag}${Date.parse(at) / 1000}`),
);

/** Whether EMR blocks public access; the emulator cannot have it off. */
export function emrBlock(on: boolean): Written {
  return rewriteJson('emr:GetBlockPublicAccessConfiguration', ({ BlockPublicAccessConfiguration: block, ...rest }) => ({
    ...rest,
    BlockPublicAccessConfiguration: { ...(block as object), BlockPublicSecurityGroupRules: on },
  }));
}

/** Addresses of queues as AWS gives them; the emulator names itself, on another port at each run. */
export const queueAddresses: Written = {
  operation: 'sqs:ListQueues',
  answer: async ({ call, next }) => {
    const answer = await next();
    if (answer === 'reset') return answer;
    return {
      ...answer,
      body: answer.body.replace(/http:\/\/127\.0\.0\.1:\d+/g, `https://sqs.${call.region}.amazonaws.com`),
    };
  },
};

/** What of this holds for every account on the emulator. */
export const storesEverywhere: readonly Written[] = [
  instanceGroups,
  domainVpc,
  replicationDates,
  hadoopAtHome,
  queueAddresses,
];
