import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry, EntryBody } from '../../source/core/entry.ts';
import { leastAnswers, priorMinutes, remainingMinutes, timeLeft } from '../../source/core/pace.ts';

const start = Date.parse('2026-11-21T10:00:00Z');

/** Entries of somebody, one after so many minutes after the one before. */
function entries(minutes: number[], body: EntryBody, by = 'Ann', from = start): Entry[] {
  let at = from;
  return minutes.map((pause, index): Entry => {
    at += pause * 60_000;
    const base = { v: 1, id: `${by}${body.type}${index}`, replica: 'r', seq: index + 1, by, questionnaire: 'q' };
    return { ...base, at: new Date(at).toISOString(), ...body };
  });
}

const answer: EntryBody = { type: 'answer', control: 'CC1.1-a', answer: { level: 2 } };
const scope: EntryBody = { type: 'scope', question: 'company', value: 'Acme' };
const ten = { scope: 0, controls: 10 };

describe('remaining minutes', () => {
  it('follow the published pace until five pauses are known', () => {
    assert.equal(remainingMinutes([], { scope: 4, controls: 10 }), 4 * priorMinutes.scope + 10 * priorMinutes.controls);
    const five = entries([0, 1, 1, 1, 1], answer);
    assert.equal(five.length, leastAnswers);
    assert.equal(remainingMinutes(five, ten), 10 * priorMinutes.controls);
    assert.equal(remainingMinutes(entries([0, 1, 1, 1, 1, 1], answer), ten), 10);
  });

  it('are the median, which one long thought does not move', () => {
    assert.equal(remainingMinutes(entries([0, 1, 2, 9, 1, 2, 1, 2], answer), ten), 20);
    assert.equal(remainingMinutes(entries([0, 1, 2, 9, 1, 2, 1], answer), ten), 15);
  });

  it('leave out breaks and what no person typed', () => {
    const paused = entries([0, 0.5, 0.5, 600, 0.5, 11, 0.5, 0.5], answer);
    assert.equal(remainingMinutes(paused, ten), 5);
    const imported = entries(
      Array.from({ length: 100 }, () => 0.001),
      answer,
    );
    assert.equal(remainingMinutes(imported, ten), 10 * priorMinutes.controls);
    assert.equal(remainingMinutes(entries([0, -1, -1, -1, -1, -1, -1], answer), ten), 10 * priorMinutes.controls);
  });

  it('are those of the person who answered last', () => {
    const quick = entries([0, 0.5, 0.5, 0.5, 0.5, 0.5], answer, 'Bob', start + 20_000);
    const slow = entries([0, 4, 4, 4, 4, 4], answer, 'Ann');
    const mixed = [...quick, ...slow].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    assert.equal(mixed.at(-1)?.by, 'Ann');
    assert.equal(remainingMinutes(mixed, ten), 40);
    assert.equal(remainingMinutes(mixed.slice(0, -4), ten), 10 * priorMinutes.controls);
  });

  it('are learned for each kind of question by itself', () => {
    const facts = entries([0, 0.1, 0.1, 0.1, 0.1, 0.1], scope);
    const last = Date.parse(facts.at(-1)?.at ?? '');
    const history = [...facts, ...entries([3, 3, 3], answer, 'Ann', last)];
    assert.equal(remainingMinutes(history, ten), 10 * priorMinutes.controls);
    assert.ok(Math.abs(remainingMinutes(history, { scope: 10, controls: 0 }) - 1) < 1e-9);
    const more = [...facts, ...entries([3, 3, 3, 3, 3], answer, 'Ann', last)];
    assert.equal(remainingMinutes(more, ten), 30);
  });

  it('follow the latest thirty', () => {
    const history = entries([...Array.from({ length: 40 }, () => 6), ...Array.from({ length: 30 }, () => 1)], answer);
    assert.equal(remainingMinutes(history, ten), 10);
  });
});

it('time left is never finer than what is known', () => {
  const cases: [number, string][] = [
    [0, 'a few minutes left'],
    [2.4, 'a few minutes left'],
    [2.5, 'about 5 min left'],
    [23, 'about 25 min left'],
    [57.4, 'about 55 min left'],
    [57.5, 'about 1 h left'],
    [80, 'about 1.5 h left'],
    [343, 'about 5.5 h left'],
  ];
  for (const [minutes, words] of cases) assert.equal(timeLeft(minutes), words);
});
