/** Start, Scope, Clients, AWS accounts, Settings, Glossary and the tour: what their keys do. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Effect } from '../../source/app/events.ts';
import type { Told } from '../../source/app/outside.ts';
import { guidedPath, nextOnPath } from '../../source/app/path.ts';
import { currentQuestion } from '../../source/app/questions.ts';
import { scopeEffect } from '../../source/app/scope-rows.ts';
import { screens } from '../../source/app/screens.ts';
import { changesText } from '../../source/app/session-changes.ts';
import { type StartRow, screenWords, startRows } from '../../source/app/start-rows.ts';
import { type State, screenOf, startState } from '../../source/app/state.ts';
import { summaryLines } from '../../source/app/summary.ts';
import type { Entry, EntryBody } from '../../source/core/entry.ts';
import { assessment } from '../core/sample.ts';
import { after, entries } from './drive.ts';
import { checks, facts, halfWay, questionnaire, stateOf } from './fixture.ts';

const depths = {
  ...questionnaire,
  scoping: [
    {
      id: 'depth',
      ask: 'How deep?',
      why: 'Chooses.',
      type: 'choice' as const,
      group: 'first' as const,
      options: [
        { value: 'full', label: 'The whole' },
        { value: 'quick', label: 'Quick' },
      ],
    },
    ...questionnaire.scoping,
  ],
};

function told(state: State, answer: Told): { state: State; effects: Effect[] } {
  return after(state, { type: 'told', told: answer, assessment: state.assessment });
}

function down(state: State, found: (row: StartRow) => boolean): string[] {
  const at = startRows(state).findIndex(found);
  assert.notEqual(at, -1);
  return Array<string>(at).fill('j');
}

const isAct = (act: string) => (row: StartRow) => row.kind === 'act' && row.act === act;

describe('Start', () => {
  test('comes first when nothing is known, and not once something is', () => {
    const given = { size: { columns: 80, rows: 24 }, questionnaire, checks, readOnly: undefined, problems: [] };
    const open = (...bodies: EntryBody[]) =>
      screenOf(startState({ ...given, assessment: assessment(...bodies), canScan: true }));
    assert.equal(open({ type: 'created', name: 'A', timeZone: 'UTC' }), 'start');
    assert.equal(open({ type: 'created', name: 'A', timeZone: 'UTC' }, { type: 'place', screen: 'gaps' }), 'start');
    assert.equal(open(...halfWay), 'overview');
  });

  test('0 leads there from every screen, and every other screen stands on it with a word on what it is', () => {
    // Where digits answer, esc comes first.
    const digits: readonly string[] = ['interview', 'workshop', 'start'];
    for (const screen of screens.filter((one) => !digits.includes(one)))
      assert.equal(screenOf(after(stateOf(halfWay, { screen }), '0').state), 'start', screen);
    const listed = startRows(stateOf(halfWay, { screen: 'start' })).flatMap((row) =>
      row.kind === 'screen' ? [row.screen] : [],
    );
    assert.deepEqual(
      listed,
      screens.filter((screen) => screen !== 'start'),
    );
    for (const screen of listed) assert.ok(screenWords[screen] !== undefined, `${screen} needs a word`);
  });

  test('somebody new: the quick path chooses the depth and asks the first question', () => {
    const state = { ...stateOf([], { screen: 'start' }), questionnaire: depths };
    const [row] = startRows(state);
    assert.ok(row?.kind === 'act' && row.act === 'quick' && /question.*min/.test(row.said));
    const { state: asked, effects } = after(state, 'enter');
    assert.deepEqual(entries(effects), [{ type: 'depth', depth: 'quick' }]);
    assert.equal(screenOf(asked), 'interview');
    assert.equal(currentQuestion(asked)?.id, 'company');
  });

  test('reading only, it says so and writes nothing', () => {
    const state = { ...stateOf([], { screen: 'start', readOnly: 'Held by another.' }), questionnaire: depths };
    const { state: same, effects } = after(state, 'enter');
    assert.deepEqual(effects, []);
    assert.equal(same.notice?.text, 'Held by another.');
  });

  test('the path says what is done and names one next step, which go-on opens', () => {
    const state = stateOf(halfWay, { screen: 'start', facts: facts(false) });
    const path = guidedPath(state);
    assert.deepEqual(
      path.map(({ id }) => id),
      ['scope', 'interview', 'checks', 'gaps', 'plan', 'raci', 'window', 'verify'],
    );
    assert.equal(nextOnPath(path)?.id, 'scope');
    assert.equal(startRows(state).filter((row) => row.kind === 'path' && row.isNext).length, 1);
    const { state: asked } = after(state, 'enter');
    assert.equal(currentQuestion(asked)?.id, 'window-start');
  });

  test('what may wait of scope does not stand before the interview', () => {
    const state = stateOf([...halfWay, { type: 'scope', question: 'window-start', value: '2027-01-01' }]);
    assert.equal(nextOnPath(guidedPath(state))?.id, 'interview');
  });

  test('the next three things lead to their questions', () => {
    const state = stateOf(halfWay, { screen: 'start', facts: facts(false) });
    const steps = startRows(state).filter((row) => row.kind === 'next');
    assert.equal(steps.length, 3);
    const { state: asked } = after(state, ...down(state, (row) => row === steps[0]), 'enter');
    assert.equal(currentQuestion(asked)?.id, 'CC6.1-mfa');
  });

  test('the sample is opened after this one is left; a running scan is asked about first', () => {
    const state = stateOf(halfWay, { screen: 'start' });
    const keys = down(state, isAct('sample'));
    const { state: left, effects } = after(state, ...keys, 'enter');
    assert.deepEqual(left.next, { type: 'sample' });
    assert.ok(effects.some((effect) => effect.type === 'leave' && effect.exitCode === 0));
    const scanning = {
      ...state,
      scan: { state: 'running', done: 0, total: 1, calls: 0, denied: 0, failed: 0, since: 0 },
    };
    const asked = after(scanning as State, ...keys, 'enter').state;
    assert.equal(asked.overlay?.kind, 'confirm');
    const stayed = after(asked, 'n').state;
    assert.equal(stayed.next, undefined);
    assert.equal(stayed.leaving, undefined);
  });
});

describe('the tour', () => {
  const over: State = { ...stateOf([], { screen: 'start' }), overlay: { kind: 'tour', page: 0 } };

  test('enter turns its pages, ← turns back, and past the last it is gone', () => {
    assert.deepEqual(after(over, 'enter', 'right', 'left').state.overlay, { kind: 'tour', page: 1 });
    assert.equal(after(over, 'enter', 'enter', 'enter', 'enter').state.overlay, undefined);
  });

  test('esc leaves it at once, from any page', () => {
    assert.equal(after(over, 'esc').state.overlay, undefined);
    assert.equal(after(over, 'enter', 'esc').state.overlay, undefined);
  });
});

describe('Scope', () => {
  test('enter asks the question again, and the answer leads back to the list', () => {
    const state = stateOf(halfWay, { screen: 'scope' });
    const { state: asked } = after(state, 'j', 'enter');
    assert.equal(currentQuestion(asked)?.id, 'headcount');
    const { state: back, effects } = after(asked, { type: 'picked', value: '6-20' });
    assert.deepEqual(entries(effects), [{ type: 'scope', question: 'headcount', value: '6-20' }]);
    assert.equal(screenOf(back), 'scope');
    assert.equal(screenOf(after(asked, 'esc').state), 'scope', 'so does esc');
  });

  test('a question that the quick depth leaves for later can be asked all the same', () => {
    const quick = stateOf([...halfWay, { type: 'depth', depth: 'quick' }], { screen: 'scope' });
    const { state } = after(quick, 'G', 'enter');
    assert.equal(currentQuestion(state)?.id, 'access-key-age-days');
    const { effects } = after(state, '9', '0', 'enter');
    assert.deepEqual(entries(effects), [
      { type: 'scope', question: 'access-key-age-days', value: 90, committed: true },
    ]);
  });

  test('it says which controls an answer brings in', () => {
    const own = {
      ...questionnaire,
      controls: questionnaire.controls.map((control) =>
        control.id === 'CC6.4-doors'
          ? { ...control, weight: 1 as const, when: { scope: 'offices', is: true } }
          : control,
      ),
    };
    const said = (value: boolean) => ({
      questionnaire: own,
      assessment: assessment({ type: 'scope', question: 'offices', value }),
    });
    assert.deepEqual(scopeEffect(said(false), 'offices'), { added: [], removed: ['CC6.4-doors'] });
    assert.deepEqual(scopeEffect(said(true), 'offices'), { added: [], removed: [] });
    assert.equal(scopeEffect(said(true), 'headcount'), undefined);
  });
});

describe('Clients', () => {
  const clients = ['here', 'there'].map((name) => ({ folder: `/w/${name}`, name, current: name === 'here' }));
  const listed = told(stateOf(halfWay, { screen: 'clients' }), { type: 'clients', clients });

  test('the list is there at once, and the figures of each are asked for', () => {
    assert.deepEqual(
      listed.effects.map((effect) => effect.type === 'ask' && effect.ask),
      clients.map(({ folder }) => ({ type: 'client-figures', folder })),
    );
    const figures = { name: 'There', verdict: 'Ready', coverage: 1 };
    const { state } = told(listed.state, { type: 'client-figures', folder: '/w/there', figures });
    assert.deepEqual(
      state.clients?.map((client) => client.figures),
      [undefined, figures],
    );
    // Looked at again, what is known stays while it is worked out anew.
    assert.deepEqual(told(state, { type: 'clients', clients }).state.clients?.[1]?.figures, figures);
  });

  test('enter opens another one, and says that the open one is open', () => {
    assert.equal(after(listed.state, 'enter').state.notice?.text, 'This one is open now.');
    const { state, effects } = after(listed.state, 'j', 'enter');
    assert.deepEqual(state.next, { type: 'folder', folder: '/w/there' });
    assert.ok(effects.some(({ type }) => type === 'leave'));
  });

  test('N asks for a name, and only a name that can be made leads there', () => {
    const { state, effects } = after(listed.state, 'N', 'A', 'b', 'enter');
    assert.deepEqual(effects, [{ type: 'ask', ask: { type: 'new-assessment', name: 'Ab' } }]);
    assert.equal(state.next, undefined);
    const gone = told(state, { type: 'next', next: { type: 'new', name: 'Ab' } });
    assert.deepEqual(gone.state.next, { type: 'new', name: 'Ab' });
  });

  test('leaving with q opens nothing', () => {
    assert.equal(after({ ...listed.state, next: { type: 'sample' } }, 'q').state.next, undefined);
  });
});

describe('AWS accounts', () => {
  const profiles = {
    profiles: [
      { name: 'a', mfa: false, state: { type: 'other' as const } },
      { name: 'b', mfa: false, state: { type: 'sso' as const, valid: false }, signIn: 'aws sso login --profile b' },
    ],
    files: ['config'],
    environment: false,
  };

  test('enter chooses for the next reading, c copies the line that signs in', () => {
    const { state } = told(stateOf(halfWay, { screen: 'accounts' }), { type: 'profiles', profiles });
    const { effects } = after(state, 'j', 'enter', 'c');
    assert.deepEqual(
      effects.map((effect) => effect.type === 'ask' && effect.ask),
      [
        { type: 'use-profile', name: 'b' },
        { type: 'copy', text: 'aws sso login --profile b' },
      ],
    );
    const chosen = told(state, { type: 'profiles', profiles: { ...profiles, current: 'b' } });
    assert.match(chosen.state.notice?.text ?? '', /profile b/);
  });

  test('a session without AWS chooses nothing', () => {
    const without = { ...stateOf(halfWay, { screen: 'accounts' }), canScan: false, noScan: 'No AWS here.' };
    const { state } = told(without, { type: 'profiles', profiles });
    const { state: same, effects } = after(state, 'enter');
    assert.deepEqual(effects, []);
    assert.equal(same.notice?.text, 'No AWS here.');
  });
});

describe('Settings', () => {
  test('a switch is taken at once and kept', () => {
    const { state, effects } = after(stateOf(halfWay, { screen: 'settings' }), 'j', 'enter');
    assert.equal(state.settings.ascii, true);
    assert.deepEqual(effects, [{ type: 'ask', ask: { type: 'keep', name: 'ascii', value: 'true' } }]);
  });

  test('a theme is picked', () => {
    const { state, effects } = after(stateOf(halfWay, { screen: 'settings' }), 'enter', {
      type: 'picked',
      value: 'high-contrast',
    });
    assert.equal(state.settings.theme, 'high-contrast');
    assert.deepEqual(effects, [{ type: 'ask', ask: { type: 'keep', name: 'theme', value: 'high-contrast' } }]);
  });

  test('the name is that of the next entries once it is kept', () => {
    const named = { ...stateOf(halfWay, { screen: 'settings' }), by: 'Ada' };
    const { state, effects } = after(named, 'j', 'j', 'j', 'j', 'enter', '!', 'enter');
    assert.deepEqual(effects, [{ type: 'ask', ask: { type: 'keep', name: 'userName', value: 'Ada!' } }]);
    assert.equal(told(state, { type: 'kept', name: 'userName', value: 'Ada!' }).state.by, 'Ada!');
  });

  test('the depth is an entry of the assessment', () => {
    const state = { ...stateOf(halfWay, { screen: 'settings' }), questionnaire: depths };
    const { effects } = after(state, 'j', 'j', 'j', 'j', 'j', 'enter', { type: 'picked', value: 'quick' });
    assert.deepEqual(entries(effects), [{ type: 'depth', depth: 'quick' }]);
  });
});

describe('Glossary', () => {
  const term = (name: string, definition: string) => ({ term: name, definition, see: [], where: [] });
  const glossary = { terms: [term('control', 'What is tested.'), term('evidence', 'What shows a control.')] };

  test('the filter finds names first, then meanings; enter opens the page', () => {
    const state = { ...stateOf(halfWay, { screen: 'glossary' }), glossary };
    const found = after(state, '/', ...'evi', 'enter').state;
    const opened = after(found, 'enter').state;
    assert.deepEqual(opened.overlay, { kind: 'page', page: { type: 'term', term: 'evidence' }, scroll: 0 });
  });

  test('it is read when the screen is first gone to', () => {
    const { effects } = after(stateOf(halfWay), ':', ...'glossary', 'enter');
    assert.ok(effects.some(({ type }) => type === 'read-glossary'));
  });
});

describe('after leaving', () => {
  test('what this session changed is counted, and only that', () => {
    const state = stateOf(halfWay, { facts: facts(false) });
    assert.match(summaryLines(state).at(-1) ?? '', /^This session: nothing was changed · \d+ of 12/);
    const more = assessment(...halfWay, { type: 'note', control: 'CC6.1-mfa', text: 'x' });
    const lines = summaryLines({ ...state, assessment: more });
    assert.match(lines.at(-1) ?? '', /^This session: 1 note · /);
    assert.ok(lines.length >= 2 && lines.length <= 4, lines.join('\n'));
  });

  test('kinds in words', () => {
    const entry = (body: EntryBody) => body as Entry;
    const said = [
      entry({ type: 'answer', control: 'a', answer: { level: 3 } }),
      entry({ type: 'answer', control: 'b', answer: { level: 3 } }),
      entry({ type: 'undo', undoes: 'x' }),
      entry({ type: 'place', screen: 'gaps' }),
    ];
    assert.equal(changesText(said), '2 answers, 1 taken back');
    assert.equal(changesText([]), undefined);
  });
});
