/** SNS: how many people or programs a topic reaches. */
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import type { Reading } from '../../core/facts.ts';
import type { Subscribers } from '../../core/facts-alarms.ts';
import type { Session } from '../session.ts';

/** Whether an ARN is a topic's. */
export const isTopic = (arn: string): boolean => /^arn:[^:]+:sns:[^:]+:\d+:[^:]+$/.test(arn);

/** Subscriptions of a topic, asked about in its own region; null when it does not exist. */
export function subscribers(session: Session, arn: string): Promise<Reading<Subscribers | null>> {
  const operation = 'sns:ListSubscriptionsByTopic';
  const region = arn.split(':')[3] ?? session.home;
  return session.once(`${operation} ${arn}`, () =>
    session.setting(operation, region, async () => {
      const found: Subscribers = { confirmed: 0, pending: 0 };
      const client = session.client('sns', SNSClient, region);
      for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: arn })) {
        for (const { SubscriptionArn } of page.Subscriptions ?? []) {
          // Until it is confirmed, the field holds a word in place of an ARN; after it was deleted, another word.
          if (SubscriptionArn?.startsWith('arn:')) found.confirmed += 1;
          else if (SubscriptionArn !== 'Deleted') found.pending += 1;
        }
      }
      return found;
    }),
  );
}
