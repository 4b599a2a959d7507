/** AWS's own SOC 2 reports: which of them cover a window, and what is left for a continued-operations (bridge) letter. */
import { bridgedUntil } from './bridge.ts';
import { addDays, addMonths, daysBetween } from './calendar.ts';
import { bridgeMonths } from './constants.ts';
import type { Day } from './entry.ts';
import { later, type Span } from './observation-window.ts';

/**
 * The rhythm as AWS states it in its SOC FAQ, and what was known to be out. Dated data: Artifact in the customer's own
 * account names the exact periods, and wins over this.
 */
const awsSocCalendar = {
  asOf: '2026-11-21' satisfies Day,
  source: 'https://aws.amazon.com/compliance/soc-faqs/',
  /** SOC 2 and SOC 3 are made twice a year, each over twelve months. SOC 1 comes four times a year. */
  periodMonths: 12,
  /** Last days of the periods, with the name AWS gives the report. */
  periodEnds: [
    { day: '03-31', season: 'Spring' },
    { day: '09-30', season: 'Fall' },
  ],
  /** Weeks from the end of a period until the report is out. The Spring 2026 report took about nine. */
  publishedAfterWeeks: { from: 6, to: 7 },
  /** Reports known to be out on the day of this table. */
  known: ['Fall 2025', 'Spring 2026'],
  /** The letter by which AWS's management speaks for the time since; renewed monthly, and not the auditor's word. */
  letter: 'SOC Continued Operations Letter',
} as const;

/** One report. */
export interface AwsSocReport extends Span {
  /** Such as `AWS SOC 2, Spring 2026`. */
  name: string;
  /** Day by which it is to be out, by the stated rhythm. */
  expectedOn: Day;
  /** `known`: on this version's list; `due`: the day has passed, look in Artifact; `ahead`: later than today. */
  state: 'known' | 'due' | 'ahead';
}

/** What AWS's reports say of a window. */
export interface AwsCoverage {
  /** Day of the data. */
  asOf: Day;
  /** Reports that cover a part of the window, oldest first, to be out by its end. */
  reports: AwsSocReport[];
  /** Days of the window that no report out by its end covers; absent where there are none. */
  gap?: Span & { days: number /** A letter is accepted for so long after a report. */; letterIsEnough: boolean };
  /** The next report after those, which covers (more of) the gap. */
  next: AwsSocReport;
  /** One sentence. */
  sentence: string;
}

/** The report whose period ends on one of the days of the calendar in a year. */
function reportEnding(year: number, place: number, today: Day): AwsSocReport {
  const { periodEnds, periodMonths, publishedAfterWeeks, known } = awsSocCalendar;
  const { day, season } = periodEnds[place] ?? periodEnds[0];
  const to = `${String(year).padStart(4, '0')}-${day}`;
  const expectedOn = addDays(to, publishedAfterWeeks.to * 7);
  const isKnown = (known as readonly string[]).includes(`${season} ${year}`);
  return {
    name: `AWS SOC 2, ${season} ${year}`,
    // A period begins on the first of a month: a day after the end of the one before.
    from: addMonths(addDays(to, 1), -periodMonths),
    to,
    expectedOn,
    state: isKnown ? 'known' : expectedOn <= today ? 'due' : 'ahead',
  };
}

/** Coverage of a window by the reports that are to be out when it ends (or today, where it has ended). */
export function awsCoverage(window: Span, today: Day): AwsCoverage {
  const at = later(window.to, today);
  const first = Number(window.from.slice(0, 4)) - 1;
  const last = Number(at.slice(0, 4)) + 2;
  const all: AwsSocReport[] = [];
  for (let year = first; year <= last; year += 1)
    for (const place of awsSocCalendar.periodEnds.keys()) all.push(reportEnding(year, place, today));
  const overlapping = all.filter(({ from, to }) => to >= window.from && from <= window.to);
  const reports = overlapping.filter(({ state, expectedOn }) => state === 'known' || expectedOn <= at);
  const coveredTo = reports.at(-1)?.to;
  const next = all.find(({ to }) => to > (coveredTo ?? addDays(window.from, -1))) ?? reportEnding(last, 1, today);
  // Before the first report over the window is out, the one before it is what a letter starts from.
  const before = coveredTo ?? all.findLast(({ to, expectedOn }) => to < window.from && expectedOn <= at)?.to;
  const gapFrom = coveredTo === undefined ? window.from : addDays(coveredTo, 1);
  const coverage: AwsCoverage = { asOf: awsSocCalendar.asOf, reports, next, sentence: '' };
  if (gapFrom <= window.to)
    coverage.gap = {
      from: gapFrom,
      to: window.to,
      days: daysBetween(gapFrom, window.to) + 1,
      letterIsEnough: before !== undefined && bridgedUntil(before) >= window.to,
    };
  coverage.sentence = sentenceOf(coverage);
  return coverage;
}

function sentenceOf({ reports, gap, next }: AwsCoverage): string {
  const names = reports.map(({ name, to }) => `${name.replace('AWS SOC 2, ', '')} (to ${to})`).join(' and ');
  const covered = reports.length === 0 ? 'No AWS SOC 2 report over it is out when it ends' : `AWS SOC 2 ${names}`;
  if (gap === undefined) return `${covered}: the whole window is covered.`;
  const letter = gap.letterIsEnough
    ? `the ${awsSocCalendar.letter} from AWS Artifact can stand for it`
    : `longer than the ${bridgeMonths} months for which a ${awsSocCalendar.letter} is usually accepted`;
  return `${covered}: ${gap.days} days from ${gap.from} are left, ${letter}; ${next.name} is expected by ${next.expectedOn}.`;
}
