import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween } from '../../source/core/calendar.ts';
import type { Plan, PlanItem } from '../../source/core/decision.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { makeNetwork } from '../../source/core/plan-network.ts';
import { planMultipliers } from '../../source/core/plan-rank.ts';
import { byOwner } from '../../source/core/plan-status.ts';
import type { Cadence, Control } from '../../source/core/questionnaire.ts';
import { answered, assessment, control, decided, failedCheck, threePeople, today } from './sample.ts';

/** Everybody has a whole working week for it, so that the chains show and not the hours. */
const fullTime: EntryBody[] = threePeople.map((body) =>
  body.type === 'person' ? { ...body, hoursPerWeek: 56 } : body,
);

const itemOf = (plan: Plan, id: string): PlanItem => {
  const item = plan.items.find(({ control: c }) => c === id);
  assert.ok(item, `${id} is in the plan`);
  return item;
};

test('the critical path is the longest chain over key controls, work and lead days', () => {
  // The chain and the runner-up of the question bank: 54 and 44 lead days, and a day of work for each of the four.
  const given = (effort: Control['effort'], leadDays: number, ...after: string[]) => ({ effort, leadDays, after });
  const controls = [
    control('CC1.2-a', { ...given('S', 14), raci: { R: ['CEO'], A: 'BOARD', C: [], I: [] } }),
    control('CC1.2-b', { ...given('S', 30, 'CC1.2-a'), raci: { R: ['CEO'], A: 'BOARD', C: [], I: [] } }),
    control('CC1.3-b', given('XS', 3)),
    control('CC1.3-c', given('S', 7, 'CC1.3-b')),
    control('CC4.1-a', given('S', 14, 'CC1.3-c')),
    control('CC4.1-b', given('S', 30, 'CC4.1-a')),
    control('CC9.1-slow', { weight: 1, effort: 'S', leadDays: 90, raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } }),
  ];
  const { plan } = decided(controls, [...fullTime, ...controls.flatMap(({ id }) => answered(id, 0))]);
  assert.deepEqual(plan.criticalPath, ['plan:CC1.3-b', 'plan:CC1.3-c', 'plan:CC4.1-a', 'plan:CC4.1-b']);
  assert.equal(plan.criticalDays, 58);
  assert.equal(daysBetween(today, plan.keyControlsInPlaceOn), 58);
  assert.deepEqual(
    plan.items.filter(({ critical }) => critical).map(({ id }) => id),
    plan.criticalPath,
  );
  assert.equal(itemOf(plan, 'CC1.2-b').due, '2027-01-16');
  assert.equal(itemOf(plan, 'CC1.2-a').slackDays, 58 - 46);
  assert.equal(itemOf(plan, 'CC1.2-b').slackDays, 58 - 46);
  // It ends last and no key control waits for it: not critical, and nothing after it to slip to.
  assert.equal(itemOf(plan, 'CC9.1-slow').critical, false);
  assert.equal(itemOf(plan, 'CC9.1-slow').slackDays, 0);
  assert.deepEqual(plan.warnings, []);
});

test('one owner does one thing at a time, and the plan says when hours and not the chain set the date', () => {
  const controls = [
    control('CC6.1-a', { leadDays: 0 }),
    control('CC6.2-b', { leadDays: 20 }),
    control('CC6.3-c', { leadDays: 5 }),
  ];
  const { plan } = decided(controls, [...threePeople, ...controls.flatMap(({ id }) => answered(id, 0))]);
  // 8 hours at 8 a week: a week each, the longest lead first.
  assert.deepEqual(
    plan.items.map(({ control: id, start, workDone, due }) => [id, start, workDone, due]),
    [
      ['CC6.2-b', '2026-12-01', '2026-12-08', '2026-12-28'],
      ['CC6.3-c', '2026-12-08', '2026-12-15', '2026-12-20'],
      ['CC6.1-a', '2026-12-15', '2026-12-22', '2026-12-22'],
    ],
  );
  assert.equal(plan.keyControlsInPlaceOn, '2026-12-28');
  assert.deepEqual(
    plan.items.map(({ slackDays }) => slackDays),
    [0, 6, 6],
  );
  const busy = decided(
    [...controls, control('CC8.1-d', { effort: 'M', leadDays: 0 })],
    [...threePeople, ...[...controls.map(({ id }) => id), 'CC8.1-d'].flatMap((id) => answered(id, 0))],
  ).plan;
  assert.ok(
    busy.warnings.some((w) => w.startsWith('The longest chain takes 27 days; the hours of Theo Tech')),
    busy.warnings.join(),
  );
});

