import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../source/core/assessment.ts';
import { addDays } from '../../source/core/calendar.ts';
import { compare, entriesUntil, type Moment, momentOf } from '../../source/core/compare.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import type { Control } from '../../source/core/questionnaire.ts';
import { answered, assessment, control, failedCheck, questionnaire, threePeople } from './sample.ts';

const check = { id: 'mfa', role: 'determinative', because: 'for the test' } as const;
const controls = [
  control('CC1.1-z', { leadDays: 10 }),
  control('CC6.1-b', { checks: [check] }),
  control('CC8.1-c', { weight: 1 }),
];

interface Given {
  day?: string;
  controls?: Control[];
  results?: CheckResult[];
  scan?: Moment['scan'];
}

const moment = (label: string, bodies: EntryBody[], given: Given = {}): Moment => {
  const { day = '2026-12-01', results = [], scan } = given;
  const asked = questionnaire(given.controls ?? controls);
  const said = assessment(...threePeople, ...bodies);
  return momentOf({
    label,
    input: { questionnaire: asked, assessment: said, results, today: day, depth: 'full' },
    scan,
  });
};

const passed: CheckResult = { ...failedCheck('mfa', 0, 3), status: 'pass', resources: [] };
const failed = failedCheck('mfa', 1, 3);
const scan = { account: '123456789012', finishedAt: '2026-12-01T08:00:00Z' };

test('closed, new and worse, with figures over the common controls', () => {
  const a = moment('a', [...answered('CC1.1-z', 1), ...answered('CC8.1-c', 3, 2), ...answered('CC6.1-b', 2)]);
  const b = moment('b', [...answered('CC1.1-z', 3, 2), ...answered('CC8.1-c', 1), ...answered('CC6.1-b', 0)]);
  const result = compare(a, b);
  assert.deepEqual(
    result.closed.map(({ control: id }) => id),
    ['CC1.1-z'],
  );
  assert.deepEqual(
    result.opened.map(({ control: id, cause }) => [id, cause]),
    [['CC8.1-c', 'not written']],
  );
  assert.deepEqual(result.worse, [{ control: 'CC6.1-b', was: 'Partial', now: 'Gap' }]);
  assert.equal(result.common, 3);
  const same = compare(a, a);
  const { closed, opened, contradictedAgain, slipped, worse, notComparable } = same;
  assert.deepEqual([closed, opened, contradictedAgain, slipped, worse, notComparable], [[], [], [], [], [], []]);
  assert.deepEqual({ ...same.a, label: '' }, { ...same.b, label: '' });
});

test('S-R1: what was called done closes on something later than the fix; until then it is to be tested again', () => {
  const a = moment('a', answered('CC1.1-z', 1));
  const done: EntryBody = { type: 'plan', item: 'plan:CC1.1-z', state: 'done', on: '2026-11-20' };
  const proof = { what: 'Minutes', where: 'minutes.pdf', tier: 2, seenBy: 'Theo Tech' } as const;
  const shown = (date: string): EntryBody => ({ type: 'evidence', control: 'CC1.1-z', evidence: { ...proof, date } });
  const old = compare(a, moment('b', [...answered('CC1.1-z', 3, 2), done]));
  assert.deepEqual([old.closed.length, old.toRetest.map((gap) => gap.control)], [0, ['CC1.1-z']]);
  const fresh = compare(a, moment('b', [...answered('CC1.1-z', 3, 2), done, shown('2026-11-25')]));
  assert.deepEqual([fresh.closed.map((gap) => gap.control), fresh.toRetest], [['CC1.1-z'], []]);
});

test('an item not done by its day is overdue; one that moved says by how much', () => {
  const bodies = answered('CC1.1-z', 0);
  const a = moment('a', bodies);
  const due = a.decisions.plan.items.find(({ control: id }) => id === 'CC1.1-z')?.due ?? '';
  const later = compare(a, moment('b', bodies, { day: addDays(due, 5) })).slipped.find(
    ({ control: id }) => id === 'CC1.1-z',
  );
  assert.equal(later?.overdue, true);
  assert.equal(later?.wasDue, due);
  const soon = compare(a, moment('b', bodies, { day: addDays(a.day, 3) })).slipped.find(
    ({ control: id }) => id === 'CC1.1-z',
  );
  assert.deepEqual([soon?.overdue, soon?.days], [false, 3]);
  // Done and waiting for its test does not slip.
  const done: EntryBody = { type: 'plan', item: 'plan:CC1.1-z', state: 'done', on: '2026-11-30' };
  const tested = compare(a, moment('b', [...bodies, done], { day: addDays(due, 5) }));
  assert.equal(
    tested.slipped.some(({ control: id }) => id === 'CC1.1-z'),
    false,
  );
});

