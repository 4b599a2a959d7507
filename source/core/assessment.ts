/** The assessment: the fold of a journal's entries. Pure; the same entries in any order give the same value. */

import { isTimeZone } from './calendar.ts';
import type { Day, Entry, EntryBody, Evidence, ManualResult, PlanState } from './entry.ts';
import { entryTypes, entryVersion } from './entry.ts';
import type { FindingsImport } from './foreign-findings.ts';
import { type KeptColumns, type KeptSheet, keptColumnHandlers, noKeptColumns } from './kept-columns.ts';
import { type Exceptions, emptyOverrides, type Overrides, overrideHandlers } from './override-fold.ts';
import { keep, own, ownValue } from './own-record.ts';
import { emptyPopulations, type Populations, populationHandlers } from './population-fold.ts';
import type { PopulationKind } from './population-spec.ts';
import type { ControlId, RoleId, ScopeValue } from './questionnaire.ts';
import { emptyRegisters, type Registers, registerHandlers } from './register-fold.ts';
import { emptyRoleSet, type OwnRoleSet, roleSetHandlers } from './role-set.ts';
import type { SavedEntry } from './saved-result.ts';
import { emptyWorkshop, parkingHandlers, type Workshop } from './workshop.ts';
import { type Agreements, emptyAgreements, type GivenAnswer, type Settled, workshopHandlers } from './workshop-fold.ts';

/** Who said it and when. */
export interface Attribution {
  by: string;
  /** UTC instant, for display only. */
  at: string;
  /** Entry that says it: undo names this. */
  entry: string;
}

/** What is known of one control. */
export interface ControlRecord {
  /** The answer that counts: the lowest confirmed one where several people gave one (docs/scoring.md S-P1). */
  answer?: GivenAnswer;
  /** Every standing answer, where several people gave one. */
  answers?: GivenAnswer[];
  /** Who settled what several people had said; absent once somebody answers again. */
  settled?: Settled;
  owner?: string;
  note?: { text: string } & Attribution;
  evidence: (Evidence & Attribution)[];
  /** `kind`: from an imported list of that kind. */
  runs: ({ on: Day; deviation?: string; kind?: PopulationKind } & Attribution)[];
  /** Next date it is to run. */
  next?: Day;
  /** `unknown`: items that nothing shows either way. `kind`: from an imported list of that kind. */
  population?: {
    size: number;
    deviations: number;
    unknown?: number;
    source: string;
    kind?: PopulationKind;
    /** Day on which it is what there was; absent: it lists what happened. */
    on?: Day;
    /** Last day of what it lists, where a period was named. */
    to?: Day;
  } & Attribution;
}

/** A person in the assessment. */
export interface Person {
  name: string;
  roles: RoleId[];
  /** Hours a week for remediation; absent: the default of plan.ts. */
  hoursPerWeek?: number;
  /** Day they left. */
  left?: Day;
}

/** Everything people decided. */
export interface Assessment {
  name: string;
  /** IANA time zone in which its days are counted. */
  timeZone: string;
  scope: Record<string, { value: ScopeValue; committed: boolean } & Attribution>;
  controls: Record<ControlId, ControlRecord>;
  people: Person[];
  waivers: { rule: string; control: ControlId; text: string; approver: string; expires: Day }[];
  /** The company's own set of hats, over the one of its size. */
  roleSet: OwnRoleSet;
  /** Letters set by hand, over the generated matrix. */
  raci: { control: ControlId; person: string; role: 'R' | 'A' | 'C' | 'I' | null; standIn: boolean }[];
  plan: Record<
    string,
    { state: PlanState; reason?: string; on: Day; until?: Day; approver?: string; cost?: string } & Attribution
  >;
  window?: { start: Day; months: number; opened: boolean };
  /** Description criteria done, DC1–DC9. */
  description: Record<string, boolean>;
  /** The company's own words for a description criterion. */
  descriptionText: Record<string, string>;
  /** Policies, vendors, customers' duties, prior exceptions, the engagement. */
  registers: Registers;
  /** Imported lists, and whose accounts are whose. */
  populations: Populations;
  /** Who sits around the screen, and what was put aside. */
  workshop: Workshop;
  /** Who acknowledged the matrix, and how the informed hear of it. */
  agreements: Agreements;
  /** Columns that people added to sheets, given back with the next export. */
  keptColumns: Record<KeptSheet, KeptColumns>;
  /** Weights, constants and levels that a consultant set, with reasons. */
  overrides: Overrides;
  /** Approved exceptions by control (rule S-X1), also those that have expired. */
  exceptions: Exceptions;
  /** Saved results, in the order they were saved (rule S-S1). */
  savedResults: SavedEntry[];
  /** Day the last new round began; answers from before it carry `toConfirm` until somebody gives them again. */
  reassessedOn?: Day;
  /** Results of checks recorded by hand, the latest for each check and account. */
  manualResults: ({ check: string; account?: string } & ManualResult & Attribution)[];
  /** Findings of other engines taken in, oldest first; without those that a later one of the same engine replaced. */
  findings: (FindingsImport & Attribution)[];
  /** Scans, oldest first. */
  scans: { file: string; sha256: string; account: string; finishedAt: string }[];
  /** Where the person was. */
  place?: { screen: string; control?: ControlId; criterion?: string };
  /** Entries in fold order, without those undone; the history screen shows them. One that a later one replaced is there. */
  history: Entry[];
  /** Entries of a version or type this program does not know: the workspace is read-only. */
  notUnderstood: number;
  /** Highest seq seen; 0 in an empty journal. */
  seq: number;
}

