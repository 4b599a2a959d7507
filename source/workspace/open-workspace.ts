/** An open workspace: its entries in memory, kept the same as the journal on disk. */
import { join } from 'node:path';
import { type Assessment, fold } from '../core/assessment.ts';
import { isTimeZone } from '../core/calendar.ts';
import type { Entry, EntryBody } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import { shellWord } from '../core/shell-word.ts';
import { plainLine } from '../core/text.ts';
import { bodyProblem, classify } from './entry-shape.ts';
import { errorCode, fileError, WorkspaceError } from './errors.ts';
import { evidenceFolder } from './evidence.ts';
import { type FileOperations, nodeFiles } from './files.ts';
import { appendEntries, journalName, makeEntry, parseJournal, setTornAside } from './journal.ts';
import { takeLock } from './lock.ts';
import { populationsFolder } from './populations.ts';
import { findReplica, keepReplica } from './replica.ts';
import { readSnapshot, scansFolder, timeStamp, writeSnapshot } from './snapshot.ts';
import type { OpenOptions, Workspace } from './workspace-types.ts';

interface ReadJournal {
  bytes: Uint8Array;
  torn: { start: number; bytes: Uint8Array } | undefined;
}

/** The one implementation of {@link Workspace}. Call {@link OpenWorkspace.open} once before anything else. */
export class OpenWorkspace implements Workspace {
  readonly folder: string;
  readOnly: string | undefined;
  entries: readonly Entry[] = [];
  assessment: Assessment = fold([]);
  readonly #files: FileOperations;
  readonly #now: () => Date;
  readonly #questionnaire: string;
  #replica = '';
  /** Size of the journal as last read or written; another size means that somebody else (git) has changed it. */
  #size = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #release: (() => Promise<void>) | undefined;
  /** What the journal holds wrong, as last read; and what else came up. */
  #journalProblems: readonly string[] = [];
  #otherProblems: readonly string[] = [];

  constructor(folder: string, options: OpenOptions) {
    this.folder = folder;
    this.#files = options.fileOperations ?? nodeFiles;
    this.#now = options.now ?? (() => new Date());
    this.#questionnaire = options.questionnaire;
  }

  async open(asked: boolean): Promise<void> {
    if (asked) this.readOnly = 'Opened for reading only, as asked.';
    const read = await this.#read();
    let { torn } = read;
    if (this.readOnly === undefined) {
      await this.#lock();
      if (this.#release !== undefined) {
        try {
          // Once more, now that nobody else writes.
          torn = (await this.#read(read)).torn;
          if (this.readOnly === undefined && torn !== undefined) torn = await this.#setAside(torn);
        } catch (error) {
          await this.#unlock();
          throw error;
        }
        if (this.readOnly !== undefined) await this.#unlock();
      }
    }
    if (torn !== undefined)
      this.#problem(`The last line of ${journalName} is not whole, perhaps being written just now; it is not counted.`);
    for (const zone of this.assessment.history.map(zoneOf))
      if (zone !== undefined && !isTimeZone(zone))
        this.#problem(
          `This machine knows no time zone ${JSON.stringify(plainLine(zone))}; days are counted in ${this.assessment.timeZone}.`,
        );
  }

