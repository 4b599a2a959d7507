/** Conditions: what they read, and that nothing unanswered hides anything. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds } from '../../source/core/conditions.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import type { Condition, ScopeValue } from '../../source/core/questionnaire.ts';
import { sampleAssessment, sampleControl, sampleQuestionnaire } from './input-samples.ts';

const questionnaire = sampleQuestionnaire(sampleControl({ id: 'CC1.1-a' }));
const scope = (question: string, value: ScopeValue): EntryBody => ({ type: 'scope', question, value });
const given = (condition: Condition, ...bodies: EntryBody[]) =>
  holds(condition, sampleAssessment(...bodies), questionnaire);

test('a scoping value is this one, among the chosen ones, or one of several', () => {
  assert.equal(given({ scope: 'contractors', is: true }, scope('contractors', true)), true);
  assert.equal(given({ scope: 'contractors', is: true }, scope('contractors', false)), false);
  const data = scope('regulated-data', ['health', 'personal']);
  assert.equal(given({ scope: 'regulated-data', is: 'health' }, data), true);
  assert.equal(given({ scope: 'regulated-data', is: 'payment-card' }, data), false);
  assert.equal(given({ scope: 'regulated-data', is: ['health', 'payment-card'] }, data), false);
  assert.equal(given({ scope: 'regulated-data', in: ['payment-card', 'personal'] }, data), true);
  assert.equal(given({ scope: 'regulated-data', in: ['payment-card', 'none'] }, data), false);
});

test('atLeast compares a number, or the number behind the chosen option', () => {
  assert.equal(given({ scope: 'access-key-age-days', atLeast: 90 }, scope('access-key-age-days', 90)), true);
  assert.equal(given({ scope: 'access-key-age-days', atLeast: 90 }, scope('access-key-age-days', 89)), false);
  assert.equal(given({ scope: 'headcount', atLeast: 6 }, scope('headcount', '6-20')), true);
  assert.equal(given({ scope: 'headcount', atLeast: 6 }, scope('headcount', '1-5')), false);
  assert.equal(given({ scope: 'headcount', atLeast: 6 }, scope('headcount', 'no such band')), true);
  assert.equal(given({ scope: 'headcount', atLeast: 2, is: '6-20' }, scope('headcount', '1-5')), false);
});

test('an answer decides by its level; every other answer leaves it open', () => {
  const answer = (level: 0 | 3 | 'later' | 'unknown' | 'inherited'): EntryBody => ({
    ...{ type: 'answer', control: 'CC1.1-a' },
    answer: { level },
  });
  const atLeast: Condition = { answer: 'CC1.1-a', atLeast: 2 };
  assert.equal(given(atLeast, answer(3)), true);
  assert.equal(given(atLeast, answer(0)), false);
  assert.equal(given({ answer: 'CC1.1-a', atMost: 2 }, answer(3)), false);
  assert.equal(given({ answer: 'CC1.1-a', atMost: 0 }, answer(0)), true);
  for (const level of ['later', 'unknown', 'inherited'] as const)
    assert.equal(given(atLeast, answer(level)), true, level);
});

test('nothing unanswered hides anything, also behind not', () => {
  const open: Condition = { scope: 'contractors', is: true };
  const yes: Condition = { scope: 'headcount', is: '1-5' };
  const no: Condition = { not: yes };
  const small = scope('headcount', '1-5');
  assert.equal(given(open), true);
  assert.equal(given({ not: open }), true);
  assert.equal(given({ not: { any: [open, { answer: 'CC1.1-a', atLeast: 1 }] } }), true);
  assert.equal(given({ all: [open, yes] }, small), true);
  assert.equal(given({ all: [open, no] }, small), false);
  assert.equal(given({ any: [open, no] }, small), true);
  assert.equal(given({ not: { any: [open, yes] } }, small), false);
  assert.equal(given({ not: { all: [open, yes] } }, small), true);
  assert.equal(given({ any: [no, no] }, small), false);
  assert.equal(given({ any: [] }), false);
  assert.equal(given({ all: [] }), true);
});
