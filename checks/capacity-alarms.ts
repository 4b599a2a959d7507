/** The check that load is watched. */
import type { Check, CheckSettings, FactReader } from '../source/core/check.ts';
import type { FactName, FactTypes, OperationName } from '../source/core/facts.ts';
import type { Metric } from '../source/core/facts-alarms.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { production } from './production.ts';
import { leftOut, regionalFact, some, UnreadSettings } from './reading.ts';
import { labelled, whyUnread } from './regional.ts';

/** Something whose load is to be watched. */
interface Loaded {
  id: string;
  label: string;
  tags: Readonly<Record<string, string>> | undefined;
  /** Dimensions of metrics that are about it: one of these pairs is enough. */
  dimensions: [name: string, value: string][];
  operation: OperationName;
}

// Metrics of health or errors: they tell that it broke, not that it fills up.
const notLoad = /^(StatusCheckFailed|HealthyHostCount|UnHealthyHostCount|HTTPCode_|MetadataNoToken)|Error(Count|s)?$/i;

/** Whether a metric tells the load of a thing. */
function isLoadOf({ dimensions }: Loaded, metric: Metric): boolean {
  return !notLoad.test(metric.name) && dimensions.some(([name, value]) => metric.dimensions[name] === value);
}

type Listed<Name extends FactName> = ReturnType<typeof regionalFact<Name>>;

function instances({ read }: Listed<'ec2.instances'>, region: string): Loaded[] {
  return (read.get(region) ?? [])
    .filter(({ state }) => state === 'running')
    .map((one) => {
      const group = one.tags?.['aws:autoscaling:groupName'];
      const dimensions: [string, string][] = [['InstanceId', one.id]];
      if (group !== undefined) dimensions.push(['AutoScalingGroupName', group]);
      return { id: one.id, label: labelled(one), tags: one.tags, dimensions, operation: 'ec2:DescribeInstances' };
    });
}

function databases({ read }: Listed<'rds.instances'>, region: string): Loaded[] {
  return (read.get(region) ?? []).map(({ arn, id, tags, cluster }) => ({
    id: arn,
    label: id,
    tags,
    dimensions: [
      ['DBInstanceIdentifier', id],
      ...(cluster === undefined ? [] : ([['DBClusterIdentifier', cluster]] satisfies [string, string][])),
    ],
    operation: 'rds:DescribeDBInstances',
  }));
}

/** Load balancers with their tags, which are asked for apart. Unread tags are noted only where tags decide. */
function balancers(
  { read }: Listed<'elbv2.load-balancers'>,
  tags: Listed<'elbv2.tags'>,
  region: string,
  tagsDecide: boolean,
  unread: UnreadSettings,
): Loaded[] {
  return (read.get(region) ?? []).flatMap(({ arn, name }): Loaded[] => {
    const byArn = tags.read.get(region);
    const reading = byArn?.[arn];
    const base: Loaded = {
      id: arn,
      label: name,
      tags: reading?.state === 'ok' ? reading.data : undefined,
      dimensions: [['LoadBalancer', /loadbalancer\/(.+)$/.exec(arn)?.[1] ?? arn]],
      operation: 'elbv2:DescribeTags',
    };
    if (!tagsDecide || reading?.state === 'ok') return [base];
    if (byArn === undefined)
      for (const why of whyUnread(tags.unread, 'elbv2:DescribeTags', region)) unread.add(why, name);
    else if (reading !== undefined) unread.need(reading, name, region);
    // Without a reading it was deleted while we read.
    return [];
  });
}

const facts = [
  'cloudwatch.alarms',
  'ec2.instances',
  'rds.instances',
  'elbv2.load-balancers',
  'elbv2.tags',
] as const satisfies (keyof FactTypes)[];

