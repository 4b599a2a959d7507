/**
 * How fast each operation may be asked, per account and region: about half of what AWS documents, so that the
 * customer's own tools keep the other half, and a cautious guess where nothing is published. As known on 2026-11-21.
 */
import type { OperationName } from '../core/facts.ts';

/** The pace of an operation. */
export interface Rate {
  /** Operations with the same pool share one bucket of tokens. */
  pool: string;
  perSecond: number;
  /** Calls that may go at once before the pace holds. */
  burst: number;
}

// The bucket a service's operations draw from: one for all of them, or one each (S3 and EC2 limit each by itself).
const shared: Record<string, Omit<Rate, 'pool'>> = {
  sts: { perSecond: 5, burst: 10 },
  iam: { perSecond: 5, burst: 10 },
  cloudtrail: { perSecond: 5, burst: 5 },
  s3control: { perSecond: 2, burst: 4 },
  elbv2: { perSecond: 5, burst: 20 },
  elb: { perSecond: 5, burst: 20 },
  cloudfront: { perSecond: 2, burst: 4 },
  // Both draw from one bucket of 10 a second at AWS.
  apigateway: { perSecond: 3.5, burst: 14 },
  apigatewayv2: { perSecond: 1.5, burst: 6 },
  'sso-admin': { perSecond: 10, burst: 10 },
  identitystore: { perSecond: 5, burst: 10 },
  ecs: { perSecond: 5, burst: 10 },
  eks: { perSecond: 3, burst: 5 },
  cloudformation: { perSecond: 3, burst: 6 },
  codebuild: { perSecond: 3, burst: 5 },
  codepipeline: { perSecond: 3, burst: 5 },
  backup: { perSecond: 5, burst: 10 },
  // Answers about one a second for the whole organization.
  organizations: { perSecond: 0.5, burst: 2 },
  rds: { perSecond: 5, burst: 10 },
  redshift: { perSecond: 5, burst: 10 },
  elasticache: { perSecond: 5, burst: 10 },
  opensearch: { perSecond: 3, burst: 5 },
  efs: { perSecond: 5, burst: 10 },
  dms: { perSecond: 5, burst: 10 },
  sagemaker: { perSecond: 3, burst: 5 },
  emr: { perSecond: 0.5, burst: 5 },
  ssm: { perSecond: 3, burst: 5 },
  acm: { perSecond: 5, burst: 8 },
  secretsmanager: { perSecond: 5, burst: 10 },
  guardduty: { perSecond: 5, burst: 10 },
  config: { perSecond: 3, burst: 5 },
  securityhub: { perSecond: 5, burst: 15 },
  inspector2: { perSecond: 5, burst: 10 },
  accessanalyzer: { perSecond: 5, burst: 10 },
  ecr: { perSecond: 5, burst: 10 },
  lambda: { perSecond: 5, burst: 10 },
  cloudwatch: { perSecond: 4.5, burst: 4 },
  events: { perSecond: 10, burst: 10 },
};

const each: Record<string, Omit<Rate, 'pool'>> = {
  // Each EC2 operation has a bucket of 100 refilled 20 a second, as long as MaxResults is sent.
  ec2: { perSecond: 10, burst: 50 },
  s3: { perSecond: 10, burst: 20 },
  kms: { perSecond: 20, burst: 40 },
  sqs: { perSecond: 10, burst: 20 },
};

const own: Record<OperationName, Omit<Rate, 'pool'>> = {
  'wafv2:ListWebACLs': { perSecond: 2.5, burst: 2 },
  'wafv2:GetLoggingConfiguration': { perSecond: 2.5, burst: 2 },
  'wafv2:GetWebACLForResource': { perSecond: 0.5, burst: 1 },
  'apigateway:GetResources': { perSecond: 1.25, burst: 2 },
  'iam:GenerateCredentialReport': { perSecond: 0.25, burst: 1 },
  'iam:GetCredentialReport': { perSecond: 1, burst: 2 },
  // Two a second for everybody in the account together.
  'cloudtrail:LookupEvents': { perSecond: 1, burst: 1 },
  'dynamodb:ListTables': { perSecond: 10, burst: 10 },
  'dynamodb:DescribeContinuousBackups': { perSecond: 5, burst: 5 },
  'sns:ListTopics': { perSecond: 10, burst: 20 },
  'sns:ListSubscriptionsByTopic': { perSecond: 15, burst: 30 },
  'securityhub:GetFindings': { perSecond: 1.5, burst: 3 },
  'logs:DescribeLogGroups': { perSecond: 5, burst: 5 },
  'logs:DescribeMetricFilters': { perSecond: 2.5, burst: 2 },
  'sns:GetTopicAttributes': { perSecond: 20, burst: 40 },
  'emr:ListClusters': { perSecond: 0.25, burst: 10 },
  'emr:ListInstances': { perSecond: 0.25, burst: 5 },
};

/** The pace of an operation; a slow default for one without a row. */
export function rateOf(operation: OperationName): Rate {
  const service = operation.slice(0, operation.indexOf(':'));
  const alone = own[operation] ?? each[service];
  if (alone) return { pool: operation, ...alone };
  return { pool: service, ...(shared[service] ?? { perSecond: 1, burst: 2 }) };
}

/** Calls of one service in one region that may be under way at the same time. */
export const callsAtOnce = 12;
