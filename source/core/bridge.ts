/** How far past its period a vendor's report is taken to hold (rule S-I1). */
import { addDays, addMonths } from './calendar.ts';
import { bridgeMonths } from './constants.ts';
import type { Day } from './entry.ts';
import { later } from './observation-window.ts';

/**
 * Last day that a bridge letter can stand for after a report to this day: {@link bridgeMonths} whole months, which after
 * the end of a month are calendar months. A report to 30 September reaches 31 December, the end of the common year.
 */
export function bridgedUntil(periodEnd: Day): Day {
  const wholeMonths = addDays(addMonths(addDays(periodEnd, 1), bridgeMonths), -1);
  return later(wholeMonths, addMonths(periodEnd, bridgeMonths));
}