function judgeLoad(reader: FactReader, settings: CheckSettings) {
  const { covers, committed, nothing } = production(settings);
  const tagsDecide = covers(undefined) === undefined;
  const alarms = regionalFact(reader, 'cloudwatch.alarms');
  const machines = regionalFact(reader, 'ec2.instances');
  const stores = regionalFact(reader, 'rds.instances');
  const fronts = regionalFact(reader, 'elbv2.load-balancers');
  const tags = regionalFact(reader, 'elbv2.tags');
  const unread = new UnreadSettings();
  const resources: ResourceFinding[] = [];
  for (const region of new Set([...machines.read.keys(), ...stores.read.keys(), ...fronts.read.keys()])) {
    const found = [
      ...instances(machines, region),
      ...databases(stores, region),
      ...balancers(fronts, tags, region, tagsDecide, unread),
    ];
    for (const one of found) {
      const counts = covers(one.tags);
      if (counts === undefined)
        unread.add(leftOut(one.operation, 'Its tags are not in the snapshot.', region), one.label);
      if (counts !== true) continue;
      const all = alarms.read.get(region);
      if (all === undefined) {
        for (const why of whyUnread(alarms.unread, 'cloudwatch:DescribeAlarms', region)) unread.add(why, one.label);
        continue;
      }
      const watching = all.filter(({ metrics }) => metrics.some((metric) => isLoadOf(one, metric)));
      resources.push(
        watching.length > 0
          ? {
              id: one.id,
              region,
              status: 'pass',
              reason: `The load of ${one.label} is watched by ${some(watching.map(({ name }) => name))}.`,
            }
          : { id: one.id, region, status: 'fail', reason: `No alarm watches the load of ${one.label}.` },
      );
    }
  }
  return {
    resources,
    unknown: [...machines.unread, ...stores.unread, ...fronts.unread, ...unread.list()],
    notApplicable: nothing('running instances, databases or load balancers'),
    committed,
  };
}

const capacity: Check = {
  id: 'capacity-alarms-exist',
  title: 'An alarm watches the load of each machine, database and load balancer',
  service: 'cloudwatch',
  tier: 1,
  severity: 'medium',
  severityReason: 'What fills up slowly is seen in time by an alarm, or by customers.',
  criteria: ['A1.1', 'CC7.2'],
  why: 'A promise of availability needs somebody who sees the limit coming; the alarm is the proof.',
  judgement:
    'Judges running EC2 instances, RDS instances and load balancers (application, network, gateway): those with a tag of scoping, or all while scoping names no tags, which then only adds evidence. Each passes when an alarm looks at a metric of its load: its own, of its Auto Scaling group or of its database cluster. Alarms on health and errors do not count.',
  facts: [...facts],
  operations: [
    'ec2:DescribeRegions',
    'cloudwatch:DescribeAlarms',
    'ec2:DescribeInstances',
    'rds:DescribeDBInstances',
    'elbv2:DescribeLoadBalancers',
    'elbv2:DescribeTags',
  ],
  commitment: 'tags',
  fix: {
    summary: 'Create an alarm on a load metric for each listed resource.',
    console: [
      'Choose what fills up first: processor or memory of a machine, storage and connections of a database, requests of a load balancer.',
      'Open CloudWatch, All alarms, Create alarm; set the threshold well below the limit, and a topic that people read.',
      'For groups of machines make one alarm on the group; take the alarms that CloudWatch recommends as a start.',
    ],
    cli: [
      'aws cloudwatch put-metric-alarm --alarm-name database-storage --namespace AWS/RDS --metric-name FreeStorageSpace --dimensions Name=DBInstanceIdentifier,Value=DATABASE --statistic Average --period 300 --evaluation-periods 3 --threshold 10000000000 --comparison-operator LessThanThreshold --alarm-actions TOPIC_ARN --region REGION',
    ],
    terraform: `resource "aws_cloudwatch_metric_alarm" "storage" {
  alarm_name          = "database-storage"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.this.identifier }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  threshold           = 10000000000
  comparison_operator = "LessThanThreshold"
  alarm_actions       = [aws_sns_topic.on_call.arn]
}`,
    minutes: 20,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
  ],
  judge: judgeLoad,
};

/** Checks of capacity. */
export const capacityChecks: Check[] = [capacity];
