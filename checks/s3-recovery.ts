/** Checks that what is in buckets can be had back: versions, locks, copies. */
import type { Check, CheckSettings } from '../source/core/check.ts';
import type { Bucket } from '../source/core/facts.ts';
import { isListed, listCommitment } from './commitments.ts';
import { globalFact, outOfReach, some } from './reading.ts';
import { bySetting, overBuckets } from './s3-buckets.ts';

const versioning: Check = {
  id: 's3-versioning',
  title: 'Buckets keep earlier versions',
  service: 's3',
  tier: 1,
  severity: 'medium',
  severityReason: 'Without versions a deletion or overwrite is final.',
  criteria: ['CC7.4', 'CC7.5', 'A1.2'],
  why: 'Versions are the simplest recovery from mistakes and from ransomware.',
  judgement: 'Passes for each bucket with versioning enabled. Suspended, or never enabled, fails.',
  facts: ['s3.buckets'],
  operations: ['s3:ListBuckets', 's3:GetBucketVersioning'],
  fix: {
    summary: 'Enable versioning on the listed buckets, with a rule that removes old versions in time.',
    console: [
      'Open S3, the bucket, Properties, Bucket Versioning, Edit, Enable.',
      'Under Management add a lifecycle rule that deletes noncurrent versions after as long as you may need them.',
    ],
    cli: ['aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled'],
    terraform: `resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = "Enabled"
  }
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  judge: (facts) =>
    overBuckets(
      facts,
      bySetting(
        (bucket) => bucket.versioning,
        ({ status }, { name }) => ({
          good: status === 'Enabled',
          reason: {
            Enabled: `${name} keeps versions.`,
            Suspended: `${name} has versioning suspended.`,
            never: `${name} never had versioning on.`,
          }[status],
        }),
      ),
    ),
};

/** The buckets that lists of scoping name; without a list, or when none of its buckets is here, nothing applies. */
function listed(settings: CheckSettings, ids: string[], what: string) {
  const lists = ids.map((id) => listCommitment(settings, id)).filter((list) => list.value.length > 0);
  const names = lists.flatMap((list) => list.value);
  return {
    committed: lists.length > 0 && lists.every((list) => list.committed),
    chosen: {
      include: (bucket: Bucket) => isListed(names, bucket.name),
      notApplicable:
        names.length === 0
          ? `Scoping lists no ${what} buckets.`
          : `None of the ${what} buckets of scoping is in this account: ${some(names)}.`,
    },
  };
}

const objectLock: Check = {
  id: 's3-object-lock',
  title: 'Log and critical buckets are locked against deletion',
  service: 's3',
  tier: 1,
  severity: 'low',
  severityReason: 'It matters when an administrator turns, or an attacker becomes one.',
  criteria: ['CC6.1', 'C1.1'],
  why: 'Evidence and backups are worth as much as they are safe from those who run the account.',
  judgement:
    'Passes for each bucket that scoping lists as keeping logs or critical data (such as backups) and that has object lock on. Does not apply without a list: what is critical is for you to say.',
  facts: ['s3.buckets'],
  operations: ['s3:ListBuckets', 's3:GetObjectLockConfiguration'],
  commitment: 'log-buckets',
  fix: {
    summary: 'Turn on object lock with a default retention on the listed buckets.',
    console: [
      'Enable versioning on the bucket. Neither it nor object lock can be switched off again, and locked files cost until their time is over.',
      'Leave out buckets that take S3 server access logs: S3 delivers none to a bucket with a default retention.',
      'Open S3, the bucket, Properties, Object Lock, Edit, Enable.',
      'Set a default retention: governance mode to begin with, compliance mode once the period is settled.',
    ],
    cli: [
      'aws s3api put-object-lock-configuration --bucket BUCKET --object-lock-configuration \'{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"GOVERNANCE","Days":365}}}\'',
    ],
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html'],
  judge(facts, settings) {
    const { chosen, committed } = listed(settings, ['log-buckets', 'critical-buckets'], 'log or critical');
    const judge = bySetting(
      (bucket) => bucket.objectLock,
      (lock, { name }) => {
        if (lock === null) return { good: false, reason: `${name} has no object lock.` };
        const kept = lock.days === undefined ? lock.years && `${lock.years} years` : `${lock.days} days`;
        const retention = lock.mode && kept ? `${lock.mode.toLowerCase()} mode, ${kept}` : 'no default retention';
        return { good: true, reason: `${name} has object lock on (${retention}).` };
      },
    );
    return { ...overBuckets(facts, judge, chosen), committed };
  },
};

const replication: Check = {
  id: 's3-replication',
  title: 'Critical buckets are copied to another region',
  service: 's3',
  tier: 1,
  severity: 'low',
  severityReason: 'S3 already keeps copies in several data centres; this is about losing a region, or an account.',
  criteria: ['A1.2', 'CC7.4', 'CC9.1'],
  why: 'If you promise to come back after the loss of a region, the data has to be somewhere else first.',
  judgement:
    'Passes for each bucket that scoping lists as critical and that has an enabled replication rule to a bucket in another region. The region of a bucket of another account cannot be seen: unknown. Does not apply without a list.',
  facts: ['s3.buckets'],
  operations: ['s3:ListBuckets', 's3:GetBucketReplication'],
  commitment: 'critical-buckets',
  fix: {
    summary: 'Replicate the listed buckets to a bucket in another region.',
    console: [
      'Make a bucket in another region that your data may be in, with versioning on and the same protections.',
      'Open S3, the bucket, Management, Replication rules, Create replication rule, for all objects; the copy costs its storage and the transfer.',
      'Copy what is there already by a batch job, and test reading from the copy.',
    ],
    cli: ['aws s3api put-bucket-replication --bucket BUCKET --replication-configuration file://replication.json'],
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html'],
  judge(facts, settings) {
    const { chosen, committed } = listed(settings, ['critical-buckets'], 'critical');
    const buckets = globalFact(facts, 's3.buckets');
    const regions = new Map(buckets.known ? buckets.data.map(({ name, region }) => [name, region]) : []);
    const judgement = overBuckets(
      facts,
      (bucket, unread) => {
        const { name, region } = bucket;
        const setting = unread.take(bucket.replication, name, region);
        if (setting === undefined) return undefined;
        const targets = (setting.data?.rules ?? [])
          .filter((rule) => rule.enabled)
          .map((rule) => rule.destinationBucketArn.split(':::')[1] ?? rule.destinationBucketArn);
        if (targets.length === 0) return { status: 'fail', reason: `${name} has no enabled replication rule.` };
        const away = targets.find((target) => (regions.get(target) ?? region) !== region);
        if (away !== undefined) {
          return { status: 'pass', reason: `${name} is copied to ${away} in ${regions.get(away)}.` };
        }
        const unseen = targets.find((target) => !regions.has(target));
        if (unseen === undefined) return { status: 'fail', reason: `${name} is copied only within ${region}.` };
        const reason = `The region of the target bucket ${unseen}, which is not in this account, cannot be seen.`;
        unread.add(outOfReach('s3:GetBucketReplication', reason, region), name);
        return undefined;
      },
      chosen,
    );
    return { ...judgement, committed };
  },
};

/** Checks of recovery from buckets. */
export const bucketRecoveryChecks: Check[] = [versioning, objectLock, replication];
