/** Lines of the registers that somebody edited by hand: read when they fit, put aside with a reason when not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import { bodyProblem, classify } from '../../source/workspace/entry-shape.ts';

const problem = (body: unknown) => bodyProblem(body as EntryBody);

test('whole and scanty records fit; null takes one off', () => {
  for (const body of [
    { type: 'policy', key: 'a', record: { title: 'A' } },
    { type: 'vendor', key: 'a', record: { name: 'A', tier: 'other', duties: [], report: { name: 'R' }, later: 1 } },
    { type: 'duty', key: 'a', record: null },
    { type: 'exception', key: '25-3', record: { text: 'T', fixedOn: '2026-01-01' } },
    { type: 'engagement', key: 'engagement', record: {} },
    { type: 'description', criterion: 'DC1', done: false, text: 'We count sheep.' },
  ])
    assert.equal(problem(body), undefined, JSON.stringify(body));
});

const wrong: [unknown, string][] = [
  [{ type: 'policy', key: '__proto__', record: { title: 'A' } }, 'key: a name'],
  [{ type: 'policy', key: 'a', record: { title: ' ' } }, 'record: title: a text that is not empty'],
  [
    { type: 'policy', key: 'a', record: { title: 'A', approvedOn: '2026-02-30' } },
    'record: approvedOn: a day (YYYY-MM-DD)',
  ],
  [{ type: 'policy', key: 'a' }, 'record: an object'],
  [{ type: 'vendor', key: 'a', record: { name: 'A' } }, 'record: tier: one of critical, important, other'],
  [
    { type: 'vendor', key: 'a', record: { name: 'A', tier: 'other', handles: ['cats'] } },
    'record: handles: one of personal, health, payment-card, financial, children',
  ],
  [
    { type: 'vendor', key: 'a', record: { name: 'A', tier: 'other', report: {} } },
    'record: report: name: a text that is not empty',
  ],
  [
    {
      type: 'vendor',
      key: 'a',
      record: { name: 'A', tier: 'other', agreements: [{ kind: 'nda', date: '2026-01-01', where: 'x' }] },
    },
    'record: agreements: kind: one of dpa, baa, confidentiality',
  ],
  [{ type: 'duty', key: 'a', record: { text: 'T', control: 7 } }, 'record: control: a name'],
  [{ type: 'exception', key: 'a', record: { text: 'T', due: 'soon' } }, 'record: due: a day (YYYY-MM-DD)'],
  [{ type: 'engagement', key: 'other', record: {} }, 'key: one of engagement'],
  [{ type: 'engagement', key: 'engagement', record: { assertion: 'yes' } }, 'record: assertion: one of draft, signed'],
  [{ type: 'description', criterion: 'DC1', done: true, text: 7 }, 'text: text'],
];

for (const [body, expected] of wrong)
  test(`refused: ${expected}`, () => {
    assert.equal(problem(body), expected);
    const base = { v: 1, id: 'e', replica: 'r', seq: 1, at: 'z', by: 'a', questionnaire: 'q' };
    assert.deepEqual(classify({ ...base, ...(body as object) }), { kind: 'unreadable', why: expected });
  });
