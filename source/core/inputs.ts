/** From what people said and AWS showed to the inputs of the scoring model. */
import { exceptedChecks, exceptionNotes, exceptionOf } from './approved-exceptions.ts';
import type { Assessment, ControlRecord } from './assessment.ts';
import type { Day } from './entry.ts';
import type { CheckResult } from './finding.ts';
import { foreignNotes } from './foreign-words.ts';
import { answerInput, effectiveEvidenceTier, judgedAnswer, vendorReportOk } from './input-answer.ts';
import { checkInputs } from './input-checks.ts';
import { operationInput } from './input-operation.ts';
import { type Selection, selectControls } from './input-selection.ts';
import { publishedConstants } from './model-constants.ts';
import { elapsed, observationWindow } from './observation-window.ts';
import { constantsOf, weightNotes } from './overrides.ts';
import type { Control, Questionnaire } from './questionnaire.ts';
import { sameValue } from './same-value.ts';
import type { CheckInput, ControlInput, ScoreContext } from './score-types.ts';

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

/** What an input is made of besides its control; what is the same for all controls is in `around`. */
interface Made {
  around: string;
  record: ControlRecord | undefined;
  checks: CheckInput[];
  since: unknown[];
  input: ControlInput;
}

// One more answer changes one input. The others are handed out again as they are, so that every score made of them is
// known already (score-control.ts, score-criterion.ts). Inputs are never changed once made.
const lastMade = new WeakMap<Control, Made>();

/** The inputs of the model (rules S-Q1, S-E2, S-N1, S-I1, S-C1, S-C3, S-C5, S-O1 to S-O5, S-V2). */
export function scoreInputs({ questionnaire, assessment, results, today, depth }: InputSources): ScoreInputs {
  const selection = selectControls(questionnaire, assessment, depth);
  const byCheck = Map.groupBy(results, (result) => result.check);
  const window = observationWindow(assessment);
  // All of the assessment that an input is made of, besides the control's own record.
  const { people, timeZone, overrides, exceptions } = assessment;
  const around = JSON.stringify({ people, timeZone, overrides, exceptions, window, today });
  const inputs = selection.included.map((control): ControlInput => {
    const record = assessment.controls[control.id];
    const checks = checkInputs(control, byCheck);
    const since = control.checks.flatMap(({ id }) => (byCheck.get(id) ?? []).map((result) => result.since));
    const foreign = foreignNotes(control.checks.flatMap(({ id }) => byCheck.get(id) ?? []));
    const before = lastMade.get(control);
    if (before?.around === around && sameSources(before, record, checks, [...since, ...foreign])) return before.input;
    const input = makeInput(control, record, checks, { assessment, byCheck, today });
    lastMade.set(control, { around, record, checks, since: [...since, ...foreign], input });
    return input;
  });
  const constants = constantsOf(assessment);
  const context: ScoreContext = {
    dcComplete: descriptionCriteria.every((id) => assessment.description[id] === true),
    windowOpen: elapsed(window, today) !== undefined,
    depth,
    unasked: selection.unasked,
    ...(constants !== publishedConstants && { constants }),
  };
  return { ...selection, inputs, context };
}

function sameSources(before: Made, record: ControlRecord | undefined, checks: CheckInput[], since: unknown[]): boolean {
  return sameValue(before.record, record) && sameValue(before.checks, checks) && sameValue(before.since, since);
}

function makeInput(
  control: Control,
  record: ControlRecord | undefined,
  checks: CheckInput[],
  { assessment, byCheck, today }: { assessment: Assessment; byCheck: Map<string, CheckResult[]>; today: Day },
): ControlInput {
  const answer = judgedAnswer(control.id, answerInput(record, today), assessment);
  const exception = exceptionOf(control.id, assessment, today);
  const excepted = exceptedChecks(checks, exception);
  const tier = effectiveEvidenceTier(record, assessment, today);
  const report = vendorReportOk(control, record, assessment, today);
  return {
    ...{ id: control.id, criterion: control.criterion, weight: control.weight },
    answer: answer.value,
    ...(answer.lifts === true && { judged: true }),
    tier: tier.value,
    checks: excepted,
    vendorReportOk: report.value,
    ...operationInput(control, record, assessment, byCheck, today),
    notes: [
      ...weightNotes(control, assessment),
      ...answer.notes,
      ...tier.notes,
      ...report.notes,
      ...exceptionNotes(excepted, exception),
      ...foreignNotes(control.checks.flatMap(({ id }) => byCheck.get(id) ?? [])),
    ],
  };
}
