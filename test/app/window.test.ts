import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { occurrencesOf } from '../../source/app/occurrences.ts';
import type { State } from '../../source/app/state.ts';
import { cellOf, cellsOf, monthLabels, stripOver } from '../../source/app/strip.ts';
import { candidateOf, windowPlanOf, windowRows } from '../../source/app/window-rows.ts';
import { addDays } from '../../source/core/calendar.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { planWindow } from '../../source/core/window-plan.ts';
import { assessment, control } from '../core/sample.ts';
import { after, entries } from './drive.ts';
import { halfWay, stateOf } from './fixture.ts';

const at = (bodies: EntryBody[] = halfWay) => stateOf(bodies, { screen: 'window' });

describe('a strip', () => {
  const strip = stripOver(['2026-12-10', '2027-06-03'], 50);

  test('begins with a month and ends with one', () => {
    assert.equal(strip.from, '2026-12-01');
    assert.equal(strip.to, '2027-06-30');
    assert.equal(cellOf(strip, '2026-12-01'), 0);
    assert.equal(cellOf(strip, '2027-06-30'), 49);
    assert.equal(cellOf(strip, '2026-11-30'), undefined);
    assert.equal(cellOf(strip, '2027-07-01'), undefined);
  });

  test('later days are never on earlier cells, and no cell is left out', () => {
    const seen = new Set<number>();
    let before = 0;
    for (let day = strip.from; day <= strip.to; day = addDays(day, 1)) {
      const cell = cellOf(strip, day) ?? -1;
      assert.ok(cell >= before, day);
      before = cell;
      seen.add(cell);
    }
    assert.equal(seen.size, 50);
  });

  test('a stretch is clipped to it', () => {
    assert.deepEqual(cellsOf(strip, { from: '2026-01-01', to: '2030-01-01' }), { first: 0, last: 49 });
    assert.equal(cellsOf(strip, { from: '2026-01-01', to: '2026-11-30' }), undefined);
  });

  test('names of months do not run into each other, and fit', () => {
    for (const width of [8, 17, 30, 50, 120]) {
      const labels = monthLabels(stripOver(['2026-12-10', '2027-11-03'], width));
      let free = 0;
      for (const { cell, text } of labels) {
        assert.ok(cell >= free, `${width}: ${text}`);
        free = cell + text.length + 1;
        assert.ok(cell + text.length <= width);
      }
    }
    assert.deepEqual(monthLabels(strip)[0], { cell: 0, text: 'Dec 26' });
  });
});

describe('runs inside a window', () => {
  const window = { from: '2027-01-01', to: '2027-06-30' };
  const monthly = control('CC6.2-review', { cadence: { every: 'month' } });
  const runs = (bodies: EntryBody[], today = '2027-03-15') => {
    const said = assessment(...bodies);
    const first = { by: 'rhythm', due: '2027-01-31' } as const;
    return occurrencesOf(monthly, said, window, said.controls['CC6.2-review']?.runs[0] ? { by: 'ran' } : first, today);
  };

  test('a day that is past without anything on record was missed; a later one is due', () => {
    assert.deepEqual(
      runs([]).map(({ day, state }) => `${day} ${state}`),
      [
        '2027-01-31 missed',
        '2027-02-28 missed',
        '2027-03-31 due',
        '2027-04-30 due',
        '2027-05-31 due',
        '2027-06-30 due',
      ],
    );
  });

  test('a run stands for its period, on its own day; one that went wrong says so', () => {
    const ran: EntryBody = { type: 'run', control: 'CC6.2-review', on: '2027-01-20' };
    const wrong: EntryBody = { type: 'run', control: 'CC6.2-review', on: '2027-02-10', deviation: 'two left in' };
    const found = runs([ran, wrong]).map(({ day, state }) => `${day} ${state}`);
    assert.deepEqual(found.slice(0, 3), ['2027-01-20 there', '2027-02-10 wrong', '2027-03-31 due']);
  });

  test('evidence counts from a dated record on', () => {
    const piece = (tier: 1 | 2): EntryBody => ({
      type: 'evidence',
      control: 'CC6.2-review',
      evidence: { what: 'Minutes', where: 'x', date: '2027-01-20', tier },
    });
    assert.equal(runs([piece(1)])[0]?.state, 'missed');
    assert.deepEqual(runs([piece(2)])[0], { day: '2027-01-20', state: 'there' });
  });
});

