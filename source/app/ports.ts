/**
 * What the interactive program needs from outside, as plain shapes: this room may not import the workspace or the AWS
 * rooms. The real ones fit these structurally.
 */
import type { Assessment } from '../core/assessment.ts';
import type { Check } from '../core/check.ts';
import type { EntryBody } from '../core/entry.ts';
import type { FactName, Facts, FactTypes, OperationName, Reading } from '../core/facts.ts';
import type { Elsewhere } from '../core/foreign-findings.ts';
import type { Glossary } from '../core/glossary.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import type { ScanHistory } from '../core/scan-history.ts';
import type { Ask, Told } from './outside.ts';

/** The part of a workspace that the program uses. */
export interface WorkspacePort {
  /** The fold of everything on disk now. */
  readonly assessment: Assessment;
  /** Why nothing may be written, one sentence: held by another instance, or written by a newer version. */
  readonly readOnly: string | undefined;
  /** Where it is on disk. */
  readonly folder: string;
  /** What was set aside or not understood, one sentence each. */
  readonly problems: readonly string[];
  /** Resolves once the entry is on disk (after fsync), not before. */
  append(body: EntryBody, by: string): Promise<{ readonly id: string }>;
  /** Keeps a finished scan and notes it in the journal. */
  saveScan(facts: Facts, by: string): Promise<unknown>;
  /** The newest scan kept; undefined when there is none. */
  latestScan(): Promise<Facts | undefined>;
  /** The newest scan kept of each account, newest first. */
  latestScans?(): Promise<Facts[]>;
}

/** How far the calls of one operation are; the same as `CallStates` of source/aws/scan-types.ts. */
export interface CallStates {
  queued: number;
  running: number;
  ok: number;
  denied: number;
  failed: number;
}

/** What a running scan tells; the same as `ScanEvent` of source/aws/scan-types.ts. */
export type ScanEvent =
  | { type: 'identity'; account: string; arn: string; partition: string; regions: string[] }
  | { type: 'started'; total: number }
  | { [Name in FactName]: { type: 'fact'; name: Name; region: string; reading: Reading<FactTypes[Name]> } }[FactName]
  | {
      type: 'progress';
      done: number;
      total: number;
      calls: number;
      denied: number;
      failed: number;
      /** Calls by operation, as far as they are asked for; absent: not told. */
      operations?: Readonly<Record<OperationName, CallStates>>;
    };

/** A scan that is running. */
export interface RunningScan {
  /** The facts, once everything is read; rejects when nothing could be read at all, or on cancel. */
  done: Promise<Facts>;
  /** Stops it at once. */
  cancel(): void;
}

/** Everything the program is given. */
export interface Ports {
  workspace: WorkspacePort;
  questionnaire: Questionnaire;
  checks: readonly Check[];
  /** The clock. */
  now(): Date;
  /** Name under which entries are written. */
  by: string;
  /** Starts reading AWS in the background; absent: this session reads no AWS. */
  startScan?(onEvent: (event: ScanEvent) => void): RunningScan;
  /** Reads again what these checks need; `done` is the last scan with it. There whenever `startScan` is. */
  readAgain?(last: Facts, checks: readonly Check[], onEvent: (event: ScanEvent) => void): RunningScan;
  /** Reads the glossary; absent: no terms are explained. */
  glossary?(): Promise<Glossary>;
  /** What earlier scans show, read from their files. */
  history?(): Promise<ScanHistory>;
  /** What other engines found, read from the files of the workspace. */
  elsewhere?(): Promise<Elsewhere>;
  /** Does what a step asked for; rejects with a message and a next step. Absent: this session cannot. */
  outside?(ask: Exclude<Ask, { type: 'copy' | 'open-link' }>): Promise<Told>;
  /** Nobody has seen the tour on this machine. */
  tour?: boolean;
  /** Why there is no scan in this session, one sentence; shown on Checks. */
  noScan?: string;
}
