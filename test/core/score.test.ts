/** Exact examples of rules that properties do not catch: means, S-K1, states, verdicts, the worked example. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assess, evidencedWithNotApplicableAsZero } from '../../source/core/score.ts';
import type { ControlInput, Ledger, ScoreContext } from '../../source/core/score-types.ts';
import { check, control } from './score-arbitraries.ts';

const full: ScoreContext = { dcComplete: true, windowOpen: false, depth: 'full' };
const open: ScoreContext = { ...full, windowOpen: true };

function only(ledger: Ledger) {
  const [one, ...rest] = ledger.criteria;
  assert.ok(one !== undefined && rest.length === 0);
  return one;
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9, `${actual}, not ${expected}`);
}

test('S-A1: a criterion is the weighted mean, overall the plain mean of criteria', () => {
  const controls = [
    control({ id: 'a', weight: 3, answer: 4, tier: 2 }),
    control({ id: 'b', weight: 2, answer: 2, tier: 1 }),
    control({ id: 'c', weight: 1, answer: 1, tier: 1 }),
    control({ id: 'd', weight: 1, answer: 4, tier: 0, criterion: 'CC2.1' }),
  ];
  const { design, designEqualWeights } = assess(controls, full);
  near(design.criteria[0]?.evidenced ?? -1, (3 * 1 + 2 * 0.6 + 0.4) / 6);
  near(design.criteria[1]?.evidenced ?? -1, 0.5);
  near(design.evidenced, (4.6 / 6 + 0.5) / 2);
  near(design.claimed, (4.6 / 6 + 1) / 2);
  near(designEqualWeights.evidenced, (2 / 3 + 0.5) / 2);
});

test('S-K1: a weak key control holds evidenced at .49, and claimed only when the answer is L0', () => {
  const strong = [1, 2, 3].map((n) => control({ id: `s${n}`, weight: 3, answer: 4, tier: 2 }));
  const failure = check({ result: 'fail', severity: 'critical' });
  const failingKey = only(
    assess([...strong, control({ id: 'k', answer: 4, tier: 2, checks: [failure] })], full).design,
  );
  near(failingKey.evidenced, 0.49);
  near(failingKey.claimed, 1);
  assert.equal(failingKey.state, 'Partial');
  const absentKey = only(assess([...strong, control({ id: 'k', answer: 0 })], full).design);
  near(absentKey.evidenced, 0.49);
  near(absentKey.claimed, 0.49);
  assert.equal(absentKey.state, 'Gap');
  const notKey = only(assess([...strong, control({ id: 'k', weight: 2, answer: 0 })], full).design);
  near(notKey.evidenced, 9 / 11);
  const aboveMark = check({ result: 'fail', severity: 'high', passed: 26, total: 100 });
  near(
    only(assess([...strong, control({ id: 'k', answer: 4, tier: 2, checks: [aboveMark] })], full).design).evidenced,
    3.26 / 4,
  );
});

test('S-E1, S-C6: the tier caps, and passing checks are as good as an export', () => {
  const evidenced = (changes: Partial<ControlInput>) =>
    only(assess([control({ id: 'a', answer: 4, ...changes })], full).design).evidenced;
  assert.deepEqual(
    [0, 1, 2, 3].map((tier) => evidenced({ tier: tier as 0 | 1 | 2 | 3 })),
    [0.5, 0.75, 1, 1],
  );
  assert.equal(evidenced({ checks: [check(), check({ result: 'not-applicable' })] }), 1);
  assert.equal(evidenced({ checks: [check(), check({ result: 'denied' })] }), 0.5);
  assert.equal(evidenced({ checks: [check({ result: 'not-applicable' })] }), 0.5);
  assert.equal(evidenced({ checks: [check({ determinative: false })] }), 0.5);
  assert.equal(evidenced({ checks: [check({ committed: false })] }), 0.5);
});

test('S-C4: material by population, share, or a privileged principal', () => {
  const material = (changes: Parameters<typeof check>[0]) =>
    assess([control({ id: 'a', answer: 4, tier: 2, checks: [check({ result: 'fail', ...changes })] })], full).blockers
      .material;
  assert.deepEqual(material({ severity: 'high', passed: 0 }), ['a']);
  assert.deepEqual(material({ severity: 'high', passed: 95, total: 100 }), []);
  assert.deepEqual(material({ severity: 'high', passed: 94, total: 100 }), ['a']);
  assert.deepEqual(material({ severity: 'high', passed: 99, total: 100, privileged: true }), ['a']);
  assert.deepEqual(material({ severity: 'medium', passed: 0 }), []);
  assert.deepEqual(material({ severity: 'critical', passed: 0, committed: false }), []);
});

test('S-U2, S-X2: true in AWS but owned by nobody is half', () => {
  const of = (answer: ControlInput['answer'], result: 'pass' | 'fail') =>
    only(assess([control({ id: 'a', answer, tier: 2, checks: [check({ result })] })], full).design).controls[0];
  const figures = (score: ReturnType<typeof of>) => [
    score?.state,
    score?.evidenced,
    score?.claimed,
    score?.upper,
    score?.known,
  ];
  assert.deepEqual(figures(of(null, 'pass')), ['Partial', 0.5, 0.5, 1, true]);
  assert.deepEqual(figures(of(null, 'fail')), ['Gap', 0, 0, 0.75, true]);
  assert.deepEqual(figures(of(0, 'pass')), ['Partial', 0.5, 0.5, 0.5, true]);
  assert.deepEqual(figures(of(3, 'fail')), ['Contradicted', 0.75, 1, 1, true]);
});

test('S-N1, S-N2, S-N3: N/A leaves both sides, not under a failing check, and never supports a criterion', () => {
  const na = control({ id: 'n', answer: 'NA', weight: 1 });
  const good = control({ id: 'g', answer: 4, tier: 2 });
  const score = assess([na, good], full);
  assert.deepEqual([score.design.evidenced, score.design.naShare, score.verdict.type1], [1, 0.25, 'Ready']);
  near(evidencedWithNotApplicableAsZero([na, good], full), 0.75);
  const refused = assess([{ ...na, checks: [check({ result: 'fail' })] }, good], full);
  assert.deepEqual([refused.design.naShare, only(refused.design).evidenced], [0, 0.75]);
  const alone = assess([na], full);
  assert.equal(only(alone.design).state, 'Unsupported');
  assert.deepEqual([alone.blockers.gap, alone.verdict.type1], [['CC1.1'], 'Not ready']);
});

test('S-V1: each reason, alone, gives its verdict', () => {
  const good = control({ id: 'g', answer: 4, tier: 2 });
  const type1 = (...controls: ControlInput[]) => assess([good, ...controls], full).verdict.type1;
  assert.equal(type1(), 'Ready');
  assert.equal(type1(control({ id: 'k', answer: 4, tier: 1 })), 'Not ready');
  assert.equal(type1(control({ id: 'k', answer: 2, tier: 2 })), 'Not ready');
  assert.equal(type1(control({ id: 'k', answer: 'inherited' })), 'Not ready');
  assert.equal(type1(control({ id: 'k', answer: 'inherited', vendorReportOk: true })), 'Ready');
  assert.equal(type1(control({ id: 'k', answer: null, weight: 1 })), 'Ready with conditions');
  assert.equal(type1(control({ id: 'k', answer: '?' })), 'Not enough known');
  assert.equal(type1({ ...good, id: 'k', checks: [check({ result: 'error' })] }), 'Not enough known');
  assert.equal(
    type1({ ...good, id: 'k', checks: [check({ result: 'fail', severity: 'low' })] }),
    'Ready with conditions',
  );
  assert.equal(type1({ ...good, id: 'k', checks: [check({ result: 'fail', severity: 'high' })] }), 'Not ready');
  assert.equal(assess([good], { ...full, dcComplete: false }).verdict.type1, 'Ready with conditions');
});

test('S-V2, S-V4: opening needs the calendar; the quick depth is provisional', () => {
  const recurring = control({ id: 'g', answer: 4, tier: 2, recurring: true });
  const score = assess([recurring], { ...full, depth: 'quick' });
  assert.deepEqual([score.verdict.type1, score.verdict.opening, score.provisional], ['Ready', 'Not ready', true]);
  assert.deepEqual(score.unscheduled, ['g']);
  assert.equal(assess([{ ...recurring, scheduled: true }], full).verdict.opening, 'Ready');
});

test('S-O2 to S-O5, S-V3: what happened inside the window', () => {
  const base = control({ id: 'g', answer: 4, tier: 2 });
  const inWindow = (changes: Partial<ControlInput>) => {
    const { operating, verdict } = assess([{ ...base, ...changes }], open);
    return [Number(operating.evidenced.toFixed(9)), verdict.inWindow];
  };
  assert.deepEqual(inWindow({ expected: 4, evidenced: 4 }), [1, 'On track']);
  assert.deepEqual(inWindow({ expected: 4, evidenced: 3 }), [0.75, 'On track with exceptions']);
  assert.deepEqual(inWindow({ expected: 4, evidenced: 1 }), [0.25, 'At risk']);
  assert.deepEqual(inWindow({ expected: 12, evidenced: 10, missed: 2 }), [0.833333333, 'At risk']);
  assert.deepEqual(inWindow({ expected: 12, evidenced: 11, missed: 1 }), [0.916666667, 'On track with exceptions']);
  assert.deepEqual(inWindow({ expected: 0 }), [1, 'On track']);
  assert.deepEqual(inWindow({ population: 0 }), [1, 'On track']);
  assert.deepEqual(inWindow({ population: 40, deviations: 1 }), [0.975, 'On track with exceptions']);
  assert.deepEqual(inWindow({ population: 40, deviations: 3 }), [0.5, 'At risk']);
  assert.deepEqual(inWindow({ population: 40, deviations: 2 }), [0.95, 'On track with exceptions']);
  assert.deepEqual(inWindow({ daysInPlace: 30, windowDays: 40 }), [0.75, 'On track with exceptions']);
  assert.deepEqual(inWindow({ answer: 3 }), [0.5, 'On track with exceptions']);
});

test('criteria come in the framework order, lists of controls sorted', () => {
  const controls = ['A1.2', 'CC9.1', 'CC10.1', 'CC2.1'].map((criterion, i) =>
    control({ id: `z${9 - i}`, criterion, answer: 2, tier: 2 }),
  );
  const score = assess(controls, full);
  assert.deepEqual(
    score.design.criteria.map(({ id }) => id),
    ['CC2.1', 'CC9.1', 'A1.2', 'CC10.1'],
  );
  assert.deepEqual(score.blockers.notImplemented, ['z6', 'z7', 'z8', 'z9']);
  assert.deepEqual(score.conditions.partial, ['CC2.1', 'CC9.1', 'A1.2', 'CC10.1']);
});

test('criteria that no question asks about stand as Unknown in both ledgers', () => {
  const score = assess([control({ id: 'g', answer: 4, tier: 2 })], { ...full, unasked: ['CC1.2'] });
  assert.deepEqual(score.unknown.criteria, ['CC1.2']);
  assert.deepEqual([score.design.evidenced, score.design.upper, score.design.coverage], [0.5, 1, 0.5]);
  assert.equal(score.verdict.type1, 'Not enough known');
});

test('nothing at all is not enough known', () => {
  const score = assess([], full);
  assert.deepEqual([score.design.evidenced, score.design.coverage, score.verdict.type1], [0, 0, 'Not enough known']);
});

test('the worked example of docs/scoring.md', () => {
  const recurring = { recurring: true, scheduled: true };
  const of = (criterion: string, name: string, changes: Partial<ControlInput>) =>
    control({ id: `${criterion}-${name}`, criterion, ...changes });
  const mfa = check({ result: 'fail', severity: 'critical', passed: 41, total: 42, privileged: true });
  const controls = [
    of('CC1.1', 'a', { answer: 4, tier: 2, expected: 1, evidenced: 1, ...recurring }),
    of('CC1.1', 'b', { answer: 3, tier: 2, expected: 1, evidenced: 0, ...recurring }),
    of('CC1.1', 'c', { weight: 2, answer: 2, tier: 1 }),
    of('CC1.1', 'd', { weight: 2, answer: 2, tier: 1, zeroPopulation: true }),
    of('CC1.2', 'a', { answer: 2 }),
    of('CC1.2', 'b', { answer: '?' }),
    of('CC1.2', 'c', { weight: 1 }),
    of('CC6.1', 'mfa', { answer: 4, tier: 1, checks: [mfa] }),
    of('CC6.1', 'enc', { weight: 2, answer: 3, checks: [check()], daysInPlace: 30, windowDays: 40 }),
    of('CC6.1', 'keys', { weight: 2, answer: 1, checks: [check()] }),
    of('CC6.1', 'seg', { weight: 2, checks: [check({ result: 'denied' })] }),
    of('CC6.3', 'rev', { answer: 4, tier: 2, expected: 2, evidenced: 1, recurring: true }),
    of('CC6.3', 'rbac', { weight: 2, answer: 3, tier: 2 }),
    of('CC6.4', 'dc', { answer: 'inherited', vendorReportOk: true }),
    of('CC6.4', 'badge', { weight: 2, answer: 'NA' }),
    of('CC8.1', 'review', { answer: 4, tier: 3, population: 40, deviations: 3 }),
  ];
  const { design, operating, designEqualWeights: _, ...rest } = assess(controls, { ...open, dcComplete: false });
  assert.deepEqual(rest, {
    provisional: false,
    verdict: { type1: 'Not ready', opening: 'Not ready', inWindow: 'At risk' },
    contradicted: ['CC6.1-mfa'],
    blockers: { gap: [], material: ['CC6.1-mfa'], notImplemented: ['CC1.2-a', 'CC6.1-mfa'] },
    unknown: { criteria: ['CC1.2'], keys: ['CC1.2-b'], unread: ['CC6.1-seg'] },
    conditions: { partial: ['CC1.1', 'CC6.1'], failing: [], description: true },
    unscheduled: ['CC6.3-rev'],
    systematic: ['CC8.1-review'],
    weak: ['CC1.1-b', 'CC1.2-a', 'CC6.1-mfa'],
  });
  const percent = ({ evidenced, claimed, upper, coverage, naShare }: Ledger) =>
    [evidenced, claimed, upper, coverage, naShare].map((figure) => Math.round(figure * 100));
  assert.deepEqual(percent(design), [75, 79, 93, 87, 5]);
  assert.deepEqual(percent(operating), [46, 51, 64, 87, 5]);
});
