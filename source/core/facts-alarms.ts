/** Facts of alarms, of the logs they count, and of the rules and topics that carry a message to people. */
import type { FactSource } from './fact-sources.ts';
import type { Reading } from './facts.ts';

/** A metric with its dimensions. */
export interface Metric {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

/** A CloudWatch alarm. */
export interface Alarm {
  arn: string;
  name: string;
  actionsEnabled?: boolean;
  /** ARNs of what it does when it goes off. */
  actions: string[];
  /** UTC instant of the last change: it has been as it is since then. */
  updatedAt?: string;
  /** What it looks at: its own metric, or those of its expression; none for a composite alarm. */
  metrics: Metric[];
  /** It computes something of its metrics. */
  expression: boolean;
  /** When it goes off, for an alarm on one metric. */
  trigger?: Trigger;
  /** For a composite alarm: its rule over other alarms, and the alarm that holds its actions back. */
  composite?: { rule: string; suppressor?: string };
}

/** When an alarm on one metric goes off. */
export interface Trigger {
  /** `GreaterThanOrEqualToThreshold` … */
  comparison?: string;
  threshold?: number;
  /** `Sum`, `Average`, `SampleCount`, `Minimum`, `Maximum`. */
  statistic?: string;
  /** Periods, of those it looks at, that have to be over the threshold. */
  periods?: number;
}

/** Subscriptions of a topic; nobody's address is kept. */
export interface Subscribers {
  confirmed: number;
  pending: number;
}

/** A log group. */
export interface LogGroup {
  name: string;
  arn: string;
  /** Absent: events never expire. */
  retentionDays?: number;
  kmsKeyId?: string;
}

/** A metric filter of a log group. */
export interface MetricFilter {
  name: string;
  group: string;
  pattern: string;
  /** What it counts as; `value` is a number or a field of the event. */
  metrics: { namespace: string; name: string; value?: string; dimensions: string[] }[];
}

/** An EventBridge rule that findings of GuardDuty or Security Hub pass. */
export interface FindingRule {
  name: string;
  arn: string;
  enabled: boolean;
  /** Which findings, all of them at high severity, it lets through. */
  passes: FindingKind[];
  targets: Reading<RuleTarget[]>;
}

/** Findings of GuardDuty itself, those of GuardDuty as Security Hub has them, and those of Security Hub's own controls. */
export type FindingKind = 'guardduty' | 'guardduty-in-hub' | 'hub';

/** Where a rule sends events. */
export interface RuleTarget {
  arn: string;
  /** Of a topic: null where it does not exist; absent for any other target. */
  subscribers?: Reading<Subscribers | null>;
}

/** Facts of alarms and logs, each per region. */
export interface AlarmFacts {
  /** cloudwatch:DescribeAlarms, metric and composite */
  'cloudwatch.alarms': Alarm[];
  /** sns:ListSubscriptionsByTopic, by ARN of each topic that an alarm calls; null: there is no such topic */
  'cloudwatch.alarm-topics': Record<string, Reading<Subscribers | null>>;
  /** logs:DescribeLogGroups */
  'logs.groups': LogGroup[];
  /** logs:DescribeMetricFilters; none, and not asked, in a region to whose log groups no trail delivers */
  'logs.metric-filters': MetricFilter[];
  /** events:ListRules, ListTargetsByRule, sns:ListSubscriptionsByTopic; not asked where nothing makes findings */
  'events.finding-rules': FindingRule[];
  /** elasticloadbalancing:DescribeTags, by ARN of each application, network and gateway load balancer */
  'elbv2.tags': Record<string, Reading<Record<string, string>>>;
}

/** How each of these facts is read. */
export const alarmSources: Record<keyof AlarmFacts, FactSource> = {
  'cloudwatch.alarms': { operation: 'cloudwatch:DescribeAlarms', regional: true },
  'cloudwatch.alarm-topics': { operation: 'sns:ListSubscriptionsByTopic', regional: true },
  'logs.groups': { operation: 'logs:DescribeLogGroups', regional: true },
  'logs.metric-filters': { operation: 'logs:DescribeMetricFilters', regional: true },
  'events.finding-rules': { operation: 'events:ListRules', regional: true },
  'elbv2.tags': { operation: 'elbv2:DescribeTags', regional: true },
};
