/** One screen in each theme, escape codes and all; and that no meaning hangs on a colour. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { defaultSettings, type Settings, themes } from '../../source/app/settings.ts';
import { lookOf, painted, type Token } from '../../source/ui/theme.ts';
import { viewOf } from '../../source/ui/view.ts';
import { facts, halfWay, stateOf } from '../app/fixture.ts';

const tokens: Token[] = ['heading', 'good', 'warning', 'bad', 'unknown', 'accent', 'selected'];

/** The frame as the terminal gets it; the escape character as a symbol, so that the file can be read. */
function frame(settings: Settings): string {
  const look = lookOf(settings);
  const state = { ...stateOf(halfWay, { facts: facts(false), screen: 'overview' }), settings };
  const { lines } = viewOf(state, look, { frame: 0, now: 0 });
  // The keys in the footer are the matter of the other frames.
  const shown = lines.slice(0, -1);
  return shown.map((line) => line.map(({ text, token }) => painted(text, token, look)).join('')).join('\n');
}

function bare(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}

function snapshot(t: TestContext, name: string, text: string): void {
  const file = fileURLToPath(new URL(`../frames/theme-${name}.txt`, import.meta.url));
  t.assert.fileSnapshot(`${text.replaceAll('\u001b', '␛')}\n`, file, { serializers: [(value) => String(value)] });
}

for (const theme of themes)
  test(`the Overview in ${theme}`, (t) => snapshot(t, theme, frame({ ...defaultSettings, theme })));

test('the Overview in ASCII', (t) => {
  const text = frame({ ...defaultSettings, theme: 'none', ascii: true });
  assert.match(text, /^[\n\u0020-\u007e]*$/);
  snapshot(t, 'ascii', text);
});

test('every theme shows the same words and symbols', () => {
  const plain = frame({ ...defaultSettings, theme: 'none' });
  assert.equal(plain.includes('\u001b'), false, 'no colour is no escape code');
  for (const theme of themes) assert.equal(bare(frame({ ...defaultSettings, theme })), plain, theme);
});

test('in a theme no two states look alike, and each ends what it begins', () => {
  for (const theme of themes.filter((name) => name !== 'none')) {
    const look = lookOf({ ...defaultSettings, theme });
    const states = (['good', 'warning', 'bad', 'unknown'] as const).map((token) => painted('x', token, look));
    assert.equal(new Set(states).size, 4, theme);
    for (const token of tokens) {
      const text = painted('x', token, look);
      const [open = [], close = []] = [...text.matchAll(/\u001b\[([0-9;]+)m/g)].map((match) => match[1]?.split(';'));
      assert.equal(open.length, close.length, `${theme} ${token} leaves something on: ${JSON.stringify(text)}`);
    }
  }
});
