import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { withKeyTable } from '../../scripts/key-table.ts';
import { actions } from '../../source/app/key-table.ts';
import { actionFor, actionsIn, footerActions, keysShown } from '../../source/app/keys.ts';
import type { Place } from '../../source/app/screens.ts';
import { screens } from '../../source/app/screens.ts';
import { isTyped } from '../../source/app/text-field.ts';
import { halfWay, stateOf } from './fixture.ts';

const places: Place[] = [
  ...screens,
  'picker',
  'choices',
  'field',
  'form',
  'page',
  'help',
  'confirm',
  'palette',
  'tour',
];

describe('the key table', () => {
  test('no key has two meanings in one place', () => {
    for (const place of places) {
      const keys = actionsIn(place).flatMap((action) => action.keys);
      assert.deepEqual(
        keys.filter((key, index) => keys.indexOf(key) !== index),
        [],
        place,
      );
    }
  });

  test('no action is twice in the table, nor has two characters for the same place', () => {
    const ids = actions.map((action) => action.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const action of actions.filter((one) => one.byPicker !== true)) {
      assert.ok(action.keys.filter((key) => isTyped(key)).length <= 1, action.id);
    }
  });

  test('a letter means the same on every screen', () => {
    const meanings = new Map<string, string>();
    for (const place of screens) {
      for (const action of actionsIn(place)) {
        for (const key of action.keys.filter((one) => /^[a-zA-Z?:/]$/.test(one))) {
          assert.equal(meanings.get(key) ?? action.id, action.id, `${key} on ${place}`);
          meanings.set(key, action.id);
        }
      }
    }
  });

  test('the fixed meanings', () => {
    const fixed = {
      '?': 'help',
      d: 'dont-know',
      l: 'later',
      t: 'trace',
      n: 'not-applicable',
      a: 'owner',
      z: 'undo',
      q: 'leave',
    };
    for (const [key, id] of Object.entries(fixed)) assert.equal(actionFor('interview', key)?.id, id);
    for (const level of [0, 1, 2, 3, 4]) assert.equal(actionFor('interview', `${level}`)?.id, `level-${level}`);
    assert.equal(actionFor('checks', '1')?.id, 'go-overview');
    assert.equal(actionFor('checks', '2')?.id, 'go-interview');
  });

  test('no letter acts while text is being typed', () => {
    for (const place of ['field', 'form', 'palette'] as const) {
      const letters = actionsIn(place).flatMap((action) => action.keys.filter((key) => isTyped(key)));
      assert.deepEqual(letters, [], place);
    }
  });

  test('esc goes back and ctrl+c leaves everywhere', () => {
    for (const place of places) {
      assert.equal(actionFor(place, 'esc')?.id, 'back', place);
      assert.equal(actionFor(place, 'ctrl+c')?.id, 'interrupt', place);
    }
  });

  test('the footer starts with help and leaving wherever letters act', () => {
    for (const screen of screens) {
      const [first, second] = footerActions(screen, stateOf(halfWay, { screen }));
      assert.deepEqual([first?.id, second?.id], ['help', 'leave'], screen);
    }
  });

  test('the footer leaves out what cannot be done now', () => {
    const ids = footerActions('interview', stateOf(halfWay, { screen: 'interview', readOnly: 'Held by another.' })).map(
      (a) => a.id,
    );
    assert.equal(ids.includes('answer'), false);
    assert.equal(ids.includes('why'), true);
  });

  test('keys are shown as a person reads them', () => {
    const answer = actionFor('interview', 'enter');
    assert.ok(answer);
    assert.equal(keysShown(answer), '⏎');
  });

  test('the readme has the key table of this version', () => {
    const text = readFileSync(new URL('../../readme.md', import.meta.url), 'utf8');
    assert.equal(text, withKeyTable(text), 'run node scripts/key-table.ts');
  });
});
