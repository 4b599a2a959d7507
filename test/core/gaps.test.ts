import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { GapCause } from '../../source/core/decision.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { scoreInputs } from '../../source/core/inputs.ts';
import type { Control, LinkedCheck } from '../../source/core/questionnaire.ts';
import { assess } from '../../source/core/score.ts';
import { answered, assessment, control, decided, failedCheck, questionnaire, threePeople, today } from './sample.ts';

const mfa: LinkedCheck = { id: 'user-mfa', role: 'determinative', because: 'for the test' };
const passing: CheckResult = { ...failedCheck('user-mfa', 0, 42), status: 'pass', resources: [] };
const denied: CheckResult = {
  ...failedCheck('user-mfa', 0, 0),
  status: 'unknown',
  unknown: [
    {
      operation: 'iam:GetCredentialReport',
      region: 'global',
      kind: 'denied',
      reason: 'Denied: grant iam:GetCredentialReport.',
    },
  ],
};
const naReason = { reason: 'no-office', text: 'Fully remote.', approver: 'Fay Founder', reviewOn: '2027-06-01' };
const na = (id: string, given: Partial<typeof naReason> = {}): EntryBody => ({
  type: 'answer',
  control: id,
  answer: { level: 'not-applicable', ...naReason, ...given },
});

interface Case {
  name: string;
  given?: Partial<Control>;
  said?: EntryBody[];
  results?: CheckResult[];
  cause?: GapCause;
  reason?: RegExp;
}

const cases: Case[] = [
  { name: 'level 3 with a dated record', said: answered('CC6.1-a', 3, 2) },
  { name: 'a justified N/A', said: [na('CC6.1-a')] },
  { name: 'level 0', said: answered('CC6.1-a', 0), cause: 'missing', reason: /^Not in place: Nothing\.$/ },
  { name: 'level 1', said: answered('CC6.1-a', 1), cause: 'not written', reason: /Done, not written\.$/ },
  { name: 'level 2', said: answered('CC6.1-a', 2, 1), cause: 'not run' },
  { name: 'technology, level 1', given: { kind: 'technology' }, said: answered('CC6.1-a', 1), cause: 'missing' },
  { name: 'technology, level 2', given: { kind: 'technology' }, said: answered('CC6.1-a', 2), cause: 'not written' },
  {
    name: 'level 4 on word alone',
    said: answered('CC6.1-a', 4),
    cause: 'not evidenced',
    reason: /on word alone.*signed minutes\.$/,
  },
  { name: 'level 4 on a document', said: answered('CC6.1-a', 4, 1), cause: 'not evidenced', reason: /document only/ },
  { name: 'no answer', cause: 'unknown', reason: /^Not answered yet\.$/ },
  {
    name: "don't know",
    said: [{ type: 'answer', control: 'CC6.1-a', answer: { level: 'unknown', ask: 'Theo Tech' } }],
    cause: 'unknown',
    reason: /ask Theo Tech\.$/,
  },
  {
    name: 'N/A without an approver',
    said: [na('CC6.1-a', { approver: '' })],
    cause: 'unsupported N/A',
    reason: /^Not applicable counts as unanswered: .*approver/,
  },
  {
    name: 'N/A while a check fails',
    given: { checks: [mfa] },
    said: [na('CC6.1-a')],
    results: [failedCheck('user-mfa', 1, 42)],
    cause: 'unsupported N/A',
    reason: /AWS shows it applies: 1 of 42/,
  },
  {
    name: 'level 4 against a failing check',
    given: { checks: [mfa] },
    said: answered('CC6.1-a', 4, 2),
    results: [failedCheck('user-mfa', 1, 42)],
    cause: 'contradicted',
    reason: /^AWS shows otherwise: 1 of 42: user user-0 has no factor\.$/,
  },
  {
    name: 'several failing, a privileged one among them',
    given: { checks: [mfa] },
    said: answered('CC6.1-a', 3, 2),
    results: [
      {
        ...failedCheck('user-mfa', 2, 42),
        resources: [
          { id: 'a', region: 'global', status: 'fail', reason: 'User a has no factor.' },
          { id: 'root', region: 'global', status: 'fail', reason: 'The root user has no factor.', privileged: true },
        ],
      },
    ],
    cause: 'contradicted',
    reason: /2 of 42 fail, first the root user has no factor\.$/,
  },
  {
    name: 'level 1 and a failing check',
    given: { checks: [mfa] },
    said: answered('CC6.1-a', 1),
    results: [failedCheck('user-mfa', 1, 1)],
    cause: 'failing check',
    reason: /^AWS shows it is not in place: user user-0 has no factor\.$/,
  },
  {
    name: 'level 0 although the checks pass',
    given: { checks: [mfa] },
    said: answered('CC6.1-a', 0),
    results: [passing],
    cause: 'missing',
  },
  {
    name: 'in place, a counting check denied',
    given: { checks: [mfa] },
    said: answered('CC6.1-a', 3, 2),
    results: [denied],
    cause: 'unknown',
    reason: /^user-mfa could not be read: Denied: grant iam:GetCredentialReport\.$/,
  },
  {
    name: 'inherited without a report',
    given: { inheritable: true },
    said: [{ type: 'answer', control: 'CC6.1-a', answer: { level: 'inherited' } }],
    cause: 'not evidenced',
    reason: /^Another organisation runs it, and no report is named\.$/,
  },
];

