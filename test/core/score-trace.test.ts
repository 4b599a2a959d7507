/** Traces reproduce the figures they stand beside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assess, formatTrace } from '../../source/core/score.ts';
import { evidencedFromTrace } from '../../source/core/score-trace.ts';
import type { ControlScore, CriterionScore } from '../../source/core/score-types.ts';
import { check, control, randomCase } from './score-arbitraries.ts';

const full = { dcComplete: true, windowOpen: false, depth: 'full' } as const;

function close(a: number, b: number, what: string): void {
  assert.ok(Math.abs(a - b) <= 1e-9, `${what}: ${a}, not ${b}`);
}

/** The mean that the S-A1 step describes, from the figures of the controls and the weights in its text. */
function meanFromText(criterion: CriterionScore): number {
  const text = criterion.trace.find(({ rule }) => rule === 'S-A1')?.text ?? '';
  const evidenced = new Map(criterion.controls.map((c) => [c.id, c.evidenced]));
  const parts = [...text.matchAll(/(\S+) \d\.\d\d × (\d)/g)].map(([, id = '', weight]) => ({
    id: id.replace('(', ''),
    weight: Number(weight),
  }));
  assert.equal(parts.length, criterion.controls.length, text);
  const total = Number(/÷ (\d+)$/.exec(text)?.[1]);
  return parts.reduce((sum, { id, weight }) => sum + weight * (evidenced.get(id) ?? Number.NaN), 0) / total;
}

/** The claimed figure that a control's trace gives by itself. */
function claimedFromTrace(score: ControlScore): number {
  const values = (...rules: string[]) =>
    score.trace.filter((s) => rules.includes(s.rule)).flatMap((s) => s.value ?? []);
  if (values('S-I1').length > 0) return 1;
  const [alone] = values('S-U1', 'S-U2');
  return alone ?? Math.max(Math.min(...values('S-D1', 'S-O1', 'S-O2', 'S-O4', 'S-O5')), ...values('S-X2'));
}

test('every figure of every control and criterion follows from its trace', () => {
  fc.assert(
    fc.property(randomCase, ({ controls, context }) => {
      const { design, operating } = assess(controls, context);
      for (const criterion of [...design.criteria, ...operating.criteria]) {
        close(evidencedFromTrace(criterion.trace), criterion.evidenced, criterion.id);
        if (criterion.state !== 'Unsupported') {
          const mean = criterion.trace.find(({ rule }) => rule === 'S-A1')?.value ?? Number.NaN;
          close(meanFromText(criterion), mean, `mean of ${criterion.id}`);
        }
        for (const score of criterion.controls) {
          close(evidencedFromTrace(score.trace), score.evidenced, score.id);
          close(claimedFromTrace(score), score.claimed, `claimed of ${score.id}`);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('the text of a step begins with its figure', () => {
  const score = assess([control({ id: 'CC1.1-a', answer: 3, tier: 1 })], full);
  const steps = score.design.criteria[0]?.controls[0]?.trace ?? [];
  assert.deepEqual(steps, [
    { rule: 'S-D1', text: '1.00: L3, ran at least once, or enforced and written', value: 1 },
    { rule: 'S-E1', text: '0.75: a document, not a dated record', value: 0.75 },
  ]);
});

test('a contradiction on one line, with the check by name', () => {
  const failure = check({
    id: 'console-user-mfa',
    result: 'fail',
    severity: 'critical',
    passed: 41,
    total: 42,
    privileged: true,
  });
  const score = assess([control({ id: 'CC6.1-mfa', criterion: 'CC6.1', answer: 4, tier: 1, checks: [failure] })], full);
  const one = score.design.criteria[0]?.controls[0];
  assert.ok(one);
  assert.equal(
    formatTrace(one),
    'CC6.1-mfa 0.25 = min(1.00: L4, ran every time it was due, or held all through [S-D1], ' +
      '0.75: a document, not a dated record [S-E1], ' +
      '0.25: critical check console-user-mfa failed 1 of 42 [S-C2]) → Contradicted; ' +
      'material: critical check console-user-mfa [S-C4]; the answer claims more than AWS shows [S-X1]',
  );
});

test('a criterion on one line', () => {
  const score = assess(
    [control({ id: 'CC1.1-a', answer: 0 }), control({ id: 'CC1.1-b', answer: 4, tier: 2, weight: 2 })],
    full,
  );
  const [one] = score.design.criteria;
  assert.ok(one);
  assert.equal(
    formatTrace(one),
    'CC1.1 0.40 = 0.40: (CC1.1-a 0.00 × 3 + CC1.1-b 1.00 × 2) ÷ 5 [S-A1]; ' +
      '0.49: at most this, as a key control is missing or fails: CC1.1-a [S-K1]; ' +
      '0.49: claimed at most this too, as a key control is L0: CC1.1-a [S-K1] → Gap; key control at L0: CC1.1-a [S-T2]',
  );
});
