/** Results of checks recorded by hand: when one may be, and what it must say. The same on every front. */
import { addDays, isDay } from './calendar.ts';
import type { Day, ManualResult } from './entry.ts';
import type { CheckResult } from './finding.ts';

/** Days after which somebody has to look again: a setting that nothing watches is not known for longer than a year. */
export const longestManualDays = 366;

/** Why nothing may be recorded on a check, one sentence; undefined: the scan has not concluded, or a record is there. */
export function concludedFault(check: string, result: CheckResult | undefined): string | undefined {
  const open = result?.status === 'unknown' || result?.recorded !== undefined || (result?.unknown.length ?? 0) > 0;
  if (open) return undefined;
  return `The scan has concluded on ${check}: ${result?.status ?? 'nothing'}. A result by hand counts only where it could not.`;
}

/** What is wrong with a result by hand, one sentence; undefined when nothing is. */
export function manualResultFault({ evidence, where, date, expires }: ManualResult, today: Day): string | undefined {
  if (evidence === '') return 'A recorded result needs its evidence: what was looked at.';
  if (where === '') return 'A recorded result needs where its evidence is: file or link.';
  if (expires === '') return 'A recorded result needs the last day on which it counts.';
  for (const day of [date, expires]) if (!isDay(day)) return `"${day}" is no day of the form YYYY-MM-DD.`;
  if (date > today) return `The evidence cannot be of ${date}, which is yet to come.`;
  if (expires < date) return 'It cannot expire before its own date.';
  if (expires > addDays(date, longestManualDays))
    return `A result by hand counts for ${longestManualDays} days at most.`;
  return undefined;
}
