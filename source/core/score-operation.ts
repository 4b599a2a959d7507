/** The operating half of a control inside an open window (rules S-O1 to S-O5). */
import { operationByLevel } from './constants.ts';
import { asPublished, type Constants, publishedConstants } from './model-constants.ts';
import { step } from './score-trace.ts';
import type { ControlInput, TraceStep } from './score-types.ts';

/** Deviations for S-O5: what went wrong, and what was due and can no longer run in time. */
export function deviationCount(control: Pick<ControlInput, 'deviations' | 'missed'>): number {
  return control.deviations + (control.missed ?? 0);
}

/** Rule S-O5: more than one deviation, and more than 5 % of the items or of the runs due. */
export function systematic(
  control: Pick<ControlInput, 'population' | 'expected' | 'deviations' | 'missed'>,
  constants: Constants = publishedConstants,
): boolean {
  const base = control.population ?? control.expected ?? 0;
  const deviations = deviationCount(control);
  return base > 0 && deviations > 1 && deviations / base > constants['material-share'];
}

/**
 * The operating steps of a control answered with a level. Their lowest `value` is the figure 0–1; none has one when there
 * is nothing to test so far (rule S-O3).
 */
export function operationSteps(control: ControlInput, constants: Constants = publishedConstants): TraceStep[] {
  const { answer, population, expected, windowDays, daysInPlace } = control;
  if (control.zeroPopulation || population === 0) return [step('S-O3', 'did not occur: recorded zero population')];
  if (population !== null) return perEvent(control, population, constants);
  if (expected !== null) return periodic(control, expected, constants);
  if (windowDays > 0) {
    const value = Math.min(1, daysInPlace / windowDays);
    return [step('S-O2', `shown in place on ${Math.min(daysInPlace, windowDays)} of ${windowDays} days`, value)];
  }
  const value = answer === 3 ? constants['operation-l3'] : typeof answer === 'number' ? operationByLevel[answer] : 0;
  const published = answer === 3 ? asPublished(constants, 'operation-l3') : '';
  return [step('S-O1', `no records of runs, taken from the answer L${answer}${published}`, value)];
}

function perEvent(control: ControlInput, population: number, constants: Constants): TraceStep[] {
  const unshown = control.unshown ?? 0;
  const rate = Math.max(0, 1 - (control.deviations + unshown) / population);
  const open = unshown > 0 ? `, ${unshown} not shown either way` : '';
  const steps = [step('S-O4', `${control.deviations} of ${population} items deviate${open}`, rate)];
  if (systematic(control, constants))
    steps.push(
      step(
        'S-O5',
        `${systematicText(constants)}${asPublished(constants, 'systematic-cap')}`,
        constants['systematic-cap'],
      ),
    );
  return steps;
}

function periodic(control: ControlInput, expected: number, constants: Constants): TraceStep[] {
  if (expected === 0) return [step('S-O3', 'not due yet')];
  const value = Math.max(0, Math.min(1, (control.evidenced - control.deviations) / expected));
  const deviating = control.deviations > 0 ? `, ${control.deviations} with a deviation` : '';
  const missed = control.missed ? `, ${control.missed} missed` : '';
  const steps = [step('S-O2', `${control.evidenced} runs for ${expected} due so far${deviating}${missed}`, value)];
  if (systematic(control, constants)) steps.push(step('S-O5', systematicText(constants)));
  return steps;
}

function systematicText(constants: Constants): string {
  const share = Math.round(constants['material-share'] * 100);
  return `systematic: more than one deviation and more than ${share} %${asPublished(constants, 'material-share')}`;
}
