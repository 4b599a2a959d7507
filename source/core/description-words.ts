/** What people and the scan said, in the words of the description. */
import type { Assessment } from './assessment.ts';
import { longDay } from './calendar.ts';
import type { Facts, Reading } from './facts.ts';
import { ownValue } from './own-record.ts';
import type { ControlId, Questionnaire, ScopeValue } from './questionnaire.ts';

/** What people said of a control: the note, and the evidence by name, place and day. */
export function toldOf(id: ControlId, assessment: Assessment): string[] {
  const record = ownValue(assessment.controls, id);
  const note = record?.note?.text.trim() ?? '';
  const evidence = (record?.evidence ?? []).map(
    ({ what, where, date }) => `${what} (${[where, longDay(date)].filter((part) => part !== '').join(', ')})`,
  );
  return [...(note === '' ? [] : [sentence(note)]), ...(evidence.length === 0 ? [] : [`See ${evidence.join('; ')}.`])];
}

/** What scoping says, in the words of its options; undefined when it says nothing. */
export function scoped(id: string, assessment: Assessment, { scoping }: Questionnaire): string | undefined {
  const value = ownValue(assessment.scope, id)?.value;
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  const options = scoping.find((question) => question.id === id)?.options ?? [];
  const label = (one: string) => options.find((option) => option.value === one)?.label ?? one;
  return Array.isArray(value) ? value.map(label).join(', ') : label(words(value));
}

/** A value of scoping as people read it. */
export function words(value: ScopeValue): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** Services with something in them, by the prefix of the facts: `s3`, `ec2`. Who asked (`sts`) is no part of the system. */
export function servicesSeen(facts: Facts): string[] {
  const readings = Object.entries(facts.readings) as [string, Record<string, Reading<unknown>>][];
  const used = readings.filter(([, places]) =>
    Object.values(places).some((reading) => reading.state === 'ok' && holds(reading.data)),
  );
  return [...new Set(used.map(([name]) => name.split('.')[0] ?? name))].filter((service) => service !== 'sts').sort();
}

function holds(data: unknown): boolean {
  return Array.isArray(data) ? data.length > 0 : data !== null && data !== undefined;
}

/** Text that ends as a sentence does. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…。]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
