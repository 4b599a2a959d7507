import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../source/core/decide.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { criteriaInScope } from '../../source/core/framework.ts';
import type { LinkedCheck } from '../../source/core/questionnaire.ts';
import { earliestOpening, headline, nextSteps } from '../../source/core/window.ts';
import {
  answered,
  assessment,
  control,
  decided,
  failedCheck,
  policies,
  questionnaire,
  threePeople,
  today,
} from './sample.ts';

const mfa: LinkedCheck = { id: 'root-mfa', role: 'determinative', because: 'for the test' };
const all = criteriaInScope([]).map(({ id }) => id);
/** One control for each of the 33 common criteria. */
const whole = all.map((id) => control(`${id}-a`, id === 'CC6.1' ? { checks: [mfa], kind: 'technology' } : {}));
const described: EntryBody[] = [
  ...([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map(
    (n): EntryBody => ({ type: 'description', criterion: `DC${n}`, done: true }),
  ),
  ...policies,
];
const scheduled: EntryBody[] = whole.flatMap(({ id }): EntryBody[] => [
  { type: 'owner', control: id, person: 'Theo Tech' },
  { type: 'schedule', control: id, next: '2027-02-01' },
]);
const passing = { ...failedCheck('root-mfa', 0, 1), status: 'pass' as const, resources: [] };
const allAnswered = whole.flatMap(({ id }) => answered(id, 4, 2));

test('a company with everything in place: ready, the window can open today, nothing to do', () => {
  const decisions = decided(whole, [...threePeople, ...described, ...allAnswered, ...scheduled], [passing]);
  assert.equal(decisions.score.verdict.opening, 'Ready');
  assert.deepEqual(decisions.gaps, []);
  assert.deepEqual(decisions.plan.items, []);
  assert.deepEqual(headline(decisions, today), {
    inPlace: 33,
    total: 33,
    sentence: '33 of 33 criteria in place · Type 1 realistic today · window can open today',
    verdictSentence: 'Ready: every criterion in scope is in place and evidenced.',
  });
  assert.deepEqual(nextSteps(decisions), []);
});

test('the headline counts criteria and gives both days; a key control without dates holds the window', () => {
  const decisions = decided(
    whole,
    [...threePeople, ...described, ...allAnswered, ...answered('CC1.1-a', 1), ...answered('CC3.2-a', 2, 1)],
    [failedCheck('root-mfa', 1, 1)],
  );
  const opening = earliestOpening(decisions, today);
  // CC6.1 a day's work, then CC1.1 and CC3.2: at 8 hours a week each a week. CC1.1 is Fay's, the others Theo's.
  assert.equal(opening.opening, decisions.plan.keyControlsInPlaceOn);
  assert.equal(opening.unscheduled.length, 33);
  assert.equal(
    headline(decisions, today).sentence,
    '30 of 33 criteria in place · Type 1 realistic from 29 December 2026 · window can open 29 December 2026, once 33 recurring key controls have an owner and next dates',
  );
  assert.equal(opening.setBy, 'CC3.2-a');
  assert.equal(
    headline(decisions, today).verdictSentence,
    'Not ready: AWS shows otherwise on CC6.1-a; CC1.1-a and CC3.2-a are key controls not yet seen in place; CC6.1 is a gap.',
  );
});

test('the three steps: what AWS shows, what blocks by rank, and an error of the matrix', () => {
  const said = [
    ...described,
    ...allAnswered,
    ...answered('CC1.1-a', 1),
    ...answered('CC3.2-a', 2, 1),
    ...answered('CC5.1-a', 0),
  ];
  const results = [failedCheck('root-mfa', 1, 1)];
  const staffed = nextSteps(decided(whole, [...threePeople, ...said], results), () => 10);
  assert.deepEqual(staffed, [
    {
      symbol: '✖',
      control: 'CC6.1-a',
      text: 'AWS shows otherwise: user user-0 has no factor.',
      kind: 'contradiction',
      minutesOrEffort: '10 min',
    },
    {
      symbol: '▲',
      control: 'CC5.1-a',
      text: 'Title of CC5.1-a. Not in place: Nothing.',
      kind: 'key control',
      minutesOrEffort: '1 d',
    },
    {
      symbol: '▲',
      control: 'CC1.1-a',
      text: 'Title of CC1.1-a. Not written down: Done, not written.',
      kind: 'key control',
      minutesOrEffort: '1 d',
    },
  ]);
  const unstaffed = nextSteps(decided(whole, said, results));
  assert.deepEqual(
    unstaffed.map(({ symbol, control: id, kind }) => [symbol, id, kind]),
    [
      ['✖', 'CC6.1-a', 'contradiction'],
      ['▲', 'CC5.1-a', 'key control'],
      ['▲', 'CC2.1-a', 'RACI'],
    ],
  );
});

test('at the start the next steps are questions, key controls first, in asking order', () => {
  const controls = [control('CC1.1-minor', { weight: 1 }), ...whole];
  const decisions = decided(controls, threePeople);
  assert.deepEqual(
    nextSteps(decisions).map(({ symbol, control: id, kind, text }) => [symbol, id, kind, text]),
    [
      ['?', 'CC1.1-a', 'question', 'Is CC1.1-a in place?'],
      ['?', 'CC1.2-a', 'question', 'Is CC1.2-a in place?'],
      ['?', 'CC1.3-a', 'question', 'Is CC1.3-a in place?'],
    ],
  );
  assert.equal(headline(decisions, today).notEnough, 'not enough answered (0 of 34)');
  assert.equal(headline(decisions, today).sentence, '0 of 33 criteria in place · not enough answered (0 of 34)');
});

test('what is done, or accepted, is no next step', () => {
  const state = (set: 'done' | 'accepted'): EntryBody => ({
    type: 'plan',
    item: 'plan:CC5.1-a',
    state: set,
    on: today,
  });
  const said = [...threePeople, ...described, ...allAnswered, ...answered('CC5.1-a', 0)];
  assert.equal(nextSteps(decided(whole, said, [passing]))[0]?.control, 'CC5.1-a');
  for (const set of ['done', 'accepted'] as const)
    assert.deepEqual(nextSteps(decided(whole, [...said, state(set)], [passing])), []);
});

test('a check that could not be read is a step of its own, not a question', () => {
  const unread = {
    ...failedCheck('root-mfa', 0, 0),
    status: 'unknown' as const,
    unknown: [
      { operation: 'iam:GetAccountSummary' as const, region: 'global', kind: 'denied' as const, reason: 'Denied.' },
    ],
  };
  const decisions = decided(whole, [...threePeople, ...described, ...allAnswered], [unread]);
  assert.deepEqual(nextSteps(decisions), [
    {
      symbol: '?',
      control: 'CC6.1-a',
      text: 'root-mfa could not be read: Denied.',
      kind: 'unread check',
      minutesOrEffort: '4 h',
    },
  ]);
  assert.equal(
    headline(decisions, today).verdictSentence,
    'Not enough known: live checks could not be read for CC6.1-a.',
  );
});

test('criteria without a question hold the verdict at Not enough known, however good the rest', () => {
  const asked = whole.slice(0, 30);
  const decisions = decided(
    asked,
    [...threePeople, ...described, ...asked.flatMap(({ id }) => answered(id, 4, 2)), ...scheduled.slice(0, 60)],
    [passing],
  );
  assert.deepEqual(decisions.unasked, all.slice(30));
  assert.equal(decisions.score.verdict.type1, 'Not enough known');
  assert.equal(decisions.score.verdict.opening, 'Not enough known');
  assert.deepEqual(decisions.score.unknown.criteria, all.slice(30));
  assert.equal(headline(decisions, today).total, 33);
  assert.equal(
    headline(decisions, today).verdictSentence,
    'Not enough known: this version has no questions yet for 3 criteria.',
  );
  // Under 60 % no figure stands in the headline, and it says that this is not for want of answers.
  const few = whole.slice(0, 10);
  const early = decided(few, [...threePeople, ...few.flatMap(({ id }) => answered(id, 4, 2))]);
  assert.equal(headline(early, today).notEnough, 'not enough answered (10 of 10; 23 criteria not asked yet)');
});

test('the quick depth says that its verdict is provisional', () => {
  const input = {
    questionnaire: questionnaire(whole),
    assessment: assessment(...threePeople),
    results: [passing],
    today,
  };
  const quick = headline(decide({ ...input, depth: 'quick' }), today);
  assert.match(
    quick.verdictSentence,
    /^Not enough known: 3 % is known, and a verdict needs 60 %; .* Provisional: only key controls were asked\.$/,
  );
  assert.doesNotMatch(headline(decide({ ...input, depth: 'full' }), today).verdictSentence, /Provisional/);
});

test('the same input gives the same bytes, and is not changed', () => {
  const said = assessment(...threePeople, ...allAnswered, ...answered('CC1.1-a', 1), ...answered('CC3.2-a', 2, 1));
  const input = {
    questionnaire: questionnaire(whole),
    assessment: said,
    results: [failedCheck('root-mfa', 1, 1)],
    today,
    depth: 'full' as const,
  };
  const before = JSON.stringify(input);
  const first = JSON.stringify(decide(input));
  assert.equal(JSON.stringify(decide(structuredClone(input))), first);
  assert.equal(JSON.stringify(input), before);
});

test('no sentence says more than readiness', () => {
  const decisions = decided(
    whole,
    [...threePeople, ...allAnswered, ...answered('CC1.1-a', 1)],
    [failedCheck('root-mfa', 1, 1)],
  );
  const words = JSON.stringify([
    decisions.gaps,
    decisions.plan,
    decisions.raci,
    headline(decisions, today),
    nextSteps(decisions),
  ]);
  assert.doesNotMatch(words, /complian[ct]|certif|will pass|undefined|NaN|you said/i);
});

test('above a tenth of weight not applicable, the figure with every N/A as 0 is decided too (rule S-N3)', () => {
  const none = decided(whole, [...threePeople, ...allAnswered]);
  assert.ok(none.score.design.naShare === 0);
  assert.equal(none.evidencedWithoutNotApplicable, undefined);
  const reason = { reason: 'none', text: 'there is none', approver: 'Ada', reviewOn: '2027-06-01' };
  const set = (control: string): EntryBody => ({
    ...{ type: 'answer', control },
    answer: { level: 'not-applicable', ...reason },
  });
  const many = decided(whole, [...threePeople, ...allAnswered, ...none.controls.slice(0, 8).map(({ id }) => set(id))]);
  assert.ok(many.score.design.naShare > 0.1);
  assert.ok((many.evidencedWithoutNotApplicable ?? 1) < many.score.design.evidenced + 1e-9);
});
