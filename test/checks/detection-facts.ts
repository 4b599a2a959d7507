/** Builders of facts for the tests of detection, keys, secrets and certificates. */
import type { Reading } from '../../source/core/facts.ts';
import type { Alarm, FindingRule, MetricFilter, Subscribers } from '../../source/core/facts-alarms.ts';
import type {
  Certificate,
  ConfigRecorder,
  KeyRotation,
  KmsKey,
  KmsKeyDetails,
  RecorderStatus,
  Secret,
} from '../../source/core/facts-detection.ts';
import { account, daysAgo, ok } from './facts.ts';

/** An instant so many days after now. */
export const daysAhead = (days: number) => daysAgo(-days);

export function key(
  details: Partial<KmsKeyDetails> | Reading<KmsKeyDetails> = {},
  rotation: KeyRotation | null | Reading<KeyRotation | null> = {
    enabled: true,
    periodDays: 365,
    nextAt: daysAhead(65),
  },
): KmsKey {
  const whole = { manager: 'CUSTOMER', state: 'Enabled', spec: 'SYMMETRIC_DEFAULT', origin: 'AWS_KMS' };
  return {
    id: 'key-1',
    arn: `arn:aws:kms:us-east-1:${account}:key/key-1`,
    details: isReading(details) ? details : ok({ ...whole, ...details }),
    rotation: isReading(rotation) ? rotation : ok(rotation),
  };
}

const states = ['ok', 'denied', 'failed', 'unavailable'];

function isReading<T>(value: object | Reading<T> | null): value is Reading<T> {
  return value !== null && 'state' in value && states.includes(String(value.state));
}

export function secret(change: Partial<Secret> = {}): Secret {
  return {
    arn: `arn:aws:secretsmanager:us-east-1:${account}:secret:database-AbCdEf`,
    name: 'database',
    rotationEnabled: true,
    everyDays: 30,
    createdAt: daysAgo(400),
    lastRotatedAt: daysAgo(10),
    nextRotationAt: daysAhead(20),
    ...change,
  };
}

export function certificate(change: Partial<Certificate> = {}): Certificate {
  return {
    arn: `arn:aws:acm:us-east-1:${account}:certificate/1`,
    domain: 'www.example.com',
    status: 'ISSUED',
    type: 'AMAZON_ISSUED',
    inUse: true,
    notAfter: daysAhead(120),
    ...change,
  };
}

export function recorder(status: Partial<RecorderStatus> = {}, change: Partial<ConfigRecorder> = {}): ConfigRecorder {
  return {
    name: 'default',
    allTypes: true,
    excluded: [],
    status: ok({ recording: true, lastStatus: 'SUCCESS', startedAt: daysAgo(200), ...status }),
    ...change,
  };
}

/** The thing as AWS would have left these fields out. */
export function without<T extends object>(thing: T, ...fields: (keyof T)[]): T {
  return Object.fromEntries(Object.entries(thing).filter(([name]) => !fields.includes(name as keyof T))) as T;
}

export function alarm(change: Partial<Alarm> = {}): Alarm {
  return {
    arn: `arn:aws:cloudwatch:us-east-1:${account}:alarm:root`,
    name: 'root',
    actionsEnabled: true,
    actions: [topic],
    updatedAt: daysAgo(100),
    metrics: [{ namespace: 'Security', name: 'RootUsage', dimensions: {} }],
    expression: false,
    trigger: { comparison: 'GreaterThanOrEqualToThreshold', threshold: 1, periods: 1 },
    ...change,
  };
}

export const topic = `arn:aws:sns:us-east-1:${account}:on-call`;

export const rootPattern =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

export function metricFilter(change: Partial<MetricFilter> = {}): MetricFilter {
  const metrics = [{ namespace: 'Security', name: 'RootUsage', value: '1', dimensions: [] }];
  return { name: 'root-usage', group: 'trail', pattern: rootPattern, metrics, ...change };
}

/** A rule that sends GuardDuty's findings to a topic with these subscribers. */
export function findingRule(
  change: Partial<FindingRule> = {},
  subscribers: Reading<Subscribers | null> = ok({ confirmed: 1, pending: 0 }),
): FindingRule {
  return {
    name: 'findings',
    arn: `arn:aws:events:us-east-1:${account}:rule/findings`,
    enabled: true,
    passes: ['guardduty'],
    targets: ok([{ arn: topic, subscribers }]),
    ...change,
  };
}
