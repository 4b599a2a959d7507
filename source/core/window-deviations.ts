/** What went wrong inside an open window so far: it stays in the report, is explained, and is never repaired. */
import type { Assessment } from './assessment.ts';
import type { Decisions } from './decision.ts';
import type { Day } from './entry.ts';
import { operationInput } from './input-operation.ts';
import { elapsed, observationWindow, within } from './observation-window.ts';
import { constantsOf } from './overrides.ts';
import { counted } from './phrases.ts';
import type { ControlId } from './questionnaire.ts';
import { deviationCount, systematic } from './score-operation.ts';
import { standingControls } from './set-aside.ts';

/** Deviations of one control inside the open window (rules S-O4, S-O5). */
export interface WindowDeviation {
  control: ControlId;
  title: string;
  /** Runs or items that went wrong, and runs that were due and did not happen. */
  deviations: number;
  missed: number;
  /** Runs due so far, or items so far. */
  of: number;
  /** Rule S-O5: more than one, and more than 5 %. */
  kind: 'isolated' | 'systematic';
  /** Day and explanation of each recorded one. */
  records: { on: Day; text: string }[];
  /** One sentence. */
  sentence: string;
}

/** Every control with a deviation, systematic ones first; none while no window is open. */
export function windowDeviations(decisions: Decisions, assessment: Assessment, today: Day): WindowDeviation[] {
  const span = elapsed(observationWindow(assessment), today);
  if (span === undefined) return [];
  const results = Map.groupBy(decisions.results, (result) => result.check);
  const found = standingControls(decisions).flatMap((control): WindowDeviation[] => {
    const record = assessment.controls[control.id];
    const input = operationInput(control, record, assessment, results, today);
    const count = deviationCount(input);
    const beside = input.deviationsBeside ?? 0;
    if (count + beside === 0) return [];
    const missed = input.missed ?? 0;
    const of = input.population ?? input.expected ?? 0;
    const kind = systematic(input, constantsOf(assessment)) ? 'systematic' : 'isolated';
    const records = (record?.runs ?? [])
      .filter((run) => run.deviation !== undefined && within(run.on, span))
      .map(({ on, deviation = '' }) => ({ on, text: deviation }))
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    const parts = [
      ...(input.deviations > 0
        ? [`${input.deviations} of ${of} ${input.population === null ? 'runs' : 'items'} went wrong`]
        : []),
      ...(missed > 0 ? [`${counted(missed, 'run')} of ${of} did not happen`] : []),
      ...(beside > 0 ? [`${counted(beside, input.population === null ? 'item' : 'run')} besides went wrong`] : []),
    ];
    const sentence = `${control.id}: ${parts.join(', ')}; ${kind}. It is disclosed and explained, not repaired.`;
    return [
      {
        ...{ control: control.id, title: control.title, deviations: input.deviations + beside },
        ...{ missed, of, kind, records, sentence },
      },
    ];
  });
  return found.sort((a, b) => Number(b.kind === 'systematic') - Number(a.kind === 'systematic'));
}
