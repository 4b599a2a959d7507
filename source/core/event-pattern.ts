/**
 * Matching events against EventBridge patterns, so that what a rule lets through is found by asking it about an event
 * rather than by looking at how it is written.
 */

/** A value of JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an event fits a pattern. An operator that is not known here fits nothing. */
export function eventMatches(pattern: unknown, event: unknown): boolean {
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return Array.isArray(wanted) && wanted.some((part) => eventMatches(part, event));
    const values = Array.isArray(event) ? event.flatMap((one) => field(one, key)) : field(event, key);
    if (isObject(wanted)) return values.some((value) => eventMatches(wanted, value));
    if (!Array.isArray(wanted)) return false;
    // A list in the event fits when one of its members does.
    const members = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
    return wanted.some((rule) => (members.length === 0 ? fitsNothing(rule) : members.some((one) => fits(rule, one))));
  });
}

function field(event: unknown, key: string): unknown[] {
  return isObject(event) && key in event ? [event[key]] : [];
}

function fitsNothing(rule: unknown): boolean {
  return isObject(rule) && rule.exists === false;
}

function fits(rule: unknown, value: unknown): boolean {
  if (!isObject(rule)) return rule === value;
  return Object.entries(rule).every(([operator, operand]) => {
    switch (operator) {
      case 'exists':
        return operand === true;
      case 'numeric':
        return typeof value === 'number' && Array.isArray(operand) && numeric(operand, value);
      case 'anything-but':
        return !(Array.isArray(operand) ? operand : [operand]).some((one) => fits(one, value));
      default:
        return typeof value === 'string' && textFits(operator, operand, value);
    }
  });
}

function textFits(operator: string, operand: unknown, value: string): boolean {
  if (isObject(operand)) {
    const folded = operand['equals-ignore-case'];
    return typeof folded === 'string' && textFits(operator, folded.toLowerCase(), value.toLowerCase());
  }
  const texts = (Array.isArray(operand) ? operand : [operand]).filter((text) => typeof text === 'string');
  switch (operator) {
    case 'prefix':
      return texts.some((text) => value.startsWith(text));
    case 'suffix':
      return texts.some((text) => value.endsWith(text));
    case 'equals-ignore-case':
      return texts.some((text) => value.toLowerCase() === text.toLowerCase());
    case 'wildcard':
      return texts.some((text) => wildcard(text).test(value));
    default:
      return false;
  }
}

function wildcard(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, (char) => (char === '*' ? '.*' : `\\${char}`))}$`, 's');
}

/** `['>=', 4, '<', 7]`: all pairs hold. */
function numeric(operand: unknown[], value: number): boolean {
  const pairs = operand.flatMap((operator, index) => (index % 2 === 0 ? [[operator, operand[index + 1]]] : []));
  return pairs.every(([operator, bound]) => {
    if (typeof bound !== 'number') return false;
    switch (operator) {
      case '=':
        return value === bound;
      case '>':
        return value > bound;
      case '>=':
        return value >= bound;
      case '<':
        return value < bound;
      case '<=':
        return value <= bound;
      default:
        return false;
    }
  });
}