/** Fold order: seq, then replica, then id. */
export function compareEntries(a: Entry, b: Entry): number {
  return a.seq - b.seq || compareText(a.replica, b.replica) || compareText(a.id, b.id);
}

/** By code unit, so that every machine agrees. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An assessment nobody has said anything in. */
export function emptyAssessment(): Assessment {
  return {
    name: 'Assessment',
    timeZone: 'UTC',
    scope: {},
    controls: {},
    people: [],
    waivers: [],
    raci: [],
    plan: {},
    description: {},
    descriptionText: {},
    registers: emptyRegisters(),
    populations: emptyPopulations(),
    agreements: emptyAgreements(),
    workshop: emptyWorkshop(),
    keptColumns: noKeptColumns(),
    overrides: emptyOverrides(),
    exceptions: {},
    savedResults: [],
    roleSet: emptyRoleSet(),
    manualResults: [],
    findings: [],
    scans: [],
    history: [],
    notUnderstood: 0,
    seq: 0,
  };
}

/**
 * The assessment that these entries make, in whatever order they come. Duplicates count once; undone and replaced
 * entries count not at all; entries of a newer version are only counted.
 */
export function fold(entries: readonly Entry[]): Assessment {
  const state = emptyAssessment();
  const understood = entries.filter((entry) => entry.v <= entryVersion && entryTypes.includes(entry.type));
  state.notUnderstood = entries.length - understood.length;
  const sorted = unique(understood).sort(compareEntries);
  const { undone, replaced } = takenBack(sorted);
  for (const entry of sorted) {
    state.seq = Math.max(state.seq, entry.seq);
    if (entry.type === 'undo' || undone.has(entry.id)) continue;
    state.history.push(entry);
    if (!replaced.has(entry.id)) apply(state, entry);
  }
  return state;
}

/** One entry per id. Two that differ under one id are damage; the choice between them must not hang on their order. */
function unique(entries: readonly Entry[]): Entry[] {
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    const other = byId.get(entry.id);
    const order = other === undefined ? -1 : compareEntries(entry, other);
    if (order < 0 || (order === 0 && JSON.stringify(entry) < JSON.stringify(other))) byId.set(entry.id, entry);
  }
  return [...byId.values()];
}

/** Ids of the entries that an undo (itself not undone) names: the last word on each entry wins. */
export function undoneIds(sorted: readonly Entry[]): Set<string> {
  return takenBack(sorted).undone;
}

/**
 * What later entries take back, by undo or by replacing it (`supersedes`). An undone entry takes nothing back; one that
 * was itself replaced still does, so that of a chain of corrections only the last counts.
 */
function takenBack(sorted: readonly Entry[]): { undone: Set<string>; replaced: Set<string> } {
  const [undone, replaced, later] = [new Set<string>(), new Set<string>(), new Set<string>()];
  // Backwards, and only upon earlier entries, so that no loop is possible.
  for (const entry of sorted.toReversed()) {
    later.add(entry.id);
    if (undone.has(entry.id)) continue;
    const target = entry.type === 'undo' ? entry.undoes : entry.supersedes;
    if (target !== undefined && !later.has(target)) (entry.type === 'undo' ? undone : replaced).add(target);
  }
  return { undone, replaced };
}

function record(state: Assessment, control: ControlId): ControlRecord {
  return own(state.controls, control, () => ({ evidence: [], runs: [] }));
}

function attribution(entry: Entry): Attribution {
  return { by: entry.by, at: entry.at, entry: entry.id };
}

