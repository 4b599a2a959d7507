/** Findings of a file or of AWS counted and gathered as they come, in little memory. */
import {
  type Engine,
  type FindingGroup,
  type ForeignFinding,
  type ForeignLink,
  type KeptFindings,
  mostFailing,
  mostPassing,
} from './foreign-findings.ts';
import type { ReadFinding } from './foreign-read.ts';

/** What is taken in, and what is not. */
export interface GatherRules {
  links: readonly ForeignLink[];
  /** Accounts of the assessment; empty: any. */
  accounts: readonly string[];
  /** UTC instants between which findings count. */
  from: string;
  to: string;
}

/** What came of the findings. */
export interface Gathered {
  read: number;
  mapped: number;
  tooOld: number;
  /** Dated later than now. */
  ahead: number;
  archived: number;
  /** By account id. */
  otherAccounts: { id: string; count: number }[];
  /** Names that the mapping does not know, most frequent first. */
  unmapped: { id: string; count: number }[];
  /** What is kept, one for each engine. */
  kept: KeptFindings[];
}

/** Mapped findings at most: beyond it, an export is taken in by account. */
export const mostFindings = 1_000_000;

interface Slot {
  engine: Engine;
  group: Omit<FindingGroup, 'passed' | 'failed' | 'unknown' | 'failing' | 'passing'>;
  /** Status by resource: of two findings on one resource the later one, and of one instant the worse one. */
  resources: Map<string, { status: ForeignFinding['status']; seenAt: string }>;
}

/** Takes findings one by one. */
export class Gatherer {
  readonly #rules: GatherRules;
  readonly #known: Set<string>;
  readonly #accounts: Set<string>;
  readonly #slots = new Map<string, Slot>();
  readonly #regions = new Map<string, Set<string>>();
  readonly #versions = new Map<Engine, string>();
  readonly #unmapped = new Map<string, { engine: Engine | undefined; count: number }>();
  readonly #others = new Map<string, number>();
  readonly #counts = { read: 0, mapped: 0, tooOld: 0, ahead: 0, archived: 0 };

  constructor(rules: GatherRules) {
    this.#rules = rules;
    this.#known = new Set(rules.links.map(({ engine, id }) => `${engine} ${id}`));
    this.#accounts = new Set(rules.accounts);
  }

  /** Findings mapped so far. */
  get mapped(): number {
    return this.#counts.mapped;
  }

  /** Takes what an element turned out to be; a fault is the caller's matter. */
  take(read: Exclude<ReadFinding, { kind: 'fault' }>): void {
    this.#counts.read += 1;
    if (read.kind === 'archived') this.#counts.archived += 1;
    else if (read.kind === 'other') this.#unmap(read.id, undefined);
    else this.#finding(read.finding);
  }

  #finding(finding: ForeignFinding): void {
    const { engine, id, account, region, seenAt, version } = finding;
    const { from, to } = this.#rules;
    if (this.#accounts.size > 0 && !this.#accounts.has(account)) {
      this.#others.set(account, (this.#others.get(account) ?? 0) + 1);
      return;
    }
    if (seenAt < from) this.#counts.tooOld += 1;
    else if (seenAt > to) this.#counts.ahead += 1;
    else {
      if (version !== undefined) this.#versions.set(engine, version);
      // Also of what is not mapped: it shows that the region was looked at.
      const place = `${engine} ${account}`;
      this.#regions.set(place, (this.#regions.get(place) ?? new Set()).add(region));
      if (this.#known.has(`${engine} ${id}`)) this.#map(finding);
      else this.#unmap(id, engine);
    }
  }

  #map({ engine, id, account, region, resource, status, seenAt }: ForeignFinding): void {
    this.#counts.mapped += 1;
    const key = JSON.stringify([engine, id, account, region]);
    let slot = this.#slots.get(key);
    if (slot === undefined) {
      slot = { engine, group: { id, account, region, oldest: seenAt, newest: seenAt }, resources: new Map() };
      this.#slots.set(key, slot);
    }
    const known = slot.resources.get(resource);
    if (known === undefined || known.seenAt < seenAt || (known.seenAt === seenAt && worse(status, known.status)))
      slot.resources.set(resource, { status, seenAt });
  }

  #unmap(id: string, engine: Engine | undefined): void {
    const known = this.#unmapped.get(id);
    if (known === undefined) this.#unmapped.set(id, { engine, count: 1 });
    else known.count += 1;
  }

  /** Everything so far. */
  end(): Gathered {
    const unmapped = [...this.#unmapped].map(([id, { engine, count }]) => ({ id, engine, count })).sort(mostFirst);
    const engines = [...new Set([...this.#slots.values()].map(({ engine }) => engine))].sort();
    return {
      ...this.#counts,
      otherAccounts: [...this.#others].map(([id, count]) => ({ id, count })).sort(mostFirst),
      unmapped: unmapped.map(({ id, count }) => ({ id, count })),
      kept: engines.map((engine) => this.#kept(engine, unmapped)),
    };
  }

  #kept(engine: Engine, unmapped: readonly { id: string; engine: Engine | undefined; count: number }[]): KeptFindings {
    const version = this.#versions.get(engine);
    const slots = [...this.#slots.values()].filter((slot) => slot.engine === engine);
    const regions = [...this.#regions].filter(([place]) => place.startsWith(`${engine} `));
    return {
      engine,
      ...(version === undefined ? {} : { version }),
      groups: slots.map(groupOf).sort((a, b) => compare(keyOf(a), keyOf(b))),
      regions: Object.fromEntries(
        regions.map(([place, names]): [string, string[]] => [place.slice(engine.length + 1), [...names].sort()]).sort(),
      ),
      unmapped: unmapped.filter((one) => one.engine === engine).map(({ id, count }) => ({ id, count })),
    };
  }
}

function groupOf({ group, resources }: Slot): FindingGroup {
  const having = (status: ForeignFinding['status']) =>
    [...resources]
      .filter(([, known]) => known.status === status)
      .map(([resource]) => resource)
      .sort();
  const [failing, passing, unknown] = [having('fail'), having('pass'), having('unknown')];
  let [oldest, newest] = ['9', ''];
  for (const { seenAt } of resources.values()) {
    if (seenAt < oldest) oldest = seenAt;
    if (seenAt > newest) newest = seenAt;
  }
  return {
    ...{ ...group, oldest, newest },
    ...{ passed: passing.length, failed: failing.length, unknown: unknown.length },
    failing: failing.slice(0, mostFailing),
    passing: passing.slice(0, mostPassing),
  };
}

const rank = { fail: 2, unknown: 1, pass: 0 };
const worse = (a: ForeignFinding['status'], b: ForeignFinding['status']) => rank[a] > rank[b];
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = ({ id, account, region }: FindingGroup) => JSON.stringify([id, account, region]);
const mostFirst = (a: { id: string; count: number }, b: { id: string; count: number }) =>
  b.count - a.count || compare(a.id, b.id);
