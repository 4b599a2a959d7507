/** The gap list: every control short of target, why, and what closing it would add (docs/raci-and-plan.md). */
import type { Assessment, ControlRecord } from './assessment.ts';
import { keyWeight, reaches } from './constants.ts';
import type { Gap, GapCause } from './decision.ts';
import type { CheckResult, Severity } from './finding.ts';
import { compareCriteria } from './framework.ts';
import { reasonFor } from './gap-reasons.ts';
import { type Constants, publishedConstants } from './model-constants.ts';
import type { Control } from './questionnaire.ts';
import { counts, effectiveTier, failing, isFailing, isMaterial, unread } from './score-checks.ts';
import { criterionEvidenced } from './score-criterion.ts';
import type { ControlInput, ControlScore, CriterionScore, Score, TraceStep } from './score-types.ts';

/** What the gap list is made from. */
export interface GapInput {
  /** Controls in the assessment, in asking order. */
  controls: readonly Control[];
  assessment: Assessment;
  /** The model's view of the same controls. */
  inputs: readonly ControlInput[];
  /** The score of those inputs. */
  score: Score;
  results: readonly CheckResult[];
}

/** Severity of a gap without a failing check, by the weight of its control. */
const severityByWeight: Readonly<Record<1 | 2 | 3, Severity>> = { 3: 'high', 2: 'medium', 1: 'low' };

const gravity: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/**
 * One row per control short of target: contradictions and material failures first, then key controls that keep Type 1
 * at Not ready, then by points. Target: answer 3 or higher, evidence of tier E2 or better, counting checks read and
 * passing; or a justified N/A; or inherited on a reviewed report.
 */
export function findGaps({ controls, assessment, inputs, score, results }: GapInput): Gap[] {
  const constants = score.constants ?? publishedConstants;
  const criteria = new Map(score.design.criteria.map((c) => [c.id, c]));
  const inputOf = new Map(inputs.map((input) => [input.id, input]));
  const groups = Map.groupBy(inputs, (input) => input.criterion);
  const resultsOf = Map.groupBy(results, (result) => result.check);

  const rows = controls.flatMap((control, order) => {
    const input = inputOf.get(control.id);
    const criterion = criteria.get(control.criterion);
    if (input === undefined || criterion === undefined) return [];
    const scored = criterion.controls.find(({ id }) => id === control.id);
    const record = assessment.controls[control.id];
    const cause = causeOf(control, input, scored, criterion, record);
    if (cause === undefined) return [];
    const after = whenClosed(input, cause, groups.get(control.criterion) ?? [], constants);
    const points = Math.max(0, ((after - criterion.evidenced) / score.design.criteria.length) * 100);
    const failed = input.checks.filter(isFailing);
    const gap: Gap = {
      id: `gap:${control.id}`,
      control: control.id,
      criterion: control.criterion,
      title: control.title,
      cause,
      reason: reasonFor({ control, cause, input, record, resultsOf }),
      blocks: blocks(control, criterion, scored, score),
      key: control.weight === keyWeight,
      severity: worst(failed.map((check) => check.severity)) ?? severityByWeight[control.weight],
      points,
      trace: [...(scored?.trace ?? criterion.trace), closingStep(criterion, after, score, points)],
      checks: [...new Set(failed.flatMap(({ id }) => id ?? []))],
    };
    const first = cause === 'contradicted' || input.checks.some((check) => isMaterial(check, constants));
    return [{ gap, order, rank: first ? 0 : gap.blocks && gap.key ? 1 : 2 }];
  });
  return rows
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        b.gap.points - a.gap.points ||
        compareCriteria(a.gap.criterion, b.gap.criterion) ||
        a.order - b.order,
    )
    .map(({ gap }) => gap);
}

/** Why a control is short of target; undefined when it is not. The first that applies. */
function causeOf(
  control: Control,
  input: ControlInput,
  scored: ControlScore | undefined,
  criterion: CriterionScore,
  record: ControlRecord | undefined,
): GapCause | undefined {
  const { answer } = input;
  // N/A stands; but a check that could have refused it must be read first (rule S-C3).
  if (scored === undefined) return criterion.state === 'Unsupported' ? 'unsupported N/A' : unreadCause(input);
  if (scored.state === 'Contradicted') return 'contradicted';
  // A level by judgement stands in place of an N/A (rule S-J1).
  const setAside = record?.answer?.level === 'not-applicable' && record.answer.toConfirm === undefined;
  if (setAside && typeof answer !== 'number') return 'unsupported N/A';
  if (failing(input)) return 'failing check';
  if (answer === 'inherited') return input.vendorReportOk ? unreadCause(input) : 'not evidenced';
  if (typeof answer !== 'number') return 'unknown';
  if (answer >= 3) return effectiveTier(input) >= 2 ? unreadCause(input) : 'not evidenced';
  // In technology, level 1 is a setting that holds in places only, and level 2 one that no rule asks for.
  if (control.kind === 'technology') return answer === 2 ? 'not written' : 'missing';
  return answer === 2 ? 'not run' : answer === 1 ? 'not written' : 'missing';
}

function unreadCause(input: ControlInput): GapCause | undefined {
  return unread(input) ? 'unknown' : undefined;
}

/**
 * Rule S-V1: whether this gap is one of the reasons for Not ready: a material failure, a key control that could not be
 * seen in place, or what pulls its criterion down to Gap. Nothing wholly unknown is: that is "Not enough known".
 */
function blocks(
  control: Control,
  criterion: CriterionScore,
  scored: ControlScore | undefined,
  { blockers: { material, notImplemented, gap }, constants = publishedConstants }: Score,
): boolean {
  if (material.includes(control.id) || notImplemented.includes(control.id)) return true;
  if (!gap.includes(criterion.id)) return false;
  if (criterion.state === 'Unsupported') return true;
  // A Gap above the threshold comes from a key control at L0 alone, which is among those not seen in place.
  return scored?.known === true && !reaches(criterion.evidenced, constants['partial-from']);
}

/**
 * The criterion's evidenced figure with this control closed: answer 3 or as claimed if higher, tier E2, counting checks passing; inherited
 * on a reviewed report; N/A as it is where only a check was unread.
 */
function whenClosed(
  input: ControlInput,
  cause: GapCause,
  group: readonly ControlInput[],
  constants: Constants,
): number {
  const stays = input.answer === 'inherited' || (input.answer === 'NA' && cause === 'unknown');
  const closed: ControlInput = {
    ...input,
    answer: stays ? input.answer : input.answer === 4 ? 4 : 3,
    tier: input.tier === 3 ? 3 : 2,
    vendorReportOk: input.vendorReportOk || input.answer === 'inherited',
    checks: input.checks.map((check) =>
      counts(check) && check.result !== 'not-applicable' ? { ...check, result: 'pass', passed: check.total } : check,
    ),
  };
  return criterionEvidenced(
    group.map((other) => (other.id === input.id ? closed : other)),
    'design',
    constants,
  );
}

function closingStep(before: CriterionScore, after: number, score: Score, points: number): TraceStep {
  const text = `closed, ${before.id} would be ${after.toFixed(2)} instead of ${before.evidenced.toFixed(2)}, one of ${score.design.criteria.length} criteria: ${points.toFixed(1)} points`;
  return { rule: 'S-A1', text, value: after };
}

function worst(severities: readonly Severity[]): Severity | undefined {
  return gravity.find((severity) => severities.includes(severity));
}
