/** Entries of the journal: what people decided, append-only. The assessment is the fold of them (assessment.ts). */
import type { FindingsBody } from './foreign-findings.ts';
import type { CriterionId } from './framework.ts';
import type { KeptColumnsBody } from './kept-columns.ts';
import { type OverrideBody, overrideTypes } from './override-entry.ts';
import type { PopulationBody } from './population-entry.ts';
import type { ControlId, Level, RoleId, ScopeValue } from './questionnaire.ts';
import type { RegisterBody } from './register-entry.ts';
import type { RoleSetBody } from './role-set.ts';
import type { ResultBody } from './saved-result.ts';
import type { ScoreContext } from './score-types.ts';
import { type WorkshopBody, workshopTypes } from './workshop-entry.ts';

/** Version of the entry format. A higher one in a file opens the workspace read-only. */
export const entryVersion = 1;

/** A calendar day `YYYY-MM-DD` in the assessment's time zone. */
export type Day = string;

/** What every entry carries. Fold order is (seq, replica, id): clocks do not matter. A duplicate id counts once. */
export interface EntryBase {
  v: number;
  /** Random, unique. */
  id: string;
  /** Random id of the copy of the workspace that wrote it. */
  replica: string;
  /** 1 + the highest seq seen in the journal. */
  seq: number;
  /** UTC instant; for display only. */
  at: string;
  /** Name of the person. */
  by: string;
  /** Hash of the questionnaire in force. */
  questionnaire: string;
  /** Id of the entry that this one replaces, where it replaces one. */
  supersedes?: string;
}

/** The answer a person may give to a control. */
export type AnswerValue =
  | { level: Level }
  | { level: 'unknown' /** Who would know. */; ask?: string }
  | { level: 'later' }
  | { level: 'not-applicable'; reason: string; text: string; approver: string; reviewOn: Day }
  | { level: 'inherited'; report?: VendorReport };

/** A vendor's assurance report behind an inherited control (rule S-I1). */
export interface VendorReport {
  /** Vendor and report, such as `AWS SOC 2 Type 2`. */
  name: string;
  periodStart: Day;
  periodEnd: Day;
  /** Who read it, and when. */
  reviewedBy: string;
  reviewedOn: Day;
  /** The customer's own duties from the report are assigned. */
  dutiesAssigned: boolean;
}

/** One piece of evidence for a control. */
export interface Evidence {
  /** What it is. */
  what: string;
  /** File in the workspace's evidence folder, path or link. */
  where: string;
  /** Day it was made. */
  date: Day;
  expires?: Day;
  tier: 0 | 1 | 2 | 3;
  /** Second name that saw it (rule S-E2). */
  seenBy?: string;
  /** SHA-256 of an attached file, hex. */
  sha256?: string;
}

/** What an entry says. */
export type EntryBody =
  | { type: 'created'; name: string; timeZone: string }
  | { type: 'scope'; question: string; value: ScopeValue | null /** For commitments. */; committed?: boolean }
  /** How deep the assessment asks; null: nobody chose, so full. */
  | { type: 'depth'; depth: ScoreContext['depth'] | null }
  | { type: 'answer'; control: ControlId; answer: AnswerValue | null }
  | { type: 'owner'; control: ControlId; person: string | null }
  | { type: 'note'; control: ControlId; text: string }
  | { type: 'evidence'; control: ControlId; evidence: Evidence }
  | { type: 'person'; name: string /** Hats held. */; roles: RoleId[]; hoursPerWeek?: number; left?: Day }
  | { type: 'run'; control: ControlId; on: Day; deviation?: string }
  | { type: 'schedule'; control: ControlId; next: Day }
  | { type: 'population'; control: ControlId; size: number; deviations: number; source: string }
  | { type: 'waiver'; rule: string; control: ControlId; text: string; approver: string; expires: Day }
  | { type: 'raci'; control: ControlId; person: string; role: 'R' | 'A' | 'C' | 'I' | null; standIn?: boolean }
  /** `until`, `approver`: for accepted. `cost`: in words, such as `about 4,000 EUR`; absent: as it was. Empty: none. */
  | {
      type: 'plan';
      item: string;
      state: PlanState;
      reason?: string;
      on: Day;
      until?: Day;
      approver?: string;
      cost?: string;
    }
  | { type: 'window'; start: Day; months: number; opened: boolean }
  | {
      type: 'description';
      criterion: 'DC1' | 'DC2' | 'DC3' | 'DC4' | 'DC5' | 'DC6' | 'DC7' | 'DC8' | 'DC9';
      done: boolean;
      /** The company's own words for it; absent: as they were. Empty: none, the draft stands. */
      text?: string;
    }
  | RegisterBody
  | PopulationBody
  | FindingsBody
  | WorkshopBody
  | KeptColumnsBody
  | OverrideBody
  | ResultBody
  | RoleSetBody
  | {
      /** What a person found where the scan could not conclude on a check; null takes it back. */
      type: 'manual-result';
      check: string;
      /** Account it is about; absent: the only one there is. */
      account?: string;
      result: ManualResult | null;
    }
  | { type: 'scan'; file: string; sha256: string; account: string; finishedAt: string }
  | { type: 'place'; screen: string; control?: ControlId; criterion?: CriterionId }
  | { type: 'undo'; undoes: string };

/** A result of a check recorded by hand. */
export interface ManualResult {
  status: 'pass' | 'fail' | 'not-applicable';
  /** What was looked at. */
  evidence: string;
  /** File, path or link where it is kept. */
  where: string;
  /** Day of the evidence. */
  date: Day;
  /** Last day on which it counts. */
  expires: Day;
}

/** State of a remediation item (raci-and-plan.md 6.1). */
export type PlanState = 'open' | 'doing' | 'blocked' | 'done' | 'closed' | 'accepted';

/** A line of the journal. */
export type Entry = EntryBase & EntryBody;

/** Names of the entry types this version understands; any other opens the workspace read-only. */
export const entryTypes: readonly EntryBody['type'][] = [
  'created',
  'scope',
  'depth',
  'answer',
  'owner',
  'note',
  'evidence',
  'person',
  'run',
  'schedule',
  'population',
  'waiver',
  'raci',
  'plan',
  'window',
  'description',
  'policy',
  'vendor',
  'duty',
  'exception',
  'engagement',
  'population-import',
  'person-account',
  'findings-import',
  ...workshopTypes,
  'columns',
  ...overrideTypes,
  'result',
  'role-set',
  'manual-result',
  'scan',
  'place',
  'undo',
];
