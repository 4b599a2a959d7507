/** What an open workspace offers, and what opening needs to know. */
import type { Assessment } from '../core/assessment.ts';
import type { Entry, EntryBody } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import type { FileOperations } from './files.ts';

/** An open workspace. */
export interface Workspace {
  /** Absolute path. */
  readonly folder: string;
  /** Undefined when writable; else the reason in one sentence (locked by …, newer version, asked). */
  readonly readOnly: string | undefined;
  /** One sentence per thing set aside or not understood, when opening and since (a scan that cannot be read). */
  readonly problems: readonly string[];
  /** Entries read and appended, in file order. */
  readonly entries: readonly Entry[];
  /** Fold of the entries, kept current; a new value after each append. */
  readonly assessment: Assessment;
  /**
   * Appends an entry; resolves only after fsync. Rejects with a WorkspaceError when read-only, when the entry is not
   * well formed and when the disk refuses. Appends are queued in order; one that fails does not stop the next.
   */
  append(body: EntryBody, by: string, options?: { supersedes?: string }): Promise<Entry>;
  /**
   * Appends several entries in one write: all of them or, when it rejects, none. Resolves and rejects as `append` does;
   * one that is not well formed keeps all of them out.
   */
  appendAll(bodies: readonly EntryBody[], by: string): Promise<Entry[]>;
  /**
   * Takes in entries of another copy of this workspace as they are, in one write. Resolves after fsync. Rejects with a
   * WorkspaceError when read-only, and when one of them is not an entry of this version: then none is written.
   */
  absorb(entries: readonly Entry[]): Promise<void>;
  /** Writes scans/<stamp>-<account>.json.gz atomically (0600), then appends the `scan` entry. */
  saveScan(facts: Facts, by: string): Promise<{ file: string; sha256: string }>;
  /** Reads a scan of the journal by its `file`. Rejects with a WorkspaceError when it is missing, damaged or too new. */
  readScan(file: string): Promise<Facts>;
  /** Latest readable scan, of one account when given, or undefined. One that cannot be read becomes a problem. */
  latestScan(account?: string): Promise<Facts | undefined>;
  /** Latest readable scan of each account, newest first. */
  latestScans(): Promise<Facts[]>;
  /** Waits for appends under way and gives up the lock. Further appends reject. */
  close(): Promise<void>;
}

/** What opening needs to know. */
export interface OpenOptions {
  /** Hash of the questionnaire in force; entries carry it. */
  questionnaire: string;
  /** Take no lock and change nothing. */
  readOnly?: boolean | undefined;
  /** The clock. */
  now?: (() => Date) | undefined;
  /** The disk; a test's place to watch or break it. */
  fileOperations?: FileOperations | undefined;
}

/** What a new workspace starts from. */
export interface CreateOptions extends OpenOptions {
  /** Name of the assessment. */
  name: string;
  /** IANA time zone of its days. */
  timeZone: string;
  /** Name of the person. */
  by: string;
}
