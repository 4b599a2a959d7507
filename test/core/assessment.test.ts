import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareEntries, emptyAssessment, fold, undoneIds } from '../../source/core/assessment.ts';
import type { Entry, EntryBody } from '../../source/core/entry.ts';

let counter = 0;

function entry(seq: number, body: EntryBody, more: Partial<Entry> = {}): Entry {
  counter += 1;
  const base = {
    v: 1,
    id: `e${counter}`,
    replica: 'r1',
    seq,
    at: '2026-11-21T10:00:00Z',
    by: 'Ann',
    questionnaire: 'q',
  };
  return { ...base, ...body, ...more } as Entry;
}

function level(seq: number, value: 0 | 1 | 2 | 3 | 4, more: Partial<Entry> = {}): Entry {
  return entry(seq, { type: 'answer', control: 'CC1.1-a', answer: { level: value } }, more);
}

const levelNow = (entries: Entry[]) => fold(entries).controls['CC1.1-a']?.answer?.level;

test('an empty journal is an empty assessment', () => {
  assert.deepEqual(fold([]), emptyAssessment());
});

test('each entry type lands where it belongs', () => {
  const control = 'CC1.1-a';
  const assessment = fold([
    entry(1, { type: 'created', name: 'Acme', timeZone: 'Europe/Berlin' }),
    entry(2, { type: 'scope', question: 'log-retention', value: 365, committed: true }),
    entry(3, { type: 'answer', control, answer: { level: 'unknown', ask: 'Bob' } }),
    entry(4, { type: 'owner', control, person: 'Bob' }),
    entry(5, { type: 'note', control, text: 'ask again' }),
    entry(6, {
      type: 'evidence',
      control,
      evidence: { what: 'w', where: 'evidence/a.pdf', date: '2026-11-01', tier: 2 },
    }),
    entry(7, { type: 'person', name: 'Bob', roles: ['CTO'], hoursPerWeek: 4, left: '2026-12-01' }),
    entry(8, { type: 'run', control, on: '2026-11-02', deviation: 'late' }),
    entry(9, { type: 'schedule', control, next: '2027-02-02' }),
    entry(10, { type: 'population', control, size: 3, deviations: 1, source: 'HR list' }),
    entry(11, { type: 'waiver', rule: 'R7', control, text: 't', approver: 'Ann', expires: '2027-01-01' }),
    entry(12, { type: 'raci', control, person: 'Bob', role: 'A' }),
    entry(13, { type: 'plan', item: 'plan:CC1.1-a', state: 'blocked', reason: 'money', on: '2026-11-03' }),
    entry(14, { type: 'window', start: '2027-01-01', months: 3, opened: false }),
    entry(15, { type: 'description', criterion: 'DC2', done: true }),
    entry(16, { type: 'scan', file: 'scans/x.json.gz', sha256: 'ff', account: '123456789012', finishedAt: 'z' }),
    entry(17, { type: 'place', screen: 'interview', control }),
  ]);
  assert.equal(assessment.name, 'Acme');
  assert.equal(assessment.timeZone, 'Europe/Berlin');
  assert.deepEqual(
    [assessment.scope['log-retention']?.value, assessment.scope['log-retention']?.committed],
    [365, true],
  );
  const record = assessment.controls[control];
  assert.equal(record?.answer?.level, 'unknown');
  assert.equal(record?.answer?.by, 'Ann');
  assert.equal(record?.owner, 'Bob');
  assert.equal(record?.note?.text, 'ask again');
  assert.equal(record?.evidence[0]?.where, 'evidence/a.pdf');
  assert.equal(record?.runs[0]?.deviation, 'late');
  assert.equal(record?.next, '2027-02-02');
  assert.equal(record?.population?.size, 3);
  assert.deepEqual(assessment.people, [{ name: 'Bob', roles: ['CTO'], hoursPerWeek: 4, left: '2026-12-01' }]);
  assert.equal(assessment.waivers[0]?.rule, 'R7');
  assert.deepEqual(assessment.raci, [{ control, person: 'Bob', role: 'A', standIn: false }]);
  assert.equal(assessment.plan['plan:CC1.1-a']?.state, 'blocked');
  assert.deepEqual(assessment.window, { start: '2027-01-01', months: 3, opened: false });
  assert.deepEqual(assessment.description, { DC2: true });
  assert.equal(assessment.scans[0]?.file, 'scans/x.json.gz');
  assert.deepEqual(assessment.place, { screen: 'interview', control });
  assert.equal(assessment.seq, 17);
  assert.equal(assessment.history.length, 17);
});

