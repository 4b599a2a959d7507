/** What the bundle does to packages must not change what they say. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import stringWidth from 'string-width';
import { oneCell } from '../scripts/bundle-plugins.ts';

it('every character that takes the short way is one cell wide, alone and beside others', () => {
  const set = new RegExp(`[${oneCell}]`);
  const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter((c) => set.test(c));
  assert.ok(characters.length > 250);
  for (const character of characters) {
    assert.equal(stringWidth(character), 1, `U+${character.codePointAt(0)?.toString(16)}`);
    assert.equal(stringWidth(`a${character}b`), 3);
  }
  assert.equal(stringWidth(characters.join('')), characters.length);
});
