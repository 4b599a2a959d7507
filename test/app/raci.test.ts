import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { derive } from '../../source/app/derive.ts';
import { newFindings } from '../../source/app/raci-edit.ts';
import { columnParty, raciRows } from '../../source/app/raci-rows.ts';
import type { State } from '../../source/app/state.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { assessment } from '../core/sample.ts';
import { after, entries } from './drive.ts';
import { halfWay, now, stateOf } from './fixture.ts';

const at = (bodies: EntryBody[] = halfWay) => stateOf(bodies, { screen: 'raci' });
const row = (state: State, control: string) =>
  state.derived?.decisions.raci.rows.find((one) => one.control === control);
const column = (state: State, name: string) =>
  state.derived?.decisions.raci.parties.findIndex((party) => party.name === name) ?? -1;

/** The state with the cursor on a cell. */
function onCell(state: State, control: string, name: string): State {
  const cursor = raciRows(state).findIndex((one) => one.kind === 'row' && one.row.control === control);
  return { ...state, lists: { ...state.lists, raci: { cursor, column: column(state, name), filtering: false } } };
}

/** What a pick leads to. */
const pick = (state: State, value: string) => after(after(state, 'E').state, { type: 'picked', value });

describe('the matrix', () => {
  test('← and → go over the columns and stop at the ends', () => {
    const state = at();
    const parties = state.derived?.decisions.raci.parties ?? [];
    assert.equal(columnParty(state)?.name, parties[0]?.name);
    assert.equal(columnParty(after(state, 'left').state)?.name, parties[0]?.name);
    assert.equal(columnParty(after(state, 'right').state)?.name, parties[1]?.name);
    const end = after(state, ...parties.map(() => 'right'), 'right').state;
    assert.equal(columnParty(end)?.name, parties.at(-1)?.name);
  });

  test('a cell is changed by the entries that an import of the matrix would write', () => {
    const state = onCell(at(), 'CC1.1-conduct', 'Theo Tech');
    const { state: then, effects } = pick(state, 'R/A');
    const base = { type: 'raci', control: 'CC1.1-conduct', person: 'Theo Tech' };
    assert.deepEqual(entries(effects), [
      { ...base, role: null },
      { ...base, role: 'R' },
      { ...base, role: 'A' },
    ]);
    assert.match(then.notice?.text ?? '', /R → R\/A/);
    const folded = { ...state, assessment: assessment(...halfWay, ...entries(effects)) };
    const made = { ...folded, derived: derive(folded, now) };
    assert.deepEqual(row(made, 'CC1.1-conduct')?.cells['Theo Tech'], ['R', 'A']);
    assert.equal(row(made, 'CC1.1-conduct')?.cells['Fay Founder'], undefined);
  });

  test('an edit that breaks a rule asks first, names the rule, and writes nothing until yes', () => {
    const state = onCell(at(), 'CC1.1-conduct', 'Fay Founder');
    const { state: asked, effects } = pick(state, '');
    assert.deepEqual(entries(effects), []);
    assert.equal(asked.overlay?.kind, 'confirm');
    assert.match(
      asked.overlay?.kind === 'confirm' ? asked.overlay.question : '',
      /R1: Nobody answers for CC1.1-conduct/,
    );
    assert.deepEqual(entries(after(asked, 'n').effects), []);
    assert.deepEqual(entries(after(asked, 'y').effects), [
      { type: 'raci', control: 'CC1.1-conduct', person: 'Fay Founder', role: null },
    ]);
  });

  test('what is wrong already is no new error of an edit', () => {
    const cleared: EntryBody = { type: 'raci', control: 'CC1.1-conduct', person: 'Fay Founder', role: null };
    const state = at([...halfWay, cleared]);
    assert.deepEqual(newFindings(state, [cleared]), []);
    assert.equal(newFindings(at(), [cleared])[0]?.rule, 'R1');
  });

  test('a new warning is saved and said with the change', () => {
    const fay: EntryBody = { type: 'raci', control: 'CC1.1-conduct', person: 'Fay Founder', role: 'R' };
    const state = onCell(at([...halfWay, fay]), 'CC1.1-conduct', 'Theo Tech');
    const { state: then, effects } = pick(state, '');
    assert.deepEqual(entries(effects), [{ ...fay, person: 'Theo Tech', role: null }]);
    assert.match(then.notice?.text ?? '', /R → –\. New: R9 Nobody stands in for Fay Founder/);
    assert.equal(then.notice?.tone, 'plain');
  });

  test('an outside party may not answer: it is said before it is saved', () => {
    const aws: EntryBody = { type: 'raci', control: 'CC6.4-doors', person: 'AWS', role: 'R' };
    const state = onCell(at([...halfWay, aws]), 'CC6.4-doors', 'AWS');
    const { state: asked } = pick(state, 'A');
    assert.match(asked.overlay?.kind === 'confirm' ? asked.overlay.question : '', /R11/);
  });

  test('a stand-in is named in the cell', () => {
    const state = onCell(at(), 'CC6.1-mfa', 'Fay Founder');
    const { effects } = pick(state, 'stand-in');
    const body = { type: 'raci', control: 'CC6.1-mfa', person: 'Fay Founder', role: 'R', standIn: true };
    assert.deepEqual(entries(effects), [body]);
  });

  test('the same letters again write nothing', () => {
    const state = onCell(at(), 'CC1.1-conduct', 'Theo Tech');
    const { state: then, effects } = pick(state, 'R');
    assert.deepEqual(entries(effects), []);
    assert.match(then.notice?.text ?? '', /already/);
  });

  test('tab goes to the messages, enter on one to its cell', () => {
    const state = at();
    const messages = after(state, 'tab').state;
    const shown = raciRows(messages)[messages.lists.raci.cursor];
    assert.equal(shown?.kind, 'finding');
    assert.ok(shown?.kind === 'finding' && shown.finding.rule === 'R9');
    const cell = after(messages, 'enter').state;
    const target = raciRows(cell)[cell.lists.raci.cursor];
    assert.ok(target?.kind === 'row' && target.row.control === shown.finding.control);
    assert.equal(columnParty(cell)?.name, shown.finding.person);
    assert.equal(raciRows(after(messages, 'tab').state)[after(messages, 'tab').state.lists.raci.cursor]?.kind, 'row');
  });

  test('enter on a message finds its row also where a filter hides it', () => {
    const filtered = after(at(), '/', ...'CC1.1', 'enter').state;
    assert.equal(raciRows(filtered).filter(({ kind }) => kind === 'row').length, 1);
    const cell = after(filtered, 'tab', 'enter').state;
    const target = raciRows(cell)[cell.lists.raci.cursor];
    assert.ok(target?.kind === 'row' && target.row.control === 'CC6.1-mfa');
  });

  test('nothing is changed where nothing may be written', () => {
    const state = stateOf(halfWay, { screen: 'raci', readOnly: 'Held by another.' });
    for (const key of ['E', 'S', 'z']) {
      const { state: then, effects } = after(state, key);
      assert.deepEqual(entries(effects), []);
      assert.equal(then.overlay, undefined, key);
    }
  });
});

