/** The trails of an account as one list: a trail that shows in many regions is one trail. */
import type { FactReader, Judgement } from '../source/core/check.ts';
import { globalRegion, type Reading, type Trail } from '../source/core/facts.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { regionalFact, UnreadSettings } from './reading.ts';

/** What was read of trails. */
export interface Trails {
  /** Each trail once, by ARN. */
  trails: Trail[];
  /** Regions whose list of trails was read. A multi-region trail shows in every one of them. */
  readRegions: string[];
  /** Regions whose list was not. */
  unread: UnreadOperation[];
}

/** All trails, shadows and organization trails merged by ARN; the view of the home region goes first. */
export function readTrails(facts: FactReader): Trails {
  const { read, unread } = regionalFact(facts, 'cloudtrail.trails');
  const views = [...read].flatMap(([region, trails]) => trails.map((trail) => ({ region, trail })));
  views.sort((a, b) => Number(b.region === b.trail.homeRegion) - Number(a.region === a.trail.homeRegion));
  const byArn = new Map<string, Trail>();
  for (const { trail } of views) {
    const known = byArn.get(trail.arn);
    byArn.set(trail.arn, {
      ...(known ?? trail),
      status: firstOk(known?.status, trail.status),
      selectors: firstOk(known?.selectors, trail.selectors),
    });
  }
  return { trails: [...byArn.values()], readRegions: [...read.keys()], unread };
}

function firstOk<T>(known: Reading<T> | undefined, other: Reading<T>): Reading<T> {
  return known === undefined || (known.state !== 'ok' && other.state === 'ok') ? other : known;
}

/** Whether a trail records what happens in every region that was read. */
export function coversAll(trail: Trail, { readRegions }: Trails): boolean {
  return trail.multiRegion || readRegions.every((region) => region === trail.homeRegion);
}

/** A verdict on a trail; undefined when what it needs was unread, and noted. */
export type TrailVerdict = { good: boolean; reason: string } | undefined;

/**
 * Judges a property of trails. One trail that has it and covers every region is enough, and what the others lack is said
 * beside it; otherwise each trail has to have it. Whether the trails cover every region is cloudtrail-multi-region's own question.
 */
export function overTrails(
  all: Trails,
  judge: (trail: Trail, unread: UnreadSettings) => TrailVerdict,
): Pick<Judgement, 'resources' | 'unknown' | 'notApplicable'> {
  const unread = new UnreadSettings();
  const verdicts = all.trails.map((trail) => ({ trail, verdict: judge(trail, unread) }));
  const enough = verdicts.filter(({ trail, verdict }) => verdict?.good && coversAll(trail, all) && isWhole(trail, all));
  if (enough.length > 0) {
    const lacking = verdicts.filter(({ verdict }) => verdict?.good === false).map(({ trail }) => trail.name);
    const remark = lacking.length > 0 ? ` Not so: ${lacking.join(', ')}.` : '';
    const resources = enough.map(({ trail, verdict }) => finding(trail, 'pass', `${verdict?.reason ?? ''}${remark}`));
    return { resources, unknown: [] };
  }
  const resources = verdicts.flatMap(({ trail, verdict }) =>
    verdict === undefined ? [] : [finding(trail, verdict.good ? 'pass' : 'fail', verdict.reason)],
  );
  return { resources, unknown: [...all.unread, ...unread.list()], notApplicable: 'The account has no trail.' };
}

/** A single-region trail covers everything only when no region's list is missing. */
function isWhole(trail: Trail, { unread }: Trails): boolean {
  return trail.multiRegion || unread.length === 0;
}

/** A finding on a trail, in its home region. */
export function finding(trail: Trail, status: 'pass' | 'fail', reason: string): ResourceFinding {
  return { id: trail.arn, region: trail.homeRegion, status, reason };
}

/** A finding on the account as a whole. */
export function accountFinding(status: 'pass' | 'fail', reason: string): ResourceFinding {
  return { id: 'account', region: globalRegion, status, reason };
}
