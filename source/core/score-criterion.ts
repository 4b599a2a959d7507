/** Scores a criterion from its controls, and a ledger from its criteria (rules S-A1, S-K1, S-T2, S-N2, S-N3). */
import { keyWeight, reaches } from './constants.ts';
import { type CriterionId, compareCriteria } from './framework.ts';
import { asPublished, type Constants, publishedConstants } from './model-constants.ts';
import { notApplicable } from './score-checks.ts';
import { type Mode, scoreControl } from './score-control.ts';
import { formatFigure, step } from './score-trace.ts';
import type { ControlInput, ControlScore, CriterionScore, CriterionState, Ledger, TraceStep } from './score-types.ts';

interface Scored {
  control: ControlInput;
  score: ControlScore;
  weight: number;
}

/** The score of one criterion. With `equal`, every weight counts as 1 (rule S-W1). */
function scoreCriterion(
  id: CriterionId,
  controls: readonly ControlInput[],
  mode: Mode,
  equal = false,
  constants: Constants = publishedConstants,
): CriterionScore {
  const live = scoredControls(controls, mode, equal, constants);
  const isWeak = weakBy(constants);
  const weakKeyCap = constants['weak-key-cap'];
  if (live.length === 0) return unsupported(id);

  const mean = (figure: (score: ControlScore) => number) => weightedMean(live, figure);
  const coverage = mean((score) => (score.known ? 1 : 0));
  const keys = live.filter(({ control }) => control.weight === keyWeight);
  const weak = keys.filter(isWeak);
  const absent = keys.filter(({ control }) => control.answer === 0);
  const trace = meanSteps(controls, live, mean);
  const evidenced = evidencedFigure(live, weak, constants);
  let claimed = mean((score) => score.claimed);
  if (weak.length > 0) {
    trace.push(
      step(
        'S-K1',
        `at most this, as a key control is missing or fails: ${ids(weak)}${asPublished(constants, 'weak-key-cap')}${asPublished(constants, 'weak-key-at')}`,
        weakKeyCap,
      ),
    );
    if (absent.length > 0) {
      claimed = Math.min(claimed, weakKeyCap);
      trace.push(step('S-K1', `claimed at most this too, as a key control is L0: ${ids(absent)}`, weakKeyCap));
    }
  }
  claimed = Math.max(claimed, evidenced);
  const upper = Math.max(
    mean((score) => score.upper),
    claimed,
  );
  const state = stateOf(evidenced, coverage, absent.length > 0, constants);
  trace.push(step('S-T2', `${stateText(state, coverage, weak, absent, constants)}${thresholds(constants)}`));
  return { id, state, evidenced, claimed, upper, coverage, controls: live.map(({ score }) => score), trace };
}

/** The evidenced figure of {@link scoreCriterion} alone: what-ifs ask for nothing else, and for it thousands of times. */
export function criterionEvidenced(
  controls: readonly ControlInput[],
  mode: Mode,
  constants: Constants = publishedConstants,
): number {
  const live = scoredControls(controls, mode, false, constants);
  return live.length === 0 ? 0 : evidencedFigure(live, live.filter(weakBy(constants)), constants);
}

/** Rules S-A1, S-K1. */
function evidencedFigure(live: readonly Scored[], weak: readonly Scored[], constants: Constants): number {
  const mean = weightedMean(live, (score) => score.evidenced);
  return weak.length > 0 ? Math.min(mean, constants['weak-key-cap']) : mean;
}

/** Rule S-K1: a key control, known, at or under the weak mark. */
function weakBy(constants: Constants): (one: Scored) => boolean {
  const at = constants['weak-key-at'];
  return ({ control, score }) => control.weight === keyWeight && score.known && score.evidenced <= at;
}

function scoredControls(controls: readonly ControlInput[], mode: Mode, equal: boolean, constants: Constants): Scored[] {
  const live: Scored[] = [];
  for (const control of controls) {
    const score = scoreControl(control, mode, constants);
    if (score !== null) live.push({ control, score, weight: equal ? 1 : control.weight });
  }
  return live;
}

function weightedMean(live: readonly Scored[], figure: (score: ControlScore) => number): number {
  const total = live.reduce((sum, { weight }) => sum + weight, 0);
  return live.reduce((sum, { score, weight }) => sum + weight * figure(score), 0) / total;
}

/** The weighted mean (S-A1), and what N/A took out of it (S-N1). */
function meanSteps(
  controls: readonly ControlInput[],
  live: readonly Scored[],
  mean: (figure: (score: ControlScore) => number) => number,
): TraceStep[] {
  const total = live.reduce((sum, { weight }) => sum + weight, 0);
  const parts = live.map(({ score, weight }) => `${score.id} ${formatFigure(score.evidenced)} × ${weight}`);
  const steps = [
    step(
      'S-A1',
      `(${parts.join(' + ')}) ÷ ${total}`,
      mean((score) => score.evidenced),
    ),
  ];
  const out = controls.filter(notApplicable);
  if (out.length > 0) steps.push(step('S-N1', `not applicable, left out: ${out.map(({ id }) => id).join(', ')}`));
  return steps;
}