test('rank is gate × risk × (points + epsilon) ÷ days, and says how it was made', () => {
  const check = { id: 'user-mfa', role: 'determinative', because: 'for the test' } as const;
  const controls = [
    control('CC6.1-mfa', { checks: [check], effort: 'XS' }),
    control('CC6.2-key'),
    control('CC6.3-minor', { weight: 1, effort: 'M' }),
    control('CC6.3-fine'),
  ];
  const { plan } = decided(
    controls,
    [
      ...threePeople,
      ...answered('CC6.1-mfa', 4, 2),
      ...answered('CC6.2-key', 2, 1),
      ...answered('CC6.3-minor', 1),
      ...answered('CC6.3-fine', 4, 2),
    ],
    [failedCheck('user-mfa', 1, 1)],
  );
  // 33 criteria in scope; CC6.1 goes from .25 to 1, CC6.2 from .6 to 1, CC6.3 from .85 (a quarter at .4) to 1.
  const expected = {
    'CC6.1-mfa': 4 * 3 * (75 / 33 + 0.1) * 2,
    'CC6.2-key': 4 * (40 / 33 + 0.1),
    'CC6.3-minor': (15 / 33 + 0.1) / 3,
  };
  for (const [id, rank] of Object.entries(expected)) assert.ok(Math.abs(itemOf(plan, id).rank - rank) < 1e-9, id);
  assert.equal(itemOf(plan, 'CC6.1-mfa').why, '4 (unblocks) × 3 (critical check) × (2.3 + 0.1) points ÷ 0.5 d');
  assert.equal(itemOf(plan, 'CC6.1-mfa').box, 'do now');
  assert.equal(itemOf(plan, 'CC6.1-mfa').leadDays, 0);
  assert.equal(itemOf(plan, 'CC6.3-minor').box, 'later');
  assert.match(itemOf(plan, 'CC6.1-mfa').action, /user-mfa.*scan again/);
});

test('an open door is shut first, also where a longer chain hangs on another fix of the same owner', () => {
  const link = (id: string) => [{ id, role: 'determinative', because: 'for the test' } as const];
  const controls = [
    control('CC6.1-door', { checks: link('door'), effort: 'XS' }),
    control('CC6.6-slow', { checks: link('slow'), effort: 'S' }),
    control('CC6.8-then', { leadDays: 60, after: ['CC6.6-slow'] }),
  ];
  const said = [...answered('CC6.1-door', 4, 2), ...answered('CC6.6-slow', 4, 2), ...answered('CC6.8-then', 0)];
  const { plan } = decided(controls, [...threePeople, ...said], [failedCheck('door', 1, 1), failedCheck('slow', 1, 1)]);
  assert.deepEqual(
    plan.items.map(({ control: id }) => id),
    ['CC6.1-door', 'CC6.6-slow', 'CC6.8-then'],
  );
});

test('phases and boxes follow the nature of the work', () => {
  const controls = [
    control('CC1.1-a', { leadDays: 30 }),
    control('CC1.2-a', { cadence: { every: 'quarter' } }),
    control('CC1.3-a', { effort: 'XS', leadDays: 2 }),
    control('CC1.4-a', { effort: 'M', leadDays: 10 }),
    control('CC1.5-a', { effort: 'M', leadDays: 30 }),
  ];
  const said = [
    ...answered('CC1.1-a', 0),
    ...answered('CC1.2-a', 2, 1),
    ...answered('CC1.3-a', 0),
    ...answered('CC1.4-a', 0),
    ...answered('CC1.5-a', 3),
  ];
  const { plan } = decided(controls, [...fullTime, ...said]);
  assert.deepEqual(
    controls.map(({ id }) => [itemOf(plan, id).phase, itemOf(plan, id).box]),
    [
      ['long lead', 'start now'],
      ['prove', 'start now'],
      ['quick wins', 'do now'],
      ['short', 'plan'],
      // The record exists: what is left is to attach it.
      ['quick wins', 'do now'],
    ],
  );
  assert.deepEqual([itemOf(plan, 'CC1.5-a').hours, itemOf(plan, 'CC1.5-a').leadDays], [4, 0]);
});

