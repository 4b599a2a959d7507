/** The observation window of a Type 2 report, and the days of it that count so far. */
import type { Assessment } from './assessment.ts';
import { addDays, addMonths, compareDays, isDay } from './calendar.ts';
import type { Day } from './entry.ts';

/** A window of days, both ends included. */
export interface Span {
  from: Day;
  to: Day;
}

/** The window chosen, open or planned. */
export interface ObservationWindow extends Span {
  opened: boolean;
}

/**
 * The window of the assessment: the one set, else the one that scoping plans (`window-start`, `window-months`), which is
 * not open. Undefined while there is neither. Throws a RangeError beyond the year 9999.
 */
export function observationWindow(assessment: Assessment): ObservationWindow | undefined {
  const { start, months, opened } = assessment.window ?? {
    start: assessment.scope['window-start']?.value,
    months: Number(assessment.scope['window-months']?.value),
    opened: false,
  };
  if (!isDay(start) || !(months >= 1)) return undefined;
  return { from: start, to: addDays(addMonths(start, months), -1), opened };
}

/** The part of an open window that has passed, today included; undefined while it is not open or has not begun. */
export function elapsed(window: ObservationWindow | undefined, today: Day): Span | undefined {
  if (window === undefined || !window.opened || today < window.from) return undefined;
  return { from: window.from, to: earlier(window.to, today) };
}

/** Whether a day lies inside a span. */
export function within(day: Day | undefined, span: Span): boolean {
  return isDay(day) && day >= span.from && day <= span.to;
}

/** The earlier of two days. */
export function earlier(a: Day, b: Day): Day {
  return compareDays(a, b) <= 0 ? a : b;
}

/** The later of two days. */
export function later(a: Day, b: Day): Day {
  return compareDays(a, b) >= 0 ? a : b;
}
