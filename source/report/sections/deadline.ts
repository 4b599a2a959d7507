/** The customer's deadline in a line: whether the window that is planned meets it, and what else would. */
import { daysBetween, longDay } from '../../core/calendar.ts';
import { counted } from '../../core/phrases.ts';
import type { WindowPlan } from '../../core/window-plan.ts';

/** For the summary: the day, how the planned window stands to it, and what would be there in time. */
export function deadlineText({ deadline }: WindowPlan): string | undefined {
  if (deadline === undefined) return undefined;
  const { deadline: day, months, latestStartTight, readyOn, spareDays } = deadline;
  const path = `a Type 2 over ${counted(months, 'month')}${readyOn === undefined ? '' : ` that opens on ${longDay(readyOn)}`}`;
  const standing =
    readyOn === undefined || spareDays === undefined
      ? `whether ${path} comes in time is not known yet`
      : spareDays >= 0
        ? `${path} comes in time, with ${counted(spareDays, 'day')} to spare`
        : readyOn <= latestStartTight
          ? `${path} comes in time only if fieldwork and report take no longer than the short times`
          : `${path} is ${counted(daysBetween(latestStartTight, readyOn), 'day')} too late`;
  const other = spareDays !== undefined && spareDays >= 0 ? undefined : inTime({ deadline });
  return `${longDay(day)}: ${standing}.${other === undefined ? '' : ` ${other}`}`;
}

/** Other ways to a report by the deadline, by the dates of the plan; undefined where there are none or none is known. */
export function inTime({ deadline }: Pick<WindowPlan, 'deadline'>): string | undefined {
  if (deadline?.readyOn === undefined) return undefined;
  const ways = deadline.alternatives
    .filter(({ meets }) => meets === 'yes' || meets === 'tight')
    .map(
      ({ name, months, start, reportFrom, reportTo, meets }) =>
        `${name} ${months === undefined ? 'as of' : 'from'} ${longDay(start)} (report between ${longDay(reportFrom)} and ${longDay(reportTo)}${meets === 'tight' ? ', tight' : ''})`,
    );
  return ways.length === 0
    ? 'By the plan no other way meets it either.'
    : `By the plan these would meet it: ${ways.join('; ')}.`;
}
