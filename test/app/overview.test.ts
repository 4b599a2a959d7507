/** Overview: the verdict and what to do now are rows like the series. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pageOf } from '../../source/app/pages.ts';
import { overviewRows } from '../../source/app/parts/overview.ts';
import { currentQuestion } from '../../source/app/questions.ts';
import { type State, screenOf } from '../../source/app/state.ts';
import { after } from './drive.ts';
import { facts, halfWay, stateOf } from './fixture.ts';

const overview = (columns = 80) => stateOf(halfWay, { facts: facts(false), columns });

function pageText(state: State): string {
  assert.equal(state.overlay?.kind, 'page');
  if (state.overlay?.kind !== 'page') return '';
  return pageOf(state, state.overlay.page)
    .paragraphs.map(({ text }) => text)
    .join('\n');
}

describe('the rows of the Overview', () => {
  test('the first is the verdict: enter tells it whole, however much of it the head had room for', () => {
    const state = overview();
    const { state: opened } = after(state, 'enter');
    assert.ok(pageText(opened).includes(state.derived?.headline.verdictSentence ?? '–'));
    assert.ok(pageText(opened).includes(state.derived?.headline.sentence ?? '–'));
  });

  test('a thing to do opens its gap, from which → goes to its question and esc comes back', () => {
    const opened = after(overview(), 'j', 'enter').state;
    assert.deepEqual(opened.overlay?.kind === 'page' && opened.overlay.page.type, 'gap');
    const question = after(opened, 'right').state;
    assert.equal(currentQuestion(question)?.id, 'CC6.1-mfa');
    assert.equal(screenOf(after(question, 'esc').state), 'overview');
  });

  test('a thing to do that nobody has answered opens its question', () => {
    const state = overview();
    const at = overviewRows(state).findIndex((row) => row.kind === 'step' && row.step.symbol === '?');
    assert.notEqual(at, -1);
    const opened = after(state, ...Array<string>(at).fill('j'), 'enter').state;
    assert.equal(currentQuestion(opened)?.id, 'CC6.4-doors');
  });

  test('a small window has the one thing to do that it shows as a row', () => {
    const steps = (state: State) => overviewRows(state).filter(({ kind }) => kind === 'step').length;
    assert.equal(steps(overview()), 3);
    assert.equal(steps(overview(50)), 1);
  });

  test('a page that is about no control has no question behind it, and says so', () => {
    const { state } = after(overview(), 'enter', 'right');
    assert.equal(state.overlay?.kind, 'page');
    assert.match(state.notice?.text ?? '', /No one question/);
  });
});
