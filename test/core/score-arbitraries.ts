/** Random assessments for property tests: any company, or one in good shape, so that the upper verdicts are reached too. */
import fc from 'fast-check';
import type { CheckInput, ControlInput, ScoreContext } from '../../source/core/score-types.ts';

/** A control with nothing in it; tests change what they are about. */
export function control(changes: Partial<ControlInput> & { id: string }): ControlInput {
  return {
    ...{ criterion: 'CC1.1', weight: 3, answer: null, tier: 0, checks: [] },
    ...{ expected: null, evidenced: 0, population: null, deviations: 0, zeroPopulation: false },
    ...{ vendorReportOk: false, daysInPlace: 0, windowDays: 0, recurring: false, scheduled: false },
    ...changes,
  };
}

/** A counting check of medium severity that passes; tests change what they are about. */
export function check(changes: Partial<CheckInput> = {}): CheckInput {
  const base = {
    severity: 'medium',
    passed: 1,
    total: 1,
    determinative: true,
    committed: true,
    privileged: false,
  } as const;
  return { ...base, result: 'pass', ...changes };
}

const likely = (percent: number) => fc.integer({ min: 1, max: 100 }).map((n) => n <= percent);
const upTo = (max: number) => fc.integer({ min: 0, max });

const anyCheck: fc.Arbitrary<CheckInput> = fc
  .record({
    result: fc.constantFrom('pass', 'pass', 'pass', 'fail', 'fail', 'denied', 'error', 'not-run', 'not-applicable'),
    severity: fc.constantFrom('critical', 'high', 'medium', 'low'),
    total: fc.constantFrom(1, 1, 10, 40, 400),
    share: fc.constantFrom(0, 0.5, 1),
    determinative: likely(70),
    committed: likely(85),
    privileged: likely(15),
  } as const)
  .map(({ share, ...rest }): CheckInput => {
    const passed = rest.result === 'pass' ? rest.total : Math.min(rest.total - 1, Math.floor(rest.total * share));
    return { ...rest, passed };
  });

const operation: fc.Arbitrary<Partial<ControlInput>> = fc.oneof(
  fc.constant({}),
  fc
    .record({ due: fc.constantFrom(0, 1, 2, 4, 12), ran: fc.nat(12), bad: fc.nat(12), deviates: likely(30) })
    .map((x) => {
      const evidenced = Math.min(x.ran, x.due);
      return { recurring: true, expected: x.due, evidenced, deviations: x.deviates ? Math.min(x.bad, evidenced) : 0 };
    }),
  fc
    .record({ size: fc.constantFrom(0, 3, 20, 200), bad: fc.nat(12), deviates: likely(40), zero: likely(10) })
    .map((x) => {
      return { population: x.size, deviations: x.deviates ? Math.min(x.bad, x.size) : 0, zeroPopulation: x.zero };
    }),
  fc.record({ windowDays: fc.constantFrom(10, 90, 180), daysInPlace: upTo(200) }),
);

const anyControl: fc.Arbitrary<Omit<ControlInput, 'id'>> = fc
  .record({
    criterion: fc.constantFrom('CC1.1', 'CC2.1', 'CC3.1', 'CC4.1'),
    weight: fc.constantFrom(1, 2, 3),
    answer: fc.constantFrom<ControlInput['answer'][]>(null, '?', 0, 1, 2, 3, 4, 4, 3, 2, 3, 'NA', 'inherited'),
    tier: fc.constantFrom(0, 1, 2, 3),
    checks: fc.array(anyCheck, { maxLength: 3 }),
    vendorReportOk: likely(60),
    scheduled: likely(80),
    operation,
  } as const)
  .map(({ operation, ...rest }) => ({ ...control({ id: '' }), ...rest, ...operation }));

const strongControl: fc.Arbitrary<Omit<ControlInput, 'id'>> = fc
  .record({
    base: anyControl,
    answer: fc.constantFrom<ControlInput['answer'][]>(3, 4, 4, 'inherited'),
    tier: fc.constantFrom(2, 3),
    clean: likely(90),
    passing: fc.array(likely(97), { minLength: 3, maxLength: 3 }),
  } as const)
  .map(({ base, answer, tier, clean, passing }) => ({
    ...base,
    ...{ answer, tier, vendorReportOk: true, scheduled: true, daysInPlace: 200, evidenced: base.expected ?? 0 },
    deviations: clean ? 0 : base.deviations,
    checks: base.checks.map((c, i): CheckInput => (passing[i] ? { ...c, result: 'pass', passed: c.total } : c)),
  }));

/** An assessment and its context; `at` chooses one of its controls. */
export interface RandomCase {
  controls: ControlInput[];
  context: ScoreContext;
  at: number;
}

const controls = (one: fc.Arbitrary<Omit<ControlInput, 'id'>>) =>
  fc.array(one, { minLength: 1, maxLength: 14 }).map((list) => list.map((c, i) => ({ ...c, id: `c${i + 10}` })));

/** Any company, or one in good shape. */
export const randomCase: fc.Arbitrary<RandomCase> = fc
  .record({
    controls: fc.oneof(controls(anyControl), controls(strongControl)),
    context: fc.record({
      dcComplete: likely(70),
      windowOpen: likely(60),
      depth: fc.constantFrom('full', 'full', 'quick'),
    } as const),
    at: fc.nat(13),
  })
  .map(({ controls, context, at }) => ({ controls, context, at: at % controls.length }));
