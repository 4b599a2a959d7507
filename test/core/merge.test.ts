import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareEntries, fold } from '../../source/core/assessment.ts';
import { type Entry, type EntryBody, entryVersion, type ManualResult } from '../../source/core/entry.ts';
import { areCopies, mergeEntries } from '../../source/core/merge.ts';
import { demo } from './demo.ts';

const entry = (id: string, seq: number, by: string, body: EntryBody, replica = 'r'): Entry => ({
  ...{ v: entryVersion, id, replica, seq, at: '2026-11-01T09:00:00Z', by, questionnaire: 'q' },
  ...body,
});
const created = entry('c', 1, 'Ada', { type: 'created', name: 'Acme', timeZone: 'UTC' });
const owner = (id: string, seq: number, by: string, person: string, replica: string) =>
  entry(id, seq, by, { type: 'owner', control: 'CC1.1-a', person }, replica);
const answer = (id: string, seq: number, by: string, level: 0 | 1 | 2 | 3 | 4, replica: string) =>
  entry(id, seq, by, { type: 'answer', control: 'CC1.1-a', answer: { level } }, replica);

test('conflicts: who set what, and which counts; answers of two people stand side by side', () => {
  const ours = [created, owner('o1', 2, 'Ada', 'Ada', 'a'), answer('a1', 3, 'Ada', 4, 'a')];
  const theirs = [created, owner('o2', 2, 'Ben', 'Ben', 'b'), answer('a2', 3, 'Ben', 1, 'b')];
  const { added, shared, onlyOurs, conflicts, entries } = mergeEntries(ours, theirs);
  assert.deepEqual([added.map(({ id }) => id), shared, onlyOurs], [['o2', 'a2'], 1, 2]);
  assert.deepEqual(conflicts, [
    { about: 'answers to CC1.1-a', ours: 'L4 (Ada)', theirs: 'L1 (Ben)', counts: 'both' },
    { about: 'owner of CC1.1-a', ours: 'Ada (Ada)', theirs: 'Ben (Ben)', counts: 'theirs' },
  ]);
  assert.equal(fold(entries).controls['CC1.1-a']?.owner, 'Ben');
  assert.equal(fold(entries).controls['CC1.1-a']?.answer?.level, 1);
  const back = mergeEntries(theirs, ours).conflicts.find(({ about }) => about.startsWith('owner'));
  assert.equal(back?.counts, 'ours');
});

test('one person at two machines is a conflict of one person; saying the same is none; what is undone is none', () => {
  const both = mergeEntries([created, answer('a1', 2, 'Ada', 4, 'a')], [created, answer('a2', 2, 'Ada', 2, 'b')]);
  assert.deepEqual(both.conflicts, [
    { about: 'answer of Ada to CC1.1-a', ours: 'L4 (Ada)', theirs: 'L2 (Ada)', counts: 'theirs' },
  ]);
  const same = mergeEntries([created, answer('a1', 2, 'Ada', 4, 'a')], [created, answer('a2', 2, 'Ben', 4, 'b')]);
  assert.deepEqual(same.conflicts, []);
  const undone = mergeEntries(
    [created, owner('o1', 2, 'Ada', 'Ada', 'a'), entry('u', 3, 'Ada', { type: 'undo', undoes: 'o1' }, 'a')],
    [created, owner('o2', 2, 'Ben', 'Ben', 'b')],
  );
  assert.deepEqual(undone.conflicts, []);
});

test('two different results by hand of one check are a conflict; of two accounts they are none', () => {
  const result = {
    status: 'pass',
    evidence: 'seen',
    where: 'a.png',
    date: '2026-11-01',
    expires: '2027-01-31',
  } as const;
  const recorded = (by: string, change: Partial<ManualResult> | null, account?: string) =>
    entry(`m-${by}`, 2, by, {
      ...{ type: 'manual-result', check: 'root-hardware-mfa', ...(account === undefined ? {} : { account }) },
      result: change === null ? null : { ...result, ...change },
    });
  const conflict = (theirs: Partial<ManualResult> | null) =>
    mergeEntries([created, recorded('Ada', {})], [created, recorded('Ben', theirs)]);
  const { conflicts, entries } = conflict({ status: 'fail', evidence: 'no key' });
  assert.deepEqual(conflicts, [
    {
      about: 'result by hand of root-hardware-mfa',
      ours: 'pass until 2027-01-31: seen (a.png), of 2026-11-01 (Ada)',
      theirs: 'fail until 2027-01-31: no key (a.png), of 2026-11-01 (Ben)',
      counts: 'theirs',
    },
  ]);
  assert.deepEqual(
    fold(entries).manualResults.map(({ status, by }) => [status, by]),
    [['fail', 'Ben']],
  );
  assert.equal(conflict({ expires: '2026-12-31' }).conflicts.length, 1);
  assert.match(conflict(null).conflicts[0]?.theirs ?? '', /^taken back/);
  assert.deepEqual(conflict({}).conflicts, []);
  const apart = [recorded('Ada', {}, '111111111111'), recorded('Ben', { status: 'fail' }, '222222222222')] as const;
  assert.deepEqual(mergeEntries([created, apart[0]], [created, apart[1]]).conflicts, []);
});

test('two assessments are no copies of each other', () => {
  assert.equal(areCopies([created], [created, owner('o', 2, 'Ada', 'Ada', 'a')]), true);
  assert.equal(areCopies([created], [{ ...created, id: 'other' }]), false);
});

test('two entries damaged under one id both stay', () => {
  const [ours, theirs] = [owner('x', 2, 'Ada', 'Ada', 'a'), owner('x', 2, 'Ada', 'Ben', 'a')];
  const one = mergeEntries([created, ours], [created, theirs]);
  assert.equal(one.entries.length, 3);
  assert.deepEqual(fold(one.entries), fold(mergeEntries([created, theirs], [created, ours]).entries));
});