describe('Window', () => {
  test('shows what the planner says, and ← → look at another length', () => {
    const state = at();
    assert.ok(state.derived);
    const plan = planWindow(state.derived.decisions, state.assessment, state.derived.today);
    assert.deepEqual(windowPlanOf(state), plan);
    assert.equal(windowPlanOf(state), windowPlanOf({ ...state }), 'worked out once');
    const other = after(state, 'right').state;
    assert.equal(candidateOf(other)?.months, plan.candidates[1]?.months);
    const end = after(state, ...plan.candidates.map(() => 'right')).state;
    assert.equal(candidateOf(end)?.months, plan.candidates.at(-1)?.months);
  });

  test('each recurring control is on the calendar once, under its rhythm or among those that cannot occur', () => {
    const state = at([...halfWay, { type: 'schedule', control: 'CC6.1-mfa', next: '2027-02-15' }]);
    const rows = windowRows(state);
    const controls = rows.flatMap((row) => (row.kind === 'control' ? [row.control.id] : []));
    assert.deepEqual(controls.toSorted(), state.derived?.decisions.controls.map(({ id }) => id).toSorted());
    const last = rows.findIndex((row) => row.kind === 'rhythm' && row.label.startsWith('cannot'));
    const mfa = rows.findIndex((row) => row.kind === 'control' && row.control.id === 'CC6.1-mfa');
    assert.ok(mfa < last);
    assert.ok(rows.slice(last + 1).every((row) => row.kind === 'control' && row.cannot !== undefined));
  });

  test('every fact has a value for each window', () => {
    const state = after(at([...halfWay, { type: 'scope', question: 'deadline', value: '2027-09-18' }]), ']').state;
    const count = windowPlanOf(state)?.candidates.length;
    for (const row of windowRows(state)) {
      assert.ok(row.kind === 'fact');
      assert.equal(row.values.length, count, row.title);
      assert.equal(row.tones.length, count, row.title);
    }
    assert.ok(windowRows(state).some((row) => row.kind === 'fact' && row.title === 'deadline'));
  });

  const saved = (state: State, values: Record<string, string>) => {
    const { overlay } = state;
    assert.equal(overlay?.kind, 'form');
    const fields = overlay.form.fields.map((line) => {
      const value = values[line.id];
      return value === undefined ? line : { ...line, field: { value, cursor: value.length } };
    });
    return after({ ...state, overlay: { kind: 'form', form: { ...overlay.form, fields } } }, 'ctrl+s');
  };

  test('E on Lengths plans the window looked at; one that lies ahead is not open', () => {
    const state = after(at(), ']', 'right', 'E').state;
    const candidate = candidateOf(state);
    const [planned] = entries(saved(state, {}).effects);
    assert.deepEqual(planned, { type: 'window', start: candidate?.from, months: candidate?.months, opened: false });
    const ahead = saved(state, { start: '2027-02-01', opened: 'yes' });
    assert.deepEqual(entries(ahead.effects), []);
    const { overlay } = ahead.state;
    assert.match((overlay?.kind === 'form' ? overlay.form.fault : '') ?? '', /planned, not open/);
    const open = entries(saved(state, { start: '2026-11-01', months: '6', opened: 'yes' }).effects);
    assert.deepEqual(open, [{ type: 'window', start: '2026-11-01', months: 6, opened: true }]);
    for (const months of ['0', '25', 'x', '1.5']) assert.deepEqual(entries(saved(state, { months }).effects), []);
  });

  test('E on a control dates its next run', () => {
    const state = after(at(), '[', 'E').state;
    const [row] = windowRows(state);
    const { effects } = saved(state, { next: '2027-03-01' });
    const id = row?.kind === 'cannot' ? row.cannot.control : '';
    assert.deepEqual(entries(effects), [{ type: 'schedule', control: id, next: '2027-03-01' }]);
    assert.deepEqual(entries(saved(state, { next: 'soon' }).effects), []);
  });

  test('a date inside takes a control off the list of those that cannot occur', () => {
    const before = windowRows(after(at(), '[').state).length;
    const dated = at([...halfWay, { type: 'schedule', control: 'CC6.1-mfa', next: '2027-02-15' }]);
    assert.equal(windowRows(after(dated, '[').state).length, before - 1);
  });
});
