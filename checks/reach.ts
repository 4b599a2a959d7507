/** Whether a message reaches somebody: through a topic with a confirmed subscriber, as far as can be seen. */
import type { OperationName, Reading } from '../source/core/facts.ts';
import type { Subscribers } from '../source/core/facts-alarms.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { outOfReach, unreadOperation } from './reading.ts';

/** What becomes of a message. */
export type Reach =
  | { to: 'somebody'; words: string }
  | { to: 'nobody'; words: string }
  /** It cannot be told from here. */
  | { to: 'unknown'; unread: UnreadOperation };

const topicName = (arn: string) => arn.split(':').at(-1) ?? arn;

/** What becomes of a message to a topic. */
export function reachOfTopic(arn: string, subscribers: Reading<Subscribers | null> | undefined, region: string): Reach {
  const name = topicName(arn);
  if (subscribers === undefined) {
    const reason = `The subscribers of ${name} were not read in this scan.`;
    return { to: 'unknown', unread: outOfReach('sns:ListSubscriptionsByTopic', reason, region) };
  }
  if (subscribers.state !== 'ok') return { to: 'unknown', unread: unreadOperation(subscribers, region) };
  if (subscribers.data === null) return { to: 'nobody', words: `the topic ${name} does not exist` };
  const { confirmed, pending } = subscribers.data;
  if (confirmed > 0) {
    return {
      to: 'somebody',
      words: `the topic ${name} with ${confirmed} confirmed subscriber${confirmed === 1 ? '' : 's'}`,
    };
  }
  const waiting = pending > 0 ? 'subscribers that never confirmed' : 'no subscriber';
  return { to: 'nobody', words: `the topic ${name} has ${waiting}` };
}

/**
 * What becomes of a message to anything but a topic. What it does with it is not to be seen from here, but for a log
 * group, which tells nobody.
 */
export function reachOfOther(arn: string, region: string, operation: OperationName): Reach {
  const service = arn.split(':')[2] ?? arn;
  if (service === 'logs') return { to: 'nobody', words: 'a log group tells nobody' };
  const reason = `Whom ${arn} tells cannot be seen from here.`;
  return { to: 'unknown', unread: outOfReach(operation, reason, region) };
}

/** Of several ways the best: one that reaches somebody, else one that may, else why none does. */
export function best(ways: readonly Reach[]): Reach | undefined {
  const order = ['somebody', 'unknown', 'nobody'];
  return ways.toSorted((a, b) => order.indexOf(a.to) - order.indexOf(b.to))[0];
}
