/** Populations in the assessment and in the score: what an import says of controls, and how much of it counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import { scoreInputs } from '../../source/core/inputs.ts';
import type { PopulationResult } from '../../source/core/population-entry.ts';
import { populationKinds } from '../../source/core/population-kinds.ts';
import { type PopulationKind, standingKinds } from '../../source/core/population-spec.ts';
import type { Cadence } from '../../source/core/questionnaire.ts';
import { operationSteps } from '../../source/core/score-operation.ts';
import { classify } from '../../source/workspace/entry-shape.ts';
import { sampleAssessment, sampleControl, sampleQuestionnaire } from './input-samples.ts';

function imported(kind: PopulationKind, ...results: Partial<PopulationResult>[]): EntryBody {
  return {
    ...{ type: 'population-import', kind, rowsFile: `populations/${kind}-0123456789ab.json`, sha256: 'ab', rows: 25 },
    ...{ columns: { left: 'Last day' }, source: 'HR', exported: '2025-05-30', file: 'x.csv', fileSha256: 'cd' },
    ...{ seed: 1, sample: 8 },
    results: results.map((result) => ({ control: 'c', size: 25, deviations: 0, unknown: 0, counted: true, ...result })),
  };
}

const open: EntryBody = { type: 'window', start: '2025-01-01', months: 6, opened: true };

/** Lowest figure of the operating half of control `c`, with the words of its steps. */
function operation(...bodies: EntryBody[]) {
  return operationOf({ onEvent: ['leaver'] }, bodies);
}

function operationOf(cadence: Cadence, bodies: EntryBody[]) {
  const control = sampleControl({ id: 'c', cadence });
  const answer: EntryBody = { type: 'answer', control: 'c', answer: { level: 4 } };
  const assessment = sampleAssessment(open, answer, ...bodies);
  const questionnaire = sampleQuestionnaire(control);
  const [input] = scoreInputs({ questionnaire, assessment, results: [], today: '2025-06-01', depth: 'full' }).inputs;
  const steps = operationSteps(input ?? assert.fail());
  const values = steps.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return {
    figure: values.length === 0 ? undefined : Math.min(...values),
    words: steps.map(({ text }) => text).join('; '),
  };
}

test('S-O4 and S-O5 from an import; what nothing shows is neither right nor a deviation', () => {
  assert.equal(operation(imported('leavers', { deviations: 1 })).figure, 0.96);
  assert.equal(operation(imported('leavers', { deviations: 3 })).figure, 0.5, 'systematic');
  const unknown = operation(imported('leavers', { deviations: 1, unknown: 5 }));
  assert.equal(unknown.figure, 1 - 6 / 25);
  assert.match(unknown.words, /1 of 25 items deviate, 5 not shown either way/);
  assert.doesNotMatch(unknown.words, /systematic/);
  assert.deepEqual(operation(imported('leavers', { size: 0 })), {
    figure: undefined,
    words: 'did not occur: recorded zero population',
  });
});

test('a value nobody committed to is shown and not scored: the answer counts as before', () => {
  assert.match(operation(imported('leavers', { deviations: 3, counted: false })).words, /no records of runs/);
});

test('a later import of a kind takes the place of the earlier one, also where it says nothing of a control', () => {
  const { controls, populations } = sampleAssessment(
    imported('leavers', { deviations: 3 }, { control: 'd' }),
    imported('changes', { control: 'e' }),
    imported('leavers', { deviations: 1 }),
  );
  assert.equal(controls.c?.population?.deviations, 1);
  assert.equal(controls.d?.population, undefined);
  assert.equal(controls.e?.population?.size, 25);
  assert.deepEqual(Object.keys(populations.imports), ['leavers', 'changes']);
});

test('access reviews count as runs on the calendar, and those of a later list take their place', () => {
  const review = (...runs: { on: string; deviation?: string }[]): EntryBody => {
    const body = imported('leavers', { runs });
    return { ...body, kind: 'access-reviews' } as EntryBody;
  };
  const byHand: EntryBody = { type: 'run', control: 'c', on: '2025-01-15' };
  const { controls } = sampleAssessment(
    byHand,
    review({ on: '2025-02-01' }),
    review({ on: '2025-03-01', deviation: 'late' }),
  );
  assert.deepEqual(
    controls.c?.runs.map(({ on, deviation }) => [on, deviation]),
    [
      ['2025-01-15', undefined],
      ['2025-03-01', 'late'],
    ],
  );
});

