/**
 * The properties P1–P14 that the model keeps, over 10,000 random assessments; then over random overrides of its constants
 * within their ranges. The assessments are made once for all properties. One that breaks a property is printed whole, made
 * smaller first.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Constants, constantNames, constantSpecs, constantsWith } from '../../source/core/model-constants.ts';
import { assess } from '../../source/core/score.ts';
import { capName, checkValue, counts, failing, notApplicable } from '../../source/core/score-checks.ts';
import { scoreControl } from '../../source/core/score-control.ts';
import type { ControlInput, Score } from '../../source/core/score-types.ts';
import { check, type RandomCase, randomCase } from './score-arbitraries.ts';

const slack = 1e-9;
const order = ['Not ready', 'Not enough known', 'Ready with conditions', 'Ready'];
const rank = (score: Score) => order.indexOf(score.verdict.type1);
const notEnoughKnown = order.indexOf('Not enough known');

/** How many assessments each property is tried on. */
const runs = 10_000;

/** What a property is about: an assessment and its score; `c` is the chosen control, `withChosen` the score with it changed. */
interface Given {
  given: RandomCase;
  score: Score;
  c: ControlInput;
  withChosen: (changes: Partial<ControlInput>) => Score;
}

function givenOf(given: RandomCase, score?: Score): Given {
  const { controls, context, at } = given;
  const c = controls[at] ?? assert.fail('no control is chosen');
  const withChosen = (changes: Partial<ControlInput>) =>
    assess(
      controls.map((one) => (one === c ? { ...one, ...changes } : one)),
      context,
    );
  return { given, score: score ?? assess(controls, context), c, withChosen };
}

const seed = Math.floor(Math.random() * 2 ** 31);
const cases = fc.sample(randomCase, { numRuns: runs, seed }).map((given) => givenOf(given));

/** Assessments scored with other constants: each of these draws on a share of the cases. */
const anyConstants: fc.Arbitrary<Constants> = fc
  .record(
    Object.fromEntries(
      constantNames.map((name) => {
        const { least, most, published } = constantSpecs[name];
        const between = fc.integer({ min: 0, max: 100 }).map((n) => least + ((most - least) * n) / 100);
        return [name, fc.oneof(between, fc.constantFrom(least, most, published))];
      }),
    ),
  )
  .map((values) => constantsWith({ ...values, 'look-back-months': 12 }));

const overridden = fc.sample(anyConstants, { numRuns: 200, seed }).flatMap((constants, n) =>
  cases.slice(n * 10, n * 10 + 10).map(({ given }) => {
    const context = { ...given.context, constants };
    return givenOf({ ...given, context });
  }),
);

