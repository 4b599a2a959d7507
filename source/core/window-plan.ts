/** The window planner: candidates with what each asks for, the deadline worked backwards, and what AWS's reports cover. */
import type { Assessment } from './assessment.ts';
import { addDays, addMonths, isDay, monthsBetween } from './calendar.ts';
import { type CleanStart, cleanStart } from './clean-start.ts';
import { type DeadlinePlan, workBackwards } from './deadline.ts';
import type { Decisions } from './decision.ts';
import type { Day } from './entry.ts';
import { later, observationWindow, type Span } from './observation-window.ts';
import { judgeWindow, type WindowCandidate } from './window-candidate.ts';
import { type WindowDeviation, windowDeviations } from './window-deviations.ts';

export type { WindowCandidate, WindowCondition } from './window-candidate.ts';

/** Lengths that are offered, in months. */
const candidateMonths = [3, 6, 9, 12] as const;

/** Everything the planner says. */
export interface WindowPlan {
  /** Absent under 60 % coverage. */
  cleanStart?: CleanStart;
  /** The one asked for or chosen first, then 3, 6, 9 and 12 months from that day, or from the clean start where that is later. */
  candidates: WindowCandidate[];
  deadline?: DeadlinePlan;
  /** Of the window that is open. */
  deviations: WindowDeviation[];
}

/** What a person asks for; all optional. */
export interface WindowWish {
  start?: Day | undefined;
  /** Whole months, 1 to 24. */
  months?: number | undefined;
  /** Last day, in place of the months. */
  end?: Day | undefined;
  deadline?: Day | undefined;
}

/** Length that is planned for while nobody has chosen one; common practice, no rule. */
const usualMonths = 6;

/** Plans the window for these decisions. Pure: the same input gives the same plan. */
export function planWindow(
  decisions: Decisions,
  assessment: Assessment,
  today: Day,
  wish: WindowWish = {},
): WindowPlan {
  const clean = cleanStart(decisions, today);
  const chosen = observationWindow(assessment);
  const scoped = assessment.scope.deadline?.value;
  const deadline = wish.deadline ?? (isDay(scoped) ? scoped : undefined);
  const start = wish.start ?? chosen?.from ?? clean?.day ?? today;
  const chosenMonths =
    chosen === undefined ? usualMonths : Math.max(1, monthsBetween(chosen.from, addDays(chosen.to, 1)));
  const months = wish.months ?? (wish.end === undefined ? chosenMonths : monthsBetween(start, addDays(wish.end, 1)));
  const isOpen = wish.start === undefined && chosen?.opened === true;
  const about = { decisions, assessment, today, clean, deadline };
  const first = judgeWindow({
    ...about,
    span: wish.end === undefined ? monthsFrom(start, months) : { from: start, to: wish.end },
    months,
    isOpen,
  });
  // Where the chosen day comes too early, the others show what a clean start would give.
  const from = wish.start === undefined && clean !== undefined ? later(start, clean.day) : start;
  const others = candidateMonths
    .filter((length) => length !== months || wish.end !== undefined || from !== start)
    .map((length) => judgeWindow({ ...about, span: monthsFrom(from, length), months: length, isOpen: false }));
  const plan: WindowPlan = {
    candidates: isOpen ? [first] : [first, ...others],
    deviations: windowDeviations(decisions, assessment, today),
  };
  if (clean !== undefined) plan.cleanStart = clean;
  if (deadline !== undefined) {
    const opening = isOpen ? start : clean?.day;
    const ready = opening === undefined || clean === undefined ? undefined : { opening, type1: clean.type1 };
    plan.deadline = workBackwards(deadline, Math.max(1, months), ready, candidateMonths);
  }
  return plan;
}

function monthsFrom(start: Day, months: number): Span {
  return { from: start, to: addDays(addMonths(start, months), -1) };
}
