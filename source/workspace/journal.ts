/**
 * The journal on disk: one entry a line, only ever added to. Reading keeps whatever can be read; writing is one write
 * and one fsync, and what was not reported saved is taken back where possible.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Entry, type EntryBody, entryVersion } from '../core/entry.ts';
import { plainLine } from '../core/text.ts';
import { classify } from './entry-shape.ts';
import { createFile, type FileOperations } from './files.ts';

/** Name of the journal in a workspace folder. */
export const journalName = 'journal.jsonl';

/** What a journal's bytes hold. */
export interface JournalContent {
  /** In file order; entries of a newer version among them. */
  entries: Entry[];
  /** One sentence per line that could not be read. */
  problems: string[];
  /** One phrase per entry of a newer version, such as `line 7: entry version 2`. */
  newer: string[];
  /** A last line that was cut off, with the offset it starts at. */
  torn?: { start: number; bytes: Uint8Array };
  /** Bytes read. */
  size: number;
}

/** Problems listed one by one; the rest is counted. */
const mostProblems = 20;
const newLine = 10;

/** Reads a journal's bytes. Never throws: what cannot be read is reported. CRLF, blank lines and byte order marks are fine. */
export function parseJournal(bytes: Uint8Array): JournalContent {
  const content: JournalContent = { entries: [], problems: [], newer: [], size: bytes.length };
  let unreadable = 0;
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const found = bytes.indexOf(newLine, start);
    const line = bytes.subarray(start, found === -1 ? bytes.length : found);
    const parsed = parseLine(line);
    if (parsed !== undefined && 'entry' in parsed) {
      content.entries.push(parsed.entry);
      if (parsed.newer !== undefined) content.newer.push(`line ${number}: ${parsed.newer}`);
    } else if (parsed !== undefined) {
      // No entry, cut anywhere, is still JSON: a last line that is JSON was written whole.
      if (found === -1 && !parsed.json) content.torn = { start, bytes: line };
      else {
        unreadable += 1;
        if (unreadable <= mostProblems)
          content.problems.push(
            `${journalName} line ${number} cannot be read (${parsed.why}); it stays where it is and is not counted.`,
          );
      }
    }
    start = found === -1 ? bytes.length : found + 1;
  }
  if (unreadable > mostProblems)
    content.problems.push(`${journalName} has ${unreadable - mostProblems} more lines that cannot be read.`);
  return content;
}

// Fatal: a replacement character in place of what somebody wrote would be a silent change. Strips a byte order mark.
const decoder = new TextDecoder('utf-8', { fatal: true });

type ParsedLine = { entry: Entry; newer?: string } | { why: string; json: boolean };

/** Undefined for a blank line. */
function parseLine(bytes: Uint8Array): ParsedLine | undefined {
  let value: unknown;
  try {
    const text = decoder.decode(bytes).trim();
    if (text === '') return undefined;
    if (/^(<{7}|={7}|>{7}|\|{7})/.test(text)) return { why: 'a conflict mark of git: keep both sides', json: true };
    value = JSON.parse(text);
  } catch {
    return { why: 'not JSON', json: false };
  }
  const line = classify(value);
  if (line.kind === 'unreadable') return { why: `expected ${line.why}`, json: true };
  const entry = value as Entry;
  return line.kind === 'newer' ? { entry, newer: plainLine(line.what).slice(0, 60) } : { entry };
}

/**
 * A new entry around what it says. It comes back from its own line, so that what is in memory is what the disk will
 * give; nothing that the body brings along can stand in for the entry's own part.
 */
export function makeEntry(
  body: EntryBody,
  own: { replica: string; seq: number; now: Date; by: string; questionnaire: string; supersedes?: string | undefined },
): Entry {
  const { replica, seq, by, questionnaire, supersedes } = own;
  const base = { v: entryVersion, id: randomUUID(), replica, seq, at: own.now.toISOString(), by, questionnaire };
  return JSON.parse(JSON.stringify({ ...base, ...body, ...base, supersedes })) as Entry;
}

/** An entry as its line, without the line end. */
export function entryLine(entry: Entry): string {
  return JSON.stringify(entry);
}

/**
 * Appends entries: one write, one fsync. Resolves when they are on the disk, to the size before and after. When it
 * rejects, what was written is cut off again; where that fails too, the next append starts on a fresh line, because a
 * file that does not end in a line end gets one first.
 */
export async function appendEntries(
  files: FileOperations,
  folder: string,
  entries: readonly Entry[],
): Promise<{ before: number; after: number }> {
  const file = await files.open(join(folder, journalName), 'append');
  try {
    const before = await file.size();
    const last = before === 0 ? undefined : (await file.read(before - 1, 1))[0];
    const lead = last === undefined || last === newLine ? '' : '\n';
    const bytes = new TextEncoder().encode(`${lead}${entries.map((entry) => `${entryLine(entry)}\n`).join('')}`);
    try {
      const written = await file.write(bytes);
      if (written < bytes.length) throw Object.assign(new Error('only a part was written'), { code: 'ENOSPC' });
      await file.sync();
    } catch (error) {
      await takeBack(file, before, bytes.length);
      throw error;
    }
    return { before, after: before + bytes.length };
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** Cuts off what a failed append left; only where nobody else has written behind it. */
async function takeBack(
  file: { size(): Promise<number>; truncate(size: number): Promise<void> },
  before: number,
  length: number,
): Promise<void> {
  try {
    const size = await file.size();
    if (size > before && size <= before + length) await file.truncate(before);
  } catch {
    // The disk is failing; the next append starts on a fresh line.
  }
}

/**
 * Moves a torn last line out of the journal into a file of its own, `journal.torn-…`, and resolves to that file's
 * name. The copy is on the disk before the journal is cut, so a crash in between leaves two, never none.
 */
export async function setTornAside(
  files: FileOperations,
  folder: string,
  torn: { start: number; bytes: Uint8Array },
  stamp: string,
): Promise<string> {
  const taken = new Set(await files.list(folder));
  let name = `journal.torn-${stamp}`;
  for (let n = 2; taken.has(name); n += 1) name = `journal.torn-${stamp}-${n}`;
  await createFile(files, join(folder, name), torn.bytes);
  await files.syncFolder(folder);
  const file = await files.open(join(folder, journalName), 'append');
  try {
    // Somebody may have written behind it since it was read; then it stays, as an unreadable line.
    if ((await file.size()) === torn.start + torn.bytes.length) await file.truncate(torn.start);
    await file.sync();
  } finally {
    await file.close();
  }
  return name;
}
