/** Findings of other engines (Prowler, AWS Security Hub CSPM, AWS Config): what is kept of them, and what they may decide. */
import type { Day } from './entry.ts';
import type { CheckStatus, UnreadOperation } from './finding.ts';

/** An engine whose findings can be taken in. */
export type Engine = 'prowler' | 'securityhub' | 'config';

/** What each is called. */
export const engineNames: Readonly<Record<Engine, string>> = {
  prowler: 'Prowler',
  securityhub: 'AWS Security Hub CSPM',
  config: 'AWS Config',
};

/** What a result of theirs decides for ours; `part`: a fail, and a pass together with all other parts. */
export type Decides = 'both' | 'pass' | 'fail' | 'part' | 'nothing';

/** The marks of the published mapping (checks/foreign-findings.ts). */
export const marks: Readonly<Record<string, Decides>> = {
  '=': 'both',
  '>': 'pass',
  '<': 'fail',
  '&': 'part',
  '~': 'nothing',
};

/** One name of another engine, and the check of ours that it says something of. */
export interface ForeignLink {
  check: string;
  engine: Engine;
  /** Check id, control id or rule name, as the engine writes it. */
  id: string;
  decides: Decides;
  /** The name of peers.ts that this is another name of. */
  alias?: string;
  /** One thing answers for the whole account: regions without a finding take nothing away. */
  anywhere?: true;
}

/** Determinative: it can decide at least one of pass and fail. */
export function isDeterminative({ decides }: Pick<ForeignLink, 'decides'>): boolean {
  return decides !== 'nothing';
}

/** One finding as read from a file or from AWS. */
export interface ForeignFinding {
  engine: Engine;
  /** Version of the engine, where it says so. */
  version?: string;
  /** Check id, control id or rule name. */
  id: string;
  account: string;
  /** Region, or `global`. */
  region: string;
  resource: string;
  /** `unknown`: the engine came to no conclusion. */
  status: 'pass' | 'fail' | 'unknown';
  /** UTC instant at which it was seen so. */
  seenAt: string;
}

/** What is kept of the findings of one name in one account and region. */
export interface FindingGroup {
  id: string;
  account: string;
  region: string;
  passed: number;
  failed: number;
  /** Without a conclusion. */
  unknown: number;
  /** Failing resources, sorted; the first {@link mostFailing}. */
  failing: string[];
  /** Passing resources, sorted; the first {@link mostPassing}. */
  passing: string[];
  /** UTC instants of the oldest and newest finding. */
  oldest: string;
  newest: string;
}

/** Failing resources that are kept by name. */
export const mostFailing = 1000;
/** Passing resources that are kept by name. */
export const mostPassing = 50;

/** What a file of kept findings holds. */
export interface KeptFindings {
  engine: Engine;
  version?: string;
  groups: FindingGroup[];
  /** Regions in which anything was found, by account. */
  regions: Record<string, string[]>;
  /** What the mapping of that day did not know, with how often it came. */
  unmapped: { id: string; count: number }[];
}

/** An import as the journal knows it. */
export interface FindingsImport {
  engine: Engine;
  version?: string;
  /** Name of the file that was given, or where it was read from (`securityhub:GetFindings`). */
  from: string;
  /** SHA-256 of that file, hex; absent when read from AWS. */
  fileSha256?: string;
  /** What is kept, in the workspace: path with forward slashes, and SHA-256 of the file. */
  findingsFile: string;
  sha256: string;
  accounts: string[];
  /** Findings read, of which mapped to a check of ours, and not. */
  read: number;
  mapped: number;
  unmapped: number;
  /** UTC instants of the oldest and newest mapped finding. */
  oldest: string;
  newest: string;
}

/** Entries about findings of other engines. */
export type FindingsBody = { type: 'findings-import' } & FindingsImport;

/** An import with what it holds. */
export interface LoadedFindings {
  import: FindingsImport;
  kept: KeptFindings;
}

/** What results need to take other engines into account. */
export interface Elsewhere {
  /** Newest last. */
  imports: readonly LoadedFindings[];
  links: readonly ForeignLink[];
}

/** What another engine says of a check in one account. */
export interface ElsewhereResult {
  engine: Engine;
  version?: string;
  /** Names under which it says so. */
  ids: string[];
  /** What it says, by its own judgement. */
  said: CheckStatus;
  /** What that is worth for ours: a pass, a fail, or nothing by itself. */
  counts: 'pass' | 'fail' | 'nothing';
  passed: number;
  total: number;
  /** UTC instant of its oldest finding behind this. */
  seen: string;
  /** Last day on which it counts. */
  expires: Day;
  /** File, or operation of AWS. */
  from: string;
  account?: string;
  /** Our own scan says otherwise. */
  disagrees: boolean;
  /** One sentence where it counts for nothing: why. */
  why?: string;
}

/** Where a result comes from that is not our own reading. */
export interface ResultSource {
  engine: Engine;
  version?: string;
  ids: string[];
  /** UTC instant of its oldest finding. */
  seen: string;
  expires: Day;
  from: string;
  /** Why our own scan came to no conclusion. */
  insteadOf: UnreadOperation[];
}
