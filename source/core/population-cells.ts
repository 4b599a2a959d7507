/** One cell of a list as its value. Blank, `-`, `n/a` and `unknown` say nothing, except in a list of people: there, nobody. */
import { isDay } from './calendar.ts';
import { type DateOrder, parseMoment, parsePeriod } from './population-dates.ts';
import type { FieldType } from './population-spec.ts';
import { plainLine } from './text.ts';

/** What a cell holds: text, a moment, a period (`from..to`), a flag, people; null where it says nothing. */
export type Cell = string | boolean | string[] | null;

/** How cells are read besides their type. */
export interface CellContext {
  order: DateOrder | undefined;
  timeZone: string;
  /** Header of the column. */
  header: string;
}

const nothing = new Set(['', '-', '–', '—', 'n/a', 'na', 'null', 'unknown', '?']);

const yes = new Set('yes y true 1 on enabled enrolled active encrypted enforced ja oui si'.split(' '));
const no = new Set('no n false 0 off disabled none nein non unencrypted inactive missing never'.split(' '));
for (const words of ['not encrypted', 'not enrolled', 'not enabled', 'not enforced', 'not configured']) no.add(words);

const passed = new Set(
  'pass passed passing success successful succeeded green ok yes true complete completed'.split(' '),
);
const failed = new Set('fail failed failing failure error errored red no false cancelled canceled broken'.split(' '));
for (const word of ['timed_out', 'timed out', 'action_required', 'startup_failure']) failed.add(word);
const none = new Set('none skipped missing neutral pending queued expected stale in_progress running 0'.split(' '));

const active = new Set('active yes true 1 enabled provisioned staged recovery locked_out password_expired'.split(' '));
for (const words of ['locked out', 'password expired', 'invited', 'pending', 'pending activation']) active.add(words);
const inactive = new Set(
  'inactive no false 0 disabled suspended deactivated deprovisioned deleted archived'.split(' '),
);
for (const word of ['blocked', 'terminated', 'removed']) inactive.add(word);

const factorWords =
  /\b(totp|hotp|webauthn|fido2?|u2f|push|sms|phone|call|email|passkey|yubi\w*|duo|authenticator|verify|token|key|otp|smart card|biometrics?|windows hello|factor)\b/i;

/** The value of a cell, or what is wrong with it and what would be right. */
export function parseCell(text: string, type: FieldType, context: CellContext): { value: Cell } | { wrong: string } {
  const plain = plainLine(text).trim();
  if (type === 'people') return { value: people(plain) };
  if (nothing.has(plain.toLowerCase())) return { value: null };
  const word = plain.toLowerCase();
  switch (type) {
    case 'text':
      return { value: plain };
    case 'moment': {
      const moment = parseMoment(plain, context.order, context.timeZone);
      return moment === undefined ? { wrong: wrongDate(plain) } : { value: moment };
    }
    case 'period': {
      const period = parsePeriod(plain);
      if (period !== undefined) return { value: `${period.from}..${period.to}` };
      const day = parseMoment(plain, context.order, context.timeZone);
      if (day !== undefined && isDay(day)) return { value: day };
      return { wrong: `${JSON.stringify(plain)} is no period: write 2026-Q3, 2026-11, 2026-H1, 2026 or its last day` };
    }
    case 'yes-no':
      return yes.has(word)
        ? { value: true }
        : no.has(word)
          ? { value: false }
          : { wrong: wrongWord(plain, 'yes or no') };
    case 'factor':
      if (yes.has(word) || no.has(word)) return { value: yes.has(word) };
      if (factorWords.test(plain)) return { value: true };
      return { wrong: wrongWord(plain, 'yes, no, or the kind of factor') };
    case 'state': {
      // TRUE in a column called Suspended means the opposite of TRUE in one called Active.
      const turned = /suspend|disab|inactive|deactiv|block|archiv|delet/i.test(context.header);
      if (['yes', 'true', '1', 'no', 'false', '0'].includes(word)) return { value: active.has(word) !== turned };
      if (active.has(word)) return { value: true };
      return inactive.has(word) ? { value: false } : { wrong: wrongWord(plain, 'active, suspended or deactivated') };
    }
    case 'result':
      return result(plain, word);
  }
}

function result(plain: string, word: string): { value: Cell } | { wrong: string } {
  const share = /^(\d+) ?(?:\/|of) ?(\d+)$/.exec(word);
  if (share !== null) return { value: share[2] === '0' ? 'none' : share[1] === share[2] ? 'passed' : 'failed' };
  if (passed.has(word)) return { value: 'passed' };
  if (failed.has(word)) return { value: 'failed' };
  return none.has(word) ? { value: 'none' } : { wrong: wrongWord(plain, 'passed, failed or none') };
}

/** Names cut at line ends, semicolons or bars; at commas only where there is none of those. */
function people(text: string): string[] {
  if (nothing.has(text.toLowerCase()) || ['none', 'nobody', '[]'].includes(text.toLowerCase())) return [];
  const strong = text.split(/[;|]/);
  const names = (strong.length > 1 ? strong : text.split(',')).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

function wrongWord(text: string, expected: string): string {
  return `${JSON.stringify(text)} is not ${expected}`;
}

function wrongDate(text: string): string {
  if (/^\d{5}(\.\d+)?$/.test(text)) return `${text} is a spreadsheet's number for a day: format the column as a date`;
  if (/[/-]\d{2}$/.test(text) && !/^\d{4}/.test(text)) return `${JSON.stringify(text)} has a year of two digits`;
  return `${JSON.stringify(text)} is no date: write it as 2026-11-21, or 2026-11-21 14:30`;
}
