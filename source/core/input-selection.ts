/** Which controls are in the assessment (rule S-Q1). */
import { askingOrder, topicOf } from './asking-order.ts';
import type { Assessment } from './assessment.ts';
import { holds } from './conditions.ts';
import { keyWeight } from './constants.ts';
import { type Category, type CriterionId, criteriaInScope } from './framework.ts';
import { withWeights } from './overrides.ts';
import type { AskingTopic, Control, ControlId, Questionnaire } from './questionnaire.ts';
import type { ScoreContext } from './score-types.ts';

/** Controls in and out of the assessment, both in the questionnaire's order. */
export interface Selection {
  included: Control[];
  /** With the reason, one sentence. */
  excluded: { control: ControlId; reason: string }[];
  /** Criteria in scope for which the questionnaire has no control at all. */
  unasked: CriterionId[];
}

/** The chosen categories; security alone until somebody chooses. */
export function chosenCategories(assessment: Assessment): Category[] {
  const value = assessment.scope.categories?.value;
  const chosen = Array.isArray(value) ? value : [value];
  const known: Category[] = ['availability', 'confidentiality', 'processing-integrity', 'privacy'];
  return ['security', ...known.filter((category) => chosen.includes(category))];
}

/**
 * Sorts the controls, with the weights in force (rule S-W1). The quick depth keeps key controls only, the workshop one key control of each criterion (in each
 * topic of the asking order that the criterion is spread over: the one asked first). A `when` never takes away a criterion's last key
 * control: where it would, the first key control stays.
 */
export function selectControls(
  shipped: Questionnaire,
  assessment: Assessment,
  depth: ScoreContext['depth'],
): Selection {
  const questionnaire = withWeights(shipped, assessment);
  const scope = criteriaInScope(chosenCategories(assessment)).map(({ id }) => id);
  const applies = (control: Control) => control.when === undefined || holds(control.when, assessment, questionnaire);
  const lastKeys = new Set<Control>();
  for (const [, controls] of Map.groupBy(questionnaire.controls, (control) => control.criterion)) {
    const keys = controls.filter((control) => control.weight === keyWeight);
    if (keys[0] !== undefined && !keys.some(applies)) lastKeys.add(keys[0]);
  }
  const stays = (control: Control) => applies(control) || lastKeys.has(control);
  const inScope = (control: Control) => scope.includes(control.criterion);
  const keys = questionnaire.controls.filter((one) => one.weight === keyWeight && inScope(one) && stays(one));
  const workshop = depth === 'workshop' ? firstOfEach(keys, questionnaire.order) : [];
  const reason = (control: Control): string | undefined => {
    if (!inScope(control)) return 'Its category is not in scope.';
    if (!stays(control)) return 'It does not apply: what was said in scoping or of other controls leaves it out.';
    if (depth !== 'full' && control.weight !== keyWeight)
      return `It is not a key control, and the ${depth} depth asks those only.`;
    if (depth === 'workshop' && !workshop.includes(control))
      return 'Another key control of its criterion is asked in the workshop.';
    return undefined;
  };
  const selection: Selection = { included: [], excluded: [], unasked: [] };
  for (const control of questionnaire.controls) {
    const because = reason(control);
    if (because === undefined) selection.included.push(control);
    else selection.excluded.push({ control: control.id, reason: because });
  }
  const asked = new Set(questionnaire.controls.map((control) => control.criterion));
  selection.unasked = scope.filter((id) => !asked.has(id));
  return selection;
}

/** The controls asked first of their criterion, once in each topic. */
function firstOfEach(controls: readonly Control[], order: readonly AskingTopic[] = []): Control[] {
  const seen = new Set<string>();
  return askingOrder(controls, order).filter((control) => {
    const place = `${control.criterion} ${topicOf(control, order)?.topic ?? ''}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}