test('a loop is printed, and its items are scheduled without the edge that closes it', () => {
  const controls = [
    control('CC1.1-a', { after: ['CC1.1-c'] }),
    control('CC1.1-b', { after: ['CC1.1-a'] }),
    control('CC1.1-c', { after: ['CC1.1-b'] }),
  ];
  const { plan } = decided(controls, fullTime);
  assert.deepEqual(plan.cycles, [['CC1.1-b', 'CC1.1-c', 'CC1.1-a']]);
  assert.deepEqual(
    plan.items.map(({ control: id }) => id),
    ['CC1.1-b', 'CC1.1-c', 'CC1.1-a'],
  );
  assert.ok(plan.warnings.some((w) => w.startsWith('CC1.1-b → CC1.1-c → CC1.1-a → CC1.1-b wait for each other')));
});

test('states: done waits for its re-test, blocked and accepted are said', () => {
  const controls = ['a', 'b', 'c', 'd'].map((name) =>
    control(`CC1.${'abcd'.indexOf(name) + 1}-${name}`, { leadDays: 7 }),
  );
  const state = (id: string, set: 'done' | 'blocked' | 'accepted' | 'closed', reason?: string): EntryBody => ({
    type: 'plan',
    item: `plan:${id}`,
    state: set,
    on: '2026-11-28',
    ...(reason === undefined ? {} : { reason }),
  });
  const { plan } = decided(controls, [
    ...threePeople,
    ...controls.flatMap(({ id }) => answered(id, 0)),
    state('CC1.1-a', 'done'),
    state('CC1.2-b', 'blocked', 'the contract is with counsel'),
    state('CC1.3-c', 'accepted'),
    state('CC1.4-d', 'closed'),
  ]);
  assert.deepEqual(
    controls.map(({ id }) => itemOf(plan, id).state),
    ['done', 'blocked', 'accepted', 'done'],
  );
  // Done on 28 November with seven days to the artefact; nobody works on it any more.
  assert.deepEqual([itemOf(plan, 'CC1.1-a').start, itemOf(plan, 'CC1.1-a').due], [today, '2026-12-05']);
  assert.equal(itemOf(plan, 'CC1.2-b').start, today);
  assert.equal(itemOf(plan, 'CC1.2-b').stateReason, 'the contract is with counsel');
  assert.ok(plan.warnings.some((w) => w.startsWith('CC1.2-b is blocked: the contract is with counsel.')));
  assert.ok(plan.warnings.some((w) => w.startsWith('CC1.3-c is a key control accepted as it stands')));
});

test('an owner with more work than hours is told so, against the start of the window where one is chosen', () => {
  const controls = [control('CC6.1-a', { effort: 'L' }), control('CC6.2-b', { effort: 'L' })];
  const said = controls.flatMap(({ id }) => answered(id, 0));
  const { plan } = decided(controls, [
    ...threePeople,
    ...said,
    { type: 'window', start: '2027-01-12', months: 3, opened: false },
  ]);
  assert.equal(
    plan.warnings[0],
    'Theo Tech has 128 hours of work and 48 before 12 January 2027, at 8 a week: give some to another person, raise the hours, or move the date.',
  );
  // The window that scoping plans is the chosen one as well.
  const scoped: EntryBody[] = [
    { type: 'scope', question: 'window-start', value: '2027-01-12' },
    { type: 'scope', question: 'window-months', value: '3' },
  ];
  assert.equal(decided(controls, [...threePeople, ...said, ...scoped]).plan.warnings[0], plan.warnings[0]);
});

test('the owner is who was named, else a person who does it, else the role', () => {
  const controls = [control('CC6.1-a', { raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } })];
  const owner = (...bodies: EntryBody[]) => decided(controls, bodies).plan.items[0]?.owner;
  assert.equal(owner(...threePeople), 'Eve Engineer');
  assert.equal(owner(...threePeople, { type: 'owner', control: 'CC6.1-a', person: 'Fay Founder' }), 'Fay Founder');
  assert.equal(owner(), 'ENG');
});

