/**
 * A leaver's access: gone within the committed hours of the end of the last day (or of its hour, where the list has
 * one), and nothing of theirs active after that. A day without an hour is the whole of it: late only when all of it is.
 */
import { hoursAfter, spanOf } from './instant.ts';
import type { PopulationContext, RowVerdict } from './population.ts';
import { accountsOf } from './population-accounts.ts';
import type { PopulationRow } from './population-rows.ts';

/** Judges one leaver. */
export function judgeLeaver(row: PopulationRow, context: PopulationContext): RowVerdict {
  if (typeof row.left !== 'string') return { outcome: 'unknown', why: 'no last day' };
  const hours = context.commitment('leaver-hours').value;
  const deadline = hoursAfter(row.left, hours, context.timeZone);
  const { theirs, proposed } = accountsOf(row, context.accounts, context.links);
  const late: string[] = [];
  const removals = [row.removed, ...theirs.map(({ active, disabled }) => (active ? undefined : disabled))];
  const told = removals.flatMap((cell) => (typeof cell === 'string' ? [spanOf(cell, context.timeZone)] : []));
  if (told.some(({ from }) => from > deadline)) late.push(`removed later than ${hours} hours after the last day`);
  for (const account of theirs)
    if (account.active && account.seenAt > deadline) late.push(`${account.label} is ${stillActive(account.activeBy)}`);
  if (late.length > 0) return { outcome: 'exception', why: late.join('; ') };
  const alike = proposed.find(({ account }) => account.active && account.seenAt > deadline);
  if (alike !== undefined)
    return { outcome: 'unknown', why: `${alike.account.label} may be theirs and is active: confirm or refuse it` };
  if (told.some(({ to }) => to > deadline))
    return { outcome: 'unknown', why: 'the hour of the removal decides, and the list has the day only' };
  if (told.length > 0) return { outcome: 'right' };
  if (Date.parse(context.now) <= deadline) return { outcome: 'pending' };
  return { outcome: 'unknown', why: 'nothing says when access was removed' };
}

function stillActive(by: string): string {
  return by.startsWith('active') ? `still ${by}` : `still open: ${by}`;
}
