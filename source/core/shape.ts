/** Shapes of data as tables, and the faults of a value against them. The JSON Schema for editors is made of the same tables. */

/** Where in a value: field names and list positions from the top. */
export type FaultPath = (string | number)[];

/** One thing that is wrong. */
export interface Fault {
  path: FaultPath;
  /** What is wrong and what would be right, without the place. */
  message: string;
  /** Ids of the entries that share in it, besides the one on the path: the ids along a loop, the name that leads nowhere. */
  involves?: readonly string[];
}

/** What a value may look like. */
export type Shape =
  | { type: 'text'; max?: number; pattern?: RegExp /** In words, for the message. */; hint?: string }
  | { type: 'number'; min?: number; max?: number; integer?: boolean }
  | { type: 'yes-no' }
  | { type: 'one of'; values: readonly (string | number)[] }
  | { type: 'list'; of: Shape; min?: number; max?: number }
  | { type: 'map'; of: Shape }
  | {
      type: 'object';
      fields: Readonly<Record<string, Field>>;
      /** At least one of these fields is given. */
      someOf?: readonly string[];
    }
  | { type: 'either'; of: readonly Shape[] /** In words, for the message. */; hint: string }
  | { type: 'named'; name: string; shape: () => Shape };

/** A field of an object; `optional` may be absent. */
export interface Field {
  shape: Shape;
  optional?: boolean;
  /** Shown by editors. */
  about?: string;
}

/** Everything that is wrong with `value`; an empty list when nothing is. */
export function shapeFaults(shape: Shape, value: unknown, path: FaultPath = []): Fault[] {
  const fault = (message: string): Fault[] => [{ path, message }];
  switch (shape.type) {
    case 'text':
      return textFault(shape, value).flatMap(fault);
    case 'number':
      return numberFault(shape, value).flatMap(fault);
    case 'yes-no':
      return typeof value === 'boolean' ? [] : fault(`must be true or false, not ${told(value)}`);
    case 'one of':
      return shape.values.some((allowed) => allowed === value)
        ? []
        : fault(`must be one of ${shape.values.join(', ')}, not ${told(value)}`);
    case 'list':
      return listFaults(shape, value, path);
    case 'map':
      if (!isObject(value)) return fault(`must be a map of names to values, not ${told(value)}`);
      return Object.entries(value).flatMap(([key, item]) => shapeFaults(shape.of, item, [...path, key]));
    case 'object':
      return objectFaults(shape, value, path);
    case 'either':
      return eitherFaults(shape, value, path);
    case 'named':
      return shapeFaults(shape.shape(), value, path);
  }
}

function textFault(shape: Shape & { type: 'text' }, value: unknown): string[] {
  if (typeof value !== 'string') return [`must be text, not ${told(value)}`];
  if (value.trim() === '') return ['must not be empty'];
  if (/\p{Cc}/u.test(value)) return ['must be one line without control characters'];
  if (value !== value.trim()) return ['must not begin or end with a space'];
  if (shape.max !== undefined && value.length > shape.max)
    return [`must have at most ${shape.max} characters; it has ${value.length}`];
  if (shape.pattern && !shape.pattern.test(value))
    return [`must be ${shape.hint ?? `like ${shape.pattern.source}`}, not ${told(value)}`];
  return [];
}

function numberFault(shape: Shape & { type: 'number' }, value: unknown): string[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [`must be a number, not ${told(value)}`];
  if (shape.integer && !Number.isInteger(value)) return [`must be a whole number, not ${value}`];
  if (shape.min !== undefined && value < shape.min) return [`must be at least ${shape.min}, not ${value}`];
  if (shape.max !== undefined && value > shape.max) return [`must be at most ${shape.max}, not ${value}`];
  return [];
}

function listFaults(shape: Shape & { type: 'list' }, value: unknown, path: FaultPath): Fault[] {
  if (!Array.isArray(value)) return [{ path, message: `must be a list, not ${told(value)}` }];
  const { min, max } = shape;
  const faults = value.flatMap((item, index) => shapeFaults(shape.of, item, [...path, index]));
  if (min !== undefined && min === max && value.length !== min)
    faults.unshift({ path, message: `must have exactly ${min} entries; it has ${value.length}` });
  else if (min !== undefined && value.length < min)
    faults.unshift({ path, message: `must have at least ${min} ${min === 1 ? 'entry' : 'entries'}` });
  else if (max !== undefined && value.length > max)
    faults.unshift({ path, message: `must have at most ${max} entries; it has ${value.length}` });
  return faults;
}

function objectFaults(shape: Shape & { type: 'object' }, value: unknown, path: FaultPath): Fault[] {
  if (!isObject(value)) return [{ path, message: `must be a group of fields, not ${told(value)}` }];
  const faults: Fault[] = [];
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(shape.fields, key)) continue;
    const meant = nearest(key, Object.keys(shape.fields));
    faults.push({ path: [...path, key], message: `is not a field here${meant ? `; did you mean ${meant}?` : ''}` });
  }
  for (const [key, field] of Object.entries(shape.fields)) {
    if (value[key] !== undefined) faults.push(...shapeFaults(field.shape, value[key], [...path, key]));
    else if (!field.optional) faults.push({ path: [...path, key], message: 'is missing' });
  }
  if (shape.someOf && !shape.someOf.some((key) => value[key] !== undefined))
    faults.push({ path, message: `needs at least one of ${shape.someOf.join(', ')}` });
  return faults;
}

function eitherFaults(shape: Shape & { type: 'either' }, value: unknown, path: FaultPath): Fault[] {
  const tries = shape.of.map((option) => ({ option, faults: shapeFaults(option, value, path) }));
  if (tries.some((attempt) => attempt.faults.length === 0)) return [];
  // The option whose leading field is there is the one that was meant: its faults say more than "none fits".
  const meant = tries.find(({ option }) => {
    const leading = option.type === 'object' ? Object.keys(option.fields)[0] : undefined;
    return leading !== undefined && isObject(value) && Object.hasOwn(value, leading);
  });
  return meant?.faults ?? [{ path, message: `must be ${shape.hint}, not ${told(value)}` }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a message shows it. */
function told(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** The name that was meant: equal but for case, hyphens and underscores, or one letter away. */
function nearest(key: string, names: string[]): string | undefined {
  const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return names.find((name) => bare(name) === bare(key)) ?? names.find((name) => oneEditApart(bare(name), bare(key)));
}

function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  return [
    a.slice(start + 1) === b.slice(start + 1),
    a.slice(start) === b.slice(start + 1),
    a.slice(start + 1) === b.slice(start),
  ].some(Boolean);
}
