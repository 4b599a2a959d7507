/** How checks read facts: a reading that is not there becomes an entry of what is unknown, never a value. */
import type { FactReader } from '../source/core/check.ts';
import {
  type FactName,
  type FactTypes,
  globalRegion,
  type OperationName,
  type Reading,
  type Unread,
} from '../source/core/facts.ts';
import type { UnreadOperation } from '../source/core/finding.ts';

/** Data, or why there is none. */
export type Known<T> = { known: true; data: T } | { known: false; unread: UnreadOperation };

/** A reading that could not be had, as an entry of what is unknown. */
export function unreadOperation(reading: Unread, region: string): UnreadOperation {
  const { operation, reason, state } = reading;
  return { operation, region, reason, kind: state, ...(state === 'denied' ? { action: reading.action } : {}) };
}

/** Something AWS's answer left out: never read as "no". */
export function leftOut(operation: OperationName, reason: string, region: string = globalRegion): UnreadOperation {
  return { operation, region, reason, kind: 'failed' };
}

/** Something that cannot be read from here, and nobody's fault. */
export function outOfReach(operation: OperationName, reason: string, region: string = globalRegion): UnreadOperation {
  return { operation, region, reason, kind: 'unavailable' };
}

/** A fact of a global service. */
export function globalFact<Name extends FactName>(facts: FactReader, name: Name): Known<FactTypes[Name]> {
  const [first] = facts.each(name);
  if (first === undefined) {
    const reason = 'The snapshot does not hold this.';
    return { known: false, unread: { operation: name, region: globalRegion, reason, kind: 'not-run' } };
  }
  const [region, reading] = first;
  return reading.state === 'ok'
    ? { known: true, data: reading.data }
    : { known: false, unread: unreadOperation(reading, region) };
}

/** A fact kept per region: what was read, and what was not. */
export function regionalFact<Name extends FactName>(
  facts: FactReader,
  name: Name,
): { read: Map<string, FactTypes[Name]>; unread: UnreadOperation[] } {
  const read = new Map<string, FactTypes[Name]>();
  const unread: UnreadOperation[] = [];
  for (const [region, reading] of facts.each(name)) {
    if (reading.state === 'ok') read.set(region, reading.data);
    else unread.push(unreadOperation(reading, region));
  }
  return { read, unread };
}

const namesShown = 5;

/** Gathers unread settings of many resources: one entry per operation, region and cause, with the resources named. */
export class UnreadSettings {
  readonly #found = new Map<string, { entry: UnreadOperation; resources: string[] }>();

  /** The data of a resource's setting, or undefined after noting why it is missing. Null is data: "none configured". */
  take<T>(reading: Reading<T> | undefined, resource: string, region: string): { data: T } | undefined {
    if (reading?.state === 'ok') return { data: reading.data };
    if (reading !== undefined) this.add(unreadOperation(reading, region), resource);
    else throw new Error(`the snapshot predates a setting of ${resource}`);
    return undefined;
  }

  /** Notes a reading that is needed for a resource's conclusion, unless it is there. */
  need(reading: Reading<unknown>, resource: string, region: string): void {
    if (reading.state !== 'ok') this.add(unreadOperation(reading, region), resource);
  }

  /** Notes what is unknown of a resource. */
  add(entry: UnreadOperation, resource: string): void {
    const key = JSON.stringify([entry.operation, entry.region, entry.kind, entry.action, entry.reason]);
    const found = this.#found.get(key) ?? { entry, resources: [] };
    if (!found.resources.includes(resource)) found.resources.push(resource);
    this.#found.set(key, found);
  }

  /** All that was noted. */
  list(): UnreadOperation[] {
    return [...this.#found.values()].map(({ entry, resources }) => ({
      ...entry,
      reason: `${entry.reason} (${some(resources)})`,
    }));
  }
}

/** Names for a sentence: all of a few, or the first ones and how many more. */
export function some(names: readonly string[]): string {
  const more = names.length - namesShown;
  return names.slice(0, namesShown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const dayLength = 86_400_000;

/** Days, with fractions, from an instant to now; undefined when the instant is absent or is no date. */
export function daysSince(instant: string | undefined, now: string): number | undefined {
  const days = (Date.parse(now) - Date.parse(instant ?? '')) / dayLength;
  return Number.isNaN(days) ? undefined : days;
}

/** The day of an instant, for a sentence. */
export function day(instant: string): string {
  return instant.slice(0, 10);
}
