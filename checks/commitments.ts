/** Values of scoping that checks are judged against (rule S-C5), in the shapes that checks need. */
import type { CheckSettings } from '../source/core/check.ts';
import type { PortRange } from '../source/core/network.ts';
import { globMatches } from '../source/core/policy.ts';

/** A value and whether the company committed to it. */
export interface Committed<T> {
  value: T;
  committed: boolean;
}

/** A number of scoping; the fallback, not committed, when scoping holds no number. */
export function numberCommitment(settings: CheckSettings, id: string, fallback: number): Committed<number> {
  const { value, committed } = settings.commitment<unknown>(id, fallback);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number)
    ? { value: number, committed }
    : { value: fallback, committed: false };
}

/** A list of scoping; empty, and not committed, when scoping holds none. */
export function listCommitment(settings: CheckSettings, id: string): Committed<string[]> {
  const { value, committed } = settings.commitment<unknown>(id, []);
  const entries = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const list = entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
  return { value: list, committed: committed && list.length > 0 };
}

/** Whether a name or ARN is on a list; `*` in a list entry stands for any run of characters. */
export function isListed(list: readonly string[], ...names: string[]): boolean {
  return list.some((entry) => names.some((name) => globMatches(entry, name)));
}

/** Ports that may be open to the internet: numbers, or runs such as `8000-8010`. An entry that is neither allows nothing. */
export function portCommitment(settings: CheckSettings, id: string, fallback: number[]): Committed<PortRange[]> {
  const { value, committed } = settings.commitment<unknown>(id, fallback);
  const entries = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : fallback;
  const ports = entries.flatMap((entry) => {
    const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(String(entry));
    if (match === null) return [];
    return [{ from: Number(match[1]), to: Number(match[2] ?? match[1]) }];
  });
  return { value: ports, committed };
}
