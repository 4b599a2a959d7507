/** What leaves the terminal: complete, and harmless whatever was typed into it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvField, markdown, plainLine, plainText } from '../../source/core/text.ts';
import { barOf } from '../../source/report/model.ts';
import { csv } from '../../source/report/tables.ts';

const hostile = [
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  'bell\u0007',
  '\u009b2J',
  'abc\u202edcba\u202c',
  'zero\u200bwidth\u2060',
  "=cmd|'/c calc'!A0",
  '+1+1',
  '-2',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '<script>alert(1)</script>',
  '](javascript:alert(1))',
  'a\nb\r\nc',
  'nul\u0000',
  '| pipe | **bold** `code`',
  '表表表',
  '👩‍💻',
  'x'.repeat(65_536),
];

describe('hostile text', () => {
  it('leaves no control character on a terminal line', () => {
    for (const text of hostile)
      assert.doesNotMatch(
        plainLine(text),
        /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/,
        JSON.stringify(text.slice(0, 40)),
      );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[\u0000-\u001f\u007f-\u009f]/.test(plainLine(text))),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(plainText(text)),
      ),
    );
  });

  it('takes whole escape sequences out, parameters included, and keeps what people write', () => {
    assert.equal(plainLine('\u001b[31mred\u001b[0m'), 'red');
    assert.equal(plainLine('\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'), 'click');
    assert.equal(plainLine('表 👩‍💻 é'), '表 👩‍💻 é');
  });

  it('is inert in Markdown', () => {
    for (const text of hostile) {
      const escaped = markdown(text);
      assert.doesNotMatch(escaped, /</);
      assert.doesNotMatch(escaped, /(^|[^\\])[|[\]`]/);
      assert.doesNotMatch(escaped, /\n/);
    }
  });

  it('is no formula in a sheet, and one field stays one field', () => {
    for (const text of hostile) assert.doesNotMatch(csvField(text).replace(/^"/, ''), /^\s*[=+\-@]/);
    const line = csv({ header: ['a', 'b'], rows: [['x,"y"\nz', '=1']] });
    assert.equal(line, 'a,b\r\n"x,""y""\nz",\'=1\r\n');
  });
});

describe('the bar', () => {
  it('adds to one', () => {
    const bar = barOf([
      {
        id: 'CC1.1',
        state: 'Partial',
        evidenced: 0.2,
        claimed: 0.5,
        upper: 0.9,
        coverage: 0.8,
        controls: [],
        trace: [],
      },
      { id: 'CC1.2', state: 'Unknown', evidenced: 0, claimed: 0, upper: 1, coverage: 0, controls: [], trace: [] },
    ]);
    assert.ok(Math.abs(bar.evidenced + bar.claimedOnly + bar.unknown + bar.missing - 1) < 1e-12);
    assert.ok(Math.abs(bar.evidenced - 0.1) < 1e-12);
    assert.ok(Math.abs(bar.missing - 0.05) < 1e-12);
  });
});