test('fold order is seq, then replica, then id, whatever the clocks say', () => {
  const late = level(2, 1, { at: '2020-01-01T00:00:00Z' });
  const early = level(1, 4, { at: '2030-01-01T00:00:00Z' });
  assert.equal(levelNow([late, early]), 1);
  const [a, b] = [level(5, 2, { replica: 'ra', id: 'z' }), level(5, 3, { replica: 'rb', id: 'a' })];
  assert.equal(levelNow([b, a]), 3);
  assert.ok(compareEntries(a, b) < 0);
  assert.equal(levelNow([level(5, 4, { id: 'x2' }), level(5, 1, { id: 'x1' })]), 4);
});

test('a null takes back an answer, an owner and a scoping value', () => {
  const assessment = fold([
    level(1, 3),
    entry(2, { type: 'answer', control: 'CC1.1-a', answer: null }),
    entry(3, { type: 'owner', control: 'CC1.1-a', person: 'Bob' }),
    entry(4, { type: 'owner', control: 'CC1.1-a', person: null }),
    entry(5, { type: 'scope', question: 'x', value: 'y' }),
    entry(6, { type: 'scope', question: 'x', value: null }),
  ]);
  assert.deepEqual(assessment.controls['CC1.1-a'], { evidence: [], runs: [] });
  assert.deepEqual(assessment.scope, {});
});

test('undo brings back what was before, and an undo can be undone', () => {
  const [first, second] = [level(1, 1), level(2, 4)];
  const undo = entry(3, { type: 'undo', undoes: second.id });
  assert.equal(levelNow([first, second, undo]), 1);
  const redo = entry(4, { type: 'undo', undoes: undo.id });
  assert.equal(levelNow([first, second, undo, redo]), 4);
  const again = entry(5, { type: 'undo', undoes: redo.id });
  assert.equal(levelNow([again, redo, undo, second, first]), 1);
  assert.deepEqual(undoneIds([first, second, undo]), new Set([second.id]));
  const history = fold([first, second, undo]).history;
  assert.deepEqual(history, [first]);
});

test('an undo of itself, or of something unknown, changes nothing', () => {
  const answer = level(1, 2);
  const own = entry(2, { type: 'undo', undoes: 'self' }, { id: 'self' });
  const lost = entry(3, { type: 'undo', undoes: 'nowhere' });
  assert.equal(levelNow([answer, own, lost]), 2);
});

test('a replaced entry counts no more, until its replacement is undone', () => {
  const evidence = (seq: number, what: string, more: Partial<Entry> = {}) =>
    entry(seq, { type: 'evidence', control: 'c', evidence: { what, where: 'w', date: '2026-01-01', tier: 1 } }, more);
  const what = (entries: Entry[]) => fold(entries).controls.c?.evidence.map((piece) => piece.what);
  const first = evidence(1, 'first');
  const second = evidence(2, 'second', { supersedes: first.id });
  const third = evidence(3, 'third', { supersedes: second.id });
  assert.deepEqual(what([first, second]), ['second']);
  assert.deepEqual(what([third, first, second]), ['third']);
  assert.deepEqual(what([first, second, entry(3, { type: 'undo', undoes: second.id })]), ['first']);
  assert.equal(fold([first, second]).history.length, 2);
  // Nothing earlier can replace something later.
  assert.deepEqual(what([evidence(1, 'a', { id: 'a', supersedes: 'b' }), evidence(2, 'b', { id: 'b' })]), ['a', 'b']);
});

test('a duplicate id counts once, also when damage made the two differ', () => {
  const run = entry(1, { type: 'run', control: 'c', on: '2026-01-01' });
  assert.equal(fold([run, { ...run }, run]).controls.c?.runs.length, 1);
  const [a, b] = [level(1, 1, { id: 'same' }), level(1, 2, { id: 'same' })];
  assert.deepEqual(fold([a, b]), fold([b, a]));
});