for (const { name, given, said, results, cause, reason } of cases)
  test(`cause: ${name} → ${cause ?? 'no gap'}`, () => {
    // A second control keeps the criterion supported when the first one is N/A.
    const controls = [control('CC6.1-a', given), control('CC6.1-b')];
    const { gaps } = decided(controls, [...threePeople, ...(said ?? []), ...answered('CC6.1-b', 3, 2)], results);
    assert.equal(gaps.length, cause === undefined ? 0 : 1);
    assert.equal(gaps[0]?.cause, cause);
    if (reason !== undefined) assert.match(gaps[0]?.reason ?? '', reason);
    assert.doesNotMatch(gaps[0]?.reason ?? '', /you said|undefined/i);
  });

test('every cause there is has a row in this file, with points, trace and a plan item to mend it', () => {
  const all: GapCause[] = [
    ...(['contradicted', 'failing check', 'missing', 'not evidenced', 'not run', 'not written'] as const),
    ...(['overdue register entry', 'unknown', 'unsupported N/A'] as const),
  ];
  // No policy is entered.
  const overdue = decided([control('CC5.3-a')], [...threePeople, ...answered('CC5.3-a', 3, 2)]).gaps;
  assert.equal(overdue[0]?.cause, 'overdue register entry');
  const rows = cases.flatMap(({ given, said, results, cause }) => {
    if (cause === undefined) return [];
    const controls = [control('CC6.1-a', given), control('CC6.1-b')];
    const made = decided(controls, [...threePeople, ...(said ?? []), ...answered('CC6.1-b', 3, 2)], results);
    assert.deepEqual(
      made.plan.items.map(({ id }) => id),
      ['plan:CC6.1-a'],
    );
    return made.gaps;
  });
  assert.deepEqual([...new Set([...rows, ...overdue].map(({ cause }) => cause))].sort(), all);
  for (const { id, points, trace } of rows) {
    assert.ok(points >= 0 && trace.some(({ rule }) => rule === 'S-A1'), id);
  }
  assert.ok(rows.filter(({ points }) => points > 0).length >= rows.length - 1, 'closing gives points');
});

test('a criterion set aside as a whole is unsupported, and every control of it blocks (rule S-N2)', () => {
  const { gaps } = decided(
    [control('CC6.4-a'), control('CC6.4-b', { weight: 2 })],
    [...threePeople, na('CC6.4-a'), na('CC6.4-b')],
  );
  assert.deepEqual(
    gaps.map(({ cause, blocks }) => [cause, blocks]),
    [
      ['unsupported N/A', true],
      ['unsupported N/A', true],
    ],
  );
});

