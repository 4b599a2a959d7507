/** The properties P1–P14 that the model keeps, over random assessments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { capBySeverity } from '../../source/core/constants.ts';
import { assess } from '../../source/core/score.ts';
import { checkValue, counts, failing, notApplicable } from '../../source/core/score-checks.ts';
import { scoreControl } from '../../source/core/score-control.ts';
import type { ControlInput, Score } from '../../source/core/score-types.ts';
import { check, type RandomCase, randomCase } from './score-arbitraries.ts';

const slack = 1e-9;
const order = ['Not ready', 'Not enough known', 'Ready with conditions', 'Ready'];
const rank = (score: Score) => order.indexOf(score.verdict.type1);
const notEnoughKnown = order.indexOf('Not enough known');

/** Runs a property over random cases; `c` is the chosen control and `withChosen` gives the score with it changed. */
function property(
  name: string,
  predicate: (given: {
    given: RandomCase;
    score: Score;
    c: ControlInput;
    withChosen: (changes: Partial<ControlInput>) => Score;
  }) => void,
): void {
  test(name, () => {
    fc.assert(
      fc.property(randomCase, (given) => {
        const { controls, context, at } = given;
        const c = controls[at];
        assert.ok(c);
        const withChosen = (changes: Partial<ControlInput>) =>
          assess(
            controls.map((one) => (one === c ? { ...one, ...changes } : one)),
            context,
          );
        predicate({ given, score: assess(controls, context), c, withChosen });
      }),
      { numRuns: 2000 },
    );
  });
}

function noHigher(score: Score, than: Score): void {
  assert.ok(score.design.evidenced <= than.design.evidenced + slack);
  assert.ok(score.operating.evidenced <= than.operating.evidenced + slack);
}

/** Not above what the verdict was, nor above Not enough known. */
function notLifted(score: Score, from: Score): void {
  assert.ok(rank(score) <= Math.max(rank(from), notEnoughKnown), `${from.verdict.type1} became ${score.verdict.type1}`);
}

const isLevel = (c: ControlInput): c is ControlInput & { answer: 0 | 1 | 2 | 3 | 4 } => typeof c.answer === 'number';

test('random cases reach every verdict', () => {
  const seen = new Set<string>();
  for (const { controls, context } of fc.sample(randomCase, { numRuns: 2000, seed: 1 })) {
    const { type1, inWindow } = assess(controls, context).verdict;
    seen.add(type1).add(inWindow);
  }
  assert.deepEqual([...seen].sort(), [
    'At risk',
    'Not enough known',
    'Not ready',
    'Not started',
    'On track',
    'On track with exceptions',
    'Ready',
    'Ready with conditions',
  ]);
});

property('P1 evidenced ≤ claimed ≤ upper, all inside 0–1', ({ score }) => {
  for (const ledger of [score.design, score.operating]) {
    for (const part of [ledger, ...ledger.criteria, ...ledger.criteria.flatMap((c) => c.controls)]) {
      assert.ok(part.evidenced >= 0);
      assert.ok(part.evidenced <= part.claimed + slack);
      assert.ok(part.claimed <= part.upper + slack);
      assert.ok(part.upper <= 1 + slack);
    }
  }
});

property('P2 the order of the controls does not matter', ({ given, score }) => {
  const turned = assess([...given.controls].reverse(), given.context);
  const { design: a, operating: b, designEqualWeights: c, ...rest } = score;
  const { design: x, operating: y, designEqualWeights: z, ...restTurned } = turned;
  assert.deepEqual(restTurned, rest);
  for (const figure of ['evidenced', 'claimed', 'upper', 'coverage', 'naShare'] as const) {
    assert.ok(Math.abs(a[figure] - x[figure]) <= slack && Math.abs(b[figure] - y[figure]) <= slack, figure);
  }
  assert.ok(Math.abs(c.evidenced - z.evidenced) <= slack);
  const states = (of: Score) => [of.design, of.operating].map((l) => l.criteria.map(({ id, state }) => [id, state]));
  assert.deepEqual(states(turned), states(score));
});

