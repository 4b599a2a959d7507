/** SNS: topics, with key and policy. */
import { GetTopicAttributesCommand, paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import type { Reading } from '../../core/facts.ts';
import type { Topic } from '../../core/facts-data.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { policyDocument } from './policy-document.ts';
import { defined, omitAbsent } from './values.ts';

/** Attributes by ARN of each topic of a region. */
export async function topics(session: Session, region: string): Promise<Reading<Record<string, Reading<Topic>>>> {
  const client = () => session.client('sns', SNSClient, region);
  const list = await session.reading('sns:ListTopics', region, async () => {
    const all: string[] = [];
    // The page size is AWS's own.
    for await (const page of paginateListTopics({ client: client() }, {}))
      all.push(...(page.Topics ?? []).map(({ TopicArn }) => defined(TopicArn, 'TopicArn')));
    return all;
  });
  return detailsOf(list, String, (TopicArn) =>
    session.reading('sns:GetTopicAttributes', region, async () => {
      const { Attributes } = await client().send(new GetTopicAttributesCommand({ TopicArn }));
      const { KmsMasterKeyId, Policy } = defined(Attributes, 'Attributes');
      return {
        policy: Policy ? policyDocument(Policy) : null,
        ...omitAbsent({ kmsKeyId: KmsMasterKeyId || undefined }),
      };
    }),
  );
}
