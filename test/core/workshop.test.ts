/** A workshop: participants, answers in their names, what is settled, the parking lot, and what each takes away. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fold } from '../../source/core/assessment.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { answerBy, uniqueNames, workshopSummary } from '../../source/core/workshop.ts';
import { control } from './sample.ts';

function assessed(...said: (EntryBody & { by?: string })[]) {
  const entries = said.map(({ by = 'Fay', ...body }, index) => ({
    ...{ v: 1, id: `e${index}`, replica: 'r', seq: index + 1, at: `2026-12-01T10:0${index % 10}:00Z` },
    ...{ by, questionnaire: 'h' },
    ...body,
  }));
  return fold(entries as never);
}

const controls = [control('CC1.1-a'), control('CC1.1-b'), control('CC1.1-c')];

describe('workshop', () => {
  it('keeps the order of the participants, a name once', () => {
    assert.deepEqual(uniqueNames([' Ann ', 'bob', 'ANN', '', 'Bob']), ['Ann', 'bob']);
    const { workshop } = assessed(
      { type: 'participants', names: ['Ann'] },
      { type: 'participants', names: ['Bob', 'Ann', 'bob'] },
    );
    assert.deepEqual(workshop.participants, ['Bob', 'Ann']);
  });

  it('what somebody said is there after it is settled', () => {
    const assessment = assessed(
      { type: 'answer', control: 'CC1.1-a', answer: { level: 3 }, by: 'Ann' },
      { type: 'answer', control: 'CC1.1-a', answer: { level: 1 }, by: 'Bob' },
      { type: 'settle', control: 'CC1.1-a', answer: { level: 2 } },
    );
    assert.equal(assessment.controls['CC1.1-a']?.answer?.level, 2);
    assert.equal(answerBy(assessment, 'CC1.1-a', 'ann')?.level, 3);
    assert.equal(answerBy(assessment, 'CC1.1-a', 'Bob')?.level, 1);
    assert.equal(answerBy(assessment, 'CC1.1-a', 'Cleo'), undefined);
  });

  it('a parked line is taken up, and opened again', () => {
    const park: EntryBody = { type: 'park', text: 'Ask the landlord', control: 'CC1.1-a' };
    assert.equal(assessed(park, { type: 'parked', item: 'e0', outcome: 'asked' }).workshop.parked[0]?.outcome, 'asked');
    const again = assessed(
      park,
      { type: 'parked', item: 'e0', outcome: 'asked' },
      { type: 'parked', item: 'e0', outcome: null },
    );
    assert.deepEqual(Object.keys(again.workshop.parked[0] ?? {}).includes('outcome'), false);
    assert.equal(
      assessed(park, { type: 'parked', item: 'another', outcome: 'x' }).workshop.parked[0]?.outcome,
      undefined,
    );
  });

  it('sums up per person what is open', () => {
    const assessment = assessed(
      { type: 'participants', names: ['Ann', 'Bob'] },
      { type: 'answer', control: 'CC1.1-a', answer: { level: 3 }, by: 'Ann' },
      { type: 'answer', control: 'CC1.1-a', answer: { level: 1 }, by: 'Bob' },
      { type: 'answer', control: 'CC1.1-b', answer: { level: 'unknown' }, by: 'Bob' },
      { type: 'owner', control: 'CC1.1-a', person: 'Ann' },
      { type: 'owner', control: 'CC1.1-c', person: 'Ann' },
      { type: 'note', control: 'CC1.1-c', text: 'see the wiki', by: 'Bob' },
      { type: 'park', text: 'insurance', by: 'Bob' },
    );
    const [ann, bob] = workshopSummary(assessment, controls);
    assert.deepEqual(ann?.owns, [
      { control: 'CC1.1-a', level: '1' },
      { control: 'CC1.1-c', level: 'not answered' },
    ]);
    assert.equal(ann?.answered, 1);
    assert.deepEqual(ann?.disputed, [{ control: 'CC1.1-a', said: 'Ann said L3, Bob said L1' }]);
    assert.deepEqual(bob?.open, ['CC1.1-b']);
    assert.deepEqual(bob?.parked, ['insurance']);
    assert.deepEqual(bob?.notes, [{ control: 'CC1.1-c', text: 'see the wiki' }]);
  });
});
