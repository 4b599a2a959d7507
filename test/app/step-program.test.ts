import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { currentQuestion } from '../../source/app/questions.ts';
import { checkRows } from '../../source/app/rows.ts';
import { screenOf } from '../../source/app/state.ts';
import { after, entries } from './drive.ts';
import { facts, halfWay, stateOf } from './fixture.ts';

/** To the row of CC6 on the Overview, the fourth from its end. */
const toCc6 = ['G', 'k', 'k', 'k'];

describe('screens', () => {
  test('digits go to screens, esc comes back, and never quits', () => {
    const { state } = after(stateOf(halfWay), '4');
    assert.equal(screenOf(state), 'gaps');
    const back = after(state, 'esc', 'esc', 'esc');
    assert.equal(screenOf(back.state), 'overview');
    assert.deepEqual(back.effects, []);
  });

  test('the cursor moves by rows, pages and ends and stays inside', () => {
    const state = stateOf(halfWay);
    assert.equal(after(state, 'j', 'j', 'j').state.lists.overview.cursor, 3);
    assert.equal(after(state, 'G', 'down').state.lists.overview.cursor, 12);
    assert.equal(after(state, 'G', 'g', 'up').state.lists.overview.cursor, 0);
    assert.equal(after(state, 'pagedown', 'ctrl+u', 'ctrl+u').state.lists.overview.cursor, 0);
  });

  test('enter on a series opens its first open question, esc returns to it', () => {
    const { state } = after(stateOf(halfWay), ...toCc6, 'enter');
    assert.equal(screenOf(state), 'interview');
    assert.equal(currentQuestion(state)?.id, 'CC6.1-passwords');
    const back = after(state, 'esc').state;
    assert.equal(screenOf(back), 'overview');
    assert.equal(back.lists.overview.cursor, 9);
  });

  test('a gap leads to its question and to its trace', () => {
    const gaps = after(stateOf(halfWay, { facts: facts(false) }), '4').state;
    assert.equal(currentQuestion(after(gaps, 'right').state)?.id, 'CC6.1-mfa');
    const page = after(gaps, 't').state.overlay;
    assert.deepEqual(page?.kind === 'page' && page.page, { type: 'trace', of: { control: 'CC6.1-mfa' } });
  });

  test('a filter narrows as one types, enter keeps it, esc clears it', () => {
    const checks = after(stateOf(halfWay, { facts: facts(false) }), '3').state;
    assert.equal(checkRows(checks).length, 4);
    const typed = after(checks, '/', ...'root-m').state;
    assert.deepEqual(
      checkRows(typed).map((row) => row.check),
      ['root-mfa-enabled'],
    );
    const kept = after(typed, 'enter', 'j').state;
    assert.equal(checkRows(kept).length, 1);
    assert.equal(checkRows(after(kept, 'esc').state).length, 4);
    assert.equal(screenOf(after(kept, 'esc').state), 'checks');
  });

  test('f goes through the statuses', () => {
    const checks = after(stateOf(halfWay, { facts: facts(false) }), '3').state;
    const shown = (presses: number) =>
      new Set(checkRows(after(checks, ...'f'.repeat(presses)).state).map((r) => r.status));
    assert.deepEqual([...shown(1)], ['fail']);
    assert.deepEqual([...shown(2)], ['unknown']);
    assert.deepEqual([...shown(3)], ['pass']);
    assert.equal(checkRows(after(checks, ...'fffff').state).length, 4);
  });

  test('what cannot be done says why', () => {
    assert.equal(after(stateOf(halfWay), 'x').state.notice?.text, 'AWS is not being read now.');
    const noAws = { ...stateOf(halfWay), canScan: false, noScan: 'The sample reads no AWS.' };
    const pressed = after(noAws, 'R');
    assert.deepEqual(pressed.effects, []);
    assert.equal(pressed.state.notice?.text, 'The sample reads no AWS.');
  });

  test('help closes by ? and by esc, and can be filtered', () => {
    const help = after(stateOf(halfWay), '?').state;
    assert.equal(after(help, '?').state.overlay, undefined);
    assert.equal(after(help, 'esc').state.overlay, undefined);
    const filtered = after(help, '/', ...'trace', 'enter').state;
    assert.equal(after(filtered, 'esc').state.overlay?.kind, 'help', 'esc clears the filter first');
  });

  test('the palette does an action by its name', () => {
    const { state, effects } = after(stateOf(halfWay), ':', ...'gaps', 'enter');
    assert.equal(screenOf(state), 'gaps');
    assert.deepEqual(effects, []);
  });
});

describe('leaving', () => {
  test('q notes the place and leaves without asking', () => {
    const { effects } = after(stateOf(halfWay, { screen: 'interview' }), 'left', 'q');
    assert.deepEqual(entries(effects), [{ type: 'place', screen: 'interview', control: 'CC6.1-mfa' }]);
    assert.deepEqual(effects.at(-1), { type: 'leave', exitCode: 0 });
  });

  test('while AWS is read it asks, and no is the default', () => {
    const reading = after(stateOf(halfWay), { type: 'scan-started', since: 0 }).state;
    const asked = after(reading, 'q');
    assert.deepEqual(asked.effects, []);
    assert.equal(asked.state.overlay?.kind, 'confirm');
    assert.equal(after(asked.state, 'enter').state.overlay, undefined);
    assert.deepEqual(after(asked.state, 'y').effects.slice(-2), [
      { type: 'stop-scan' },
      { type: 'leave', exitCode: 0 },
    ]);
  });

  test('ctrl+c leaves with 130; twice leaves at once', () => {
    const reading = after(stateOf(halfWay), { type: 'scan-started', since: 0 }).state;
    assert.deepEqual(after(reading, 'ctrl+c', 'ctrl+c').effects, [{ type: 'leave-now', exitCode: 130 }]);
    assert.deepEqual(after(stateOf(halfWay), 'ctrl+c').effects.at(-1), { type: 'leave', exitCode: 130 });
  });

  test('nothing unsaved is left behind without asking', () => {
    const body = { type: 'note', control: 'CC1.1-conduct', text: 'x' } as const;
    const failed = after(stateOf(halfWay), { type: 'save-failed', body, reason: 'the disk is full' }).state;
    assert.equal(failed.notice?.tone, 'bad');
    assert.equal(after(failed, 'q').state.overlay?.kind, 'confirm');
    const again = after(failed, 'ctrl+r');
    assert.deepEqual(entries(again.effects), [body]);
    assert.equal(again.state.unsaved, undefined);
  });
});
