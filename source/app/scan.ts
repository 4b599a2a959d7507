/** The facts of a scan that is still running: what has been read so far, and "not read yet" for the rest. */
import { factSources } from '../core/fact-sources.ts';
import type { Facts, Reading } from '../core/facts.ts';
import { factsVersion, globalRegion } from '../core/facts.ts';
import type { ScanEvent } from './ports.ts';
import type { Scan } from './state.ts';

/** Why a reading that is still to come is not there. */
export const notReadYet = 'not read yet';

/** Facts in which nothing has been read yet of these regions. */
export function unreadFacts(identity: ScanEvent & { type: 'identity' }, now: string): Facts {
  const readings: Record<string, Record<string, Reading<never>>> = {};
  for (const [name, { operation, regional }] of Object.entries(factSources)) {
    const unread: Reading<never> = { state: 'unavailable', operation, reason: notReadYet };
    readings[name] = Object.fromEntries((regional ? identity.regions : [globalRegion]).map((r) => [r, unread]));
  }
  return {
    factsVersion,
    account: identity.account,
    partition: identity.partition,
    callerArn: identity.arn,
    startedAt: now,
    finishedAt: now,
    regions: identity.regions,
    calls: { total: 0, byOperation: {} },
    readings,
  };
}

/** The facts with one more reading. */
export function withReading(facts: Facts, event: ScanEvent & { type: 'fact' }): Facts {
  const readings = { ...facts.readings[event.name], [event.region]: event.reading };
  return { ...facts, readings: { ...facts.readings, [event.name]: readings } };
}

/** The scan's progress after an event. */
export function withProgress(scan: Scan, event: ScanEvent): Scan {
  if (scan.state !== 'running') return scan;
  if (event.type === 'started') return { ...scan, total: event.total };
  if (event.type !== 'progress') return scan;
  const { type: _, ...progress } = event;
  return { ...scan, ...progress };
}
