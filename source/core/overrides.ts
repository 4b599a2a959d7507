/** What overrides do: other weights (S-W1), other constants (S-W2), a level by judgement (S-J1); and how they are listed. */
import type { Assessment, Attribution } from './assessment.ts';
import { keyWeight } from './constants.ts';
import { type Constants, constantFault, constantSpecs, constantsWith, isConstantName } from './model-constants.ts';
import { ownValue } from './own-record.ts';
import type { Control, ControlId, Questionnaire } from './questionnaire.ts';
import { step } from './score-trace.ts';
import type { TraceStep } from './score-types.ts';
import { levelName } from './workshop-fold.ts';

/** One override as it is listed on every front. */
export interface OverrideRow extends Attribution {
  of: 'weight' | 'constant' | 'judgement';
  /** The control, or the name of the constant. */
  about: string;
  /** What the override says, and what would hold without it. */
  value: string;
  instead: string;
  reason: string;
  /** Why it takes no effect; absent where it does. */
  idle?: string;
}

/** The constants in force. */
export function constantsOf({ overrides }: Assessment): Constants {
  const values = Object.entries(overrides.constants).map(([name, { value }]) => [name, value]);
  return constantsWith(Object.fromEntries(values));
}

// A questionnaire with overridden weights stays the same object, so that what was made for its controls is known again.
const weighted = new WeakMap<Questionnaire, { key: string; questionnaire: Questionnaire }>();

/** The questionnaire with the weights in force. The last key control of a criterion stays one. */
export function withWeights(questionnaire: Questionnaire, { overrides }: Assessment): Questionnaire {
  const { weights } = overrides;
  if (Object.keys(weights).length === 0) return questionnaire;
  const key = JSON.stringify(Object.entries(weights).map(([id, { value }]) => [id, value]));
  const known = weighted.get(questionnaire);
  if (known?.key === key) return known.questionnaire;
  const kept = lastKeys(questionnaire, weights);
  const controls = questionnaire.controls.map((control): Control => {
    const weight = ownValue(weights, control.id)?.value ?? control.weight;
    return weight === control.weight || kept.has(control.id) ? control : { ...control, weight };
  });
  const made = { ...questionnaire, controls };
  weighted.set(questionnaire, { key, questionnaire: made });
  return made;
}

/** Key controls that an override would make less, of criteria that would have none left: the first of each stays. */
function lastKeys({ controls }: Questionnaire, weights: Assessment['overrides']['weights']): Set<ControlId> {
  const kept = new Set<ControlId>();
  for (const [, group] of Map.groupBy(controls, ({ criterion }) => criterion)) {
    const left = group.some(({ id, weight }) => (ownValue(weights, id)?.value ?? weight) === keyWeight);
    const first = group.find(({ weight }) => weight === keyWeight);
    if (!left && first !== undefined) kept.add(first.id);
  }
  return kept;
}

/** What the trace of a control says of its weight, where that was overridden. `asked`: the control as it is asked. */
export function weightNotes(asked: Control, { overrides }: Assessment): TraceStep[] {
  const weight = ownValue(overrides.weights, asked.id);
  if (weight === undefined || weight.value !== asked.weight) return [];
  return [step('S-W1', `weight ${weight.value} by override of ${weight.by}: ${weight.reason}`)];
}

/** Every override, those of controls first as the questionnaire asks them. */
export function overrideRows(questionnaire: Questionnaire, assessment: Assessment): OverrideRow[] {
  const { weights, constants, judgements } = assessment.overrides;
  const asked = new Map(questionnaire.controls.map((control, place) => [control.id, { control, place }]));
  const kept = lastKeys(questionnaire, weights);
  const byPlace = (a: [string, unknown], b: [string, unknown]) =>
    (asked.get(a[0])?.place ?? asked.size) - (asked.get(b[0])?.place ?? asked.size) || (a[0] < b[0] ? -1 : 1);
  const missing = (id: ControlId) => (asked.has(id) ? undefined : 'the questionnaire has no such control');
  const row = (rest: Omit<OverrideRow, 'idle'>, idle: string | undefined): OverrideRow =>
    idle === undefined ? rest : { ...rest, idle };
  return [
    ...Object.entries(weights)
      .sort(byPlace)
      .map(([about, { value, ...said }]) => {
        const own = asked.get(about)?.control.weight;
        const idle = kept.has(about) ? 'it is the last key control of its criterion, and stays one' : missing(about);
        return row({ of: 'weight', about, value: String(value), instead: String(own ?? ''), ...said }, idle);
      }),
    ...Object.entries(judgements)
      .sort(byPlace)
      .map(([about, { value, toConfirm, ...said }]) => {
        const answer = assessment.controls[about]?.answer;
        const instead = answer === undefined ? 'not answered' : levelName(answer.level);
        const idle = toConfirm === undefined ? missing(about) : `to be confirmed in the round begun on ${toConfirm}`;
        return row({ of: 'judgement', about, value: levelName(value), instead, ...said }, idle);
      }),
    ...Object.entries(constants)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([about, { value, ...said }]) => {
        const known = isConstantName(about);
        const instead = known ? String(constantSpecs[about].published) : '';
        const idle = known ? constantFault(about, value) : 'the model has no such constant';
        return row({ of: 'constant', about, value: String(value), instead, ...said }, idle);
      }),
  ];
}

/** `CC6.1-mfa weight 2 instead of 3, Ben: a gateway stands before it`. */
export function overrideText({ of, about, value, instead, by, reason, idle }: OverrideRow): string {
  const what = of === 'constant' ? `constant ${about} ${value}` : of === 'weight' ? `${about} weight ${value}` : about;
  const judged = of === 'judgement' ? ` judged ${value}` : '';
  return `${what}${judged} instead of ${instead}, by ${by}: ${reason}${idle === undefined ? '' : ` (no effect: ${idle})`}`;
}
