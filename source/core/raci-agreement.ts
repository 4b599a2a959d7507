/** Who has agreed to the matrix (rule R12), and how those who are informed hear of it (rule R6). */
import type { Agreement, RaciFinding, RaciRow } from './decision.ts';
import { ownValue } from './own-record.ts';
import { counted, listed, listedFirst } from './phrases.ts';
import { holders, isNamed, lettersOf } from './raci-cells.ts';
import type { LintInput } from './raci-rules.ts';

/** The rows a person is named on: with a letter, or as stand-in. */
export function rowsOf(person: string, rows: readonly RaciRow[]): RaciRow[] {
  return rows.filter((row) => isNamed(row, person) || row.standIn === person);
}

/** Whether a person of the company, and not a hat, a group or an outside party, is named on a row. */
function namedPeople({ parties, rows }: Pick<LintInput, 'parties' | 'rows'>): string[] {
  return parties.flatMap(({ name, kind }) => (kind === 'person' && rowsOf(name, rows).length > 0 ? [name] : []));
}

/**
 * Version of what a person is asked to agree to: twelve hex digits over their rows, whatever the order. A changed row is
 * another version. It tells versions apart and protects nothing, so a short hash without keys will do.
 */
export function versionFor(person: string, rows: readonly RaciRow[]): string {
  const lines = rowsOf(person, rows).map(
    (row) => `${row.control}\t${lettersOf(row, person).join('')}\t${row.standIn === person ? 'stand-in' : ''}`,
  );
  return hash(lines.sort().join('\n'));
}

/** FNV-1a over 16-bit units, twice with different starts. */
function hash(text: string): string {
  let [low, high] = [0x811c9dc5, 0x01000193 ^ text.length];
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ place, 0x01000193);
  }
  const hex = (part: number) => (part >>> 0).toString(16).padStart(8, '0');
  return `${hex(low)}${hex(high)}`.slice(0, 12);
}

/** One line per named person of the company, in the order of the matrix. */
export function agreements({
  rows,
  parties,
  assessment,
}: Pick<LintInput, 'rows' | 'parties' | 'assessment'>): Agreement[] {
  return namedPeople({ rows, parties }).map((person) => {
    const version = versionFor(person, rows);
    const said = ownValue(assessment.agreements.acknowledged, person);
    const base: Agreement = { person, version, rows: rowsOf(person, rows).length, current: said?.version === version };
    return said === undefined ? base : { ...base, acknowledged: { on: said.on, version: said.version } };
  });
}

/** Rule R12. Proposed while nobody has signed; from the first signature on each missing or outdated one is named. */
export function everybodyAgreed(input: LintInput): RaciFinding[] {
  const list = agreements(input);
  const missing = list.filter(({ acknowledged }) => acknowledged === undefined);
  if (list.length === 0) return [];
  if (missing.length === list.length) {
    const message = `The matrix is a proposal: none of the ${counted(list.length, 'person').replace('persons', 'people')} on it has acknowledged it. Read it out and sign: soc2-ready raci ack --by NAME.`;
    return [{ rule: 'R12', severity: 'info', message }];
  }
  const outdated = list.flatMap(({ person, acknowledged, current }): RaciFinding[] => {
    if (acknowledged === undefined || current) return [];
    const message = `${person} acknowledged other rows on ${acknowledged.on}: what has changed since needs a new acknowledgement.`;
    return [{ rule: 'R12', severity: 'warning', person, message }];
  });
  if (missing.length === 0) return outdated;
  const names = missing.map(({ person }) => person);
  const message = `${listed(names)} ${names.length === 1 ? 'has' : 'have'} not acknowledged the matrix yet.`;
  return [{ rule: 'R12', severity: 'warning', person: names[0] ?? '', message }, ...outdated];
}

/** A channel that is a meeting in disguise. */
const meeting = /\b(meeting|call|stand-?up|sync|workshop|jour fixe)\b/i;

/** Rule R6. One finding for all who have no channel, one for each whose channel is a meeting. */
export function informedByMessage({ rows, parties, assessment }: LintInput): RaciFinding[] {
  const informed = new Set(rows.flatMap((row) => holders(row, 'I')));
  const { channels } = assessment.agreements;
  const told = parties.filter(({ name }) => informed.has(name));
  const without = told.filter(({ name }) => (ownValue(channels, name) ?? '').trim() === '').map(({ name }) => name);
  const disguised = told.flatMap(({ name }): RaciFinding[] => {
    const channel = ownValue(channels, name) ?? '';
    if (!meeting.test(channel)) return [];
    const message = `${name} is informed by "${channel}": to be informed is a message, not a meeting.`;
    return [{ rule: 'R6', severity: 'info', person: name, message }];
  });
  if (without.length === 0) return disguised;
  const message = `Nobody says how ${listedFirst(without, 4)} ${without.length === 1 ? 'hears' : 'hear'} of what they are informed about: soc2-ready raci channel NAME TEXT.`;
  return [{ rule: 'R6', severity: 'info', person: without[0] ?? '', message }, ...disguised];
}
