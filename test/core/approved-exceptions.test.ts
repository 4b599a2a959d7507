/** Approved exceptions (rule S-X1): what one lifts, what it does not, and that it ends. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import { formatTrace } from '../../source/core/score-trace.ts';
import type { Score } from '../../source/core/score-types.ts';
import { answered, control, decided, failedCheck, threePeople } from './sample.ts';

const linked = control('CC6.1-mfa', {
  cadence: {},
  checks: [{ id: 'user-mfa', role: 'determinative', because: 'it is the control' }],
});

function approved(
  given: { expires?: string; approver?: string; failing?: number; approvedOn?: string } = {},
): EntryBody {
  const { expires = '2027-03-31', approver = 'Cara', failing = 1, approvedOn = '2026-11-20' } = given;
  const checks = failing === 0 ? [] : [{ check: 'user-mfa', failing }];
  return {
    type: 'approved-exception',
    control: 'CC6.1-mfa',
    exception: { text: 'break-glass user, alarmed', approver, approvedOn, expires, checks },
  };
}

const claimed = [...threePeople, ...answered('CC6.1-mfa', 4, 2)];
const withFailures = (failed: number, total: number, ...bodies: EntryBody[]) =>
  decided([linked], [...claimed, ...bodies], [failedCheck('user-mfa', failed, total)]);

const criterionIn = ({ design }: Score) => design.criteria.find(({ id }) => id === 'CC6.1') ?? assert.fail();
const traceIn = (score: Score) => formatTrace(criterionIn(score).controls[0] ?? assert.fail());

test('while it is in force a material failure is a condition, AWS still shows otherwise, and no figure moves', () => {
  const before = withFailures(1, 10);
  const after = withFailures(1, 10, approved());
  assert.deepEqual(before.score.blockers.material, ['CC6.1-mfa']);
  assert.deepEqual(after.score.blockers.material, []);
  assert.deepEqual(after.score.conditions.failing, ['CC6.1-mfa']);
  assert.deepEqual(after.score.contradicted, ['CC6.1-mfa']);
  for (const figure of ['evidenced', 'claimed', 'upper', 'coverage'] as const)
    assert.equal(after.score.design[figure], before.score.design[figure], figure);
  assert.ok((criterionIn(after.score).controls[0]?.evidenced ?? 1) <= 0.25, 'P9 holds');
});

test('an item that was accepted until a day gone by is accepted again by an exception, and keeps its cost', () => {
  const item = {
    type: 'plan',
    item: `plan:${linked.id}`,
    state: 'accepted',
    on: '2026-06-01',
    reason: 'then',
  } as const;
  const ended: EntryBody = { ...item, until: '2026-11-30', approver: 'Bea', cost: '400 EUR' };
  const { plan } = withFailures(1, 10, ended, approved());
  const [{ state, acceptedBy, cost } = { state: undefined, acceptedBy: '', cost: '' }] = plan.items;
  assert.deepEqual([state, acceptedBy, cost], ['accepted', 'Cara', '400 EUR']);
  assert.equal(withFailures(1, 10, ended).plan.items[0]?.state, 'open');
});

test('it is shown with its expiry: gap, reason, trace and plan', () => {
  const { gaps, plan, score, exceptions } = withFailures(1, 10, approved());
  const [gap] = gaps;
  assert.equal(gap?.exception?.state, 'in force');
  assert.match(gap?.reason ?? '', /Approved exception of Cara until 31 March 2027 \(break-glass user, alarmed\)\./);
  const trace = traceIn(score);
  assert.match(trace, /approved exception of Cara until 31 March 2027 .*user-mfa does not block .*\[S-X1\]/);
  assert.deepEqual(
    plan.items.map(({ state, acceptedUntil, acceptedBy, stateReason }) => [
      state,
      acceptedUntil,
      acceptedBy,
      stateReason,
    ]),
    [['accepted', '2027-03-31', 'Cara', 'break-glass user, alarmed (Cara)']],
  );
  assert.ok(!plan.warnings.some((text) => text.startsWith('Nobody is named who approved')), 'somebody is');
  assert.equal(exceptions.length, 1);
});

test('after its last day it is a gap again that blocks, and says so', () => {
  const lastDay = withFailures(1, 10, approved({ expires: '2026-12-01' }));
  assert.deepEqual(lastDay.score.blockers.material, []);
  const { score, gaps, plan, exceptions } = withFailures(1, 10, approved({ expires: '2026-11-30' }));
  assert.deepEqual(score.blockers.material, ['CC6.1-mfa']);
  assert.equal(gaps[0]?.blocks, true);
  assert.match(gaps[0]?.reason ?? '', /which does not count: it expired on 30 November 2026\./);
  assert.equal(plan.items[0]?.state, 'open');
  assert.equal(exceptions[0]?.state, 'expired');
});

test('it covers what was approved and no more: more failures, another check, an unread part', () => {
  assert.deepEqual(withFailures(2, 10, approved()).score.blockers.material, ['CC6.1-mfa']);
  assert.match(
    traceIn(withFailures(2, 10, approved()).score),
    /2 fail in user-mfa and 1 were approved, so it is not covered/,
  );
  const unread = {
    operation: 'iam:GetAccountAuthorizationDetails',
    region: 'global',
    reason: 'denied',
    kind: 'denied',
  };
  const partly = decided(
    [linked],
    [...claimed, approved()],
    [failedCheck('user-mfa', 1, 1, { unknown: [{ ...unread, kind: 'denied' }] })],
  );
  assert.deepEqual(partly.score.unknown.unread, ['CC6.1-mfa'], 'what could not be read stays unknown');
});

test('who recorded it cannot approve it alone where there are two people', () => {
  const { score, exceptions } = withFailures(1, 10, approved({ approver: 'ada ' }));
  assert.deepEqual(score.blockers.material, ['CC6.1-mfa']);
  assert.match(exceptions[0]?.because ?? '', /a second person has to approve/);
  const alone = decided(
    [linked],
    [...answered('CC6.1-mfa', 4, 2), approved({ approver: 'Ada' })],
    [failedCheck('user-mfa', 1, 10)],
  );
  assert.deepEqual(alone.score.blockers.material, []);
  assert.equal(withFailures(1, 10, approved({ approver: ' ' })).exceptions[0]?.state, 'not counting');
  assert.equal(withFailures(1, 10, approved({ approvedOn: '2026-12-02' })).exceptions[0]?.state, 'not counting');
});

test('on a gap without a failing check it lifts nothing; withdrawn it is gone; people overrule it in the plan', () => {
  const short = (...bodies: EntryBody[]) => decided([linked], [...answered('CC6.1-mfa', 1), ...bodies]);
  const before = short();
  const after = short(approved({ failing: 0 }));
  assert.equal(after.score.verdict.type1, before.score.verdict.type1);
  assert.deepEqual(after.score.blockers, before.score.blockers);
  assert.equal(after.plan.items[0]?.state, 'accepted');
  const gone = short(approved({ failing: 0 }), { type: 'approved-exception', control: 'CC6.1-mfa', exception: null });
  assert.deepEqual(gone, before);
  const doing = short(approved({ failing: 0 }), {
    type: 'plan',
    item: 'plan:CC6.1-mfa',
    state: 'doing',
    on: '2026-11-25',
  });
  assert.equal(doing.plan.items[0]?.state, 'doing');
});
