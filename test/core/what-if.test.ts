import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decide } from '../../source/core/decide.ts';
import type { Level } from '../../source/core/questionnaire.ts';
import { type Change, parseChanges, whatIf } from '../../source/core/what-if.ts';
import { demo } from './demo.ts';

const day = '2026-11-21';
const { input, decisions } = await demo(day);
const controls = decisions.controls;

test('no change changes nothing, and what is at hand is left as it was', () => {
  const before = JSON.stringify(input);
  const { before: was, after, closed, opened, criteria } = whatIf([], input, decisions);
  assert.deepEqual(was, after);
  assert.deepEqual([closed, opened, criteria], [[], [], []]);
  whatIf([{ control: 'CC6.1-mfa', to: 3 }], input, decisions);
  assert.equal(JSON.stringify(input), before);
});

test('a contradicted control at 3 is closed with its check; by words alone AWS still says otherwise', () => {
  assert.ok(decisions.score.blockers.material.includes('CC6.1-mfa'));
  const closed = whatIf([{ control: 'CC6.1-mfa', to: 3 }], input, decisions);
  assert.ok(closed.mended.includes('console-user-mfa'), closed.mended.join());
  assert.ok(closed.closed.includes('CC6.1-mfa'));
  assert.ok(!closed.inTheWay.blockers.material.includes('CC6.1-mfa'));
  assert.ok(closed.after.evidenced > closed.before.evidenced);
  const words = whatIf([{ control: 'CC6.1-mfa', to: 4, words: true }], input, decisions);
  assert.deepEqual(words.mended, []);
  assert.ok(words.inTheWay.blockers.material.includes('CC6.1-mfa'));
});

test('everything closed gives Ready with conditions, since the description is not complete', () => {
  const changes = controls.map(({ id }): Change => ({ control: id, to: 4 }));
  const { after } = whatIf(changes, input, decisions);
  assert.equal(after.verdict.type1, 'Ready with conditions');
  assert.equal(after.evidenced, 1);
  assert.equal(after.opening, day);
});

test('the points of a gap are what closing it alone adds', () => {
  // Only where no check is shared with another control: mending one would close both.
  const gap = decisions.gaps.find(
    ({ points, checks, cause }) => points > 0 && checks.length === 0 && cause === 'missing',
  );
  assert.ok(gap);
  const { before, after } = whatIf([{ control: gap.control, to: 3 }], input, decisions);
  assert.ok(Math.abs((after.evidenced - before.evidenced) * 100 - gap.points) < 1e-9);
});

test('lowering a control never improves a verdict or a figure, raising one by a record never lowers the figure', () => {
  const order = ['Not ready', 'Not enough known', 'Ready with conditions', 'Ready'];
  const levelOf = (id: string) => input.assessment.controls[id]?.answer?.level;
  const numbered = controls.filter(({ id }) => typeof levelOf(id) === 'number');
  fc.assert(
    fc.property(fc.constantFrom(...numbered), fc.constantFrom<Level>(0, 1, 2, 3, 4), ({ id }, to) => {
      const was = levelOf(id) as Level;
      const { before, after } = whatIf([{ control: id, to }], input, decisions);
      if (to >= 3) assert.ok(after.evidenced >= before.evidenced - 1e-9);
      else if (to <= was) {
        assert.ok(after.claimed <= before.claimed + 1e-9 || to <= 1, `${id} ${was} → ${to}`);
        assert.ok(order.indexOf(after.verdict.type1) <= order.indexOf(before.verdict.type1));
      }
    }),
    { numRuns: 40 },
  );
});

test('the words of the command line, and what is no change', () => {
  assert.deepEqual(parseChanges('cc6.1-mfa=3, CC4.1-b=l4:words,CC1.1-a=n/a', controls), [
    { control: 'CC6.1-mfa', to: 3 },
    { control: 'CC4.1-b', to: 4, words: true },
    { control: 'CC1.1-a', to: 'not-applicable' },
  ]);
  const fault = (text: string) => {
    const parsed = parseChanges(text, controls);
    assert.ok('fault' in parsed, text);
    return parsed.fault;
  };
  assert.match(fault('CC99-x=3'), /no control "CC99-x"/);
  assert.match(fault('CC6.1-mfa=5'), /is no change/);
  assert.match(fault('CC6.1-mfa=3:quickly'), /is no change/);
  assert.match(fault('CC1.1-a=inherited'), /cannot be inherited/);
  assert.match(fault(' , '), /No change is named/);
});

test('the same changes give the same bytes', () => {
  const changes: Change[] = [
    { control: 'CC6.1-mfa', to: 3 },
    { control: 'CC4.1-b', to: 4 },
  ];
  assert.equal(JSON.stringify(whatIf(changes, input)), JSON.stringify(whatIf(changes, input, decide(input))));
});
