/** Choosing how deep it asks, narrowing it to a series, and the time that is left, in the program without a screen. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { currentQuestion, questionsOf, timeLeftOf } from '../../source/app/questions.ts';
import { type State, screenOf } from '../../source/app/state.ts';
import { summaryLines } from '../../source/app/summary.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import type { Questionnaire, ScopeQuestion } from '../../source/core/questionnaire.ts';
import { interview } from '../../source/plain/interview.ts';
import type { Talk } from '../../source/plain/talk.ts';
import { assessment } from '../core/sample.ts';
import { after, entries } from './drive.ts';
import { halfWay, portsOf, questionnaire, stateOf, workspaceWith } from './fixture.ts';

const depth: ScopeQuestion = {
  id: 'depth',
  ask: 'How deep?',
  why: 'Chooses the controls.',
  type: 'choice',
  group: 'first',
  options: ['full', 'quick', 'workshop'].map((value) => ({ value, label: value })),
  default: 'full',
};
const deep: Questionnaire = { ...questionnaire, scoping: [...questionnaire.scoping, depth] };
const ids = (state: State) => questionsOf(state).map(({ id }) => id);
const shown = (state: State) => currentQuestion(state)?.id;

/** The state once these decisions are on disk. */
function state(...bodies: EntryBody[]): State {
  return {
    ...stateOf(halfWay, { screen: 'interview' }),
    questionnaire: deep,
    assessment: assessment(...halfWay, ...bodies),
  };
}

describe('the depth on the screen', () => {
  test('is the first question wherever the questionnaire has it, and D leads to it', () => {
    assert.equal(ids(state())[0], 'depth');
    assert.equal(shown(after(state(), 'D').state), 'depth');
    const overview = after({ ...state(), screens: ['overview'] }, 'D').state;
    assert.deepEqual([screenOf(overview), shown(overview)], ['interview', 'depth']);
    const without = after(stateOf(halfWay, { screen: 'interview' }), 'D').state;
    assert.match(without.notice?.text ?? '', /asks everything/);
  });

  test('choosing it takes effect at once and leads to the first open question of it', () => {
    const chosen = after(state(), 'D', { type: 'picked', value: 'quick' });
    assert.deepEqual(entries(chosen.effects), [{ type: 'depth', depth: 'quick' }]);
    assert.equal(shown(chosen.state), 'window-start', 'the first that has no answer');
    assert.ok(!ids(chosen.state).includes('CC1.3-raci'), 'no key control');
    assert.ok(ids(chosen.state).includes('CC6.1-mfa'));
    const saved = state({ type: 'depth', depth: 'quick' });
    assert.deepEqual(ids(saved), ids(chosen.state), 'the same before and after it is on disk');
    assert.ok(saved.assessment.controls['CC1.3-raci']?.answer !== undefined, 'and the answer is kept');
    assert.ok(ids(state({ type: 'depth', depth: 'quick' }, { type: 'depth', depth: 'full' })).includes('CC1.3-raci'));
  });

  test('z takes the choice back', () => {
    const quick = state({ type: 'depth', depth: 'quick' });
    const { effects, state: undone } = after({ ...quick, interview: { question: 'CC6.1-mfa', typing: false } }, 'z');
    const [entry] = entries(effects);
    assert.equal(entry?.type, 'undo');
    assert.equal(shown(undone), 'depth');
  });
});

/** To the row of CC6. */
const down = ['G', 'k', 'k', 'k'];

describe('one series at a time', () => {
  const cc6 = after(stateOf(halfWay), ...down, 'enter').state;

  test('a row of the Overview narrows the interview to its series', () => {
    assert.equal(screenOf(cc6), 'interview');
    assert.equal(shown(cc6), 'CC6.1-passwords', 'the first open one of it');
    assert.deepEqual(ids(cc6), ['CC6.1-mfa', 'CC6.1-passwords', 'CC6.4-doors']);
  });

  test('it ends at both ends of the series, and says so', () => {
    const last = after(cc6, 'right', 'right', 'right').state;
    assert.equal(shown(last), 'CC6.4-doors');
    assert.match(last.notice?.text ?? '', /last question of CC6; 2 are still open: \/ finds them/);
    const first = after(last, ...Array(5).fill('left')).state;
    assert.equal(shown(first), 'CC6.1-mfa');
    assert.match(first.notice?.text ?? '', /first question of CC6/);
  });

  test('the interview opened from anywhere else asks everything, from where one was', () => {
    const whole = after(cc6, 'esc', '2').state;
    assert.equal(shown(whole), 'CC6.1-passwords');
    assert.ok(ids(whole).includes('company'));
  });
});

describe('the time that is left', () => {
  test('counts what has no answer, within the series it was narrowed to', () => {
    assert.equal(timeLeftOf(stateOf(halfWay, { screen: 'interview' })), 'about 5 min left');
    const done = after(stateOf(halfWay), ...down, 'enter', '3', 'right', '3').state;
    assert.equal(timeLeftOf(done), undefined, 'nothing of the series is left');
    assert.match(summaryLines(done).at(-1) ?? '', / · 9 of 12 questions answered, a few minutes left$/);
  });
});

test('at a prompt the depth is the first question, and choosing it goes on with what is open', async (t) => {
  const { workspace, end } = await workspaceWith([
    ...halfWay,
    { type: 'place', screen: 'interview', control: 'depth' },
  ]);
  t.after(end);
  const said: string[] = [];
  const typed = ['quick', 'stop'];
  const talk: Talk = {
    say: (...lines) => void said.push(...lines),
    ask: async () => typed.shift() ?? 'stop',
    pick: async () => 'leave' as never,
  };
  await interview(portsOf(workspace, { questionnaire: deep }), talk, {});
  assert.equal(workspace.assessment.scope.depth?.value, 'quick');
  const questions = said.filter((line) => line.startsWith('Question '));
  assert.deepEqual(questions, ['Question 1 of 13, about 5 min left', 'Question 6 of 9, about 5 min left']);
  assert.ok(said.includes('When should the window begin?'));
});
