/** Measuring text in cells. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringWidth from 'string-width';
import { cut, simple, widthOf } from '../../source/ui/lines.ts';

test('what is measured by its length is one cell a character, by itself and between letters', () => {
  let known = 0;
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    if (!simple.test(character)) continue;
    known += 1;
    assert.equal(stringWidth(character), 1, `U+${code.toString(16)}`);
    assert.equal(stringWidth(`a${character}b`), 3, `U+${code.toString(16)}`);
  }
  assert.ok(known > 400, `${known}`);
});

test('wide, joined and combining characters are measured, and never cut through', () => {
  assert.deepEqual(['漢字', '👩‍💻', 'e\u0301', '✔\ufe0f', 'a│b'].map(widthOf), [4, 2, 1, 2, 3]);
  assert.deepEqual(
    ['漢字漢字', '👩‍💻👩‍💻', 'e\u0301e\u0301e\u0301', '● one two'].map((text) => cut(text, 3)),
    ['漢…', '👩‍💻…', 'e\u0301e\u0301e\u0301', '● …'],
  );
});
