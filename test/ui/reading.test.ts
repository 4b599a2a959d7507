/** Nothing that a person has to read is cut without a way to read it all. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { say } from '../../source/app/events.ts';
import type { State } from '../../source/app/state.ts';
import { widthOf } from '../../source/ui/lines.ts';
import { viewOf } from '../../source/ui/view.ts';
import { after } from '../app/drive.ts';
import { facts, halfWay, stateOf } from '../app/fixture.ts';

/** The frame of a state in its window, line by line; none is wider than the window. */
function frame(state: State): string[] {
  const { lines } = viewOf(state, { ascii: false, colour: false, still: true }, { frame: 0, now: 0 });
  const texts = lines.map((line) => line.map(({ text }) => text).join(''));
  assert.equal(texts.length, state.size.rows);
  for (const text of texts) assert.ok(widthOf(text) <= state.size.columns, text);
  return texts;
}

/** The words of a frame, whatever line each stands on. */
const words = (state: State) => frame(state).join(' ').replace(/\s+/g, ' ');

const sizes = [
  { columns: 40, rows: 12 },
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
];

describe('a notice', () => {
  const text =
    'Open for writing by root on vm (process 30148, since 2026-11-22 04:25 UTC): this one only reads until it ends.';

  for (const { columns, rows } of sizes)
    test(`longer than its line is there in full at ${columns}×${rows}, with the keys under it`, () => {
      const state = say(stateOf(halfWay, { screen: 'interview', columns, rows }), text, 'bad');
      assert.ok(words(state).includes(text), frame(state).join('\n'));
      assert.match(frame(state).at(-1) ?? '', /\? help/);
    });

  test('of one line takes nothing from the body', () => {
    const state = stateOf(halfWay, { screen: 'checks', facts: facts(false) });
    assert.deepEqual(frame(say(state, 'Copied it')).slice(0, 22), frame(state).slice(0, 22));
  });
});

describe('a form', () => {
  const interview = (size: { columns: number; rows: number }) => stateOf(halfWay, { screen: 'interview', ...size });

  for (const size of sizes)
    test(`says what is wrong in full at ${size.columns}×${size.rows}`, () => {
      const { state } = after(interview(size), 'n', 'ctrl+s');
      const fault = state.overlay?.kind === 'form' ? state.overlay.form.fault : undefined;
      assert.ok(fault !== undefined && fault.length > 80);
      assert.ok(words(state).includes(fault), frame(state).join('\n'));
    });

  test('shows a text longer than its line below, all of it', () => {
    const note = `First 日本語のメモ. ${'Then it goes on. '.repeat(12)}And here it ends.`;
    const { state } = after(interview({ columns: 80, rows: 24 }), 'e', { type: 'paste', text: note });
    assert.ok(words(state).includes(note));
  });
});

describe('a question of scope', () => {
  const at = (...keys: string[]) => after(stateOf(halfWay, { screen: 'interview' }), ...keys).state;
  const scope = (question: string) => at('/', ...question, 'enter');

  test('says what was answered, apart from what is marked', () => {
    assert.match(words(scope('offices')), /answered: No/);
    const open = stateOf([{ type: 'scope', question: 'company', value: 'A' }], { screen: 'interview' });
    assert.match(words(open), /How many people.*not answered yet/);
  });

  test('to tick says what nothing ticked means', () => {
    assert.match(words(scope('categories')), /answered: none of these · ⏎ with nothing ticked: none of these/);
    const ticked = after(scope('categories'), 'space').state;
    assert.match(words(ticked), /answered: none of these · ⏎ answers with what is ticked/);
  });

  test('why and undo work on a picker as on any other question', () => {
    const picking = scope('offices');
    assert.equal(after(picking, 'w').state.overlay?.kind, 'page');
    assert.ok(after(picking, 'z').effects.length > 0);
  });
});

