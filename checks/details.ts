/** Details that are kept by key and region, each with a reading of its own. */
import type { FactReader } from '../source/core/check.ts';
import type { FactName, FactTypes, OperationName, Reading } from '../source/core/facts.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { leftOut, regionalFact, UnreadSettings } from './reading.ts';
import { type Verdict, whyUnread } from './regional.ts';

/** Facts that hold details by key. */
export type DetailFact = {
  [Name in FactName]: FactTypes[Name] extends Record<string, Reading<unknown>> ? Name : never;
}[FactName];

/** What one detail of a fact holds. */
export type Detail<Name extends DetailFact> =
  FactTypes[Name] extends Record<string, Reading<infer Data>> ? Data : never;

type ByKey<Name extends DetailFact> = Record<string, Reading<Detail<Name>>>;

/** Judges each detail of the regions read; the key is what the finding is about. */
export function overDetails<Name extends DetailFact>(
  facts: FactReader,
  name: Name,
  operation: OperationName,
  judge: (key: string, detail: Detail<Name>, region: string) => Verdict,
): { resources: ResourceFinding[]; unknown: UnreadOperation[] } {
  const { read, unread } = regionalFact(facts, name);
  const holes = new UnreadSettings();
  const resources: ResourceFinding[] = [];
  for (const [region, details] of read) {
    for (const [id, reading] of Object.entries(details as ByKey<Name>)) {
      const detail = holes.take(reading, id, region);
      if (detail === undefined) continue;
      const found = judge(id, detail.data, region);
      if (found === undefined) continue;
      if ('leftOut' in found) holes.add(leftOut(found.operation ?? operation, found.leftOut, region), id);
      else resources.push({ id, region, status: found.status, reason: found.reason });
    }
  }
  return { resources, unknown: [...unread, ...holes.list()] };
}

/** Looks details up that belong to the resources of another fact, and gathers what was missing. */
export class Details<Name extends DetailFact> {
  readonly #read: Map<string, ByKey<Name>>;
  readonly #unread: UnreadOperation[];
  readonly #operation: OperationName;
  readonly #holes = new UnreadSettings();

  /** @param operation the one that reads the detail. */
  constructor(facts: FactReader, name: Name, operation: OperationName) {
    const { read, unread } = regionalFact(facts, name);
    this.#read = read as Map<string, ByKey<Name>>;
    this.#unread = unread;
    this.#operation = operation;
  }

  /** The detail, or undefined after noting why a resource has none. */
  take(region: string, key: string, resource: string): { data: Detail<Name> } | undefined {
    const details = this.#read.get(region);
    if (details === undefined) {
      for (const why of whyUnread(this.#unread, this.#operation, region)) this.#holes.add(why, resource);
      return undefined;
    }
    const reading = details[key];
    if (reading !== undefined) return this.#holes.take(reading, resource, region);
    this.#holes.add(leftOut(this.#operation, `AWS told nothing of ${key}.`, region), resource);
    return undefined;
  }

  /** Whether a detail was asked for and is there, or could not be had; false for what was deleted meanwhile. */
  has(region: string, key: string): boolean {
    const details = this.#read.get(region);
    return details === undefined || key in details;
  }

  /** All that was missing. */
  list(): UnreadOperation[] {
    return this.#holes.list();
  }
}
