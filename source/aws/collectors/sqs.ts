/** SQS: queues and their policies. */
import { GetQueueAttributesCommand, paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import type { PolicyDocument, Reading } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { policyDocument } from './policy-document.ts';

/** The policy by address of each queue of a region; null: none. */
export async function policies(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<PolicyDocument | null>>>> {
  const client = () => session.client('sqs', SQSClient, region);
  const list = await session.reading('sqs:ListQueues', region, async () => {
    const all: string[] = [];
    // Without a page size AWS stops at 1000 queues and does not say so.
    for await (const page of paginateListQueues({ client: client(), pageSize: 1000 }, {}))
      all.push(...(page.QueueUrls ?? []));
    return all;
  });
  return detailsOf(list, String, (QueueUrl) =>
    session.reading('sqs:GetQueueAttributes', region, async () => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] });
      const { Attributes } = await client().send(command);
      return Attributes?.Policy ? policyDocument(Attributes.Policy) : null;
    }),
  );
}
