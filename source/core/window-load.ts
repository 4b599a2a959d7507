/** What a window asks of each rhythm, and which controls cannot run inside it at all. */
import type { Assessment } from './assessment.ts';
import { describeCadence, expectedRuns } from './cadence.ts';
import { addDays, addMonths, daysBetween, longDay, monthsBetween } from './calendar.ts';
import { keyWeight } from './constants.ts';
import type { Day } from './entry.ts';
import { later, type Span, within } from './observation-window.ts';
import type { Control, ControlId } from './questionnaire.ts';
import {
  type CadenceName,
  cadenceNames,
  eventSample,
  occurrences,
  type Range,
  sampleOf,
  samplingTable,
} from './sampling.ts';

/** One rhythm over all controls that have it. */
export interface CadenceLoad {
  cadence: CadenceName;
  label: string;
  controls: number;
  /** Occurrences of one control inside the window; absent for events. */
  occurrences?: Range;
  /** Usual sample of one control; absent for events. */
  sample?: Range;
  /** Items to be shown for all of them together; of events, those whose population is known. */
  burden: Range;
  /** Events only: controls whose population is not known yet. */
  unknownPopulations?: number;
  warning: string;
}

/** A recurring control none of whose runs falls inside the window. */
export interface CannotOccur {
  control: ControlId;
  title: string;
  cadence: string;
  key: boolean;
  /** Its next date as people set it, outside the window. */
  next?: Day;
  /** The three ways out: another window, another run, or saying so. */
  ways: { moveWindow: string; runInside: string; disclose: string };
}

/** The load of each rhythm that a control has, in the order of the table. */
export function cadenceLoads(controls: readonly Control[], assessment: Assessment, window: Span): CadenceLoad[] {
  return samplingTable.flatMap(({ cadence, label, warning }): CadenceLoad[] => {
    const theirs = controls.filter((control) => cadenceNames(control.cadence).includes(cadence));
    if (theirs.length === 0) return [];
    const base = { cadence, label, controls: theirs.length, warning };
    const occurring = occurrences(cadence, window);
    const sample = sampleOf(cadence, occurring);
    if (occurring === undefined || sample === undefined) return [{ ...base, ...eventBurden(theirs, assessment) }];
    const burden = { from: sample.from * theirs.length, to: sample.to * theirs.length };
    return [{ ...base, occurrences: occurring, sample, burden }];
  });
}

function eventBurden(controls: readonly Control[], assessment: Assessment) {
  const sizes = controls.flatMap(({ id }) => assessment.controls[id]?.population?.size ?? []);
  const samples = sizes.map(eventSample);
  const sum = (end: 'from' | 'to') => samples.reduce((total, sample) => total + sample[end], 0);
  return { burden: { from: sum('from'), to: sum('to') }, unknownPopulations: controls.length - sizes.length };
}

/** Recurring controls with a rhythm too slow for the window and no run or date inside it, key controls first. */
export function cannotOccur(
  controls: readonly Control[],
  assessment: Assessment,
  window: Span,
  today: Day,
): CannotOccur[] {
  const found = controls.flatMap((control): CannotOccur[] => {
    const { cadence } = control;
    if (cadence.every === undefined || expectedRuns(cadence, window.from, window.to) !== 0) return [];
    const record = assessment.controls[control.id];
    if (within(record?.next, window) || (record?.runs ?? []).some(({ on }) => within(on, window))) return [];
    const found: CannotOccur = {
      control: control.id,
      title: control.title,
      cadence: describeCadence(cadence),
      key: control.weight === keyWeight,
      ways: waysOut(control, record?.next, window, today),
    };
    if (record?.next !== undefined) found.next = record.next;
    return [found];
  });
  return found.sort((a, b) => Number(b.key) - Number(a.key));
}

function waysOut(control: Control, next: Day | undefined, window: Span, today: Day): CannotOccur['ways'] {
  const months = monthsBetween(window.from, addDays(window.to, 1));
  const days = daysBetween(window.from, window.to);
  const earliest = (day: Day) => (months > 0 ? addDays(addMonths(day, -months), 1) : addDays(day, -days));
  return {
    moveWindow:
      next === undefined
        ? 'move or lengthen the window once its date is known'
        : `move the window so that it holds ${longDay(next)}: begin between ${longDay(earliest(next))} and ${longDay(next)}`,
    runInside: `run it between ${longDay(later(window.from, today))} and ${longDay(window.to)}, with a dated record`,
    disclose: `tell the auditor: ${control.id} is designed, and no run of it falls into the period`,
  };
}
