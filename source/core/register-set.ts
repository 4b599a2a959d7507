/** Sets fields of a register's record from text, as the command line and forms have it; says what is wrong otherwise. */
import type { Attribution } from './assessment.ts';
import { isDay } from './calendar.ts';
import { criterion } from './framework.ts';
import { ownValue } from './own-record.ts';
import type { ControlId } from './questionnaire.ts';
import type { RegisterKind, RegisterRecords, VendorAgreement, VendorDuty } from './register-entry.ts';
import { fieldForm, type RegisterField, registerFields } from './register-fields.ts';
import { registerKey } from './register-known.ts';

/** A record without who wrote it. */
export function recordOf<Kind extends RegisterKind>(
  stored: RegisterRecords[Kind] & Attribution,
): RegisterRecords[Kind] {
  const { by: _by, at: _at, entry: _entry, ...record } = stored;
  return record as unknown as RegisterRecords[Kind];
}

/** A value for a field; an empty one clears it. */
export interface Assignment {
  field: string;
  value: string;
}

/** A record on its way; what it lacks is found at the end. */
type Draft = Record<string, unknown>;

/** What went wrong: a whole sentence. */
class FieldFault extends Error {}

/**
 * The record with these values set, or every fault as a sentence. `start` is the record so far, or what is known of a new
 * one. Nothing of `start` changes.
 */
export function setFields<Kind extends RegisterKind>(
  kind: Kind,
  start: Partial<RegisterRecords[Kind]>,
  assignments: readonly Assignment[],
  controls: readonly ControlId[],
): { record: RegisterRecords[Kind] } | { faults: string[] } {
  const record = structuredClone(start) as Draft;
  const faults = assignments.flatMap(({ field: name, value }) => {
    const field = registerFields[kind].find((one) => one.name === name);
    if (field === undefined)
      return [`${name} is no field here. The fields are ${registerFields[kind].map((one) => one.name).join(', ')}.`];
    try {
      setField(record, field, value.trim(), controls);
      return [];
    } catch (error) {
      if (error instanceof FieldFault) return [error.message];
      throw error;
    }
  });
  const all = faults.length > 0 ? faults : wholeFaults(kind, record);
  return all.length > 0 ? { faults: all } : { record: record as unknown as RegisterRecords[Kind] };
}

function setField(record: Draft, field: RegisterField, value: string, controls: readonly ControlId[]): void {
  const { type } = field;
  if (type === 'duty') setDuty(record, value, controls);
  else if (type === 'agreement') setAgreement(record, field, value);
  else if (type === 'period') setPeriod(record, field, value);
  else if (type === 'no-duties') {
    if (value !== 'none' && value !== '') throw wrong(field, value);
    put(record, ['duties'], value === 'none' ? [] : undefined);
  } else put(record, field.path, value === '' ? undefined : parsed(field, value, controls));
}

function setPeriod(record: Draft, field: RegisterField, value: string): void {
  const [from, to] = value === '' ? [] : value.split('..').map((day) => day.trim());
  if (value !== '' && !(isDay(from) && isDay(to) && from <= to)) throw wrong(field, value);
  put(record, ['report', 'periodStart'], from);
  put(record, ['report', 'periodEnd'], to);
}

function parsed(field: RegisterField, value: string, controls: readonly ControlId[]): unknown {
  const { type, values = [] } = field;
  const fits = (holds: boolean, result: unknown): unknown => {
    if (!holds) throw wrong(field, value);
    return result;
  };
  switch (type) {
    case 'day':
      return fits(isDay(value), value);
    case 'yes-no':
      return fits(value === 'yes' || value === 'no', value === 'yes');
    case 'choice':
      return fits(values.includes(value), value);
    case 'choices': {
      const chosen = [...new Set(value.split(',').map((one) => one.trim()))];
      return fits(
        chosen.every((one) => values.includes(one)),
        chosen,
      );
    }
    case 'id':
      return fits(registerKey(value) === value, value);
    case 'control':
      return controlId(field.name, value, controls);
    case 'criterion':
      return fits(criterion(value.toUpperCase()) !== undefined, value.toUpperCase());
    default:
      return value;
  }
}

function wrong(field: RegisterField, value: string): FieldFault {
  return new FieldFault(`${field.name} takes ${fieldForm(field)}, not "${value}".`);
}

function controlId(field: string, value: string, controls: readonly ControlId[]): ControlId {
  const known = controls.find((id) => id.toLowerCase() === value.toLowerCase());
  if (known !== undefined) return known;
  throw new FieldFault(`${field} names "${value}", which is no control. soc2-ready gaps lists the controls.`);
}

/** Sets or clears a value; what holds nothing any more goes with it. */
function put(record: Draft, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    if (value === undefined) delete record[first];
    else record[first] = value;
    return;
  }
  const inner = (ownValue(record, first) ?? {}) as Draft;
  put(inner, rest, value);
  if (Object.keys(inner).length === 0) delete record[first];
  else record[first] = inner;
}

function setDuty(record: Draft, value: string, controls: readonly ControlId[]): void {
  const [text = '', control = '', ...more] = value.split('=>').map((part) => part.trim());
  if (text === '' || more.length > 0)
    throw new FieldFault(`duty takes "TEXT => CONTROL", not "${value}". Without a control: just the text.`);
  const duty: VendorDuty = control === '' ? { text } : { text, control: controlId('duty', control, controls) };
  const duties = (record.duties ?? []) as VendorDuty[];
  const known = duties.findIndex((other) => other.text === text);
  record.duties = known === -1 ? [...duties, duty] : duties.with(known, duty);
}

function setAgreement(record: Draft, field: RegisterField, value: string): void {
  const kind = field.name as VendorAgreement['kind'];
  const others = ((record.agreements ?? []) as VendorAgreement[]).filter((agreement) => agreement.kind !== kind);
  const [date, ...where] = value.split(/\s+/);
  if (value !== '' && (!isDay(date) || where.length === 0)) throw wrong(field, value);
  const all = isDay(date) ? [...others, { kind, date, where: where.join(' ') }] : others;
  put(record, ['agreements'], all.length === 0 ? undefined : all);
}

/** What a record lacks, or what cannot be at once. */
function wholeFaults(kind: RegisterKind, record: Draft): string[] {
  const missing = required[kind]
    .filter((name) => record[name] === undefined)
    .map((name) => `${name} is missing: add ${name}=${formOf(kind, name)}.`);
  const report = (record.report ?? {}) as { name?: string; periodEnd?: string; bridgeUntil?: string };
  if (kind === 'vendor' && record.report !== undefined && report.name === undefined)
    missing.push('A period or letter needs its report: add report=NAME.');
  if (kind === 'vendor' && report.bridgeUntil !== undefined && report.bridgeUntil < (report.periodEnd ?? ''))
    missing.push('bridge-until lies before the end of the period: a bridge letter begins there.');
  const { fieldwork, report: due } = record as { fieldwork?: string; report?: string };
  if (kind === 'engagement' && fieldwork !== undefined && due !== undefined && due < fieldwork)
    missing.push('report lies before fieldwork.');
  return missing;
}

const required: Readonly<Record<RegisterKind, readonly string[]>> = {
  policy: ['title'],
  vendor: ['name', 'tier'],
  duty: ['text'],
  exception: ['text'],
  engagement: [],
};

function formOf(kind: RegisterKind, name: string): string {
  const field = registerFields[kind].find((one) => one.name === name);
  return field?.type === 'choice' ? (field.values ?? []).join('|') : name.toUpperCase();
}
