/** Answers written by hand for changes: drift of stacks, and CloudTrail's event history, which the emulator lacks. */
import type { Written } from './server.ts';
import { daysBefore, rewrite } from './written.ts';
import { jsonAnswer } from './written-network.ts';

/** What a look for drift found in every stack, so many days ago; without days it was never looked for. */
export function drift(status: 'IN_SYNC' | 'DRIFTED' | 'NOT_CHECKED', daysAgo?: number): Written {
  return rewrite('cloudformation:ListStacks', (body, now) => {
    const checked = daysAgo === undefined ? '' : `<LastCheckTimestamp>${daysBefore(now, daysAgo)}</LastCheckTimestamp>`;
    const found = `<DriftInformation><StackDriftStatus>${status}</StackDriftStatus>${checked}</DriftInformation>`;
    const bare = body.replace(/<DriftInformation>.*?<\/DriftInformation>/gs, '');
    return bare.replaceAll('</StackStatus>', `</StackStatus>${found}`);
  });
}

/** Times of pipelines as the seconds that AWS gives, where the emulator gives words. */
export const pipelineTimes: Written[] = ['codepipeline:ListPipelines', 'codepipeline:GetPipeline'].map((operation) =>
  rewrite(operation, (body) =>
    body.replace(
      /"(created|updated)": ?"([^"]+)"/g,
      (_, name: string, at: string) => `"${name}": ${Date.parse(at) / 1000}`,
    ),
  ),
);

/** Writes of the last month in eu-west-1: so many by one person in the console, and what else there always is, in one or two pages. */
export function consoleWrites(count: number, pages: 1 | 2 = 1): Written {
  return {
    operation: 'cloudtrail:LookupEvents',
    answer: ({ call, now }) => {
      if (call.region !== 'eu-west-1') return jsonAnswer({ Events: [] });
      const second = Math.floor(now.getTime() / 1000);
      const event = (index: number, name: string, record: object) => ({
        EventId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        EventName: name,
        EventTime: second - index * 3600,
        EventSource: 'ec2.amazonaws.com',
        Username: 'p.raman',
        ReadOnly: 'false',
        CloudTrailEvent: JSON.stringify({
          eventVersion: '1.11',
          eventName: name,
          eventSource: 'ec2.amazonaws.com',
          readOnly: false,
          userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/Admin/p.raman' },
          ...record,
        }),
      });
      const console = { sessionCredentialFromConsole: 'true' };
      const by = { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' };
      const others = [
        event(1, 'ConsoleLogin', { ...console, eventSource: 'signin.amazonaws.com' }),
        event(2, 'RunInstances', { userIdentity: by }),
        event(3, 'CreateTags', { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.0' }),
        event(4, 'TerminateInstances', { ...console, errorCode: 'Client.UnauthorizedOperation' }),
      ];
      const changes = Array.from({ length: count }, (_, index) =>
        event(index + 5, 'AuthorizeSecurityGroupIngress', console),
      );
      if (pages === 1) return jsonAnswer({ Events: [...others, ...changes] });
      return call.parameters.NextToken === undefined
        ? jsonAnswer({ Events: others, NextToken: 'second' })
        : jsonAnswer({ Events: changes });
    },
  };
}