test('who has left is given no work: the stand-in has it, then another doer, and the plan says whose it was', () => {
  const controls = [control('CC6.1-a', { raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } })];
  const left: EntryBody = { type: 'person', name: 'Fay Founder', roles: ['CEO'], left: today };
  const named: EntryBody = { type: 'owner', control: 'CC6.1-a', person: 'Fay Founder' };
  const { plan } = decided(controls, [...threePeople, named, left]);
  assert.equal(plan.items[0]?.owner, 'Eve Engineer');
  assert.ok(plan.warnings.some((text) => text.startsWith('Fay Founder has left and is still the owner of CC6.1-a:')));
  const standIn: EntryBody = { type: 'raci', control: 'CC6.1-a', person: 'Theo Tech', role: 'R', standIn: true };
  assert.equal(decided(controls, [...threePeople, named, standIn, left]).plan.items[0]?.owner, 'Theo Tech');
  const tomorrow: EntryBody = { ...left, left: addDays(today, 1) };
  assert.equal(decided(controls, [...threePeople, named, tomorrow]).plan.items[0]?.owner, 'Fay Founder');
});

test('what would miss its first run goes earlier, where that costs the clean start no day', () => {
  const supporting = { weight: 1, leadDays: 0 } as const;
  const controls = [
    control('CC6.1-key', { leadDays: 0, cadence: { continuous: true } }),
    // Worth most, so it would come first; and nothing hangs on its day.
    control('CC6.2-large', { ...supporting, effort: 'M', cadence: { onEvent: ['change'] } }),
    control('CC9.2-before', { ...supporting, effort: 'XS', cadence: { onEvent: ['change'] } }),
    control('CC9.2-monthly', { ...supporting, effort: 'S', cadence: { every: 'month' }, after: ['CC9.2-before'] }),
    control('CC9.2-rest', { weight: 3 }),
  ];
  const said: EntryBody[] = [
    ...threePeople,
    ...controls.flatMap(({ id }) => (id === 'CC9.2-rest' ? answered(id, 4, 2) : answered(id, 0))),
  ];
  const order = (window: EntryBody[]) => {
    const { plan } = decided(controls, [...said, ...window]);
    const late = plan.warnings.filter((text) => text.includes('CC9.2-monthly'));
    return { items: plan.items.map(({ control: id }) => id), end: plan.keyControlsInPlaceOn, late };
  };
  const free = order([{ type: 'window', start: '2027-06-01', months: 6, opened: false }]);
  assert.deepEqual(free.items, ['CC6.1-key', 'CC6.2-large', 'CC9.2-before', 'CC9.2-monthly']);
  // From 8 December on monthly runs are due on the 7th: by 7 January four weeks of work do not fit, three do.
  const bound = order([{ type: 'window', start: '2026-12-08', months: 6, opened: false }]);
  assert.deepEqual(bound.items, ['CC6.1-key', 'CC9.2-before', 'CC9.2-monthly', 'CC6.2-large']);
  assert.deepEqual([bound.end, bound.late], [free.end, []]);
  // Where it cannot be in time it is said, also while no window is chosen.
  const early = order([{ type: 'window', start: '2026-11-15', months: 6, opened: false }]);
  assert.match(early.late[0] ?? '', /^CC9\.2-monthly is in place by the plan on .* after its first run is due/);
  const slow = decided(
    [controls[0] ?? assert.fail(), control('CC9.2-slow', { weight: 1, leadDays: 90, cadence: { every: 'month' } })],
    [...threePeople, ...answered('CC6.1-key', 0), ...answered('CC9.2-slow', 0)],
  ).plan.warnings;
  assert.ok(
    slow.some((text) => /^In a window from 8 December 2026, the clean start: CC9\.2-slow is/.test(text)),
    slow.join(),
  );
});

