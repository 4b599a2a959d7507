/** What is known of a record that nobody has entered yet, and the text of a record's fields as forms show them. */
import type { Assessment } from './assessment.ts';
import { ownValue } from './own-record.ts';
import type { RegisterKind, RegisterRecords, VendorAgreement } from './register-entry.ts';
import type { RegisterField } from './register-fields.ts';
import { awsVendor } from './register-known.ts';
import { knownTitle } from './register-policies.ts';
import { offeredVendors } from './register-vendors.ts';

/** The record to begin with: a known policy's title, AWS as a vendor, the name of a vendor from scoping; else empty. */
export function begunRecord<Kind extends RegisterKind>(
  kind: Kind,
  key: string,
  assessment: Assessment,
): Partial<RegisterRecords[Kind]> {
  const known: object = kind === 'policy' ? begunPolicy(key) : kind === 'vendor' ? begunVendor(key, assessment) : {};
  return known as Partial<RegisterRecords[Kind]>;
}

function begunPolicy(key: string): object {
  const title = knownTitle(key);
  return title === undefined ? {} : { title };
}

function begunVendor(key: string, assessment: Assessment): object {
  if (key === awsVendor.id) return awsVendor.record;
  const name = offeredVendors(assessment).find(({ id }) => id === key)?.name;
  return name === undefined ? {} : { name };
}

/** The value of a field as {@link setFields} reads it; empty where nothing is entered, and for duties, which are added one by one. */
export function fieldText(field: RegisterField, record: object): string {
  const { type, path, name } = field;
  switch (type) {
    case 'duty':
      return '';
    case 'no-duties': {
      const duties = valueAt(record, ['duties']);
      return Array.isArray(duties) && duties.length === 0 ? 'none' : '';
    }
    case 'agreement': {
      const agreements = (valueAt(record, ['agreements']) ?? []) as VendorAgreement[];
      const found = agreements.find(({ kind }) => kind === name);
      return found === undefined ? '' : `${found.date} ${found.where}`;
    }
    case 'period': {
      const [from, to] = [valueAt(record, ['report', 'periodStart']), valueAt(record, ['report', 'periodEnd'])];
      return from === undefined || to === undefined ? '' : `${String(from)}..${String(to)}`;
    }
    case 'yes-no': {
      const value = valueAt(record, path);
      return value === undefined ? '' : value === true ? 'yes' : 'no';
    }
    default: {
      const value = valueAt(record, path);
      return value === undefined ? '' : Array.isArray(value) ? value.join(',') : String(value);
    }
  }
}

function valueAt(record: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? ownValue(inner as Record<string, unknown>, name) : undefined,
    record,
  );
}