test('a list of what there is: a look on its day, and what is wrong in it counts as of items', () => {
  // The window began on 1 January; on 1 June one quarter is over.
  const quarterly: Cadence = { every: 'quarter', continuous: true };
  const devices = (exported: string, given: Partial<PopulationResult> = {}): EntryBody =>
    ({ ...imported('devices', { size: 20, ...given }), exported }) as EntryBody;
  const of = (...bodies: EntryBody[]) => operationOf(quarterly, bodies).figure;
  assert.equal(of(), 0, 'nobody looked');
  assert.equal(of(devices('2025-03-10')), 1);
  assert.equal(of(devices('2025-03-10', { deviations: 1 })), 0.95, 'isolated');
  assert.equal(of(devices('2025-03-10', { deviations: 2 })), 0.5, 'two of twenty: systematic');
  assert.equal(of(devices('2025-03-10', { unknown: 4 })), 0.8, 'not shown is not right');
  assert.equal(of(devices('2025-03-10', { unknown: 20 })), 0, 'it shows nothing: no look either');
  assert.equal(of(devices('2024-12-20')), 0, 'made before the window');
  assert.equal(of(devices('2025-03-10', { deviations: 2, counted: false })), 0, 'not committed: nothing counts');
  assert.equal(of(devices('2025-03-10', { size: 0 })), 1, 'of nothing nothing went wrong: the look counts');
  // On a control that is a setting alone, nothing but the list speaks of it; a list of nobody says nothing.
  const setting = (...bodies: EntryBody[]) => operationOf({ continuous: true }, bodies).words;
  assert.match(setting(devices('2025-03-10', { deviations: 1 })), /: 1 of 20 items deviate/);
  assert.match(setting(devices('2025-03-10', { size: 0 })), /^did not occur/);
});

test('a later list of what there is takes the place of the population, and the looks before it stay', () => {
  const devices = (exported: string, deviations: number): EntryBody =>
    ({ ...imported('devices', { size: 20, deviations }), exported }) as EntryBody;
  const { controls } = sampleAssessment(
    devices('2025-01-20', 3),
    devices('2025-04-20', 2),
    // Judged anew, or exported again: the same day is the same look.
    devices('2025-04-20', 0),
  );
  assert.deepEqual(
    controls.c?.runs.map(({ on }) => on),
    ['2025-01-20', '2025-04-20'],
  );
  assert.deepEqual([controls.c?.population?.deviations, controls.c?.population?.on], [0, '2025-04-20']);
});

test('the kinds that list what there is are those without an event', () => {
  const without = (Object.keys(populationKinds) as PopulationKind[]).filter(
    (kind) => populationKinds[kind].event === undefined,
  );
  assert.deepEqual(without.toSorted(), standingKinds.toSorted());
});

test('undone, the one before counts again; accounts: the last word on each', () => {
  const undone = sampleAssessment(imported('leavers', { deviations: 3 }), imported('leavers'), {
    type: 'undo',
    undoes: 'e1',
  });
  assert.equal(undone.controls.c?.population?.deviations, 3);
  const account = (person: string, same: boolean): EntryBody => ({
    type: 'person-account',
    person,
    account: 'arn',
    same,
  });
  const { accounts } = sampleAssessment(account('ada', true), account('bo', true), account('ada', false)).populations;
  assert.deepEqual(accounts, { ada: { arn: false }, bo: { arn: true } });
});

test('entries that are not well formed are no entries', () => {
  const line = (body: object) => ({ v: 1, id: 'a', replica: 'b', seq: 1, at: '', by: '', questionnaire: '', ...body });
  assert.equal(classify(line(imported('leavers'))).kind, 'entry');
  for (const [change, why] of [
    [{ kind: 'pets' }, /kind/],
    [{ seed: 2 ** 32 }, /seed/],
    [{ columns: { left: 1 } }, /columns/],
    [{ results: [{ control: 'c', size: 1, deviations: 1, unknown: 1, counted: true }] }, /results: no more deviations/],
  ] as const) {
    const found = classify(line({ ...imported('leavers'), ...change }));
    assert.match(found.kind === 'unreadable' ? found.why : 'an entry', why);
  }
  assert.equal(
    classify(line({ type: 'person-account', person: '__proto__', account: 'a', same: true })).kind,
    'unreadable',
  );
});