test('overrides and approved exceptions that differ are conflicts, by what they are about', () => {
  const level = (by: string, value: 1 | 3, replica: string) =>
    entry(`l${by}`, 2, by, { type: 'override', of: 'judgement', control: 'CC1.1-a', value, reason: 'seen' }, replica);
  const cap = (by: string, value: number, replica: string) =>
    entry(`c${by}`, 3, by, { type: 'override', of: 'constant', constant: 'cap-e0', value, reason: 'strict' }, replica);
  const { conflicts, entries } = mergeEntries(
    [created, level('Ada', 1, 'a'), cap('Ada', 0.3, 'a')],
    [created, level('Ben', 3, 'b'), cap('Ben', 0.3, 'b'), exceptionUntil('2027-03-31')],
  );
  assert.deepEqual(
    conflicts.map(({ about, counts }) => [about, counts]),
    [['judgement of CC1.1-a by override', 'theirs']],
  );
  const { overrides, exceptions } = fold(entries);
  assert.equal(overrides.judgements['CC1.1-a']?.value, 3);
  assert.equal(exceptions['CC6.1-mfa']?.approver, 'Cara');
});

/** An approved exception as an entry. */
function exceptionUntil(expires: string): Entry {
  const exception = { text: 'alarmed', approver: 'Cara', approvedOn: '2026-11-01', expires, checks: [] };
  return entry(`x${expires}`, 4, 'Ben', { type: 'approved-exception', control: 'CC6.1-mfa', exception }, 'b');
}

/** What the sample company's journal has none of. */
const others: EntryBody[] = [
  { type: 'override', of: 'weight', control: 'CC1.1-b', value: 1, reason: 'small' },
  { type: 'override', of: 'constant', constant: 'cap-e0', value: 0.3, reason: 'strict' },
  { type: 'override', of: 'judgement', control: 'CC8.1-review', value: 2, reason: 'seen on site' },
  { type: 'override', of: 'constant', constant: 'cap-e0', value: null, reason: 'agreed otherwise' },
  { type: 'reassess', on: '2026-11-20' },
  { type: 'undo', undoes: 'e8' },
];
const { entries: all } = await demo('2026-11-21', others);
/** Every fourth entry and those others: all types are among them, and a thousand merges take seconds. */
const company = all.filter((_, index) => index % 4 === 0 || index >= all.length - others.length);

/** Which side an entry is on; a number in place of a list, so that a failure shrinks fast. */
function sideOf(index: number, seed: number): string {
  const mixed = Math.imul((index + 1) ^ seed, 2654435761) >>> 16;
  return ['ours', 'theirs', 'both'][mixed % 3] ?? 'both';
}

/** Splits the sample company's journal after a common start, adds what each side writes alone, and merges. */
const split = fc.record({
  common: fc.integer({ min: 1, max: company.length }),
  seed: fc.nat(),
  alone: fc.array(
    fc.tuple(
      fc.constantFrom('ours', 'theirs'),
      fc.constantFrom('Ada', 'Ben'),
      fc.constantFrom('CC1.1-a', 'CC6.1-mfa', 'CC8.1-review'),
      fc.constantFrom<0 | 1 | 2 | 3 | 4>(0, 1, 2, 3, 4),
      fc.nat(5),
      fc.constantFrom('answer', 'judgement', 'settle'),
    ),
    { maxLength: 12 },
  ),
});

function bodyOf(type: string, control: string, level: 0 | 1 | 2 | 3 | 4): EntryBody {
  if (type === 'judgement') return { type: 'override', of: 'judgement', control, value: level, reason: 'seen' };
  return type === 'settle'
    ? { type: 'settle', control, answer: { level } }
    : { type: 'answer', control, answer: { level } };
}

test('1,000 random splits: merged in either order the assessment is the same, and no entry is lost', () => {
  let smallest = Number.POSITIVE_INFINITY;
  fc.assert(
    fc.property(split, ({ common, seed, alone }) => {
      const start = company.slice(0, common);
      const last = Math.max(...start.map(({ seq }) => seq));
      const side = (name: string) => [
        ...start,
        ...company.slice(common).filter((_, index) => [name, 'both'].includes(sideOf(index, seed))),
        ...alone.flatMap(([where, by, control, level, seq, type], index) =>
          where === name ? [entry(`n${index}`, last + seq, by, bodyOf(type, control, level), where)] : [],
        ),
      ];
      const [ours, theirs] = [side('ours'), side('theirs')];
      const [one, other] = [mergeEntries(ours, theirs), mergeEntries(theirs, ours)];
      const ids = (list: readonly Entry[]) => list.map(({ id }) => id).sort();
      const every = [...new Set([...ours, ...theirs].map(({ id }) => id))].sort();
      assert.deepEqual(ids(one.entries), every);
      assert.deepEqual(ids(other.entries), every);
      assert.deepEqual(
        one.entries.toSorted(compareEntries).map(({ id }) => id),
        other.entries.toSorted(compareEntries).map(({ id }) => id),
      );
      const [left, right] = [JSON.stringify(fold(one.entries)), JSON.stringify(fold(other.entries))];
      assert.equal(left, right);
      // The same conflicts, seen from the other side.
      assert.deepEqual(
        one.conflicts.map(({ about, ours: mine, theirs: yours }) => [about, mine, yours]),
        other.conflicts.map(({ about, ours: mine, theirs: yours }) => [about, yours, mine]),
      );
      // Merging again brings nothing.
      assert.deepEqual(mergeEntries(one.entries, theirs).added, []);
      smallest = Math.min(smallest, every.length);
    }),
    { numRuns: 1000 },
  );
  assert.ok(smallest > 0);
});