test('contradicted again: mended or called mended before, and AWS shows otherwise', () => {
  const bodies = answered('CC6.1-b', 3, 2);
  const done: EntryBody = { type: 'plan', item: 'plan:CC6.1-b', state: 'done', on: '2026-11-20' };
  const good = moment('a', bodies, { results: [passed], scan });
  const again = compare(good, moment('b', [...bodies, done], { results: [failed], scan }));
  assert.deepEqual(
    again.contradictedAgain.map(({ control: id }) => id),
    ['CC6.1-b'],
  );
  assert.deepEqual(again.opened, []);
  // The first time is new, unless an earlier scan had shown it.
  const first = compare(good, moment('b', bodies, { results: [failed], scan }));
  assert.deepEqual([first.contradictedAgain.length, first.opened.map(({ control: id }) => id)], [0, ['CC6.1-b']]);
  const known = compare(good, moment('b', bodies, { results: [failed], scan }), new Set(['CC6.1-b']));
  assert.deepEqual(
    known.contradictedAgain.map(({ control: id }) => id),
    ['CC6.1-b'],
  );
});

test('what one side lacks is not compared, and says why', () => {
  const bodies = [...answered('CC1.1-z', 3, 2), ...answered('CC6.1-b', 3, 2), ...answered('CC8.1-c', 0)];
  const when = { scope: 'headcount', is: '51-200' };
  const [one, two, three] = controls;
  assert.ok(one && two && three);
  const a = moment('a', bodies, { results: [passed], scan });
  const fewer = moment('b', bodies, { controls: [one, { ...three, when }], results: [passed] });
  const result = compare(a, fewer);
  assert.deepEqual(
    result.notComparable.map(({ id }) => id),
    ['CC6.1-b', 'CC8.1-c', 'live checks'],
  );
  assert.match(result.notComparable[0]?.why ?? '', /^Only in a; in b: its questionnaire does not have it/);
  assert.match(result.notComparable[1]?.why ?? '', /^Only in a; in b: It does not apply/);
  assert.match(result.notComparable[2]?.why ?? '', /^b has no scan/);
  // The gap of CC8.1-c is neither closed nor open: it is not asked any more.
  assert.deepEqual([result.closed, result.opened, result.common], [[], [], 1]);
  const other = { account: '210987654321', finishedAt: scan.finishedAt };
  assert.match(
    compare(a, moment('b', bodies, { scan: other })).notComparable[0]?.why ?? '',
    /is a scan of 123456789012, b one of 210987654321/,
  );
  const unread: CheckResult = { ...passed, status: 'unknown', total: 0, passed: 0 };
  assert.deepEqual(compare(a, moment('b', bodies, { results: [unread], scan })).notComparable, [
    { id: 'mfa', why: 'Read in a, and not in b.' },
  ]);
});

test('figures of both sides are those of the common controls alone', () => {
  const bodies = [...answered('CC1.1-z', 3, 2), ...answered('CC6.1-b', 0), ...answered('CC8.1-c', 3, 2)];
  const [one, , three] = controls;
  assert.ok(one && three);
  const { a, b } = compare(moment('a', bodies), moment('b', bodies, { controls: [one, three] }));
  // Side b has no question for CC6.1 at all, and both are figures of the two that they share.
  assert.ok(a.evidenced >= b.evidenced);
  assert.equal(a.inPlace, b.inPlace);
});

test('entries until a day: by their instants in the zone, undo after the day not yet counted', () => {
  const entry = (id: string, seq: number, at: string, body: EntryBody): Entry => ({
    ...{ v: entryVersion, id, replica: 'r', seq, at, by: 'Ada', questionnaire: 'q' },
    ...body,
  });
  const entries = [
    entry('a', 1, '2026-11-01T10:00:00Z', { type: 'owner', control: 'CC1.1-z', person: 'Ada' }),
    entry('b', 2, '2026-11-01T23:30:00Z', { type: 'owner', control: 'CC1.1-z', person: 'Ben' }),
    entry('c', 3, 'yesterday', { type: 'note', control: 'CC1.1-z', text: 'by hand' }),
    entry('d', 4, '2026-11-03T10:00:00Z', { type: 'undo', undoes: 'b' }),
  ];
  const ids = (day: string, zone = 'UTC') => entriesUntil(entries, day, zone).map(({ id }) => id);
  assert.deepEqual(ids('2026-10-31'), []);
  assert.deepEqual(ids('2026-11-01'), ['a', 'b', 'c']);
  assert.deepEqual(ids('2026-11-01', 'Europe/Zurich'), ['a']);
  assert.equal(fold(entriesUntil(entries, '2026-11-02', 'UTC')).controls['CC1.1-z']?.owner, 'Ben');
  assert.equal(fold(entriesUntil(entries, '2026-11-03', 'UTC')).controls['CC1.1-z']?.owner, 'Ada');
});
