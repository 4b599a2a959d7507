import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { whyPage } from '../../source/app/pages-why.ts';
import { currentQuestion, markedChoice } from '../../source/app/questions.ts';
import { screenOf } from '../../source/app/state.ts';
import { after, entries } from './drive.ts';
import { facts, halfWay, questionnaire, stateOf } from './fixture.ts';

const interview = () => stateOf(halfWay, { screen: 'interview' });

/** On the question about the second factor. */
function onMfa() {
  const { state } = after(interview(), 'left');
  assert.equal(currentQuestion(state)?.id, 'CC6.1-mfa');
  return state;
}

describe('a question about a control', () => {
  test('opens at the first question that is open after the last answer', () => {
    assert.equal(currentQuestion(interview())?.id, 'CC6.1-passwords');
  });

  test('opens exactly where the person was', () => {
    const place = { type: 'place', screen: 'interview', control: 'CC1.3-raci' } as const;
    assert.equal(currentQuestion(stateOf([...halfWay, place], { screen: 'interview' }))?.id, 'CC1.3-raci');
  });

  test('a digit answers with the level and stays', () => {
    const { state, effects } = after(interview(), '4');
    assert.deepEqual(entries(effects), [{ type: 'answer', control: 'CC6.1-passwords', answer: { level: 4 } }]);
    assert.equal(currentQuestion(state)?.id, 'CC6.1-passwords');
    assert.equal(state.savedAt, undefined, 'nothing is said to be saved before it is');
  });

  test('enter answers with the marked choice and goes on', () => {
    const { state, effects } = after(interview(), 'j', 'j', 'enter');
    assert.deepEqual(entries(effects), [{ type: 'answer', control: 'CC6.1-passwords', answer: { level: 2 } }]);
    assert.equal(currentQuestion(state)?.id, 'CC6.4-doors');
  });

  test('enter on an answer already given writes nothing', () => {
    const { state, effects } = after(onMfa(), 'enter');
    assert.deepEqual(entries(effects), []);
    assert.equal(currentQuestion(state)?.id, 'CC6.1-passwords');
  });

  test('the mark stops at both ends', () => {
    const mfa = questionnaire.controls[2];
    assert.ok(mfa);
    assert.equal(markedChoice(after(onMfa(), ...Array(30).fill('k')).state, mfa), 0);
    assert.equal(markedChoice(after(onMfa(), ...Array(30).fill('j')).state, mfa), 7);
  });

  test('going back works from an unanswered question and changes nothing', () => {
    const { state, effects } = after(interview(), 'left', 'left', 'left', 'right');
    assert.equal(currentQuestion(state)?.id, 'CC1.3-raci');
    assert.deepEqual(effects, []);
  });

  test('later goes on; do not know asks who would', () => {
    const later = after(interview(), 'l');
    assert.deepEqual(entries(later.effects), [
      { type: 'answer', control: 'CC6.1-passwords', answer: { level: 'later' } },
    ]);
    assert.equal(currentQuestion(later.state)?.id, 'CC6.4-doors');
    const ask = after(interview(), 'd', 'E', 'v', 'e', 'enter');
    assert.deepEqual(entries(ask.effects), [
      { type: 'answer', control: 'CC6.1-passwords', answer: { level: 'unknown', ask: 'Eve' } },
    ]);
  });

  test('not applicable asks for everything that counts, and says what is missing', () => {
    const short = after(interview(), 'n', 'enter', 'enter', 'enter', 'enter');
    assert.deepEqual(entries(short.effects), []);
    assert.equal(short.state.overlay?.kind === 'form' && /approver/.test(short.state.overlay.form.fault ?? ''), true);
    const full = after(interview(), 'n', 'enter', ...'none', 'enter', ...'Ada', 'enter', 'enter');
    const [entry] = entries(full.effects);
    assert.deepEqual(entry, {
      type: 'answer',
      control: 'CC6.1-passwords',
      answer: {
        level: 'not-applicable',
        reason: 'not-in-scope',
        text: 'none',
        approver: 'Ada',
        reviewOn: '2027-12-01',
      },
    });
  });

  test('inherited is for controls that another may run, and says so', () => {
    const refused = after(interview(), 'i');
    assert.match(refused.state.notice?.text ?? '', /yours to run/);
    const open = after(interview(), 'right', 'i');
    assert.equal(open.state.overlay?.kind, 'form');
  });

  test('evidence is saved with what, where, date and form', () => {
    const { effects, state } = after(onMfa(), 'v', ...'List', 'enter', ...'x.csv', 'ctrl+s');
    assert.deepEqual(entries(effects), [
      {
        type: 'evidence',
        control: 'CC6.1-mfa',
        evidence: { what: 'List', where: 'x.csv', date: '2026-12-01', expires: '2027-03-01', tier: 3 },
      },
    ]);
    assert.equal(currentQuestion(state)?.id, 'CC6.1-mfa', 'evidence does not leave the question');
  });

  test('evidence without a place is refused in words', () => {
    const { effects, state } = after(onMfa(), 'v', ...'List', 'ctrl+s');
    assert.deepEqual(effects, []);
    assert.equal(
      state.overlay?.kind === 'form' && state.overlay.form.fault,
      'Say where it is: without a reference it counts as word only.',
    );
  });

  test('esc keeps what was typed as a draft', () => {
    const left = after(onMfa(), 'e', ...'half a thought', 'esc');
    assert.equal(left.state.overlay, undefined);
    const again = after(left.state, 'e');
    assert.equal(
      again.state.overlay?.kind === 'form' && again.state.overlay.form.fields[0]?.field.value,
      'half a thought',
    );
  });

  test('esc from a form in which nothing was typed speaks of no draft', () => {
    const { state } = after(onMfa(), 'v', 'esc');
    assert.equal(state.notice, undefined);
    assert.deepEqual(state.drafts, {});
    const emptied = after(onMfa(), 'e', 'x', 'esc', 'e', 'backspace', 'esc').state;
    assert.deepEqual(emptied.drafts, {}, 'a draft taken back to what was there is none');
  });

  test('a digit that is no level says how to come to the screens', () => {
    const { state, effects } = after(onMfa(), '7');
    assert.deepEqual(effects, []);
    assert.match(state.notice?.text ?? '', /esc and then its digit/);
    assert.equal(currentQuestion(state)?.id, 'CC6.1-mfa');
  });

  test('why tells what is on record in full: owner, evidence, the whole note', () => {
    const note = `Agreed with Theo. ${'It goes on. '.repeat(30)}The end.`;
    const { state } = after(stateOf([...halfWay, { type: 'note', control: 'CC1.1-conduct', text: note }]), {
      ...{ type: 'key', key: '2' },
    });
    const shown = after(state, 'left', 'left', 'left', 'w').state;
    assert.equal(currentQuestion(shown)?.id, 'CC1.1-conduct');
    const page = whyPage(shown, 'CC1.1-conduct').paragraphs.map(({ text }) => text);
    assert.ok(page.includes(`note: ${note}`));
    assert.ok(page.some((text) => text.startsWith('evidence: Signed codes (dated record), evidence/codes.pdf')));
  });

  test('the owner is picked, or typed when it is somebody else', () => {
    const picked = after(onMfa(), 'a', { type: 'picked', value: 'person:Theo Tech' });
    assert.deepEqual(entries(picked.effects), [{ type: 'owner', control: 'CC6.1-mfa', person: 'Theo Tech' }]);
    const typed = after(onMfa(), 'a', { type: 'picked', value: 'new' }, ...'Zoe', 'enter');
    assert.deepEqual(entries(typed.effects), [
      { type: 'person', name: 'Zoe', roles: [] },
      { type: 'owner', control: 'CC6.1-mfa', person: 'Zoe' },
    ]);
  });

  test('undo names the last answer and goes to it', () => {
    const { effects, state } = after(interview(), 'z');
    assert.deepEqual(entries(effects), [{ type: 'undo', undoes: 'e12' }]);
    assert.equal(currentQuestion(state)?.id, 'CC6.1-mfa');
  });

  test('in a workspace open for reading nothing is written, and the reason is said', () => {
    const state = stateOf(halfWay, { screen: 'interview', readOnly: 'Held by ann@host.' });
    for (const key of ['3', 'enter', 'l', 'd', 'n', 'a', 'v', 'e', 'z']) {
      const pressed = after(state, key);
      assert.deepEqual(pressed.effects, [], key);
      assert.equal(pressed.state.notice?.text, 'Held by ann@host.', key);
    }
  });

  test('what AWS shows is marked as a proposal, never saved', () => {
    const unanswered = halfWay.filter((body) => !(body.type === 'answer' && body.control === 'CC6.1-mfa'));
    const mfa = questionnaire.controls[2];
    assert.ok(mfa);
    const failing = stateOf(unanswered, { screen: 'interview', facts: facts(false) });
    const passing = stateOf(unanswered, { screen: 'interview', facts: facts(true) });
    assert.equal(markedChoice(failing, mfa), 0);
    assert.equal(markedChoice(passing, mfa), 2);
    assert.equal(passing.assessment.controls['CC6.1-mfa']?.answer, undefined);
  });
});

