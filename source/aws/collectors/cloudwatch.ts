/** CloudWatch: alarms, and the topics that they call. */
import {
  CloudWatchClient,
  type CompositeAlarm,
  type MetricAlarm,
  paginateDescribeAlarms,
  type Metric as SdkMetric,
} from '@aws-sdk/client-cloudwatch';
import type { Reading } from '../../core/facts.ts';
import type { Alarm, Metric, Subscribers, Trigger } from '../../core/facts-alarms.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { isTopic, subscribers } from './sns-subscribers.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** Alarms of a region, composite ones too. */
export function alarms(session: Session, region: string): Promise<Reading<Alarm[]>> {
  const operation = 'cloudwatch:DescribeAlarms';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: Alarm[] = [];
      const client = session.client('cloudwatch', CloudWatchClient, region);
      // Without the types no composite alarm comes back.
      const types = { AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const] };
      for await (const page of paginateDescribeAlarms({ client, pageSize: 100 }, types)) {
        all.push(...(page.MetricAlarms ?? []).map(metricAlarm), ...(page.CompositeAlarms ?? []).map(compositeAlarm));
      }
      return all;
    }),
  );
}

function common(alarm: MetricAlarm | CompositeAlarm) {
  const arn = defined(alarm.AlarmArn, 'AlarmArn');
  return {
    arn,
    name: alarm.AlarmName ?? arn,
    actions: alarm.AlarmActions ?? [],
    ...omitAbsent({
      actionsEnabled: alarm.ActionsEnabled,
      updatedAt: instant(alarm.AlarmConfigurationUpdatedTimestamp),
    }),
  };
}

function metricAlarm(alarm: MetricAlarm): Alarm {
  const inExpression = (alarm.Metrics ?? []).flatMap(({ MetricStat }) => metric(MetricStat?.Metric));
  const expression = (alarm.Metrics ?? []).length > 0;
  const trigger: Trigger = omitAbsent({
    comparison: alarm.ComparisonOperator,
    threshold: alarm.Threshold,
    statistic: alarm.Statistic,
    periods: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods,
  });
  const own = metric({ Namespace: alarm.Namespace, MetricName: alarm.MetricName, Dimensions: alarm.Dimensions });
  return { ...common(alarm), metrics: expression ? inExpression : own, expression, ...(expression ? {} : { trigger }) };
}

function metric(found: SdkMetric | undefined): Metric[] {
  const { Namespace, MetricName, Dimensions = [] } = found ?? {};
  if (Namespace === undefined || MetricName === undefined) return [];
  const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
  return [{ namespace: Namespace, name: MetricName, dimensions }];
}

function compositeAlarm(alarm: CompositeAlarm): Alarm {
  const { AlarmRule = '', ActionsSuppressor } = alarm;
  const composite = { rule: AlarmRule, ...omitAbsent({ suppressor: ActionsSuppressor || undefined }) };
  return { ...common(alarm), metrics: [], expression: false, composite };
}

/** Subscribers of each topic that an alarm of the region calls. */
export async function alarmTopics(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<Subscribers | null>>>> {
  const known = await alarms(session, region);
  if (known.state !== 'ok') return known;
  const topics = [...new Set(known.data.flatMap(({ actions }) => actions).filter(isTopic))].sort();
  return detailsOf(
    { state: 'ok', data: topics },
    (arn) => arn,
    (arn) => subscribers(session, arn),
  );
}
