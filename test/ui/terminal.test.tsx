/** What only shows with real keys and real Ink: keys in one read, pastes, resizes, odd terminals, hostile text. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { currentQuestion } from '../../source/app/questions.ts';
import type { ScreenId } from '../../source/app/screens.ts';
import { screenOf } from '../../source/app/state.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { widthOf } from '../../source/ui/lines.ts';
import { facts, halfWay, portsOf, workspaceWith } from '../app/fixture.ts';
import { openTerminal, type Terminal } from './terminal.tsx';

const medium = { columns: 80, rows: 24 };

async function opened(
  t: TestContext,
  given: { screen?: ScreenId; from?: EntryBody[]; size?: { columns: number; rows: number }; ascii?: boolean } = {},
): Promise<Terminal> {
  const { workspace, end } = await workspaceWith(given.from ?? halfWay);
  await workspace.saveScan(facts(false), 'Ada');
  const look = { ascii: given.ascii === true, colour: false, still: true };
  const terminal = openTerminal(portsOf(workspace), given.size ?? medium, { screen: given.screen ?? 'overview', look });
  t.after(async () => {
    terminal.end();
    await end();
  });
  await terminal.until(
    () => terminal.program.getState().derived !== undefined && !terminal.frame().includes('Opening'),
  );
  return terminal;
}

function assertFits(frame: string, { columns, rows }: { columns: number; rows: number }): void {
  const lines = frame.split('\n');
  assert.ok(lines.length <= rows, `${lines.length} lines in ${rows} rows\n${frame}`);
  for (const line of lines) assert.ok(widthOf(line) <= columns, `wider than ${columns}: ${line}`);
}

describe('keys in one read of the terminal', () => {
  test('jjj moves three', async (t) => {
    const terminal = await opened(t);
    terminal.write('jjj');
    await terminal.until((frame) => frame.includes('▸ ▲ CC1.3-raci'));
    assert.equal(terminal.program.getState().lists.overview.cursor, 3);
  });

  test('text and enter submit', async (t) => {
    const terminal = await opened(t, { screen: 'interview', from: [] });
    terminal.write('Acme GmbH\r');
    await terminal.until((frame) => frame.includes('How many people') && frame.includes('saved'));
    assert.equal(terminal.program.getState().assessment.scope.company?.value, 'Acme GmbH');
  });

  test('the library picker sees each key', async (t) => {
    const terminal = await opened(t, {
      screen: 'interview',
      from: [{ type: 'scope', question: 'company', value: 'A' }],
    });
    await terminal.until((frame) => frame.includes('How many people'));
    terminal.write('jj\r');
    await terminal.until((frame) => frame.includes('an office') && frame.includes('saved'));
    assert.equal(terminal.program.getState().assessment.scope.headcount?.value, '51-200');
  });

  test('arrows and letters mixed', async (t) => {
    const terminal = await opened(t);
    terminal.write('\u001b[B\u001b[Bj\u001b[A');
    await terminal.until((frame) => frame.includes('▸ ? CC6.4-doors'));
  });

  test('escape and a letter are two keys', async (t) => {
    const terminal = await opened(t, { screen: 'checks' });
    terminal.write('\r\u001b4');
    await terminal.until(() => screenOf(terminal.program.getState()) === 'gaps');
  });
});

test('a paste with line ends lands as text and submits nothing', async (t) => {
  const terminal = await opened(t, { screen: 'interview', from: [] });
  terminal.write('\u001b[200~Example\rRobotics\u001b[201~');
  await terminal.until((frame) => frame.includes('> Example Robotics'));
  assert.equal(currentQuestion(terminal.program.getState())?.id, 'company');
});

describe('resizing', () => {
  test('every size from 20×4 to 200×60 fits, also with something open', async (t) => {
    const terminal = await opened(t, { screen: 'interview' });
    for (const keys of [
      '',
      'v',
      '\u001b',
      '?',
      '\u001b',
      'a',
      '\u001b',
      '\u001b',
      '3',
      '\r',
      '\u001b',
      '5',
      '6',
      ':',
    ]) {
      terminal.write(keys);
      const shown = terminal.frames.length;
      await terminal.until(() => keys === '' || terminal.frames.length > shown);
      for (const [columns, rows] of [
        [40, 8],
        [20, 4],
        [60, 12],
        [80, 24],
        [200, 60],
        [100, 30],
      ] as const) {
        terminal.resize(columns, rows);
        await terminal.until(() => terminal.program.getState().size.columns === columns);
        assertFits(terminal.frame(), { columns, rows });
      }
    }
  });

  test('a window that is too small says so and recovers', async (t) => {
    const terminal = await opened(t);
    terminal.resize(38, 7);
    await terminal.until((frame) => frame.includes('larger: 40×8, now 38×7'));
    terminal.resize(80, 24);
    await terminal.until((frame) => frame.includes('? help'));
  });
});

test('ASCII symbols only where the locale is not UTF-8', async (t) => {
  const terminal = await opened(t, { ascii: true });
  for (const keys of ['?', '?', '2', '\u001b[D', '\u001b', '3']) {
    const shown = terminal.frames.length;
    terminal.write(keys);
    await terminal.until(() => terminal.frames.length > shown);
    assert.match(terminal.frame(), /^[\n -~]*$/, terminal.frame());
  }
});

test('text of people and of AWS cannot move the cursor, colour or hide', async (t) => {
  const hostile = '\u001b[2J\u001b]0;gone\u0007\u202eevil\u0000\n漢字 is wide';
  const from: EntryBody[] = [...halfWay, { type: 'note', control: 'CC1.1-conduct', text: hostile }];
  const terminal = await opened(t, {
    screen: 'interview',
    from: [...from, { type: 'owner', control: 'CC1.1-conduct', person: hostile }],
  });
  terminal.write('\u001b[D\u001b[D\u001b[D');
  await terminal.until((frame) => frame.includes('code of conduct'));
  assert.doesNotMatch(terminal.frames.at(-1) ?? '', /[\u0000-\u0009\u000b-\u001f\u202e]/);
  assertFits(terminal.frame(), medium);
});

test('idle it draws nothing', async (t) => {
  const terminal = await opened(t);
  const shown = terminal.frames.length;
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(terminal.frames.length, shown);
});

test('q leaves with 0 after everything is on disk', async (t) => {
  const terminal = await opened(t, { screen: 'interview' });
  terminal.write('4q');
  await terminal.until(() => terminal.left() !== undefined);
  assert.equal(terminal.left(), 0);
  assert.equal(terminal.program.getState().assessment.place?.screen, 'interview');
  assert.equal(terminal.program.getState().pending.length, 0);
});
