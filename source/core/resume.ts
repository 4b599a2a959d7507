/** Going on with a scan: what an earlier one left unread, and the two as one. */
import type { Check } from './check.ts';
import { factSources } from './fact-sources.ts';
import { type FactName, type Facts, factsVersion, globalRegion, type Reading } from './facts.ts';

/** Why something was not read once the budget of calls was used up. */
export function notSampled(budget: number): string {
  return `not sampled: the call budget of ${budget} was used up`;
}

/** Most milliseconds between the first reading of a scan and one that joins it: older ones are not of the same moment. */
const joinableFor = 24 * 3_600_000;

/**
 * Why readings of now may not join a scan, one sentence; undefined when they may. It counts from the scan's first
 * reading, so that one scan that is read again bit by bit does not grow old unseen.
 */
export function cannotJoin(facts: Facts, now: Date): string | undefined {
  const age = now.getTime() - Date.parse(facts.startedAt);
  if (age > joinableFor) return `The last scan is of ${facts.startedAt}: too old for new readings to join it.`;
  return facts.factsVersion === factsVersion ? undefined : 'The last scan was made by another version of soc2-ready.';
}

/** Why this part of a scan may not be read again, one sentence; undefined when it may. */
export function cannotReadAgain(facts: Facts, part: readonly FactName[], now: Date): string | undefined {
  const lacks = regionsOpen(facts) && part.some((name) => factSources[name].regional);
  return cannotJoin(facts, now) ?? (lacks ? 'The last scan could not list the regions.' : undefined);
}

/** The facts that checks are judged by, each once. */
export function factsOf(checks: readonly Check[]): FactName[] {
  return [...new Set(checks.flatMap((check): FactName[] => check.facts))];
}

/**
 * The regions of each wanted fact that need no second reading. Denied, failed and not sampled are read again, also where
 * only a setting of one resource was; unavailable for another reason (region not enabled, service not there) stays.
 */
export function readAlready(facts: Facts, wanted: readonly FactName[]): Partial<Record<FactName, string[]>> {
  const have: Partial<Record<FactName, string[]>> = {};
  for (const name of wanted) {
    have[name] = Object.entries(facts.readings[name] ?? {})
      .filter(([, reading]) => !leavesOpen(reading))
      .map(([region]) => region);
  }
  return have;
}

/** How many readings of the wanted facts a scan left open, in the regions it knew. */
export function openReadings(facts: Facts, wanted: readonly FactName[]): number {
  const have = readAlready(facts, wanted);
  return wanted.reduce((sum, name) => {
    const all = factSources[name].regional ? facts.regions : [globalRegion];
    return sum + all.filter((region) => have[name]?.includes(region) !== true).length;
  }, 0);
}

/** Whether the regions to read are not known from it: nobody named them, and they could not be listed. */
export function regionsOpen(facts: Facts): boolean {
  return facts.regionsNamed !== true && facts.readings['ec2.regions']?.[globalRegion]?.state !== 'ok';
}

/**
 * The earlier scan with what the later one read instead. It spans both: it starts with the earlier, ends with the later
 * and counts the calls of both. A reading that failed again is replaced too, as the later reason is the one that holds.
 */
export function mergeScans(earlier: Facts, later: Facts): Facts {
  const readings: Record<string, Record<string, Reading<unknown>>> = {};
  for (const source of [earlier, later]) {
    for (const [name, byRegion] of Object.entries(source.readings)) readings[name] = { ...readings[name], ...byRegion };
  }
  const byOperation = { ...earlier.calls.byOperation };
  for (const [operation, calls] of Object.entries(later.calls.byOperation))
    byOperation[operation] = (byOperation[operation] ?? 0) + calls;
  // A resumed scan is given its regions, but they are named only where a person named them.
  const { regionsNamed: _, ...rest } = later;
  return {
    ...rest,
    startedAt: earlier.startedAt,
    regions: [...new Set([...earlier.regions, ...later.regions])].sort(),
    ...(earlier.regionsNamed === true ? { regionsNamed: true } : {}),
    calls: { total: earlier.calls.total + later.calls.total, byOperation },
    readings: readings as Facts['readings'],
  };
}

/** Whether a reading, or a reading inside it, may be had by asking again. */
function leavesOpen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { state, operation, reason } = value as Record<string, unknown>;
  if (typeof operation === 'string' && typeof reason === 'string') {
    if (state === 'denied' || state === 'failed') return true;
    if (state === 'unavailable') return reason.startsWith('not sampled');
  }
  return (Array.isArray(value) ? value : Object.values(value)).some(leavesOpen);
}
