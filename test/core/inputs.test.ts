/** From answers, evidence, reports and checks to the model's inputs (rules S-Q1, S-E2, S-N1, S-I1, S-C3). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnswerValue, EntryBody } from '../../source/core/entry.ts';
import type { CheckResult, UnreadOperation } from '../../source/core/finding.ts';
import { covers } from '../../source/core/input-answer.ts';
import { scoreInputs } from '../../source/core/inputs.ts';
import type { Control } from '../../source/core/questionnaire.ts';
import { assess } from '../../source/core/score.ts';
import type { ScoreContext } from '../../source/core/score-types.ts';
import { sampleAssessment, sampleControl, sampleEvidence, sampleQuestionnaire, sampleResult } from './input-samples.ts';

const today = '2025-06-15';
const a = sampleControl({ id: 'CC1.1-a' });
const people: EntryBody[] = ['Ada', 'Bo'].map((name) => ({ type: 'person', name, roles: [] }));

function make(
  controls: Control[],
  bodies: EntryBody[] = [],
  results: CheckResult[] = [],
  depth: ScoreContext['depth'] = 'full',
  day = today,
) {
  const assessment = sampleAssessment(...bodies);
  return scoreInputs({ questionnaire: sampleQuestionnaire(...controls), assessment, results, today: day, depth });
}

function first(...given: Parameters<typeof make>) {
  const [input] = make(...given).inputs;
  assert.ok(input);
  return input;
}

const answer = (value: AnswerValue | null, control = 'CC1.1-a'): EntryBody => ({
  type: 'answer',
  control,
  answer: value,
});
const tier = (changes: Parameters<typeof sampleEvidence>[1], ...others: EntryBody[]) =>
  first([a], [sampleEvidence('CC1.1-a', changes), ...others]).tier;

test('S-E2: a reference, a date inside the look-back, a second name among two, and no expiry', () => {
  assert.equal(tier({}, ...people), 2);
  assert.equal(tier({ tier: 3 }, ...people), 3);
  assert.equal(tier({ where: ' ' }, ...people), 0);
  assert.equal(tier({ where: '', sha256: 'ab' }, ...people), 2);
  assert.equal(tier({ date: '2024-06-14' }, ...people), 1);
  assert.equal(tier({ date: '2024-06-15' }, ...people), 2);
  assert.equal(tier({ date: '2025-06-16' }, ...people), 1);
  assert.equal(tier({ expires: '2025-06-14' }, ...people), 1);
  assert.equal(tier({ expires: '2025-06-15' }, ...people), 2);
  assert.equal(tier({ seenBy: '' }, ...people), 1);
  assert.equal(tier({ seenBy: ' ada ' }, ...people), 1);
  assert.equal(tier({ seenBy: '' }), 2);
  assert.equal(tier({ tier: 1, seenBy: '', date: '2020-01-01' }, ...people), 1);
  assert.equal(tier({ tier: 0 }, ...people), 0);
});

test('S-E2: somebody who left is no second person; the best piece counts, and a lesser one is explained', () => {
  const left: EntryBody = { type: 'person', name: 'Bo', roles: [], left: today };
  assert.equal(tier({ seenBy: '' }, ...people, left), 2);
  const input = first(
    [a],
    [sampleEvidence('CC1.1-a', { tier: 1 }), sampleEvidence('CC1.1-a', { seenBy: '' }), ...people],
  );
  assert.equal(input.tier, 1);
  assert.deepEqual(input.notes, [{ rule: 'S-E2', text: '"Minutes" counts as E1, not E2: no second name has seen it' }]);
});

test('S-E2: a window that opened more than the look-back ago reaches further back', () => {
  const window: EntryBody = { type: 'window', start: '2024-03-01', months: 18, opened: true };
  assert.equal(tier({ date: '2024-04-01' }, ...people, window), 2);
  assert.equal(tier({ date: '2024-04-01' }, ...people, { ...window, opened: false }), 1);
});

test('levels, later and don’t know', () => {
  assert.equal(first([a]).answer, null);
  assert.equal(first([a], [answer({ level: 'later' })]).answer, null);
  assert.equal(first([a], [answer({ level: 'unknown' })]).answer, '?');
  assert.equal(first([a], [answer({ level: 0 })]).answer, 0);
  assert.equal(first([a], [answer({ level: 4 }), answer(null)]).answer, null);
});

test('S-N1: N/A needs everything, and lasts until its review date', () => {
  const na = {
    level: 'not-applicable',
    reason: 'no-office',
    text: 'No rooms.',
    approver: 'Ada',
    reviewOn: today,
  } as const;
  assert.equal(first([a], [answer(na)]).answer, 'NA');
  for (const lacking of ['reason', 'text', 'approver'] as const)
    assert.equal(first([a], [answer({ ...na, [lacking]: ' ' })]).answer, null, lacking);
  assert.equal(first([a], [answer({ ...na, reviewOn: 'some day' })]).answer, null);
  const past = first([a], [answer({ ...na, reviewOn: '2025-06-14' })]);
  assert.equal(past.answer, null);
  assert.match(past.notes?.[0]?.text ?? '', /review date 2025-06-14 has passed/);
});

test('S-I1: reviewed, duties assigned, and covering today or the open window', () => {
  const hosted = sampleControl({ id: 'CC1.1-a', inheritable: true });
  const report = {
    ...{ name: 'AWS SOC 2', periodStart: '2024-04-01', periodEnd: '2025-03-31' },
    ...{ reviewedBy: 'Ada', reviewedOn: '2025-05-20', dutiesAssigned: true },
  };
  const ok = (changes: Partial<typeof report>, control = hosted, ...others: EntryBody[]) => {
    const input = first([control], [answer({ level: 'inherited', report: { ...report, ...changes } }), ...others]);
    assert.equal(input.answer, 'inherited');
    return input.vendorReportOk;
  };
  assert.equal(ok({}), true);
  assert.equal(ok({ reviewedBy: '' }), false);
  assert.equal(ok({ reviewedOn: '2025-06-16' }), false);
  assert.equal(ok({ dutiesAssigned: false }), false);
  assert.equal(ok({ periodEnd: '2025-03-15' }), true);
  assert.equal(ok({ periodEnd: '2025-03-14' }), false);
  assert.equal(ok({ periodStart: '2025-06-16', periodEnd: '2026-06-15' }), false);
  // A report to 30 September and a letter for the last quarter hold a calendar year to its last day.
  const toSeptember = { ...report, periodStart: '2024-10-01', periodEnd: '2025-09-30' };
  assert.equal(covers(toSeptember, { from: '2025-01-01', to: '2025-12-31' }), true);
  assert.equal(covers(toSeptember, { from: '2025-01-01', to: '2026-01-01' }), false);
  assert.equal(ok({}, a), false);
  const window = (start: string): EntryBody => ({ type: 'window', start, months: 6, opened: true });
  assert.equal(ok({}, hosted, window('2025-02-01')), true);
  assert.equal(ok({}, hosted, window('2024-03-01')), false);
  const unnamed = first([hosted], [answer({ level: 'inherited' })]);
  assert.deepEqual([unnamed.vendorReportOk, unnamed.notes?.[0]?.text], [false, 'no report is named']);
});

test('S-Q1: when, depth and categories take controls out, with a reason', () => {
  const minor = sampleControl({ id: 'CC1.1-b', weight: 2 });
  const hidden = sampleControl({ id: 'CC1.1-c', when: { scope: 'contractors', is: true } });
  const capacity = sampleControl({ id: 'A1.1-a', criterion: 'A1.1' });
  const controls = [a, minor, hidden, capacity];
  const none: EntryBody = { type: 'scope', question: 'contractors', value: false };
  const included = (...given: Parameters<typeof make>) => make(...given).included.map(({ id }) => id);
  assert.deepEqual(included(controls), ['CC1.1-a', 'CC1.1-b', 'CC1.1-c']);
  assert.deepEqual(included(controls, [none]), ['CC1.1-a', 'CC1.1-b']);
  assert.deepEqual(included(controls, [none], [], 'quick'), ['CC1.1-a']);
  const second = sampleControl({ id: 'CC1.1-d', weight: 3 });
  assert.deepEqual(included([...controls, second], [none], [], 'quick'), ['CC1.1-a', 'CC1.1-d']);
  assert.deepEqual(included([...controls, second], [none], [], 'workshop'), ['CC1.1-a']);
  const categories: EntryBody = { type: 'scope', question: 'categories', value: ['availability'] };
  assert.deepEqual(included(controls, [none, categories]), ['CC1.1-a', 'CC1.1-b', 'A1.1-a']);
  const { excluded, inputs } = make(controls, [none], [], 'quick');
  assert.deepEqual(
    inputs.map(({ id }) => id),
    ['CC1.1-a'],
  );
  assert.deepEqual(
    excluded.map(({ control }) => control),
    ['CC1.1-b', 'CC1.1-c', 'A1.1-a'],
  );
  assert.ok(excluded.every(({ reason }) => reason.endsWith('.')));
});

test('S-Q1: a when never takes away a criterion’s last key control', () => {
  const when = { scope: 'contractors', is: true } as const;
  const controls = [
    sampleControl({ id: 'CC1.1-minor', weight: 1 }),
    sampleControl({ id: 'CC1.1-one', when }),
    sampleControl({ id: 'CC1.1-two', when }),
  ];
  const none: EntryBody = { type: 'scope', question: 'contractors', value: false };
  assert.deepEqual(
    make(controls, [none]).included.map(({ id }) => id),
    ['CC1.1-minor', 'CC1.1-one'],
  );
});

test('criteria in scope that no control asks about are unasked, and known to the model', () => {
  const { unasked, context, inputs } = make([a]);
  assert.equal(unasked.length, 32);
  assert.ok(unasked.includes('CC9.2') && !unasked.includes('CC1.1') && !unasked.includes('A1.1'));
  assert.equal(assess(inputs, context).design.criteria.length, 33);
  const wide: EntryBody = { type: 'scope', question: 'categories', value: ['availability', 'privacy'] };
  assert.equal(make([a], [wide]).unasked.length, 32 + 3 + 18);
});

test('context: the description is complete only with all nine, the window open only once it has begun', () => {
  const done = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
    (n): EntryBody => ({ type: 'description', criterion: `DC${n}` as 'DC1', done: true }),
  );
  assert.equal(make([a], done).context.dcComplete, true);
  assert.equal(make([a], done.slice(1)).context.dcComplete, false);
  const open = (start: string, opened = true) =>
    make([a], [{ type: 'window', start, months: 3, opened }]).context.windowOpen;
  assert.deepEqual([open(today), open('2025-06-16'), open('2025-01-01', false)], [true, false, false]);
});

const linked = sampleControl({
  ...{ id: 'CC1.1-a', kind: 'technology' },
  checks: [
    { id: 'sure', role: 'determinative', because: 'It shows.' },
    { id: 'hint', role: 'corroborating', because: 'It adds.' },
    { id: 'of-a-later-version', role: 'determinative', because: 'It would show.' },
  ],
});
const unread = (kind: UnreadOperation['kind'], region = 'eu-west-1'): UnreadOperation => ({
  ...{ operation: 'ec2:DescribeVpcs', region, reason: 'It could not be read.' },
  kind,
});
const verdict = (...given: Parameters<typeof make>) => {
  const { inputs, context } = make(...given);
  return assess(inputs, { ...context, unasked: [], dcComplete: true });
};
const claim = [answer({ level: 4 }), sampleEvidence('CC1.1-a')];

test('S-C1, S-C5: roles and commitments; a check that this version lacks is left out', () => {
  const results = [
    sampleResult('sure', 'pass', { committed: false }),
    sampleResult('hint', 'fail', { total: 4, passed: 1 }),
  ];
  const { checks } = first([linked], [], results);
  assert.deepEqual(
    checks.map(({ id, result, determinative, committed, passed, total }) => [
      id,
      result,
      determinative,
      committed,
      passed,
      total,
    ]),
    [
      ['sure', 'pass', true, false, 1, 1],
      ['hint', 'fail', false, true, 1, 4],
    ],
  );
});

test('S-C3: why a check has no conclusion; not scanning never beats scanning', () => {
  const as = (...kinds: UnreadOperation['kind'][]) =>
    first([linked], [], [sampleResult('sure', 'unknown', { unknown: kinds.map((kind) => unread(kind)) })]).checks[0]
      ?.result;
  assert.equal(as('failed', 'denied'), 'denied');
  assert.equal(as('not-run'), 'not-run');
  assert.equal(as('not-run', 'unavailable'), 'error');
  assert.equal(as(), 'error');
  const notRun = sampleResult('sure', 'unknown', { unknown: [unread('not-run')], total: 0 });
  const score = verdict([linked], claim, [notRun]);
  assert.deepEqual([score.verdict.type1, score.unknown.unread], ['Not enough known', ['CC1.1-a']]);
  assert.equal(verdict([linked], claim, [sampleResult('sure', 'pass')]).verdict.type1, 'Ready');
  assert.equal(verdict([linked], claim, [sampleResult('sure', 'fail')]).verdict.type1, 'Not ready');
});

test('S-C4: a failing resource of a privileged principal is seen', () => {
  const resources = [
    { id: 'root', region: 'global', status: 'fail', reason: 'So.', privileged: true } as const,
    { id: 'b', region: 'global', status: 'pass', reason: 'So.', privileged: true } as const,
  ];
  assert.equal(first([linked], [], [sampleResult('sure', 'fail', { resources })]).checks[0]?.privileged, true);
  const others = resources.map((r) => ({ ...r, privileged: r.status === 'pass' }));
  assert.equal(first([linked], [], [sampleResult('sure', 'fail', { resources: others })]).checks[0]?.privileged, false);
});

test('P7 end to end: a failing check with a denied region counts nothing as passing, and stays unread', () => {
  const minor = { ...linked, weight: 1 as const, id: 'CC1.1-b' };
  const good = [...claim, answer({ level: 4 }, 'CC1.1-b'), sampleEvidence('CC1.1-b')];
  const of = (changes: Partial<CheckResult>) =>
    verdict([a, minor], good, [sampleResult('sure', 'fail', { severity: 'medium', ...changes })]);
  const full = of({ passed: 10, total: 20 });
  // The region with nine of the ten failures is denied: of what is left, ten of eleven pass.
  const denied = of({ passed: 10, total: 11, unknown: [unread('denied')] });
  assert.deepEqual([full.design.evidenced, denied.design.evidenced], [0.875, 0.75]);
  assert.deepEqual([full.verdict.type1, denied.verdict.type1], ['Ready with conditions', 'Not enough known']);
  assert.deepEqual(denied.unknown.unread, ['CC1.1-b']);
  const trace = denied.design.criteria[0]?.controls[1]?.trace.map(({ text }) => text).join('\n') ?? '';
  assert.match(trace, /0\.00: medium check sure failed and part of it was not read, so nothing counts as passing/);
});

test('P7 end to end, over any regions: what stays failing rises nowhere, and no verdict is lifted', () => {
  const order = ['Not ready', 'Not enough known', 'Ready with conditions', 'Ready'];
  const region = fc.record({ pass: fc.nat(5), fail: fc.nat(3), denied: fc.boolean() });
  const severity = fc.constantFrom('critical' as const, 'high' as const, 'medium' as const, 'low' as const);
  fc.assert(
    fc.property(fc.array(region, { minLength: 1, maxLength: 4 }), severity, fc.boolean(), (regions, severity, key) => {
      const control = { ...linked, weight: key ? (3 as const) : (1 as const) };
      const of = (deny: boolean) => {
        const read = regions.filter(({ denied }) => !(deny && denied));
        const passed = read.reduce((sum, { pass }) => sum + pass, 0);
        const failed = read.reduce((sum, { fail }) => sum + fail, 0);
        const unknown = read.length < regions.length ? [unread('denied')] : [];
        const none = unknown.length > 0 ? 'unknown' : passed > 0 ? 'pass' : 'not-applicable';
        const status = failed > 0 ? 'fail' : none;
        const score = verdict([control], claim, [
          sampleResult('sure', status, { severity, passed, total: passed + failed, unknown }),
        ]);
        return { status, score, rank: order.indexOf(score.verdict.type1) };
      };
      const [full, denied] = [of(false), of(true)];
      assert.ok(denied.rank <= Math.max(full.rank, 1));
      if (denied.status === 'fail') {
        assert.ok(denied.score.design.evidenced <= full.score.design.evidenced + 1e-9);
        assert.ok(denied.score.operating.evidenced <= full.score.operating.evidenced + 1e-9);
        assert.ok(denied.rank <= full.rank);
      }
    }),
    { numRuns: 2000 },
  );
});

test('S-C3: a pass with an unread part is no pass', () => {
  const [check, ...more] = first([linked], [], [sampleResult('sure', 'pass', { unknown: [unread('denied')] })]).checks;
  assert.deepEqual([check?.result, more.length], ['denied', 0]);
});

test('several accounts give one input each', () => {
  const score = verdict([linked], claim, [sampleResult('sure', 'pass'), sampleResult('sure', 'fail')]);
  assert.deepEqual(score.blockers.material, ['CC1.1-a']);
});
