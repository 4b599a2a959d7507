/** What an assessment asks at a depth, in the order it asks. */
import { askingOrder } from './asking-order.ts';
import type { Assessment } from './assessment.ts';
import { holds } from './conditions.ts';
import { type Depth, depthQuestion } from './depth.ts';
import { selectControls } from './input-selection.ts';
import type { Control, Questionnaire, ScopeQuestion } from './questionnaire.ts';

/** The questions, in three parts that follow each other. */
export interface AskedQuestions {
  /** The depth, then deadline and scope. */
  first: ScopeQuestion[];
  /** What breaks audits first stands first. */
  controls: Control[];
  /** Boundary and commitments; at the full depth only, since they may wait. */
  later: ScopeQuestion[];
}

/** The questions that apply to this company now. */
export function askedQuestions(questionnaire: Questionnaire, assessment: Assessment, depth: Depth): AskedQuestions {
  const scoping = questionnaire.scoping.filter(
    ({ when }) => when === undefined || holds(when, assessment, questionnaire),
  );
  const first = scoping.filter(({ group }) => group === 'first');
  return {
    first: [...first.filter(({ id }) => id === depthQuestion), ...first.filter(({ id }) => id !== depthQuestion)],
    controls: askingOrder(selectControls(questionnaire, assessment, depth).included, questionnaire.order),
    later: depth === 'full' ? scoping.filter(({ group }) => group !== 'first') : [],
  };
}