test('a line per owner: what is overdue, blocked and for this week, the late ones first; what an item costs stays', () => {
  const controls = [
    control('CC6.1-a', { effort: 'XS', leadDays: 0 }),
    control('CC6.2-b'),
    control('CC7.1-c', { raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } }),
    control('CC7.2-ran', { raci: { R: ['ENG'], A: 'CTO', C: [], I: [] }, cadence: { every: 'month' } }),
  ];
  const state = (id: string, given: object): EntryBody =>
    ({ type: 'plan', item: `plan:${id}`, on: '2026-11-20', ...given }) as EntryBody;
  const said: EntryBody[] = [
    ...threePeople,
    ...controls.flatMap(({ id }) => (id === 'CC7.2-ran' ? answered(id, 4, 2) : answered(id, 0))),
    { type: 'schedule', control: 'CC7.2-ran', next: '2026-11-15' },
    state('CC6.2-b', { state: 'open', cost: 'about 4,000 EUR' }),
    state('CC6.2-b', { state: 'blocked', reason: 'counsel' }),
  ];
  const lines = (...more: EntryBody[]) => {
    const bodies = [...said, ...more];
    return byOwner(decided(controls, bodies), assessment(...bodies), today).map(({ sentence }) => sentence);
  };
  assert.deepEqual(lines(), [
    'Eve Engineer: 1 overdue, CC7.2-ran since 15 November 2026; this week: CC7.1-c; 1 open',
    'Theo Tech: blocked: CC6.2-b; 2 open',
  ]);
  // It ran, if late; and what was accepted until yesterday is late instead.
  const ended = state('CC6.1-a', { state: 'accepted', reason: 'small', until: '2026-11-30', approver: 'Fay Founder' });
  assert.deepEqual(lines({ type: 'run', control: 'CC7.2-ran', on: '2026-11-16' }, ended), [
    'Theo Tech: 1 overdue, CC6.1-a since 30 November 2026; blocked: CC6.2-b; 2 open',
    'Eve Engineer: this week: CC7.1-c; 1 open',
  ]);
  assert.equal(itemOf(decided(controls, said).plan, 'CC6.2-b').cost, 'about 4,000 EUR');
});

test('accepted until a day, with who approved it; without that name it is said', () => {
  const controls = [control('CC1.1-a'), control('CC1.2-b')];
  const accepted = { type: 'plan', state: 'accepted', on: today, reason: 'small', until: '2027-03-01' } as const;
  const { plan } = decided(controls, [
    ...threePeople,
    ...controls.flatMap(({ id }) => answered(id, 0)),
    { ...accepted, item: 'plan:CC1.1-a', approver: 'Olga Outside' },
    { ...accepted, item: 'plan:CC1.2-b' },
  ]);
  const { state, acceptedUntil, acceptedBy } = itemOf(plan, 'CC1.1-a');
  assert.deepEqual([state, acceptedUntil, acceptedBy], ['accepted', '2027-03-01', 'Olga Outside']);
  assert.deepEqual(
    plan.warnings.filter((text) => text.startsWith('Nobody is named')),
    ['Nobody is named who approved that CC1.2-b stays as it is.'],
  );
});

const anyControls = fc
  .array(
    fc.record({
      weight: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
      effort: fc.constantFrom<Control['effort']>('XS', 'S', 'M', 'L'),
      leadDays: fc.nat(40),
      after: fc.array(fc.nat(14), { maxLength: 3 }),
      doer: fc.constantFrom('OPS', 'ENG', 'CEO', 'BOARD'),
      cadence: fc.constantFrom<Cadence>(
        { every: 'month' },
        { every: 'quarter' },
        { every: 'year' },
        { onEvent: ['change'] },
      ),
      level: fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3),
    }),
    { minLength: 1, maxLength: 15 },
  )
  .map((list) =>
    list.map(({ after, doer, level, ...given }, index) => ({
      level,
      control: control(`CC${(index % 9) + 1}.1-${index}`, {
        ...given,
        after: after.map((to) => `CC${(to % 9) + 1}.1-${to}`),
        raci: { R: [doer], A: 'CTO', C: [], I: [] },
      }),
    })),
  );
/** Days from today to the window and its months; none: none is chosen. */
const anyWindow = fc.option(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.constantFrom(3, 6, 12)), { nil: undefined });
const anyHours = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));

