/** Building blocks of shapes: each tells what was expected of a value, led by the name of the field. */
import { isDay } from '../core/calendar.ts';

/** Undefined when the value fits; else what was expected, led by the name of the field. */
export type Shape = (value: unknown) => string | undefined;

/** The shape of values for which something holds; `expected` says it in words. */
export const when =
  (expected: string, holds: (value: unknown) => boolean): Shape =>
  (value) =>
    holds(value) ? undefined : expected;

/** Any text. */
export const text = when('text', (value) => typeof value === 'string');

/** A name or key. `__proto__` would reach through every record that is kept by name. */
export const name = when('a name', (value) => typeof value === 'string' && value !== '' && value !== '__proto__');

/** True or false. */
export const flag = when('true or false', (value) => typeof value === 'boolean');

/** A real calendar day. */
export const day = when('a day (YYYY-MM-DD)', isDay);

/** A whole number, not negative. */
export const count = when('a number of 0 or more', (value) => Number.isSafeInteger(value) && Number(value) >= 0);

/** A finite number, not negative. */
export const amount = when('a number of 0 or more', (value) => Number.isFinite(value) && Number(value) >= 0);

/** One of these values. */
export function oneOf(...values: unknown[]): Shape {
  return when(`one of ${values.map((value) => String(value)).join(', ')}`, (value) => values.includes(value));
}

/** May be absent. */
export function maybe(shape: Shape): Shape {
  return (value) => (value === undefined ? undefined : shape(value));
}

/** May be null. */
export function nullOr(shape: Shape): Shape {
  return (value) => (value === null ? undefined : shape(value));
}

/** A list of such values; the first fault counts. */
export function listOf(shape: Shape): Shape {
  return (value) => (Array.isArray(value) ? value.map(shape).find((problem) => problem !== undefined) : 'a list');
}

/** An object of such values under names of any kind but `__proto__`. */
export function recordOf(shape: Shape): Shape {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'an object';
    return Object.entries(value)
      .map(([key, member]) => name(key) ?? shape(member))
      .find((problem) => problem !== undefined);
  };
}

/** An object with these fields; others are let through, since a newer version may have written them. */
export function object(fields: Record<string, Shape>): Shape {
  const shapes = Object.entries(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'an object';
    for (const [key, shape] of shapes) {
      const problem = shape((value as Record<string, unknown>)[key]);
      if (problem !== undefined) return `${key}: ${problem}`;
    }
    return undefined;
  };
}
