/** The alarm on use of the root user. */
import type { Check } from '../source/core/check.ts';
import { chainOperations, judgeChain } from './alarm-chain.ts';
import { otherEvents, rootEvents } from './root-events.ts';

const rootUsage: Check = {
  id: 'alarm-root-usage',
  title: 'Somebody hears of each use of the root user',
  service: 'cloudwatch',
  tier: 1,
  severity: 'high',
  severityReason: 'The root user can do everything and is hardly ever needed; its use is an emergency or an attack.',
  criteria: ['CC5.2', 'CC7.2'],
  why: 'It is the first alarm that auditors and benchmarks ask for, because nothing else limits this user.',
  judgement:
    'Passes when one whole chain is there: a logging trail over all regions that records all management events delivers to a log group; a metric filter of that group counts a sign-in, a change and a read of the root user and nothing of others, however it is written; an alarm goes off at the first one; and its topic has a confirmed subscriber. Fails naming the link that is missing. Unknown where the log group lies in another account, or the alarm calls something other than a topic.',
  facts: ['cloudtrail.trails', 'logs.metric-filters', 'cloudwatch.alarms', 'cloudwatch.alarm-topics'],
  operations: chainOperations,
  fix: {
    summary: 'Add the missing link, from the trail to a subscriber, for use of the root user.',
    console: [
      'Open CloudTrail, the trail over all regions, and let it deliver to a CloudWatch log group.',
      'Open CloudWatch, Log groups, the group, Metric filters, Create, with the pattern of the command below.',
      'Create an alarm on the metric: sum, at least 1, within 5 minutes, one period; choose a topic that is read at night too.',
      'Confirm the subscription, sign in once as root with a second person, and see that the alarm arrives; enter that sign-in in the log of root uses, for it counts as one.',
    ],
    cli: [
      'aws logs put-metric-filter --log-group-name GROUP --filter-name root-usage --filter-pattern \'{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }\' --metric-transformations metricName=RootUsage,metricNamespace=Security,metricValue=1 --region REGION',
      'aws cloudwatch put-metric-alarm --alarm-name root-usage --namespace Security --metric-name RootUsage --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching --alarm-actions TOPIC_ARN --region REGION',
    ],
    terraform: `resource "aws_cloudwatch_log_metric_filter" "root" {
  name           = "root-usage"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.userIdentity.type = \\"Root\\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \\"AwsServiceEvent\\" }"
  metric_transformation {
    name      = "RootUsage"
    namespace = "Security"
    value     = "1"
  }
}`,
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
  ],
  judge: (reader) => judgeChain(reader, { words: 'use of the root user', counts: rootEvents, ignores: otherEvents }),
};

/** Checks of single alarms. */
export const chainChecks: Check[] = [rootUsage];
