/** Whether somebody is signed in by IAM Identity Center, from the AWS CLI's own cache. Reads the end of a token, never keeps it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The state of a kept token. */
export interface SsoToken {
  /** It is good now, or renews itself. */
  valid: boolean;
  /** When it ends: `HH:MM` of this machine today, else the day. Absent where it renews itself or has ended. */
  until?: string;
}

/** The files that hold profiles, as the SDK finds them. */
export function configFiles(): string[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const folder = join(homedir(), '.aws');
  return [AWS_CONFIG_FILE || join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials')];
}

/** The token of a session name or start address; `folder` is the cache. Not signed in where none can be read. */
export async function ssoToken(
  key: string,
  now: Date,
  folder: string = join(homedir(), '.aws', 'sso', 'cache'),
): Promise<SsoToken> {
  const file = join(folder, `${createHash('sha1').update(key).digest('hex')}.json`);
  let kept: { expiresAt?: unknown; refreshToken?: unknown; registrationExpiresAt?: unknown };
  try {
    kept = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { valid: false };
  }
  const end = instant(kept.expiresAt);
  // Once it has ended, the SDK renews it for as long as the registration of the client is good.
  if (typeof kept.refreshToken === 'string' && instant(kept.registrationExpiresAt) > now.getTime())
    return { valid: true };
  if (!(end > now.getTime())) return { valid: false };
  return { valid: true, until: clockOrDay(new Date(end), now) };
}

function instant(value: unknown): number {
  // The CLI writes `2026-11-22T10:00:00Z`, older ones `…UTC`.
  return typeof value === 'string' ? Date.parse(value.replace(/UTC$/, 'Z')) : Number.NaN;
}

function clockOrDay(end: Date, now: Date): string {
  if (end.toDateString() !== now.toDateString()) return end.toISOString().slice(0, 10);
  const two = (part: number) => `${part}`.padStart(2, '0');
  return `${two(end.getHours())}:${two(end.getMinutes())}`;
}
