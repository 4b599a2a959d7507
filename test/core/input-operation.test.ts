/** Runs, populations, days in place and the calendar as the model's inputs (rules S-O2 to S-O5, S-V2). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { scoreInputs } from '../../source/core/inputs.ts';
import type { Cadence } from '../../source/core/questionnaire.ts';
import type { ControlInput } from '../../source/core/score-types.ts';
import { sampleAssessment, sampleControl, sampleQuestionnaire, sampleResult } from './input-samples.ts';

const id = 'CC1.1-a';
const open: EntryBody = { type: 'window', start: '2025-01-01', months: 12, opened: true };
const run = (on: string, deviation?: string): EntryBody => ({
  ...{ type: 'run', control: id, on },
  ...(deviation === undefined ? {} : { deviation }),
});

function input(cadence: Cadence, bodies: EntryBody[], today = '2025-06-30', results: CheckResult[] = []): ControlInput {
  const checks = ['one', 'two', 'three'].map(
    (check) => ({ id: check, role: 'determinative', because: 'So.' }) as const,
  );
  const questionnaire = sampleQuestionnaire(sampleControl({ id, cadence, checks: results.length > 0 ? checks : [] }));
  const { inputs } = scoreInputs({
    questionnaire,
    assessment: sampleAssessment(...bodies),
    results,
    today,
    depth: 'full',
  });
  assert.ok(inputs[0]);
  return inputs[0];
}

const periodic = ({ expected, evidenced, deviations, missed }: ControlInput) => [
  expected,
  evidenced,
  deviations,
  missed,
];

test('S-O2: runs due so far, runs with a date, deviations, and what is past being late', () => {
  const quarterly: Cadence = { every: 'quarter' };
  const two = [run('2025-03-20'), run('2025-06-20', 'two accounts overlooked')];
  assert.deepEqual(periodic(input(quarterly, [open, ...two])), [2, 2, 1, 0]);
  assert.deepEqual(periodic(input(quarterly, [open, run('2024-12-31'), run('2025-07-01')])), [2, 0, 0, 1]);
  assert.deepEqual(periodic(input(quarterly, [open], '2025-03-30')), [0, 0, 0, 0]);
  assert.deepEqual(periodic(input(quarterly, [open], '2025-03-31')), [1, 0, 0, 0]);
  assert.deepEqual(periodic(input(quarterly, [open], '2026-05-01')), [4, 0, 0, 4]);
  // On its very last day the last run may still come.
  assert.deepEqual(periodic(input(quarterly, [open], '2025-12-31')), [4, 0, 0, 3]);
  assert.deepEqual(periodic(input(quarterly, [open], '2026-01-01')), [4, 0, 0, 4]);
});

test('S-O2: a year of reviews cannot be held in one afternoon', () => {
  const monthly: Cadence = { every: 'month' };
  const sameDay = Array.from({ length: 6 }, () => run('2025-06-30'));
  assert.deepEqual(periodic(input(monthly, [open, ...sameDay])), [6, 1, 0, 4]);
  const early = ['01', '02', '03', '04', '05', '06'].map((day) => run(`2025-01-${day}`));
  assert.deepEqual(periodic(input(monthly, [open, ...early])), [6, 1, 0, 4]);
  const regular = ['01', '02', '03', '04', '05', '06'].map((month) => run(`2025-${month}-15`));
  assert.deepEqual(periodic(input(monthly, [open, ...regular])), [6, 6, 0, 0]);
});

test('outside an open window nothing of the kind is filled', () => {
  const planned: EntryBody = { ...open, opened: false } as EntryBody;
  for (const bodies of [[planned], [], [{ ...open, start: '2025-07-01' } as EntryBody]]) {
    const { expected, population, windowDays, deviations } = input({ every: 'month' }, [
      ...bodies,
      run('2025-02-01', 'x'),
    ]);
    assert.deepEqual([expected, population, windowDays, deviations], [null, null, 0, 0]);
  }
});

const population = (size: number, deviations: number): EntryBody => ({
  ...{ type: 'population', control: id, size, deviations, source: 'HR list' },
});

test('S-O4, S-O3: populations of the window; zero did not occur', () => {
  const event: Cadence = { onEvent: ['leaver'] };
  const of = (...bodies: EntryBody[]) => {
    const { population, deviations, zeroPopulation, expected } = input(event, bodies);
    return [population, deviations, zeroPopulation, expected];
  };
  assert.deepEqual(of(open, population(40, 3)), [40, 3, false, null]);
  assert.deepEqual(of(open, population(0, 0)), [0, 0, true, null]);
  assert.deepEqual(of({ ...open, start: '2025-06-02' } as EntryBody, population(40, 3)), [null, 0, false, null]);
  assert.deepEqual(of(open), [null, 0, false, null]);
});

test('a list of a period before the window counts for nothing in it, also when it is imported inside', () => {
  const list = (period: { from?: string; to?: string }): EntryBody => ({
    ...{ type: 'population-import', kind: 'leavers', rowsFile: 'populations/leavers-0.json', sha256: 'ab', rows: 40 },
    ...{ columns: { left: 'left' }, source: 'HR', exported: '2025-06-01', file: 'x.csv', fileSha256: 'cd' },
    ...{ seed: 1, sample: 8, ...period },
    results: [{ control: id, size: 40, deviations: 3, unknown: 0, counted: true }],
  });
  const of = (...bodies: EntryBody[]) => input({ onEvent: ['leaver'] }, bodies).population;
  assert.equal(of(open, list({})), 40);
  assert.equal(of(open, list({ from: '2025-01-01', to: '2025-06-01' })), 40);
  assert.equal(of(open, list({ from: '2024-01-01', to: '2024-12-31' })), null);
  // Imported on 1 June, before the window opened.
  assert.equal(of({ ...open, start: '2025-06-02' } as EntryBody, list({ to: '2025-06-30' })), null);
});

test('on the calendar and at events: the worse half is taken', () => {
  const both: Cadence = { every: 'quarter', onEvent: ['leaver'] };
  const runs = [run('2025-03-20'), run('2025-06-20')];
  assert.equal(input(both, [open, ...runs, population(40, 3)]).population, 40);
  assert.equal(input(both, [open, population(40, 3)]).population, 40, 'systematic weighs more than late');
  assert.equal(input(both, [open, population(40, 1)]).population, null);
  assert.equal(input(both, [open, ...runs, population(0, 0)]).expected, 2);
});

test('S-O2: days in place since AWS proves it, the least over the counting checks that pass', () => {
  const setting: Cadence = { continuous: true };
  const days = (...results: CheckResult[]) => {
    const { daysInPlace, windowDays } = input(setting, [open], '2025-01-10', results);
    return [daysInPlace, windowDays];
  };
  const since = (day: string) => ({ since: `${day}T08:00:00.000Z` });
  assert.deepEqual(days(sampleResult('one', 'pass', since('2020-01-01'))), [10, 10]);
  assert.deepEqual(days(sampleResult('one', 'pass', since('2025-01-10'))), [1, 10]);
  assert.deepEqual(
    days(sampleResult('one', 'pass', since('2025-01-08')), sampleResult('two', 'pass', since('2025-01-05'))),
    [3, 10],
  );
  assert.deepEqual(days(sampleResult('one', 'pass', since('2025-01-08')), sampleResult('two', 'pass')), [3, 10]);
  assert.deepEqual(days(sampleResult('one', 'pass', { ...since('2025-01-08'), committed: false })), [0, 0]);
  assert.deepEqual(days(sampleResult('one', 'pass')), [0, 0]);
  assert.deepEqual(days(sampleResult('one', 'fail', since('2025-01-08'))), [0, 0]);
});

test('S-O2: since is counted in the assessment’s time zone', () => {
  const created: EntryBody = { type: 'created', name: 'Test', timeZone: 'Pacific/Auckland' };
  const result = sampleResult('one', 'pass', { since: '2025-01-08T20:00:00.000Z' });
  assert.equal(input({ continuous: true }, [created, open], '2025-01-10', [result]).daysInPlace, 2);
});

test('S-V2: an owner who is there, and a next date inside the window or a run in it', () => {
  const owner: EntryBody = { type: 'owner', control: id, person: 'Ada' };
  const next = (day: string): EntryBody => ({ type: 'schedule', control: id, next: day });
  const of = (...bodies: EntryBody[]) => {
    const { recurring, scheduled } = input({ every: 'quarter' }, bodies);
    assert.equal(recurring, true);
    return scheduled;
  };
  const planned: EntryBody = { type: 'window', start: '2025-08-01', months: 3, opened: false };
  assert.equal(of(planned, owner, next('2025-08-01')), true);
  assert.equal(of(planned, owner, next('2025-10-31')), true);
  assert.equal(of(planned, owner, next('2025-11-01')), false);
  assert.equal(of(planned, owner, next('2025-07-31')), false);
  assert.equal(of(planned, next('2025-08-01')), false);
  assert.equal(of(planned, owner), false);
  assert.equal(
    of(planned, owner, next('2025-08-01'), { type: 'person', name: 'Ada', roles: [], left: '2025-06-30' }),
    false,
  );
  assert.equal(of(open, owner, next('2025-06-29')), false);
  assert.equal(of(open, owner, run('2025-03-20')), true);
  assert.equal(of(owner, next('2026-06-30')), true);
  assert.equal(of(owner, next('2026-07-01')), false);
  const scoped: EntryBody[] = [
    { type: 'scope', question: 'window-start', value: '2025-08-01' },
    { type: 'scope', question: 'window-months', value: '3' },
  ];
  assert.equal(of(...scoped, owner, next('2025-11-01')), false);
  assert.equal(input({ onEvent: ['change'] }, []).recurring, false);
  assert.equal(input({ continuous: true }, []).recurring, false);
});
