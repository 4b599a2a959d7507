/** Answers written by hand for machines, disks and networks: what the emulator makes up, ignores or does not have. */
import type { Answer } from './answer.ts';
import { requestId } from './answer.ts';
import type { Written } from './server.ts';
import { rewrite } from './written.ts';

/** Ids of instances in the order of the answer, in place of the emulator's random ones, so that other answers can name them. */
export const instanceIds: Written = rewrite('ec2:DescribeInstances', (body) => {
  const ids = [...new Set(body.match(/<instanceId>i-[0-9a-f]+/g) ?? [])];
  return ids.reduce((text, found, index) => text.replaceAll(found, `<instanceId>${instanceId(index + 1)}`), body);
});

/** The nth instance id of {@link instanceIds}. */
export function instanceId(nth: number): string {
  return `i-${String(nth).padStart(17, '0')}`;
}

/** Own snapshots that anybody may restore: none. The emulator ignores the question and tells all. */
export const noPublicSnapshots: Written = {
  operation: 'ec2:DescribeSnapshots',
  answer: async ({ call, next }) => {
    const answer = await next();
    if (answer === 'reset' || call.parameters['RestorableBy.1'] === undefined) return answer;
    return { ...answer, body: answer.body.replace(/<snapshotSet>.*<\/snapshotSet>/s, '<snapshotSet/>') };
  },
};

/** Encrypted snapshots behind own images: the emulator brings each image with a plain one. */
export const imageSnapshots: Written = rewrite('ec2:DescribeSnapshots', (body) =>
  body.replace(/(for AMI ami-[0-9a-f]+<.description><volumeSize>\d+<.volumeSize><encrypted>)false/g, '$1true'),
);

/** The VPC of the first internet gateway under an id that scoping can name. */
export function gatewayOf(vpc: string): Written {
  return rewrite('ec2:DescribeInternetGateways', (body) =>
    body.replace(/(<vpcId>)[^<]*/, (_, tag: string) => tag + vpc),
  );
}

/** A success of a JSON 1.1 service. */
export function jsonAnswer(body: object): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}

/** A managed node and what Systems Manager says of it. */
export interface WrittenNode {
  id: string;
  ping?: 'Online' | 'ConnectionLost';
  /** Items missing; absent for no such compliance. */
  patch?: number;
  association?: number;
  /** Days since the last run. */
  daysAgo?: number;
}

/** The managed nodes of eu-west-1, in two pages when there are several; the emulator has none of these operations. */
export function managedNodes(...nodes: WrittenNode[]): Written[] {
  const at = (now: Date, days = 0) => Math.floor(now.getTime() / 1000) - days * 86_400;
  return [
    {
      operation: 'ssm:DescribeInstanceInformation',
      answer: ({ call, now }) => {
        const here = call.region === 'eu-west-1' ? nodes : [];
        const first = Number(call.parameters.NextToken ?? 0);
        return jsonAnswer({
          InstanceInformationList: here.slice(first, first + 1).map(({ id, ping = 'Online' }) => ({
            InstanceId: id,
            PingStatus: ping,
            LastPingDateTime: at(now),
            ResourceType: id.startsWith('mi-') ? 'ManagedInstance' : 'EC2Instance',
            PlatformType: 'Linux',
          })),
          ...(first + 1 < here.length ? { NextToken: String(first + 1) } : {}),
        });
      },
    },
    {
      operation: 'ssm:ListResourceComplianceSummaries',
      answer: ({ call, now }) => {
        const here = call.region === 'eu-west-1' ? nodes : [];
        const summaries = here.flatMap(({ id, patch, association, daysAgo }) =>
          Object.entries({ Patch: patch, Association: association }).flatMap(([ComplianceType, failing]) =>
            failing === undefined
              ? []
              : [
                  {
                    ComplianceType,
                    ResourceType: 'ManagedInstance',
                    ResourceId: id,
                    Status: failing === 0 ? 'COMPLIANT' : 'NON_COMPLIANT',
                    OverallSeverity: failing === 0 ? 'UNSPECIFIED' : 'CRITICAL',
                    ExecutionSummary: { ExecutionTime: at(now, daysAgo), ExecutionId: requestId },
                    CompliantSummary: { CompliantCount: 40 },
                    NonCompliantSummary: { NonCompliantCount: failing },
                  },
                ],
          ),
        );
        return jsonAnswer({ ResourceComplianceSummaryItems: summaries });
      },
    },
  ];
}
