/** View models for the screens: the plan by weeks, the matrix by control and by person. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import { planWeeks } from '../../source/core/plan-weeks.ts';
import { byControl, byPerson } from '../../source/core/raci-views.ts';
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
