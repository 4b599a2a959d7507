/** Checks of what carries messages: SNS topics and SQS queues. */
import type { Check } from '../source/core/check.ts';
import { overDetails } from './details.ts';
import { verdict } from './regional.ts';
import { howPoliciesAreRead, judgePublic } from './resource-policies.ts';

const topicOperations = ['ec2:DescribeRegions', 'sns:ListTopics', 'sns:GetTopicAttributes'];
const queueOperations = ['ec2:DescribeRegions', 'sqs:ListQueues', 'sqs:GetQueueAttributes'];
const noTopics = 'There are no SNS topics.';
const lastPart = (text: string) => text.slice(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1);

const topicEncrypted: Check = {
  id: 'sns-encrypted',
  title: 'Topics are encrypted',
  service: 'sns',
  tier: 1,
  severity: 'medium',
  severityReason: 'Messages stay in a topic for moments only, but alarms and events can quote customer data.',
  criteria: ['CC6.1'],
  why: 'Encryption at rest is promised for all that holds data, queues and topics too.',
  judgement: 'Passes for each SNS topic with a KMS key, AWS’s own (alias/aws/sns) or one of yours.',
  facts: ['sns.topics'],
  operations: topicOperations,
  fix: {
    summary: 'Give the listed topics a KMS key.',
    console: [
      'Find out which AWS services publish to the topic: they need a key of your own whose policy lets them use it.',
      'Open Amazon SNS, Topics, the topic, Edit, Encryption, and choose the key.',
      'Publish a test message, and let an alarm go off once.',
    ],
    cli: [
      'aws sns set-topic-attributes --topic-arn TOPIC_ARN --attribute-name KmsMasterKeyId --attribute-value KEY_ID --region REGION',
    ],
    terraform: `resource "aws_sns_topic" "this" {
  kms_master_key_id = aws_kms_key.this.id
}`,
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html'],
  judge: (reader) => ({
    ...overDetails(reader, 'sns.topics', 'sns:GetTopicAttributes', (arn, { kmsKeyId }) =>
      verdict(
        kmsKeyId !== undefined,
        `${lastPart(arn)} is encrypted with ${kmsKeyId}.`,
        `${lastPart(arn)} has no KMS key.`,
      ),
    ),
    notApplicable: noTopics,
  }),
};

const narrow = (what: 'topic' | 'queue', words: string, cli: string): Check['fix'] => ({
  summary: `Name the accounts, roles or services in the policies of the listed ${what}s.`,
  console: [
    `Open ${words}, the ${what}, Edit, Access policy.`,
    'Replace the wildcard principal by those who need it, or add a condition such as aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID.',
    'Check that those who send and receive still can.',
  ],
  cli: [cli],
  terraform: `condition {
  test     = "ArnEquals"
  variable = "aws:SourceArn"
  values   = [aws_s3_bucket.this.arn]
}`,
  minutes: 20,
});

const topicNotPublic: Check = {
  id: 'sns-not-public',
  title: 'No topic lets everybody in',
  service: 'sns',
  tier: 1,
  severity: 'high',
  severityReason: 'Strangers could read what is sent by subscribing, or send what your systems act upon.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A policy is a statement of who should have access; one that says "everybody" is wrong.',
  judgement: `Passes for each SNS topic whose policy allows nothing to everybody. ${howPoliciesAreRead}`,
  facts: ['sns.topics'],
  operations: topicOperations,
  fix: narrow(
    'topic',
    'Amazon SNS, Topics',
    'aws sns set-topic-attributes --topic-arn TOPIC_ARN --attribute-name Policy --attribute-value file://policy.json --region REGION',
  ),
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html'],
  judge: (reader) => ({
    ...overDetails(reader, 'sns.topics', 'sns:GetTopicAttributes', (arn, { policy }) =>
      judgePublic(lastPart(arn), policy),
    ),
    notApplicable: noTopics,
  }),
};

const queueNotPublic: Check = {
  id: 'sqs-not-public',
  title: 'No queue lets everybody in',
  service: 'sqs',
  tier: 1,
  severity: 'high',
  severityReason: 'Strangers could read and remove messages, or send what your systems act upon.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A policy is a statement of who should have access; one that says "everybody" is wrong.',
  judgement: `Passes for each SQS queue that has no policy, or one that allows nothing to everybody. ${howPoliciesAreRead}`,
  facts: ['sqs.policies'],
  operations: queueOperations,
  fix: narrow(
    'queue',
    'Amazon SQS, Queues',
    'aws sqs set-queue-attributes --queue-url QUEUE_URL --attributes file://attributes.json --region REGION',
  ),
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  judge: (reader) => ({
    ...overDetails(reader, 'sqs.policies', 'sqs:GetQueueAttributes', (url, policy) =>
      judgePublic(lastPart(url), policy),
    ),
    notApplicable: 'There are no SQS queues.',
  }),
};

/** Checks of topics and queues. */
export const messageChecks: Check[] = [topicEncrypted, topicNotPublic, queueNotPublic];