test('entries of a newer version or type are counted and otherwise left out', () => {
  const answer = level(3, 2);
  const newer = { v: 2, type: 'answer' } as Entry;
  const strange = { ...entry(9, { type: 'undo', undoes: answer.id }), type: 'merge' } as unknown as Entry;
  const assessment = fold([newer, answer, strange]);
  assert.equal(assessment.notUnderstood, 2);
  assert.equal(assessment.seq, 3);
  assert.equal(assessment.controls['CC1.1-a']?.answer?.level, 2);
});

test('a time zone nobody knows does not replace a good one; a scoping answer goes over the first', () => {
  const created = entry(1, { type: 'created', name: 'A', timeZone: 'Europe/Berlin' });
  const strange = entry(2, { type: 'scope', question: 'time-zone', value: 'Mars/Olympus' });
  const moved = entry(3, { type: 'scope', question: 'time-zone', value: 'Pacific/Kiritimati' });
  assert.equal(fold([created, strange]).timeZone, 'Europe/Berlin');
  assert.equal(fold([created, strange, moved]).timeZone, 'Pacific/Kiritimati');
});

test('a person described again keeps their place', () => {
  const person = (seq: number, name: string, roles: string[]) => entry(seq, { type: 'person', name, roles });
  const people = fold([person(1, 'Ann', ['CEO']), person(2, 'Bob', ['CTO']), person(3, 'Ann', ['CEO', 'OPS'])]).people;
  assert.deepEqual(
    people.map((p) => `${p.name} ${p.roles.join('+')}`),
    ['Ann CEO+OPS', 'Bob CTO'],
  );
});

test('names such as constructor and __proto__ reach nothing but their own record', () => {
  for (const control of ['__proto__', 'constructor', 'toString']) {
    const assessment = fold([
      entry(1, { type: 'answer', control, answer: { level: 4 } }),
      entry(2, { type: 'evidence', control, evidence: { what: 'w', where: 'x', date: '2026-01-01', tier: 1 } }),
      entry(3, { type: 'scope', question: control, value: 'v' }),
      entry(4, { type: 'plan', item: control, state: 'open', on: '2026-01-01' }),
    ]);
    assert.equal(Object.getOwnPropertyDescriptor(assessment.controls, control)?.value.answer.level, 4);
    assert.equal(Object.getPrototypeOf(assessment.scope), Object.prototype);
    assert.equal(({} as { answer?: unknown }).answer, undefined);
  }
});

const someBody = fc.oneof(
  fc.record({
    type: fc.constant('answer' as const),
    control: fc.constantFrom('a', 'b'),
    answer: fc.option(fc.record({ level: fc.constantFrom(0 as const, 2 as const, 4 as const) })),
  }),
  fc.record({ type: fc.constant('run' as const), control: fc.constantFrom('a', 'b'), on: fc.constant('2026-01-01') }),
  fc.record({ type: fc.constant('undo' as const), undoes: fc.nat(60).map((n) => `id${n}`) }),
  fc.record({ type: fc.constant('person' as const), name: fc.constantFrom('Ann', 'Bob'), roles: fc.constant(['CTO']) }),
);

test('two copies merged by union fold to one value, in whatever order the lines come', () => {
  const journal = fc.array(
    fc.record({
      body: someBody,
      seq: fc.integer({ min: 1, max: 20 }),
      replica: fc.constantFrom('r1', 'r2'),
      supersedes: fc.option(
        fc.nat(60).map((n) => `id${n}`),
        { nil: undefined },
      ),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(journal, fc.infiniteStream(fc.nat()), fc.nat(60), (lines, random, cut) => {
      const entries = lines.map(({ body, seq, replica, supersedes }, index) =>
        entry(seq, body as EntryBody, {
          replica,
          id: `id${index}`,
          ...(supersedes === undefined ? {} : { supersedes }),
        }),
      );
      const expected = fold(entries);
      // What both had, then what each wrote; some lines twice.
      const merged = [...entries.slice(cut), ...entries.slice(0, cut), ...entries.slice(Math.floor(cut / 2), cut)];
      assert.deepEqual(fold(merged), expected);
      const shuffled = entries
        .map((value) => ({ value, key: random.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ value }) => value);
      assert.deepEqual(fold(shuffled), expected);
    }),
    { numRuns: 300 },
  );
});
