/** One finding of another engine as it writes it, read as ours: Prowler's OCSF and the AWS Security Finding Format (ASFF). */
import { globalRegion } from './facts.ts';
import type { Engine, ForeignFinding } from './foreign-findings.ts';
import { ownValue } from './own-record.ts';
import { plainLine } from './text.ts';

/** What an element of a file is. */
export type ReadFinding =
  | { kind: 'finding'; finding: ForeignFinding }
  /** Of a product whose findings say nothing of a setting, or of another cloud. `id` names it in the list. */
  | { kind: 'other'; id: string }
  /** An archived record: it holds no more. */
  | { kind: 'archived' }
  /** Not of either format. */
  | { kind: 'fault'; problem: string };

type Value = Record<string, unknown>;

/** Detection Finding, as Prowler 4 and later write it, and Security Finding of OCSF 1.0, as Prowler 3 did. */
const [ocsfClass, olderOcsfClass] = [2004, 2001];
const asffVersion = '2018-10-08';
/** Longer texts are no ids. */
const longestId = 2048;

/** Reads one element. Texts are cut to one plain line: nothing of a foreign file reaches a terminal as it is. */
export function readFinding(value: unknown): ReadFinding {
  if (!isObject(value)) return { kind: 'fault', problem: 'is no object' };
  if (value.SchemaVersion !== undefined) return readAsff(value);
  if (value.class_uid !== undefined) return readOcsf(value);
  return { kind: 'fault', problem: 'has neither SchemaVersion (ASFF) nor class_uid (OCSF)' };
}

function readOcsf(value: Value): ReadFinding {
  const { class_uid, metadata, cloud, resources, status, status_code, finding_info, time, time_dt } = value;
  const product = isObject(metadata) && isObject(metadata.product) ? metadata.product : {};
  const named = [product.name, product.uid, product.vendor_name].map((name) => text(name).toLowerCase());
  const older = class_uid === olderOcsfClass;
  const feature = isObject(product.feature) ? product.feature : {};
  const id = older ? text(feature.uid) : isObject(metadata) ? text(metadata.event_code) : '';
  if ((class_uid !== ocsfClass && !older) || !named.includes('prowler'))
    return { kind: 'other', id: `${text(product.name) || 'OCSF'} ${id || `class ${text(class_uid)}`}` };
  if (id === '')
    return { kind: 'fault', problem: `has no check id (metadata.${older ? 'product.feature.uid' : 'event_code'})` };
  const where = isObject(cloud) ? cloud : {};
  const provider = text(where.provider);
  if (provider !== '' && provider !== 'aws') return { kind: 'other', id: `Prowler ${provider} ${id}` };
  const [resource] = Array.isArray(resources) ? resources.filter(isObject) : [];
  const account = isObject(where.account) ? text(where.account.uid) : '';
  if (!/^\d{12}$/.test(account)) return { kind: 'fault', problem: 'names no AWS account (cloud.account.uid)' };
  // Numbers first: Prowler writes the others in the time zone of its machine, and does not say which.
  const info = isObject(finding_info) ? finding_info : {};
  const seenAt = [info.created_time, time, info.created_time_dt, time_dt].map(instantOf).find((at) => at !== undefined);
  if (seenAt === undefined) return { kind: 'fault', problem: 'has no date (finding_info.created_time, time_dt)' };
  const version = text(product.version);
  return {
    kind: 'finding',
    finding: {
      engine: 'prowler',
      ...(version === '' ? {} : { version }),
      id,
      account,
      region: regionOf(text(where.region) || text(resource?.region)),
      resource: text(resource?.uid) || text(resource?.name) || account,
      status: ownValue(ocsfStatus, text(older ? status : status_code).toUpperCase()) ?? 'unknown',
      seenAt,
    },
  };
}

const ocsfStatus: Readonly<Record<string, ForeignFinding['status']>> = {
  ...{ PASS: 'pass', FAIL: 'fail', SUCCESS: 'pass', FAILURE: 'fail' },
};

