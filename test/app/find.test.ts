/** Finding: the palette with its screens and questions, and the list of all questions behind `/`. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Palette, paletteFound } from '../../source/app/palette.ts';
import { currentQuestion } from '../../source/app/questions.ts';
import { type State, screenOf } from '../../source/app/state.ts';
import { after } from './drive.ts';
import { halfWay, stateOf } from './fixture.ts';

const interview = () => stateOf(halfWay, { screen: 'interview' });

/** What the palette over a state offers: ids of actions and questions, with what was said to these. */
function offered(state: State): string[] {
  assert.equal(state.overlay?.kind, 'palette');
  return paletteFound(state, state.overlay as Palette).map((found) =>
    found.kind === 'action' ? found.action.id : `${found.question.id} ${found.said}`,
  );
}

describe('the palette', () => {
  test('names every screen also where the digits answer', () => {
    for (const screen of ['interview', 'workshop'] as const) {
      const state = stateOf(halfWay, { screen });
      assert.equal(screenOf(after(state, ':', ...'glossary', 'enter').state), 'glossary', screen);
    }
  });

  test('finds a question by its words, and goes to it over the screen one comes from', () => {
    const gaps = after(stateOf(halfWay), '4').state;
    const typed = after(gaps, ':', ...'second factor').state;
    assert.deepEqual(offered(typed), ['CC6.1-mfa level 3']);
    const gone = after(typed, 'enter').state;
    assert.equal(currentQuestion(gone)?.id, 'CC6.1-mfa');
    assert.equal(screenOf(after(gone, 'esc').state), 'gaps');
  });

  test('an action of the name comes before the questions, movement last of all', () => {
    const state = stateOf(halfWay, { screen: 'checks' });
    assert.equal(offered(after(state, ':', ...'plan').state)[0], 'go-plan');
    assert.equal(offered(after(state, ':', ...'vendors').state)[0], 'go-registers', 'a screen by what it has');
    const all = offered(after(state, ':').state);
    assert.equal(all.at(-1), 'last');
    assert.ok(
      all.every((id) => !id.includes(' ')),
      'no question before anything is typed',
    );
  });

  test('says so where nothing fits', () => {
    const typed = after(interview(), ':', ...'xyzzy').state;
    assert.deepEqual(offered(typed), []);
    assert.match(after(typed, 'enter').state.notice?.text ?? '', /Nothing fits/);
  });
});

describe('/ on the Interview', () => {
  test('lists all questions with what was said, the one on the screen marked', () => {
    const { state } = after(interview(), '/');
    const list = offered(state);
    assert.equal(list[0], 'company answered');
    assert.ok(list.includes('CC1.3-raci level 2') && list.includes('CC6.1-passwords open'));
    assert.equal(state.overlay?.kind === 'palette' && list[state.overlay.cursor], 'CC6.1-passwords open');
  });

  test('finds by what was said, and goes there without another screen on the way back', () => {
    const later = after(interview(), 'l', '/', ...'later').state;
    assert.deepEqual(offered(later), ['CC6.1-passwords later']);
    const gone = after(later, 'enter').state;
    assert.equal(currentQuestion(gone)?.id, 'CC6.1-passwords');
    assert.equal(gone.overlay, undefined);
    assert.equal(screenOf(after(gone, 'esc').state), 'overview');
  });

  test('looks from a question of scope too, but not over the picker of an owner', () => {
    const picking = after(stateOf([], { screen: 'interview' }), 'esc', 'right').state;
    assert.equal(currentQuestion(picking)?.id, 'headcount');
    assert.equal(after(picking, '/').state.overlay?.kind, 'palette');
    const owner = after(interview(), 'a', '/').state;
    assert.equal(owner.overlay?.kind, 'picker');
    assert.match(owner.notice?.text ?? '', /Pick one/);
  });

  test('moves by pages and stays inside', () => {
    const { state } = after(interview(), '/', 'pagedown', 'pagedown', 'down');
    assert.equal(state.overlay?.kind === 'palette' && state.overlay.cursor, offered(state).length - 1);
  });
});
