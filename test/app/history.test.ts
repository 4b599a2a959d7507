import assert from 'node:assert/strict';
import { after as afterAll, before, describe, test } from 'node:test';
import { derive } from '../../source/app/derive.ts';
import { historyRows } from '../../source/app/history-rows.ts';
import type { Ask } from '../../source/app/outside.ts';
import { chosenDays, type PastDay } from '../../source/app/past.ts';
import { createProgram, type Program } from '../../source/app/program.ts';
import type { State } from '../../source/app/state.ts';
import type { Workspace } from '../../source/workspace/workspace.ts';
import { after } from './drive.ts';
import { halfWay, portsOf, stateOf } from './fixture.ts';
import { pastOutside, workspaceWithPast } from './past.ts';

/** Resolves once the state is so; fails after five seconds. */
async function until(program: Program, condition: (state: State) => boolean): Promise<State> {
  const end = Date.now() + 5_000;
  while (!condition(program.getState())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
  return program.getState();
}

const press = (program: Program, ...keys: string[]) => {
  for (const key of keys) program.dispatch({ type: 'key', key });
};

describe('History over a workspace with a past', () => {
  let made: { workspace: Workspace; end(): Promise<void> };
  before(async () => {
    made = await workspaceWithPast();
  });
  afterAll(() => made.end());

  async function running(outside = pastOutside(made.workspace)): Promise<Program> {
    const size = { columns: 80, rows: 24 };
    const program = createProgram(portsOf(made.workspace, { outside }), { size, derive, screen: 'history' });
    program.start({ leave: () => undefined, suspend: () => undefined, copy: () => undefined, redraw: () => undefined });
    await until(program, (state) => state.derived !== undefined);
    return program;
  }

  test('the days on which something was said are read when the screen is gone to, the newest first', async () => {
    const program = await running();
    press(program, '1', '8');
    const state = await until(program, ({ past }) => past.days !== undefined);
    const days = historyRows(state).map((row) => (row.kind === 'day' ? row.day.day : ''));
    assert.deepEqual(days, ['2026-12-01', '2026-11-09', '2026-10-05']);
    assert.equal(state.past.seq, state.assessment.seq);
  });

  test('two marked days are compared; a third takes the place of the first', async () => {
    const program = await running();
    press(program, '1', '8');
    await until(program, ({ past }) => past.days !== undefined);
    press(program, 'j', 'space', 'j', 'space');
    const state = await until(program, ({ past }) => past.comparison?.from === '2026-10-05');
    assert.equal(state.past.comparison?.to, '2026-11-09');
    press(program, 'g', 'space');
    const again = await until(program, ({ past }) => past.comparison?.to === '2026-12-01');
    assert.equal(again.past.comparison?.from, '2026-10-05');
    assert.deepEqual(again.past.marked, ['2026-10-05', '2026-12-01']);
  });

  test('without marks the last two days are compared, at control level', async () => {
    const program = await running();
    press(program, '1', '8');
    await until(program, ({ past }) => past.days !== undefined);
    press(program, ']', ']');
    const state = await until(program, ({ past }) => past.comparison !== undefined);
    assert.deepEqual([state.past.comparison?.from, state.past.comparison?.to], ['2026-11-09', '2026-12-01']);
    const closed = historyRows(state).flatMap((row) =>
      row.kind === 'change' && row.what === 'closed' ? [row.id] : [],
    );
    assert.deepEqual(closed, ['CC6.1-mfa', 'CC6.1-passwords']);
  });

  test('the drift of the last two scans, each judged by the same checks', async () => {
    const program = await running();
    press(program, '1', '8');
    press(program, '[');
    const state = await until(program, ({ past }) => past.drift !== undefined);
    const lines = historyRows(state).flatMap((row) =>
      row.kind === 'drift' ? [`${row.drift.kind} ${row.drift.check}`] : [],
    );
    assert.ok(lines.includes('fixed root-mfa-enabled'), lines.join());
    assert.equal(state.past.drift?.before, '2026-11-09T08:58:12.000Z');
  });

  test('what is read is not asked for twice; what was read before a change is', async () => {
    const asked: Ask['type'][] = [];
    const real = pastOutside(made.workspace);
    const program = await running((wish) => {
      asked.push(wish.type);
      return real(wish);
    });
    press(program, '1', '8');
    await until(program, ({ past }) => past.days !== undefined);
    const count = asked.length;
    press(program, '1', '8', '5', '8');
    assert.equal(asked.length, count);
    const { assessment } = program.getState();
    program.dispatch({
      ...{ type: 'saved', body: { type: 'note', control: 'CC1.3-raci', text: 'x' }, clock: '12:05' },
      assessment: { ...assessment, seq: assessment.seq + 1 },
    });
    press(program, '1', '8');
    assert.equal(asked.length, count + 1);
  });

  test('a wish that fails is said, with the reason', async () => {
    const program = await running(async () => {
      throw new Error('The journal cannot be read.');
    });
    press(program, '1', '8');
    const state = await until(program, ({ notice }) => notice !== undefined);
    assert.equal(state.notice?.text, 'The journal cannot be read.');
    assert.equal(state.past.fault, 'The journal cannot be read.');
  });
});

describe('the words of a point', () => {
  const verdict = { type1: 'Not ready', opening: 'Not ready', inWindow: 'Not started' } as PastDay['verdict'];
  const day = (name: string, evidenced: number, given: Partial<PastDay> = {}): PastDay => ({
    ...{ day: name, verdict, inPlace: 1, criteria: 33, evidenced, claimed: 0.7, coverage: 0.8, enough: true },
    ...given,
  });
  const words = (...days: PastDay[]) => {
    const state = { ...stateOf(halfWay, { screen: 'history' }), past: { marked: [], days } };
    return historyRows(state)
      .flatMap((row) => (row.kind === 'day' ? [row.words] : []))
      .toReversed();
  };

  test('up, down and as before, and what else changed', () => {
    const ready = { verdict: { ...verdict, type1: 'Ready with conditions' as const } };
    assert.deepEqual(
      words(
        day('2026-10-01', 0.4),
        day('2026-10-02', 0.45),
        day('2026-10-03', 0.43, { scan: '2026-10-03T09:00:00Z' }),
        day('2026-10-04', 0.43, { claimed: 0.75, scan: '2026-10-03T09:00:00Z' }),
        day('2026-10-05', 0.9, { ...ready, scan: '2026-10-03T09:00:00Z' }),
      ),
      [
        'the first day',
        'up 5',
        'down 2, with a new scan',
        'evidenced as before, claimed up 5',
        'up 47, now Ready with conditions',
      ],
    );
  });

  test('a day with too little answered has no figure in words either', () => {
    const low = day('2026-10-01', 0.9, { enough: false });
    assert.deepEqual(words(low, day('2026-10-02', 0.4)), [
      'the first day, not enough answered',
      'enough is known from here on',
    ]);
    assert.deepEqual(words(day('2026-10-01', 0.4), { ...low, day: '2026-10-02' })[1], 'not enough answered');
  });

  test('a figure saved under another version of the model is no step up or down', () => {
    assert.equal(
      words(day('2026-10-01', 0.4), day('2026-10-02', 0.9, { asSaved: 2 }))[1],
      'as saved under version 2 of the model',
    );
  });

  test('verdicts shows the days on which one changed', () => {
    const other = { ...verdict, opening: 'Ready' } as PastDay['verdict'];
    const days = [day('2026-10-01', 0.4), day('2026-10-02', 0.5), day('2026-10-03', 0.5, { verdict: other })];
    const state = { ...stateOf(halfWay, { screen: 'history' }), past: { marked: [], days } };
    const shown = historyRows(after(state, ']').state).map((row) => (row.kind === 'day' ? row.day.day : ''));
    assert.deepEqual(shown, ['2026-10-03', '2026-10-01']);
  });

  test('which two days are compared', () => {
    const days = [day('2026-10-01', 0.4), day('2026-10-02', 0.5), day('2026-10-03', 0.5)];
    assert.deepEqual(chosenDays({ days, marked: [] }), ['2026-10-02', '2026-10-03']);
    assert.deepEqual(chosenDays({ days, marked: ['2026-10-01'] }), ['2026-10-01', '2026-10-03']);
    assert.deepEqual(chosenDays({ days, marked: ['2026-10-02', '2026-10-01'] }), ['2026-10-01', '2026-10-02']);
    assert.equal(chosenDays({ days: days.slice(0, 1), marked: [] }), undefined);
    assert.deepEqual(chosenDays({ days, marked: ['2026-10-03'] }), ['2026-10-02', '2026-10-03']);
  });
});
