/** Checks of CloudWatch alarms: that they do something, and that somebody hears of it. */
import type { Check } from '../source/core/check.ts';
import type { Alarm } from '../source/core/facts-alarms.ts';
import { fail, overItems, pass } from './over-regions.ts';
import { reachOfTopic } from './reach.ts';
import { leftOut, regionalFact } from './reading.ts';

const references = [
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html',
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html',
];

const named = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|'([^']+)'|([^\s()"']+))\s*\)/g;

/** Whether a composite alarm looks at another alarm, by name or by ARN. */
function looksAt({ composite }: Alarm, { name, arn }: Alarm): boolean {
  if (composite === undefined) return false;
  if (composite.suppressor === name || composite.suppressor === arn) return true;
  return [...composite.rule.matchAll(named)].some(([, a, b, c]) => [name, arn].includes(a ?? b ?? c ?? ''));
}

const acts = ({ actionsEnabled, actions }: Alarm) => actionsEnabled === true && actions.length > 0;

/** The alarm that acts for another: itself, or a composite one that looks at it, however far up. */
function actingFor(alarm: Alarm, all: readonly Alarm[], seen: ReadonlySet<string> = new Set()): Alarm | undefined {
  if (acts(alarm)) return alarm;
  const above = all.filter((other) => !seen.has(other.arn) && looksAt(other, alarm));
  const visited = new Set([...seen, alarm.arn]);
  for (const other of above) {
    const found = actingFor(other, all, visited);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The later of two changes, since which both have been as they are; none when one has no date. */
function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined;
  return Date.parse(a) > Date.parse(b) ? a : b;
}

const haveActions: Check = {
  id: 'alarms-have-actions',
  title: 'Every alarm does something when it goes off',
  service: 'cloudwatch',
  tier: 1,
  severity: 'medium',
  severityReason: 'An alarm without an action turns red on a screen that nobody looks at.',
  criteria: ['CC4.2', 'CC7.2', 'CC7.3', 'CC7.4'],
  why: 'Alarms are shown to auditors as proof of monitoring; they ask what happens when one goes off.',
  judgement:
    'Passes for each alarm, metric or composite, with actions enabled and at least one action for the alarm state; also for one that a composite alarm with actions looks at or is held back by. The date is that of the last change of the alarm, since which it has been as it is.',
  facts: ['cloudwatch.alarms'],
  operations: ['ec2:DescribeRegions', 'cloudwatch:DescribeAlarms'],
  fix: {
    summary: 'Give the listed alarms an action, or delete those that nobody needs.',
    console: [
      'Open CloudWatch, All alarms, tick Hide Auto Scaling alarms, and look for alarms with no actions or disabled actions.',
      'Edit the alarm, Configure actions, state In alarm, and choose a topic that the people on duty read.',
      'Enable the actions, and set the alarm off once to see that it arrives.',
    ],
    cli: [
      'aws cloudwatch enable-alarm-actions --alarm-names ALARM --region REGION',
      'aws cloudwatch set-alarm-state --alarm-name ALARM --state-value ALARM --state-reason test --region REGION',
    ],
    terraform: `resource "aws_cloudwatch_metric_alarm" "this" {
  actions_enabled = true
  alarm_actions   = [aws_sns_topic.on_call.arn]
}`,
    minutes: 10,
  },
  references,
  judge(reader) {
    const lists = regionalFact(reader, 'cloudwatch.alarms');
    const judged = overItems(
      lists,
      ({ arn }) => arn,
      (alarm, region, unread) => {
        const all = lists.read.get(region) ?? [];
        const acting = actingFor(alarm, all);
        if (acting === alarm) return pass(`${alarm.name} acts when it goes off.`, alarm.updatedAt);
        if (acting !== undefined) {
          return pass(`${alarm.name} is part of ${acting.name}, which acts.`, later(alarm.updatedAt, acting.updatedAt));
        }
        if (alarm.actions.length > 0 && alarm.actionsEnabled === undefined) {
          const reason = 'AWS did not say whether its actions are enabled.';
          unread.add(leftOut('cloudwatch:DescribeAlarms', reason, region), alarm.name);
          return undefined;
        }
        return fail(
          alarm.actions.length === 0
            ? `${alarm.name} has no action.`
            : `The actions of ${alarm.name} are switched off.`,
        );
      },
    );
    return { ...judged, notApplicable: 'There are no CloudWatch alarms.' };
  },
};

const topicsHaveSubscribers: Check = {
  id: 'alarm-topics-have-subscribers',
  title: 'Alarms call topics that somebody reads',
  service: 'cloudwatch',
  tier: 1,
  severity: 'medium',
  severityReason: 'A topic without a confirmed subscriber is a bell without a clapper.',
  criteria: ['CC4.2', 'CC7.3', 'CC7.4'],
  why: 'Subscriptions are lost when people leave or never confirm, and nothing warns of it.',
  judgement:
    'Passes for each SNS topic that is an alarm’s action and has at least one confirmed subscription. Fails when there is none, when all wait to be confirmed, or when the topic does not exist. Other actions than topics are not judged. AWS does not date subscriptions.',
  facts: ['cloudwatch.alarms', 'cloudwatch.alarm-topics'],
  operations: ['ec2:DescribeRegions', 'cloudwatch:DescribeAlarms', 'sns:ListSubscriptionsByTopic'],
  fix: {
    summary: 'Subscribe somebody to the listed topics, and confirm.',
    console: [
      'Open SNS, Topics, the topic, Create subscription; choose the pager’s address or a list that outlives one person.',
      'Confirm it by the link in the message; until then nothing is delivered.',
      'Set an alarm off by hand and see that it arrives.',
    ],
    cli: [
      'aws sns list-subscriptions-by-topic --topic-arn TOPIC_ARN --region REGION',
      'aws sns subscribe --topic-arn TOPIC_ARN --protocol email --notification-endpoint ADDRESS --region REGION',
    ],
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html'],
  judge(reader) {
    const { read, unread } = regionalFact(reader, 'cloudwatch.alarm-topics');
    const topics = new Map([...read].map(([region, byArn]) => [region, Object.entries(byArn)]));
    const judged = overItems(
      { read: topics, unread },
      ([arn]) => arn,
      ([arn, subscribers], region, details) => {
        const reach = reachOfTopic(arn, subscribers, region);
        if (reach.to === 'unknown') {
          details.add(reach.unread, arn);
          return undefined;
        }
        return reach.to === 'somebody'
          ? pass(`Alarms reach ${reach.words}.`)
          : fail(`Alarms reach nobody: ${reach.words}.`);
      },
    );
    return { ...judged, notApplicable: 'No alarm calls an SNS topic.' };
  },
};

/** Checks of alarms. */
export const alarmChecks: Check[] = [haveActions, topicsHaveSubscribers];
