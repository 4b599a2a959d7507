/** Checks of the buckets that trails deliver to. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import type { Bucket, LifecycleRule, Trail } from '../source/core/facts.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { numberCommitment } from './commitments.ts';
import { globalFact, leftOut, outOfReach, UnreadSettings } from './reading.ts';
import type { BucketVerdict } from './s3-buckets.ts';
import { aclRoute, policyRoute } from './s3-exposure.ts';
import { readTrails } from './trails.ts';

/** Judges each bucket that a trail delivers to, once; one that is not in this account's list is out of reach. */
function overTrailBuckets(
  facts: FactReader,
  judge: (bucket: Bucket, trails: Trail[], unread: UnreadSettings) => BucketVerdict,
): Judgement {
  const { trails, unread: unreadRegions } = readTrails(facts);
  // A trail over all regions shows wherever one looks; what an unread region may hide is only one more beside it.
  const unknown: UnreadOperation[] = trails.some((trail) => trail.multiRegion) ? [] : [...unreadRegions];
  const buckets = globalFact(facts, 's3.buckets');
  const byName = new Map<string, Trail[]>();
  for (const trail of trails) {
    if (trail.bucket) byName.set(trail.bucket, [...(byName.get(trail.bucket) ?? []), trail]);
    else
      unknown.push(
        leftOut('cloudtrail:DescribeTrails', `AWS did not name the bucket of ${trail.name}.`, trail.homeRegion),
      );
  }
  if (byName.size > 0 && !buckets.known) unknown.push(buckets.unread);
  const unread = new UnreadSettings();
  const resources = [...byName].flatMap(([name, delivering]) => {
    if (!buckets.known) return [];
    const bucket = buckets.data.find((candidate) => candidate.name === name);
    if (bucket === undefined) {
      const reason = `The bucket ${name} is not in this account's list: it belongs to another account, or is gone.`;
      unknown.push(outOfReach('s3:ListBuckets', reason));
      return [];
    }
    const verdict = judge(bucket, delivering, unread);
    return verdict === undefined ? [] : [{ id: name, region: bucket.region, ...verdict }];
  });
  return { resources, unknown: [...unknown, ...unread.list()], notApplicable: 'The account has no trail.' };
}

