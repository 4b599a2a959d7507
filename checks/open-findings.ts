/** Findings of security services that are open for longer than they may be. */
import type { CheckSettings } from '../source/core/check.ts';
import { numberCommitment } from './commitments.ts';
import { daysSince, some } from './reading.ts';

/** A finding with the days it may be open. */
export interface Timed {
  label: string;
  /** UTC instant. */
  openedAt: string | undefined;
  allowedDays: number;
}

/** The findings that are late, in words, oldest first; and whether one of the others has no date that tells. */
export function lateness(findings: readonly Timed[], now: string): { late: string[]; undated: boolean } {
  const aged = findings.map((finding) => ({ ...finding, days: daysSince(finding.openedAt, now) }));
  const late = aged
    .flatMap(({ label, days, allowedDays }) =>
      days !== undefined && days > allowedDays ? [{ label, days, allowedDays }] : [],
    )
    .toSorted((a, b) => b.days - a.days)
    .map(({ label, days, allowedDays }) => `${label} (open ${Math.floor(days)} days, allowed ${allowedDays})`);
  return { late, undated: aged.some(({ days }) => days === undefined) };
}

/** How many are late and which: `3 findings are open too long: …`; `more` says that there may be others. */
export function lateWords(late: readonly string[], more: boolean): string {
  const [one, few] = [`${late.length}${more ? ' or more' : ''}`, some(late)];
  return late.length === 1 && !more
    ? `1 finding is open too long: ${few}`
    : `${one} findings are open too long: ${few}`;
}

/** Days within which weaknesses are mended, by severity; those of medium and low only where scoping commits to them. */
export function patchDays(settings: CheckSettings): { days: Map<string, number>; committed: boolean } {
  const critical = numberCommitment(settings, 'patch-days-critical', 30);
  const high = numberCommitment(settings, 'patch-days-high', 60);
  const medium = numberCommitment(settings, 'patch-days-medium', 90);
  const low = numberCommitment(settings, 'patch-days-low', 180);
  return {
    days: new Map([
      ['CRITICAL', critical.value],
      ['HIGH', high.value],
      ...(medium.committed ? ([['MEDIUM', medium.value]] as const) : []),
      ...(low.committed ? ([['LOW', low.value]] as const) : []),
    ]),
    committed: critical.committed && high.committed,
  };
}
