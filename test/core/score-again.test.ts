/** Scoring again after one more decision: the same figures as from nothing, with what did not change handed out again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnswerValue, EntryBody } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { scoreInputs } from '../../source/core/inputs.ts';
import { sameValue } from '../../source/core/same-value.ts';
import { assess } from '../../source/core/score.ts';
import { sampleAssessment, sampleControl, sampleEvidence, sampleQuestionnaire, sampleResult } from './input-samples.ts';

const check = { id: 'check-a', role: 'determinative' as const, because: 'for the test' };
const controls = [
  sampleControl({ id: 'CC1.1-a', cadence: { every: 'month' } }),
  sampleControl({ id: 'CC1.1-b', weight: 1, cadence: { onEvent: ['change'] } }),
  sampleControl({ id: 'CC6.1-a', criterion: 'CC6.1', checks: [check], cadence: { continuous: true } }),
  sampleControl({ id: 'CC6.1-b', criterion: 'CC6.1', weight: 2, inheritable: true }),
];
const questionnaire = sampleQuestionnaire(...controls);
const today = '2025-06-15';

function score(bodies: readonly EntryBody[], results: CheckResult[], day: string, asked = questionnaire) {
  const made = scoreInputs({
    ...{ questionnaire: asked, assessment: sampleAssessment(...bodies), results, today: day },
    depth: 'full',
  });
  return { inputs: made.inputs, score: assess(made.inputs, made.context) };
}

const control = fc.constantFrom(...controls.map(({ id }) => id));
const report = { name: 'R', periodStart: '2024-07-01', periodEnd: '2025-05-31', reviewedBy: 'Bo', reviewedOn: today };
const value = fc.constantFrom<AnswerValue | null>(
  ...([0, 1, 2, 3, 4] as const).map((level) => ({ level })),
  ...[
    null,
    { level: 'unknown' as const },
    { level: 'inherited' as const, report: { ...report, dutiesAssigned: true } },
  ],
  { level: 'not-applicable', reason: 'r', text: 't', approver: 'Bo', reviewOn: '2025-06-15' },
);
const body = fc.oneof(
  fc.record<EntryBody>({ type: fc.constant('answer'), control, answer: value }),
  fc.record<EntryBody>({ type: fc.constant('owner'), control, person: fc.constantFrom('Ada', 'Bo', null) }),
  fc.record<EntryBody>({ type: fc.constant('run'), control, on: fc.constantFrom('2025-02-01', '2025-05-01', today) }),
  fc.tuple(control, fc.constantFrom('2024-06-15', '2025-05-01')).map(([id, date]) => sampleEvidence(id, { date })),
  fc.constantFrom<EntryBody>(
    { type: 'person', name: 'Bo', roles: [] },
    { type: 'person', name: 'Ada', roles: [] },
    { type: 'person', name: 'Bo', roles: [], left: today },
    { type: 'window', start: '2025-01-01', months: 12, opened: true },
    { type: 'window', start: '2025-05-01', months: 3, opened: false },
    { type: 'scope', question: 'time-zone', value: 'Pacific/Auckland' },
  ),
  fc.record<EntryBody>({
    ...{ type: fc.constant('population'), control, source: fc.constant('s') },
    ...{ size: fc.constantFrom(0, 5), deviations: fc.constantFrom(0, 2) },
  }),
);
const results = fc.constantFrom<CheckResult[]>(
  [],
  [sampleResult('check-a', 'pass')],
  [sampleResult('check-a', 'pass', { since: '2025-03-01T12:00:00Z' })],
  [sampleResult('check-a', 'fail')],
);
const day = fc.constantFrom(today, '2025-06-16', '2026-06-16');

test('whatever is decided next, the figures are those of an assessment scored for the first time', () => {
  const steps = fc.array(fc.record({ body, results, day }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(steps, (decided) => {
      const said: EntryBody[] = [];
      for (const step of decided) {
        said.push(step.body as EntryBody);
        // A copied questionnaire has never been scored, so nothing can be handed out again for it.
        const first = score(said, step.results, step.day, structuredClone(questionnaire));
        assert.deepEqual(score(said, step.results, step.day), first);
      }
    }),
    { numRuns: 300 },
  );
});

test('one more answer makes one input and its criterion anew, and leaves the others as they are', () => {
  const said: EntryBody[] = controls.map(({ id }) => ({ type: 'answer', control: id, answer: { level: 3 } }));
  // Judged again each time, as the screen does: other objects that say the same.
  const before = score(said, [sampleResult('check-a', 'pass')], today);
  const after = score(
    [...said, { type: 'answer', control: 'CC1.1-b', answer: { level: 1 } }],
    [sampleResult('check-a', 'pass')],
    today,
  );
  const same = after.inputs.map((input, index) => input === before.inputs[index]);
  assert.deepEqual(same, [true, false, true, true]);
  const asked = after.score.design.criteria.filter(({ controls }) => controls.length > 0);
  const criteria = asked.map((one) => before.score.design.criteria.includes(one));
  assert.deepEqual(criteria, [false, true]);
});

test('sameValue: all the way down, and an absent member is not an undefined one', () => {
  const value = { a: [1, { b: 'x' }], c: null };
  assert.ok(sameValue(value, structuredClone(value)));
  for (const other of [{ a: [1, { b: 'y' }], c: null }, { a: [1], c: null }, { a: [1, { b: 'x' }] }, null, 'x', []])
    assert.ok(!sameValue(value, other), JSON.stringify(other));
  assert.ok(!sameValue({ a: undefined }, { b: 1 }));
  assert.ok(!sameValue({ a: undefined }, { b: undefined }));
  assert.ok(!sameValue([], {}));
});