const notPublic: Check = {
  id: 'cloudtrail-bucket-not-public',
  title: 'Strangers cannot reach the trail bucket',
  service: 'cloudtrail',
  tier: 1,
  severity: 'critical',
  severityReason: 'The record shows attackers the whole account; and whoever can write to it can forge or erase it.',
  criteria: ['CC6.1', 'CC7.2'],
  why: 'Evidence must be safe from those it may be about.',
  judgement:
    'Passes for each bucket that a trail delivers to and that strangers can neither read nor write, judged as in s3-no-public-read and s3-no-public-write. Unknown when the bucket lives in another account. Does not apply without a trail.',
  facts: ['cloudtrail.trails', 's3.buckets', 's3.account-public-access-block'],
  operations: [
    'ec2:DescribeRegions',
    'cloudtrail:DescribeTrails',
    's3:ListBuckets',
    's3:GetBucketAcl',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetPublicAccessBlock',
    's3control:GetPublicAccessBlock',
  ],
  fix: {
    summary: 'Block public access on the trail bucket and take public grants and statements away.',
    console: [
      'Open S3, the trail bucket, Permissions, and turn on Block all public access.',
      'Reduce the bucket policy to what CloudTrail needs, with aws:SourceArn set to the trail.',
      'Validate the log files since the bucket became public.',
    ],
    cli: [
      'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
      'aws cloudtrail validate-logs --trail-arn TRAIL_ARN --start-time START',
    ],
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  judge(facts) {
    const account = globalFact(facts, 's3.account-public-access-block');
    return overTrailBuckets(facts, (bucket, _trails, unread) => {
      const routes = (['read', 'write'] as const).flatMap((access) => [
        aclRoute(bucket, account, access, unread),
        policyRoute(bucket, account, access, unread),
      ]);
      const open = routes.find((route) => route.state === 'open');
      if (open !== undefined) return { status: 'fail', reason: `Strangers can reach ${bucket.name}: ${open.reason}.` };
      if (routes.some((route) => route.state === 'unknown')) return undefined;
      return { status: 'pass', reason: `Strangers cannot reach ${bucket.name}.` };
    });
  },
};

/** Whether a rule takes in trail files: for certain, perhaps, or surely not. */
function concernsTrail({ prefix }: LifecycleRule, { keyPrefix }: Trail): 'yes' | 'perhaps' | 'no' {
  // Files lie under PREFIX/AWSLogs/[o-…/]ACCOUNT/CloudTrail/….
  const start = keyPrefix === undefined || keyPrefix === '' ? '' : `${keyPrefix.replace(/\/$/, '')}/`;
  const key = `${start}AWSLogs/`;
  if (prefix === '') return 'yes';
  const under = /(?:^|\/)AWSLogs\/(.*)$/.exec(prefix)?.[1];
  if (under !== undefined && (keyPrefix === undefined || prefix.startsWith(key))) {
    const service = under.split('/').find((part) => part !== '' && !/^(o-[a-z0-9]+|\d+)$/.test(part));
    return service === undefined || 'CloudTrail'.startsWith(service) || service.startsWith('CloudTrail') ? 'yes' : 'no';
  }
  if (key.startsWith(prefix)) return 'yes';
  // Without the trail's prefix, a rule on another prefix may be about it or not.
  return keyPrefix === undefined ? 'perhaps' : 'no';
}

/** Days a rule keeps a file before it is gone from view; undefined: for ever. A fixed date also removes new files, once past. */
function visibleDays({ expirationDays, expirationDate }: LifecycleRule): number | undefined {
  return expirationDate === undefined ? expirationDays : 0;
}

const retention: Check = {
  id: 'cloudtrail-bucket-retention',
  title: 'The trail bucket keeps logs as long as promised',
  service: 'cloudtrail',
  tier: 1,
  severity: 'medium',
  severityReason: 'Logs that are gone cannot be had back, and the audit period may lie before they begin.',
  criteria: ['CC7.2', 'CC7.3'],
  why: 'The auditor samples events over the whole window; so must you be able to.',
  judgement:
    'Passes for each trail bucket in which no enabled lifecycle rule ends trail files before the number of days in scoping (default 365). Versions kept after an expiry count, and so does a default object-lock retention. Unknown when a rule that might concern trail files would end them too early, or when the bucket lives in another account. Does not apply without a trail.',
  facts: ['cloudtrail.trails', 's3.buckets'],
  operations: [
    'ec2:DescribeRegions',
    'cloudtrail:DescribeTrails',
    's3:ListBuckets',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketVersioning',
    's3:GetObjectLockConfiguration',
  ],
  commitment: 'log-retention-days',
  fix: {
    summary: 'Lengthen the lifecycle rules of the trail bucket to the promised retention.',
    console: [
      'Open S3, the trail bucket, Management, the lifecycle rule.',
      'Set the expiry to at least the promised days; move older files to an S3 Glacier storage class to save cost.',
      'Consider object lock with the same retention.',
      'By command, start from what the first one prints: the second replaces all rules of the bucket.',
    ],
    cli: [
      'aws s3api get-bucket-lifecycle-configuration --bucket BUCKET',
      'aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration file://lifecycle.json',
    ],
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html'],
  judge(facts, settings) {
    const { value: wanted, committed } = numberCommitment(settings, 'log-retention-days', 365);
    const judgement = overTrailBuckets(facts, (bucket, trails, unread) => {
      const { name, region } = bucket;
      const lifecycle = unread.take(bucket.lifecycle, name, region);
      if (lifecycle === undefined) return undefined;
      const early = (lifecycle.data?.rules ?? []).filter(
        (rule) =>
          rule.enabled && (visibleDays(rule) ?? wanted) < wanted && trails.some((t) => concernsTrail(rule, t) !== 'no'),
      );
      if (early.length === 0)
        return { status: 'pass', reason: `No lifecycle rule of ${name} ends logs before ${wanted} days.` };
      const saved = keptBehind(bucket, early, wanted, unread);
      if (saved === undefined) return undefined;
      if (saved.kept >= wanted) return { status: 'pass', reason: `${name} keeps logs ${saved.how}.` };
      const certain = early.filter((rule) => !rule.narrowed && trails.some((t) => concernsTrail(rule, t) === 'yes'));
      if (certain.length > 0) {
        const ids = certain.map((rule) => rule.id || 'without a name').join(', ');
        return {
          status: 'fail',
          reason: `${name} ends logs after ${saved.kept} days (rule ${ids}); promised are ${wanted}.`,
        };
      }
      const reason = `Whether the lifecycle rules that end files before ${wanted} days take in trail files cannot be told.`;
      unread.add(leftOut('s3:GetBucketLifecycleConfiguration', reason, region), name);
      return undefined;
    });
    return { ...judgement, committed };
  },
};

/** How long logs last in spite of early rules: as earlier versions, or under a lock; undefined when that was unread. */
function keptBehind(bucket: Bucket, early: readonly LifecycleRule[], wanted: number, unread: UnreadSettings) {
  const { name, region, versioning, objectLock, lifecycle } = bucket;
  const visible = Math.min(...early.map((rule) => visibleDays(rule) ?? wanted));
  const lock = objectLock.state === 'ok' ? objectLock.data : undefined;
  const locked = lock?.mode ? (lock.days ?? 0) + (lock.years ?? 0) * 365 : 0;
  const rules = lifecycle.state === 'ok' ? (lifecycle.data?.rules ?? []) : [];
  const ends = rules.flatMap((rule) =>
    rule.enabled && rule.noncurrentExpirationDays !== undefined ? [rule.noncurrentExpirationDays] : [],
  );
  const asVersions = visible + (ends.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...ends));
  const versioned = versioning.state === 'ok' && versioning.data.status === 'Enabled' ? asVersions : 0;
  if (locked >= wanted) return { kept: locked, how: `locked for ${locked} days` };
  if (versioned >= wanted) return { kept: versioned, how: 'as earlier versions' };
  if (versioning.state !== 'ok' || objectLock.state !== 'ok') {
    unread.need(versioning, name, region);
    unread.need(objectLock, name, region);
    return undefined;
  }
  return { kept: Math.max(visible, locked, versioned), how: '' };
}

/** Checks of trail buckets. */
export const trailBucketChecks: Check[] = [notPublic, retention];
