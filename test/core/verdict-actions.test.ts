/** Every reason of a verdict is an action with an owner and a day. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import { verdictActions } from '../../source/core/verdict-actions.ts';
import { demo } from './demo.ts';
import { answered, assessment, control, decided, failedCheck, threePeople } from './sample.ts';

test('whatever the sample company’s verdicts name has an action, with owner and day', async () => {
  const { decisions, assessment: company } = await demo('2026-11-21');
  const { blockers, unknown, conditions } = decisions.score;
  const actions = verdictActions(decisions, company);
  const about = (...kinds: string[]) => new Set(actions.filter(({ kind }) => kinds.includes(kind)).map((a) => a.about));
  for (const id of [...blockers.material, ...blockers.notImplemented]) assert.ok(about('blocker').has(id), id);
  for (const id of [...unknown.keys, ...unknown.unread]) assert.ok(about('blocker', 'unknown').has(id), id);
  for (const id of conditions.failing) assert.ok(about('blocker', 'unknown', 'condition').has(id), id);
  for (const id of decisions.score.unscheduled) assert.ok(about('schedule').has(id), id);
  for (const criterion of [...blockers.gap, ...conditions.partial]) {
    const named = actions.some((a) => a.about.startsWith(`${criterion}-`));
    assert.ok(named, `${criterion} has an action`);
  }
  for (const action of actions) {
    assert.ok(action.action !== '' && action.owner !== '' && action.rule !== '', JSON.stringify(action));
    assert.match(action.due ?? '', /^\d{4}-\d{2}-\d{2}$/);
  }
  const kinds = actions.map(({ kind }) => ['blocker', 'unknown', 'condition', 'schedule'].indexOf(kind));
  assert.deepEqual(kinds, kinds.toSorted(), 'in the order of the verdicts');
});

test('who leaves only later still writes the description', () => {
  const bodies: EntryBody[] = [
    ...threePeople,
    { type: 'person', name: 'Fay Founder', roles: ['CEO'], left: '2027-06-30' },
  ];
  const actions = verdictActions(decided([control('CC1.1-a')], bodies), assessment(...bodies));
  assert.equal(actions.find(({ about }) => about === 'DC1')?.owner, 'Fay Founder');
});

test('an approved exception is its approver’s to look at again, a judgement the owner’s to answer', () => {
  const linked = control('CC6.1-mfa', {
    cadence: {},
    checks: [{ id: 'user-mfa', role: 'determinative', because: 'it is the control' }],
  });
  const exception = { text: 'alarmed', approver: 'Cara', approvedOn: '2026-11-20', expires: '2027-03-31' };
  const bodies: EntryBody[] = [
    ...threePeople,
    ...answered('CC6.1-mfa', 4, 2),
    {
      type: 'approved-exception',
      control: 'CC6.1-mfa',
      exception: { ...exception, checks: [{ check: 'user-mfa', failing: 1 }] },
    },
    { type: 'override', of: 'judgement', control: 'CC1.1-a', value: 3, reason: 'seen' },
  ];
  const decisions = decided([linked, control('CC1.1-a', { cadence: {} })], bodies, [
    failedCheck('user-mfa', 1, 10, { severity: 'high' }),
  ]);
  const actions = verdictActions(decisions, assessment(...bodies));
  const found = actions.find(({ about }) => about === 'CC6.1-mfa');
  assert.deepEqual([found?.kind, found?.owner, found?.due, found?.rule], ['condition', 'Cara', '2027-03-31', 'S-X1']);
  const judged = actions.find(({ rule }) => rule === 'S-J1');
  assert.equal(judged?.about, 'CC1.1-a');
  assert.equal(actions.filter(({ about }) => about.startsWith('DC')).length, 9);
});