const asffStatus: Readonly<Record<string, ForeignFinding['status']>> = { PASSED: 'pass', FAILED: 'fail' };

function readAsff(value: Value): ReadFinding {
  if (value.SchemaVersion !== asffVersion)
    return { kind: 'fault', problem: `is ASFF of version ${text(value.SchemaVersion)}, and ${asffVersion} is known` };
  const account = text(value.AwsAccountId);
  if (!/^\d{12}$/.test(account)) return { kind: 'fault', problem: 'names no AWS account (AwsAccountId)' };
  if (text(value.RecordState) === 'ARCHIVED') return { kind: 'archived' };
  const compliance = isObject(value.Compliance) ? value.Compliance : undefined;
  const generator = text(value.GeneratorId);
  const named = asffId(value, generator, compliance);
  // Threats, weaknesses and the like have no compliance status: they judge no setting.
  if (named === undefined || compliance === undefined || text(compliance.Status) === '')
    return { kind: 'other', id: `${productOf(value)} ${generator || 'without a generator'}` };
  const [resource] = Array.isArray(value.Resources) ? value.Resources.filter(isObject) : [];
  const dates = [value.LastObservedAt, value.UpdatedAt, value.CreatedAt];
  const seenAt = dates.map(instantOf).find((at) => at !== undefined);
  if (seenAt === undefined) return { kind: 'fault', problem: 'has no date (UpdatedAt)' };
  return {
    kind: 'finding',
    finding: {
      ...named,
      account,
      region: regionOf(text(value.Region) || text(resource?.Region) || text(value.ProductArn).split(':')[3]),
      resource: text(resource?.Id) || account,
      status: ownValue(asffStatus, text(compliance.Status)) ?? 'unknown',
      seenAt,
    },
  };
}

/** The control or check behind an ASFF finding; undefined for a product that has neither. */
function asffId(
  value: Value,
  generator: string,
  compliance: Value | undefined,
): Pick<ForeignFinding, 'engine' | 'id' | 'version'> | undefined {
  const fields = isObject(value.ProductFields) ? value.ProductFields : {};
  const prowler = /^prowler-(.+)$/.exec(generator)?.[1];
  if (prowler !== undefined) {
    const version = text(fields.ProviderVersion);
    return { engine: 'prowler', id: prowler, ...(version === '' ? {} : { version }) };
  }
  const control = text(compliance?.SecurityControlId);
  if (control !== '') return { engine: 'securityhub', id: control };
  // Before controls were the same in all standards: `aws-foundational-security-best-practices/v/1.0.0/IAM.6`.
  const engine: Engine = 'securityhub';
  if (
    !/^(arn:aws[\w-]*:securityhub:|security-control\/|aws-foundational-security|cis-aws-|pci-dss|nist-800|service-managed)/.test(
      generator,
    )
  )
    return undefined;
  const last = generator.split('/').at(-1) ?? generator;
  const id = text(fields.ControlId) || last;
  return { engine, id: /^[A-Za-z0-9]+\.\d+$/.test(id) && /[A-Za-z]/.test(id) ? id : generator };
}

function productOf(value: Value): string {
  const fields = isObject(value.ProductFields) ? value.ProductFields : {};
  return text(value.ProductName) || text(fields['aws/securityhub/ProductName']) || 'ASFF';
}

function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One plain line; empty for anything that is neither text nor a number. */
function text(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? plainLine(value.slice(0, longestId)).trim() : '';
}

function regionOf(name: string | undefined): string {
  return name === undefined || !/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(name) ? globalRegion : name;
}

/** A UTC instant from ISO 8601 (without a zone: UTC), or from seconds or milliseconds since 1970. */
function instantOf(value: unknown): string | undefined {
  if (typeof value === 'number' && value > 0) {
    const at = new Date(value < 1e11 ? value * 1000 : value);
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
  }
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) return undefined;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const at = new Date(zoned.replace(' ', 'T'));
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
