/** View models for the screens: the plan by weeks, the window as a strip, the matrix by control and by person. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../source/core/calendar.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { planWeeks } from '../../source/core/plan-weeks.ts';
import { byControl, byPerson } from '../../source/core/raci-views.ts';
import { planWindow } from '../../source/core/window-plan.ts';
import { columnOf, windowStrips } from '../../source/core/window-strip.ts';
import { demo } from './demo.ts';
import { answered, assessment, control, decided, threePeople, today } from './sample.ts';

const day = '2026-11-21';
const sample = await demo(day);

test('the plan by weeks: Monday to Sunday, work, waiting and the artefact where they fall', () => {
  // 1 December 2026 is a Tuesday. 8 hours at 8 a week: work to the 7th, then ten days to the artefact on the 18th.
  const controls = [control('CC6.1-a', { leadDays: 10 }), control('CC6.2-b', { weight: 1, leadDays: 0 })];
  const said = [...threePeople, ...controls.flatMap(({ id }) => answered(id, 0))];
  const { weeks, bars, boxes, load, criticalPath } = planWeeks(
    decided(controls, said),
    assessment(...said),
    today,
    '2026-12-20',
  );
  assert.deepEqual(
    weeks.map(({ from, to }) => `${from} ${to}`),
    ['2026-11-30 2026-12-06', '2026-12-07 2026-12-13', '2026-12-14 2026-12-20'],
  );
  assert.deepEqual(
    bars.map(({ item, cells }) => [item.control, ...cells]),
    [
      ['CC6.1-a', 'work', 'work', 'due'],
      ['CC6.2-b', '', 'work', 'work'],
    ],
  );
  assert.deepEqual(criticalPath, ['plan:CC6.1-a']);
  assert.deepEqual(weeks[2]?.marks, [
    { day: '2026-12-18', what: 'clean start' },
    { day: '2026-12-20', what: 'deadline' },
  ]);
  assert.deepEqual(
    boxes.map(({ box, hours }) => [box, hours]),
    [
      ['do now', 8],
      ['start now', 0],
      ['plan', 8],
      ['later', 0],
    ],
  );
  assert.deepEqual(
    load.map(({ owner, perWeek }) => [owner, perWeek]),
    [['Theo Tech', 8]],
  );
  assert.deepEqual(
    load[0]?.hours.map((hours) => Math.round(hours * 7)),
    [48, 56, 8],
  );
});

test('work that is over on a Sunday waits from the Monday on', () => {
  // 24 hours at 28 a week: six days from Tuesday 1 December, over on Sunday the 6th.
  const one = control('CC6.1-a', { effort: 'M', leadDays: 10 });
  const said: EntryBody[] = [
    ...threePeople,
    { type: 'person', name: 'Theo Tech', roles: ['CTO'], hoursPerWeek: 28 },
    ...answered(one.id, 0),
  ];
  const { bars } = planWeeks(decided([one], said), assessment(...said), today);
  assert.deepEqual(bars[0]?.cells, ['work', 'wait', 'due']);
});

test('of the sample company: every open item has a bar, no hour is lost, nobody is over their hours', () => {
  const { plan } = sample.decisions;
  const { weeks, bars, boxes, load } = planWeeks(sample.decisions, sample.assessment, day);
  const open = plan.items.filter(({ state }) => state !== 'done' && state !== 'accepted');
  assert.equal(bars.length, open.length);
  assert.deepEqual(
    bars.slice(0, plan.criticalPath.length).map(({ item }) => item.id),
    plan.criticalPath,
  );
  assert.equal(
    boxes.reduce((sum, { items }) => sum + items.length, 0),
    open.length,
  );
  for (const { item, cells } of bars) {
    const at = (cell: string) => weeks[cells.indexOf(cell as '')];
    assert.equal(cells.length, weeks.length);
    assert.ok((at('work')?.from ?? '9') <= item.start && (at('work')?.to ?? '') >= item.start, item.id);
    const last = weeks[cells.findLastIndex((cell) => cell !== '')];
    assert.ok(last !== undefined && last.from <= item.due && last.to >= item.due, item.id);
  }
  for (const { owner, perWeek, hours } of load) {
    for (const week of hours) assert.ok(week <= perWeek + 1e-9, owner);
    const work = open.filter((item) => item.owner === owner).reduce((sum, item) => sum + item.hours, 0);
    assert.ok(Math.abs(hours.reduce((sum, week) => sum + week, 0) - work) < 1e-6, owner);
  }
});

test('a strip has every due day of its rhythm, the evidence inside it, the earliest start and what AWS covers', () => {
  const monthly = control('CC4.1-a', { cadence: { every: 'month' }, leadDays: 0 });
  const yearly = control('CC1.1-z', { cadence: { every: 'year', continuous: true }, leadDays: 0 });
  const said = [
    ...threePeople,
    ...answered('CC4.1-a', 4, 2),
    ...answered('CC1.1-z', 4, 1),
    { type: 'run', control: 'CC4.1-a', on: '2026-10-20', deviation: 'no date on it' } as const,
  ];
  const decisions = decided([monthly, yearly], said);
  const plan = planWindow(decisions, assessment(...said), today, { start: '2026-10-01', months: 6 });
  const [strip] = windowStrips(plan, decisions, assessment(...said), today);
  assert.deepEqual(
    strip?.rows.map(({ label, due, controls, without }) => [
      label,
      due.map((mark) => mark.day).join(' '),
      controls,
      without,
    ]),
    [
      ['continuous', '', 1, []],
      ['monthly', '2026-10-20 2026-11-20 2026-12-20 2027-01-20 2027-02-20 2027-03-20', 1, []],
      ['yearly', '', 1, ['CC1.1-z']],
    ],
  );
  assert.deepEqual(strip?.evidence, [
    { day: '2026-10-20', controls: ['CC4.1-a'], deviations: ['CC4.1-a'] },
    { day: '2026-11-01', controls: ['CC4.1-a'], deviations: [] },
  ]);
  assert.equal(strip?.today, today);
  // Under 60 % coverage there is no earliest start.
  assert.equal(strip?.earliestStart, undefined);
  // Spring 2027 covers to 31 March, and is not out by then: what is, covers nothing of this window.
  assert.deepEqual(strip?.aws, []);
  assert.deepEqual(strip?.awsGap, { from: '2026-10-01', to: '2027-03-31', letterIsEnough: false });
});

test('the strips of the sample company: one for each candidate, every mark inside it', () => {
  const { decisions, assessment: said } = sample;
  const plan = planWindow(decisions, said, day);
  const strips = windowStrips(plan, decisions, said, day);
  assert.equal(strips.length, plan.candidates.length);
  for (const [place, strip] of strips.entries()) {
    const runs = plan.candidates[place]?.firstRuns ?? [];
    assert.equal(strip.earliestStart, plan.cleanStart?.day);
    const marks = [...strip.rows.flatMap(({ due }) => due), ...strip.evidence];
    for (const { day: on } of marks) assert.ok(on >= strip.from && on <= strip.to, on);
    const firsts = new Map(
      strip.rows
        .flatMap(({ due }) => due.flatMap((mark) => mark.controls.map((id) => [id, mark.day] as const)))
        .toReversed(),
    );
    for (const { control: id, due } of runs) assert.equal(firsts.get(id), due, id);
    for (const { from, to } of strip.aws) assert.ok(from >= strip.from && to <= strip.to && from <= to);
  }
});

test('columns of a strip: the first day in the first, the last in the last, never backwards', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 200 }), (days, columns) => {
      const span = { from: day, to: addDays(day, days - 1) };
      const places = Array.from({ length: days }, (_, at) => columnOf(addDays(day, at), span, columns) ?? -1);
      assert.equal(places[0], 0);
      assert.ok(places.every((place, at) => place >= (places[at - 1] ?? 0) && place < columns));
      if (days >= columns) assert.equal(places.at(-1), columns - 1);
      assert.equal(columnOf(addDays(span.to, 1), span, columns), undefined);
    }),
  );
});

test('the matrix by control and by person says the same as the matrix', () => {
  const { raci } = sample.decisions;
  const table = byControl(raci);
  for (const [place, { cells, control: id }] of table.rows.entries()) {
    const row = raci.rows[place];
    assert.equal(row?.control, id);
    for (const [at, cell] of cells.entries())
      assert.equal(cell, (row?.cells[table.columns[at]?.name ?? ''] ?? []).join('/'));
  }
  const told = [...table.rows.flatMap(({ findings }) => findings), ...table.findings];
  assert.equal(told.length, raci.findings.length);
  const people = byPerson(raci);
  for (const { duties, load } of people)
    assert.equal(duties.filter(({ letters }) => letters.includes('A')).length, load.letters.A);
  const rows = people.reduce((sum, { load }) => sum + load.letters.A, 0);
  assert.equal(rows, raci.rows.length);
  assert.deepEqual(
    people.flatMap(({ agreement }) => agreement?.person ?? []).sort(),
    raci.agreements.map(({ person }) => person).sort(),
  );
});