test('AWS first, then what blocks, then by points; unknown is no blocker', () => {
  const controls = [
    control('CC1.1-unknown'),
    control('CC1.2-word', { weight: 2 }),
    control('CC1.3-absent'),
    control('CC1.3-other', { weight: 1 }),
    control('CC6.1-mfa', { weight: 1, checks: [mfa] }),
    control('CC6.1-fine'),
  ];
  const { gaps } = decided(
    controls,
    [
      ...threePeople,
      ...answered('CC1.2-word', 3),
      ...answered('CC1.3-absent', 0),
      ...answered('CC1.3-other', 1),
      ...answered('CC6.1-mfa', 4, 2),
      ...answered('CC6.1-fine', 4, 2),
    ],
    [failedCheck('user-mfa', 1, 1)],
  );
  assert.deepEqual(
    gaps.map(({ control: id }) => id),
    ['CC6.1-mfa', 'CC1.3-absent', 'CC1.1-unknown', 'CC1.2-word', 'CC1.3-other'],
  );
  assert.deepEqual(
    gaps.map(({ blocks }) => blocks),
    [true, true, false, false, true],
  );
  assert.equal(gaps.find(({ control: id }) => id === 'CC1.1-unknown')?.severity, 'high');
  assert.equal(gaps.find(({ control: id }) => id === 'CC6.1-mfa')?.severity, 'critical');
});

const anyAnswer: fc.Arbitrary<(id: string) => EntryBody[]> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom<0 | 1 | 2 | 3 | 4>(0, 1, 2, 3, 3, 4, 4),
      fc.constantFrom<0 | 1 | 2 | 3 | undefined>(undefined, 1, 2, 2, 3),
    )
    .map(
      ([level, tier]) =>
        (id: string) =>
          answered(id, level, tier),
    ),
  fc.constant((id: string) => [na(id)]),
  fc.constant(() => []),
);
const anyResult = fc.constantFrom(
  passing,
  denied,
  failedCheck('user-mfa', 1, 1),
  failedCheck('user-mfa', 1, 42),
  failedCheck('user-mfa', 9, 10, { severity: 'medium' }),
);
const anyCompany = fc
  .array(
    fc.record({
      criterion: fc.constantFrom('CC1.1', 'CC6.1', 'CC6.2'),
      weight: fc.constantFrom<1 | 2 | 3>(1, 2, 3, 3),
      checked: fc.boolean(),
      say: anyAnswer,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => {
    const made = list.map((one, index) => ({ ...one, id: `${one.criterion}-${index}` }));
    return {
      controls: made.map(({ id, weight, checked }) => control(id, { weight, checks: checked ? [mfa] : [] })),
      said: made.flatMap(({ id, say }) => say(id)),
    };
  });

test('points are the model run again with that control closed', () => {
  fc.assert(
    fc.property(anyCompany, anyResult, ({ controls, said }, result) => {
      const { gaps, score } = decided(controls, [...threePeople, ...said], [result]);
      const { inputs, context } = scoreInputs({
        questionnaire: questionnaire(controls),
        assessment: assessment(...threePeople, ...said),
        results: [result],
        today,
        depth: 'full',
      });
      for (const gap of gaps) {
        const closed = inputs.map((input) =>
          input.id !== gap.control
            ? input
            : {
                ...input,
                answer:
                  input.answer === 'NA' && gap.cause === 'unknown'
                    ? ('NA' as const)
                    : (Math.max(3, typeof input.answer === 'number' ? input.answer : 3) as 3 | 4),
                tier: Math.max(2, input.tier) as 2 | 3,
                checks: input.checks.map((check) => ({ ...check, result: 'pass' as const, passed: check.total })),
              },
        );
        const after = assess(closed, context).design.evidenced;
        assert.ok(Math.abs(gap.points - (after - score.design.evidenced) * 100) < 1e-9, gap.control);
      }
    }),
    { numRuns: 150 },
  );
});

test('Type 1 is Not ready exactly when a gap blocks, and no gap means nothing is short', () => {
  fc.assert(
    fc.property(anyCompany, anyResult, ({ controls, said }, result) => {
      const { gaps, score } = decided(controls, [...threePeople, ...said], [result]);
      assert.equal(
        gaps.some(({ blocks }) => blocks),
        score.verdict.type1 === 'Not ready',
      );
      const listed = new Set(gaps.map(({ control: id }) => id));
      const { unknown, blockers, conditions } = score;
      for (const id of [
        ...unknown.keys,
        ...unknown.unread,
        ...blockers.material,
        ...blockers.notImplemented,
        ...conditions.failing,
      ])
        assert.ok(listed.has(id), `${id} has no gap`);
      const whole = gaps.filter(({ cause, blocks }) => cause === 'unknown' && blocks);
      for (const { control: id } of whole) assert.ok(!unknown.keys.includes(id), `${id} is unknown and blocks`);
    }),
    { numRuns: 300 },
  );
});