/** One handler per entry type that changes the assessment. */
const handlers: { [Type in EntryBody['type']]?: (state: Assessment, entry: Entry & { type: Type }) => void } = {
  created: (state, entry) => {
    state.name = entry.name;
    // A zone this machine does not know would make every date throw; the one before it stays.
    if (isTimeZone(entry.timeZone)) state.timeZone = entry.timeZone;
  },
  scope: (state, entry) => {
    if (entry.value === null) delete state.scope[entry.question];
    else {
      const committed = entry.committed ?? false;
      keep(state.scope, entry.question, { value: entry.value, committed, ...attribution(entry) });
      const { value } = entry;
      if (entry.question === 'time-zone' && typeof value === 'string' && isTimeZone(value)) state.timeZone = value;
    }
  },
  // Kept among the scoping answers, where everything that asks, shows or branches looks for it.
  depth: (state, entry) => {
    if (entry.depth === null) delete state.scope.depth;
    else state.scope.depth = { value: entry.depth, committed: false, ...attribution(entry) };
  },
  owner: (state, entry) => {
    const control = record(state, entry.control);
    if (entry.person === null) delete control.owner;
    else control.owner = entry.person;
  },
  note: (state, entry) => {
    record(state, entry.control).note = { text: entry.text, ...attribution(entry) };
  },
  evidence: (state, entry) => {
    record(state, entry.control).evidence.push({ ...entry.evidence, ...attribution(entry) });
  },
  person: (state, entry) => {
    const person: Person = { name: entry.name, roles: entry.roles };
    if (entry.hoursPerWeek !== undefined) person.hoursPerWeek = entry.hoursPerWeek;
    if (entry.left !== undefined) person.left = entry.left;
    const known = state.people.findIndex((other) => other.name === entry.name);
    if (known === -1) state.people.push(person);
    else state.people[known] = person;
  },
  run: (state, entry) => {
    const run = entry.deviation === undefined ? { on: entry.on } : { on: entry.on, deviation: entry.deviation };
    record(state, entry.control).runs.push({ ...run, ...attribution(entry) });
  },
  schedule: (state, entry) => {
    record(state, entry.control).next = entry.next;
  },
  population: (state, entry) => {
    const { size, deviations, source } = entry;
    record(state, entry.control).population = { size, deviations, source, ...attribution(entry) };
  },
  waiver: (state, entry) => {
    const { rule, control, text, approver, expires } = entry;
    state.waivers.push({ rule, control, text, approver, expires });
  },
  raci: (state, entry) => {
    const { control, person, role, standIn = false } = entry;
    state.raci.push({ control, person, role, standIn });
  },
  plan: (state, entry) => {
    const reason = entry.reason === undefined ? {} : { reason: entry.reason };
    const until = entry.until === undefined ? {} : { until: entry.until };
    const approver = entry.approver === undefined ? {} : { approver: entry.approver };
    // What it costs does not change with its state.
    const costs = entry.cost ?? ownValue(state.plan, entry.item)?.cost ?? '';
    const cost = costs === '' ? {} : { cost: costs };
    const said = { state: entry.state, on: entry.on, ...reason, ...until, ...approver, ...cost };
    keep(state.plan, entry.item, { ...said, ...attribution(entry) });
  },
  window: (state, entry) => {
    state.window = { start: entry.start, months: entry.months, opened: entry.opened };
  },
  description: (state, entry) => {
    keep(state.description, entry.criterion, entry.done);
    if (entry.text === '') delete state.descriptionText[entry.criterion];
    else if (entry.text !== undefined) keep(state.descriptionText, entry.criterion, entry.text);
  },
  ...registerHandlers,
  ...populationHandlers,
  ...workshopHandlers,
  ...parkingHandlers,
  ...keptColumnHandlers,
  ...overrideHandlers,
  ...roleSetHandlers,
  result: (state, entry) => {
    const { file, sha256, day, madeBy, summary } = entry;
    state.savedResults.push({ file, sha256, day, madeBy, summary, ...attribution(entry) });
  },
  'manual-result': (state, entry) => {
    const { check, account, result } = entry;
    state.manualResults = state.manualResults.filter((known) => known.check !== check || known.account !== account);
    if (result === null) return;
    const about = account === undefined ? { check } : { check, account };
    state.manualResults.push({ ...about, ...result, ...attribution(entry) });
  },
  'findings-import': (state, entry) => {
    const { engine, version, from, fileSha256, findingsFile, sha256, accounts } = entry;
    const { read, mapped, unmapped, oldest, newest } = entry;
    // Of an engine the latest import of an account counts: one whose accounts all have a later one says nothing more.
    const later = state.findings.filter(
      (known) => known.engine !== engine || known.accounts.some((account) => !accounts.includes(account)),
    );
    const optional = {
      ...(version === undefined ? {} : { version }),
      ...(fileSha256 === undefined ? {} : { fileSha256 }),
    };
    const counts = { read, mapped, unmapped, oldest, newest };
    state.findings = [
      ...later,
      { engine, from, findingsFile, sha256, accounts, ...counts, ...optional, ...attribution(entry) },
    ];
  },
  scan: (state, entry) => {
    const { file, sha256, account, finishedAt } = entry;
    state.scans.push({ file, sha256, account, finishedAt });
  },
  place: (state, entry) => {
    state.place = { screen: entry.screen };
    if (entry.control !== undefined) state.place.control = entry.control;
    if (entry.criterion !== undefined) state.place.criterion = entry.criterion;
  },
};

function apply(state: Assessment, entry: Entry): void {
  const handler = handlers[entry.type] as ((state: Assessment, entry: Entry) => void) | undefined;
  handler?.(state, entry);
}
