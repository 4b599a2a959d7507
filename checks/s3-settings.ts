/** Checks of how buckets are set up: encryption, TLS, access logs. */
import type { Check } from '../source/core/check.ts';
import type { Bucket, PolicyDocument } from '../source/core/facts.ts';
import { asList, coversAction, coversResource, statements } from '../source/core/policy.ts';
import { refusesPlainHttp } from '../source/core/policy-condition.ts';
import { loggedByTrail } from './cloudtrail-data-events.ts';
import { isListed, listCommitment } from './commitments.ts';
import { bySetting, overBuckets } from './s3-buckets.ts';

const defaultEncryption: Check = {
  id: 's3-default-encryption',
  title: 'Buckets encrypt what is stored',
  service: 's3',
  tier: 1,
  severity: 'medium',
  severityReason:
    'S3 has encrypted every new object since January 2023; what is left is to show it, and with which key.',
  criteria: ['CC6.1', 'C1.1'],
  why: 'Encryption at rest is asked for in every audit; this shows the rule, bucket by bucket.',
  judgement: 'Passes for each bucket with a default encryption rule, with S3 or KMS keys. Fails when AWS reports none.',
  facts: ['s3.buckets'],
  operations: ['s3:ListBuckets', 's3:GetBucketEncryption'],
  fix: {
    summary: 'Set a default encryption rule on the listed buckets.',
    console: [
      'Open S3, the bucket, Properties, Default encryption, Edit.',
      'Choose SSE-KMS with a key of your own for confidential data, else SSE-S3.',
    ],
    cli: [
      'aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration \'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}\'',
    ],
    terraform: `resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
    bucket_key_enabled = true
  }
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html'],
  judge: (facts) =>
    overBuckets(
      facts,
      bySetting(
        (bucket) => bucket.encryption,
        (rule, { name }) =>
          rule === null
            ? { good: false, reason: `${name} has no default encryption rule.` }
            : { good: true, reason: `${name} encrypts with ${rule.algorithm} by default.` },
      ),
    ),
};

const requests = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetBucketPolicy'];

/** Why a policy does not refuse plain HTTP on all of a bucket, or undefined when it does. */
function plainHttpGap(document: PolicyDocument | null, { name }: Bucket): string | undefined {
  if (document === null) return 'has no bucket policy';
  const denials = statements(document).filter(refusesPlainHttp);
  if (denials.length === 0) return 'has a policy that does not refuse plain HTTP';
  const partition = /^arn:[^:]+/.exec(denials.flatMap((denial) => asList(denial.Resource)).join(' '))?.[0] ?? 'arn:aws';
  for (const [resource, what] of [
    [`${partition}:s3:::${name}/any`, 'its objects'],
    [`${partition}:s3:::${name}`, 'the bucket itself'],
  ] as const) {
    const refused = (action: string) => denials.some((d) => coversAction(d, action) && coversResource(d, resource));
    if (!requests.every(refused)) return `refuses plain HTTP, but not for every request to ${what}`;
  }
  return undefined;
}

const tlsOnly: Check = {
  id: 's3-tls-only',
  title: 'Buckets refuse plain HTTP',
  service: 's3',
  tier: 1,
  severity: 'medium',
  severityReason: 'All AWS tools use TLS by default; the rule stops the exception.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'Encryption in transit has to be enforced, not only offered.',
  judgement:
    'Passes for each bucket whose policy denies every request, of everybody, to the bucket and its objects, when aws:SecureTransport is false. A denial for some people, some actions or only the objects does not do.',
  facts: ['s3.buckets'],
  operations: ['s3:ListBuckets', 's3:GetBucketPolicy'],
  fix: {
    summary: 'Add a denial of plain HTTP to the policies of the listed buckets.',
    console: [
      'Open S3, the bucket, Permissions, Bucket policy, Edit.',
      'Look in the access logs for requests by plain HTTP: website endpoints of S3 speak nothing else, and a CloudFront origin of that kind would go dark.',
      'Add to the policy that is there a Deny for principal *, action s3:*, on the bucket and bucket/*, with the condition Bool aws:SecureTransport false.',
    ],
    cli: ['aws s3api put-bucket-policy --bucket BUCKET --policy file://policy.json'],
    terraform: `statement {
  sid       = "TlsOnly"
  effect    = "Deny"
  actions   = ["s3:*"]
  resources = [aws_s3_bucket.this.arn, "\${aws_s3_bucket.this.arn}/*"]
  principals {
    type        = "*"
    identifiers = ["*"]
  }
  condition {
    test     = "Bool"
    variable = "aws:SecureTransport"
    values   = ["false"]
  }
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html'],
  judge: (facts) =>
    overBuckets(
      facts,
      bySetting(
        (bucket) => bucket.policy,
        (document, bucket) => {
          const gap = plainHttpGap(document, bucket);
          return { good: gap === undefined, reason: `${bucket.name} ${gap ?? 'refuses plain HTTP'}.` };
        },
      ),
    ),
};

const accessLogging: Check = {
  id: 's3-access-logging',
  title: 'Access to buckets is logged',
  service: 's3',
  tier: 1,
  severity: 'medium',
  severityReason: 'After a leak, nothing else tells what was taken.',
  criteria: ['CC6.1', 'CC7.2', 'CC7.3'],
  why: 'An incident is closed by knowing what was read; without access logs the answer is "maybe everything".',
  judgement:
    'Passes for each bucket with server access logging, or whose object reads and writes a logging CloudTrail trail records. A bucket that scoping lists as keeping logs needs no log of its own. A bucket without its own logging is unknown while the trails could not be read.',
  facts: ['s3.buckets', 'cloudtrail.trails'],
  operations: [
    's3:ListBuckets',
    's3:GetBucketLogging',
    'ec2:DescribeRegions',
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:GetEventSelectors',
  ],
  fix: {
    summary: 'Turn on server access logging on the listed buckets, or record their data events by a trail.',
    console: [
      'Keep one bucket per region for access logs, with a retention rule and a policy that lets logging.s3.amazonaws.com write.',
      'Open S3, the bucket, Properties, Server access logging, Edit, and name that bucket.',
      'For confidential buckets prefer CloudTrail data events: they name the caller reliably.',
    ],
    cli: [
      'aws s3api put-bucket-logging --bucket BUCKET --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"LOG_BUCKET","TargetPrefix":"BUCKET/"}}\'',
    ],
    terraform: `resource "aws_s3_bucket_logging" "this" {
  bucket        = aws_s3_bucket.this.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "this/"
}`,
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html'],
  judge(facts, settings) {
    const logs = listCommitment(settings, 'log-buckets');
    const byTrail = loggedByTrail(facts);
    return overBuckets(facts, (bucket, unread) => {
      const { name } = bucket;
      if (logs.committed && isListed(logs.value, name)) {
        return { status: 'pass', reason: `${name} keeps logs itself and needs no access log of its own.` };
      }
      const own = bucket.logging;
      if (own.state === 'ok' && own.data !== null) {
        return { status: 'pass', reason: `${name} logs access to ${own.data.targetBucket}.` };
      }
      const trail = byTrail(bucket);
      if (trail.logged) return { status: 'pass', reason: `${name} is covered by the data events of ${trail.by}.` };
      unread.need(own, name, bucket.region);
      for (const entry of trail.unread) unread.add(entry, name);
      if (own.state !== 'ok' || trail.unread.length > 0) return undefined;
      return { status: 'fail', reason: `${name} has no access logging, and no trail records its data events.` };
    });
  },
};

/** Checks of bucket settings. */
export const bucketSettingChecks: Check[] = [defaultEncryption, tlsOnly, accessLogging];