property('P3, P10 a new failing check raises nothing, and blocks when it is material', ({ score, c, withChosen }) => {
  const worse = withChosen({ checks: [...c.checks, check({ result: 'fail', severity: 'critical', passed: 0 })] });
  if (isLevel(c)) noHigher(worse, score);
  assert.equal(worse.verdict.type1, 'Not ready');
  assert.equal(worse.verdict.opening, 'Not ready');
  assert.ok(worse.blockers.material.includes(c.id));
});

property('P4 better evidence lowers nothing', ({ score, c, withChosen }) => {
  if (!isLevel(c) || c.tier === 3) return;
  const better = withChosen({ tier: (c.tier + 1) as 1 | 2 | 3 });
  noHigher(score, better);
  assert.ok(rank(better) >= rank(score));
});

property('P5, P6 admitting absence raises no figure, and answering lowers no coverage', ({ score, c, withChosen }) => {
  if (!(c.answer === null || c.answer === '?') || checkValue(c) !== null) return;
  const admitted = withChosen({ answer: 0, checks: [] });
  noHigher(admitted, score);
  assert.ok(admitted.design.coverage >= score.design.coverage - slack);
  for (const answer of [0, 1, 2, 3, 4] as const)
    assert.ok(withChosen({ answer }).design.coverage >= score.design.coverage - slack);
});

property('P7 a denied, failed or skipped check raises nothing', ({ score, c, withChosen }) => {
  for (const result of ['denied', 'error', 'not-run'] as const) {
    const blind = withChosen({ checks: [...c.checks, check({ result })] });
    noHigher(blind, score);
    notLifted(blind, score);
    assert.ok(rank(blind) <= notEnoughKnown);
  }
});

property('P8 operating is never above design', ({ score }) => {
  assert.ok(score.operating.evidenced <= score.design.evidenced + slack);
});

property('P9 never above the cap of a failing check that counts', ({ given }) => {
  for (const c of given.controls) {
    const evidenced = scoreControl(c, 'design')?.evidenced ?? 0;
    if (c.answer === 'inherited') continue;
    for (const k of c.checks)
      if (counts(k) && k.result === 'fail') assert.ok(evidenced <= capBySeverity[k.severity] + slack);
  }
});

property('P11 lowering a claim improves no verdict', ({ score, c, withChosen }) => {
  if (!isLevel(c) || c.answer === 0 || c.checks.some((k) => k.result === 'pass')) return;
  assert.ok(rank(withChosen({ answer: (c.answer - 1) as 0 | 1 | 2 | 3 })) <= rank(score));
});

property('P12 words alone are never enough', ({ given }) => {
  const words = given.controls.map(
    (c): ControlInput => (notApplicable(c) ? { ...c, checks: [] } : { ...c, answer: 4, tier: 0, checks: [] }),
  );
  if (!words.some((c) => c.weight === 3 && c.answer !== 'NA')) return;
  assert.equal(assess(words, given.context).verdict.type1, 'Not ready');
});

property('P13 denying every check lifts no verdict', ({ given, score }) => {
  const blind = given.controls.map((c) => ({
    ...c,
    checks: c.checks.map((k) => ({ ...k, result: 'denied' as const })),
  }));
  notLifted(assess(blind, given.context), score);
});

property('P14 N/A on controls with a failing check lifts no verdict', ({ given, score }) => {
  const hidden = given.controls.map((c) => (failing(c) ? { ...c, answer: 'NA' as const } : c));
  notLifted(assess(hidden, given.context), score);
});

property('the same input gives the same bytes', ({ given, score }) => {
  assert.equal(JSON.stringify(assess(structuredClone(given.controls), given.context)), JSON.stringify(score));
});
