/** Long JSON texts taken apart as they come, whatever the pieces. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JsonElements, JsonFault, longestElement } from '../../source/core/json-elements.ts';

function split(text: string, size: number): { values: unknown[]; lines: number[] } {
  const values: unknown[] = [];
  const lines: number[] = [];
  const elements = new JsonElements('Findings', ({ text: element, line }) => {
    values.push(JSON.parse(element));
    lines.push(line);
  });
  for (let at = 0; at < text.length; at += size) elements.push(text.slice(at, at + size));
  elements.end();
  return { values, lines };
}

describe('elements of a JSON text', () => {
  it('are the same in whatever pieces and forms they come', () => {
    const record = fc.dictionary(
      fc.string().filter((key) => key !== 'Findings'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (all, size, pretty) => {
          const wanted = JSON.parse(JSON.stringify(all)) as unknown[];
          const indent = pretty ? 2 : 0;
          const forms = [
            JSON.stringify(all, null, indent),
            all.map((one) => JSON.stringify(one)).join('\n'),
            JSON.stringify(
              { Before: ['[', { Findings: 1 }], Findings: all, NextToken: '}]', After: { a: [{}] } },
              null,
              indent,
            ),
          ];
          for (const form of forms) assert.deepEqual(split(form, size).values, wanted);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('know the line on which they begin', () => {
    assert.deepEqual(split('[\n{"a":\n1},\n\n{"b":2}]', 3).lines, [2, 5]);
  });

  it('cut off at every place: a fault that names the line, or whole elements and an open list; never a half one', () => {
    const text = '{"Findings": [\n{"a": "x\\"y"},\n{"b": [1, {"c": 2}]}\n]}';
    for (let end = 1; end < text.length - 1; end += 1) {
      const cut = text.slice(0, end);
      assert.throws(
        () => split(cut, 7),
        (error) => error instanceof JsonFault && error.line === cut.split('\n').length,
        `at ${end}`,
      );
    }
  });

  it('refuse what is no list of objects, and one that has no end', () => {
    for (const wrong of ['hello', '[1]', '"text"', '{"a":1} x', '[{"a":1}]]'])
      assert.throws(() => split(wrong, 5), JsonFault, wrong);
    const long = `[{"a":"${'x'.repeat(longestElement)}"}]`;
    assert.throws(() => split(long, 1 << 20), /Finding 1, which begins on line 1, is longer than 16 MB/);
  });
});
