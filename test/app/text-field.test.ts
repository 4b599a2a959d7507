import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editField, insert, isKeyName, type TextField, textField } from '../../source/app/text-field.ts';

function typed(field: TextField, ...keys: string[]): TextField {
  return keys.reduce((before, key) => editField(before, key) ?? before, field);
}

/** The field as text with the cursor as |. */
function picture({ value, cursor }: TextField): string {
  return `${value.slice(0, cursor)}|${value.slice(cursor)}`;
}

test('inserts at the cursor', () => {
  assert.equal(picture(typed(textField('ac'), 'left', 'b')), 'ab|c');
  assert.equal(picture(typed(textField('a'), 'space', 'b')), 'a b|');
});

test('moves and removes by grapheme, not by code unit', () => {
  const family = '👨‍👩‍👧';
  assert.equal(picture(typed(textField(`a${family}b`), 'left', 'left')), `a|${family}b`);
  assert.equal(picture(typed(textField(`a${family}`), 'backspace')), 'a|');
  assert.equal(picture(typed(textField('e\u0301x'), 'home', 'delete')), '|x');
  assert.equal(picture(typed(textField('漢字'), 'left')), '漢|字');
});

test('removes words and ends of the line', () => {
  assert.equal(picture(typed(textField('one two  '), 'ctrl+w')), 'one |');
  assert.equal(picture(typed(textField('one two'), 'left', 'left', 'ctrl+u')), '|wo');
  assert.equal(picture(typed(textField('one two'), 'home', 'right', 'ctrl+k')), 'o|');
  assert.equal(picture(typed(textField(''), 'backspace', 'delete', 'left', 'right', 'ctrl+w')), '|');
});

test('moves and removes by word', () => {
  assert.equal(picture(typed(textField('one two-three '), 'ctrl+left')), 'one two-|three ');
  assert.equal(picture(typed(textField('one two'), 'alt+b', 'alt+b', 'alt+b')), '|one two');
  assert.equal(picture(typed(textField('one, two'), 'home', 'ctrl+right')), 'one|, two');
  assert.equal(picture(typed(textField('one, two'), 'home', 'alt+f', 'alt+f', 'alt+f')), 'one, two|');
  assert.equal(picture(typed(textField('one two'), 'home', 'alt+d')), '| two');
  assert.equal(picture(typed(textField('one two.'), 'alt+backspace')), 'one |');
  // What belongs to one character stays together: an accent, a joined emoji, a word of wide ones.
  assert.equal(picture(typed(textField('cafe\u0301 漢字👩‍💻'), 'ctrl+left')), 'cafe\u0301 |漢字👩‍💻');
  assert.equal(picture(typed(textField('cafe\u0301 x'), 'home', 'ctrl+right')), 'cafe\u0301| x');
  assert.equal(picture(typed(textField('...'), 'ctrl+left', 'ctrl+right')), '...|');
});

test('a paste keeps its text on one line and loses control characters', () => {
  assert.equal(picture(insert(textField('<'), 'one\r\ntwo\n\u001b[31mthree\u0007')), '<one two [31mthree|');
});

test('names of keys are no text', () => {
  for (const key of ['enter', 'pageup', 'ctrl+l', 'shift+tab']) {
    assert.equal(isKeyName(key), true, key);
    assert.equal(editField(textField('x'), key), undefined, key);
  }
  assert.equal(isKeyName('a'), false);
});
