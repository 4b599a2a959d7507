/** Due runs as a calendar file (RFC 5545) that any calendar program takes in. */
import { addDays } from '../core/calendar.ts';
import type { DueRun } from '../core/due-runs.ts';
import type { Day, Entry } from '../core/entry.ts';
import { listed } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';

/** What a calendar is made from. */
export interface CalendarInput {
  /** Name of the assessment. */
  name: string;
  /** What tells this assessment's events from those of another in one calendar. */
  id: string;
  /** When what it says was last changed: a UTC instant from the data, so that the same data give the same bytes. */
  changed: string;
  runs: readonly DueRun[];
}

/** Longest line in octets, without its end (RFC 5545, 3.1). */
const longest = 75;

/** The id and instant of an assessment: of its first entry, and the latest of any. */
export function calendarIdentity(history: readonly Entry[]): Pick<CalendarInput, 'id' | 'changed'> {
  const created = history.find(({ type }) => type === 'created') ?? history[0];
  const changed = history
    .map(({ at }) => at)
    .reduce((latest, at) => (Date.parse(at) > Date.parse(latest) ? at : latest), '1970-01-01T00:00:00Z');
  return { id: created?.id ?? 'assessment', changed };
}

/**
 * The file: CRLF, folded lines, one whole-day event per run that leaves the day free. An event keeps its UID for as long
 * as control and day are the same, so taking the file in again updates.
 */
export function calendarFile({ name, id, changed, runs }: CalendarInput): string {
  const stamp = instant(changed);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//soc2-ready//soc2-ready//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${text(`Readiness: ${name}`)}`,
    ...runs.flatMap((run) => eventLines(run, word(id), stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines(run: DueRun, id: string, stamp: string): string[] {
  const who = run.accountable.length === 0 ? 'nobody yet' : listed(run.accountable);
  const description = [
    `Answers for it: ${who}`,
    ...(run.doers.length === 0 ? [] : [`Does it: ${listed(run.doers)}`]),
    `Rhythm: ${run.cadence}`,
    ...(run.keep === undefined ? [] : [`Keep as evidence: ${run.keep}`]),
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${word(run.control)}-${date(run.day)}@${id}.soc2-ready`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date(run.day)}`,
    `DTEND;VALUE=DATE:${date(addDays(run.day, 1))}`,
    `SUMMARY:${text(`${run.control} ${run.title} (${who})`)}`,
    `DESCRIPTION:${description.map(text).join('\\n')}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** A TEXT value (RFC 5545, 3.3.11): no control characters, and what would end or split it escaped. */
function text(value: string): string {
  return plainLine(value).replace(/[\\;,]/g, '\\$&');
}

/** What may stand in a UID anywhere: ASCII letters, digits, dots and dashes. */
function word(value: string): string {
  return value.replace(/[^A-Za-z0-9.-]/g, '-');
}

function date(day: Day): string {
  return day.replaceAll('-', '');
}

function instant(at: string): string {
  const time = new Date(at);
  const iso = Number.isNaN(time.getTime()) ? '1970-01-01T00:00:00Z' : time.toISOString();
  return `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Breaks a line after at most 75 octets, between characters and never inside one; a space leads what goes on. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line.toWellFormed()) {
    const size = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + size > longest) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** Length of a character in UTF-8. */
function octetsOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
