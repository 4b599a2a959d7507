/** Judging each resource of a list that is kept per region. */
import type { OperationName, Reading } from '../source/core/facts.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { leftOut, outOfReach, UnreadSettings } from './reading.ts';

/** What a check says of one resource: a finding, what AWS left out of its answer, or nothing where it does not apply. */
export type Verdict =
  | { status: 'pass' | 'fail'; reason: string; since?: string | undefined }
  | { leftOut: string; operation?: OperationName }
  | undefined;

/** A verdict by a condition: that it holds, what was seen when it does, and when it does not. */
export function verdict(holds: boolean, seen: string, wrong: string): { status: 'pass' | 'fail'; reason: string } {
  return holds ? { status: 'pass', reason: seen } : { status: 'fail', reason: wrong };
}

/** Judges each item of the regions read. What AWS left out is gathered under the operation that lists the items. */
export function overEach<Item>(
  { read, unread }: { read: Map<string, readonly Item[]>; unread: UnreadOperation[] },
  operation: OperationName,
  id: (item: Item) => string,
  judge: (item: Item, region: string) => Verdict,
): { resources: ResourceFinding[]; unknown: UnreadOperation[] } {
  const holes = new UnreadSettings();
  const resources: ResourceFinding[] = [];
  for (const [region, items] of read) {
    for (const item of items) {
      const found = judge(item, region);
      if (found === undefined) continue;
      if ('leftOut' in found) {
        holes.add(leftOut(found.operation ?? operation, found.leftOut, region), id(item));
        continue;
      }
      const { status, reason, since } = found;
      resources.push({ id: id(item), region, status, reason, ...(since === undefined ? {} : { since }) });
    }
  }
  return { resources, unknown: [...unread, ...holes.list()] };
}

/** Why a region is not among those read of a fact: never an empty list, so that nothing unread can pass as empty. */
export function whyUnread(
  unread: readonly UnreadOperation[],
  operation: OperationName,
  region: string,
): readonly UnreadOperation[] {
  const why = unread.filter((entry) => entry.region === region);
  return why.length > 0 ? why : [outOfReach(operation, 'This region was not read in this scan.', region)];
}

/** Details kept by the key of what they are of: takes one, and gathers why others are missing. */
export class Details<Detail> {
  readonly #read: Map<string, Record<string, Reading<Detail>>>;
  readonly #unread: readonly UnreadOperation[];
  readonly #operation: OperationName;
  readonly #missing = new UnreadSettings();

  constructor(
    fact: { read: Map<string, Record<string, Reading<Detail>>>; unread: readonly UnreadOperation[] },
    operation: OperationName,
  ) {
    this.#read = fact.read;
    this.#unread = fact.unread;
    this.#operation = operation;
  }

  /** The detail, or undefined: because it could not be read, which is noted, or because its owner was deleted meanwhile. */
  take(key: string, region: string, label: string = key): Detail | undefined {
    const all = this.#read.get(region);
    if (all === undefined) {
      for (const entry of whyUnread(this.#unread, this.#operation, region)) this.#missing.add(entry, label);
      return undefined;
    }
    const reading = all[key];
    if (reading === undefined) return undefined;
    return this.#missing.take(reading, label, region)?.data;
  }

  /** Notes what is unknown of one of the owners. */
  doubt(entry: UnreadOperation, label: string): void {
    this.#missing.add(entry, label);
  }

  /** Why details are missing. */
  list(): UnreadOperation[] {
    return this.#missing.list();
  }
}

/** A name with its id, or the id alone. */
export function labelled({ id, name }: { id: string; name?: string }): string {
  return name === undefined || name === '' || name === id ? id : `${name} (${id})`;
}