describe('a claim that AWS refutes', () => {
  const contradicted = (size: { columns: number; rows: number }, ...keys: string[]) =>
    after(stateOf(halfWay, { screen: 'interview', facts: facts(false), ...size }), 'left', ...keys).state;

  for (const size of sizes)
    test(`is told on the question at ${size.columns}×${size.rows}, also once the notice is gone`, () => {
      assert.match(words(contradicted(size)), /contradicts (your )?answer 3/);
      assert.match(words(contradicted(size, 'down')), /contradicts (your )?answer 3/);
      assert.match(words(contradicted(size, '1', 'up')), /AWS would contradict 3 and 4|3 or 4 would be contradicted/);
    });

  test('takes the place of the note where five long answers fill the window', () => {
    const state = contradicted({ columns: 70, rows: 17 });
    assert.match(words(state), /✖ AWS contradicts your answer 3: w shows it \(root-mfa-enabled\)/);
    assert.doesNotMatch(words(contradicted({ columns: 120, rows: 40 })), /✖ AWS contradicts/, 'the pane says it');
  });

  test('is told as it is made, whichever key makes it', () => {
    const { notice } = contradicted({ columns: 80, rows: 24 }, '4');
    assert.deepEqual(
      [notice?.tone, /AWS shows otherwise \(root-mfa-enabled\)/.test(notice?.text ?? '')],
      ['bad', true],
    );
    const gone = contradicted({ columns: 80, rows: 24 }, '1', '4', 'up', 'down', 'up', 'enter');
    assert.equal(gone.notice, undefined, 'the same answer again is no new claim');
    const entered = contradicted({ columns: 80, rows: 24 }, 'down', 'enter');
    assert.match(entered.notice?.text ?? '', /CC6.1-mfa: answered 4, but AWS shows otherwise/);
    assert.equal(contradicted({ columns: 80, rows: 24 }, '2').notice?.tone, 'good');
  });
});

test('the figure of a series is there in a narrow window too', () => {
  const state = stateOf(halfWay, { columns: 60, rows: 20 });
  const { derived } = state;
  const score = { state: 'Met', evidenced: 0.64, claimed: 0.68, upper: 0.78, coverage: 1, controls: [] };
  const { design } = derived?.decisions.score ?? {};
  assert.ok(derived !== undefined && design !== undefined);
  const criteria = design.criteria.map((one) => ({ ...one, ...score }) as typeof one);
  const decisions = {
    ...derived.decisions,
    unasked: [],
    score: { ...derived.decisions.score, design: { ...design, criteria } },
  };
  assert.match(
    frame({ ...state, derived: { ...derived, decisions } }).join('\n'),
    /CC6 +Logical and physical +[█▓░·]{14} {2}64 /,
  );
});

describe('a row that is cut', () => {
  test('stands whole below the list, where lines are free', () => {
    const report = stateOf(halfWay, { screen: 'report' });
    assert.match(words(report), /account ids, ARNs and names of resources become aliases, the same ones everywhere/);
    assert.doesNotMatch(
      words(after(report, 'j').state),
      /the same ones everywhere/,
      'a row that fits is not said twice',
    );
    const small = stateOf(halfWay, { screen: 'report', rows: 18 });
    assert.match(frame(small).at(-1) ?? '', /\? help/);
  });

  test('and so does what to type into a line of a form', () => {
    const { state } = after(stateOf(halfWay, { screen: 'registers', columns: 70 }), '+', ...Array(8).fill('tab'));
    assert.match(words(state), /id of the policy whose document holds it: an id such as access-control/);
  });
});

describe('columns', () => {
  test('have names where there is room, and none where there is not', () => {
    const gaps = (rows: number) => words(stateOf(halfWay, { screen: 'gaps', facts: facts(false), rows }));
    assert.match(gaps(24), /control because what it is points/);
    assert.doesNotMatch(gaps(16), /because what it is/);
    assert.match(words(stateOf(halfWay, { screen: 'plan' })), /# ● when what who est due/);
  });

  test('of the matrix say what the letter under the cursor means', () => {
    const raci = stateOf(halfWay, { screen: 'raci' });
    const seen = new Set<string>();
    let state = raci;
    for (let column = 0; column < 8; column += 1) {
      const [, meant = ''] = /: (nothing to do with it|[RACI/]+, [a-z ]+)/.exec(words(state)) ?? [];
      seen.add(meant);
      state = after(state, 'right').state;
    }
    assert.ok(
      [...seen].some((text) => text.includes('A, answers for it') || text.includes('does it and answers for it')),
    );
  });
});
