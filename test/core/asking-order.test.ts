import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { askingOrder, orderFaults, topicOf } from '../../source/core/asking-order.ts';
import type { AskingTopic, Control } from '../../source/core/questionnaire.ts';
import { control } from './sample.ts';

const shipped = readQuestionnaire(fileURLToPath(new URL('../../questionnaires', import.meta.url)));
const ids = (controls: readonly Control[]) => controls.map(({ id }) => id);
const topic = (asks: string[], more: Partial<AskingTopic> = {}): AskingTopic => ({
  topic: asks.join(' '),
  because: 'because',
  asks,
  ...more,
});

describe('the asking order', () => {
  const [a, b, c, d] = [
    control('CC1.1-a'),
    control('CC1.1-b', { after: ['CC2.1-d'] }),
    control('CC2.1-c'),
    control('CC2.1-d'),
  ];

  it('follows the topics; a criterion stands for those of its controls that no topic names', () => {
    assert.deepEqual(ids(askingOrder([a, c, d], [topic(['CC2.1-d', 'CC1.1']), topic(['CC2.1'])])), [
      ...['CC2.1-d', 'CC1.1-a', 'CC2.1-c'],
    ]);
    assert.deepEqual(ids(askingOrder([a, c, d], [topic(['CC2.1'])])), ['CC2.1-c', 'CC2.1-d', 'CC1.1-a']);
    assert.deepEqual(ids(askingOrder([a, c, d])), ['CC1.1-a', 'CC2.1-c', 'CC2.1-d']);
  });

  it('asks what a control rests on just before it, unless its topic is early or it is not asked at all', () => {
    const order = [topic(['CC1.1']), topic(['CC2.1'])];
    assert.deepEqual(ids(askingOrder([a, b, c, d], order)), ['CC1.1-a', 'CC2.1-d', 'CC1.1-b', 'CC2.1-c']);
    const early = [topic(['CC1.1'], { early: true }), topic(['CC2.1'])];
    assert.deepEqual(ids(askingOrder([a, b, c, d], early)), ['CC1.1-a', 'CC1.1-b', 'CC2.1-c', 'CC2.1-d']);
    assert.deepEqual(ids(askingOrder([a, b, c], order)), ['CC1.1-a', 'CC1.1-b', 'CC2.1-c']);
  });

  it('ends on a loop', () => {
    const [x, y] = [control('CC1.1-x', { after: ['CC1.1-y'] }), control('CC1.1-y', { after: ['CC1.1-x'] })];
    assert.deepEqual(ids(askingOrder([x, y])), ['CC1.1-y', 'CC1.1-x']);
  });

  it('says which topic asks a control', () => {
    const order = [topic(['CC1.1-b']), topic(['CC1.1'])];
    assert.equal(topicOf(b, order), order[0]);
    assert.equal(topicOf(a, order), order[1]);
    assert.equal(topicOf(c, order), undefined);
  });

  it('names what it does not know, what it has twice, and what it forgot', () => {
    const order = [topic(['CC1.1', 'CC1.1-z']), topic(['CC1.1', 'CC9.9', 'CC2.1-c'])];
    const faults = orderFaults({ ...shipped, controls: [a, c, d], order });
    assert.deepEqual(
      faults.map(({ path, message }) => `${path.join('.')}: ${message}`),
      [
        'order.0.asks.1: there is no control or criterion CC1.1-z',
        'order.1.asks.0: CC1.1 is already listed further up',
        'order.1.asks.1: there is no control or criterion CC9.9',
        'order: CC2.1-d stands in no topic: list it or its criterion',
      ],
    );
  });
});

describe('the shipped order', () => {
  const { controls, order = [] } = shipped;
  const asked = askingOrder(controls, order);
  const at = (id: string): number => {
    const index = asked.findIndex((one) => one.id === id);
    assert.ok(index >= 0, `${id} is not asked`);
    return index;
  };

  it('asks what breaks audits first', () => {
    const leading = [
      'CC6.1-mfa',
      'CC6.3-admins',
      'CC6.2-leavers',
      'CC6.3-review',
      'CC8.1-review',
      'A1.3-restore-test',
      'CC7.4-plan',
      'CC9.2-vendor-reports',
      'CC5.3-a',
      'CC3.2-a',
      'CC1.1-a',
    ];
    assert.deepEqual(
      leading.toSorted((left, right) => at(left) - at(right)),
      leading,
    );
    assert.equal(at('CC6.1-mfa'), 0);
    assert.ok(asked.slice(-10).every(({ criterion }) => criterion.startsWith('CC1.')));
  });

  it('asks every control once', () => {
    assert.deepEqual(ids(asked).toSorted(), ids(controls).toSorted());
  });

  it('asks nothing before what it rests on, but for the restore test, on purpose', () => {
    const before = asked.filter((one) => one.after.some((id) => at(id) > at(one.id)));
    assert.ok(before.length > 0);
    for (const one of before) assert.equal(topicOf(one, order)?.early, true, one.id);
    assert.deepEqual([...new Set(before.map((one) => topicOf(one, order)?.topic))], ['Restore test']);
  });

  it('keeps both for any part of the controls', () => {
    fc.assert(
      fc.property(fc.subarray(controls), (part) => {
        const some = askingOrder(part, order);
        const place = new Map(some.map((one, index) => [one.id, index]));
        assert.equal(new Set(some).size, part.length);
        for (const [index, one] of some.entries()) {
          if (topicOf(one, order)?.early === true) continue;
          for (const id of one.after) assert.ok((place.get(id) ?? -1) < index, `${one.id} before ${id}`);
        }
      }),
      { numRuns: 50 },
    );
  });
});
