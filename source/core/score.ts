/** The scoring model: from inputs to figures, states and the three verdicts (docs/scoring.md). Pure and deterministic. */
import { keyWeight, reaches } from './constants.ts';
import { type Constants, publishedConstants } from './model-constants.ts';
import { checkValue, effectiveTier, failing, material, notApplicable, unread } from './score-checks.ts';
import { scoreControl } from './score-control.ts';
import { scoreLedger } from './score-criterion.ts';
import { deviationCount, systematic } from './score-operation.ts';
import type { ControlInput, Ledger, Score, ScoreContext, Type1Verdict, WindowVerdict } from './score-types.ts';

export { formatTrace } from './score-trace.ts';

/** Scores an assessment. The order of the controls does not matter to any figure or verdict. */
export function assess(controls: readonly ControlInput[], context: ScoreContext): Score {
  const { unasked = [], constants = publishedConstants } = context;
  const design = scoreLedger(controls, unasked, 'design', false, constants);
  const operating = scoreLedger(controls, unasked, 'operating', false, constants);
  const isMaterial = (control: ControlInput) => material(control, constants);
  const isSystematic = (control: ControlInput) => systematic(control, constants);
  const live = controls.filter((control) => !notApplicable(control));
  const keys = live.filter((control) => control.weight === keyWeight);

  const blockers: Score['blockers'] = {
    gap: criteriaIn(design, 'Gap', 'Unsupported'),
    material: ids(live.filter(isMaterial)),
    notImplemented: ids(keys.filter((control) => !implemented(control))),
  };
  const unknown: Score['unknown'] = {
    criteria: criteriaIn(design, 'Unknown'),
    keys: ids(keys.filter((control) => isUnanswered(control) && checkValue(control) !== 1)),
    unread: ids(controls.filter(unread)),
  };
  const judged = ids(live.filter((control) => control.judged === true));
  const conditions: Score['conditions'] = {
    partial: criteriaIn(design, 'Partial'),
    failing: ids(live.filter((control) => failing(control) && !isMaterial(control))),
    description: !context.dcComplete,
    ...(judged.length > 0 && { judged }),
  };
  const unscheduled = ids(keys.filter((control) => control.recurring && !control.scheduled));
  const weak = ids(keys.filter((control) => doesNotOperate(control, constants)));
  const type1 = type1Verdict(design, blockers, unknown, conditions, constants);
  const inWindow = windowVerdict(context, {
    atRisk: live.some(isSystematic) || weak.length > 0 || blockers.material.length > 0,
    unknown: !reaches(operating.coverage, constants['coverage-floor']) || unknown.unread.length > 0,
    exceptions:
      live.some((control) => deviationCount(control) + (control.deviationsBeside ?? 0) > 0) ||
      live.some(({ checks }) => checks.some(({ excepted }) => excepted)) ||
      operating.criteria.some((c) => c.state !== 'Met'),
  });
  return {
    provisional: context.depth !== 'full',
    // Rule S-V2: Type 1's verdict, and every recurring key control is on the calendar.
    verdict: { type1, opening: unscheduled.length > 0 ? 'Not ready' : type1, inWindow },
    design,
    operating,
    designEqualWeights: { evidenced: scoreLedger(controls, unasked, 'design', true, constants).evidenced },
    contradicted: design.criteria
      .flatMap((c) => c.controls.filter((control) => control.state === 'Contradicted').map(({ id }) => id))
      .sort(),
    blockers,
    unknown,
    conditions,
    unscheduled,
    systematic: ids(live.filter(isSystematic)),
    weak,
    ...(constants !== publishedConstants && { constants }),
  };
}

/** Rule S-N3: overall design evidenced with every N/A counted as 0, to print beside the score above 10 % of weight. */
export function evidencedWithNotApplicableAsZero(controls: readonly ControlInput[], context: ScoreContext): number {
  const counted = controls.map((c): ControlInput => (notApplicable(c) ? { ...c, answer: 0, checks: [] } : c));
  return scoreLedger(counted, context.unasked ?? [], 'design', false, context.constants).evidenced;
}

/** Rule S-V1: a key control that an auditor could see in place today. One not answered is unknown, not a blocker. */
function implemented(control: ControlInput): boolean {
  if (control.answer === 'inherited') return control.vendorReportOk;
  return typeof control.answer === 'number' ? control.answer >= 3 && effectiveTier(control) >= 2 : true;
}

function isUnanswered(control: ControlInput): boolean {
  return control.answer === null || control.answer === '?' || control.answer === 'NA';
}

/** Rule S-V3: a key control, known, whose operating figure is at or under the weak mark. */
function doesNotOperate(control: ControlInput, constants: Constants): boolean {
  const score = scoreControl(control, 'operating', constants);
  return score?.known === true && score.evidenced <= constants['weak-key-at'];
}

/** Rule S-V1. */
function type1Verdict(
  design: Ledger,
  blockers: Score['blockers'],
  unknown: Score['unknown'],
  conditions: Score['conditions'],
  constants: Constants,
): Type1Verdict {
  if (Object.values(blockers).some((list) => list.length > 0)) return 'Not ready';
  if (!reaches(design.coverage, constants['coverage-floor'])) return 'Not enough known';
  if (Object.values(unknown).some((list) => list.length > 0)) return 'Not enough known';
  const { partial, failing, description, judged } = conditions;
  return partial.length > 0 || failing.length > 0 || description || judged !== undefined
    ? 'Ready with conditions'
    : 'Ready';
}

/** Rule S-V3. */
function windowVerdict(
  context: ScoreContext,
  seen: { atRisk: boolean; unknown: boolean; exceptions: boolean },
): WindowVerdict {
  if (!context.windowOpen) return 'Not started';
  if (seen.atRisk) return 'At risk';
  if (seen.unknown) return 'Not enough known';
  return seen.exceptions ? 'On track with exceptions' : 'On track';
}

function criteriaIn(ledger: Ledger, ...states: string[]): string[] {
  return ledger.criteria.filter((c) => states.includes(c.state)).map(({ id }) => id);
}

function ids(controls: readonly ControlInput[]): string[] {
  return controls.map(({ id }) => id).sort();
}
