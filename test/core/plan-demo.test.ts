/** The plan of the sample company under whatever people say next: dates, hours and first runs hold (issue rules of 6.3). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold } from '../../source/core/assessment.ts';
import { addDays, addMonths, daysBetween } from '../../source/core/calendar.ts';
import { decide } from '../../source/core/decide.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import { hoursPerWeekOf } from '../../source/core/plan-owner.ts';
import { backwards, byPhase, thirtySixtyNinety, timeline } from '../../source/core/plan-views.ts';
import { demo } from './demo.ts';

const day = '2026-11-21';
const { input, entries, decisions, assessment } = await demo(day);
const people = assessment.people.map(({ name }) => name);
const ids = decisions.controls.map(({ id }) => id);

/** What people might say next. */
const next = fc.array(
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom<0 | 1 | 2 | 3 | 4>(0, 1, 2, 3, 4))
      .map(([control, level]): EntryBody => ({ type: 'answer', control, answer: { level } })),
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom(...people))
      .map(([control, person]): EntryBody => ({ type: 'owner', control, person })),
    fc.tuple(fc.constantFrom(...people), fc.integer({ min: 1, max: 40 })).map(([name, hoursPerWeek]): EntryBody => {
      const roles = assessment.people.find((person) => person.name === name)?.roles ?? [];
      return { type: 'person', name, roles, hoursPerWeek };
    }),
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom('doing', 'blocked', 'done', 'closed', 'accepted' as const))
      .map(([control, state]): EntryBody => ({ type: 'plan', item: `plan:${control}`, state, on: day }) as EntryBody),
    fc
      .tuple(fc.integer({ min: -30, max: 300 }), fc.constantFrom(3, 6, 12))
      .map(([days, months]): EntryBody => ({ type: 'window', start: addDays(day, days), months, opened: false })),
    fc
      .tuple(fc.constantFrom(...ids), fc.integer({ min: 0, max: 400 }))
      .map(([control, days]): EntryBody => ({ type: 'schedule', control, next: addDays(day, days) })),
  ),
  { maxLength: 40 },
);

test('no item starts before what it waits for, nobody works over their hours, no first run is missed in silence', () => {
  fc.assert(
    fc.property(next, (bodies) => {
      const more = bodies.map((body, index): Entry => {
        const base = { v: entryVersion, id: `m${index}`, replica: 'r', seq: entries.length + index + 1 };
        return { ...base, at: `${day}T09:00:00Z`, by: 'sample', questionnaire: 'q', ...body };
      });
      const said = fold([...entries, ...more]);
      const { plan, controls } = decide({ ...input, assessment: said });
      const itemOf = new Map(plan.items.map((item) => [item.id, item]));
      for (const item of plan.items) {
        assert.ok(item.start >= day && item.workDone >= item.start && item.due >= item.workDone, item.id);
        assert.ok(
          daysBetween(item.workDone, item.due) >= (['done', 'accepted'].includes(item.state) ? 0 : item.leadDays),
        );
        for (const before of item.after)
          assert.ok((itemOf.get(before)?.due ?? '9') <= item.start, `${item.id} ${before}`);
      }
      const working = plan.items.filter(({ state }) => state !== 'done' && state !== 'accepted');
      for (const [owner, theirs] of Map.groupBy(working, (item) => item.owner)) {
        const perDay = hoursPerWeekOf(owner, said) / 7;
        let free = day;
        for (const item of theirs.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
          assert.ok(item.start >= free, `${owner} does two things at once: ${item.id}`);
          assert.ok(item.hours <= daysBetween(item.start, item.workDone) * perDay + 1e-9, item.id);
          free = item.workDone;
        }
      }
      const recurring = controls.filter(({ cadence }) => cadence.every !== undefined);
      assert.equal(plan.firstRuns.length, recurring.length);
      assert.ok(plan.window);
      for (const run of plan.firstRuns) {
        if (run.warning !== undefined) continue;
        const { due = '', latest } = run;
        assert.ok(due >= plan.window.from && due <= plan.window.to, run.control);
        assert.ok(latest === undefined || due <= latest, run.control);
        assert.ok(run.readyOn === undefined || run.by === 'ran' || run.readyOn <= due, run.control);
      }
      const misses = plan.firstRuns.filter(({ due, warning }) => due !== undefined && warning !== undefined);
      if (plan.window.chosen && misses.length > 0)
        assert.ok(
          plan.warnings.some((text) => text.includes(misses[0]?.control ?? '')),
          plan.warnings.join('; '),
        );
    }),
    { numRuns: 60 },
  );
});

