/** The one place where everything is decided: what is asked, the score, the gaps, the RACI and the plan. */
import { acceptedByException, exceptionViews, withExceptions } from './approved-exceptions.ts';
import type { Assessment } from './assessment.ts';
import { checkGaps } from './check-gaps.ts';
import type { Decisions } from './decision.ts';
import type { Day } from './entry.ts';
import type { CheckResult } from './finding.ts';
import { findGaps } from './gaps.ts';
import { scoreInputs } from './inputs.ts';
import { publishedConstants } from './model-constants.ts';
import { overrideRows } from './overrides.ts';
import { makePlan } from './plan.ts';
import type { Questionnaire } from './questionnaire.ts';
import { makeRaci } from './raci.ts';
import { registerFaults, registerGaps } from './registers.ts';
import { assess, evidencedWithNotApplicableAsZero } from './score.ts';
import type { ScoreContext } from './score-types.ts';
import { standingControls } from './set-aside.ts';

/** What decisions are made from. Nothing else: no clock, no file. */
export interface DecideInput {
  questionnaire: Questionnaire;
  assessment: Assessment;
  /** One result for every check of this version and account, unread ones too. */
  results: readonly CheckResult[];
  /** Today in the assessment's time zone. */
  today: Day;
  depth: ScoreContext['depth'];
}

/**
 * Decides. The same input gives the same output, byte for byte once serialised. Criteria in scope that this version
 * has no question for go into the score as unknown, with no coverage, so they hold the verdict at "Not enough known"
 * at best, and the overall figures down.
 */
export function decide({ questionnaire, assessment, results, today, depth }: DecideInput): Decisions {
  const { inputs, context, included, excluded, unasked } = scoreInputs({
    questionnaire,
    assessment,
    results,
    today,
    depth,
  });
  const score = assess(inputs, context);
  const faults = registerFaults({ assessment, questionnaire, today });
  const short = findGaps({ controls: included, assessment, inputs, score, results });
  const listed = registerGaps({ gaps: short, faults, controls: included, assessment, score });
  const gaps = withExceptions(listed, assessment, today);
  const raci = makeRaci({ controls: included, assessment, questionnaire, today });
  const plan = makePlan({
    ...{ controls: included, standing: standingControls({ controls: included, score }), gaps, raci, today, results },
    assessment: acceptedByException(assessment, gaps, today),
  });
  return {
    controls: included,
    excluded,
    unasked,
    results: [...results],
    score,
    ...(score.design.naShare > (context.constants ?? publishedConstants)['na-share'] && {
      evidencedWithoutNotApplicable: evidencedWithNotApplicableAsZero(inputs, context),
    }),
    gaps,
    checkGaps: checkGaps({ controls: included, questionnaire, results }),
    registerFaults: faults,
    plan,
    raci,
    overrides: overrideRows(questionnaire, assessment),
    exceptions: exceptionViews(assessment, today),
  };
}
