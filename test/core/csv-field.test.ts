/** A text in a CSV cell: no spreadsheet of any country takes a part of it for a formula, and it comes back as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCsv } from '../../source/core/csv.ts';
import { csvField, unguarded } from '../../source/core/text.ts';

const parts = fc.constantFrom('=1+1', '=', '@SUM(A1)', '-', '+', "'", ';', '\n', ' ', 'a', '"', ',');
const texts = fc.array(parts, { maxLength: 8 }).map((list) => list.join(''));

test('nothing that acts stands where a cell begins: first, after a line end, after a semicolon', () => {
  for (const text of ['=1', '-x', "'=1", 'p;=1+1', 'line\n=1+1', "a;'=1", 'a\n\n@x', ';-1'])
    assert.doesNotMatch(csvField(text).replace(/^"/, ''), /(^\s*|[\n;])[=+\-@]/, text);
  fc.assert(fc.property(texts, (text) => assert.doesNotMatch(csvField(text).replace(/^"/, ''), /(^\s*|[\n;])[=+\-@]/)));
});

test('what was written comes back, whatever line ends a spreadsheet makes of it', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('\n', '\r\n'), (text, end) => {
      const file = `h,x\r\n${csvField(text).replaceAll('\n', end)},y\r\n`;
      const cell = parseCsv(file).table?.records[0]?.cells[0] ?? assert.fail(file);
      assert.equal(unguarded(cell).replaceAll('\r\n', '\n').trim(), text.trim());
    }),
  );
});