/** Tries a property on every case; a case that breaks it is made smaller by fast-check before it is shown. */
function property(name: string, predicate: (given: Given) => void): void {
  for (const [whose, all] of [
    ['', cases],
    [', with constants overridden within their ranges', overridden],
  ] as const)
    test(`${name}${whose}`, () => {
      for (const one of all) {
        try {
          predicate(one);
        } catch (error) {
          // The same seed meets the same cases, so this throws a smaller one, if there is one.
          if (whose === '')
            fc.assert(
              fc.property(randomCase, (given) => predicate(givenOf(given))),
              { numRuns: runs, seed },
            );
          throw new Error(`seed ${seed}: ${JSON.stringify(one.given)}`, { cause: error });
        }
      }
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

test(`${runs} random cases reach every verdict`, () => {
  assert.equal(cases.length, 10_000);
  const seen = new Set(cases.flatMap(({ score }) => [score.verdict.type1, score.verdict.inWindow]));
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

test('every constant in the model changes some of them', () => {
  // Evidence and printing use the other two (input-answer.ts, decide.ts).
  const outside = ['look-back-months', 'na-share'];
  for (const name of constantNames.filter((one) => !outside.includes(one))) {
    const { published, least, most } = constantSpecs[name];
    const constants = constantsWith({ [name]: published === least ? most : least });
    const differs = cases.some(({ given, score }) => {
      const { constants: _, ...other } = assess(given.controls, { ...given.context, constants });
      return JSON.stringify(figuresOf(other)) !== JSON.stringify(figuresOf(score));
    });
    assert.ok(differs, name);
  }
});

/** A score without its traces. */
function figuresOf({ verdict, design, operating }: Pick<Score, 'verdict' | 'design' | 'operating'>): unknown {
  const ledger = ({ evidenced, claimed, upper, criteria }: Score['design']) => [
    ...[evidenced, claimed, upper],
    criteria.map(({ id, state, controls }) => [id, state, controls.map((one) => one.state)]),
  ];
  return [verdict, ledger(design), ledger(operating)];
}

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
  assert.equal(JSON.stringify(restTurned), JSON.stringify(rest));
  for (const figure of ['evidenced', 'claimed', 'upper', 'coverage', 'naShare'] as const) {
    assert.ok(Math.abs(a[figure] - x[figure]) <= slack && Math.abs(b[figure] - y[figure]) <= slack, figure);
  }
  assert.ok(Math.abs(c.evidenced - z.evidenced) <= slack);
  const states = (of: Score) =>
    JSON.stringify([of.design, of.operating].map((l) => l.criteria.map(({ id, state }) => [id, state])));
  assert.equal(states(turned), states(score));
});

property('P3 a new failing check raises nothing on an answered control', ({ score, c, withChosen }) => {
  if (!isLevel(c)) return;
  for (const severity of ['critical', 'high', 'medium', 'low'] as const)
    noHigher(withChosen({ checks: [...c.checks, check({ result: 'fail', severity, passed: 0 })] }), score);
});

property('P4 better evidence lowers nothing', ({ score, c, withChosen }) => {
  if (!isLevel(c) || c.tier === 3) return;
  const better = withChosen({ tier: (c.tier + 1) as 1 | 2 | 3 });
  noHigher(score, better);
  assert.ok(rank(better) >= rank(score));
});

property('P5 admitting that something is absent raises no figure', ({ score, c, withChosen }) => {
  if (!(c.answer === null || c.answer === '?') || checkValue(c) !== null) return;
  noHigher(withChosen({ answer: 0, checks: [] }), score);
});

property('P6 answering lowers no coverage', ({ score, c, withChosen }) => {
  if (!(c.answer === null || c.answer === '?')) return;
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

property('P9 never above the cap of a failing check that counts', ({ given, score }) => {
  const cap = (severity: keyof typeof capName) => (score.constants ?? constantsWith({}))[capName[severity]];
  for (const c of given.controls) {
    const evidenced = scoreControl(c, 'design', score.constants)?.evidenced ?? 0;
    if (c.answer === 'inherited') continue;
    for (const k of c.checks) if (counts(k) && k.result === 'fail') assert.ok(evidenced <= cap(k.severity) + slack);
  }
});

property('P10 a material failure always blocks', ({ c, withChosen }) => {
  const worse = withChosen({ checks: [...c.checks, check({ result: 'fail', severity: 'critical', passed: 0 })] });
  assert.equal(worse.verdict.type1, 'Not ready');
  assert.equal(worse.verdict.opening, 'Not ready');
  assert.ok(worse.blockers.material.includes(c.id));
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
  if (!given.controls.some(failing)) return;
  const hidden = given.controls.map((c) => (failing(c) ? { ...c, answer: 'NA' as const } : c));
  notLifted(assess(hidden, given.context), score);
});

property('an approved exception raises no figure, and gives no more than Ready with conditions', ({ given, score }) => {
  if (!given.controls.some(failing)) return;
  const excepted = given.controls.map((c) => ({
    ...c,
    checks: c.checks.map((k) => (counts(k) && k.result === 'fail' ? { ...k, excepted: true as const } : k)),
  }));
  const lifted = assess(excepted, given.context);
  noHigher(lifted, score);
  noHigher(score, lifted);
  if (excepted.some((c) => failing(c) && !notApplicable(c))) assert.notEqual(lifted.verdict.type1, 'Ready');
  assert.deepEqual(lifted.contradicted, score.contradicted);
});

test('the same input gives the same bytes', () => {
  for (const { given, score } of cases.slice(0, 2000))
    assert.ok(JSON.stringify(assess(structuredClone(given.controls), given.context)) === JSON.stringify(score));
});
