/** The scoping questions as a list: what was said, what is offered, and which controls each answer brings in. */
import type { Assessment } from '../core/assessment.ts';
import { holds } from '../core/conditions.ts';
import { chosenDepth, depthQuestion } from '../core/depth.ts';
import { selectControls } from '../core/input-selection.ts';
import type { ControlId, Questionnaire, ScopeQuestion, ScopeValue } from '../core/questionnaire.ts';
import { matches } from './parts/part.ts';
import { scopeGiven } from './questions.ts';
import type { State } from './state.ts';

/** A scoping question as a row. */
export interface ScopeRow {
  question: ScopeQuestion;
  /** Heading it stands under. */
  section: string;
  /** The answer in words; undefined: none yet. */
  answer?: string;
  /** What is offered where nothing was said, in words. */
  offered?: string;
  /** For a value one commits to: whether it was committed. */
  committed?: boolean;
}

/** Controls that an answer brings in or leaves out, against no answer. */
export interface ScopeEffect {
  added: ControlId[];
  removed: ControlId[];
}

const sections: Record<ScopeQuestion['group'], string> = {
  first: 'The company and the deadline',
  boundary: 'The boundary of the system',
  commitments: 'Values you commit to',
};
const order: readonly ScopeQuestion['group'][] = ['first', 'boundary', 'commitments'];

/** The rows by group, after the filter; a question that does not apply to this company is left out. */
export function scopeRows(state: State): readonly ScopeRow[] {
  const { questionnaire, assessment } = state;
  return order
    .flatMap((group) => questionnaire.scoping.filter((question) => question.group === group))
    .filter(({ when }) => when === undefined || holds(when, assessment, questionnaire))
    .map((question) => scopeRow(state, question))
    .filter(({ question, answer, offered }) =>
      matches(state, 'scope', [question.id, question.ask, answer ?? '', offered ?? '']),
    );
}

function scopeRow(state: State, question: ScopeQuestion): ScopeRow {
  const row: ScopeRow = { question, section: sections[question.group] };
  const given = scopeGiven(state, question.id);
  if (given !== undefined) row.answer = valueWords(question, given);
  else if (question.default !== undefined) row.offered = valueWords(question, question.default);
  if (question.commitment === true) row.committed = state.assessment.scope[question.id]?.committed === true;
  return row;
}

/** A value as a person reads it: labels of choices, yes and no, numbers with their unit. */
function valueWords(question: ScopeQuestion, value: ScopeValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((one) => label(question, one)).join(', ');
  if (typeof value === 'number') return `${value}${question.unit === undefined ? '' : ` ${question.unit}`}`;
  return label(question, value);
}

function label({ options = [] }: ScopeQuestion, value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

const made = new WeakMap<Assessment, { questionnaire: Questionnaire; effects: Map<string, ScopeEffect> }>();

/** What the answer to a question brings in or leaves out; undefined: it is not answered, or it chooses the depth. */
export function scopeEffect(state: Pick<State, 'assessment' | 'questionnaire'>, id: string): ScopeEffect | undefined {
  const { assessment, questionnaire } = state;
  const { [id]: answer, ...others } = assessment.scope;
  if (answer === undefined || id === depthQuestion) return undefined;
  let known = made.get(assessment);
  if (known?.questionnaire !== questionnaire) {
    known = { questionnaire, effects: new Map() };
    made.set(assessment, known);
  }
  let effect = known.effects.get(id);
  if (effect === undefined) {
    const depth = chosenDepth(assessment);
    const controls = (given: Assessment) =>
      selectControls(questionnaire, given, depth).included.map((control) => control.id);
    const [now, before] = [controls(assessment), controls({ ...assessment, scope: others })];
    const without = (ids: ControlId[], some: ControlId[]) => ids.filter((one) => !some.includes(one));
    effect = { added: without(now, before), removed: without(before, now) };
    known.effects.set(id, effect);
  }
  return effect;
}
