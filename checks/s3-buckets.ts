/** What the bucket checks share: going through the buckets, and the words for their settings. */
import type { FactReader, Judgement } from '../source/core/check.ts';
import type { Bucket, Reading } from '../source/core/facts.ts';
import { globalFact, UnreadSettings } from './reading.ts';

/** A verdict on a bucket, or undefined when something was unread (and noted) or the bucket is not concerned. */
export type BucketVerdict = { status: 'pass' | 'fail'; reason: string } | undefined;

const noBuckets = 'The account has no S3 buckets.';

/** Judges each bucket of the account that is chosen; all of them by default, in every region, as S3 is one service. */
export function overBuckets(
  facts: FactReader,
  judge: (bucket: Bucket, unread: UnreadSettings) => BucketVerdict,
  chosen: { include: (bucket: Bucket) => boolean; notApplicable: string } = {
    include: () => true,
    notApplicable: noBuckets,
  },
): Judgement {
  const buckets = globalFact(facts, 's3.buckets');
  if (!buckets.known) return { resources: [], unknown: [buckets.unread] };
  const unread = new UnreadSettings();
  const resources = buckets.data.filter(chosen.include).flatMap((bucket) => {
    const verdict = judge(bucket, unread);
    return verdict === undefined ? [] : [{ id: bucket.name, region: bucket.region, ...verdict }];
  });
  const notApplicable = buckets.data.length === 0 ? noBuckets : chosen.notApplicable;
  return { resources, unknown: unread.list(), notApplicable };
}

/** Judges one setting of a bucket; unread, it is noted and gives no verdict. */
export function bySetting<T>(
  setting: (bucket: Bucket) => Reading<T>,
  judge: (value: T, bucket: Bucket) => { good: boolean; reason: string },
): (bucket: Bucket, unread: UnreadSettings) => BucketVerdict {
  return (bucket, unread) => {
    const read = unread.take(setting(bucket), bucket.name, bucket.region);
    if (read === undefined) return undefined;
    const { good, reason } = judge(read.data, bucket);
    return { status: good ? 'pass' : 'fail', reason };
  };
}
