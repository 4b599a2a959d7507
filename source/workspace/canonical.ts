/** One spelling of a JSON value, so that its hash is the same on every machine. */
import { createHash } from 'node:crypto';

/** JSON with the keys of every object sorted by code unit, no white space; members that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Record<string, unknown>;
  const copy: Record<string, unknown> = Object.create(null);
  // Integer-like keys come first in any object, whatever the order they were set in: the same everywhere, which is enough.
  for (const key of Object.keys(record).sort()) copy[key] = sorted(record[key]);
  return copy;
}

/** SHA-256 in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
