/** Working backwards from the day on which a customer wants the report, and what else could be ready by then. */
import { addDays, addMonths, daysBetween, longDay } from './calendar.ts';
import type { Day } from './entry.ts';
import { counted } from './phrases.ts';
import type { Range } from './sampling.ts';

/** Weeks that an audit firm takes. Public figures of firms; ask yours. They are our judgement, not a promise. */
const engagementWeeks = {
  /** Fieldwork for a report on a day, and after the end of a window. */
  fieldwork: { type1: { from: 1, to: 3 }, type2: { from: 2, to: 4 } },
  /** From the end of fieldwork to the signed report. */
  report: { from: 2, to: 4 },
} as const satisfies { fieldwork: Record<'type1' | 'type2', Range>; report: Range };

/** One way to a report. */
export interface ReportPath {
  /** `Type 1`, or `Type 2 over 6 months`. */
  name: string;
  /** Months of the window; absent for Type 1. */
  months?: number;
  /** Day that Type 1 looks at, or first day of the window. */
  start: Day;
  /** Last day of the window; absent for Type 1. */
  end?: Day;
  /** Days on which the report can be there, by the short and by the long times. */
  reportFrom: Day;
  reportTo: Day;
  /** Against the deadline: also by the long times, only by the short ones, or not. Absent without a deadline. */
  meets?: 'yes' | 'tight' | 'no';
}

/** The calculation. */
export interface DeadlinePlan {
  deadline: Day;
  months: number;
  /** Last day on which the window can open: by the long times, and by the short ones. */
  latestStart: Day;
  latestStartTight: Day;
  /** Earliest clean start, where it is known. */
  readyOn?: Day;
  /** Days from the clean start to `latestStart`; negative: so many too few. Absent while the clean start is not known. */
  spareDays?: number;
  /** `17 September 2027 − 4 weeks of report − 4 weeks of fieldwork − 6 months of window = 23 January 2027; …`. */
  sentence: string;
  /** Other ways, those that meet the deadline first. */
  alternatives: ReportPath[];
}

/** A Type 2 report over a window that begins on this day. `end` stands for the months where the dates are custom. */
export function type2Path(start: Day, months: number, deadline?: Day, end?: Day): ReportPath {
  const last = end ?? addDays(addMonths(start, months), -1);
  const { fieldwork, report } = engagementWeeks;
  return finish({ name: `Type 2 over ${counted(months, 'month')}`, months, start, end: last }, last, deadline, {
    from: fieldwork.type2.from + report.from,
    to: fieldwork.type2.to + report.to,
  });
}

/** A Type 1 report as of this day. */
function type1Path(start: Day, deadline?: Day): ReportPath {
  const { fieldwork, report } = engagementWeeks;
  return finish({ name: 'Type 1', start }, start, deadline, {
    from: fieldwork.type1.from + report.from,
    to: fieldwork.type1.to + report.to,
  });
}

function finish(
  path: Pick<ReportPath, 'name' | 'months' | 'start' | 'end'>,
  last: Day,
  deadline: Day | undefined,
  weeks: Range,
): ReportPath {
  const [reportFrom, reportTo] = [addDays(last, weeks.from * 7), addDays(last, weeks.to * 7)];
  if (deadline === undefined) return { ...path, reportFrom, reportTo };
  const meets = reportTo <= deadline ? 'yes' : reportFrom <= deadline ? 'tight' : 'no';
  return { ...path, reportFrom, reportTo, meets };
}

/**
 * Deadline − report − fieldwork − window − readiness. `ready`: earliest days for a window and for Type 1; absent while
 * they are not known. `windows`: lengths in months to offer instead.
 */
export function workBackwards(
  deadline: Day,
  months: number,
  ready: { opening: Day; type1: Day } | undefined,
  windows: readonly number[],
): DeadlinePlan {
  const { fieldwork, report } = engagementWeeks;
  const opens = (weeks: number) => latestOpening(addDays(deadline, -weeks * 7), months);
  const latestStart = opens(fieldwork.type2.to + report.to);
  const latestStartTight = opens(fieldwork.type2.from + report.from);
  const plan: DeadlinePlan = { deadline, months, latestStart, latestStartTight, sentence: '', alternatives: [] };
  if (ready !== undefined) {
    plan.readyOn = ready.opening;
    plan.spareDays = daysBetween(ready.opening, latestStart);
    const others = windows
      .filter((length) => length !== months)
      .map((length) => type2Path(ready.opening, length, deadline));
    const order = { yes: 0, tight: 1, no: 2 };
    plan.alternatives = [type1Path(ready.type1, deadline), ...others]
      .map((path, place) => ({ path, place }))
      .sort((a, b) => order[a.path.meets ?? 'no'] - order[b.path.meets ?? 'no'] || a.place - b.place)
      .map(({ path }) => path);
  }
  plan.sentence = sentenceOf(plan);
  return plan;
}

/** Last day on which a window of so many months can begin and end by a day. */
function latestOpening(end: Day, months: number): Day {
  const after = addDays(end, 1);
  let start = addMonths(after, -months);
  // At the end of a short month several days are so many months before: 29, 30 and 31 January before 28 February.
  for (let next = addDays(start, 1); addMonths(next, months) <= after; next = addDays(next, 1)) start = next;
  return start;
}

function sentenceOf({ deadline, months, latestStart, latestStartTight, readyOn, spareDays }: DeadlinePlan): string {
  const { fieldwork, report } = engagementWeeks;
  const sum = `${longDay(deadline)} − ${report.from} to ${report.to} weeks for the report − ${fieldwork.type2.from} to ${fieldwork.type2.to} weeks of fieldwork − ${counted(months, 'month')} of window: it opens by ${longDay(latestStart)}, at the very latest ${longDay(latestStartTight)}`;
  if (readyOn === undefined || spareDays === undefined) return `${sum}. When it can open is not known yet.`;
  if (spareDays >= 0)
    return `${sum}. By the plan it can open on ${longDay(readyOn)}: ${counted(spareDays, 'day')} to spare.`;
  if (readyOn <= latestStartTight)
    return `${sum}. By the plan it can open on ${longDay(readyOn)}: only if fieldwork and report take no longer than the short times.`;
  const short = daysBetween(latestStartTight, readyOn);
  return `${sum}. By the plan it can open on ${longDay(readyOn)}: ${counted(short, 'day')} too late.`;
}
