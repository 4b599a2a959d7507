/** Every case of scoring-cases.json, every field: lists and states exactly, figures to 1e-9. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assess } from '../../source/core/score.ts';
import type { ControlInput, Ledger, Score, ScoreContext } from '../../source/core/score-types.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Case {
  context: ScoreContext;
  controls: ControlInput[];
  expected: { [key: string]: Json };
}

const file = process.env.SCORING_CASES ?? new URL('./scoring-cases.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];

/** The ledger as the cases write it: criteria and controls by id, without traces. */
function shape(ledger: Ledger): Json {
  const { evidenced, claimed, upper, coverage, naShare } = ledger;
  const criteria = ledger.criteria.map((c) => {
    const controls = c.controls.map(({ id, trace: _, ...rest }): [string, Json] => [id, rest]);
    const { state, evidenced, claimed, upper, coverage } = c;
    return [c.id, { state, evidenced, claimed, upper, coverage, controls: Object.fromEntries(controls) }] as const;
  });
  return { evidenced, claimed, upper, coverage, naShare, criteria: Object.fromEntries(criteria) };
}

/** Compares the expected value with the actual one; `at` says where. */
function same(actual: Json | undefined, expected: Json, at: string): void {
  if (typeof expected === 'number') {
    assert.ok(typeof actual === 'number' && Math.abs(actual - expected) <= 1e-9, `${at}: ${actual}, not ${expected}`);
  } else if (Array.isArray(expected) || expected === null || typeof expected !== 'object') {
    assert.deepEqual(actual, expected, at);
  } else {
    assert.ok(actual !== null && typeof actual === 'object' && !Array.isArray(actual), at);
    assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort(), `${at}: fields`);
    for (const [key, value] of Object.entries(expected)) same(actual[key], value, `${at}.${key}`);
  }
}

test('the file holds cases', () => assert.ok(cases.length > 0));

for (const [index, { context, controls, expected }] of cases.entries()) {
  test(`case ${index}`, () => {
    const score: Score = assess(controls, context);
    const actual = { ...score, design: shape(score.design), operating: shape(score.operating) };
    same(actual, expected, `case ${index}`);
  });
}
