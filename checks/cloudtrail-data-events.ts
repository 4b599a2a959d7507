/** Whether a trail records what is done with the objects of one bucket. */
import type { FactReader } from '../source/core/check.ts';
import type { Bucket } from '../source/core/facts.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { objectEvents } from './cloudtrail-selectors.ts';
import { outOfReach, unreadOperation } from './reading.ts';
import { readTrails } from './trails.ts';

/** A trail that records the bucket's objects, or what is not known about that. */
export type TrailCover = { logged: true; by: string } | { logged: false; unread: UnreadOperation[] };

/** A test of buckets: does a logging trail record reads and writes of all their objects? */
export function loggedByTrail(facts: FactReader): (bucket: Bucket) => TrailCover {
  const { trails, readRegions, unread } = readTrails(facts);
  return (bucket) => {
    const missing: UnreadOperation[] = [];
    for (const trail of trails) {
      if (!trail.multiRegion && trail.homeRegion !== bucket.region) continue;
      const { status, selectors } = trail;
      if (status.state === 'ok' && !status.data.logging) continue;
      if (selectors.state === 'ok') {
        const { reads, writes } = objectEvents(selectors.data, bucket.name);
        if (!reads || !writes) continue;
        if (status.state === 'ok') return { logged: true, by: trail.name };
      } else missing.push(unreadOperation(selectors, trail.homeRegion));
      if (status.state !== 'ok') missing.push(unreadOperation(status, trail.homeRegion));
    }
    return { logged: false, unread: [...missing, ...unseenTrails(bucket, readRegions, unread)] };
  };
}

/** Any region that was read shows every multi-region trail; a trail of one region shows only there. */
function unseenTrails(bucket: Bucket, readRegions: string[], unread: UnreadOperation[]): UnreadOperation[] {
  if (readRegions.includes(bucket.region)) return [];
  const own = unread.filter((entry) => entry.region === bucket.region || entry.operation === 'ec2:DescribeRegions');
  if (own.length > 0) return own;
  if (readRegions.length === 0) return unread;
  const reason = 'The trails of this region were not read in this scan.';
  return [outOfReach('cloudtrail:DescribeTrails', reason, bucket.region)];
}
