/** What a trail records: classic and advanced event selectors brought to one form. */
import type { TrailSelectors } from '../source/core/facts.ts';

/** Which kinds of event are recorded. */
export interface Recorded {
  reads: boolean;
  writes: boolean;
  /** Left out on purpose, in words: services for management events. */
  without: string[];
}

type Advanced = TrailSelectors['advanced'][number];
type Field = Advanced['fields'][number];

const kinds = { All: [true, true], ReadOnly: [true, false], WriteOnly: [false, true] } as const;

/** Fields of a selector by lower-case name; a field given twice is kept twice. */
function fieldsOf(selector: Advanced, name: string): Field[] {
  return selector.fields.filter(({ field }) => field.toLowerCase() === name.toLowerCase());
}

function category(selector: Advanced): string[] {
  return fieldsOf(selector, 'eventCategory').flatMap(({ equals }) => equals ?? []);
}

/** Reads and writes that `readOnly` leaves in. */
function directions(selector: Advanced): [reads: boolean, writes: boolean] {
  const allows = (value: string) =>
    fieldsOf(selector, 'readOnly').every(
      ({ equals, notEquals }) => (equals?.includes(value) ?? true) && !(notEquals?.includes(value) ?? false),
    );
  return [allows('true'), allows('false')];
}

const lists = (field: Field) => [
  field.equals,
  field.notEquals,
  field.startsWith,
  field.notStartsWith,
  field.endsWith,
  field.notEndsWith,
];

/** Whether a field only leaves out what it names, exactly. */
function onlyNotEquals(field: Field): boolean {
  return field.notEquals !== undefined && lists(field).filter((list) => list !== undefined).length === 1;
}

/** Management events that selectors record; a selector narrowed by anything but direction and left-out services does not count. */
export function managementEvents({ classic, advanced }: TrailSelectors): Recorded {
  const recorded: Recorded[] = [];
  for (const { includeManagementEvents, readWriteType, excludedSources } of classic) {
    if (!includeManagementEvents) continue;
    const [reads, writes] = kinds[readWriteType];
    recorded.push({ reads, writes, without: excludedSources });
  }
  for (const selector of advanced) {
    if (!category(selector).includes('Management')) continue;
    const sources = fieldsOf(selector, 'eventSource');
    const known = fieldsOf(selector, 'eventCategory').length + fieldsOf(selector, 'readOnly').length + sources.length;
    if (known < selector.fields.length || !sources.every(onlyNotEquals)) continue;
    const [reads, writes] = directions(selector);
    recorded.push({ reads, writes, without: sources.flatMap(({ notEquals }) => notEquals ?? []) });
  }
  return sum(recorded);
}

function sum(recorded: readonly Recorded[]): Recorded {
  // A service is left out only when every selector leaves it out.
  const [first, ...rest] = recorded;
  const without = (first?.without ?? []).filter((source) => rest.every((other) => other.without.includes(source)));
  return { reads: recorded.some((r) => r.reads), writes: recorded.some((r) => r.writes), without };
}

const objectType = 'AWS::S3::Object';

/** Whether classic values (`arn:aws:s3`, `arn:aws:s3:::`, `arn:aws:s3:::name/`) take in all objects of a bucket; undefined: of any. */
function classicCovers(value: string, bucket: string | undefined): boolean {
  if (/^arn:[^:]+:s3(:::)?$/.test(value)) return true;
  const name = /^arn:[^:]+:s3:::([^/]+)\/?$/.exec(value)?.[1];
  return bucket !== undefined && name === bucket;
}

/** Whether what `resources.ARN` says takes in all objects of a bucket; undefined: of any bucket. */
function arnCovers(field: Field, bucket: string | undefined, tolerated: readonly string[]): boolean {
  if (field.equals !== undefined || field.endsWith !== undefined || field.notEndsWith !== undefined) return false;
  const objects = `:::${bucket === undefined ? '' : `${bucket}/`}`;
  const within = (value: string) => objects.startsWith(value.replace(/^arn:[^:]*:s3/, ''));
  const leavesOut = (value: string) => {
    const left = value.replace(/^arn:[^:]*:s3/, '');
    if (bucket !== undefined) return objects.startsWith(left) || left.startsWith(objects);
    return !tolerated.includes(/^:::([^/]+)\/?$/.exec(left)?.[1] ?? '');
  };
  const starts = field.startsWith?.some(within) ?? true;
  return starts && ![...(field.notStartsWith ?? []), ...(field.notEquals ?? [])].some(leavesOut);
}

/**
 * S3 object events that selectors record for a bucket, or, without one, for every bucket there is and will be.
 *
 * @param tolerated buckets that may be left out: a trail that records its own deliveries would never end.
 */
export function objectEvents(
  { classic, advanced }: TrailSelectors,
  bucket: string | undefined,
  tolerated: readonly string[] = [],
): Recorded {
  const recorded: Recorded[] = [];
  for (const { dataResources, readWriteType } of classic) {
    const values = dataResources.filter(({ type }) => type === objectType).flatMap((resource) => resource.values);
    if (!values.some((value) => classicCovers(value, bucket))) continue;
    const [reads, writes] = kinds[readWriteType];
    recorded.push({ reads, writes, without: [] });
  }
  for (const selector of advanced) {
    if (!category(selector).includes('Data')) continue;
    const types = fieldsOf(selector, 'resources.type');
    const arns = fieldsOf(selector, 'resources.ARN');
    const other = selector.fields.filter(
      (field) => !/^(eventcategory|readonly|resources\.type|resources\.arn)$/i.test(field.field) && !isS3Source(field),
    );
    const ofObjects = types.some(({ equals }) => equals?.includes(objectType));
    if (!ofObjects || other.length > 0 || !arns.every((field) => arnCovers(field, bucket, tolerated))) continue;
    const [reads, writes] = directions(selector);
    recorded.push({ reads, writes, without: [] });
  }
  return sum(recorded);
}

/** A field that names S3 as the source says nothing new about S3 objects. */
function isS3Source(field: Field): boolean {
  return field.field.toLowerCase() === 'eventsource' && (field.equals?.includes('s3.amazonaws.com') ?? false);
}
