/** What each check is doing while AWS is being read: told from the readings that are there and the calls that are out. */
import type { Check } from '../core/check.ts';
import type { Facts } from '../core/facts.ts';
import { notReadYet } from './scan.ts';
import type { Scan } from './state.ts';

/** Where a check is. `skipped`: nothing that it needs is there to be read. */
export type CheckProgress = 'queued' | 'running' | 'ok' | 'denied' | 'failed' | 'skipped';

/** The state of a check, with the reason where something is not read. */
export interface CheckState {
  state: CheckProgress;
  reason?: string;
}

/** In the order in which they are counted. */
export const checkProgress: readonly CheckProgress[] = ['running', 'queued', 'ok', 'denied', 'failed', 'skipped'];

/** The state of a check in a running scan. */
export function checkState(
  { id, facts: names, operations }: Check,
  scan: Scan & { state: 'running' },
  facts: Facts | undefined,
): CheckState {
  if (facts === undefined) return { state: 'queued' };
  // Read again, the earlier readings stay until theirs come.
  if (scan.again !== undefined) return { state: scan.again.includes(id) ? 'running' : 'ok' };
  const readings = names.flatMap((name) => Object.values(facts.readings[name] ?? {}));
  const read = readings.filter((reading) => reading.state !== 'unavailable' || reading.reason !== notReadYet);
  if (read.length < readings.length) {
    const calls = operations.flatMap((operation) => scan.operations?.[operation] ?? []);
    const begun =
      read.length > 0 || calls.some(({ running, ok, denied, failed }) => running + ok + denied + failed > 0);
    return { state: begun ? 'running' : 'queued' };
  }
  const denied = read.find((reading) => reading.state === 'denied');
  if (denied !== undefined) return { state: 'denied', reason: denied.action };
  const failed = read.find((reading) => reading.state === 'failed');
  if (failed !== undefined) return { state: 'failed', reason: failed.reason };
  const missing = read.find((reading) => reading.state === 'unavailable');
  if (missing !== undefined && read.every(({ state }) => state === 'unavailable'))
    return { state: 'skipped', reason: missing.reason };
  return { state: 'ok' };
}

const counts = new WeakMap<Facts, { operations: unknown; counted: Record<CheckProgress, number> }>();

/** How many checks are in each state. */
export function progressCounts(
  checks: readonly Check[],
  scan: Scan & { state: 'running' },
  facts: Facts | undefined,
): Record<CheckProgress, number> {
  const known = facts === undefined ? undefined : counts.get(facts);
  if (known !== undefined && known.operations === scan.operations) return known.counted;
  const counted = { queued: 0, running: 0, ok: 0, denied: 0, failed: 0, skipped: 0 };
  for (const check of checks) counted[checkState(check, scan, facts).state] += 1;
  if (facts !== undefined) counts.set(facts, { operations: scan.operations, counted });
  return counted;
}

/** Calls that are asked for so far, sent or not; undefined before the first. */
export function callsAsked({ operations }: Scan & { state: 'running' }): number | undefined {
  if (operations === undefined) return undefined;
  return Object.values(operations).reduce(
    (sum, { queued, running, ok, denied, failed }) => sum + queued + running + ok + denied + failed,
    0,
  );
}