test('nothing starts before what it waits for is due; nobody over their hours; no first cycle missed unless said', () => {
  fc.assert(
    fc.property(anyControls, anyHours, anyWindow, (made, [first, second], chosen) => {
      const people = threePeople.map((body) =>
        body.type !== 'person'
          ? body
          : body.roles[0] === 'CTO'
            ? { ...body, hoursPerWeek: first }
            : { ...body, hoursPerWeek: second },
      );
      const window: EntryBody[] =
        chosen === undefined
          ? []
          : [{ type: 'window', start: addDays(today, chosen[0]), months: chosen[1], opened: false }];
      const said = [...people, ...window, ...made.flatMap(({ control: { id }, level }) => answered(id, level))];
      const controls = made.map((one) => one.control);
      const { plan } = decided(controls, said);
      assert.equal(JSON.stringify(decided(controls, said).plan), JSON.stringify(plan));

      const byId = new Map(plan.items.map((item) => [item.id, item]));
      const cut = new Set(plan.cycles.map((cycle) => `${cycle[0]} ${cycle.at(-1)}`));
      for (const item of plan.items) {
        for (const id of item.after)
          assert.ok(item.start >= (byId.get(id)?.due ?? ''), `${item.id} starts before ${id} is due`);
        // No edge is lost but those that close a loop.
        for (const id of controls.find((c) => c.id === item.control)?.after ?? [])
          if (byId.has(`plan:${id}`) && !cut.has(`${item.control} ${id}`))
            assert.ok(item.after.includes(`plan:${id}`), `${item.id} after ${id}`);
        assert.equal(daysBetween(item.workDone, item.due), item.leadDays);
        assert.ok(item.slackDays >= 0 && (!item.critical || item.slackDays === 0));
      }
      for (const [owner, items] of Map.groupBy(plan.items, ({ owner }) => owner)) {
        const perWeek = owner === 'Theo Tech' ? first : second;
        const load: number[] = [];
        for (const { start, workDone, hours } of items) {
          const [from, to] = [daysBetween(today, start), daysBetween(today, workDone)];
          for (let day = from; day < to; day += 1) load[day] = (load[day] ?? 0) + hours / (to - from);
        }
        for (let day = 0; day < load.length; day += 1) {
          const week = Array.from({ length: 7 }, (_, i) => load[day + i] ?? 0).reduce((sum, hours) => sum + hours, 0);
          assert.ok(week <= perWeek + 1e-9, `${owner} has ${week} of ${perWeek} hours in the week from day ${day}`);
        }
      }
      const keys = plan.items.filter(({ control: id }) => controls.find((c) => c.id === id)?.weight === 3);
      const end = Math.max(0, ...keys.map(({ due }) => daysBetween(today, due)));
      assert.equal(daysBetween(today, plan.keyControlsInPlaceOn), end);
      assert.ok(plan.criticalDays <= end, 'no schedule beats the longest chain');

      const recurring = controls.filter(({ cadence }) => cadence.every !== undefined);
      assert.deepEqual(plan.firstRuns.map(({ control: id }) => id).sort(), recurring.map(({ id }) => id).sort());
      const span = plan.window ?? assert.fail();
      for (const { control: id, due, latest, warning } of plan.firstRuns) {
        if (warning !== undefined) continue;
        const item = byId.get(`plan:${id}`);
        assert.ok(due !== undefined && due >= span.from && due <= span.to && due <= (latest ?? span.to), id);
        assert.ok(item === undefined || item.due <= due, `${id} is not in place for its first run, and nobody says so`);
      }
      if (plan.firstRuns.some(({ due, warning }) => due !== undefined && warning !== undefined))
        assert.ok(
          plan.warnings.some((text) => /first run|first period/.test(text)),
          plan.warnings.join(),
        );
    }),
    { numRuns: 200 },
  );
});

test('a chain of 20 000 does not exhaust the stack', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `c${index}`);
  const { order } = makeNetwork(
    ids,
    ids.map((_, index) => (index + 1 < ids.length ? [`c${index + 1}`] : [])),
  );
  assert.equal(order.length, ids.length);
  assert.equal(order[0], ids.length - 1);
});

test('every multiplier of the plan is printed in docs/raci-and-plan.md', async () => {
  const { readFile } = await import('node:fs/promises');
  const page = await readFile(new URL('../../docs/raci-and-plan.md', import.meta.url), 'utf8');
  const numbers = (value: unknown): number[] =>
    typeof value === 'number' ? [value] : Object.values(value as Record<string, unknown>).flatMap(numbers);
  for (const [name, value] of Object.entries(planMultipliers)) {
    const line = page.split('\n').find((row) => row.startsWith(`| \`${name}\``));
    assert.ok(line, `${name} is not in the table`);
    for (const number of numbers(value))
      assert.ok(
        line.includes(number === 1 / 3 ? 'one third' : String(number)),
        `${name}: ${number} is not in its line`,
      );
  }
});