  get problems(): readonly string[] {
    return [...this.#journalProblems, ...this.#otherProblems];
  }

  #problem(sentence: string): void {
    if (!this.#otherProblems.includes(sentence)) this.#otherProblems = [...this.#otherProblems, sentence];
  }

  /** Reads the journal; resolves to its bytes and its torn last line. What holds the same as before is not parsed again. */
  async #read(before?: ReadJournal): Promise<ReadJournal> {
    const path = join(this.folder, journalName);
    let bytes: Uint8Array;
    try {
      bytes = await this.#files.readFile(path);
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error))) throw fileError('read', path, error);
      const next = `Make one with: soc2-ready init ${shellWord(this.folder)}`;
      throw new WorkspaceError(`There is no workspace in ${this.folder}.`, next, { exitCode: 2, cause: error });
    }
    if (before !== undefined && Buffer.compare(bytes, before.bytes) === 0) return before;
    const content = parseJournal(bytes);
    this.entries = content.entries;
    this.assessment = fold(content.entries);
    this.#size = content.size;
    this.#journalProblems = content.problems;
    if (content.newer.length > 0) {
      const which = `${content.newer[0]}${content.newer.length > 1 ? ` and ${content.newer.length - 1} more` : ''}`;
      this.readOnly = `${journalName} was written by a newer version of soc2-ready (${which}); update it to write here.`;
      this.#problem(this.readOnly);
    }
    if (content.entries.length === 0) this.#problem(`${journalName} holds no entry that can be read.`);
    return { bytes, torn: content.torn };
  }

  async #lock(): Promise<void> {
    try {
      const replica = await findReplica(this.#files, this.folder);
      const lock = await takeLock(this.#files, this.folder, { replica: replica.replica, now: this.#now() });
      if (!lock.held) {
        this.readOnly = lock.reason;
        return;
      }
      this.#release = lock.release;
      this.#replica = replica.replica;
      if (replica.isNew) await keepReplica(this.#files, this.folder, replica);
      await this.#sweep();
    } catch (error) {
      await this.#unlock();
      const { message, next } = fileError('write in', this.folder, error);
      this.readOnly = `${message} ${next}`;
    }
  }

  /** Removes what a killed writer left half-written; only the holder of the lock writes such files. */
  async #sweep(): Promise<void> {
    for (const folder of ['', scansFolder, evidenceFolder, populationsFolder]) {
      const path = join(this.folder, folder);
      for (const name of await this.#files.list(path).catch(() => []))
        if (/\.[0-9a-f]{12}\.tmp$/.test(name)) await this.#files.unlink(join(path, name)).catch(() => undefined);
    }
  }

  async #setAside(torn: { start: number; bytes: Uint8Array }): Promise<undefined> {
    try {
      const name = await setTornAside(this.#files, this.folder, torn, timeStamp(this.#now().toISOString()));
      this.#problem(`The last line of ${journalName} was cut off and never reported saved; it is kept in ${name}.`);
      this.#size = torn.start;
    } catch (error) {
      // It stays where it is; the next entry starts on a fresh line.
      this.#problem(`${fileError('set aside the torn last line in', this.folder, error).message}`);
    }
  }

  append(body: EntryBody, by: string, options: { supersedes?: string } = {}): Promise<Entry> {
    return this.#appendInTurn([body], by, options.supersedes).then(([entry]) => entry as Entry);
  }

  appendAll(bodies: readonly EntryBody[], by: string): Promise<Entry[]> {
    return this.#appendInTurn(bodies, by, undefined);
  }

  #appendInTurn(bodies: readonly EntryBody[], by: string, supersedes: string | undefined): Promise<Entry[]> {
    const result = this.#queue.then(() => this.#append(bodies, by, supersedes));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #append(bodies: readonly EntryBody[], by: string, supersedes: string | undefined): Promise<Entry[]> {
    if (this.readOnly !== undefined)
      throw new WorkspaceError(`Nothing can be written in ${this.folder}. ${this.readOnly}`, 'Open it again to write.');
    for (const body of bodies) {
      const problem = bodyProblem(body);
      if (problem !== undefined)
        throw new WorkspaceError(
          `Not a well-formed ${body.type} entry: expected ${problem}.`,
          'Correct it and try again.',
        );
    }
    if (bodies.length === 0) return [];
    const own = { replica: this.#replica, now: this.#now(), supersedes, by, questionnaire: this.#questionnaire };
    const { seq } = this.assessment;
    const made = bodies.map((body, index) => makeEntry(body, { ...own, seq: seq + 1 + index }));
    let size: { before: number; after: number };
    try {
      size = await appendEntries(this.#files, this.folder, made);
    } catch (error) {
      throw fileError('save the entry in', join(this.folder, journalName), error);
    }
    // Somebody else has written (git): take in what came. That it cannot be read just now must not look like a failed save.
    const others = size.before !== this.#size;
    if (others && (await this.#reread())) return made;
    this.entries = [...this.entries, ...made];
    this.assessment = fold(this.entries);
    if (!others) this.#size = size.after;
    return made;
  }

  absorb(entries: readonly Entry[]): Promise<void> {
    const result = this.#queue.then(() => this.#absorb(entries));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #absorb(entries: readonly Entry[]): Promise<void> {
    if (this.readOnly !== undefined)
      throw new WorkspaceError(`Nothing can be written in ${this.folder}. ${this.readOnly}`, 'Open it again to write.');
    for (const entry of entries) {
      const kind = classify(entry);
      if (kind.kind === 'entry') continue;
      const why = kind.kind === 'newer' ? `it is from a newer version (${kind.what})` : `expected ${kind.why}`;
      throw new WorkspaceError(
        `Entry ${plainLine(String(entry.id))} cannot be taken in: ${why}.`,
        'Update soc2-ready and try again.',
      );
    }
    if (entries.length === 0) return;
    try {
      await appendEntries(this.#files, this.folder, entries);
    } catch (error) {
      throw fileError('save the entries in', join(this.folder, journalName), error);
    }
    await this.#reread();
  }

  /** Reads the journal again; false when it cannot be read. */
  async #reread(): Promise<boolean> {
    try {
      await this.#read();
      return true;
    } catch (error) {
      this.#problem((error as Error).message);
      return false;
    }
  }

  async saveScan(facts: Facts, by: string): Promise<{ file: string; sha256: string }> {
    if (this.readOnly !== undefined)
      throw new WorkspaceError(`Nothing can be written in ${this.folder}. ${this.readOnly}`, 'Open it again to write.');
    const saved = await writeSnapshot(this.#files, this.folder, facts);
    await this.append({ type: 'scan', ...saved, account: facts.account, finishedAt: facts.finishedAt }, by);
    return saved;
  }

  readScan(file: string): Promise<Facts> {
    const scan = this.assessment.scans.findLast((known) => known.file === file);
    return readSnapshot(this.#files, this.folder, file, scan?.sha256);
  }

  async latestScan(account?: string): Promise<Facts | undefined> {
    for (const scan of this.#newestFirst()) {
      if (account !== undefined && scan.account !== account) continue;
      const facts = await this.#tryScan(scan.file);
      if (facts !== undefined) return facts;
    }
    return undefined;
  }

  async latestScans(): Promise<Facts[]> {
    const accounts = new Set(this.#newestFirst().map((scan) => scan.account));
    const scans = await Promise.all([...accounts].map((account) => this.latestScan(account)));
    return scans.filter((facts) => facts !== undefined);
  }

  #newestFirst(): Assessment['scans'] {
    return this.assessment.scans.toReversed().sort((a, b) => Date.parse(b.finishedAt) - Date.parse(a.finishedAt) || 0);
  }

  async #tryScan(file: string): Promise<Facts | undefined> {
    try {
      return await this.readScan(file);
    } catch (error) {
      this.#problem((error as Error).message);
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.#queue;
    this.readOnly ??= 'It was closed.';
    await this.#unlock();
  }

  async #unlock(): Promise<void> {
    const release = this.#release;
    this.#release = undefined;
    await release?.();
  }
}

/** The time zone that an entry sets, if it does. */
function zoneOf(entry: Entry): string | undefined {
  if (entry.type === 'created') return entry.timeZone;
  return entry.type === 'scope' && entry.question === 'time-zone' && typeof entry.value === 'string'
    ? entry.value
    : undefined;
}
