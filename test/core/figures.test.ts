/** The bar of four parts, the confidence mark, and what stands in place of a headline (rule S-H1). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { barOfFigures, barParts, barPercents, confidenceOf } from '../../source/core/figures.ts';
import { constantsWith } from '../../source/core/model-constants.ts';
import { assess } from '../../source/core/score.ts';
import { headline } from '../../source/core/window.ts';
import { answered, control, decided, today } from './sample.ts';
import { randomCase } from './score-arbitraries.ts';

test('the parts of every bar are whole per cent that add to 100, each within one of what it is', () => {
  fc.assert(
    fc.property(randomCase, ({ controls, context }) => {
      for (const criterion of assess(controls, context).design.criteria) {
        const bar = barOfFigures(criterion);
        const shown = barPercents(bar);
        assert.equal(
          barParts.reduce((sum, part) => sum + shown[part], 0),
          100,
        );
        for (const part of barParts) {
          assert.ok(Number.isInteger(shown[part]) && shown[part] >= 0);
          assert.ok(Math.abs(shown[part] - bar[part] * 100) < 1);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('thirds are rounded to 100, and equal remainders go to the earlier part', () => {
  const third = 1 / 3;
  assert.deepEqual(barPercents(barOfFigures({ evidenced: third, claimed: 2 * third, upper: 1 })), {
    ...{ evidenced: 34, claimedOnly: 33, unknown: 33, missing: 0 },
  });
  assert.deepEqual(barPercents(barOfFigures({ evidenced: 0.64, claimed: 0.64, upper: 0.64 })), {
    ...{ evidenced: 64, claimedOnly: 0, unknown: 0, missing: 36 },
  });
});

test('the confidence mark: by coverage and by what is claimed only; none under the floor', () => {
  const grade = (coverage: number, debt: number) =>
    confidenceOf({ coverage, claimed: 0.9, evidenced: 0.9 - debt }).grade;
  assert.deepEqual(
    [grade(0.9, 0.1), grade(0.89, 0.1), grade(0.9, 0.11), grade(0.75, 0.25), grade(0.74, 0), grade(0.6, 0.9)],
    ['high', 'medium', 'medium', 'medium', 'low', 'low'],
  );
  assert.equal(grade(0.59, 0), 'none');
  const full = { coverage: 0.7, claimed: 1, evidenced: 1 };
  assert.equal(confidenceOf(full, constantsWith({ 'coverage-floor': 0.8 })).mark, '○○○');
  assert.equal(confidenceOf(full).mark, '●○○');
});

test('S-H1: under 60 % no headline figure and no day, only how much is answered', () => {
  const few = decided([control('CC1.1-a'), control('CC1.1-b')], answered('CC1.1-a', 3, 2));
  const { notEnough, sentence } = headline(few, today);
  assert.match(notEnough ?? '', /^not enough answered \(1 of 2; \d+ criteria not asked yet\)$/);
  assert.doesNotMatch(sentence, /realistic|open/);
});
