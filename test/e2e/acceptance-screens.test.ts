/** Every screen at five sizes of a real window: no frame taller or wider than it, help always in sight. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { screens, screenTitles } from '../../source/app/screens.ts';
import { start, temporaryHome } from './real-terminal.ts';

const sizes = [
  [40, 12],
  [60, 20],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

test('every screen fits its window, with its name above and "? help" below', async (t) => {
  const home = temporaryHome(t);
  const program = start(t, home, ['demo', '--dir', join(home, 'demo')]);
  await program.until((screen) => screen.includes('criteria in place'));
  const isWhole = (screen: string, title: string) => {
    const lines = screen.split('\n');
    return lines[0]?.includes(title) === true && lines.at(-1)?.includes('? help') === true;
  };
  for (const name of screens) {
    // Twice, since the first one may only leave a filter or a field.
    program.write(`\u001b\u001b:${name}\r`);
    await program.until((screen) => isWhole(screen, screenTitles[name]));
    for (const [columns, rows] of sizes) {
      program.resize(columns, rows);
      // The footer is the last row of the window, so the frame is not taller; wider would run over into the next row.
      await program.until(
        (screen) => screen.split('\n').length === rows && isWhole(screen, screenTitles[name].slice(0, 12)),
      );
      assert.deepEqual(program.overflown(), [], `${name} at ${columns} × ${rows}`);
    }
  }
  program.resize(38, 7);
  await program.until((screen) => screen.includes('make the window larger'));
  program.resize(80, 24);
  await program.until((screen) => screen.includes('? help'));
});
