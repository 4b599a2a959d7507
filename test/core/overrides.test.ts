/** Overrides: weights, constants and levels by judgement; each named in the trace, each taken back. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fold } from '../../source/core/assessment.ts';
import type { Decisions } from '../../source/core/decision.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import { constantNames, constantSpecs, constantsWith, publishedConstants } from '../../source/core/model-constants.ts';
import { overrideText } from '../../source/core/overrides.ts';
import { assess } from '../../source/core/score.ts';
import { formatTrace } from '../../source/core/score-trace.ts';
import { headline } from '../../source/core/window.ts';
import { answered, control, decided, failedCheck, policies, questionnaire, today } from './sample.ts';
import { control as input } from './score-arbitraries.ts';

const weight = (id: string, value: 1 | 2 | 3 | null): EntryBody => ({
  ...{ type: 'override', of: 'weight', control: id, value, reason: 'a gateway stands before it' },
});
const constant = (name: string, value: number | null): EntryBody => ({
  ...{ type: 'override', of: 'constant', constant: name, value, reason: 'our auditor is strict' },
});
const judged = (id: string, value: 0 | 1 | 2 | 3 | 4 | null): EntryBody => ({
  ...{ type: 'override', of: 'judgement', control: id, value, reason: 'seen on site' },
});

const pair = [control('CC1.1-a', { cadence: {} }), control('CC1.1-b', { weight: 1, cadence: {} })];

function traceOf({ score }: Decisions, id: string): string {
  const found = score.design.criteria.flatMap((c) => [c, ...c.controls]).find((one) => one.id === id);
  return formatTrace(found ?? assert.fail(`no ${id}`));
}

const evidenced = ({ score }: Decisions) =>
  score.design.criteria.find(({ id }) => id === 'CC1.1')?.evidenced ?? assert.fail();

test('S-W1: a weight changes the mean, and the trace and the list name who and why', () => {
  const bodies = [...answered('CC1.1-a', 3, 2), ...answered('CC1.1-b', 1, 2)];
  assert.equal(evidenced(decided(pair, bodies)), (3 * 1 + 1 * 0.4) / 4);
  const heavier = decided(pair, [...bodies, weight('CC1.1-b', 3)]);
  assert.equal(evidenced(heavier), (3 * 1 + 3 * 0.4) / 6);
  assert.match(traceOf(heavier, 'CC1.1-b'), /weight 3 by override of Ada: a gateway stands before it \[S-W1\]/);
  assert.deepEqual(heavier.overrides.map(overrideText), [
    'CC1.1-b weight 3 instead of 1, by Ada: a gateway stands before it',
  ]);
  assert.deepEqual(heavier.score.blockers.notImplemented, ['CC1.1-b'], 'it is a key control now, and not in place');
  assert.match(headline(heavier, today).verdictSentence, /With 1 override\.$/);
  assert.equal(evidenced(decided(pair, [...bodies, weight('CC1.1-b', 3), weight('CC1.1-b', null)])), 0.85);
});

test('S-W1: the last key control of a criterion stays one', () => {
  const alone = decided(pair, [...answered('CC1.1-a', 0), ...answered('CC1.1-b', 3, 2), weight('CC1.1-a', 1)]);
  assert.equal(alone.controls.find(({ id }) => id === 'CC1.1-a')?.weight, 3);
  assert.match(alone.overrides[0]?.idle ?? '', /last key control/);
  assert.doesNotMatch(traceOf(alone, 'CC1.1-a'), /S-W1/);
  assert.doesNotMatch(headline(alone, today).verdictSentence, /override/, 'what has no effect is not counted');
  const other = [control('CC1.1-a'), control('CC1.1-b')];
  assert.equal(decided(other, [weight('CC1.1-a', 1)]).controls[0]?.weight, 1);
});

test('S-W2: a constant within its range counts and is named; out of range or unknown it does nothing', () => {
  const bodies = [...answered('CC1.1-a', 3, 1), ...answered('CC1.1-b', 3, 1)];
  const published = decided(pair, bodies);
  assert.equal(evidenced(published), 0.75);
  assert.equal(published.score.constants, undefined);
  const strict = decided(pair, [...bodies, constant('cap-e1', 0.6)]);
  assert.equal(evidenced(strict), 0.6);
  assert.match(
    traceOf(strict, 'CC1.1-a'),
    /0\.60: a document, not a dated record \(0\.75 as published, overridden by S-W2\) \[S-E1\]/,
  );
  assert.equal(strict.score.constants?.['cap-e1'], 0.6);
  for (const nothing of [constant('cap-e1', 0.95), constant('nonsense', 1)]) {
    const decisions = decided(pair, [...bodies, nothing]);
    assert.equal(evidenced(decisions), 0.75);
    assert.ok(decisions.overrides[0]?.idle);
  }
  const floor = decided(pair, [...answered('CC1.1-a', 3, 2), constant('coverage-floor', 0.8)]);
  assert.match(headline(floor, today).notEnough ?? '', /not enough answered/);
});

test('each range holds the published value; the same values give the same constants, for the caches', () => {
  for (const name of constantNames) {
    const { published, least, most } = constantSpecs[name];
    assert.ok(least <= published && published <= most && least < most, name);
  }
  assert.equal(constantsWith({}), publishedConstants);
  assert.equal(
    constantsWith({ 'met-from': 0.9 }),
    constantsWith({ 'met-from': 0.9 }),
    'the same values, the same object',
  );
});

test('the table of docs/scoring.md is that of the code', () => {
  const page = readFileSync(new URL('../../docs/scoring.md', import.meta.url), 'utf8');
  for (const name of constantNames) {
    const { rule, published, least, most, what } = constantSpecs[name];
    assert.ok(page.includes(`| \`${name}\` | ${rule} | ${published} | ${least} to ${most} | ${what} |`), name);
  }
});

test('S-J1: a judgement stands in place of the answers, bounded by evidence and AWS, and is a condition where it lifts', () => {
  const linked = control('CC1.1-a', {
    cadence: {},
    checks: [{ id: 'mfa', role: 'determinative', because: 'it is the control' }],
  });
  const passing = failedCheck('mfa', 0, 1, { status: 'pass', passed: 1, total: 1 });
  const up = decided([linked], [...policies, judged('CC1.1-a', 3)], [passing]);
  assert.equal(up.score.design.criteria[0]?.state, 'Met');
  assert.match(traceOf(up, 'CC1.1-a'), /judged L3 by Ada, instead of no answer: seen on site \[S-J1\]/);
  assert.deepEqual(up.score.conditions.judged, ['CC1.1-a'], 'never green in silence');
  const against = decided([linked], [judged('CC1.1-a', 4)], [failedCheck('mfa', 1, 1)]);
  assert.deepEqual(against.score.contradicted, ['CC1.1-a'], 'AWS still shows otherwise');
  assert.deepEqual(against.score.blockers.material, ['CC1.1-a']);
  assert.equal(against.score.design.criteria[0]?.evidenced, 0.25);
  const down = decided([linked], [...answered('CC1.1-a', 4, 2), judged('CC1.1-a', 1)]);
  assert.equal(down.score.conditions.judged, undefined, 'lowering lifts nothing');
  assert.match(traceOf(down, 'CC1.1-a'), /^CC1\.1-a 0\.40 = /);
});

test('with everything else in place, a lifting judgement gives Ready with conditions and not Ready', () => {
  const context = { dcComplete: true, windowOpen: false, depth: 'full' } as const;
  const one = input({ id: 'a', answer: 4, tier: 2 });
  assert.equal(assess([one], context).verdict.type1, 'Ready');
  assert.equal(assess([{ ...one, judged: true }], context).verdict.type1, 'Ready with conditions');
});

test('undo takes an override back, a new round asks for a judgement again, and the order of the lines does not matter', () => {
  const entries = (...bodies: EntryBody[]) =>
    bodies.map((body, n): Entry => {
      const base = { v: entryVersion, id: `e${n}`, replica: 'r', seq: n + 1, at: '2026-11-01T09:00:00Z' };
      return { ...base, by: 'Ada', questionnaire: 'h', ...body };
    });
  const undone = fold(entries(constant('cap-e1', 0.6), judged('CC1.1-a', 3), { type: 'undo', undoes: 'e0' }));
  assert.deepEqual(undone.overrides.constants, {});
  assert.equal(undone.overrides.judgements['CC1.1-a']?.value, 3);
  const round = entries(judged('CC1.1-a', 3), { type: 'reassess', on: '2026-11-02' });
  assert.equal(fold(round).overrides.judgements['CC1.1-a']?.toConfirm, '2026-11-02');
  assert.deepEqual(fold(round.toReversed()), fold(round));
  const again = decided([control('CC1.1-a')], [judged('CC1.1-a', 3), { type: 'reassess', on: '2026-11-02' }]);
  assert.match(traceOf(again, 'CC1.1-a'), /Ada judged it L3 before 2026-11-02: to be confirmed \[S-P2\]/);
  assert.equal(again.score.design.criteria[0]?.coverage, 0);
  assert.equal(questionnaire(pair).controls[1]?.weight, 1, 'the questionnaire itself is left as it was');
});
