/** Answers by several people, settling them, and a new round (docs/scoring.md S-P1, S-P2). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Assessment, fold } from '../../source/core/assessment.ts';
import { decide } from '../../source/core/decide.ts';
import { type AnswerValue, type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import { disagreement } from '../../source/core/workshop-fold.ts';
import { answered, control, questionnaire, today } from './sample.ts';

const id = 'CC1.1-a';

function said(...lines: [by: string, body: EntryBody, more?: Partial<Entry>][]): Assessment {
  return fold(
    lines.map(([by, body, more], index) => {
      const base = { v: entryVersion, id: `e${index}`, replica: 'r', seq: index + 1, at: '2026-11-01T09:00:00Z' };
      return { ...base, by, questionnaire: 'q', ...body, ...more } as Entry;
    }),
  );
}

const level = (value: AnswerValue['level']): EntryBody => ({
  ...{ type: 'answer', control: id },
  answer: { level: value } as AnswerValue,
});

test('one person changes their mind; several people stand beside each other, and the lowest counts', () => {
  const one = said(['Ada', level(1)], ['Ada', level(4)]).controls[id];
  assert.equal(one?.answer?.level, 4);
  assert.equal(one?.answers, undefined);
  const three = said(['Ada', level(3)], ['Ben', level(1)], ['Cem', level(3)], ['Ben', level(2)]).controls[id];
  assert.equal(three?.answer?.level, 2);
  assert.equal(three?.answer?.by, 'Ben');
  assert.equal(three?.answers?.length, 3);
  assert.equal(disagreement(three), '2 of 3 said L3, Ben said L2');
  assert.equal(disagreement(said(['Ada', level(3)], ['Ben', level(3)]).controls[id]), undefined);
});

test('who does not know, or put it off, does not pull an answer down', () => {
  assert.equal(
    said(['Ada', level(3)], ['Ben', level('unknown')], ['Cem', level('later')]).controls[id]?.answer?.level,
    3,
  );
  assert.equal(said(['Ben', level('later')], ['Ada', level('unknown')]).controls[id]?.answer?.level, 'unknown');
  // Setting it aside does not take away what another says is short.
  const aside: EntryBody = {
    ...{ type: 'answer', control: id },
    answer: { level: 'not-applicable', reason: 'x', text: 'y', approver: 'Ada', reviewOn: '2027-01-01' },
  };
  assert.equal(said(['Ada', aside], ['Ben', level(2)]).controls[id]?.answer?.level, 2);
});

test('a facilitator settles it; the next answer opens it again', () => {
  const settle: EntryBody = { type: 'settle', control: id, answer: { level: 3 } };
  const settled = said(['Ada', level(4)], ['Ben', level(1)], ['Fay', settle]).controls[id];
  assert.equal(settled?.answer?.level, 3);
  assert.equal(settled?.answer?.by, 'Fay');
  assert.deepEqual(
    settled?.settled?.said.map(({ by, level: l }) => [by, l]),
    [
      ['Ada', 4],
      ['Ben', 1],
    ],
  );
  const again = said(['Ada', level(4)], ['Ben', level(1)], ['Fay', settle], ['Ben', level(2)]).controls[id];
  assert.equal(again?.answer?.level, 2);
  assert.equal(again?.settled, undefined);
  assert.equal(disagreement(again), 'Ben said L2, Fay said L3');
});

test('taking an answer back takes one own; undo and replacing work as before', () => {
  const back = said(['Ada', level(3)], ['Ben', level(1)], ['Ben', { type: 'answer', control: id, answer: null }]);
  assert.equal(back.controls[id]?.answer?.level, 3);
  const undone = said(['Ada', level(3)], ['Ben', level(1)], ['Ada', { type: 'undo', undoes: 'e1' }]);
  assert.equal(undone.controls[id]?.answer?.level, 3);
  const replaced = said(['Ada', level(1)], ['Ben', level(4), { supersedes: 'e0' }]);
  assert.equal(replaced.controls[id]?.answer?.level, 4);
  assert.equal(replaced.controls[id]?.answers, undefined);
});

const controls = [control(id)];
const scored = (assessment: Assessment) =>
  decide({ questionnaire: questionnaire(controls), assessment, results: [], today, depth: 'full' });
const scoreOf = (assessment: Assessment) =>
  scored(assessment)
    .score.design.criteria.flatMap((criterion) => criterion.controls)
    .find((one) => one.id === id);

test('the trace says what several people said', () => {
  const texts = scoreOf(said(['Ada', level(3)], ['Ben', level(1)]))?.trace.map(({ rule, text }) => `${rule} ${text}`);
  assert.ok(texts?.includes('S-P1 Ada said L3, Ben said L1: the lowest counts until it is settled'), texts?.join('; '));
});

test('a new round keeps answers to be confirmed, and counts none of them until they are given again', () => {
  const before: [string, EntryBody][] = answered(id, 4, 2).map((body) => ['Ada', body]);
  const round: [string, EntryBody] = ['Fay', { type: 'reassess', on: '2026-11-20' }];
  const open = said(...before, round);
  assert.equal(open.controls[id]?.answer?.level, 4);
  assert.equal(open.controls[id]?.answer?.toConfirm, '2026-11-20');
  const score = scoreOf(open);
  assert.deepEqual([score?.state, score?.evidenced, score?.upper, score?.known], ['Unknown', 0, 1, false]);
  const [gap] = scored(open).gaps;
  assert.equal(gap?.cause, 'unknown');
  assert.match(gap?.reason ?? '', /^Ada said L4 before the round begun on 2026-11-20: to be confirmed/);
  assert.match(scored(open).plan.items[0]?.action ?? '', /^Ask: .*\? If it is not in place/);
  const confirmed = said(...before, round, ['Ada', level(4)]);
  assert.equal(scoreOf(confirmed)?.evidenced, 1);
  assert.equal(confirmed.controls[id]?.answer?.toConfirm, undefined);
  // Ben confirms his own; what Ada said still waits, and does not count against him.
  const other = said(...before, round, ['Ben', level(3)]);
  assert.equal(other.controls[id]?.answer?.by, 'Ben');
});

test('whatever people say in whatever order of the file, the fold is the same, and never above the lowest level said last', () => {
  const person = fc.constantFrom('Ada', 'Ben', 'Cem');
  const line = fc.tuple(
    person,
    fc.constantFrom<0 | 1 | 2 | 3 | 4>(0, 1, 2, 3, 4),
    fc.constantFrom('r1', 'r2'),
    fc.nat(20),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(), (lines, turn) => {
      const entries = lines.map(([by, value, replica, seq], index): Entry => {
        const base = { v: entryVersion, id: `e${index}`, replica, seq, at: '2026-11-01T09:00:00Z' };
        return { ...base, by, questionnaire: 'q', type: 'answer', control: id, answer: { level: value } };
      });
      const turned = [...entries.slice(turn % entries.length), ...entries.slice(0, turn % entries.length)];
      assert.deepEqual(fold(turned), fold(entries));
      const last = new Map(fold(entries).history.map((entry) => [entry.by, entry]));
      const levels = [...last.values()].map((entry) => (entry.type === 'answer' ? Number(entry.answer?.level) : 9));
      assert.equal(fold(entries).controls[id]?.answer?.level, Math.min(...levels));
    }),
  );
});
