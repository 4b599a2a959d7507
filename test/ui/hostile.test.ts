/** The hostile texts in every field, on every screen: none moves the cursor, hides text, or breaks a frame. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partOf } from '../../source/app/parts/index.ts';
import { screens } from '../../source/app/screens.ts';
import { defaultSettings } from '../../source/app/settings.ts';
import type { State } from '../../source/app/state.ts';
import { step } from '../../source/app/step.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { widthOf } from '../../source/ui/lines.ts';
import { lookOf } from '../../source/ui/theme.ts';
import { viewOf } from '../../source/ui/view.ts';
import { facts, now, stateOf } from '../app/fixture.ts';
import { forbidden, hostileEntries, hostileTexts } from '../hostile.ts';

const look = lookOf({ ...defaultSettings, theme: 'none', still: true });
const sizes = [
  { columns: 40, rows: 12 },
  { columns: 120, rows: 40 },
];

function assertSafe(state: State, where: string): void {
  for (const size of sizes) {
    const { lines } = viewOf({ ...state, size }, look, { frame: 0, now: now.getTime() });
    assert.equal(lines.length, size.rows, where);
    for (const line of lines) {
      const text = line.map((span) => span.text).join('');
      assert.doesNotMatch(text, forbidden, where);
      assert.doesNotMatch(text, /[\t\n\r]/, where);
      assert.ok(widthOf(text) <= size.columns, `${where}: wider than ${size.columns}: ${text.slice(0, 200)}`);
    }
  }
}

for (const { name, text } of hostileTexts)
  test(`${name}: every screen, its views, a row opened, its trace`, () => {
    const bodies: EntryBody[] = [
      ...hostileEntries(text, 'CC6.1-mfa', '2026-11-20'),
      { type: 'participants', names: [text, 'Ann'] },
      { type: 'park', text, control: 'CC6.1-mfa' },
    ];
    for (const screen of screens) {
      let state: State = { ...stateOf(bodies, { facts: facts(false), screen }), screens: ['overview', screen] };
      assertSafe(state, screen);
      const views = screen === 'interview' ? 1 : (partOf(screen).views?.length ?? 1);
      for (let view = 0; view < views; view += 1) {
        for (const key of ['enter', 't']) {
          const over = step(state, { type: 'key', key }).state;
          assertSafe(over, `${screen}, view ${view}, ${key}`);
        }
        state = step(state, { type: 'key', key: ']' }).state;
        assertSafe(state, `${screen}, view ${view + 1}`);
      }
    }
  });
