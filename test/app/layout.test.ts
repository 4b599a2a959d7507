import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { firstVisible, layout } from '../../source/app/layout.ts';

/** The layout as rows of letters: H header, - rule, m main, s side, F footer. */
function picture(columns: number, rows: number): string[] {
  const plan = layout({ columns, rows });
  const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ' '));
  const paint = (letter: string, left: number, top: number, width: number, height: number) => {
    for (let y = top; y < top + height; y += 1)
      for (let x = left; x < left + width; x += 1) (cells[y] ?? [])[x] = letter;
  };
  paint('m', plan.main.left, plan.main.top, plan.main.width, plan.main.height);
  if (plan.side !== undefined) paint('s', plan.side.left, plan.side.top, plan.side.width, plan.side.height);
  paint('H', 0, plan.header.top, columns, 1);
  for (const row of plan.rules) paint('-', 0, row, columns, 1);
  paint('F', 0, plan.footer.top, columns, 1);
  // One letter for ten cells is enough to see it.
  return cells.map((row) => row.filter((_, x) => x % 10 === 5).join(''));
}

describe('layout', () => {
  test('40×12 is compact: header, body, footer', () => {
    assert.deepEqual(picture(40, 12), ['HHHH', ...Array(10).fill('mmmm'), 'FFFF']);
    assert.equal(layout({ columns: 40, rows: 12 }).kind, 'compact');
  });

  test('80×24 is one pane between rules', () => {
    const rows = picture(80, 24);
    assert.deepEqual(rows.slice(0, 3), ['HHHHHHHH', '--------', 'mmmmmmmm']);
    assert.deepEqual(rows.slice(-3), ['mmmmmmmm', '--------', 'FFFFFFFF']);
    assert.equal(rows.length, 24);
  });

  test('120×40 has a side pane', () => {
    const rows = picture(120, 40);
    assert.equal(rows[2], 'mmmmmmmsssss');
    assert.equal(rows[37], 'mmmmmmmsssss');
    assert.equal(rows[39], 'FFFFFFFFFFFF');
  });

  test('every cell has one owner at every size from the smallest on', () => {
    for (let columns = 40; columns <= 210; columns += 7) {
      for (let rows = 8; rows <= 60; rows += 1) {
        const plan = layout({ columns, rows });
        const used = [0, plan.footer.top, ...plan.rules];
        for (let y = plan.body.top; y < plan.body.top + plan.body.height; y += 1) used.push(y);
        assert.deepEqual(
          used.toSorted((a, b) => a - b),
          Array.from({ length: rows }, (_, row) => row),
          `${columns}×${rows}`,
        );
        const { main, side } = plan;
        assert.equal(side === undefined ? main.width : main.width + 3 + side.width, columns);
      }
    }
  });

  test('below 40×8 there is no room', () => {
    assert.equal(layout({ columns: 39, rows: 24 }).kind, 'too-small');
    assert.equal(layout({ columns: 80, rows: 7 }).kind, 'too-small');
  });

  test('the cursor is always among the visible rows', () => {
    for (let cursor = 0; cursor < 30; cursor += 1) {
      const first = firstVisible(cursor, 7, 30);
      assert.ok(first <= cursor && cursor < first + 7, `${cursor}`);
      assert.ok(first >= 0 && first <= 23);
    }
    assert.equal(firstVisible(0, 10, 3), 0);
  });
});
