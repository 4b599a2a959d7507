/** From what people said and AWS showed to the inputs of the scoring model. */
import type { Assessment } from './assessment.ts';
import type { Day } from './entry.ts';
import type { CheckResult } from './finding.ts';
import { answerInput, effectiveEvidenceTier, vendorReportOk } from './input-answer.ts';
import { checkInputs } from './input-checks.ts';
import { operationInput } from './input-operation.ts';
import { type Selection, selectControls } from './input-selection.ts';
import { elapsed, observationWindow } from './observation-window.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { ControlInput, ScoreContext } from './score-types.ts';

/** What the inputs are made of. */
export interface InputSources {
  questionnaire: Questionnaire;
  assessment: Assessment;
  /**
   * One result for every check of this version, also when nothing was scanned: then each is unknown, not run. A linked
   * check that is not among them counts as one this version does not have. Several accounts: one result for each.
   */
  results: readonly CheckResult[];
  today: Day;
  depth: ScoreContext['depth'];
}

/** The inputs, and which controls they are made from. */
export interface ScoreInputs extends Selection {
  inputs: ControlInput[];
  context: ScoreContext;
}

/** Description criteria that must all be done. */
const descriptionCriteria = ['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9'];

/** The inputs of the model (rules S-Q1, S-E2, S-N1, S-I1, S-C1, S-C3, S-C5, S-O1 to S-O5, S-V2). */
export function scoreInputs({ questionnaire, assessment, results, today, depth }: InputSources): ScoreInputs {
  const selection = selectControls(questionnaire, assessment, depth);
  const byCheck = Map.groupBy(results, (result) => result.check);
  const inputs = selection.included.map((control): ControlInput => {
    const record = assessment.controls[control.id];
    const answer = answerInput(record, today);
    const tier = effectiveEvidenceTier(record, assessment, today);
    const report = vendorReportOk(control, record, assessment, today);
    return {
      ...{ id: control.id, criterion: control.criterion, weight: control.weight },
      answer: answer.value,
      tier: tier.value,
      checks: checkInputs(control, byCheck),
      vendorReportOk: report.value,
      ...operationInput(control, record, assessment, byCheck, today),
      notes: [...answer.notes, ...tier.notes, ...report.notes],
    };
  });
  const context: ScoreContext = {
    dcComplete: descriptionCriteria.every((id) => assessment.description[id] === true),
    windowOpen: elapsed(observationWindow(assessment), today) !== undefined,
    depth,
    unasked: selection.unasked,
  };
  return { ...selection, inputs, context };
}
