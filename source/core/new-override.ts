/** The entry of an override (rules S-W1, S-W2, S-J1): what it must say. The same on every front. */
import type { EntryBody } from './entry.ts';
import { constantFault, isConstantName } from './model-constants.ts';
import type { Level } from './questionnaire.ts';

/** What is overridden, as people write it. */
export type OverrideKind = 'weight' | 'constant' | 'level';

/**
 * The entry, or what is wrong, one sentence. `about` is the id of a control, which has to exist, or a name of a constant;
 * `value` null takes the override back.
 */
export function newOverride(
  kind: OverrideKind,
  about: string,
  value: string | null,
  reason: string,
): { body: EntryBody } | { fault: string } {
  if (reason === '') return { fault: 'An override needs a reason: it is printed with every score.' };
  if (kind === 'constant') return constantOverride(about, value, reason);
  const number = value === null ? null : value.trim() === '' ? Number.NaN : Number(value.replace(/^l/i, ''));
  if (kind === 'weight') {
    if (number !== null && ![1, 2, 3].includes(number))
      return { fault: `A weight is 3 (key), 2 or 1, not "${value}".` };
    return { body: { type: 'override', of: 'weight', control: about, value: number as 1 | 2 | 3 | null, reason } };
  }
  if (number !== null && ![0, 1, 2, 3, 4].includes(number)) return { fault: `A level is 0 to 4, not "${value}".` };
  return { body: { type: 'override', of: 'judgement', control: about, value: number as Level | null, reason } };
}

function constantOverride(name: string, value: string | null, reason: string): { body: EntryBody } | { fault: string } {
  if (!isConstantName(name)) return { fault: `The model has no constant "${name}".` };
  const number = value === null ? null : value.trim() === '' ? Number.NaN : Number(value);
  const fault = number === null ? undefined : constantFault(name, number);
  if (fault !== undefined) return { fault: `${name} cannot be ${value}: ${fault}.` };
  return { body: { type: 'override', of: 'constant', constant: name, value: number, reason } };
}