/** Rule S-T2: a missing key control comes first, then whether enough is known. What S-K1 holds down is under Met anyway. */
function stateOf(evidenced: number, coverage: number, absentKey: boolean, constants: Constants): CriterionState {
  if (absentKey) return 'Gap';
  if (!reaches(coverage, constants['coverage-floor'])) return 'Unknown';
  if (reaches(evidenced, constants['met-from'])) return 'Met';
  return reaches(evidenced, constants['partial-from']) ? 'Partial' : 'Gap';
}

function stateText(
  state: CriterionState,
  coverage: number,
  weak: readonly Scored[],
  absent: readonly Scored[],
  constants: Constants,
): string {
  const known = `${Math.round(coverage * 100)} % of weight is known`;
  if (absent.length > 0) return `key control at L0: ${ids(absent)}`;
  if (state === 'Unknown') return `${known}, less than ${Math.round(constants['coverage-floor'] * 100)} %`;
  return `${known}${weak.length > 0 ? `; key control missing or failing: ${ids(weak)}` : ''}`;
}

/** The thresholds of states where they are not the published ones (rule S-W2). */
function thresholds(constants: Constants): string {
  const names = { Met: 'met-from', Partial: 'partial-from', coverage: 'coverage-floor' } as const;
  return Object.entries(names)
    .filter(([, name]) => asPublished(constants, name) !== '')
    .map(([what, name]) => `; ${what} from ${constants[name]}${asPublished(constants, name)}`)
    .join('');
}

function ids(scored: readonly Scored[]): string {
  return scored.map(({ score }) => score.id).join(', ');
}

/** Rule S-N2: N/A for every control supports nothing. */
function unsupported(id: CriterionId): CriterionScore {
  const trace = [step('S-N2', 'every control is not applicable, so nothing supports the criterion', 0)];
  return { id, state: 'Unsupported', evidenced: 0, claimed: 0, upper: 0, coverage: 0, controls: [], trace };
}

/** A criterion in scope that no question asks about: nothing is known of it. */
function unaskedCriterion(id: CriterionId): CriterionScore {
  const trace = [step('S-U1', 'no question of this version asks about it; could be up to 1.00', 0)];
  return { id, state: 'Unknown', evidenced: 0, claimed: 0, upper: 1, coverage: 0, controls: [], trace };
}

// After one more answer all criteria but one are made of the very same inputs (inputs.ts), so their last scores still
// hold. Kept with the first input of each, so that they go when it goes. Scores are never changed once made.
const last = new WeakMap<
  ControlInput,
  Map<string, { group: readonly ControlInput[]; constants: Constants; score: CriterionScore }>
>();

/** The score of a criterion, as made before where it was made of the same inputs in the same order. */
function known(
  id: CriterionId,
  group: readonly ControlInput[],
  mode: Mode,
  equal: boolean,
  constants: Constants,
): CriterionScore {
  const [first] = group;
  if (first === undefined) return scoreCriterion(id, group, mode, equal, constants);
  const key = `${mode} ${equal}`;
  const made = last.get(first)?.get(key);
  const same =
    made?.constants === constants &&
    made.group.length === group.length &&
    made.group.every((input, n) => input === group[n]);
  if (made !== undefined && same) return made.score;
  const score = scoreCriterion(id, group, mode, equal, constants);
  const scores = last.get(first) ?? new Map();
  last.set(first, scores.set(key, { group, constants, score }));
  return score;
}

/** One ledger: every criterion in the framework's order, and their plain mean (rule S-A1). All 0 without any criterion. */
export function scoreLedger(
  controls: readonly ControlInput[],
  unasked: readonly CriterionId[],
  mode: Mode,
  equal = false,
  constants: Constants = publishedConstants,
): Ledger {
  const byCriterion = Map.groupBy(controls, (control) => control.criterion);
  const criteria = [
    ...[...byCriterion].map(([id, group]) => known(id, group, mode, equal, constants)),
    ...unasked.filter((id) => !byCriterion.has(id)).map(unaskedCriterion),
  ].sort((a, b) => compareCriteria(a.id, b.id));
  const mean = (figure: (score: CriterionScore) => number) =>
    criteria.length === 0 ? 0 : criteria.reduce((sum, score) => sum + figure(score), 0) / criteria.length;
  const weight = (group: readonly ControlInput[]) => group.reduce((sum, control) => sum + control.weight, 0);
  return {
    evidenced: mean((score) => score.evidenced),
    claimed: mean((score) => score.claimed),
    upper: mean((score) => score.upper),
    coverage: mean((score) => score.coverage),
    naShare: controls.length === 0 ? 0 : weight(controls.filter(notApplicable)) / weight(controls),
    criteria,
  };
}