test('each open item is in one stretch of the 30/60/90 view, and by its day', () => {
  const stretches = thirtySixtyNinety(decisions, day);
  assert.deepEqual(
    stretches.flatMap(({ items }) => items.map(({ id }) => id)).sort(),
    decisions.plan.items.map(({ id }) => id).sort(),
  );
  for (const { from, to, items } of stretches) for (const { due } of items) assert.ok(due >= from && due <= to);
  assert.deepEqual(
    stretches.slice(0, 3).map(({ to }) => daysBetween(day, to)),
    [30, 60, 90],
  );
});

test('each open item is in one of the five phases; the window holds the first runs', () => {
  const phases = byPhase(decisions);
  assert.deepEqual(
    phases.map(({ name }) => name),
    ['quick wins', 'short', 'long lead', 'prove', 'window'],
  );
  assert.deepEqual(
    phases.flatMap(({ items }) => items.map(({ id }) => id)).sort(),
    decisions.plan.items.map(({ id }) => id).sort(),
  );
  for (const { items, from = '9', to = '' } of phases)
    for (const { start, due } of items) assert.ok(start >= from && due <= to);
  const window = phases.at(-1);
  assert.deepEqual([window?.from, window?.to], [decisions.plan.window?.from, decisions.plan.window?.to]);
  assert.equal(window?.firstRuns.length, decisions.plan.firstRuns.filter(({ due }) => due !== undefined).length);
});

test('the timeline holds each start, artefact and first run in order', () => {
  const events = timeline(decisions, '2027-09-01');
  const days = events.map((event) => event.day);
  assert.deepEqual(days, days.toSorted());
  const count = (what: string) => events.filter((event) => event.what === what).length;
  assert.equal(count('start'), decisions.plan.items.length);
  assert.equal(count('due'), decisions.plan.items.length);
  assert.equal(count('first run'), decisions.plan.firstRuns.filter(({ due }) => due !== undefined).length);
  assert.deepEqual([count('window opens'), count('window ends'), count('deadline')], [1, 1, 1]);
});

test('backwards from the clean start itself nothing is late, and what is due on it has nothing to spare', () => {
  const items = backwards(decisions, decisions.plan.keyControlsInPlaceOn);
  assert.equal(Math.max(...items.map(({ lateBy }) => lateBy)), 0);
  const earlier = backwards(decisions, addDays(decisions.plan.keyControlsInPlaceOn, -10));
  assert.equal(earlier[0]?.lateBy, 10);
  // Hours can hold the clean start up for longer than the longest chain does; the last to be due has no day left either way.
  const latest = earlier.filter(({ due }) => due === decisions.plan.keyControlsInPlaceOn);
  assert.ok(latest.length > 0);
  assert.deepEqual([...new Set(latest.map(({ lateBy }) => lateBy))], [10]);
});

test('without a chosen window first runs are dated in six months from the clean start', () => {
  const free = entries.filter((entry) => entry.type !== 'scope' || !entry.question.startsWith('window-'));
  const { plan } = decide({ ...input, assessment: fold(free) });
  assert.deepEqual(plan.window, {
    from: plan.keyControlsInPlaceOn,
    to: addDays(addMonths(plan.keyControlsInPlaceOn, 6), -1),
    chosen: false,
  });
});
