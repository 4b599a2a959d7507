/** The chart of History: each day's figures on their level, and none where too little was answered. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layout } from '../../source/app/layout.ts';
import type { PastDay } from '../../source/app/past.ts';
import { historyBody } from '../../source/ui/screens/history.ts';
import { halfWay, stateOf } from '../app/fixture.ts';

const day = (name: string, evidenced: number, claimed: number, enough = true): PastDay => ({
  ...{
    day: name,
    verdict: { type1: 'Not ready', opening: 'Not ready', inWindow: 'Not started' } as PastDay['verdict'],
  },
  ...{ inPlace: 9, criteria: 33, evidenced, claimed, coverage: 0.8, enough },
});

/** The chart's rows from 100 to 0, without their labels. */
function chart(days: PastDay[]): string[] {
  const size = { columns: 80, rows: 40 };
  const state = { ...stateOf(halfWay, { screen: 'history', ...size }), past: { marked: [], days } };
  const lines = historyBody(state, layout(size)).lines.map((line) => line.map(({ text }) => text).join(''));
  const from = lines.findIndex((line) => line.startsWith('  100 '));
  const to = lines.findIndex((line) => line.startsWith('    0 '));
  assert.ok(from !== -1 && to > from, lines.join('\n'));
  return lines.slice(from, to + 1).map((line) => line.slice(6));
}

describe('the chart', () => {
  test('figures stand on their level, later days to the right', () => {
    const rows = chart([day('2026-10-05', 0, 0.5), day('2026-11-09', 0.5, 1), day('2026-12-01', 1, 1)]);
    const middle = Math.floor(rows.length / 2);
    const at = (row: number, symbol: string) => rows.at(row)?.indexOf(symbol) ?? -1;
    const [first, second, third] = [at(-1, '●'), at(middle, '●'), at(0, '●')];
    assert.ok(first >= 0 && first < second && second < third, rows.join('\n'));
    assert.equal(at(middle, '○'), first);
    assert.equal(at(0, '○'), second);
    assert.equal(rows.join('').split('●').length - 1, 3);
  });

  test('a day with too little answered has no point', () => {
    const rows = chart([day('2026-10-05', 0.4, 0.5, false), day('2026-12-01', 0.6, 0.7)]);
    assert.equal(rows.join('').split('●').length - 1, 1);
    assert.equal(rows.join('').split('○').length - 1, 1);
  });
});