describe('signing', () => {
  test('S asks, and a yes records the version of the rows as they are', () => {
    const state = onCell(at(), 'CC6.1-mfa', 'Theo Tech');
    const one = state.derived?.decisions.raci.agreements.find(({ person }) => person === 'Theo Tech');
    const asked = after(state, 'S').state;
    assert.match(asked.overlay?.kind === 'confirm' ? asked.overlay.question : '', /Has Theo Tech read their 5 rows/);
    const { effects } = after(asked, 'y');
    const body = { type: 'acknowledge', person: 'Theo Tech', version: one?.version, on: '2026-12-01' };
    assert.deepEqual(entries(effects), [body]);
  });

  test('the row of a person is signed by person; a group and a role are not', () => {
    const people = after(at(), ']').state;
    const rows = raciRows(people);
    const group = rows.findIndex((one) => one.kind === 'person' && one.party.kind === 'group');
    assert.ok(group > 0);
    assert.equal(after(people, 'S').state.overlay?.kind, 'confirm');
    const none = after(people, ...Array.from({ length: group }, () => 'j'), 'S').state;
    assert.equal(none.overlay, undefined);
    assert.match(none.notice?.text ?? '', /no person/);
  });

  test('who has signed these rows does not sign twice; a changed row asks again', () => {
    const state = at();
    const one = state.derived?.decisions.raci.agreements.find(({ person }) => person === 'Theo Tech');
    assert.ok(one);
    const signed: EntryBody = { type: 'acknowledge', person: one.person, version: one.version, on: '2026-11-30' };
    const again = after(onCell(at([...halfWay, signed]), 'CC6.1-mfa', 'Theo Tech'), 'S').state;
    assert.match(again.notice?.text ?? '', /2026-11-30/);
    const changed: EntryBody = { type: 'raci', control: 'CC1.3-raci', person: 'Theo Tech', role: 'C' };
    const anew = after(onCell(at([...halfWay, signed, changed]), 'CC6.1-mfa', 'Theo Tech'), 'S').state;
    assert.equal(anew.overlay?.kind, 'confirm');
  });

  test('enter on a person lists their duties, what they answer for first', () => {
    const page = after(after(at(), ']').state, 'enter').state;
    assert.deepEqual(page.overlay?.kind === 'page' ? page.overlay.page : undefined, {
      type: 'raci-person',
      person: 'Theo Tech',
    });
  });
});

describe('by rhythm', () => {
  test('every row of the matrix is there once, and → goes to its question', () => {
    const state = after(at(), '[').state;
    const controls = raciRows(state).flatMap((one) => (one.kind === 'duty' ? [one.duty.control] : []));
    const rows = state.derived?.decisions.raci.rows.map(({ control }) => control) ?? [];
    assert.deepEqual(controls.toSorted(), rows.toSorted());
    const question = after(state, 'right').state;
    assert.equal(question.screens.at(-1), 'interview');
    assert.equal(question.interview.question, controls[0]);
  });
});