describe('a question about scope', () => {
  const empty = () => stateOf([], { screen: 'interview' });

  test('comes before the controls and takes text at once', () => {
    assert.equal(currentQuestion(empty())?.id, 'company');
    const { effects, state } = after(empty(), ...'Acme', 'space', ...'q?1', 'enter');
    assert.deepEqual(entries(effects), [{ type: 'scope', question: 'company', value: 'Acme q?1' }]);
    assert.equal(currentQuestion(state)?.id, 'headcount');
  });

  test('a paste with line ends is text', () => {
    const { state } = after(empty(), { type: 'paste', text: 'Example\rRobotics\n' });
    assert.equal(state.interview.text?.value, 'Example Robotics ');
  });

  test('esc leaves the field, keeps the text, and then letters act again', () => {
    const left = after(empty(), ...'Ac', 'esc');
    assert.equal(left.state.interview.text?.value, 'Ac');
    assert.equal(after(left.state, '?').state.overlay?.kind, 'help');
    assert.equal(screenOf(after(left.state, 'esc').state), 'overview');
    const moved = after(left.state, 'right', 'left');
    assert.equal(moved.state.interview.text?.value, 'Ac', 'also after another question');
  });

  test('← and → move in the text; at its start one goes back, at its end the other goes on', () => {
    const place = { type: 'place', screen: 'interview', control: 'window-start' } as const;
    const state = stateOf([...halfWay, place], { screen: 'interview' });
    const inside = after(state, '2', '0', 'left', 'left').state;
    assert.deepEqual(inside.interview.text, { value: '20', cursor: 0 });
    assert.equal(currentQuestion(after(inside, 'left').state)?.id, 'categories');
    const end = after(inside, 'right', 'right').state;
    assert.deepEqual(end.interview.text, { value: '20', cursor: 2 });
    const on = after(end, 'right');
    assert.equal(currentQuestion(on.state)?.id, 'CC1.1-conduct');
    assert.deepEqual(on.effects, [], 'without an answer');
    assert.equal(after(on.state, 'left').state.interview.text?.value, '20', 'and the draft stays');
  });

  test('enter on an empty line leaves the question open and goes on', () => {
    const { state, effects } = after(stateOf([], { screen: 'interview' }), 'enter');
    assert.deepEqual(entries(effects), []);
    assert.equal(currentQuestion(state)?.id, 'headcount');
    assert.match(state.notice?.text ?? '', /Left open/);
  });

  test('goes on to the question that follows once the answer is in, not to one it takes out', () => {
    const scoping = questionnaire.scoping.map((question) =>
      question.id === 'categories' ? { ...question, when: { scope: 'offices', is: true } } : question,
    );
    const base = stateOf([], { screen: 'interview' });
    const start = {
      ...base,
      questionnaire: { ...questionnaire, scoping },
      interview: { question: 'offices', typing: false },
    };
    const { state } = after(start, { type: 'picked', value: 'no' });
    assert.equal(currentQuestion(state)?.id, 'window-start');
  });

  test('one is picked, several are ticked', () => {
    const first = after(empty(), ...'A', 'enter', { type: 'picked', value: '6-20' }, { type: 'picked', value: 'yes' });
    assert.deepEqual(entries(first.effects).slice(1), [
      { type: 'scope', question: 'headcount', value: '6-20' },
      { type: 'scope', question: 'offices', value: true },
    ]);
    const ticked = after(first.state, 'space', 'j', 'j', 'space', 'k', 'space', 'space', 'enter');
    assert.deepEqual(entries(ticked.effects), [
      { type: 'scope', question: 'categories', value: ['availability', 'privacy'] },
    ]);
  });

  test('a wrong value is said and not saved; a commitment is marked as one', () => {
    const at = (id: string) => {
      const place = { type: 'place', screen: 'interview', control: id } as const;
      return stateOf([...halfWay, place], { screen: 'interview' });
    };
    const wrong = after(at('window-start'), ...'soon', 'enter');
    assert.deepEqual(wrong.effects, []);
    assert.match(wrong.state.notice?.text ?? '', /YYYY-MM-DD/);
    const days = after(at('access-key-age-days'), ...'90', 'enter');
    assert.deepEqual(entries(days.effects), [
      { type: 'scope', question: 'access-key-age-days', value: 90, committed: true },
    ]);
    const regions = after(at('regions'), ...'eu-west-1,us-east-1', 'enter');
    assert.deepEqual(entries(regions.effects), [
      { type: 'scope', question: 'regions', value: ['eu-west-1', 'us-east-1'] },
    ]);
  });
});
