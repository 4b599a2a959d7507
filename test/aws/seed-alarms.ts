/** The chain from the trail to a person, what is under load, and rules for findings, of the good and the bad account. */
import { CreateTrailCommand, PutEventSelectorsCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, PutMetricAlarmCommand, type PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeImagesCommand, DescribeSubnetsCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { CreateLoadBalancerCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { accountId, type SeedClients } from './clients.ts';
import { createBucket } from './seed-buckets.ts';
import { detectionHome, logKey, makeGroup } from './seed-detection.ts';
import { trust } from './seed-parts.ts';

/** Names that flips refer to. */
export const chain = {
  trail: 'chain-trail',
  bucket: 'chain-trail-logs',
  group: 'chain-trail',
  filter: 'root-usage',
  alarm: 'root-usage',
  rule: 'guardduty-findings',
  hubRule: 'security-hub-findings',
} as const;

const tags = [{ Key: 'environment', Value: 'production' }];

/** The ARN of a topic by its name. */
export const topicArn = (name: string, region = detectionHome) => `arn:aws:sns:${region}:${accountId}:${name}`;

/** Makes a topic, with a subscriber or without. */
export async function makeTopic(clients: SeedClients, Name: string, subscriber: boolean): Promise<void> {
  const sns = clients.of(SNSClient, detectionHome);
  await sns.send(new CreateTopicCommand({ Name }));
  const TopicArn = topicArn(Name);
  if (subscriber)
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'on-call@example.com' }));
}

/** An alarm on one metric that calls the topic of those on call, changed as said. */
export async function makeAlarm(
  clients: SeedClients,
  change: Partial<PutMetricAlarmCommandInput>,
  region = detectionHome,
): Promise<void> {
  await clients.of(CloudWatchClient, region).send(
    new PutMetricAlarmCommand({
      AlarmName: chain.alarm,
      Namespace: 'Security',
      MetricName: 'RootUsage',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: [topicArn('on-call', region)],
      ...change,
    }),
  );
}

/** The metric filter for use of the root user, with the pattern given. */
export async function makeFilter(
  clients: SeedClients,
  filterPattern = '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
): Promise<void> {
  await clients.of(CloudWatchLogsClient, detectionHome).send(
    new PutMetricFilterCommand({
      logGroupName: chain.group,
      filterName: chain.filter,
      filterPattern,
      metricTransformations: [{ metricNamespace: 'Security', metricName: 'RootUsage', metricValue: '1' }],
    }),
  );
}

/** A rule on the default bus and its target. */
export async function makeRule(
  clients: SeedClients,
  Name: string,
  pattern: object,
  target: string,
  region = detectionHome,
): Promise<void> {
  const events = clients.of(EventBridgeClient, region);
  await events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify(pattern) }));
  await events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: '1', Arn: topicArn(target, region) }] }));
}

/** A trail over all regions whose events reach a log group. */
async function makeTrail(clients: SeedClients): Promise<void> {
  await createBucket(clients.s3(detectionHome), detectionHome, chain.bucket);
  await clients.iam.send(
    new CreateRoleCommand({
      RoleName: 'trail-to-logs',
      AssumeRolePolicyDocument: trust({ Principal: { Service: 'cloudtrail.amazonaws.com' } }),
    }),
  );
  const cloudTrail = clients.cloudTrail(detectionHome);
  const Name = chain.trail;
  await cloudTrail.send(
    new CreateTrailCommand({
      Name,
      S3BucketName: chain.bucket,
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${detectionHome}:${accountId}:log-group:${chain.group}:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${accountId}:role/trail-to-logs`,
    }),
  );
  await cloudTrail.send(new StartLoggingCommand({ Name }));
  const EventSelectors = [{ ReadWriteType: 'All' as const, IncludeManagementEvents: true }];
  await cloudTrail.send(new PutEventSelectorsCommand({ TrailName: Name, EventSelectors }));
}

/** A running machine; its id. */
export async function makeMachine(clients: SeedClients, region: string): Promise<string> {
  const ec2 = clients.ec2(region);
  const { Images = [] } = await ec2.send(new DescribeImagesCommand());
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images[0]?.ImageId ?? 'ami-12c6146b',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: tags }],
    }),
  );
  return Instances[0]?.InstanceId ?? '';
}

/** A machine, a database and a load balancer, and an alarm on the load of each. */
async function seedLoad(clients: SeedClients): Promise<void> {
  const load = async (AlarmName: string, Namespace: string, MetricName: string, Name: string, Value: string) =>
    makeAlarm(clients, { AlarmName, Namespace, MetricName, Dimensions: [{ Name, Value }], Threshold: 80 });
  await load('machine-cpu', 'AWS/EC2', 'CPUUtilization', 'InstanceId', await makeMachine(clients, detectionHome));
  await clients.of(RDSClient, detectionHome).send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'main',
      Engine: 'postgres',
      DBInstanceClass: 'db.t4g.micro',
      AllocatedStorage: 20,
      MasterUsername: 'owner',
      MasterUserPassword: 'not-a-real-one',
      Tags: tags,
    }),
  );
  await load('database-cpu', 'AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'main');
  const { Subnets = [] } = await clients.ec2(detectionHome).send(new DescribeSubnetsCommand());
  const ids = Subnets.slice(0, 2).map(({ SubnetId = '' }) => SubnetId);
  const { LoadBalancers = [] } = await clients
    .of(ElasticLoadBalancingV2Client, detectionHome)
    .send(new CreateLoadBalancerCommand({ Name: 'web', Subnets: ids, Tags: tags }));
  const arn = LoadBalancers[0]?.LoadBalancerArn ?? '';
  const name = arn.slice(arn.indexOf('loadbalancer/') + 'loadbalancer/'.length);
  await load('web-requests', 'AWS/ApplicationELB', 'RequestCount', 'LoadBalancer', name);
}

/** Rule patterns of the good account. */
export const patterns = {
  guardDuty: { source: ['aws.guardduty'], detail: { severity: [{ numeric: ['>=', 7] }] } },
  hub: { source: ['aws.securityhub'], 'detail-type': ['Security Hub Findings - Imported'] },
};

/** Alarms of the good account. Findings of the other region are gathered here by Security Hub. */
export async function seedGoodAlarms(clients: SeedClients): Promise<void> {
  await makeTopic(clients, 'on-call', true);
  await makeGroup(clients, chain.group, 400, logKey);
  await makeTrail(clients);
  await makeFilter(clients);
  await makeAlarm(clients, {});
  await seedLoad(clients);
  await makeRule(clients, chain.rule, patterns.guardDuty, 'on-call');
  await makeRule(clients, chain.hubRule, patterns.hub, 'on-call');
}

/** Alarms of the bad account: one without an action, one that calls a topic nobody reads, and no other. */
export async function seedBadAlarms(clients: SeedClients): Promise<void> {
  await makeTopic(clients, 'nobody', false);
  await makeAlarm(clients, { AlarmName: 'silent', MetricName: 'Silent', AlarmActions: [] });
  await makeAlarm(clients, { AlarmName: 'unheard', MetricName: 'Unheard', AlarmActions: [topicArn('nobody')] });
  await makeMachine(clients, 'eu-west-1');
  await makeRule(clients, chain.rule, patterns.guardDuty, 'nobody');
}
