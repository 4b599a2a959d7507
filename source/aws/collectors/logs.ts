/** CloudWatch Logs: groups and metric filters. */
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateDescribeMetricFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Reading } from '../../core/facts.ts';
import type { LogGroup, MetricFilter } from '../../core/facts-alarms.ts';
import type { Session } from '../session.ts';
import { trails } from './cloudtrail.ts';
import { defined, omitAbsent } from './values.ts';

// The most that either operation takes.
const pageSize = 50;

/** Log groups of a region. */
export function groups(session: Session, region: string): Promise<Reading<LogGroup[]>> {
  return session.reading('logs:DescribeLogGroups', region, async () => {
    const all: LogGroup[] = [];
    const client = session.client('logs', CloudWatchLogsClient, region);
    for await (const page of paginateDescribeLogGroups({ client, pageSize }, {})) {
      for (const { logGroupName, logGroupArn, arn, retentionInDays, kmsKeyId } of page.logGroups ?? []) {
        const name = defined(logGroupName, 'logGroupName');
        all.push({
          name,
          arn: logGroupArn ?? arn?.replace(/:\*$/, '') ?? name,
          ...omitAbsent({ retentionDays: retentionInDays, kmsKeyId }),
        });
      }
    }
    return all;
  });
}

/** Metric filters of a region: asked for all groups at once, and only where a trail delivers to one of them. */
export async function metricFilters(session: Session, region: string): Promise<Reading<MetricFilter[]>> {
  const known = await trails(session, region);
  if (known.state !== 'ok') return known;
  const delivers = known.data.some(({ logGroupArn }) => logGroupArn?.split(':')[3] === region);
  if (!delivers) return { state: 'ok', data: [] };
  return session.reading('logs:DescribeMetricFilters', region, async () => {
    const all: MetricFilter[] = [];
    const client = session.client('logs', CloudWatchLogsClient, region);
    for await (const page of paginateDescribeMetricFilters({ client, pageSize }, {})) {
      for (const { filterName, logGroupName, filterPattern, metricTransformations = [] } of page.metricFilters ?? []) {
        all.push({
          name: defined(filterName, 'filterName'),
          group: defined(logGroupName, 'logGroupName'),
          pattern: filterPattern ?? '',
          metrics: metricTransformations.map(({ metricNamespace, metricName, metricValue, dimensions }) => ({
            namespace: metricNamespace ?? '',
            name: metricName ?? '',
            dimensions: Object.keys(dimensions ?? {}),
            ...omitAbsent({ value: metricValue }),
          })),
        });
      }
    }
    return all;
  });
}
